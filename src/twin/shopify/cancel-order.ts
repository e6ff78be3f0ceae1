import type { OrderRecord } from './order-record.ts';
import { currentQuantity } from './order-totals.ts';
import { hasPendingAuthorisation } from './payments.ts';
import { refundable, refundOrder } from './refund-order.ts';
import type { Shop } from './shop.ts';

export interface CancelOrder {
  readonly reason: string;
  readonly restock: boolean;
  readonly refund: boolean;
  readonly staffNote?: string | null;
}

/** Why an order cannot be cancelled, in the server's words; undefined when it can. */
export function cancelFault(order: OrderRecord): string | undefined {
  if (order.cancelledAt !== null) return 'Order has already been cancelled';
  if (hasPendingAuthorisation(order)) return 'Cannot cancel an order with pending payment authorizations';
  if (order.returnStatus === 'IN_PROGRESS' || order.returnStatus === 'RETURN_REQUESTED')
    return 'Cannot cancel an order with active returns';
  if (order.lines.some(({ fulfilledQuantity }) => fulfilledQuantity > 0))
    return 'Cannot cancel an order with fulfillments that cannot be cancelled';
  return undefined;
}

/** Cancels now. What is left of the lines leaves the order as a refund, with or without money and stock. */
export function cancelOrder(shop: Shop, order: OrderRecord, asked: CancelOrder): void {
  const lines = order.lines
    .filter((line) => currentQuantity(line) > 0)
    .map((line) => ({
      lineId: line.id,
      quantity: currentQuantity(line),
      restockType: asked.restock ? ('CANCEL' as const) : ('NO_RESTOCK' as const),
    }));
  const back = asked.refund ? refundable(order) : undefined;
  const paidBy = order.transactions.find(
    ({ kind, status }) => (kind === 'SALE' || kind === 'CAPTURE') && status === 'SUCCESS',
  );
  refundOrder(shop, order, {
    note: asked.staffNote ?? null,
    lines,
    shipping: 'all',
    surcharges: true,
    ...(back?.gt(0) && paidBy !== undefined
      ? { transactions: [{ gateway: paidBy.gateway, amount: back.toFixed(2), parentId: paidBy.id }] }
      : {}),
  });
  order.cancelledAt = shop.now();
  order.closedAt = shop.now();
  order.cancelReason = asked.reason;
  order.restockedOnCancel = asked.restock;
  for (const id of order.fulfillmentOrderIds) {
    const work = shop.fulfillmentOrders.get(id);
    if (work !== undefined) work.status = 'CANCELLED';
  }
  shop.touch(order);
  shop.emit('ORDERS_CANCELLED', order.id);
}
