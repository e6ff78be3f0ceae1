import type { Reason } from './delivery.ts';

/** Raised by a stage that cannot go on yet, through no fault of the record: what it waits for is under way or out of reach. */
export class Wait extends Error {
  readonly reason: Reason;
  /** Not before this many milliseconds from now. */
  readonly afterMs: number;

  constructor(reason: Reason, afterMs: number) {
    super(reason.text);
    this.name = 'Wait';
    this.reason = reason;
    this.afterMs = afterMs;
  }
}
