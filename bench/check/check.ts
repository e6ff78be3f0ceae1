import { join } from 'node:path';
import type { Benchmark } from '../measure/benchmark.ts';
import { inFolder } from '../measure/in-folder.ts';
import { REPOSITORY } from '../measure/repository.ts';
import { wallTime } from '../start/wall-time.ts';
import { writeManyPipes } from './many-pipes.ts';

const TIMES = 10;
const REACH_MS = 500;

/** How long `check` takes for a project of a hundred pipes, and for one of a single pipe. */
export const check: Benchmark = {
  name: 'check',
  summary: 'wall time of `pipewright check` with 100 pipes',
  run: async (say) => {
    const timeOf = (count: number) =>
      inFolder(async (folder) => {
        writeManyPipes(folder, count);
        return wallTime([join(REPOSITORY, 'bin/pipewright.js'), 'check'], folder, TIMES);
      });
    const hundred = await timeOf(100);
    const one = await timeOf(1);
    say(`  100 pipes ${hundred.medianMs} ms, 1 pipe ${one.medianMs} ms`);
    return {
      figures: { times: TIMES, reachMs: REACH_MS, hundredPipes: hundred, onePipe: one },
      text: [
        `Wall time, median of ${TIMES} after one to warm up; to reach: ${REACH_MS} ms for 100 pipes.`,
        '',
        '| | median ms | fastest | slowest |',
        '|---|---:|---:|---:|',
        ...Object.entries({ '100 pipes': hundred, '1 pipe': one }).map(
          ([what, { medianMs, fastestMs, slowestMs }]) => `| ${what} | ${medianMs} | ${fastestMs} | ${slowestMs} |`,
        ),
      ].join('\n'),
    };
  },
};
