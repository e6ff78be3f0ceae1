import { type CustomId, ownerByCustomId } from './metafields.ts';
import type { LineRecord, OrderRecord, RefundRecord } from './order-record.ts';
import { ORDER_LIST } from './order-search.ts';
import { countRecords, type ListArgs, listRecords } from './record-list.ts';
import type { Call, Resolvers } from './resolvers.ts';
import { secondsInstant } from './shop.ts';

const RECENT_DAYS = 60;

/** Without `read_all_orders` older orders are simply not there: no error, no gap. */
export function isVisible(order: OrderRecord, call: Call): boolean {
  return (
    call.scopes.has('read_all_orders') ||
    order.createdAt >= secondsInstant(call.shop.nowMs() - RECENT_DAYS * 86_400_000)
  );
}

export function visibleOrders(call: Call): () => Iterable<OrderRecord> {
  const { orders } = call.shop;
  if (call.scopes.has('read_all_orders')) return () => orders.values();
  return () => [...orders.values()].filter((order) => isVisible(order, call));
}

/** A refund with the order that it is of; one of an order that the token does not see is not there. */
export function refundById(call: Call, id: string): (RefundRecord & { readonly order: OrderRecord }) | null {
  for (const order of visibleOrders(call)()) {
    const refund = order.refunds.find((candidate) => candidate.id === id);
    if (refund !== undefined) return { ...refund, order };
  }
  return null;
}

/** A line of an order, as `node(id)` finds it. */
export function lineItemById(call: Call, id: string): (LineRecord & { readonly order: OrderRecord }) | null {
  for (const order of visibleOrders(call)()) {
    const line = order.lines.find((candidate) => candidate.id === id);
    if (line !== undefined) return { ...line, order };
  }
  return null;
}

export const orderQueries: Resolvers<unknown> = {
  order: (_, { id }: { id: string }, call) => {
    const order = call.shop.orders.get(id);
    return order !== undefined && isVisible(order, call) ? order : null;
  },
  refund: (_, { id }: { id: string }, call) => refundById(call, id),
  orderByIdentifier: (_, { identifier }: { identifier: { id?: string | null; customId?: CustomId | null } }, call) => {
    const id =
      identifier.id ?? (identifier.customId ? ownerByCustomId(call.shop, 'Order', identifier.customId) : undefined);
    const order = call.shop.orders.get(id ?? '');
    return order !== undefined && isVisible(order, call) ? order : null;
  },
  orders: (_, args: ListArgs, call, info) => listRecords(ORDER_LIST, visibleOrders(call), args, call, info),
  ordersCount: (_, { query, limit }: { query?: string | null; limit?: number | null }, call) => {
    const count = countRecords(ORDER_LIST, visibleOrders(call), query, call.shop);
    const most = limit ?? 10_000;
    return count > most ? { count: most, precision: 'AT_LEAST' } : { count, precision: 'EXACT' };
  },
};
