import { ApiError } from './api-error.ts';
import type { Order, OrderStatus } from './order-state.ts';
import { confirm } from './place-order.ts';
import type { Store } from './store.ts';

/** Where an order can go from a status (sheet section 3.2). The same status again does no harm. */
const MOVES: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  created: ['new', 'failed'],
  new: ['completed', 'cancelled'],
  completed: ['cancelled'],
  cancelled: ['new'],
  failed: ['created'],
};

const KEEPS_STOCK: Readonly<Record<OrderStatus, boolean>> = {
  created: true,
  new: true,
  completed: true,
  cancelled: false,
  failed: false,
};

/** Throws the 409 of a move that there is not. */
export function setStatus(order: Order, wanted: OrderStatus, store: Store): void {
  const before = order.status;
  if (wanted === before) return;
  if (!MOVES[before].includes(wanted))
    throw new ApiError(409, 'OrderStatusConflict', `The order cannot go from '${before}' to '${wanted}'.`, {
      arguments: { orderNo: order.orderNo, status: before },
    });
  if (before === 'created' && wanted === 'new') {
    confirm(order, order.side.confirmation === 'confirmed', store);
    return;
  }
  order.status = wanted;
  order.changedAt = store.now();
  if (KEEPS_STOCK[before] === KEEPS_STOCK[wanted]) return;
  for (const { productId, quantity } of order.products)
    store.stock.take(productId, KEEPS_STOCK[wanted] ? quantity : -quantity, order.orderNo);
}
