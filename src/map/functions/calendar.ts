import { decimalText } from '../../model/decimal-number.ts';
import { Hold } from '../../model/hold.ts';
import { isNothing, listOfValues, maybe, shown, textOf, wholeNumberOf, wordOf } from './argument.ts';
import { decimalOf } from './decimal.ts';
import type { MappingFunction } from './mapping-function.ts';
import { instantFrom, isCalendarDate, wallClock } from './time.ts';
import { readTime, writeTime } from './time-format.ts';
import { DATE, INSTANT, listOf, oneOf, TEXT, TEXT_OR_NUMBER, wholeNumber, ZONE } from './value-schema.ts';

const DAY = 86_400_000;
const MOST_DAYS = 100_000;
const EPOCH_UNITS = ['seconds', 'milliseconds'] as const;

function dayOf(value: unknown): number {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && isCalendarDate(value))
    return Date.parse(`${value}T00:00:00Z`);
  throw new Hold('not-a-date', `${shown(value)} is not a calendar date such as "2026-03-02"`);
}

const dateText = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const zoneOf = (zone: unknown): string => {
  if (typeof zone === 'string' && zone !== '') return zone;
  throw new Hold('zone-missing', 'a time zone must be given, such as "Europe/Rome"');
};

/** Instants that a date of four digits for the year can write. */
function instantText(ms: number, written: unknown): string {
  if (Number.isInteger(ms) && Math.abs(ms) < 62_167_219_200_000) return new Date(ms).toISOString();
  throw new Hold('not-a-time', `${shown(written)} is not a time`);
}

const FORMAT = { name: 'format', takes: { ...TEXT, examples: ['yyyyMMdd', "yyyy-MM-dd'T'HH:mm:ssXXX"] } };
const DAYS = { name: 'days', takes: wholeNumber(-MOST_DAYS, MOST_DAYS) };

export const calendarFunctions: readonly MappingFunction[] = [
  {
    name: 'timeAs',
    parameters: [maybe('instant', INSTANT), FORMAT, { name: 'zone', takes: ZONE }],
    returns: { gives: TEXT, nothingForNothing: true },
    description:
      'An instant as clocks in a zone show it, in a format of yyyy, MM, dd, HH, mm, ss, SSS and XXX (offset); other letters than T stand in single quotes. Nothing yields nothing.',
    examples: [
      { expression: '$timeAs("2026-03-01T23:30:00Z", "yyyyMMdd", "Europe/Rome")', result: '20260302' },
      {
        expression: '$timeAs("2026-07-01T10:00:00Z", "yyyy-MM-ddTHH:mm:ssXXX", "America/Chicago")',
        result: '2026-07-01T05:00:00-05:00',
      },
    ],
    call: (instant, format, zone) => {
      if (isNothing(instant)) return undefined;
      const ms = instantFrom(instant);
      const second = Math.floor(ms / 1000) * 1000;
      const wall = wallClock(ms, zoneOf(zone));
      return writeTime(wall + (ms - second), Math.round((wall - second) / 60_000), format);
    },
  },
  {
    name: 'dateAs',
    parameters: [maybe('date', DATE), FORMAT],
    returns: { gives: TEXT, nothingForNothing: true },
    description: 'A calendar date in another format. Nothing yields nothing.',
    examples: [{ expression: '$dateAs("2026-03-02", "MM/dd/yyyy")', result: '03/02/2026' }],
    call: (date, format) => (isNothing(date) ? undefined : writeTime(dayOf(date), 0, format)),
  },
  {
    name: 'dateRead',
    parameters: [maybe('text'), FORMAT],
    returns: { gives: DATE, nothingForNothing: true },
    description:
      'The calendar date that a text of this format says. One that does not fit, or is no date, holds the record.',
    examples: [
      { expression: '$dateRead("20260302", "yyyyMMdd")', result: '2026-03-02' },
      { expression: '$dateRead("02/30/2026", "MM/dd/yyyy")', holds: 'not-a-date' },
    ],
    call: (text, format) => (isNothing(text) ? undefined : dateText(dayOf(readTime(text, format).slice(0, 10)))),
  },
  {
    name: 'instantRead',
    parameters: [maybe('text'), FORMAT, { name: 'zone', takes: ZONE, optional: true }],
    returns: { gives: INSTANT, nothingForNothing: true },
    description:
      'The instant that a text of this format says; without XXX in the format it is read in `zone`. One that does not fit holds the record.',
    examples: [
      {
        expression: '$instantRead("20260302 0930", "yyyyMMdd HHmm", "Europe/Rome")',
        result: '2026-03-02T08:30:00.000Z',
      },
    ],
    call: (text, format, zone) =>
      isNothing(text)
        ? undefined
        : new Date(instantFrom(readTime(text, format), zone === undefined ? undefined : zoneOf(zone))).toISOString(),
  },
  {
    name: 'instantFromEpoch',
    parameters: [maybe('count', TEXT_OR_NUMBER), { name: 'unit', takes: oneOf(EPOCH_UNITS) }],
    returns: { gives: INSTANT, nothingForNothing: true },
    description: 'The instant so many whole seconds or milliseconds after 1 January 1970 UTC. Nothing yields nothing.',
    examples: [{ expression: '$instantFromEpoch(1772443800, "seconds")', result: '2026-03-02T09:30:00.000Z' }],
    call: (count, unit) => {
      if (isNothing(count)) return undefined;
      const factor = wordOf(unit, 'the unit', EPOCH_UNITS) === 'seconds' ? 1000 : 1;
      return instantText(Number(decimalText(decimalOf(count, 'the count'))) * factor, count);
    },
  },
  {
    name: 'epochOf',
    parameters: [maybe('instant', INSTANT), { name: 'unit', takes: oneOf(EPOCH_UNITS) }],
    returns: { gives: { type: 'integer' }, nothingForNothing: true },
    description: 'An instant as whole seconds or milliseconds since 1 January 1970 UTC. Nothing yields nothing.',
    examples: [{ expression: '$epochOf("2026-03-02T09:30:00Z", "seconds")', result: 1772443800 }],
    call: (instant, unit) =>
      isNothing(instant)
        ? undefined
        : Math.floor(instantFrom(instant) / (wordOf(unit, 'the unit', EPOCH_UNITS) === 'seconds' ? 1000 : 1)),
  },
  {
    name: 'instantFromDotNet',
    parameters: [maybe('text')],
    returns: { gives: INSTANT, nothingForNothing: true },
    description: 'The instant of `/Date(1772443800000)/`, as OData v2 and .NET write it. Nothing yields nothing.',
    examples: [{ expression: '$instantFromDotNet("/Date(1772443800000)/")', result: '2026-03-02T09:30:00.000Z' }],
    call: (text) => {
      if (isNothing(text)) return undefined;
      // An offset behind the milliseconds says how it was shown, not when it was: the number is UTC already.
      const ms = /^\\?\/Date\((-?\d{1,15})([+-]\d{4})?\)\\?\/$/.exec(textOf(text, 'the time'))?.[1];
      return instantText(ms === undefined ? Number.NaN : Number(ms), text);
    },
  },
  {
    name: 'dotNetTime',
    parameters: [maybe('instant', INSTANT)],
    returns: { gives: TEXT, nothingForNothing: true },
    description: 'An instant as `/Date(…)/`, milliseconds in UTC. Nothing yields nothing.',
    examples: [{ expression: '$dotNetTime("2026-03-02T09:30:00Z")', result: '/Date(1772443800000)/' }],
    call: (instant) => (isNothing(instant) ? undefined : `/Date(${instantFrom(instant)})/`),
  },
  {
    name: 'startOfDay',
    parameters: [maybe('date', DATE), { name: 'zone', takes: ZONE }],
    returns: { gives: INSTANT, nothingForNothing: true },
    description: 'The instant at which a calendar date begins in a zone. Nothing yields nothing.',
    examples: [{ expression: '$startOfDay("2026-03-02", "America/New_York")', result: '2026-03-02T05:00:00.000Z' }],
    call: (date, zone) =>
      isNothing(date)
        ? undefined
        : new Date(instantFrom(`${dateText(dayOf(date))}T00:00:00`, zoneOf(zone))).toISOString(),
  },
  {
    name: 'addDays',
    parameters: [maybe('date', DATE), DAYS],
    returns: { gives: DATE, nothingForNothing: true },
    description: 'The calendar date so many days later (or earlier, below zero). Nothing yields nothing.',
    examples: [{ expression: '$addDays("2026-02-27", 3)', result: '2026-03-02' }],
    call: (date, days) =>
      isNothing(date)
        ? undefined
        : dateText(dayOf(date) + wholeNumberOf(days, 'the number of days', -MOST_DAYS, MOST_DAYS) * DAY),
  },
  {
    name: 'addBusinessDays',
    parameters: [
      maybe('date', DATE),
      { name: 'days', takes: wholeNumber(-3660, 3660) },
      { name: 'holidays', takes: listOf(DATE), optional: true },
    ],
    returns: { gives: DATE, nothingForNothing: true },
    description:
      'The calendar date so many business days later (or earlier, below zero): Saturdays, Sundays and the given holidays do not count. Nothing yields nothing.',
    examples: [
      { expression: '$addBusinessDays("2026-02-27", 1)', result: '2026-03-02' },
      { expression: '$addBusinessDays("2026-12-24", 2, ["2026-12-25"])', result: '2026-12-29' },
    ],
    call: (date, days, holidays) => {
      if (isNothing(date)) return undefined;
      const off = new Set(listOfValues(holidays).map((holiday) => dayOf(holiday)));
      let left = wholeNumberOf(days, 'the number of days', -3660, 3660);
      const step = left < 0 ? -DAY : DAY;
      let day = dayOf(date);
      while (left !== 0) {
        day += step;
        const weekday = new Date(day).getUTCDay();
        if (weekday !== 0 && weekday !== 6 && !off.has(day)) left -= Math.sign(step);
      }
      return dateText(day);
    },
  },
];
