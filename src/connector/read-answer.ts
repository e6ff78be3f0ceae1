import { Hold } from '../model/hold.ts';
import { type ErrorCode, IntegrationError } from '../model/integration-error.ts';
import { type Call, callOperation } from './call-operation.ts';
import { type Answer, CallFailed, type CallFailure } from './call-result.ts';
import type { Channel } from './channel.ts';
import type { CompiledOperation } from './compiled-connector.ts';
import { MalformedAnswer } from './malformed-answer.ts';
import { reasonOf } from './reason.ts';

const MOST_TRIES = 4;
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 60_000;

/**
 * Asks for something to read, and again after a wait: always when the system asks to wait, and in the midst of a list
 * (`patient`) also when it is away for a moment, because giving up would throw away the pages before. Rejects with a
 * CallFailed.
 */
export async function readAnswer(
  channel: Channel,
  operation: CompiledOperation,
  call: Omit<Call, 'intent'>,
  patient: boolean,
): Promise<Answer> {
  for (let tried = 1; ; tried += 1) {
    const result = await callOperation(channel, operation, { ...call, intent: 'read' });
    if ('answer' in result) return result.answer;
    const { failure } = result;
    const delay = Math.max(failure.afterMs ?? 0, FIRST_DELAY_MS * 2 ** (tried - 1));
    const again =
      failure.verdict === 'rate-limited' ||
      (patient && (failure.verdict === 'retry' || failure.verdict === 'look-up') && failure.reason.code !== 'STOPPED');
    if (!again || tried >= MOST_TRIES || delay > LONGEST_DELAY_MS) throw new CallFailed(failure);
    await sleep(channel, delay, call.signal);
  }
}

async function sleep(channel: Channel, ms: number, signal: AbortSignal): Promise<void> {
  try {
    await channel.clock.sleep(ms, signal);
  } catch (error) {
    throw new IntegrationError(
      'STOPPED',
      'stopped while waiting to ask again',
      { connection: channel.connection },
      error,
    );
  }
}

/** What a read rejects with, from whatever went wrong on the way. */
export function readError(error: unknown, channel: Channel, operation: string): unknown {
  const where = { connection: channel.connection, operation };
  const as = (code: ErrorCode, text: string) =>
    new IntegrationError(code, reasonOf(channel.redactor, code, text).text, where);
  if (error instanceof CallFailed) return as(codeOf(error.failure), error.failure.reason.text);
  if (error instanceof MalformedAnswer) return as('ANSWER_MALFORMED', error.message);
  if (error instanceof Hold) return as('MAPPING_FAILED', error.message);
  return error;
}

const OWN_CODES: readonly string[] = ['ANSWER_MALFORMED', 'ANSWER_TOO_LARGE', 'STOPPED'] satisfies ErrorCode[];

function codeOf({ verdict, reason }: CallFailure): ErrorCode {
  if (verdict === 'halt' || verdict === 're-authenticate') return 'CONNECTION_HALTED';
  if (OWN_CODES.includes(reason.code)) return reason.code as ErrorCode;
  return verdict === 'retry' || verdict === 'rate-limited' || verdict === 'look-up'
    ? 'SYSTEM_UNREACHABLE'
    : 'SYSTEM_REFUSED';
}
