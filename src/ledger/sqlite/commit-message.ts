import { type ErrorCode, IntegrationError, type Where } from '../../model/integration-error.ts';
import type { CallOutcome } from './commit-together.ts';
import type { WriteCall } from './ledger-writes.ts';

/** What goes to the thread that commits: the calls of one transaction, or that there will be no more. */
export type CommitMessage = readonly WriteCall[] | 'close';

/** What comes back for each call. An error of our own loses its class on the way, so its parts travel. */
export type ThreadOutcome =
  | { readonly value: unknown }
  | { readonly refused: { readonly code: ErrorCode; readonly message: string; readonly where: Where } }
  | { readonly failed: unknown };

export function threadOutcome(outcome: CallOutcome): ThreadOutcome {
  if ('value' in outcome) return outcome;
  const { failure } = outcome;
  if (!(failure instanceof IntegrationError)) return { failed: failure };
  const { code, message, where } = failure;
  return { refused: { code, message, where } };
}

/** The error of a call that did not succeed, as it would have been thrown here. */
export function failureOf(outcome: Exclude<ThreadOutcome, { value: unknown }> | undefined): unknown {
  if (outcome === undefined) return new Error('the thread that writes the ledger left a call without an answer');
  if ('failed' in outcome) return outcome.failed;
  const { code, message, where } = outcome.refused;
  return new IntegrationError(code, message, where);
}
