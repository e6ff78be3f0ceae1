import { ManualClock } from '../../model/clock.ts';

/** The shortest time limit of an operation is longer than this, the longest pause between two calls shorter. */
const LONGEST_NAP_MS = 20_000;

/**
 * A manual clock on which naps take no real time: whoever sleeps for some seconds (a rate limit, a Retry-After) wakes at
 * once with the clock moved on, while time limits of requests, which are longer, never pass by themselves.
 */
export class ForbearingClock extends ManualClock {
  override sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const slept = super.sleep(ms, signal);
    if (ms > 0 && ms <= LONGEST_NAP_MS) setImmediate(() => this.advance(ms));
    return slept;
  }
}
