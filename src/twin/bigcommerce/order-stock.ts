import type { Order } from './order-state.ts';
import { RETURNS_STOCK, STATUS, type StatusId, TAKES_STOCK_LATE } from './order-status.ts';
import type { Store } from './store.ts';

/** Brings what an order holds of each variant to what its lines say, as far as there is stock. */
export function holdStock(order: Order, store: Store): void {
  const wanted = new Map<number, number>();
  for (const { variantId, quantity } of order.lines)
    if (isTracked(variantId, store)) wanted.set(variantId, (wanted.get(variantId) ?? 0) + quantity);
  for (const variantId of new Set([...wanted.keys(), ...order.taken.keys()]))
    moveTo(order, variantId, wanted.get(variantId) ?? 0, store);
}

/** What an order has taken goes back. */
export function releaseStock(order: Order, store: Store): void {
  for (const variantId of [...order.taken.keys()]) moveTo(order, variantId, 0, store);
}

/** The order is in another status: whether that moves stock is a setting of the store (sheet, section 3.3). */
export function stockInStatus(order: Order, before: StatusId, store: Store): void {
  const { takesStock, returnsOnCancel } = store.settings.inventory;
  const returns = RETURNS_STOCK.includes(order.statusId);
  if (returns && returnsOnCancel) releaseStock(order, store);
  const revived = RETURNS_STOCK.includes(before) && !returns && order.statusId !== STATUS.incomplete;
  if (takesStock === 'order_placed' ? revived : TAKES_STOCK_LATE.includes(order.statusId)) holdStock(order, store);
}

/** Moves stock so that the order holds so many pieces. Less than there is: what there is. */
function moveTo(order: Order, variantId: number, pieces: number, store: Store): void {
  const held = order.taken.get(variantId) ?? 0;
  if (pieces > held) order.taken.set(variantId, held + store.stock.take(variantId, pieces - held));
  if (pieces < held) {
    store.stock.giveBack(variantId, held - pieces);
    order.taken.set(variantId, pieces);
  }
  const product = [...store.products.values()].find(({ variants }) => variants.some(({ id }) => id === variantId));
  if (pieces !== held && product !== undefined)
    store.tell('store/product/inventory/order/updated', 'product', product.id, {
      inventory: { product_id: product.id, method: 'absolute', value: store.stock.available(variantId) },
    });
}

function isTracked(variantId: number, store: Store): boolean {
  const product = store.products.get(store.variant(variantId)?.productId ?? 0);
  return product !== undefined && product.tracking !== 'none';
}
