import type { Clock } from '../model/clock.ts';

const FIRST_REST_MS = 1_000;
const LONGEST_REST_MS = 300_000;
/** How long the others are told to wait while one call tries whether the system is back. */
const WHILE_PROBING_MS = 1_000;

/** A call that may go out. Exactly one of the three must be called, whatever happens. */
export interface Passage {
  answered(): void;
  outage(): void;
  /** Ended without telling anything of the system: given up, or refused before it was sent. */
  unsaid(): void;
}

/**
 * Lets a connection rest after its system was out of reach: 1 s, then twice as long each time up to 5 min, with jitter
 * so that many connections do not come back at once. After a rest one call goes out; the others follow when it is
 * answered.
 */
export class OutageRest {
  readonly #clock: Clock;
  readonly #random: () => number;
  #failures = 0;
  #restUntil = 0;
  #probing = false;

  constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
  }

  /** A passage, or after how many milliseconds to ask again. */
  enter(): Passage | { readonly afterMs: number } {
    if (this.#failures > 0) {
      const left = this.#restUntil - this.#clock.now();
      if (left > 0) return { afterMs: left };
      if (this.#probing) return { afterMs: WHILE_PROBING_MS };
      this.#probing = true;
      return this.#passage(true);
    }
    return this.#passage(false);
  }

  #passage(isProbe: boolean): Passage {
    const failuresBefore = this.#failures;
    const end = () => {
      if (isProbe) this.#probing = false;
    };
    return {
      answered: () => {
        end();
        this.#failures = 0;
      },
      outage: () => {
        end();
        // Calls that were under way together fail together: that is one failure, not eight.
        if (this.#failures === failuresBefore) this.#rest();
      },
      unsaid: end,
    };
  }

  #rest(): void {
    this.#failures += 1;
    const full = Math.min(FIRST_REST_MS * 2 ** (this.#failures - 1), LONGEST_REST_MS);
    // Between three quarters and the whole of it.
    this.#restUntil = this.#clock.now() + Math.round(full * (0.75 + 0.25 * this.#random()));
  }
}
