/**
 * How much faster mappings are compiled than interpreted: `node bench/mapping/run.ts [part of a name]`. All forms run in
 * one process, in turns, over the same inputs; before anything is measured they have to yield the same. Each figure is
 * the lower decile of single calls, so that what else the machine does counts as little as it can.
 */
import { isDeepStrictEqual } from 'node:util';
import jsonata from 'jsonata';
import { type CompiledExpression, compileSync } from '../../src/map/compile/compiled-expression.ts';
import { FUNCTION_LIBRARY } from '../../src/map/functions/function-library.ts';
import { type MappingBenchmark, mappingBenchmarks } from './cases.ts';

const ROUNDS = 7;
/** Milliseconds that one form runs for in one round. */
const SLICE_MS = 150;

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function lowerDecile(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 10)] ?? Number.NaN;
}

/** Milliseconds of each of as many calls as fit into a slice. */
async function timesOf(call: () => unknown): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + SLICE_MS;
  let started = performance.now();
  while (started < end) {
    const result = call();
    if (result instanceof Promise) await result;
    const now = performance.now();
    times.push(now - started);
    started = now;
  }
  return times;
}

/** The calls of library functions that one evaluation makes, to be made again by themselves. */
function libraryCallsOf({ source, input, variables }: MappingBenchmark): () => void {
  const calls: (() => unknown)[] = [];
  const recording = FUNCTION_LIBRARY.map(({ name, call }) => ({
    name,
    call: (...args: readonly unknown[]) => {
      calls.push(() => call(...args));
      return call(...args);
    },
  }));
  compileSync(source, { functions: recording }).evaluate(input, variables);
  return () => {
    for (const call of calls) call();
  };
}

async function measure(benchmark: MappingBenchmark): Promise<string> {
  const { source, input, variables, byHand } = benchmark;
  const interpreted = jsonata(source);
  for (const { name, call } of FUNCTION_LIBRARY) interpreted.registerFunction(name, call);
  const compiled: CompiledExpression = compileSync(source, { functions: FUNCTION_LIBRARY });

  const expected = plain(await interpreted.evaluate(input, { ...variables }));
  if (!isDeepStrictEqual(plain(compiled.evaluate(input, variables)), expected)) {
    throw new Error(`${benchmark.mapping} yields something else when it is compiled`);
  }

  const forms: Record<string, () => unknown> = {
    interpreted: () => interpreted.evaluate(input, { ...variables }),
    compiled: () => compiled.evaluate(input, variables),
    functions: libraryCallsOf(benchmark),
    ...(byHand === undefined ? {} : { byHand }),
  };
  const times: Record<string, number[]> = Object.fromEntries(Object.keys(forms).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, call] of Object.entries(forms)) {
      const slice = await timesOf(call);
      if (round > 0) times[name]?.push(...slice); // the first round is for the machine's own compiler
    }
  }
  const of = (name: string): number => lowerDecile(times[name] ?? []);
  const shown = (ms: number): string => ms.toFixed(3).padStart(8);
  const own = of('interpreted') - of('functions');
  return [
    benchmark.mapping.replace(/^mappings\//, '').padEnd(32),
    String(benchmark.lines).padStart(5),
    shown(of('interpreted')),
    shown(of('compiled')),
    `${(of('interpreted') / of('compiled')).toFixed(1)} ×`.padStart(8),
    shown(of('functions')),
    `${(own / Math.max(of('compiled') - of('functions'), 1e-6)).toFixed(1)} ×`.padStart(10),
    byHand === undefined ? '' : shown(of('byHand')),
  ].join('  ');
}

process.stdout.write(
  `${['mapping'.padEnd(32), 'lines', ' jsonata', 'compiled', '  faster', 'function', 'w/o functions', 'by hand'].join('  ')}   ms a record\n`,
);
const only = process.argv[2];
for (const benchmark of mappingBenchmarks()) {
  if (only !== undefined && !`${benchmark.mapping} ${benchmark.lines}`.includes(only)) continue;
  process.stdout.write(`${await measure(benchmark)}\n`);
}
