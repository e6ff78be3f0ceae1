import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';

export interface Ended {
  readonly code: number | null;
  /** What it wrote, on both streams. */
  readonly said: string;
}

/** Runs a command line as a person types it, in a folder; Git asks for no identity and signs nothing. */
export async function run(command: string, cwd: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const child = spawn('/bin/sh', ['-c', command], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
      HOME: cwd,
      NO_COLOR: '1',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'Jo Doe',
      GIT_AUTHOR_EMAIL: 'jo@example.com',
      GIT_COMMITTER_NAME: 'Jo Doe',
      GIT_COMMITTER_EMAIL: 'jo@example.com',
      ...env,
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}
