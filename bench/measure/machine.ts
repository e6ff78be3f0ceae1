import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY } from './repository.ts';

/** What a reader must know of the machine to compare figures: no name, no path, no address. */
export interface MachineFacts {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly platform: string;
  readonly node: string;
  readonly packages: Readonly<Record<string, string>>;
  /** Processes that wanted to run, mean of the minute before: more than the cores means that others worked as well. */
  readonly loadBefore: number;
}

/** Processes that want to run, mean of the last minute. */
export const loadNow = (): number => Math.round((loadavg()[0] ?? 0) * 100) / 100;

export function machineFacts(): MachineFacts {
  const version = (name: string): string =>
    (JSON.parse(readFileSync(join(REPOSITORY, 'node_modules', name, 'package.json'), 'utf8')) as { version: string })
      .version;
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    platform: `${platform()} ${arch()}`,
    node: process.version,
    packages: Object.fromEntries(['jsonata', 'ajv', 'undici', 'big.js'].map((name) => [name, version(name)])),
    loadBefore: loadNow(),
  };
}
