import { Big } from 'big.js';
import { received, refunded } from './payments.ts';
import type { Shop } from './shop.ts';

export interface Spending {
  readonly orders: number;
  readonly spent: Big;
}

const computed = new WeakMap<Shop, { readonly revision: number; readonly byCustomer: ReadonlyMap<string, Spending> }>();

/** How many orders a customer has and what was kept of the payments. One pass over the orders for each state of the shop. */
export function spendingOf(shop: Shop, customerId: string): Spending {
  let held = computed.get(shop);
  if (held === undefined || held.revision !== shop.revision) {
    const byCustomer = new Map<string, Spending>();
    for (const order of shop.orders.values()) {
      if (order.customerId === null) continue;
      const before = byCustomer.get(order.customerId) ?? { orders: 0, spent: new Big(0) };
      byCustomer.set(order.customerId, {
        orders: before.orders + 1,
        spent: before.spent.plus(received(order)).minus(refunded(order)),
      });
    }
    held = { revision: shop.revision, byCustomer };
    computed.set(shop, held);
  }
  return held.byCustomer.get(customerId) ?? { orders: 0, spent: new Big(0) };
}
