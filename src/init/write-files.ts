import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { IntegrationError } from '../model/integration-error.ts';

/**
 * Writes files below a folder, all or none: throws USAGE that lists those which are there already, unless `force`.
 * Throws FILE_UNREADABLE when the folder cannot be written.
 */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>, force: boolean): void {
  const there = [...files.keys()].filter((path) => existsSync(join(folder, path)));
  if (there.length > 0 && !force) {
    throw new IntegrationError(
      'USAGE',
      `nothing was written, because ${there.length === 1 ? 'a file is' : `${there.length} files are`} there already: ${there.join(', ')}; --force overwrites ${there.length === 1 ? 'it' : 'them'}`,
      {},
    );
  }
  for (const [path, text] of files) {
    const absolute = join(folder, path);
    try {
      mkdirSync(dirname(absolute), { recursive: true });
      writeFileSync(absolute, text);
    } catch (error) {
      throw new IntegrationError(
        'FILE_UNREADABLE',
        `${absolute} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
        { file: path },
        error,
      );
    }
  }
}
