import type { Benchmark } from '../measure/benchmark.ts';
import { runChild } from '../measure/run-child.ts';
import { mappingBenchmarks } from './cases.ts';
import type { MappingTimes } from './measure-mapping.ts';

const REACH = { timesJsonata: 30, shareOfHandWritten: 0.3 } as const;

/** How fast the order mappings are: interpreted by jsonata, compiled, and written by hand. */
export const mapping: Benchmark = {
  name: 'mapping',
  summary: 'order mappings: compiled against jsonata and against hand-written JavaScript',
  run: async (say) => {
    const all: MappingTimes[] = [];
    for (const [at, { mapping: file, lines }] of mappingBenchmarks().entries()) {
      // A process for each: what one mapping teaches the machine's compiler would slow the next one.
      const times = await runChild<MappingTimes>(new URL('measure-mapping.ts', import.meta.url), { at });
      all.push(times);
      say(`  ${file}, lines ${lines}: ${ratio(times).toFixed(1)} × jsonata, ${percent(times)} of hand-written`);
    }
    return {
      figures: { reach: REACH, millisecondsARecord: all },
      text: [
        `Milliseconds a record, lower decile of single calls; all forms of a row in one process, in turns. To reach: ${REACH.timesJsonata} × jsonata and ${REACH.shareOfHandWritten * 100} % of hand-written JavaScript. *Run* is the compiled mapping as the engine calls it, with its output copied to plain JSON; *functions* are those of Pipewright alone, which all forms but the one by hand call.`,
        '',
        '| mapping | lines | jsonata | closures | compiled | run | functions | by hand | × jsonata | of hand-written |',
        '|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|',
        ...all.map(rowOf),
      ].join('\n'),
    };
  },
};

const ratio = ({ jsonata, compiled }: MappingTimes): number => jsonata / compiled;
const percent = ({ byHand, compiled }: MappingTimes): string => `${Math.round((byHand / compiled) * 100)} %`;

function rowOf(times: MappingTimes): string {
  const { mapping: file, lines, jsonata, closures, compiled, run, functions, byHand } = times;
  const shown = [jsonata, closures, compiled, run, functions, byHand].map((ms) => ms.toFixed(3));
  const name = file.replace(/^mappings\//, '').replace(/\.jsonata$/, '');
  return `| ${name} | ${lines} | ${shown.join(' | ')} | ${ratio(times).toFixed(1)} | ${percent(times)} |`;
}
