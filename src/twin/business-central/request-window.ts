import type { Settings } from './settings.ts';

const WINDOW_MS = 5 * 60_000;

/** The sliding window of requests of one user (sheet section 5). */
export class RequestWindow {
  readonly #settings: Settings;
  #times: number[] = [];
  #first = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** Counts a request; false when it is over the limit. */
  admit(): boolean {
    const now = this.#settings.clock.now();
    while (this.#first < this.#times.length && (this.#times[this.#first] ?? 0) <= now - WINDOW_MS) this.#first += 1;
    if (this.#first > 10_000) {
      this.#times = this.#times.slice(this.#first);
      this.#first = 0;
    }
    if (this.#times.length - this.#first >= this.#settings.requestsPerWindow) return false;
    this.#times.push(now);
    return true;
  }
}
