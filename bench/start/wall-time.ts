import { spawnSync } from 'node:child_process';
import { median } from '../measure/median.ts';

export interface WallTime {
  readonly medianMs: number;
  readonly fastestMs: number;
  readonly slowestMs: number;
}

/**
 * Wall time of a command from its start to its end, after one run to warm the caches. Throws when it does not end with
 * status 0: a command that fails fast is not fast.
 */
export function wallTime(args: readonly string[], cwd: string, times: number): WallTime {
  const taken: number[] = [];
  for (let run = 0; run <= times; run += 1) {
    const start = performance.now();
    const { status, stdout, stderr } = spawnSync(process.execPath, [...args], { cwd, encoding: 'utf8' });
    const ms = performance.now() - start;
    if (status !== 0) throw new Error(`${args.slice(-1).join(' ')} ended with ${status}:\n${stdout}${stderr}`);
    if (run > 0) taken.push(ms);
  }
  const rounded = (ms: number) => Math.round(ms * 10) / 10;
  return {
    medianMs: rounded(median(taken)),
    fastestMs: rounded(Math.min(...taken)),
    slowestMs: rounded(Math.max(...taken)),
  };
}
