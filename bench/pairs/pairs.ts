import { CHECKLIST } from '../../src/qa/checklist/checklist-items.ts';
import type { Benchmark } from '../measure/benchmark.ts';
import { runChild } from '../measure/run-child.ts';

interface Suite {
  readonly what: string;
  readonly tags: string;
  readonly reachS: number;
}

interface Taken {
  readonly pairs: number;
  readonly scenarios: number;
  readonly failed: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
}

const SUITES: readonly Suite[] = [
  { what: 'all checklist items', tags: CHECKLIST.map(({ id }) => `@${id}`).join(' or '), reachS: 90 },
  { what: 'all scenarios, so all flows', tags: '', reachS: 120 },
];

const ROUNDS = 3;

/** How long somebody waits for the acceptance suites of all pairs, in a new process; the middle one of three runs. */
export const pairs: Benchmark = {
  name: 'pairs',
  summary: 'wall time of the acceptance suites over all pairs of shop and ERP',
  run: async (say) => {
    const runs = SUITES.map(() => [] as Taken[]);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [index, { what, tags }] of SUITES.entries()) {
        const taken = await runChild<Taken>(new URL('./pairs-task.ts', import.meta.url), tags);
        say(`  ${what}: ${taken.scenarios} scenarios over ${taken.pairs} pairs, ${taken.seconds} s`);
        runs[index]?.push(taken);
      }
    }
    const found = SUITES.map((suite, index) => ({ ...suite, ...middleOf(runs[index] ?? []) }));
    return {
      figures: { suites: found },
      text: [
        `From the start of the process to its last scenario, a worker thread for each core; the middle one of ${ROUNDS} runs, in turns (fastest and slowest in brackets). A scenario that does not apply to a pair is not counted.`,
        '',
        '| | pairs | scenarios | failed | wall s | to reach, s | processor s |',
        '|---|---:|---:|---:|---:|---:|---:|',
        ...found.map(
          ({ what, pairs: count, scenarios, failed, seconds, fastestS, slowestS, reachS, cpuSeconds }) =>
            `| ${what} | ${count} | ${scenarios} | ${failed} | ${seconds} (${fastestS}–${slowestS}) | ${reachS} | ${cpuSeconds} |`,
        ),
      ].join('\n'),
    };
  },
};

function middleOf(runs: readonly Taken[]) {
  const sorted = runs.toSorted((a, b) => a.seconds - b.seconds);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('nothing ran');
  return { ...middle, fastestS: sorted[0]?.seconds, slowestS: sorted.at(-1)?.seconds };
}
