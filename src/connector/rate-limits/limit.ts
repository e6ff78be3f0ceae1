/** One limit of a connection, on a clock that is handed in with every question. */
export interface Limit {
  /**
   * Milliseconds until a call may go; 0: now; Infinity: when another call ends. `cost` is what the operation states,
   * in points.
   */
  waitMs(now: number, cost: number | undefined): number;
  take(now: number, cost: number | undefined): void;
  /** The call has ended. `body` is what it answered, when it did. */
  end(now: number, cost: number | undefined, body: unknown): void;
}
