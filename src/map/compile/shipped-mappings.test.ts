import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import jsonata from 'jsonata';
import { parse } from 'yaml';
import { MOST_ALIASES } from '../../load/source-file.ts';
import { Hold } from '../../model/hold.ts';
import { FUNCTION_LIBRARY } from '../functions/function-library.ts';
import { compileSync } from './compiled-expression.ts';

/** Damaged inputs tried for each mapping: `MAPPING_RUNS=2000 node --test …` for more. */
const RUNS = Number(process.env.MAPPING_RUNS ?? 12);

interface Case {
  readonly given?: unknown;
  readonly given_file?: string;
  readonly with?: { readonly options?: object; readonly needs?: object; readonly target?: object };
}

/**
 * The output, or that it failed. Not how: a damaged member is often read in two places, and jsonata, which evaluates the
 * members of an object side by side, reports any of them.
 */
const outcomeOf = async (evaluate: () => unknown): Promise<unknown> => {
  try {
    return { value: JSON.parse(JSON.stringify((await evaluate()) ?? null)) };
  } catch (error) {
    return error instanceof Hold || typeof (error as { code?: unknown }).code === 'string' ? 'failed' : error;
  }
};

/** The input with some of its members taken away or replaced: what systems send when nobody looks. */
const damaged = (input: unknown): fc.Arbitrary<unknown> =>
  fc
    .array(
      fc.tuple(
        fc.nat(2000),
        fc.constantFrom<unknown>(undefined, null, '', '0', 0, 'text', true, [], {}, [{}], ['a', 'b']),
      ),
      {
        maxLength: 4,
      },
    )
    .map((changes) => {
      const copy = structuredClone(input);
      for (const [at, value] of changes) {
        const places = placesIn(copy);
        const place = places[at % Math.max(places.length, 1)];
        if (place === undefined) continue;
        const [holder, key] = place;
        if (value === undefined) delete holder[key];
        else holder[key] = structuredClone(value);
      }
      return copy;
    });

function placesIn(value: unknown, into: [Record<string, unknown>, string][] = []): [Record<string, unknown>, string][] {
  if (typeof value !== 'object' || value === null) return into;
  for (const key of Object.keys(value)) {
    if (!Array.isArray(value)) into.push([value as Record<string, unknown>, key]);
    placesIn((value as Record<string, unknown>)[key], into);
  }
  return into;
}

for (const file of globSync('mappings/*/*.cases.yaml').sort()) {
  const mapping = file.replace(/\.cases\.yaml$/, '.jsonata');
  test(`${mapping} does the same compiled and interpreted, whatever is wrong with its input`, async () => {
    const source = readFileSync(mapping, 'utf8');
    const [first] = parse(readFileSync(file, 'utf8'), { maxAliasCount: MOST_ALIASES }) as [Case];
    const given =
      first.given_file === undefined
        ? first.given
        : JSON.parse(readFileSync(join(dirname(file), first.given_file), 'utf8'));
    const variables = {
      options: first.with?.options ?? {},
      needs: first.with?.needs ?? {},
      ...(first.with?.target === undefined ? {} : { target: first.with.target }),
      translate: (table: unknown, code: unknown) =>
        code === undefined ? undefined : `${String(table)}/${String(code)}`,
      reference: (list: unknown, key: unknown) => (key === undefined ? undefined : `${String(list)}:${String(key)}`),
    };
    const closures = compileSync(source, { functions: FUNCTION_LIBRARY, generateAfter: Number.POSITIVE_INFINITY });
    const generated = compileSync(source, { functions: FUNCTION_LIBRARY, generateAfter: 0 });
    assert.ok(generated.isGenerated, 'a shipped mapping has to run as JavaScript');
    const interpreted = jsonata(source);
    for (const { name, call } of FUNCTION_LIBRARY) interpreted.registerFunction(name, call);
    await fc.assert(
      fc.asyncProperty(damaged(given), async (input) => {
        const expected = await outcomeOf(() => interpreted.evaluate(structuredClone(input), { ...variables }));
        for (const compiled of [closures, generated]) {
          const actual = await outcomeOf(() => compiled.evaluate(structuredClone(input), variables));
          assert.deepEqual(actual, expected);
        }
      }),
      { numRuns: RUNS, seed: Number(process.env.MAPPING_SEED ?? 20260302) },
    );
  });
}
