import type { Connection } from '../src/model/connection.ts';
import type { EventDesk, MessageVerdict, Subscription } from '../src/model/events.ts';
import type { PaperConnection } from './paper-connection.ts';

/** A system on paper that tells of orders: what its messages are a test says, and its subscriptions are a list. */
export class PaperEvents implements EventDesk {
  readonly topics = new Map([['order.changed', ['order.created', 'order.updated']]]);
  verdicts: MessageVerdict[] = [];
  unlisted: (native: unknown) => boolean = () => false;
  readonly all: Subscription[] = [];
  readonly calls: string[] = [];
  /** Thrown by the next calls to the list of subscriptions. */
  failures: Error[] = [];
  readonly subscriptions: EventDesk['subscriptions'] = {
    renewBeforeMs: 86_400_000,
    list: async () => {
      const failure = this.failures.shift();
      if (failure !== undefined) throw failure;
      return [...this.all];
    },
    create: async (topic, url) => {
      this.calls.push(`create ${topic}`);
      this.all.push(subscription(`new-${this.all.length}`, topic, { url }));
    },
    renew: async ({ id }) => {
      this.calls.push(`renew ${id}`);
    },
    remove: async ({ id }) => {
      this.calls.push(`remove ${id}`);
      this.all.splice(
        this.all.findIndex((each) => each.id === id),
        1,
      );
    },
  };

  async lists(_event: string, native: unknown): Promise<boolean> {
    return !this.unlisted(native);
  }

  async judge(): Promise<MessageVerdict> {
    const verdict = this.verdicts.shift();
    if (verdict === undefined) throw new Error('the test has not said what this message is');
    return verdict;
  }
}

export const HERE = 'https://pipes.example.com/events/shop';

export function subscription(id: string, topic: string, extra: Partial<Subscription> = {}): Subscription {
  return { id, topic, url: HERE, active: true, native: { id }, ...extra };
}

/** The same system, that tells of changes as well. */
export function tellingEvents(connection: PaperConnection, events: EventDesk): Connection {
  return Object.assign(connection, { events });
}
