import type { EventDesk } from '../../model/events.ts';
import type { Channel } from '../channel.ts';
import { evaluateAnswer } from '../evaluate-answer.ts';
import { readError } from '../read-answer.ts';
import type { CompiledEvents } from './compiled-events.ts';
import { judgeMessage } from './judge-message.ts';
import { subscriptionDesk } from './subscription-desk.ts';

/** What a connection knows of its system's messages. A secret that is missing is told by every use, not here: polls do without. */
export function openEventDesk(
  channel: Channel,
  events: CompiledEvents,
  credentials: Readonly<Record<string, string>>,
): EventDesk {
  const name = events.signature.secret;
  const secret = Object.hasOwn(credentials, name) ? credentials[name] : undefined;
  return {
    topics: new Map(events.changes.map(({ event, topics }) => [event, topics])),
    lists: (event, native) => isListed(channel, events, event, native),
    judge: (message) => judgeMessage(channel, events, secret, message),
    subscriptions:
      events.subscriptions === undefined ? undefined : subscriptionDesk(channel, events.subscriptions, name, secret),
  };
}

async function isListed(
  channel: Channel,
  { changes }: CompiledEvents,
  event: string,
  native: unknown,
): Promise<boolean> {
  const listed = changes.find((change) => change.event === event)?.listed;
  if (listed === undefined) return true;
  try {
    return evaluateAnswer('listed', listed, native, { options: channel.options }) === true;
  } catch (error) {
    throw readError(error, channel, event);
  }
}
