import { Hold } from '../../model/hold.ts';
import type { FunctionParameter } from './mapping-function.ts';
import { orNull, TEXT, type ValueSchema } from './value-schema.ts';

/** What a record lacks, or a system writes as null. */
export const isNothing = (value: unknown): value is undefined | null => value === undefined || value === null;

export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

export function textOf(value: unknown, what: string): string {
  if (typeof value === 'string') return value;
  throw new Hold('not-a-text', `${what} must be text, not ${shown(value)}`);
}

/** A document, or a part of one, of which the caller checks what it reads. `code` is that of the hold. */
export function objectOf<T extends object>(value: unknown, code: string, what: string): T {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as T;
  throw new Hold(code, `${what} is an object, not ${shown(value)}`);
}

export function wholeNumberOf(value: unknown, what: string, least: number, most: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Hold('not-a-whole-number', `${what} must be a whole number from ${least} to ${most}, not ${shown(value)}`);
}

/** A list from a JSONata value, which is no list when it holds one or none. */
export const listOfValues = (value: unknown): readonly unknown[] =>
  isNothing(value) ? [] : Array.isArray(value) ? value : [value];

/** One of the words that are allowed. */
export function wordOf<Word extends string>(value: unknown, what: string, words: readonly Word[]): Word {
  const known = words.find((word) => word === value);
  if (known !== undefined) return known;
  throw new Hold('word-unknown', `${what} must be one of ${words.join(', ')}, not ${shown(value)}`);
}

/** A parameter for a field that a record may lack. */
export const maybe = (name: string, takes: ValueSchema = TEXT): FunctionParameter => ({
  name,
  takes: orNull(takes),
  maybeNothing: true,
});
