import type { WriteOutcome } from '../model/connection.ts';
import type { Reason } from '../model/delivery.ts';
import { IntegrationError } from '../model/integration-error.ts';
import { CallFailed, type CallFailure } from './call-result.ts';
import type { Channel } from './channel.ts';
import { MalformedAnswer } from './malformed-answer.ts';
import { reasonOf } from './reason.ts';

export type FailedOutcome = Exclude<WriteOutcome, { kind: 'done' }>;
/** What may become of a call that changes nothing that was there. */
export type FailedCall = Exclude<FailedOutcome, { kind: 'gone' }>;

/**
 * What a failed call means for the delivery. `repeatIsSafe`: asking again changes nothing more, so no clear answer is
 * simply asked again.
 */
export function outcomeOf(failure: CallFailure, repeatIsSafe: boolean): FailedCall {
  const { reason, outage, afterMs } = failure;
  const after = afterMs === undefined ? {} : { afterMs };
  switch (failure.verdict) {
    case 'retry':
      return { kind: 'retry', reason, outage: outage || reason.code === 'STOPPED', ...after };
    case 'rate-limited':
      // The system's load is not the record's fault: it does not use up an attempt.
      return { kind: 'retry', reason, outage: true, ...after };
    case 'look-up':
      return repeatIsSafe ? { kind: 'retry', reason, outage, ...after } : { kind: 'unknown', reason };
    case 'partial':
      return { kind: 'unknown', reason };
    case 'absent':
    case 'reject':
      return { kind: 'rejected', reason };
    case 'halt':
    case 're-authenticate':
      return { kind: 'halted', reason };
  }
}

/**
 * The outcome of what was thrown before anything was sent, or while looking. Rethrows what is not a system's doing: a
 * Hold, and defects.
 */
export function outcomeOfError(error: unknown, channel: Channel): FailedCall {
  const reason = (code: string, text: string): Reason => reasonOf(channel.redactor, code, text);
  if (error instanceof CallFailed) return outcomeOf(error.failure, true);
  if (error instanceof MalformedAnswer)
    return { kind: 'retry', reason: reason('ANSWER_MALFORMED', error.message), outage: false };
  if (error instanceof IntegrationError) {
    switch (error.code) {
      case 'HOST_REFUSED':
      case 'HEADER_REFUSED':
        return { kind: 'rejected', reason: reason(error.code, error.message) };
      case 'PAGE_REPEATED':
        return { kind: 'retry', reason: reason(error.code, error.message), outage: false };
      case 'STOPPED':
        return { kind: 'retry', reason: reason(error.code, error.message), outage: true };
    }
  }
  throw error;
}
