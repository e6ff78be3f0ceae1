import type { Instant } from '../../model/clock.ts';

/** What a record says of when it was changed. */
export interface Observation {
  readonly observedAt?: Instant;
  /** The same in milliseconds. */
  readonly ms?: number;
  readonly sequence?: number;
}

/** Where one read begins, and how far the next one may begin. */
export interface ReadCursor {
  /** `$since` of the first page. */
  readonly since: string | number | undefined;
  /** Records before this instant are not asked for, though the overlap reads them. */
  readonly notBeforeMs: number | undefined;
  /** `since` in milliseconds, for cursors by time. */
  readonly sinceMs?: number;
  /** How a change time is written for this system. */
  written(ms: number): string;
  /** What a record says of its change; remembers nothing. */
  look(native: unknown): Observation;
  /** Moves the cursor by a record, in the order of the list. */
  pass(observed: Observation): void;
  /** The watermark that may be stored with the page just read. */
  afterPage(): string | undefined;
  /** The watermark at the end of the list. */
  atEnd(): string | undefined;
}
