import type { Clock } from '../../model/clock.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import type { Limit } from './limit.ts';

/** Leave to make one call. `end` must be called once, with the body of the answer when there is one. */
export interface Permit {
  end(body?: unknown): void;
}

interface Waiter {
  readonly cost: number | undefined;
  readonly go: (permit: Permit) => void;
}

/**
 * All limits of a connection together, over everything that uses it. First come, first served: a cheap call does not
 * overtake a dear one, which would otherwise wait forever on a busy connection.
 */
export class RequestGate {
  readonly #clock: Clock;
  readonly #limits: readonly Limit[];
  readonly #waiters: Waiter[] = [];
  #pausedUntil = 0;
  #alarm: { readonly at: number; readonly cancel: AbortController } | undefined;

  constructor(clock: Clock, limits: readonly Limit[]) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** How long the system has asked to be left alone, in milliseconds; 0 when it has not. */
  pausedMs(): number {
    return Math.max(0, this.#pausedUntil - this.#clock.now());
  }

  /** Lets nothing through for `ms` milliseconds. A shorter pause does not shorten one that holds. */
  pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#clock.now() + ms);
    this.#admit();
  }

  /** Resolves when the call may go. Rejects with STOPPED when `signal` is aborted first. */
  async take(cost: number | undefined, signal: AbortSignal): Promise<Permit> {
    const now = this.#clock.now();
    if (!signal.aborted && this.#waiters.length === 0 && this.#waitMs(now, cost) <= 0) return this.#pass(now, cost);
    return this.#wait(cost, signal);
  }

  #wait(cost: number | undefined, signal: AbortSignal): Promise<Permit> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(stopped());
        return;
      }
      const onAbort = () => {
        const place = this.#waiters.indexOf(waiter);
        if (place === -1) return;
        this.#waiters.splice(place, 1);
        reject(stopped());
        this.#admit();
      };
      const waiter: Waiter = {
        cost,
        go: (permit) => {
          signal.removeEventListener('abort', onAbort);
          resolve(permit);
        },
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiters.push(waiter);
      this.#admit();
    });
  }

  #admit(): void {
    for (let first = this.#waiters[0]; first !== undefined; first = this.#waiters[0]) {
      const now = this.#clock.now();
      const wait = this.#waitMs(now, first.cost);
      if (wait > 0) {
        if (wait !== Number.POSITIVE_INFINITY) this.#wakeAt(now + wait);
        return;
      }
      this.#waiters.shift();
      first.go(this.#pass(now, first.cost));
    }
    this.#alarm?.cancel.abort();
    this.#alarm = undefined;
  }

  #pass(now: number, cost: number | undefined): Permit {
    for (const limit of this.#limits) limit.take(now, cost);
    return this.#permit(cost);
  }

  #waitMs(now: number, cost: number | undefined): number {
    let longest = Math.max(0, this.#pausedUntil - now);
    for (const limit of this.#limits) longest = Math.max(longest, limit.waitMs(now, cost));
    return longest;
  }

  #permit(cost: number | undefined): Permit {
    let ended = false;
    return {
      end: (body) => {
        if (ended) return;
        ended = true;
        const now = this.#clock.now();
        try {
          for (const limit of this.#limits) limit.end(now, cost, body);
        } finally {
          this.#admit();
        }
      },
    };
  }

  #wakeAt(at: number): void {
    if (this.#alarm !== undefined && this.#alarm.at <= at) return;
    this.#alarm?.cancel.abort();
    const alarm = { at, cancel: new AbortController() };
    this.#alarm = alarm;
    this.#clock.sleep(at - this.#clock.now(), alarm.cancel.signal).then(
      () => {
        if (this.#alarm === alarm) this.#alarm = undefined;
        this.#admit();
      },
      () => undefined, // an earlier alarm took its place, or nobody waits any more
    );
  }
}

const stopped = () => new IntegrationError('STOPPED', 'stopped while waiting for the rate limit', {});
