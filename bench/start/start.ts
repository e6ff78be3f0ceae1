import { join } from 'node:path';
import type { Benchmark } from '../measure/benchmark.ts';
import { REPOSITORY } from '../measure/repository.ts';
import { wallTime } from './wall-time.ts';

const TIMES = 10;
const REACH_MS = 150;

/** How long one waits for `--help`, and for a Node that does nothing on the same machine. */
export const start: Benchmark = {
  name: 'start',
  summary: 'wall time of --help',
  run: async (say) => {
    const bare = wallTime(['-e', '0'], REPOSITORY, TIMES);
    const help = wallTime([join(REPOSITORY, 'bin/pipewright.js'), '--help'], REPOSITORY, TIMES);
    const check = wallTime([join(REPOSITORY, 'bin/pipewright.js'), 'check', '--help'], REPOSITORY, TIMES);
    say(`  --help ${help.medianMs} ms, check --help ${check.medianMs} ms, Node alone ${bare.medianMs} ms`);
    return {
      figures: { times: TIMES, reachMs: REACH_MS, help, commandHelp: check, nodeAlone: bare },
      text: [
        `Wall time, median of ${TIMES} after one to warm up; to reach: ${REACH_MS} ms.`,
        '',
        '| | median ms | fastest | slowest |',
        '|---|---:|---:|---:|',
        ...Object.entries({ '`--help`': help, '`check --help`': check, 'Node that does nothing': bare }).map(
          ([what, { medianMs, fastestMs, slowestMs }]) => `| ${what} | ${medianMs} | ${fastestMs} | ${slowestMs} |`,
        ),
      ].join('\n'),
    };
  },
};
