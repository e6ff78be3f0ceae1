import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { BUILT_IN, type TrialProject } from './trial-project.ts';

/** Pipewright as its own process, as a shell starts it. */
export interface PipewrightProcess {
  readonly child: ChildProcess;
  readonly pid: number;
  /** What it has written so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Resolves when it has ended and everything that it wrote was read. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

export interface ProcessSettings {
  /** Writing to a file beyond this size fails, as on a disk that is full. */
  readonly largestFileKb?: number;
}

export function startPipewright(
  project: Pick<TrialProject, 'root' | 'env'>,
  args: readonly string[],
  { largestFileKb }: ProcessSettings = {},
): PipewrightProcess {
  const command = [process.execPath, join(BUILT_IN, 'bin/pipewright.js'), ...args, '--project', project.root];
  // The signal is ignored so that the write fails instead (EFBIG); POSIX counts in blocks of 512 bytes.
  const limit = largestFileKb === undefined ? '' : `trap '' XFSZ; ulimit -f ${largestFileKb * 2}; `;
  const child = spawn('/bin/sh', ['-c', `${limit}exec "$@"`, 'sh', ...command], {
    env: { ...project.env, PATH: process.env.PATH ?? '', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('the process did not start');
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return {
    child,
    pid,
    stdout: () => stdout,
    stderr: () => stderr,
    kill: (signal) => child.kill(signal),
    ended: once(child, 'close').then(([code, signal]) => ({ code, signal })),
  };
}
