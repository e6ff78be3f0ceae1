/** .github/workflows/check.yml: every push is checked, findings stand beside the lines that they are about. */
export function checkWorkflow(): string {
  return `name: check
on:
  push:
  pull_request:
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      - run: npm install
      - run: npx pipewright check --format github
`;
}
