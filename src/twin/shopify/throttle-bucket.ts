import type { Clock } from '../../model/clock.ts';

export interface ThrottleStatus {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  readonly restoreRate: number;
}

/** The leaky bucket of one app in one shop, refilled by the clock: points, and points a second. */
export class ThrottleBucket {
  readonly #clock: Clock;
  readonly #maximum: number;
  readonly #restoreRate: number;
  #available: number;
  #asOfMs: number;

  constructor(clock: Clock, maximum: number, restoreRate: number) {
    this.#clock = clock;
    this.#maximum = maximum;
    this.#restoreRate = restoreRate;
    this.#available = maximum;
    this.#asOfMs = clock.now();
  }

  available(): number {
    const now = this.#clock.now();
    this.#available = Math.min(this.#maximum, this.#available + ((now - this.#asOfMs) / 1000) * this.#restoreRate);
    this.#asOfMs = now;
    return this.#available;
  }

  take(points: number): void {
    this.#available = Math.max(0, this.available() - points);
  }

  status(): ThrottleStatus {
    return {
      maximumAvailable: this.#maximum,
      currentlyAvailable: Math.floor(this.available()),
      restoreRate: this.#restoreRate,
    };
  }
}
