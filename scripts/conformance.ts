/**
 * Runs JSONata's own cases: `node scripts/conformance.ts <folder> [--interpreted | --closures]`. Each goes through the generated form;
 * with `--interpreted` through jsonata itself, to see which cases even it does not pass.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import jsonata from 'jsonata';
import { NotCompilable } from '../src/map/compile/compile-node.ts';
import { compileSync } from '../src/map/compile/compiled-expression.ts';

interface Case {
  readonly expr?: string;
  readonly 'expr-file'?: string;
  readonly data?: unknown;
  readonly dataset?: string | null;
  readonly bindings?: Record<string, unknown>;
  readonly result?: unknown;
  readonly undefinedResult?: boolean;
  readonly code?: string;
  readonly token?: string;
  readonly error?: { readonly code?: string; readonly token?: string };
  readonly timelimit?: number;
  readonly depth?: number;
  readonly unordered?: boolean;
}

type Outcome = { readonly value: unknown } | { readonly error: { readonly code?: string; readonly token?: string } };

const [folder = '', flag] = process.argv.slice(2);
const interpreted = flag === '--interpreted';
const closures = flag === '--closures';
let passed = 0;
let failed = 0;
let fallenBack = 0;
let skipped = 0;

async function interpret(given: Case, input: unknown): Promise<Outcome> {
  const limits = {
    ...(given.timelimit === undefined ? {} : { timeout: given.timelimit }),
    ...(given.depth === undefined ? {} : { stack: given.depth }),
  };
  try {
    return { value: await jsonata(given.expr ?? '', limits).evaluate(input, given.bindings) };
  } catch (error) {
    return { error: error as { code?: string } };
  }
}

async function outcomeOf(given: Case, input: unknown): Promise<Outcome> {
  if (interpreted) return interpret(given, input);
  const limits = {
    ...(given.timelimit === undefined ? {} : { time: given.timelimit }),
    ...(given.depth === undefined ? {} : { depth: given.depth }),
  };
  try {
    return {
      value: compileSync(given.expr ?? '', { limits, generateAfter: closures ? Number.POSITIVE_INFINITY : 0 }).evaluate(
        input,
        given.bindings,
      ),
    };
  } catch (error) {
    if (!(error instanceof NotCompilable)) return { error: error as { code?: string } };
    fallenBack += 1;
    return interpret(given, input);
  }
}

/** Without the marks that JSONata hangs on its lists, and with no difference between kinds of prototype. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

/** U1001 is what the suite's own harness says when it runs out of time or stack. */
const STOPPED = ['D1011', 'D1012'];

function differenceOf(given: Case, outcome: Outcome): string | undefined {
  const code = given.code ?? given.error?.code;
  const token = given.token ?? given.error?.token;
  if (code !== undefined) {
    if (!('error' in outcome)) return `expected ${code}, got ${JSON.stringify(outcome.value)}`;
    const { error } = outcome;
    const right = error.code === code || (code === 'U1001' && STOPPED.includes(error.code ?? ''));
    if (!right) return `expected ${code}, got ${error.code} ${String(error)}`;
    return token === undefined || error.token === token ? undefined : `expected token ${token}, got ${error.token}`;
  }
  if ('error' in outcome) return `got the error ${outcome.error.code}: ${(outcome.error as Error).message}`;
  if (given.undefinedResult === true) {
    return outcome.value === undefined ? undefined : `expected nothing, got ${JSON.stringify(outcome.value)}`;
  }
  const value = plain(outcome.value);
  if (isDeepStrictEqual(value, plain(given.result))) return undefined;
  if (given.unordered === true && Array.isArray(value) && Array.isArray(given.result)) {
    const sorted = (items: readonly unknown[]) => items.map((item) => JSON.stringify(item)).sort();
    if (isDeepStrictEqual(sorted(value), sorted(given.result))) return undefined;
  }
  return `expected ${JSON.stringify(given.result)}, got ${JSON.stringify(value)}`;
}

for (const file of globSync(join(folder, 'groups/*/*.json')).sort()) {
  const content = JSON.parse(readFileSync(file, 'utf8')) as Case | Case[];
  for (const [index, given] of (Array.isArray(content) ? content : [content]).entries()) {
    let expr = given.expr;
    if (expr === undefined) {
      const source = join(dirname(file), given['expr-file'] ?? '');
      if (given['expr-file'] === undefined || !existsSync(source)) {
        skipped += 1;
        continue;
      }
      expr = readFileSync(source, 'utf8');
    }
    let input = given.data;
    if (input === undefined && typeof given.dataset === 'string') {
      input = JSON.parse(readFileSync(join(folder, 'datasets', `${basename(given.dataset)}.json`), 'utf8'));
    }
    const difference = differenceOf(given, await outcomeOf({ ...given, expr }, input));
    if (difference === undefined) passed += 1;
    else {
      failed += 1;
      process.stdout.write(
        `${relative(folder, file)}#${index}: ${expr.slice(0, 200)}\n    ${difference.slice(0, 400)}\n`,
      );
    }
  }
}
process.stdout.write(
  `${passed} passed, ${failed} failed, ${fallenBack} fallen back${skipped === 0 ? '' : `, ${skipped} without an expression`}\n`,
);
process.exitCode = failed === 0 ? 0 : 1;
