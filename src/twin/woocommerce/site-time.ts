/** Whole seconds since 1970-01-01T00:00:00Z: WordPress stores nothing finer. */
export type Seconds = number;

const WRITTEN = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(?:\.\d+)?([Zz]|[+-]\d{2}(?::?\d{2})?)?$/;

/** Every zone shifts on a quarter of an hour, so one look-up in the (slow) Intl tables serves 900 seconds. */
const OFFSET_BUCKET = 900;

/** The wall clock of the shop: what `date_created` says, and what a date filter means without `dates_are_gmt`. */
export class SiteTime {
  readonly #parts: Intl.DateTimeFormat;
  readonly #offsets = new Map<number, Seconds>();

  constructor(timeZone: string) {
    this.#parts = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /** The instant moved by the zone's offset: the site's wall clock written as if it were UTC. */
  wall(at: Seconds): Seconds {
    const bucket = Math.floor(at / OFFSET_BUCKET);
    let offset = this.#offsets.get(bucket);
    if (offset === undefined) {
      const start = bucket * OFFSET_BUCKET;
      const part: Record<string, number> = {};
      for (const { type, value } of this.#parts.formatToParts(start * 1000)) part[type] = Number(value);
      const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
      offset = Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - start;
      this.#offsets.set(bucket, offset);
    }
    return at + offset;
  }

  local(at: Seconds): string {
    return gmt(this.wall(at));
  }

  /** The instant of a written date without a zone (one with a zone says it itself); the text has passed the schema. */
  instant(written: string, isGmt: boolean): Seconds {
    const [, date, time, zone] = WRITTEN.exec(written) ?? [];
    const wall = Date.parse(`${date}T${time}Z`) / 1000;
    if (zone !== undefined) return wall - zoneSeconds(zone);
    return isGmt ? wall : wall - (this.wall(wall) - wall);
  }

  /**
   * The wall-clock second a date filter means, or undefined when WordPress would answer "Invalid date."
   * A zone in the filter is turned into site-local time first, even when the column compared with is the GMT one:
   * with `dates_are_gmt=true` a filter ending in `Z` is therefore off by the site's offset.
   */
  filterWall(written: string): Seconds | undefined {
    const match = WRITTEN.exec(written);
    if (match === null) return undefined;
    const [, date, time, zone] = match;
    const asWritten = Date.parse(`${date}T${time}Z`);
    if (Number.isNaN(asWritten)) return undefined;
    if (zone === undefined) return asWritten / 1000;
    return this.wall(asWritten / 1000 - zoneSeconds(zone));
  }
}

/** `2026-05-04T14:02:11`, UTC without a zone: the shape of every `*_gmt` field. */
export function gmt(at: Seconds): string {
  return new Date(at * 1000).toISOString().slice(0, 19);
}

function zoneSeconds(zone: string): Seconds {
  if (zone === 'Z' || zone === 'z') return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const seconds = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2)) * 60;
  return zone.startsWith('-') ? -seconds : seconds;
}
