import type { OrderRecord } from './order-record.ts';
import { unfulfilledQuantity } from './order-totals.ts';
import type { Shop } from './shop.ts';

/** `displayFulfillmentStatus`, read off the quantities and the state of the work. */
export function fulfillmentStatus(shop: Shop, order: OrderRecord): string {
  const done = order.lines.reduce((sum, { fulfilledQuantity }) => sum + fulfilledQuantity, 0);
  const open = order.lines.reduce((sum, line) => sum + unfulfilledQuantity(line), 0);
  if (done > 0) return open === 0 ? 'FULFILLED' : 'PARTIALLY_FULFILLED';
  if (order.restockedOnCancel) return 'RESTOCKED';
  const states = order.fulfillmentOrderIds.map((id) => shop.fulfillmentOrders.get(id)?.status);
  for (const state of ['ON_HOLD', 'SCHEDULED', 'IN_PROGRESS'] as const) if (states.includes(state)) return state;
  return 'UNFULFILLED';
}
