import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadedProject } from '../../load/load-project.ts';
import type { SignOff, SignOffsFile } from '../../model/config.generated.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import { standingOf } from './require-verified.ts';

/** At the project’s root; it belongs into the commit of the release. */
export const SIGN_OFFS_FILE = 'sign-offs.json';

const SCHEMA = 'https://pipewright.dev/schemas/config/sign-offs.schema.json';

/** Every sign-off of a project, oldest first. Throws NOT_VERIFIED for a file that is none. */
export function readSignOffs(project: LoadedProject): readonly SignOff[] {
  const path = join(project.layers.root, SIGN_OFFS_FILE);
  if (!existsSync(path)) return [];
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw unusable(error instanceof Error ? error.message : String(error), error);
  }
  const [violation] = project.schemas.validator(SCHEMA)(value);
  if (violation !== undefined) throw unusable(`${violation.path.join('.') || 'it'} ${violation.message}`);
  return (value as SignOffsFile).signed;
}

const unusable = (why: string, cause?: unknown): IntegrationError =>
  new IntegrationError('NOT_VERIFIED', `${SIGN_OFFS_FILE} cannot be used: ${why}`, { file: SIGN_OFFS_FILE }, cause);

/**
 * Signs the configuration off that is on disk. Throws NOT_VERIFIED unless exactly this one was verified and passed: nobody
 * signs for what was not seen.
 */
export function signOff(project: LoadedProject, { name, at, remarks }: Omit<SignOff, 'hash'>): SignOff {
  const { verification, blocking } = standingOf(project);
  if (verification === undefined || blocking.length > 0)
    throw new IntegrationError('NOT_VERIFIED', `there is nothing to sign off: ${blocking.join('; ')}`, {});
  const signed: SignOff = { name, at, remarks, hash: verification.hash };
  const file: SignOffsFile = { format: 1, signed: [...readSignOffs(project), signed] };
  const path = join(project.layers.root, SIGN_OFFS_FILE);
  writeFileSync(`${path}.new`, `${JSON.stringify(file, null, 2)}\n`);
  renameSync(`${path}.new`, path);
  return signed;
}
