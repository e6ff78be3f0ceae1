import { HttpFailure } from '../http/http-failure.ts';
import type { HttpAnswer } from '../http/http-message.ts';
import { IntegrationError } from '../model/integration-error.ts';
import { type OutgoingCall, type SignedCall, SignInFailure } from './auth/signer.ts';
import type { Address } from './build-address.ts';
import { buildRequest } from './build-request.ts';
import {
  failureOfHttp,
  failureOfSignIn,
  halted,
  mustSignInAnew,
  pausedFailure,
  restingFailure,
  stoppedFailure,
} from './call-failures.ts';
import type { CallFailure, CallResult } from './call-result.ts';
import type { Channel } from './channel.ts';
import type { CompiledOperation } from './compiled-connector.ts';
import { judgeAnswer } from './judge-answer.ts';
import type { Variables } from './protocol/protocol.ts';
import type { Intent } from './verdicts.ts';

export interface Call {
  readonly intent: Intent;
  readonly variables: Variables;
  /** Address of a further page, in place of the operation's own. */
  readonly link?: Address;
  readonly signal: AbortSignal;
}

/** Longer pauses are told to the caller, who has other things to do than to hold a worker. */
const LONGEST_PAUSE_MS = 60_000;
/** When a system asks to wait and does not say how long. */
const UNTOLD_PAUSE_MS = 2_000;

/**
 * Makes one call: build, then limit → sign → send → decode → judge; once more with a new sign-in when the old one is no
 * longer good. Never rejects for what a system did. Rejects with a Hold or an IntegrationError when the request cannot
 * be built, before anything is sent.
 */
export async function callOperation(channel: Channel, operation: CompiledOperation, call: Call): Promise<CallResult> {
  const stopped = halted(channel);
  if (stopped !== undefined) return stopped;
  const request = buildRequest(channel, operation, call.variables, call.link);
  const first = await attempt(channel, operation, call, request);
  if (!mustSignInAnew(first)) return settle(channel, first);
  if (!channel.signer.renew(first.mark)) return settle(channel, refused(first));
  const second = await attempt(channel, operation, call, request);
  if (!mustSignInAnew(second)) return settle(channel, second);
  if (channel.signer.replace?.(second.mark) !== true) return settle(channel, refused(second));
  const third = await attempt(channel, operation, call, request);
  return settle(channel, mustSignInAnew(third) ? refused(third) : third);
}

/** A result, and what the request was signed with. */
export type Attempt = CallResult & { readonly mark: string };

async function attempt(
  channel: Channel,
  operation: CompiledOperation,
  call: Call,
  request: OutgoingCall,
): Promise<Attempt> {
  const pause = channel.gate.pausedMs();
  if (pause > LONGEST_PAUSE_MS) return { ...pausedFailure(channel, pause), mark: '' };
  const passage = channel.outage.enter();
  if ('afterMs' in passage) return { ...restingFailure(channel, passage.afterMs), mark: '' };
  let result: Attempt | undefined;
  try {
    result = await exchange(channel, operation, call, request);
    return result;
  } finally {
    if (result === undefined) passage.unsaid();
    else if ('failure' in result && result.failure.outage) passage.outage();
    else if ('failure' in result && result.failure.reason.code === 'STOPPED') passage.unsaid();
    else passage.answered();
  }
}

async function exchange(
  channel: Channel,
  operation: CompiledOperation,
  call: Call,
  request: OutgoingCall,
): Promise<Attempt> {
  let mark = '';
  let body: unknown;
  try {
    const permit = await channel.gate.take(operation.cost, call.signal);
    try {
      const stopped = halted(channel);
      if (stopped !== undefined) return { ...stopped, mark };
      const signed = await channel.signer.sign(request);
      mark = signed.mark;
      const answer = await send(channel, operation, call, request, signed);
      const judged = judgeAnswer(channel, operation, call.intent, answer);
      body = judged.body;
      return { ...judged.result, mark };
    } finally {
      permit.end(body);
    }
  } catch (error) {
    if (error instanceof HttpFailure) return { ...failureOfHttp(channel, operation, call.intent, error), mark };
    if (error instanceof SignInFailure) return { ...failureOfSignIn(channel, error), mark };
    if (error instanceof IntegrationError && error.code === 'STOPPED')
      return { ...stoppedFailure(channel, error), mark };
    throw error;
  }
}

function send(
  channel: Channel,
  operation: CompiledOperation,
  { signal }: Call,
  request: OutgoingCall,
  { query, headers, body = request.body, place = request }: SignedCall,
): Promise<HttpAnswer> {
  const { method } = request;
  const { origin, path } = place;
  const { timeoutMs, maxBytes } = operation;
  return channel.http.send({
    method,
    origin,
    path: query === '' ? path : `${path}?${query}`,
    headers,
    ...(body === undefined ? {} : { body }),
    timeoutMs,
    maxBytes,
    signal,
  });
}

/** What a result means for the calls after it. */
function settle(channel: Channel, result: CallResult): CallResult {
  if ('answer' in result) return { answer: result.answer };
  const { failure } = result;
  if (failure.verdict === 'halt') channel.halt.throw(failure.reason);
  if (failure.verdict !== 'rate-limited') return { failure };
  const afterMs = failure.afterMs ?? UNTOLD_PAUSE_MS;
  channel.gate.pause(afterMs);
  return { failure: { ...failure, afterMs } };
}

/** Refused with a fresh sign-in, or with credentials that never change: no call after it would fare better. */
function refused({ failure }: { readonly failure: CallFailure }): CallResult {
  return { failure: { ...failure, verdict: 'halt' } };
}
