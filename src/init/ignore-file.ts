/** .gitignore: the ledger holds personal data, .env holds secrets. */
export function ignoreFile(): string {
  return `node_modules/
.pipewright/
.env
`;
}
