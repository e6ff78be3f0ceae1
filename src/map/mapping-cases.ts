import { isDeepStrictEqual } from 'node:util';
import { Hold } from '../model/hold.ts';
import { compileExpression } from './expression.ts';
import type { Mapping, Surroundings } from './mapping.ts';

/** One case of a `*.cases.yaml`, read and with its given file loaded. */
export interface MappingCase {
  readonly name: string;
  readonly given: unknown;
  /** JSONata applied to `given` first. */
  readonly change?: string;
  readonly with?: {
    readonly options?: Record<string, unknown>;
    readonly needs?: Surroundings['needs'];
    readonly target?: Surroundings['target'];
    readonly lookups?: Record<string, Record<string, string>>;
    readonly references?: Record<string, Record<string, unknown>>;
  };
  readonly expect?: unknown;
  readonly includes?: unknown;
  readonly refuse?: string;
}

export interface CaseResult {
  readonly name: string;
  readonly passed: boolean;
  /** What differs, one a line: `lines[0].sku: expected "A-1", got "A-2"`. */
  readonly differences: readonly string[];
  readonly output?: unknown;
}

/** Runs one case. `verify` checks an output that is to be valid (document or payload schema); it yields what is wrong. */
export async function runMappingCase(
  mapping: Mapping,
  given: MappingCase,
  verify: (output: unknown) => readonly string[],
): Promise<CaseResult> {
  const { given: input } = changed(given);
  let output: unknown;
  try {
    output = await mapping.run(input, surroundingsOf(given));
  } catch (error) {
    if (!(error instanceof Hold)) throw error;
    if (given.refuse === error.code) return { name: given.name, passed: true, differences: [] };
    const wanted = given.refuse === undefined ? 'an output' : `the hold "${given.refuse}"`;
    return {
      name: given.name,
      passed: false,
      differences: [`expected ${wanted}, got the hold "${error.code}": ${error.message}`],
    };
  }
  if (given.refuse !== undefined) {
    const invalid = verify(output);
    // A document that its schema refuses is held as well, under one code for all of them.
    if (given.refuse === 'document-invalid' && invalid.length > 0)
      return { name: given.name, passed: true, differences: [] };
    return {
      name: given.name,
      passed: false,
      differences: [`expected the hold "${given.refuse}", got an output`],
      output,
    };
  }
  const differences =
    given.expect === undefined ? missing(given.includes, output, '') : different(given.expect, output, '');
  differences.push(...verify(output));
  return { name: given.name, passed: differences.length === 0, differences, output };
}

/** The case with its change made: for whoever runs it many times. */
export function changed({ change, ...given }: MappingCase): MappingCase {
  return change === undefined ? given : { ...given, given: compileExpression(change).evaluate(given.given) };
}

function surroundingsOf({ with: given = {} }: MappingCase): Surroundings {
  const ask =
    (what: string, code: string, tables: Record<string, Record<string, unknown>> | undefined) =>
    (name: string, key: string) => {
      const table = tables?.[name];
      if (table === undefined || !Object.hasOwn(table, key))
        throw new Hold(code, `${what} "${name}" has no "${key}" in this case`);
      return table[key];
    };
  return {
    options: given.options ?? {},
    needs: given.needs ?? {},
    ...(given.target === undefined ? {} : { target: given.target }),
    translate: (table, code) => String(ask('lookup', 'translation-missing', given.lookups)(table, code)),
    reference: ask('reference list', 'reference-missing', given.references),
  };
}

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

function different(expected: unknown, actual: unknown, path: string): string[] {
  if (isDeepStrictEqual(expected, actual)) return [];
  if (isRecord(expected) && isRecord(actual)) {
    return [...new Set([...Object.keys(expected), ...Object.keys(actual)])].flatMap((key) =>
      different(expected[key], actual[key], path === '' ? key : `${path}.${key}`),
    );
  }
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length) {
    return expected.flatMap((item, index) => different(item, actual[index], `${path}[${index}]`));
  }
  return [`${path || 'output'}: expected ${shown(expected)}, got ${shown(actual)}`];
}

function missing(expected: unknown, actual: unknown, path: string): string[] {
  if (isRecord(expected) && isRecord(actual)) {
    return Object.keys(expected).flatMap((key) =>
      missing(expected[key], actual[key], path === '' ? key : `${path}.${key}`),
    );
  }
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length) {
    return expected.flatMap((item, index) => missing(item, actual[index], `${path}[${index}]`));
  }
  return different(expected, actual, path);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
