import { zoneOffsetMs } from '../kit/zone-offset.ts';

/** Whole seconds since 1970-01-01T00:00:00Z: WordPress stores nothing finer. */
export type Seconds = number;

const WRITTEN = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(?:\.\d+)?([Zz]|[+-]\d{2}(?::?\d{2})?)?$/;

/** The wall clock of the shop: what `date_created` says, and what a date filter means without `dates_are_gmt`. */
export class SiteTime {
  readonly #timeZone: string;

  constructor(timeZone: string) {
    this.#timeZone = timeZone;
  }

  /** The instant moved by the zone's offset: the site's wall clock written as if it were UTC. */
  wall(at: Seconds): Seconds {
    return at + zoneOffsetMs(this.#timeZone, at * 1000) / 1000;
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
