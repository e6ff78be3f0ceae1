import type { Clock } from '../model/clock.ts';

/** A buyer with several orders in one run is read once; a minute is short enough for a flag changed meanwhile. */
const KEPT_MS = 60_000;
const MOST_KEPT = 1000;

/** Keeps what was read for a minute, at most a thousand things. A read that failed is not kept. */
export class ShortMemory {
  readonly #clock: Clock;
  readonly #kept = new Map<string, { readonly until: number; readonly value: Promise<unknown> }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  recall<T>(key: string, read: () => Promise<T>): Promise<T> {
    const kept = this.#kept.get(key);
    if (kept !== undefined && kept.until > this.#clock.now()) return kept.value as Promise<T>;
    const value = read();
    this.#kept.set(key, { until: this.#clock.now() + KEPT_MS, value });
    if (this.#kept.size > MOST_KEPT) {
      const oldest = this.#kept.keys().next().value;
      if (oldest !== undefined) this.#kept.delete(oldest);
    }
    value.catch(() => this.#kept.delete(key));
    return value;
  }
}
