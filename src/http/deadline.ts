import type { Clock } from '../model/clock.ts';

/** The time limit of one exchange. */
export interface Deadline {
  readonly ms: number;
  /** Called when the time has passed before `end`. */
  onPassed: (() => void) | undefined;
  end(): void;
}

/** Given outright, because an abort without a reason makes an error object: measured, a tenth of what a request costs. */
const ENDED = 'ended';

/** Starts a time limit of `ms` milliseconds on a clock. */
export function startDeadline(clock: Clock, ms: number): Deadline {
  const timer = new AbortController();
  const deadline: Deadline = { ms, onPassed: undefined, end: () => timer.abort(ENDED) };
  clock.sleep(ms, timer.signal).then(
    () => deadline.onPassed?.(),
    (reason: unknown) => {
      if (reason !== ENDED) throw reason;
    },
  );
  return deadline;
}
