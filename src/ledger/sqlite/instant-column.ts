import type { Instant } from '../../model/clock.ts';

// Instants are kept as whole milliseconds, so that SQLite compares them as numbers. A text without `Z` is refused:
// Date.parse would read it in the zone of the machine.
const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Milliseconds since 1970-01-01T00:00:00Z. Throws a RangeError for a text that is not a UTC instant. */
export function epochMsOf(instant: Instant): number {
  const ms = UTC.test(instant) ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(ms)) throw new RangeError(`"${instant}" is not an instant in UTC such as 2026-01-05T09:00:00.000Z`);
  return ms;
}
