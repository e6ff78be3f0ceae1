import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of the installed package. */
export function packageVersion(builtIn: string): string {
  const { version } = JSON.parse(readFileSync(join(builtIn, 'package.json'), 'utf8')) as { version: string };
  return version;
}
