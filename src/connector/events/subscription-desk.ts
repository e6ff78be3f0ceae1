import { instantOf } from '../../model/clock.ts';
import type { Subscription, SubscriptionDesk } from '../../model/events.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import { resultOf } from '../answer-result.ts';
import { callOperation } from '../call-operation.ts';
import { CallFailed } from '../call-result.ts';
import type { Channel } from '../channel.ts';
import type { CompiledOperation } from '../compiled-connector.ts';
import { evaluateAnswer } from '../evaluate-answer.ts';
import { listWalk } from '../list-walk.ts';
import { MalformedAnswer } from '../malformed-answer.ts';
import { walkPages } from '../paging/walk-pages.ts';
import { idOf, textOf, type Variables } from '../protocol/protocol.ts';
import { readError } from '../read-answer.ts';
import type { CompiledSubscriptions } from './compiled-events.ts';

/** Makes, lists, renews and removes the subscriptions of a connection by the operations that its connector names. */
export function subscriptionDesk(
  channel: Channel,
  rules: CompiledSubscriptions,
  secretName: string,
  secret: string | undefined,
): SubscriptionDesk {
  const call = async (operation: CompiledOperation, variables: Variables, signal: AbortSignal): Promise<void> => {
    if (secret === undefined || secret === '')
      throw new IntegrationError(
        'CREDENTIAL_REFUSED',
        `the connection "${channel.connection}" brings no credential "${secretName}", by which its events are proven`,
        { connection: channel.connection },
      );
    try {
      const all = { ...variables, secret, options: channel.options };
      const result = await callOperation(channel, operation, { intent: 'write', variables: all, signal });
      // One that is gone already is what a removal wanted.
      if ('failure' in result && result.failure.verdict === 'absent' && operation === rules.remove) return;
      if ('failure' in result) throw new CallFailed(result.failure);
      const { proof } = operation;
      if (proof === undefined) return;
      const made = resultOf(channel, operation, result.answer);
      if (evaluateAnswer('proof', proof, made, all) !== true)
        throw new MalformedAnswer(
          `${operation.name}: \`${proof.source}\` does not hold: nothing proves that it was done`,
        );
    } catch (error) {
      throw readError(error, channel, operation.name);
    }
  };
  const create: SubscriptionDesk['create'] = (topic, url, signal) => call(rules.create, { topic, url }, signal);
  const remove: SubscriptionDesk['remove'] = ({ native, topic, url }, signal) =>
    call(rules.remove, { topic, url, subscription: native }, signal);
  return {
    renewBeforeMs: rules.renewBeforeMs,
    list: (signal) => listed(channel, rules, signal),
    create,
    renew: async (subscription, signal) => {
      const { topic, url, native } = subscription;
      if (rules.renew !== undefined) return call(rules.renew, { topic, url, subscription: native }, signal);
      await remove(subscription, signal);
      return create(topic, url, signal);
    },
    remove,
  };
}

async function listed(
  channel: Channel,
  rules: CompiledSubscriptions,
  signal: AbortSignal,
): Promise<readonly Subscription[]> {
  const found: Subscription[] = [];
  const walk = listWalk(channel, {
    operation: rules.list,
    key: rules.id,
    variables: { options: channel.options },
    signal,
  });
  try {
    for await (const { items } of walkPages(walk)) {
      for (const native of items) {
        const subscription = subscriptionOf(rules, native, { options: channel.options });
        if (subscription !== undefined) found.push(subscription);
      }
    }
  } catch (error) {
    throw readError(error, channel, rules.list.name);
  }
  return found;
}

/** One whose topic or address cannot be read is not ours: ours has both. */
function subscriptionOf(rules: CompiledSubscriptions, native: unknown, variables: Variables): Subscription | undefined {
  const id = idOf(evaluateAnswer('id', rules.id, native, variables));
  const topic = textOf(evaluateAnswer('topic', rules.topic, native, variables));
  const url = textOf(evaluateAnswer('url', rules.url, native, variables));
  if (id === undefined) throw new MalformedAnswer('a subscription has no id');
  if (topic === undefined || url === undefined) return undefined;
  const { active, expires } = rules;
  const ends = expires === undefined ? undefined : textOf(evaluateAnswer('expires', expires, native, variables));
  const endsMs = ends === undefined ? undefined : Date.parse(ends);
  if (endsMs !== undefined && Number.isNaN(endsMs))
    throw new MalformedAnswer(`the subscription ${id} ends at what is no instant`);
  return {
    id,
    topic,
    url,
    active: active === undefined || evaluateAnswer('active', active, native, variables) === true,
    ...(endsMs === undefined ? {} : { expiresAt: instantOf(endsMs) }),
    native,
  };
}
