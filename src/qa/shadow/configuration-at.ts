import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { IntegrationError } from '../../model/integration-error.ts';

/** The files of a project as they were at a Git ref, in a folder of their own. */
export interface ConfigurationAt {
  readonly root: string;
  readonly remove: () => void;
}

const MOST_BYTES = 512 * 1024 * 1024;

/** Throws USAGE when the folder is in no Git repository or the ref does not exist. */
export function configurationAt(root: string, ref: string): ConfigurationAt {
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', root, ...args], { maxBuffer: MOST_BYTES, stdio: ['ignore', 'pipe', 'pipe'] });
  let commit: string;
  let top: string;
  try {
    // `--end-of-options`: what begins with a dash is a ref as well, and no option.
    commit = git('rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`).toString().trim();
    top = git('rev-parse', '--show-toplevel').toString().trim();
  } catch (error) {
    throw new IntegrationError('USAGE', `there is no Git ref "${ref}" in ${root}`, {}, error);
  }
  const folder = mkdtempSync(join(tmpdir(), 'pipewright-ref-'));
  try {
    const below = relative(top, root);
    const archive = git('archive', '--format=tar', below === '' ? commit : `${commit}:${below}`);
    execFileSync('tar', ['-x', '-C', folder], { input: archive, maxBuffer: MOST_BYTES });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return { root: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
