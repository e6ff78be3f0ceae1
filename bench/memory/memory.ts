import { strict as assert } from 'node:assert';
import type { Benchmark } from '../measure/benchmark.ts';
import { inFolder } from '../measure/in-folder.ts';
import { REPOSITORY } from '../measure/repository.ts';
import { runChild } from '../measure/run-child.ts';
import { startServer } from '../server/start-server.ts';
import type { MemoryFigures, MemorySample, MemoryTask } from './memory-task.ts';

const CHILD = new URL('./small-orders.ts', import.meta.url);
const CONCURRENCY = 32;
const FEW = 10_000;
const REACH = 0.1;
/** In the table; all samples are in the JSON. */
const SHOWN = [10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000];

export interface MemoryOptions {
  readonly records: number;
  readonly minutes: number;
}

/** Whether memory stays where it was after ten thousand records, up to a million or as far as the minutes go. */
export function memory({ records, minutes }: MemoryOptions): Benchmark {
  return {
    name: 'memory',
    summary: `memory from 10 thousand records to ${records.toLocaleString('en')}, for at most ${minutes} minutes`,
    run: async (say) => {
      const server = await startServer([]);
      try {
        const figures = await inFolder((folder) => {
          const task: MemoryTask = {
            origin: server.origin,
            records,
            every: FEW,
            mostSeconds: minutes * 60,
            concurrency: CONCURRENCY,
            folder,
            repository: REPOSITORY,
          };
          return runChild<MemoryFigures>(CHILD, task, ['--expose-gc']);
        });
        assert.equal((await server.received('erp-memory')).count, figures.records);
        say(`  ${figures.records} records in ${Math.round(figures.seconds)} s`);
        return reportOf(figures, records);
      } finally {
        server.stop();
      }
    },
  };
}

function reportOf(figures: MemoryFigures, wanted: number) {
  const { samples, records, seconds, highestRss, ledgerBytes } = figures;
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined) throw new Error('nothing was measured');
  const growth = {
    heapUsed: last.heapUsed / first.heapUsed - 1,
    rss: last.rss / first.rss - 1,
  };
  const shown = samples.filter((sample, index) => SHOWN.includes(sample.records) || index === samples.length - 1);
  const text = [
    records < wanted
      ? `Stopped by time after ${records.toLocaleString('en')} of ${wanted.toLocaleString('en')} records.`
      : `All ${records.toLocaleString('en')} records.`,
    `${Math.round(records / seconds)} records/s, ${megabytes(highestRss)} MB at the highest, the ledger has ${megabytes(ledgerBytes)} MB.`,
    `From ${first.records.toLocaleString('en')} records to ${last.records.toLocaleString('en')}: heap ${signed(growth.heapUsed)}, resident ${signed(growth.rss)}; to reach: within ${percent(REACH)}.`,
    '',
    '| records | heap after GC, MB | outside the heap, MB | resident, MB | records/s since the row before |',
    '|---:|---:|---:|---:|---:|',
    ...shown.map((sample, index) => row(sample, shown[index - 1])),
  ].join('\n');
  const rounded = (value: number) => Math.round(value * 1000) / 1000;
  return {
    figures: {
      wanted,
      concurrency: CONCURRENCY,
      reach: REACH,
      growth: { heapUsed: rounded(growth.heapUsed), rss: rounded(growth.rss) },
      ...figures,
      seconds: Math.round(seconds),
      samples: samples.map((sample) => ({ ...sample, seconds: Math.round(sample.seconds) })),
    },
    text,
  };
}

function row({ records, seconds, heapUsed, external, rss }: MemorySample, before: MemorySample | undefined): string {
  const speed = (records - (before?.records ?? 0)) / (seconds - (before?.seconds ?? 0));
  const cells = [records.toLocaleString('en'), megabytes(heapUsed), megabytes(external), megabytes(rss)];
  return `| ${cells.join(' | ')} | ${Math.round(speed)} |`;
}

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const signed = (share: number): string => `${share < 0 ? '−' : '+'}${percent(Math.abs(share))}`;
