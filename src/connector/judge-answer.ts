import { answerText } from '../http/answer-text.ts';
import type { HttpAnswer } from '../http/http-message.ts';
import type { CallResult } from './call-result.ts';
import type { Channel } from './channel.ts';
import type { CompiledOperation } from './compiled-connector.ts';
import { MalformedAnswer } from './malformed-answer.ts';
import { isSuccessStatus, type Protocol } from './protocol/protocol.ts';
import { UnreadableBody } from './protocol/unreadable-body.ts';
import { reasonOf } from './reason.ts';
import { retryAfterMs } from './retry-after.ts';
import { type Intent, judge } from './verdicts.ts';

/** Decodes an answer and says what it means. `body` is what the limits that every answer reports are read from. */
export function judgeAnswer(
  channel: Channel,
  operation: CompiledOperation,
  intent: Intent,
  answer: HttpAnswer,
): { readonly result: CallResult; readonly body: unknown } {
  const { status, headers } = answer;
  const unread = operation.contentType !== undefined && isSuccessStatus(status);
  const { body, problem, text } = unread ? {} : decode(channel.protocol, answer);
  const failed = (code: string, says: string) => reasonOf(channel.redactor, code, `${operation.name} answered ${says}`);
  try {
    const spoken =
      problem === undefined
        ? channel.protocol.listen(operation, { status, body }, channel.errorPlaces)
        : { ...UNREADABLE, message: () => problem };
    const { verdict, outage, stated, note } = judge(operation.verdicts, intent, {
      status,
      body,
      spoken,
      ...(text === undefined ? {} : { text }),
    });
    if (verdict === 'success') return { result: { answer: { status, headers, body, data: spoken.data } }, body };
    const code = spoken.code();
    // Of a text that the connector knows it says what it means.
    const says =
      (problem === undefined ? undefined : note) ?? spoken.message() ?? redirection(headers) ?? note ?? 'nothing more';
    const afterMs = retryAfterMs(headers, channel.clock.now(), channel.waitHeaders);
    const ownCode = problem !== undefined && isSuccessStatus(status) ? 'ANSWER_MALFORMED' : `HTTP_${status}`;
    const reason = failed(code ?? ownCode, `${status}${code === undefined ? '' : ` ${code}`}: ${says}`);
    return {
      result: { failure: { verdict, reason, outage, ...(afterMs === undefined ? {} : { afterMs }), stated } },
      body,
    };
  } catch (error) {
    if (!(error instanceof MalformedAnswer)) throw error;
    const verdict = intent === 'write' ? 'look-up' : 'retry';
    const reason = failed('ANSWER_MALFORMED', `${status}: ${error.message}`);
    return { result: { failure: { verdict, reason, outage: false, stated: false } }, body };
  }
}

/** What an answer says of itself that cannot be read. */
export const UNREADABLE = {
  told: 'unreadable',
  code: () => undefined,
  message: () => undefined,
  data: undefined,
} as const;

/** An empty body says nothing and is no mistake: whether something was needed of it shows when it is read. */
function decode(
  protocol: Protocol,
  answer: HttpAnswer,
): {
  readonly body?: unknown;
  readonly problem?: string;
  readonly text?: string;
} {
  if (answer.body.length === 0) return {};
  const text = answerText(answer);
  try {
    return { body: protocol.read(text) };
  } catch (error) {
    if (error instanceof UnreadableBody) return { problem: error.message, text };
    throw error;
  }
}

/** A redirect is never followed: a login page or another host is not the API. Only its host is named. */
function redirection(headers: Readonly<Record<string, string>>): string | undefined {
  const { location } = headers;
  if (location === undefined) return undefined;
  const host = URL.parse(location)?.host;
  return host === undefined ? 'it points to another path of the same host' : `it points to the host ${host}`;
}
