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

export function startPipewright(
  project: TrialProject,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): PipewrightProcess {
  const child = spawn(process.execPath, [join(BUILT_IN, 'bin/pipewright.js'), ...args, '--project', project.root], {
    env: { ...project.env, PATH: process.env.PATH ?? '', NO_COLOR: '1', ...env },
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
