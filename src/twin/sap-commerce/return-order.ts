import type { Big } from 'big.js';
import { cents, decimal } from '../kit/decimal.ts';
import type { Item } from './item.ts';
import { totalsOf } from './order-totals.ts';
import type { Carts } from './place-order.ts';
import { putBack } from './stock.ts';
import type { Store } from './store.ts';

/** Why goods cannot be returned. */
export class ReturnRefused extends Error {}

/**
 * A return of pieces, by the number of their entry, which waits to be approved. `amount` of an entry is what was paid for
 * them in the order's own kind of price, less their share of its discounts; consecutive returns add up to the whole.
 */
export function requestReturn(
  order: Item,
  pieces: ReadonlyMap<number, number>,
  store: Store,
  carts: Carts,
  deliveryCost = false,
): Item {
  const entries = store.parts(order, 'entries');
  const wanted = [...pieces].map(([number, quantity]) => {
    const entry = entries.find((each) => each.number('entryNumber') === number);
    if (entry === undefined) throw new ReturnRefused(`Order entry ${number} does not exist`);
    if (quantity < 1 || quantity > entry.number('quantity') - returned(entry, store))
      throw new ReturnRefused(`Return of ${quantity} pieces of order entry ${number} is not possible`);
    return { entry, quantity };
  });
  const number = store.all('ReturnRequest').length + 1;
  const code = String(number).padStart(8, '0');
  const request = store.create('ReturnRequest', {
    code,
    RMA: `RMA-${code}`,
    order,
    currency: order.get('currency'),
    status: store.enumValue('ReturnStatus', 'APPROVAL_PENDING'),
    refundDeliveryCost: deliveryCost,
  });
  for (const { entry, quantity } of wanted)
    store.create('RefundEntry', {
      returnRequest: request,
      orderEntry: entry,
      expectedQuantity: quantity,
      receivedQuantity: 0,
      reason: store.enumValue('RefundReason', 'GOODWILL'),
      amount: amountFor(entry, quantity, order, store, carts),
    });
  return request;
}

/** Takes a return on: the goods have come, or the money has gone back, when all is done. */
export function advance(request: Item, status: 'WAIT' | 'RECEIVED' | 'COMPLETED' | 'CANCELED', store: Store): void {
  store.set(request, { status: store.enumValue('ReturnStatus', status) });
}

/** The goods of a return have come, and lie on the shelf again or are gone. */
export function receive(request: Item, restock: boolean, store: Store): void {
  for (const entry of store.parts(request, 'returnEntries')) {
    const quantity = entry.number('expectedQuantity');
    store.set(entry, { receivedQuantity: quantity });
    const sku = entry.item('orderEntry')?.item('product')?.text('code') ?? '';
    if (restock) putBack(store, sku, quantity);
  }
  advance(request, 'RECEIVED', store);
}

/** Pieces of an entry that returns name already. */
export function returned(entry: Item, store: Store): number {
  return store
    .all('RefundEntry')
    .filter((each) => each.item('orderEntry') === entry && each.item('returnRequest')?.code('status') !== 'CANCELED')
    .reduce((total, each) => total + each.number('expectedQuantity'), 0);
}

function amountFor(entry: Item, quantity: number, order: Item, store: Store, carts: Carts): Big {
  const cart = carts.get(order);
  if (cart === undefined) throw new RangeError(`order ${order.text('code')} was not placed here`);
  const paid = totalsOf(cart).rows[entry.number('entryNumber')]?.paid ?? decimal(0);
  const before = returned(entry, store);
  const upTo = (count: number) => cents(paid.times(count).div(entry.number('quantity')));
  return upTo(before + quantity).minus(upTo(before));
}
