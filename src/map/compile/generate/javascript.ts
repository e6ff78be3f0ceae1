import type { Run } from '../run.ts';
import type { Frame } from '../scope.ts';

/** An expression as a function of JavaScript. The context is no list; the root frame holds what was handed in. */
export type Program = (input: unknown, root: Frame, run: Run) => unknown;

/**
 * Makes code of text: the only place that does. The text is ours from end to end. Of the expression it holds positions
 * and literals made by `literal`; its names are numbered ones (`v1`, `t2`), and everything else that it needs (functions,
 * regular expressions, lists of names) is handed over as the values of `constants`, which it knows as `k0`, `k1` …
 */
export function programOf(text: string, constants: readonly unknown[]): Program {
  const names = constants.map((_, index) => `k${index}`);
  return new Function(...names, `'use strict';\n${text}`)(...constants) as Program;
}

/** A value as JavaScript. No text can end its literal: JSON escapes quotes, backslashes, line ends and lone surrogates. */
export function literal(value: string | number | boolean | null | undefined): string {
  if (value === undefined) return 'undefined';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`${value} cannot be written as a literal`);
    return Object.is(value, -0) ? '(-0)' : `(${value})`;
  }
  return JSON.stringify(value).replace(/[\u2028\u2029]/g, (character) =>
    character === '\u2028' ? '\\u2028' : '\\u2029',
  );
}
