interface Zone {
  readonly parts: Intl.DateTimeFormat;
  /** By quarter of an hour since 1970. */
  readonly offsets: Map<number, number>;
}

/** Every zone shifts on a quarter of an hour, so one look-up in the (slow) Intl tables serves all of it, for all twins. */
const QUARTER_MS = 900_000;
const zones = new Map<string, Zone>();

/** How many milliseconds the wall clock of a zone is before UTC at an instant. */
export function zoneOffsetMs(timeZone: string, instant: number): number {
  const { parts, offsets } = zones.get(timeZone) ?? newZone(timeZone);
  const quarter = Math.floor(instant / QUARTER_MS);
  const known = offsets.get(quarter);
  if (known !== undefined) return known;
  const start = quarter * QUARTER_MS;
  const part: Record<string, number> = {};
  for (const { type, value } of parts.formatToParts(start)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  const offset = Date.UTC(year, month - 1, day, hour, minute, second) - start;
  offsets.set(quarter, offset);
  return offset;
}

function newZone(timeZone: string): Zone {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const zone = { parts, offsets: new Map<number, number>() };
  zones.set(timeZone, zone);
  return zone;
}
