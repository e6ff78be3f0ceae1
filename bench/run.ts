import { parseArgs } from 'node:util';
import { check } from './check/check.ts';
import { mapping } from './mapping/mapping.ts';
import type { Benchmark } from './measure/benchmark.ts';
import { machineFacts } from './measure/machine.ts';
import { keepResult } from './measure/results.ts';
import { memory } from './memory/memory.ts';
import { pairs } from './pairs/pairs.ts';
import { scenarios } from './scenarios/scenarios.ts';
import { start } from './start/start.ts';
import { types } from './types/types.ts';
import { wholeWay } from './whole-way/whole-way.ts';

/**
 * `npm run bench`, all of them, or `npm run bench -- whole-way memory mapping start check types scenarios pairs`. `--records` and `--minutes` bound the
 * memory benchmark, `--concurrency` is how many orders are under way in the whole way, `--orders` how many there are. Prints what was found and keeps it in bench/results.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    records: { type: 'string', default: '1000000' },
    minutes: { type: 'string', default: '10' },
    concurrency: { type: 'string', default: '32' },
    orders: { type: 'string', default: '5000' },
  },
});
const all: readonly Benchmark[] = [
  wholeWay(Number(values.concurrency), Number(values.orders)),
  memory({ records: Number(values.records), minutes: Number(values.minutes) }),
  mapping,
  start,
  check,
  types,
  scenarios,
  pairs,
];
const unknown = positionals.find((name) => !all.some((benchmark) => benchmark.name === name));
const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
if (unknown === undefined) {
  for (const benchmark of all) {
    if (positionals.length > 0 && !positionals.includes(benchmark.name)) continue;
    const machine = machineFacts();
    say(`${benchmark.name}: ${benchmark.summary}`);
    const report = await benchmark.run(say);
    keepResult(benchmark.name, benchmark.summary, commandOf(benchmark.name), report, machine);
    say(`\n${report.text}\n`);
  }
} else {
  process.stderr.write(`there is no benchmark "${unknown}"; there are ${all.map(({ name }) => name).join(', ')}\n`);
  process.exitCode = 2;
}

function commandOf(name: string): string {
  const options =
    name === 'memory'
      ? ` --records ${values.records} --minutes ${values.minutes}`
      : name === 'whole-way'
        ? ` --concurrency ${values.concurrency} --orders ${values.orders}`
        : '';
  return `npm run bench -- ${name}${options}`;
}
