import type { ConnectionName } from '../model/names.ts';

/** How the subscriptions of a connection stand. `by hand`: nobody here keeps them. */
export type SubscriptionHealth = 'not looked at yet' | 'kept' | 'failed' | 'by hand';

/** What a load balancer and an operator want to know. Never carries data or addresses. */
export interface Health {
  readonly ready: boolean;
  readonly state: 'starting' | 'serving' | 'stopping' | 'ledger out of reach';
  readonly connections: Readonly<Record<ConnectionName, { readonly subscriptions: SubscriptionHealth }>>;
}
