import type { Clock } from '../../model/clock.ts';

const WINDOW_MS = 30_000;

/** How many requests the store takes within thirty seconds, of all apps together (sheet, section 5). */
export class RequestQuota {
  readonly #clock: Clock;
  readonly #quota: number;
  #windowStart = Number.NEGATIVE_INFINITY;
  #asked = 0;

  constructor(clock: Clock, quota: number) {
    this.#clock = clock;
    this.#quota = quota;
  }

  /** Counts a request; false: it is one too many. */
  takes(): boolean {
    const now = this.#clock.now();
    if (now >= this.#windowStart + WINDOW_MS) {
      this.#windowStart = now;
      this.#asked = 0;
    }
    this.#asked += 1;
    return this.#asked <= this.#quota;
  }

  get headers(): Readonly<Record<string, string>> {
    return {
      'x-rate-limit-time-window-ms': String(WINDOW_MS),
      'x-rate-limit-time-reset-ms': String(this.#resetMs),
      'x-rate-limit-requests-quota': String(this.#quota),
      'x-rate-limit-requests-left': String(Math.max(0, this.#quota - this.#asked)),
    };
  }

  get retryAfterSeconds(): number {
    return Math.ceil(this.#resetMs / 1000);
  }

  get #resetMs(): number {
    return Math.max(0, this.#windowStart + WINDOW_MS - this.#clock.now());
  }
}
