import { reserve } from './inventory.ts';
import { DEFAULT_STATUS, type Order, type OrderItem, type OrderState } from './order-state.ts';
import type { Store } from './store.ts';

export const toInvoice = (item: OrderItem): number => item.ordered - item.invoiced - item.canceled;

/** A refunded piece that was not shipped is not shipped any more. */
export const toShip = (item: OrderItem): number =>
  item.isVirtual ? 0 : Math.max(0, item.ordered - Math.max(item.shipped, item.refunded) - item.canceled);

export const toRefund = (item: OrderItem): number => item.invoiced - item.refunded;

/** Rows that documents speak of: a child of a configurable product moves with its parent. */
export const ownRows = (order: Order): readonly OrderItem[] =>
  order.items.filter(({ parentId }) => parentId === undefined);

/** Moves a count of a row and of its child alike. */
export function move(
  order: Order,
  item: OrderItem,
  count: 'invoiced' | 'shipped' | 'canceled' | 'refunded',
  by: number,
) {
  for (const each of order.items) if (each === item || each.parentId === item.id) each[count] += by;
}

export function enter(order: Order, state: OrderState): void {
  order.state = state;
  order.status = DEFAULT_STATUS[state];
}

/** Brings the order on, after a document was made, to the state that its counts say. */
export function settle(order: Order, store: Store): void {
  order.updatedAt = store.now();
  if (['holded', 'canceled', 'payment_review', 'closed'].includes(order.state)) return;
  const rows = ownRows(order);
  const begun = rows.some(({ invoiced, shipped }) => invoiced > 0 || shipped > 0);
  if (begun && (order.state === 'new' || order.state === 'pending_payment')) enter(order, 'processing');
  if (rows.some((row) => toInvoice(row) > 0 || toShip(row) > 0)) return;
  if (rows.some((row) => toRefund(row) > 0)) enter(order, 'complete');
  else if (order.refunded.gt(0)) enter(order, 'closed');
}

/** Gives free what a row has kept. The figure at the sources stays. */
export function release(order: Order, item: OrderItem, pieces: number, store: Store): void {
  if (pieces > 0) reserve(store, stockSku(order, item), pieces);
}

/** The SKU that lies on the shelf. */
export function stockSku(order: Order, item: OrderItem): string {
  return order.items.find(({ parentId }) => parentId === item.id)?.sku ?? item.sku;
}
