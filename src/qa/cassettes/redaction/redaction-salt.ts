import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the salt of a project lies: beside the ledger, outside of Git. */
export const SALT_FILE = '.pipewright/redaction-salt';
/** For a team that wants the same stand-ins on every machine. */
export const SALT_VARIABLE = 'PIPEWRIGHT_REDACTION_SALT';

/** The salt of a project's stand-ins: from the environment, else from its file, which is made when there is none. */
export function redactionSalt(root: string, env: Readonly<Record<string, string | undefined>>): string {
  const given = env[SALT_VARIABLE];
  if (given !== undefined && given !== '') return given;
  const path = join(root, SALT_FILE);
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    const made = randomBytes(32).toString('hex');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `${made}\n`, { mode: 0o600 });
    return made;
  }
}
