import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { IntegrationError } from '../../model/integration-error.ts';

/** Writes files into a project, all or none. Throws USAGE when one of them exists: a tester may have worked on it. */
export function writeNewFiles(root: string, files: Readonly<Record<string, string>>): void {
  const taken = Object.keys(files).find((path) => existsSync(join(root, path)));
  if (taken !== undefined)
    throw new IntegrationError('USAGE', `${taken} exists: say another name with --as, or remove it`, { file: taken });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}
