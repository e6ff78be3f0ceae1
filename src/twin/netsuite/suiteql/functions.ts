import Big from 'big.js';
import { readDate, writeDate } from './date-format.ts';
import { queryError } from './query-error.ts';
import { compareValues, numberOf, shown, textValue, type Value, WallTime } from './value.ts';

export type SqlFunction = (values: readonly Value[]) => Value;

const text = (value: Value | undefined): string => (value === null || value === undefined ? '' : shown(value));

/** Of one text; null stays null. */
const ofText =
  (change: (written: string) => Value): SqlFunction =>
  ([value = null]) =>
    value === null ? null : change(text(value));

const ofNumber =
  (change: (number: number, digits: number) => number): SqlFunction =>
  ([value = null, digits = 0]) =>
    value === null ? null : change(numberOf(value), numberOf(digits));

const toDate: SqlFunction = ([value = null, format = 'MM/DD/YYYY']) => {
  if (value === null || value instanceof WallTime) return value;
  return new WallTime(readDate(text(value), text(format)));
};

const day = (value: Value): WallTime => {
  if (!(value instanceof WallTime)) throw queryError(`'${text(value)}' is not a date.`);
  return new WallTime(Math.floor(value.ms / 86_400_000) * 86_400_000);
};

/** What SuiteQL's functions yield; the sheet shows TO_CHAR, TO_DATE, TO_TIMESTAMP and BUILTIN.DF, the others are Oracle's. */
export const FUNCTIONS: Readonly<Record<string, SqlFunction>> = {
  TO_CHAR: ([value = null, format]) => {
    if (value === null) return null;
    if (value instanceof WallTime) return writeDate(value.ms, format === undefined ? 'MM/DD/YYYY' : text(format));
    if (format !== undefined) throw queryError('TO_CHAR of a number with a format cannot be read by this twin.');
    return text(value);
  },
  TO_DATE: toDate,
  TO_TIMESTAMP: toDate,
  TO_NUMBER: ([value = null]) => (value === null ? null : numberOf(value)),
  TRUNC: ([value = null]) =>
    value === null ? null : value instanceof WallTime ? day(value) : Math.trunc(numberOf(value)),
  NVL: ([value = null, otherwise = null]) => value ?? otherwise,
  NVL2: ([value = null, present = null, absent = null]) => (value === null ? absent : present),
  COALESCE: (values) => values.find((value) => value !== null) ?? null,
  NULLIF: ([left = null, right = null]) => (compareValues(left, right) === 0 ? null : left),
  DECODE: ([value = null, ...pairs]) => {
    for (let at = 0; at + 1 < pairs.length; at += 2) {
      const wanted = pairs[at] ?? null;
      if (wanted === null ? value === null : compareValues(value, wanted) === 0) return pairs[at + 1] ?? null;
    }
    return pairs.length % 2 === 1 ? (pairs.at(-1) ?? null) : null;
  },
  UPPER: ofText((written) => written.toUpperCase()),
  LOWER: ofText((written) => written.toLowerCase()),
  TRIM: ofText((written) => textValue(written.trim())),
  LENGTH: ofText((written) => written.length),
  SUBSTR: ([value = null, from = 1, length]) => {
    if (value === null) return null;
    const written = text(value);
    const start = numberOf(from) < 0 ? written.length + numberOf(from) : Math.max(numberOf(from) - 1, 0);
    const end = length === undefined ? undefined : start + numberOf(length);
    return textValue(written.slice(start, end));
  },
  REPLACE: ([value = null, what = null, by = null]) =>
    value === null || what === null ? value : textValue(text(value).replaceAll(text(what), text(by))),
  INSTR: ([value = null, what = null]) =>
    value === null || what === null ? null : text(value).indexOf(text(what)) + 1,
  CONCAT: (values) => textValue(values.map(text).join('')),
  ABS: ofNumber(Math.abs),
  ROUND: ofNumber((number, digits) => Number(new Big(number).round(digits, Big.roundHalfUp).toString())),
  FLOOR: ofNumber(Math.floor),
  CEIL: ofNumber(Math.ceil),
  SIGN: ofNumber(Math.sign),
  GREATEST: (values) => extreme(values, 1),
  LEAST: (values) => extreme(values, -1),
};

function extreme(values: readonly Value[], side: 1 | -1): Value {
  if (values.includes(null)) return null;
  return values.reduce((best, value) => (compareValues(value, best) === side ? value : best), values[0] ?? null);
}

const added = (values: readonly Value[]): Big =>
  values.reduce((total: Big, value) => total.plus(numberOf(value)), new Big(0));
const plain = (value: Big): number => Number(value.toString());

/** What a group comes to; nulls are not among the values. */
export const AGGREGATES: Readonly<Record<string, SqlFunction>> = {
  COUNT: (values) => values.length,
  SUM: (values) => (values.length === 0 ? null : plain(added(values))),
  AVG: (values) => (values.length === 0 ? null : plain(added(values).div(values.length))),
  MIN: (values) => (values.length === 0 ? null : extreme(values, -1)),
  MAX: (values) => (values.length === 0 ? null : extreme(values, 1)),
};
