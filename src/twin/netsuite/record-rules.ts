import type { Account } from './account.ts';
import type { Entry } from './entry.ts';

/** What is known while a record is being settled: completed, worked out and checked before it is kept. */
export interface Settling {
  /** The record as it was; none when it is created. */
  readonly before: Entry | undefined;
  /** Fields of the body that was sent. */
  readonly given: ReadonlySet<string>;
}

/** What is particular to the records of a type. */
export interface RecordRules {
  /** Completes and checks a record before it is kept; throws what the system refuses. */
  readonly settle: (account: Account, entry: Entry, settling: Settling) => void;
  /** What else changes when it is kept: stock, the order behind it. */
  readonly kept?: (account: Account, entry: Entry, settling: Settling) => void;
  /** Refuses a deletion, or undoes what the record did. */
  readonly removed?: (account: Account, entry: Entry) => void;
  /** The record as it is shown: with what is worked out when somebody asks. */
  readonly present?: (account: Account, entry: Entry) => Entry;
  /** True: there is no creating it from nothing, only from another record. */
  readonly onlyTransformed?: true;
}
