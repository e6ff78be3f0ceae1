import type { Item, Value } from './item.ts';
import { type Carts, guidOf, recalculate } from './place-order.ts';
import { reserve } from './stock.ts';
import type { Store } from './store.ts';

/** Why an order or an entry cannot be cancelled. */
export class CancelRefused extends Error {}

const DONE = ['CANCELLED', 'COMPLETED', 'REJECTED'];

/** Pieces of an entry that no consignment holds. */
export function cancellable(entry: Item, store: Store): number {
  const order = entry.item('order');
  if (order === undefined || DONE.includes(order.code('status') ?? '')) return 0;
  return entry.number('quantity') - consigned(entry, store);
}

export function consigned(entry: Item, store: Store): number {
  return store
    .all('ConsignmentEntry')
    .filter((each) => each.item('orderEntry') === entry && each.item('consignment')?.code('status') !== 'CANCELLED')
    .reduce((total, each) => total + each.number('quantity'), 0);
}

/**
 * Takes pieces off an order, by the number of their entry. The order as it was is kept as a snapshot with a versionID; what
 * was reserved is on offer again. When nothing is left, the order is CANCELLED and its entries stand as they were.
 * Throws {@link CancelRefused}, before anything is changed.
 */
export function cancel(order: Item, pieces: ReadonlyMap<number, number>, store: Store, carts: Carts): void {
  const entries = store.parts(order, 'entries');
  for (const [number, wanted] of pieces) {
    const entry = entries.find((each) => each.number('entryNumber') === number);
    if (entry === undefined) throw new CancelRefused(`Order entry ${number} does not exist`);
    if (wanted < 1 || wanted > cancellable(entry, store))
      throw new CancelRefused(`Cancellation of ${wanted} pieces of order entry ${number} is not possible`);
  }
  keepSnapshot(order, store);
  const left = entries.map((entry) => entry.number('quantity') - (pieces.get(entry.number('entryNumber')) ?? 0));
  for (const entry of entries) {
    const called = pieces.get(entry.number('entryNumber')) ?? 0;
    if (called > 0) reserve(store, entry.item('product')?.text('code') ?? '', -called);
  }
  if (left.every((quantity) => quantity === 0)) {
    store.set(order, { status: store.enumValue('OrderStatus', 'CANCELLED') });
    return;
  }
  const cart = carts.get(order);
  if (cart === undefined) throw new RangeError(`order ${order.text('code')} was not placed here`);
  const rows = cart.rows.map((row, at) => ({ ...row, quantity: left[at] ?? row.quantity }));
  recalculate(order, entries, { ...cart, rows }, store, carts);
}

/** The order as it is now, under the same code and with a versionID (sheet sections 3.1 and 12). */
function keepSnapshot(order: Item, store: Store): void {
  const code = order.text('code') ?? '';
  const known = store.all('Order').filter((each) => each.item('originalVersion') === order).length;
  const versionID = guidOf(`${code} version ${known + 1}`);
  const copied = (item: Item): Record<string, Value> => Object.fromEntries(item.values);
  const snapshot = store.create('Order', { ...copied(order), versionID, originalVersion: order });
  for (const entry of store.parts(order, 'entries')) store.create('OrderEntry', { ...copied(entry), order: snapshot });
}
