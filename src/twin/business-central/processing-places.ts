import { ODataError } from './odata-error.ts';
import type { Settings } from './settings.ts';

/** How long a request waits for a place before it is turned away (sheet section 5). The code of that 503 is assumed. */
const LONGEST_WAIT_MS = 8 * 60_000;

/**
 * How many requests of one user are worked on at once; the others wait in line (sheet section 5). A place is held for
 * `processingMs` of the clock: with 0 a request is done within its own turn, and nobody ever waits.
 */
export class ProcessingPlaces {
  readonly #settings: Settings;
  /** Each gives its place to the one that waits. */
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** Whether a request can be worked on or at least wait; false is the 429 of a full line. */
  get open(): boolean {
    const { concurrentRequests, queuedRequests } = this.#settings;
    return this.#taken < concurrentRequests || this.#waiting.length < queuedRequests;
  }

  /** Does the work once there is a place for it. Throws the 503 of a wait that took too long; then nothing is done. */
  async hold<T>(work: () => T | Promise<T>): Promise<T> {
    if (this.#taken < this.#settings.concurrentRequests) this.#taken += 1;
    else await this.#turn();
    try {
      const { processingMs, clock } = this.#settings;
      if (processingMs > 0) await clock.sleep(processingMs);
      return await work();
    } finally {
      this.#release();
    }
  }

  #turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const patience = new AbortController();
      const called = () => {
        patience.abort();
        resolve();
      };
      this.#waiting.push(called);
      this.#settings.clock.sleep(LONGEST_WAIT_MS, patience.signal).then(
        () => {
          const at = this.#waiting.indexOf(called);
          if (at < 0) return;
          this.#waiting.splice(at, 1);
          reject(
            new ODataError(
              503,
              'Internal_ServiceUnavailable',
              'The request waited too long to be processed. Try again.',
            ),
          );
        },
        // Called in time: `called` has aborted the wait on purpose.
        () => undefined,
      );
    });
  }

  #release(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#taken -= 1;
    else next();
  }
}
