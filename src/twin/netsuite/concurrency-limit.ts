import type { Settings } from './settings.ts';

/** Requests at a time: each holds one of the account's places for as long as it takes by the clock (sheet section 5). */
export class ConcurrencyLimit {
  readonly #settings: Settings;
  #until: number[] = [];

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  admit(): boolean {
    const { clock, concurrency, requestMs } = this.#settings;
    if (requestMs === 0) return true;
    const now = clock.now();
    this.#until = this.#until.filter((until) => until > now);
    if (this.#until.length >= concurrency) return false;
    this.#until.push(now + requestMs);
    return true;
  }
}
