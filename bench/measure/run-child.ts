import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs a script of the benchmarks in a process of its own; yields what it reports on its last line. */
export async function runChild<T>(script: URL, task: unknown, flags: readonly string[] = []): Promise<T> {
  const child = spawn(process.execPath, [...flags, script.pathname, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${script.pathname.split('/').slice(-2).join('/')} ended with ${code}`);
  return JSON.parse(output.trimEnd().split('\n').at(-1) ?? '') as T;
}
