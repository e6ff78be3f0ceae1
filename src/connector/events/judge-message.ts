import { JsonTextError, parseJsonText } from '../../http/json-text.ts';
import { contentHash } from '../../model/content-hash.ts';
import type { IncomingMessage, MessageVerdict, ToldChange } from '../../model/events.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import { recordKey } from '../../model/names.ts';
import type { Channel } from '../channel.ts';
import { cursorOf } from '../cursor/cursor-of.ts';
import { evaluateAnswer } from '../evaluate-answer.ts';
import { MalformedAnswer } from '../malformed-answer.ts';
import { nativeRecord } from '../native-record.ts';
import { idOf, textOf, type Variables } from '../protocol/protocol.ts';
import { reasonOf } from '../reason.ts';
import type { CompiledChange, CompiledEvents } from './compiled-events.ts';
import { isHmacOf, isSameText } from './proof.ts';
import { standardWebhookProblem } from './standard-webhooks.ts';

/** Longer ones are no system's own: nothing is echoed that a stranger chose freely. */
const LONGEST_TOKEN = 2048;
const LONGEST_SUBSCRIPTION = 256;

/**
 * What a message is, decided in this order: handshake and ping, which keep nothing; content type; signature over the bytes
 * as they came; JSON; the text that each entry has to carry; and only then what it says.
 */
export async function judgeMessage(
  channel: Channel,
  events: CompiledEvents,
  secret: string | undefined,
  message: IncomingMessage,
): Promise<MessageVerdict> {
  const token = events.handshake === undefined ? undefined : message.query[events.handshake];
  if (token !== undefined) {
    // Printable ASCII only: the answer is plain text, and no line of it is a stranger's to write.
    if (token.length <= LONGEST_TOKEN && /^[\x20-\x7e]+$/.test(token)) return { kind: 'handshake', token };
    return refused(channel, 400, 'handshake-malformed', 'the token of the handshake is none that a system makes');
  }
  const type = (message.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== undefined && type !== '' && type === events.ping) return { kind: 'ping' };
  if (type !== 'application/json')
    return refused(channel, 415, 'content-type', 'a message of a system is application/json');
  if (secret === undefined || secret === '')
    return refused(
      channel,
      401,
      'no-secret',
      `the connection has no credential "${events.signature.secret}", by which a message is proven`,
    );
  const { signature } = events;
  if (signature.kind === 'hmac-sha256') {
    const given = message.headers[signature.header];
    if (given === undefined) return refused(channel, 401, 'unsigned', `there is no header ${signature.header}`);
    if (!isHmacOf(given, message.body, secret, signature.encoding))
      return refused(channel, 401, 'signature-wrong', `the signature in ${signature.header} is not that of the body`);
  }
  if (signature.kind === 'standard-webhooks') {
    const wrong = standardWebhookProblem(signature, secret, message, channel.clock.now());
    if (wrong !== undefined) return refused(channel, 401, wrong.code, wrong.text);
  }
  const variables = { headers: message.headers, query: message.query, options: channel.options };
  try {
    const body = bodyOf(message.body);
    const entries = entriesOf(events, body, variables);
    if (signature.kind === 'shared-text') {
      const texts = entries.map((entry) => evaluateAnswer('text', signature.text, entry, variables));
      if (texts.length === 0 || !texts.every((text) => typeof text === 'string' && isSameText(text, secret)))
        return refused(channel, 401, 'shared-text-wrong', 'an entry does not carry the text that was agreed on');
    }
    return toldBy(channel, events, entries, variables);
  } catch (error) {
    if (error instanceof MalformedAnswer || error instanceof JsonTextError)
      return refused(channel, 400, 'message-malformed', error.message);
    throw error;
  }
}

function refused(channel: Channel, status: 400 | 401 | 415, code: string, text: string): MessageVerdict {
  return { kind: 'refused', status, reason: reasonOf(channel.redactor, code, text) };
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

function bodyOf(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = UTF8.decode(bytes);
  } catch (error) {
    throw new MalformedAnswer('the body is not UTF-8', error);
  }
  return parseJsonText(text);
}

function entriesOf(events: CompiledEvents, body: unknown, variables: Variables): readonly unknown[] {
  if (events.entries === undefined) return [body];
  const found = evaluateAnswer('entries', events.entries, body, variables);
  return found === undefined ? [] : Array.isArray(found) ? found : [found];
}

function toldBy(
  channel: Channel,
  events: CompiledEvents,
  entries: readonly unknown[],
  variables: Variables,
): MessageVerdict {
  const changes: ToldChange[] = [];
  const unknown = new Set<string>();
  for (const entry of entries) {
    const topic = textOf(evaluateAnswer('topic', events.topic, entry, variables));
    const meant = topic === undefined ? [] : events.changes.filter(({ topics }) => topics.includes(topic));
    if (meant.length === 0) unknown.add(oneWord(topic));
    for (const change of meant) changes.push(toldChange(channel, events, change, topic ?? '', entry, variables));
  }
  return { kind: 'told', changes, unknown: [...unknown] };
}

/** A stranger's topic is shown to people: one short word of it. */
const oneWord = (topic: string | undefined): string => (topic ?? 'none').replace(/[^\w./:-]+/g, ' ').slice(0, 80);

function toldChange(
  channel: Channel,
  events: CompiledEvents,
  change: CompiledChange,
  topic: string,
  entry: unknown,
  variables: Variables,
): ToldChange {
  const { event, document } = change;
  const record = wholeRecord(channel, change, entry);
  const key = record?.key ?? keyOf(maybe(change.key, entry, variables));
  const own = events.identity === undefined ? undefined : textOf(maybe(events.identity, entry, variables));
  const version = events.version === undefined ? undefined : textOf(maybe(events.version, entry, variables));
  const same = own ?? (key === undefined || version === undefined ? undefined : `${key} ${version}`);
  const subscription =
    events.subscription === undefined ? undefined : textOf(maybe(events.subscription, entry, variables));
  return {
    event,
    document,
    topic,
    ...(key === undefined ? {} : { key }),
    // A hash has one length, whatever a system calls its events.
    ...(same === undefined ? {} : { identity: contentHash(`${topic} ${same}`) }),
    ...(subscription === undefined ? {} : { subscription: subscription.slice(0, LONGEST_SUBSCRIPTION) }),
    ...(record === undefined ? {} : { record }),
  };
}

/** What a proven message does not say in the usual place is not said: the pipe then polls. */
function maybe(expression: CompiledChange['key'], entry: unknown, variables: Variables): unknown {
  try {
    return evaluateAnswer('event', expression, entry, variables);
  } catch (error) {
    if (error instanceof MalformedAnswer) return undefined;
    throw error;
  }
}

function keyOf(value: unknown): ToldChange['key'] {
  try {
    return recordKey(idOf(value));
  } catch (error) {
    if (error instanceof IntegrationError && error.code === 'KEY_MALFORMED') return undefined;
    throw error;
  }
}

/** The record that an entry is; undefined for a hint, and for one that cannot be understood: it is then read. */
function wholeRecord(channel: Channel, { record }: CompiledChange, entry: unknown) {
  if (record === undefined) return undefined;
  try {
    return nativeRecord(record, entry, cursorOf(record.cursor, {}, channel).look(entry));
  } catch (error) {
    if (error instanceof MalformedAnswer) return undefined;
    if (error instanceof IntegrationError && error.code === 'KEY_MALFORMED') return undefined;
    throw error;
  }
}
