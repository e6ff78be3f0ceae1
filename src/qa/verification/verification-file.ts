import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadedProject } from '../../load/load-project.ts';
import type { VerificationFile } from '../../model/config.generated.ts';
import { IntegrationError } from '../../model/integration-error.ts';

/** Where `verify` writes, at the project's root: it belongs into the commit that it verifies. */
export const VERIFICATION_FILE = 'verification.json';

const SCHEMA = 'https://pipewright.dev/schemas/config/verification.schema.json';

/** The verification of a project; undefined when there is none. Throws NOT_VERIFIED for a file that is none. */
export function readVerification(project: LoadedProject): VerificationFile | undefined {
  let text: string;
  try {
    text = readFileSync(join(project.layers.root, VERIFICATION_FILE), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw unreadable(error instanceof Error ? error.message : String(error), error);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : String(error), error);
  }
  const [violation] = project.schemas.validator(SCHEMA)(value);
  if (violation !== undefined) throw unreadable(`${violation.path.join('.') || 'it'} ${violation.message}`);
  return value as VerificationFile;
}

function unreadable(why: string, cause?: unknown): IntegrationError {
  return new IntegrationError(
    'NOT_VERIFIED',
    `${VERIFICATION_FILE} cannot be used: ${why}`,
    { file: VERIFICATION_FILE },
    cause,
  );
}

/** Writes the file whole or not at all: a deployment that reads it meanwhile sees the old one. */
export function writeVerification(root: string, verification: VerificationFile): void {
  const path = join(root, VERIFICATION_FILE);
  writeFileSync(`${path}.new`, `${JSON.stringify(verification, null, 2)}\n`);
  renameSync(`${path}.new`, path);
}
