import type { HttpFailure } from '../http/http-failure.ts';
import type { IntegrationError } from '../model/integration-error.ts';
import type { SignInFailure } from './auth/signer.ts';
import type { Attempt } from './call-operation.ts';
import type { CallFailure } from './call-result.ts';
import type { Channel } from './channel.ts';
import type { CompiledOperation } from './compiled-connector.ts';
import { UNREADABLE } from './judge-answer.ts';
import { isSuccessStatus } from './protocol/protocol.ts';
import { reasonOf } from './reason.ts';
import { type Intent, judge } from './verdicts.ts';

type Failed = { readonly failure: CallFailure };

/** The failure of every call on a halted connection; undefined when it is not halted. */
export function halted({ halt }: Channel): Failed | undefined {
  if (halt.reason === undefined) return undefined;
  return { failure: { verdict: 'halt', reason: halt.reason, outage: false, stated: false } };
}

export const mustSignInAnew = (result: Attempt): result is Attempt & Failed =>
  'failure' in result && result.failure.verdict === 're-authenticate';

export function pausedFailure({ redactor, connection }: Channel, afterMs: number): Failed {
  const text = `${connection} asked to be left alone for ${Math.ceil(afterMs / 1000)} s more`;
  return {
    failure: {
      verdict: 'rate-limited',
      reason: reasonOf(redactor, 'RATE_LIMITED', text),
      outage: false,
      afterMs,
      stated: false,
    },
  };
}

export function restingFailure({ redactor, connection }: Channel, afterMs: number): Failed {
  const text = `${connection} was out of reach a moment ago; it is tried again in ${Math.ceil(afterMs / 1000)} s`;
  return {
    failure: {
      verdict: 'retry',
      reason: reasonOf(redactor, 'SYSTEM_UNREACHABLE', text),
      outage: true,
      afterMs,
      stated: false,
    },
  };
}

export function stoppedFailure({ redactor }: Channel, error: IntegrationError): Failed {
  return {
    failure: { verdict: 'retry', reason: reasonOf(redactor, 'STOPPED', error.message), outage: false, stated: false },
  };
}

export function failureOfSignIn({ redactor }: Channel, error: SignInFailure): Failed {
  const code = error.verdict === 'halt' ? 'CREDENTIAL_REFUSED' : 'SYSTEM_UNREACHABLE';
  return {
    failure: {
      verdict: error.verdict,
      reason: reasonOf(redactor, code, error.message),
      outage: error.outage,
      ...(error.afterMs === undefined ? {} : { afterMs: error.afterMs }),
      stated: false,
    },
  };
}

/** What it means that no whole answer came: it did not happen when nothing was sent, and for a write it may have otherwise. */
export function failureOfHttp(
  { redactor }: Channel,
  operation: CompiledOperation,
  intent: Intent,
  error: HttpFailure,
): Failed {
  const text = `${operation.name}: ${error.message}`;
  const may: CallFailure['verdict'] = intent === 'write' && error.sent === 'maybe' ? 'look-up' : 'retry';
  const failure = (code: string, verdict: CallFailure['verdict'], outage: boolean): Failed => ({
    failure: { verdict, reason: reasonOf(redactor, code, text), outage, stated: false },
  });
  switch (error.kind) {
    case 'aborted':
      return failure('STOPPED', may, false);
    case 'too-large':
    case 'undecodable': {
      const code = error.kind === 'too-large' ? 'ANSWER_TOO_LARGE' : 'ANSWER_MALFORMED';
      if (error.status === undefined || isSuccessStatus(error.status)) return failure(code, may, false);
      const told = judge(operation.verdicts, intent, { status: error.status, body: undefined, spoken: UNREADABLE });
      return failure(code, told.verdict === 'success' ? may : told.verdict, told.outage);
    }
    case 'truncated':
      return failure('ANSWER_MALFORMED', may, true);
    default:
      return failure('SYSTEM_UNREACHABLE', may, true);
  }
}
