import { amountOf, sum, ZERO } from './amount.ts';
import { both } from './base-amounts.ts';
import { documentItem, wantedRows } from './document-items.ts';
import { DEFAULT_SOURCE, moveStock } from './inventory.ts';
import { addComment, sentComment, viewComment } from './order-comments.ts';
import { noEntity, orderIn } from './order-of-request.ts';
import { move, release, settle, stockSku, toRefund } from './order-quantities.ts';
import type { CreditMemo, Order, OrderItem } from './order-state.ts';
import { type Fields, fieldOf, numberOf, objectOf } from './request-body.ts';
import { documentRefused } from './rest-error.ts';
import { compact, idIn, type Route } from './route.ts';
import { search } from './search-criteria.ts';
import { written } from './site-time.ts';
import { incrementId, type Store } from './store.ts';

const RESOURCE = 'Magento_Sales::sales_creditmemo';
const COLUMNS = [
  'entity_id',
  'increment_id',
  'order_id',
  'invoice_id',
  'state',
  'created_at',
  'updated_at',
  'grand_total',
  'store_id',
];

export const CREDIT_MEMO_ROUTES: readonly Route[] = [
  {
    methods: ['POST'],
    path: 'order/{id}/refund',
    resource: 'Magento_Sales::creditmemo',
    handle: (request) => String(refundOrder(orderIn(request), undefined, request.body, request.store).id),
  },
  {
    methods: ['POST'],
    path: 'invoice/{id}/refund',
    resource: 'Magento_Sales::creditmemo',
    handle: (request) => {
      const invoice = request.store.invoices.get(idIn(request));
      const order = request.store.orders.get(invoice?.orderId ?? 0);
      if (invoice === undefined || order === undefined) throw noEntity();
      return String(refundOrder(order, invoice.id, request.body, request.store).id);
    },
  },
  {
    methods: ['GET'],
    path: 'creditmemos',
    resource: RESOURCE,
    handle: ({ store, query }) =>
      search(query, {
        rows: [...store.creditMemos.values()].map((each) => viewCreditMemo(each, store)),
        columns: COLUMNS,
        pastTheEnd: 'last page',
      }),
  },
  {
    methods: ['GET'],
    path: 'creditmemo/{id}',
    resource: RESOURCE,
    handle: (request) => {
      const memo = request.store.creditMemos.get(idIn(request));
      if (memo === undefined) throw noEntity();
      return viewCreditMemo(memo, request.store);
    },
  },
];

/**
 * Gives money back for pieces that were invoiced, or shipping and adjustments alone where every row has a quantity of 0
 * (Adobe's release notes: a refund without products is taken, one without money is not). Only rows named in
 * `return_to_stock_items` come back to the shelf.
 */
export function refundOrder(order: Order, invoiceId: number | undefined, body: Fields, store: Store): CreditMemo {
  const wanted = wantedRows(order, body, toRefund);
  const given = objectOf(body, 'arguments') ?? {};
  const amount = (name: string) => amountOf(numberOf(given, name) ?? 0);
  const [plus, minus] = [amount('adjustment_positive'), amount('adjustment_negative')];
  const named = fieldOf(objectOf(given, 'extension_attributes') ?? {}, 'return_to_stock_items');
  const back = new Set(Array.isArray(named) ? named.map(Number) : []);
  const reasons: string[] = [];
  if (['holded', 'canceled', 'closed', 'payment_review'].includes(order.state) || order.paid.eq(0))
    reasons.push(`A creditmemo can not be created when an order has a status of ${order.status}`);
  for (const { item, quantity } of wanted) {
    if (item === undefined)
      reasons.push('The creditmemo contains product item that is not part of the original order.');
    else if (quantity > toRefund(item))
      reasons.push(
        `The quantity to creditmemo must not be greater than the unrefunded quantity for product SKU "${item.sku}".`,
      );
  }
  if (reasons.length > 0) throw documentRefused('Creditmemo', reasons);
  const items = wanted.flatMap(({ item, quantity }) =>
    item === undefined ? [] : [documentItem(item, item.refunded, quantity, store)],
  );
  const open = order.shippingInvoiced.minus(order.shippingRefunded);
  const shipping = fieldOf(given, 'shipping_amount') === undefined ? open : amount('shipping_amount');
  const shippingTax = order.totals.shipping.eq(0)
    ? ZERO
    : order.totals.shippingTax.times(shipping).div(order.totals.shipping).round(2);
  const tax = sum([...items.map((each) => each.tax), shippingTax]);
  const grandTotal = sum([
    ...items.flatMap(({ rowTotal, compensation, discount }) => [rowTotal, compensation, discount.times(-1)]),
    shipping,
    tax,
    plus,
    minus.times(-1),
  ]);
  if (grandTotal.lte(0)) throw documentRefused('Creditmemo', ["The credit memo's total must be positive."]);
  if (grandTotal.gt(order.paid.minus(order.refunded)))
    throw documentRefused('Creditmemo', [
      `The most money available to refund is ${order.paid.minus(order.refunded).toFixed(2)}.`,
    ]);
  for (const { item, quantity } of wanted)
    if (item !== undefined) takeBack(order, item, quantity, back.has(item.id), store);
  order.refunded = order.refunded.plus(grandTotal);
  order.shippingRefunded = order.shippingRefunded.plus(shipping);
  const id = store.nextId('creditMemo');
  const memo: CreditMemo = {
    id,
    orderId: order.id,
    invoiceId,
    items,
    shipping,
    tax,
    adjustmentPositive: plus,
    adjustmentNegative: minus,
    grandTotal,
    comments: [],
    createdAt: store.now(),
    updatedAt: store.now(),
  };
  const comment = sentComment(body);
  if (comment !== undefined) addComment(memo.comments, 'creditmemo', store, comment);
  store.creditMemos.set(id, memo);
  settle(order, store);
  return memo;
}

/**
 * Pieces that never left keep their reservation no more: back on the shelf they are on offer again, else the shelf has so
 * many less. Pieces that were shipped come back to the source or are gone.
 */
function takeBack(order: Order, item: OrderItem, pieces: number, toStock: boolean, store: Store): void {
  const unshipped = Math.min(pieces, Math.max(0, item.ordered - item.canceled - item.shipped - item.refunded));
  release(order, item, unshipped, store);
  const sku = stockSku(order, item);
  if (!toStock && unshipped > 0) moveStock(store, sku, DEFAULT_SOURCE, -unshipped);
  if (toStock && pieces > unshipped) moveStock(store, sku, DEFAULT_SOURCE, pieces - unshipped);
  move(order, item, 'refunded', pieces);
}

/**
 * A credit memo as Magento shows it. What is nothing has no key, except the cost of an item, which is null (Adobe's sample
 * with its patch MDVA-36572).
 */
function viewCreditMemo(memo: CreditMemo, store: Store) {
  const { settings } = store;
  const order = store.orders.get(memo.orderId);
  const rows = memo.items.map((item) => {
    const sold = order?.items.find(({ id }) => id === item.orderItemId);
    return { item, productId: sold?.productId, priceInclTax: sold?.money.priceInclTax ?? ZERO };
  });
  const add = (name: 'rowTotal' | 'discount' | 'compensation') => sum(memo.items.map((each) => each[name]));
  const shippingTax = memo.tax.minus(sum(memo.items.map((each) => each.tax)));
  return compact({
    ...both(
      {
        subtotal: add('rowTotal'),
        subtotal_incl_tax: sum(rows.map(({ item, priceInclTax }) => priceInclTax.times(item.quantity))),
        discount_amount: add('discount').times(-1),
        discount_tax_compensation_amount: add('compensation'),
        shipping_amount: memo.shipping,
        shipping_incl_tax: memo.shipping.plus(shippingTax),
        shipping_tax_amount: shippingTax,
        tax_amount: memo.tax,
        adjustment_positive: memo.adjustmentPositive,
        adjustment_negative: memo.adjustmentNegative,
        adjustment: memo.adjustmentPositive.minus(memo.adjustmentNegative),
        grand_total: memo.grandTotal,
      },
      settings,
    ),
    base_currency_code: settings.baseCurrency,
    base_to_global_rate: 1,
    base_to_order_rate: Number(settings.baseToOrderRate),
    billing_address_id: order?.billing?.id,
    created_at: written(memo.createdAt),
    updated_at: written(memo.updatedAt),
    entity_id: memo.id,
    global_currency_code: settings.baseCurrency,
    increment_id: incrementId(memo.id),
    order_currency_code: settings.currency,
    order_id: memo.orderId,
    invoice_id: memo.invoiceId,
    shipping_address_id: order?.shipTo?.id,
    state: 2,
    store_currency_code: settings.currency,
    store_id: 1,
    store_to_base_rate: 0,
    store_to_order_rate: 0,
    items: rows.map(({ item, productId, priceInclTax }) => ({
      ...both(
        {
          price: item.price,
          price_incl_tax: priceInclTax,
          row_total: item.rowTotal,
          row_total_incl_tax: priceInclTax.times(item.quantity),
          tax_amount: item.tax,
          discount_amount: item.discount.eq(0) ? undefined : item.discount,
          discount_tax_compensation_amount: item.compensation,
        },
        settings,
      ),
      base_cost: null,
      base_weee_tax_row_disposition: 0,
      entity_id: item.id,
      parent_id: memo.id,
      order_item_id: item.orderItemId,
      product_id: productId,
      sku: item.sku,
      name: item.name,
      qty: item.quantity,
      weee_tax_applied: '[]',
      weee_tax_applied_row_amount: 0,
      weee_tax_row_disposition: 0,
    })),
    comments: memo.comments.map((each) => viewComment(each, memo.id)),
  });
}
