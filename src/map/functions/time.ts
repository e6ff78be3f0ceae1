import { Hold } from '../../model/hold.ts';
import { wordOf } from './argument.ts';
import type { MappingFunction } from './mapping-function.ts';
import { DATE, INSTANT, oneOf, orNull, TEXT, ZONE } from './value-schema.ts';

const WITH_ZONE = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;
const WITHOUT_ZONE = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?$/;

/** As mail and HTTP write it (RFC 5322 §3.3): `Mon, 04 May 2026 14:02:11 +0000`. */
const IN_WORDS =
  /^(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) (?:([+-]\d{2})(\d{2})|GMT)$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Formatters are slow to make (about 50 µs) and few: one a zone. */
const FORMATTERS = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = FORMATTERS.get(zone);
  if (known !== undefined) return known;
  try {
    const made = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    FORMATTERS.set(zone, made);
    return made;
  } catch (error) {
    throw new Hold('zone-unknown', `"${zone}" is not a time zone; write an IANA name such as Europe/Rome`, error);
  }
}

/** Wall-clock time of an instant in a zone, as if it were UTC, in milliseconds. */
export function wallClock(epochMs: number, zone: string): number {
  if (zone === 'UTC') return Math.floor(epochMs / 1000) * 1000;
  const parts = Object.fromEntries(
    formatterOf(zone)
      .formatToParts(epochMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  return Date.UTC(
    parts.year ?? 0,
    (parts.month ?? 1) - 1,
    parts.day ?? 1,
    parts.hour ?? 0,
    parts.minute ?? 0,
    parts.second ?? 0,
  );
}

/** What a time means in the hour that a change of clocks repeats or leaves out. */
export const CLOCK_CHANGES = ['earlier', 'later', 'hold'] as const;
export type ClockChange = (typeof CLOCK_CHANGES)[number];

/**
 * The instant (UTC, milliseconds since 1970) that a written time means. A time without a zone is read in `zone`; when
 * `zone` is not given either, it is refused: guessing a zone is how orders get lost. In the hour that a change of
 * clocks repeats, the earlier instant is taken; in the hour that it leaves out, the one that the old offset gives.
 * `clocks` decides otherwise: the later of the two, or a Hold for both kinds of hour.
 */
export function instantFrom(value: unknown, zone?: string, clocks: ClockChange = 'earlier'): number {
  if (typeof value === 'string') {
    const text = value.trim();
    if (WITH_ZONE.test(text) && isCalendarDate(text.slice(0, 10))) {
      const ms = Date.parse(text.replace(' ', 'T').replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
      if (!Number.isNaN(ms)) return ms;
    }
    const match = WITHOUT_ZONE.exec(text);
    if (match !== null) {
      if (zone === undefined)
        throw new Hold('zone-missing', `"${text}" carries no time zone and none is declared for it`);
      const [, year, month, day, hour, minute, second, fraction] = match;
      const iso = `${year}-${month}-${day}T${hour}:${minute}:${second ?? '00'}.${(fraction ?? '').padEnd(3, '0').slice(0, 3)}Z`;
      const wall = Date.parse(iso);
      if (!Number.isNaN(wall) && new Date(wall).toISOString() === iso) {
        return zone === 'UTC' ? wall : inZone(wall, zone, clocks, text);
      }
    }
    const worded = inWords(text);
    if (worded !== undefined) return worded;
  }
  throw new Hold('not-a-time', `${JSON.stringify(value) ?? 'nothing'} is not a date and time`);
}

/** Undefined: it is not written so, or is no date. */
function inWords(text: string): number | undefined {
  const [, day = '', name = '', year, clock, hours, minutes] = IN_WORDS.exec(text) ?? [];
  const month = MONTHS.indexOf(name) + 1;
  const date = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (month === 0 || !isCalendarDate(date)) return undefined;
  const ms = Date.parse(`${date}T${clock}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`);
  return Number.isNaN(ms) ? undefined : ms;
}

const IN_UTC = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(Z?)$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * What shops write most: whole seconds, in UTC or said to be. It is the instant already, save for the milliseconds;
 * reading it as a date and writing that takes ten times as long. Undefined for anything else, also what is no date.
 */
function plainInstant(text: unknown, zone: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  const match = IN_UTC.exec(text);
  if (match === null || (match[7] === '' && zone !== 'UTC')) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const leap = month === 2 && (year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0)) ? 1 : 0;
  if (day < 1 || day > (DAYS[month - 1] ?? 0) + leap || hour > 23 || minute > 59 || second > 59) return undefined;
  return `${match[7] === '' ? text : text.slice(0, -1)}.000Z`;
}

/** The instant at which clocks in a zone show `wall`, which is written as if it were UTC. */
function inZone(wall: number, zone: string, clocks: ClockChange, text: string): number {
  const offsetNear = (ms: number): number => wallClock(ms, zone) - (ms - modulo(ms, 1000));
  const before = wall - offsetNear(wall - 86_400_000);
  const after = wall - offsetNear(wall + 86_400_000);
  if (before === after) return before;
  const shows = (ms: number): boolean => wallClock(ms, zone) === wall - modulo(wall, 1000);
  const [isBefore, isAfter] = [shows(before), shows(after)];
  if (isBefore === isAfter) {
    if (clocks === 'hold') {
      const what = isBefore ? 'comes twice' : 'does not come';
      throw new Hold('time-ambiguous', `"${text}" ${what} in ${zone}, where clocks are changed`);
    }
    // Left out: the old offset gives the later instant, the new one the earlier.
    return isBefore ? (clocks === 'later' ? Math.max(before, after) : Math.min(before, after)) : before;
  }
  return isAfter ? after : before;
}

const modulo = (value: number, by: number): number => ((value % by) + by) % by;

/** Date.parse takes 30 February for 2 March; a calendar does not. */
export function isCalendarDate(date: string): boolean {
  const ms = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
}

export const timeFunctions: readonly MappingFunction[] = [
  {
    name: 'instant',
    parameters: [
      { name: 'text', takes: orNull(TEXT), maybeNothing: true },
      { name: 'zone', takes: ZONE, optional: true },
      { name: 'clocks', takes: oneOf(CLOCK_CHANGES), optional: true },
    ],
    returns: { gives: INSTANT, nothingForNothing: true },
    description:
      'A date and time as UTC instant, as ISO 8601 writes it or, with its offset, as mail does. Text without a zone needs `zone` (IANA name), otherwise the record is held. In the hour that a change of clocks repeats, `clocks` says which is meant: the earlier (as when left out) or the later; a time that clocks leave out is read by the old offset. With "hold" both hold the record. Nothing yields nothing.',
    examples: [
      { expression: '$instant("2026-03-02T09:30:00", "Europe/Rome")', result: '2026-03-02T08:30:00.000Z' },
      { expression: '$instant("Mon, 04 May 2026 14:02:11 +0200")', result: '2026-05-04T12:02:11.000Z' },
      { expression: '$instant("2026-10-25T02:30:00", "Europe/Rome", "later")', result: '2026-10-25T01:30:00.000Z' },
      { expression: '$instant("2026-10-25T02:30:00", "Europe/Rome", "hold")', holds: 'time-ambiguous' },
    ],
    call: (text, zone, clocks) =>
      text === undefined || text === null
        ? undefined
        : (plainInstant(text, zone) ??
          new Date(
            instantFrom(
              text,
              zone === undefined ? undefined : String(zone),
              clocks === undefined ? 'earlier' : wordOf(clocks, 'what clocks say', CLOCK_CHANGES),
            ),
          ).toISOString()),
  },
  {
    name: 'dateIn',
    parameters: [
      { name: 'instant', takes: orNull(INSTANT), maybeNothing: true },
      { name: 'zone', takes: ZONE },
    ],
    returns: { gives: DATE, nothingForNothing: true },
    description: 'The calendar date of an instant in a zone, as `YYYY-MM-DD`.',
    examples: [{ expression: '$dateIn("2026-03-01T23:30:00Z", "Europe/Rome")', result: '2026-03-02' }],
    call: (instant, zone) => {
      if (instant === undefined || instant === null) return undefined;
      if (typeof zone !== 'string') throw new Hold('zone-missing', '$dateIn needs a time zone, such as "Europe/Rome"');
      return new Date(wallClock(instantFrom(instant), zone)).toISOString().slice(0, 10);
    },
  },
];
