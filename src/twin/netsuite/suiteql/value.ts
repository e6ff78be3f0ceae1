import { queryError } from './query-error.ts';

/** A date or a time of the account's own clock: milliseconds of its wall clock, as if that were UTC. */
export class WallTime {
  readonly ms: number;

  constructor(ms: number) {
    this.ms = ms;
  }
}

export type Value = string | number | WallTime | null;

/** Empty text is null, as in the database below. */
export const textValue = (text: string): Value => (text === '' ? null : text);

/** As it stands in an answer: every value is text, dates in the format of the account (sheet section 3). */
export function shown(value: Value): string {
  if (value instanceof WallTime) {
    const at = new Date(value.ms);
    return `${at.getUTCMonth() + 1}/${at.getUTCDate()}/${at.getUTCFullYear()}`;
  }
  return String(value);
}

/** Below, equal or above; numbers and text that looks like one compare as numbers. Undefined: one of them is null. */
export function compareValues(left: Value, right: Value): number | undefined {
  if (left === null || right === null) return undefined;
  if (left instanceof WallTime || right instanceof WallTime) return order(wallMs(left), wallMs(right));
  if (typeof left === 'number' || typeof right === 'number') return order(numberOf(left), numberOf(right));
  return left < right ? -1 : left > right ? 1 : 0;
}

const order = (left: number, right: number): number => (left < right ? -1 : left > right ? 1 : 0);

export function numberOf(value: Value): number {
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || Number.isNaN(number)) throw queryError(`'${shown(value)}' is not a number.`);
  return number;
}

/** Text in place of a date is read in the date format of the account: `1/15/2026`. */
function wallMs(value: Value): number {
  if (value instanceof WallTime) return value.ms;
  const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(String(value)) ?? [];
  if (month === undefined) throw queryError(`'${shown(value)}' is not a date in the format M/D/YYYY; use TO_DATE.`);
  return Date.UTC(Number(year), Number(month) - 1, Number(day));
}
