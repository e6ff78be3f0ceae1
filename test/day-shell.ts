import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';

export interface Ended {
  readonly code: number | null;
  /** What it wrote, on both streams. */
  readonly said: string;
}

/** Runs a command line as a person types it, in a folder; Git asks for no identity and signs nothing. */
export function run(command: string, cwd: string): Ended {
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', command], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: {
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
      HOME: cwd,
      NO_COLOR: '1',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'Jo Doe',
      GIT_AUTHOR_EMAIL: 'jo@example.com',
      GIT_COMMITTER_NAME: 'Jo Doe',
      GIT_COMMITTER_EMAIL: 'jo@example.com',
    },
  });
  return { code: status, said: `${stdout}${stderr}` };
}
