import type { Expression } from '../../map/expression.ts';
import type { CompiledOperation, CompiledRead } from '../compiled-connector.ts';

/** How messages of a system are read, compiled. */
export interface CompiledEvents {
  readonly signature: CompiledSignature;
  /** Query parameter of the handshake. */
  readonly handshake?: string;
  /** Content type of a ping, in lower case. */
  readonly ping?: string;
  readonly entries?: Expression;
  readonly topic: Expression;
  readonly version?: Expression;
  readonly identity?: Expression;
  readonly subscription?: Expression;
  readonly changes: readonly CompiledChange[];
  readonly subscriptions?: CompiledSubscriptions;
}

export type CompiledSignature =
  | {
      readonly kind: 'hmac-sha256';
      /** In lower case. */
      readonly header: string;
      readonly encoding: 'base64' | 'hex';
      readonly secret: string;
    }
  | {
      readonly kind: 'standard-webhooks';
      readonly secret: string;
      readonly secretIs: 'base64' | 'text';
      readonly toleranceMs: number;
    }
  | { readonly kind: 'shared-text'; readonly text: Expression; readonly secret: string };

export interface CompiledChange {
  /** `order.changed` */
  readonly event: string;
  readonly document: string;
  readonly topics: readonly string[];
  readonly key: Expression;
  /** Whether a poll would list a record; all, where it is absent. */
  readonly listed?: Expression;
  /** Set where an entry is the whole record. */
  readonly record?: CompiledRead;
}

export interface CompiledSubscriptions {
  readonly list: CompiledOperation;
  readonly id: Expression;
  readonly topic: Expression;
  readonly url: Expression;
  readonly active?: Expression;
  readonly expires?: Expression;
  readonly renewBeforeMs: number;
  readonly create: CompiledOperation;
  readonly renew?: CompiledOperation;
  readonly remove: CompiledOperation;
}
