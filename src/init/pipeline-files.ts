/** Pipelines that let only verified configurations through, for the CI servers that `init --ci` knows. */
export const PIPELINES = { github: githubPipeline, gitlab: gitlabPipeline } as const;

export type PipelineKind = keyof typeof PIPELINES;

/** .github/workflows/verify.yml */
function githubPipeline(): readonly [string, string] {
  return [
    '.github/workflows/verify.yml',
    `name: verify
on:
  push:
  pull_request:
permissions:
  contents: read
jobs:
  verify:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      - run: npm install
      # Findings and failed scenarios stand beside their lines; what blocks is on the summary page of the job.
      - run: npx pipewright verify --format github --report verification
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: verification
          path: |
            verification/
            verification.json
  deploy:
    needs: verify
    if: github.ref == 'refs/heads/main'
    environment: production
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      - run: npm install
      - uses: actions/download-artifact@v4
        with:
          name: verification
      # The files here are exactly those that were verified, or this ends with 1. Add --signed to ask for a sign-off.
      - run: npx pipewright can-deploy
      # Put your deployment here; on the server, \`pipewright run --follow --verified\` refuses anything else.
`,
  ];
}

/** .gitlab-ci.yml */
function gitlabPipeline(): readonly [string, string] {
  return [
    '.gitlab-ci.yml',
    `image: node:24
stages: [verify, deploy]
before_script:
  - npm install
verify:
  stage: verify
  script:
    - npx pipewright verify --report verification
  artifacts:
    when: always
    paths: [verification/, verification.json]
    reports:
      junit: verification/junit.xml
deploy:
  stage: deploy
  environment: production
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    # The files here are exactly those that were verified, or this ends with 1. Add --signed to ask for a sign-off.
    - npx pipewright can-deploy
    # Put your deployment here; on the server, \`pipewright run --follow --verified\` refuses anything else.
`,
  ];
}
