import type { Account } from './account.ts';
import type { Entry, Scalar } from './entry.ts';
import { invalidParameter } from './rest-error.ts';
import type { Field, Shape } from './shape.ts';

type Test = (entry: Entry) => boolean;

/** Reads the `q` of a collection: `email IS "a@example.com" AND isInactive IS false` (sheet section 3). AND binds first. */
export function qFilter(account: Account, shape: Shape, written: string): Test {
  const words = wordsOf(written);
  let at = 0;
  const peek = (): string => words[at] ?? '';
  const next = (): string => {
    at += 1;
    return words[at - 1] ?? '';
  };
  const either = (): Test => {
    const tests = [both()];
    while (peek().toUpperCase() === 'OR') {
      next();
      tests.push(both());
    }
    return (entry) => tests.some((test) => test(entry));
  };
  const both = (): Test => {
    const tests = [one()];
    while (peek().toUpperCase() === 'AND') {
      next();
      tests.push(one());
    }
    return (entry) => tests.every((test) => test(entry));
  };
  const one = (): Test => {
    if (peek() === '(') {
      next();
      const test = either();
      if (next() !== ')') throw unreadable(written);
      return test;
    }
    const name = next();
    const operator = next().toUpperCase();
    const field = shape.fields[name];
    if (field === undefined) throw invalidParameter('q', `Invalid search query. Field '${name}' does not exist.`);
    return compare(account, name, field, operator, operator.startsWith('EMPTY') ? [] : valuesOf(words, next));
  };
  const test = either();
  if (at < words.length) throw unreadable(written);
  return test;
}

const unreadable = (written: string) => invalidParameter('q', `Invalid search query. Cannot read: ${written}`);

function wordsOf(written: string): string[] {
  const words = written.match(/"(?:[^"\\]|\\.)*"|\[|\]|\(|\)|,|[^\s"()[\],]+/g) ?? [];
  return [...words];
}

function valuesOf(words: readonly string[], next: () => string): string[] {
  const first = next();
  if (first !== '[') return [plainText(first)];
  const values: string[] = [];
  for (let word = next(); word !== ']'; word = next()) {
    if (word === '') throw unreadable(words.join(' '));
    if (word !== ',') values.push(plainText(word));
  }
  return values;
}

const plainText = (word: string): string =>
  word.startsWith('"') ? word.slice(1, -1).replaceAll(/\\(.)/g, '$1') : word;

type Holds = (value: Scalar | undefined, wanted: readonly string[]) => boolean;

const lower = (value: Scalar | undefined): string => String(value ?? '').toLowerCase();
const first = (wanted: readonly string[]): string => (wanted[0] ?? '').toLowerCase();

const TEXT: Readonly<Record<string, Holds>> = {
  IS: (value, wanted) => lower(value) === first(wanted),
  CONTAIN: (value, wanted) => lower(value).includes(first(wanted)),
  START_WITH: (value, wanted) => lower(value).startsWith(first(wanted)),
  END_WITH: (value, wanted) => lower(value).endsWith(first(wanted)),
  EMPTY: (value) => value === undefined || value === '',
};

const number = (wanted: readonly string[]): number => Number(wanted[0]);
const NUMBERS: Readonly<Record<string, Holds>> = {
  EQUAL: (value, wanted) => Number(value) === number(wanted),
  GREATER: (value, wanted) => Number(value) > number(wanted),
  GREATER_OR_EQUAL: (value, wanted) => Number(value) >= number(wanted),
  LESS: (value, wanted) => Number(value) < number(wanted),
  LESS_OR_EQUAL: (value, wanted) => Number(value) <= number(wanted),
  BETWEEN: (value, [from, until]) => Number(value) >= Number(from) && Number(value) <= Number(until),
  EMPTY: (value) => value === undefined,
};

const DAYS: Readonly<Record<string, Holds>> = {
  ON: (value, [day]) => value === day,
  AFTER: (value, [day]) => String(value) > String(day),
  ON_OR_AFTER: (value, [day]) => String(value) >= String(day),
  BEFORE: (value, [day]) => String(value) < String(day),
  ON_OR_BEFORE: (value, [day]) => String(value) <= String(day),
  EMPTY: (value) => value === undefined,
};

const CHOICES: Readonly<Record<string, Holds>> = {
  ANY_OF: (value, wanted) => wanted.includes(String(value)),
  EMPTY: (value) => value === undefined,
};

/** The operators of a field go by its kind; each has a form with `_NOT`. */
function compare(account: Account, name: string, field: Field, written: string, wanted: readonly string[]): Test {
  const days = field.kind === 'day' || field.kind === 'instant';
  const operators = days
    ? DAYS
    : field.kind === 'number'
      ? NUMBERS
      : field.kind === 'reference' || field.kind === 'choice' || field.kind === 'status'
        ? CHOICES
        : TEXT;
  const negative = written.endsWith('_NOT');
  const holds = operators[negative ? written.slice(0, -4) : written];
  if (holds === undefined || field.kind === 'list' || field.kind === 'part')
    throw invalidParameter('q', `Invalid search query. Operator ${written} cannot be used with field '${name}'.`);
  const against = days ? wanted.map(dayOfAccount) : wanted;
  return (entry) => {
    const value = name === 'id' ? entry.id : entry.values[name];
    const compared = field.kind === 'instant' && value !== undefined ? account.time.dayOf(Number(value)) : value;
    return (compared !== undefined || written.startsWith('EMPTY') || negative) && holds(compared, against) !== negative;
  };
}

/** `1/15/2026`, the date format of the account, and no other (sheet section 3). */
function dayOfAccount(written: string): string {
  const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(written) ?? [];
  if (month === undefined || day === undefined)
    throw invalidParameter('q', `Invalid search query. Invalid date value ${written}: M/D/YYYY is expected.`);
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
