import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const NODE_RED_VERSION = '5.0.7';

export type Installed = { readonly folder: string } | { readonly missing: string };

/**
 * Node-RED in a folder of its own under the temporary folder of the system, installed from the npm registry when it is
 * not there yet. Yields why it is missing where that cannot be done.
 */
export async function installNodeRed(say: (text: string) => void): Promise<Installed> {
  const folder = join(tmpdir(), `pipewright-bench-node-red-${NODE_RED_VERSION}`);
  const done = join(folder, 'installed');
  if (existsSync(done)) return { folder };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  say(`  installing Node-RED ${NODE_RED_VERSION} in ${folder}`);
  const npm = spawn('npm', ['install', '--no-audit', '--no-fund', '--save-exact', `node-red@${NODE_RED_VERSION}`], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  npm.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const failure = await once(npm, 'close').then(
    ([code]) => (code === 0 ? undefined : (/npm error (?:code )?(\S.*)/.exec(said)?.[1] ?? `npm ended with ${code}`)),
    (error: unknown) => String(error),
  );
  if (failure !== undefined) return { missing: `Node-RED could not be installed from the npm registry: ${failure}` };
  writeFileSync(done, '');
  return { folder };
}
