import type { Instant } from './clock.ts';
import type { NativeRecord } from './connection.ts';
import type { Reason } from './delivery.ts';
import type { RecordKey } from './names.ts';

/** A message of a system, exactly as it came in. Nothing in it is believed before its connector has judged it. */
export interface IncomingMessage {
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** One change of one record, told by its system. */
export interface ToldChange {
  /** `order.changed` */
  readonly event: string;
  /** `order` */
  readonly document: string;
  /** The system's own word for what happened. */
  readonly topic: string;
  /** Absent: more records changed than the message names. */
  readonly key?: RecordKey;
  /** Equal for the same event sent again; absent where the system has nothing by which that could be seen. */
  readonly identity?: string;
  readonly subscription?: string;
  /** The whole record, where the message carries it. */
  readonly record?: NativeRecord;
}

/**
 * What a message is.
 *
 * - handshake: the system asks for its own token back
 * - ping: only tries the address
 * - refused: does not prove where it comes from, or cannot be read; nothing of it may be kept
 * - told: proven; `unknown` are topics that the connector does not know, of which nothing is kept
 */
export type MessageVerdict =
  | { readonly kind: 'handshake'; readonly token: string }
  | { readonly kind: 'ping' }
  | { readonly kind: 'refused'; readonly status: 400 | 401 | 415; readonly reason: Reason }
  | { readonly kind: 'told'; readonly changes: readonly ToldChange[]; readonly unknown: readonly string[] };

/** An agreement with a system to be told of a topic. */
export interface Subscription {
  readonly id: string;
  readonly topic: string;
  readonly url: string;
  readonly active: boolean;
  readonly expiresAt?: Instant;
  /** As the system lists it. */
  readonly native: unknown;
}

/** How a system is asked to tell of changes. All calls reject with an IntegrationError. */
export interface SubscriptionDesk {
  /** How long before its end a subscription is renewed. */
  readonly renewBeforeMs: number;
  /** Those of every address. */
  list(signal: AbortSignal): Promise<readonly Subscription[]>;
  create(topic: string, url: string, signal: AbortSignal): Promise<void>;
  /** Gives it a new term and switches it on; makes it anew where the system cannot. */
  renew(subscription: Subscription, signal: AbortSignal): Promise<void>;
  remove(subscription: Subscription, signal: AbortSignal): Promise<void>;
}

/** What a connection knows of the messages that its system sends by itself. */
export interface EventDesk {
  /** Topics by what pipes wait for: `order.changed`. */
  readonly topics: ReadonlyMap<string, readonly string[]>;
  /** Whether a poll would list the record: what its list leaves out, no event brings in. Rejects with an IntegrationError. */
  lists(event: string, native: unknown): Promise<boolean>;
  /** Never rejects for what a message is. */
  judge(message: IncomingMessage): Promise<MessageVerdict>;
  /** Undefined where subscriptions are made by hand. */
  readonly subscriptions: SubscriptionDesk | undefined;
}
