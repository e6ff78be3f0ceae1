import { zoneOffsetMs } from './zone-offset.ts';

/** Days and instants of a site whose dates and times are those of its own time zone. */
export class SiteTime {
  readonly #timeZone: string;

  constructor(timeZone: string) {
    this.#timeZone = timeZone;
  }

  /** Milliseconds; without an offset it is the site's own time. Undefined: no date. */
  read(written: string): number | undefined {
    const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?)(Z|[+-]\d{2}:\d{2})?)?$/.exec(written);
    if (match === null) return undefined;
    const [, date, clock = '00:00:00', offset] = match;
    const asUtc = Date.parse(`${date}T${clock}${offset ?? 'Z'}`);
    if (Number.isNaN(asUtc)) return undefined;
    return offset === undefined ? asUtc - this.#offsetMs(asUtc) : asUtc;
  }

  /** `2026-03-02` */
  dayOf(instant: number): string {
    return new Date(instant + this.#offsetMs(instant)).toISOString().slice(0, 10);
  }

  /** `2026-03-02T00:00:00+01:00` */
  ofDay(day: string): string {
    const midnight = Date.parse(`${day}T00:00:00Z`);
    return `${day}T00:00:00${this.#offset(midnight)}`;
  }

  /** `2026-03-02T15:05:12.430`: its wall clock, without a zone. */
  wallClock(instant: number): string {
    return new Date(instant + this.#offsetMs(instant)).toISOString().slice(0, -1);
  }

  /** `2026-03-02T15:05:12.43+01:00`: as many digits after the point as there are. */
  ofInstant(instant: number): string {
    return `${this.wallClock(instant).replace(/\.?0+$/, '')}${this.#offset(instant)}`;
  }

  #offset(instant: number): string {
    const minutes = this.#offsetMs(instant) / 60_000;
    const at = Math.abs(minutes);
    const two = (value: number) => String(value).padStart(2, '0');
    return `${minutes < 0 ? '-' : '+'}${two(Math.floor(at / 60))}:${two(at % 60)}`;
  }

  #offsetMs(instant: number): number {
    return zoneOffsetMs(this.#timeZone, instant);
  }
}
