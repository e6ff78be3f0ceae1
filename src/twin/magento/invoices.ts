import { sum, ZERO } from './amount.ts';
import { both } from './base-amounts.ts';
import { documentItem, wantedRows } from './document-items.ts';
import { addComment, sentComment, viewComment } from './order-comments.ts';
import { noEntity, orderIn } from './order-of-request.ts';
import { enter, move, ownRows, settle, toInvoice } from './order-quantities.ts';
import type { Invoice, Order } from './order-state.ts';
import { type Fields, flagOf, needed, textOf } from './request-body.ts';
import { documentRefused, noSuchEntity, RestError } from './rest-error.ts';
import { compact, idIn, type RestRequest, type Route } from './route.ts';
import { search } from './search-criteria.ts';
import { written } from './site-time.ts';
import { incrementId, type Store } from './store.ts';

const RESOURCE = 'Magento_Sales::sales_invoice';
const COLUMNS = [
  'entity_id',
  'increment_id',
  'order_id',
  'state',
  'created_at',
  'updated_at',
  'grand_total',
  'transaction_id',
  'store_id',
];

export const INVOICE_ROUTES: readonly Route[] = [
  {
    methods: ['POST'],
    path: 'order/{id}/invoice',
    resource: 'Magento_Sales::invoice',
    handle: (request) => {
      const order = orderIn(request);
      const invoice = invoiceOrder(order, request.body, flagOf(request.body, 'capture'), request.store);
      const comment = sentComment(request.body);
      if (comment !== undefined) addComment(invoice.comments, 'invoice', request.store, comment);
      return String(invoice.id);
    },
  },
  {
    methods: ['GET'],
    path: 'invoices',
    resource: RESOURCE,
    handle: ({ store, query }) =>
      search(query, {
        rows: [...store.invoices.values()].map((each) => viewInvoice(each, store)),
        columns: COLUMNS,
        pastTheEnd: 'last page',
      }),
  },
  {
    methods: ['GET'],
    path: 'invoices/{id}',
    resource: RESOURCE,
    handle: (request) => viewInvoice(invoiceIn(request), request.store),
  },
  {
    methods: ['POST'],
    path: 'invoices/{id}/capture',
    resource: RESOURCE,
    handle: (request) => {
      const invoice = invoiceIn(request);
      if (invoice.state !== 1) return false;
      pay(invoice, request.store);
      return true;
    },
  },
  {
    methods: ['POST'],
    path: 'invoices/{id}/void',
    resource: RESOURCE,
    handle: (request) => voidInvoice(invoiceIn(request), request.store),
  },
  {
    methods: ['POST'],
    path: 'invoices/comments',
    resource: RESOURCE,
    handle: ({ store, body }) => {
      const sent = needed(body, 'entity');
      const invoice = store.invoices.get(Number(textOf(sent, 'parent_id')));
      if (invoice === undefined) throw new RestError(400, "The invoice comment couldn't be saved.");
      const comment = addComment(invoice.comments, 'invoice', store, {
        comment: textOf(sent, 'comment') ?? '',
        visible: flagOf(sent, 'is_visible_on_front'),
      });
      invoice.updatedAt = store.now();
      return viewComment(comment, invoice.id);
    },
  },
];

/**
 * Makes an invoice over what is sent, or over all that is left. All shipping is on the first one. It counts as paid with
 * `capture` and without (`Magento\Sales\Model\InvoiceOrder`): without, the gateway is not asked, and no transaction is named.
 */
export function invoiceOrder(order: Order, body: Fields | undefined, capture: boolean, store: Store): Invoice {
  const wanted = wantedRows(order, body ?? {}, toInvoice);
  const reasons: string[] = [];
  if (['holded', 'canceled', 'payment_review', 'complete', 'closed'].includes(order.state) && body !== undefined)
    reasons.push('An invoice cannot be created when an order has a status of %1'.replace('%1', order.status));
  if (wanted.length === 0) reasons.push("The invoice can't be created without products. Add products and try again.");
  for (const { item, id, quantity } of wanted) {
    if (item === undefined)
      reasons.push(`The invoice contains one or more items that are not part of the original order. (${id})`);
    else if (quantity > toInvoice(item))
      reasons.push(
        `The quantity to invoice must not be greater than the uninvoiced quantity for product SKU "${item.sku}".`,
      );
  }
  if (reasons.length > 0) throw documentRefused('Invoice', reasons);
  const items = wanted.flatMap(({ item, quantity }) =>
    item === undefined ? [] : [documentItem(item, item.invoiced, quantity, store)],
  );
  for (const { item, quantity } of wanted) if (item !== undefined) move(order, item, 'invoiced', quantity);
  const isFirst =
    order.shippingInvoiced.eq(0) &&
    ![...store.invoices.values()].some((each) => each.orderId === order.id && each.state !== 3);
  const { totals } = order;
  const shipping = isFirst ? totals.shipping : ZERO;
  const fees = isFirst ? totals.fees : [];
  const shippingTax = isFirst ? totals.shippingTax : ZERO;
  const tax = sum([...items.map((each) => each.tax), shippingTax, ...fees.map((fee) => fee.tax)]);
  const id = store.nextId('invoice');
  const invoice: Invoice = {
    id,
    orderId: order.id,
    state: 1,
    items,
    shipping,
    tax,
    grandTotal: sum([
      ...items.flatMap(({ rowTotal, compensation, discount }) => [rowTotal, compensation, discount.times(-1)]),
      shipping,
      ...fees.map(({ amount }) => amount),
      tax,
      ...(isFirst ? [totals.storeCredit.times(-1)] : []),
    ]),
    transactionId: capture ? order.payment.transactionId : undefined,
    comments: [],
    createdAt: store.now(),
    updatedAt: store.now(),
  };
  order.shippingInvoiced = order.shippingInvoiced.plus(shipping);
  store.invoices.set(id, invoice);
  pay(invoice, store);
  settle(order, store);
  return invoice;
}

function pay(invoice: Invoice, store: Store): void {
  const order = store.orders.get(invoice.orderId);
  if (order === undefined) throw noSuchEntity('orderId', invoice.orderId);
  invoice.state = 2;
  invoice.updatedAt = store.now();
  order.paid = order.paid.plus(invoice.grandTotal);
}

/** Takes back an invoice whose money is not settled yet: the order is as it was before. */
function voidInvoice(invoice: Invoice, store: Store): boolean {
  const order = store.orders.get(invoice.orderId);
  if (order === undefined || invoice.state === 3 || order.refunded.gt(0)) return false;
  for (const { orderItemId, quantity } of invoice.items) {
    const item = ownRows(order).find(({ id }) => id === orderItemId);
    if (item !== undefined) move(order, item, 'invoiced', -quantity);
  }
  if (invoice.state === 2) order.paid = order.paid.minus(invoice.grandTotal);
  order.shippingInvoiced = order.shippingInvoiced.minus(invoice.shipping);
  invoice.state = 3;
  invoice.updatedAt = store.now();
  enter(order, 'processing');
  order.updatedAt = store.now();
  return true;
}

function viewInvoice(invoice: Invoice, store: Store) {
  const add = (name: 'rowTotal' | 'discount' | 'compensation') => sum(invoice.items.map((each) => each[name]));
  const { settings } = store;
  return compact({
    ...both(
      {
        subtotal: add('rowTotal'),
        tax_amount: invoice.tax,
        shipping_amount: invoice.shipping,
        discount_amount: add('discount').times(-1),
        discount_tax_compensation_amount: add('compensation'),
        grand_total: invoice.grandTotal,
      },
      settings,
    ),
    base_currency_code: settings.baseCurrency,
    order_currency_code: settings.currency,
    created_at: written(invoice.createdAt),
    updated_at: written(invoice.updatedAt),
    entity_id: invoice.id,
    increment_id: incrementId(invoice.id),
    order_id: invoice.orderId,
    state: invoice.state,
    store_id: 1,
    total_qty: invoice.items.reduce((total, { quantity }) => total + quantity, 0),
    transaction_id: invoice.transactionId,
    items: invoice.items.map((item) => ({
      ...both(
        { price: item.price, row_total: item.rowTotal, tax_amount: item.tax, discount_amount: item.discount },
        settings,
      ),
      entity_id: item.id,
      parent_id: invoice.id,
      order_item_id: item.orderItemId,
      sku: item.sku,
      name: item.name,
      qty: item.quantity,
    })),
    comments: invoice.comments.map((each) => viewComment(each, invoice.id)),
  });
}

function invoiceIn(request: RestRequest): Invoice {
  const invoice = request.store.invoices.get(idIn(request));
  if (invoice === undefined) throw noEntity();
  return invoice;
}
