import type { Settings } from './settings.ts';

const MINUTE_MS = 60_000;
/** So many requests wait beyond the limit of a minute before one is refused (sheet section 5). */
const WAITING = 20;

/** The licence's requests per minute. The twin answers at once those that a server would keep waiting. */
export class RequestLimit {
  readonly #settings: Settings;
  #times: number[] = [];

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  admit(): boolean {
    const { clock, requestsPerMinute } = this.#settings;
    if (requestsPerMinute === Number.POSITIVE_INFINITY) return true;
    const now = clock.now();
    this.#times = this.#times.filter((time) => now - time < MINUTE_MS);
    if (this.#times.length >= requestsPerMinute + WAITING) return false;
    this.#times.push(now);
    return true;
  }
}
