import type { Expression } from '../map/expression.ts';
import type { Verdict } from '../model/verdict.ts';

/**
 * What the body of an answer says beyond its status.
 *
 * - nothing: no error
 * - unreadable: something else came than the protocol has: no JSON, no XML
 * - errors: an error; errors-and-data: an error beside data (GraphQL)
 * - user-errors: the list of a GraphQL mutation that is empty on success
 */
export type Told = 'nothing' | 'unreadable' | 'errors' | 'errors-and-data' | 'user-errors';

/** One row of the table that says what an answer means. All conditions given must hold. */
export interface VerdictRow {
  /** Statuses, or classes such as `5xx`. */
  readonly status?: readonly (number | string)[];
  readonly code?: readonly string[];
  readonly when?: Expression;
  readonly told?: Told;
  /** What it means for a call that only reads, and for one that may have written. */
  readonly read: Verdict;
  readonly write: Verdict;
  /** The system as a whole is out of reach: the connection rests. */
  readonly outage?: boolean;
  readonly note?: string;
  /** Written in the connector, so its author knows what the answer means. */
  readonly stated: boolean;
}
