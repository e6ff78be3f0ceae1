import { amountOf, shareOf } from './amount.ts';
import { ownRows } from './order-quantities.ts';
import type { DocumentItem, Order, OrderItem } from './order-state.ts';
import { type Fields, listOf, numberOf } from './request-body.ts';
import type { Store } from './store.ts';

/** How many pieces of which row: as sent, or all that is left where no items are sent. Rows of nothing are left out. */
export function wantedRows(
  order: Order,
  body: Fields,
  left: (item: OrderItem) => number,
): readonly { readonly item: OrderItem | undefined; readonly id: number; readonly quantity: number }[] {
  const sent = listOf(body, 'items') ?? [];
  if (sent.length === 0)
    return ownRows(order).flatMap((item) => (left(item) > 0 ? [{ item, id: item.id, quantity: left(item) }] : []));
  return sent.flatMap((row) => {
    const id = numberOf(row, 'order_item_id') ?? 0;
    const quantity = numberOf(row, 'qty') ?? 0;
    const item = order.items.find((each) => each.id === id);
    // A child row is no row of its own: sent by itself it comes to nothing.
    return quantity <= 0 || item?.parentId !== undefined ? [] : [{ item, id, quantity }];
  });
}

/** The share of a row's money that so many pieces have, after so many before them. */
export function documentItem(item: OrderItem, before: number, pieces: number, store: Store): DocumentItem {
  const share = (whole: OrderItem['money']['rowTotal']) =>
    shareOf(whole, amountOf(item.ordered), amountOf(before), amountOf(pieces));
  return {
    id: store.nextId('documentItem'),
    orderItemId: item.id,
    sku: item.sku,
    name: item.name,
    quantity: pieces,
    price: item.money.price,
    rowTotal: share(item.money.rowTotal),
    tax: share(item.money.tax),
    discount: share(item.money.discount),
    compensation: share(item.money.compensation),
  };
}
