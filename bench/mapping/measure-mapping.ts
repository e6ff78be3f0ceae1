/**
 * Measures one mapping in all its forms: `node bench/mapping/measure-mapping.ts '{"at":0}'`. They run in one process, in
 * turns, over the same input; before anything is measured they have to yield the same. Each figure is the lower decile of
 * single calls, so that what else the machine does counts as little as it can.
 */
import assert from 'node:assert/strict';
import jsonata from 'jsonata';
import { compileSync } from '../../src/map/compile/compiled-expression.ts';
import { FUNCTION_LIBRARY } from '../../src/map/functions/function-library.ts';
import { compileMapping, type Surroundings } from '../../src/map/mapping.ts';
import { type MappingBenchmark, mappingBenchmarks } from './cases.ts';

const ROUNDS = 7;
/** Milliseconds that one form runs for in one round. */
const SLICE_MS = 150;

/** Milliseconds a record. */
export interface MappingTimes {
  readonly mapping: string;
  readonly lines: number;
  readonly jsonata: number;
  readonly closures: number;
  readonly compiled: number;
  /** As the engine calls it: with its errors, and copied to plain JSON. */
  readonly run: number;
  /** The functions of the library alone, with the same arguments. */
  readonly functions: number;
  readonly byHand: number;
}

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

/** Plain JSON, without the name of the connection, which the engine adds to what a mapping makes. */
function plain(value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(value));
  if (copy.origin !== undefined) delete copy.origin.connection;
  return copy;
}

async function measure(benchmark: MappingBenchmark): Promise<MappingTimes> {
  const { mapping, lines, source, input, variables, byHand } = benchmark;
  const interpreted = jsonata(source);
  for (const { name, call } of FUNCTION_LIBRARY) interpreted.registerFunction(name, call);
  const closures = compileSync(source, { functions: FUNCTION_LIBRARY, generateAfter: Number.POSITIVE_INFINITY });
  const compiled = compileSync(source, { functions: FUNCTION_LIBRARY });
  assert.ok(compiled.isGenerated);
  const whole = compileMapping(mapping, source);
  const surroundings = variables as unknown as Surroundings;
  const forms = {
    jsonata: () => interpreted.evaluate(input, { ...variables }),
    closures: () => closures.evaluate(input, variables),
    compiled: () => compiled.evaluate(input, variables),
    run: () => whole.run(input, surroundings),
    functions: libraryCallsOf(benchmark),
    byHand,
  };
  const expected = plain(await forms.jsonata());
  for (const form of ['closures', 'compiled', 'run', 'byHand'] as const) {
    // Often enough for the form that it keeps to.
    for (let i = 0; i < 20; i += 1) assert.deepEqual(plain(forms[form]()), expected, `${mapping}: ${form}`);
  }
  const times = Object.fromEntries(Object.keys(forms).map((name): [string, number[]] => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, call] of Object.entries(forms)) {
      const slice = await timesOf(call);
      if (round > 0) times[name]?.push(...slice); // the first round is for the machine's own compiler
    }
  }
  const of = (name: keyof typeof forms): number => lowerDecile(times[name] ?? []);
  return {
    mapping,
    lines,
    jsonata: of('jsonata'),
    closures: of('closures'),
    compiled: of('compiled'),
    run: of('run'),
    functions: of('functions'),
    byHand: of('byHand'),
  };
}

const { at } = JSON.parse(process.argv[2] ?? '{"at":0}') as { at: number };
const benchmark = mappingBenchmarks()[at];
if (benchmark === undefined) throw new RangeError(`there is no benchmark ${at}`);
process.stdout.write(`${JSON.stringify(await measure(benchmark))}\n`);
