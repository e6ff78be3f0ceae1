import { hash } from 'node:crypto';
import { writeMeta } from './meta-data.ts';
import { applyCoupon, removeCoupons } from './order-coupons.ts';
import { writeFeeLines, writeProductLines, writeShippingLines } from './order-lines.ts';
import type { Order, OrderStatus } from './order-state.ts';
import { completePayment, needsPayment, setStatus } from './order-status.ts';
import { calculateTotals, NO_TOTALS } from './order-totals.ts';
import { type BillingAddress, emptyAddress, emptyBilling, writeAddress } from './postal-address.ts';
import { flagIn, has, numberIn, recordIn, recordsIn, textIn, type Values } from './request-values.ts';
import { RestError } from './rest-error.ts';
import type { Store } from './store.ts';

/** Any of these in an update has taxes and totals calculated again, with today's rates. */
const RECALCULATING = ['billing', 'shipping', 'line_items', 'shipping_lines', 'fee_lines', 'coupon_lines'] as const;

/**
 * Creates an order from a validated body. Lines are checked before anything is stored; a coupon only afterwards, so a
 * bad one answers 400 and leaves the order behind as `checkout-draft`, named in `new_draft_order_id` (captured).
 */
export function createOrder(values: Values, store: Store): Order {
  const order = newOrder(values, store);
  checkCustomer(values, store);
  writeProperties(order, values, store);
  store.orders.set(order.id, order);
  calculateTotals(order, store);
  try {
    writeCoupons(order, values, store);
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    order.status = 'checkout-draft';
    throw new RestError(error.code, error.message, error.data.status, { ...error.data, new_draft_order_id: order.id });
  }
  setStatus(order, writtenStatus(values) ?? 'pending', store);
  if (flagIn(values, 'set_paid') === true) completePayment(order, textIn(values, 'transaction_id') ?? '', store);
  touch(order, store);
  return order;
}

/** Updates an order. Even a body that changes nothing moves `date_modified`. */
export function updateOrder(order: Order, values: Values, store: Store): void {
  checkCustomer(values, store);
  writeProperties(order, values, store);
  if (RECALCULATING.some((name) => has(values, name))) calculateTotals(order, store);
  writeCoupons(order, values, store);
  const status = writtenStatus(values);
  if (status !== undefined) setStatus(order, status, store);
  if (flagIn(values, 'set_paid') === true && needsPayment(order))
    completePayment(order, textIn(values, 'transaction_id') ?? '', store);
  touch(order, store);
}

export function touch(order: Order, store: Store): void {
  order.modifiedAt = store.now();
  order.revision += 1;
}

function writeProperties(order: Order, values: Values, store: Store): void {
  order.currency = nonEmpty(values, 'currency') ?? order.currency;
  order.customerId = numberIn(values, 'customer_id') ?? order.customerId;
  order.customerNote = textIn(values, 'customer_note') ?? order.customerNote;
  order.paymentMethod = textIn(values, 'payment_method') ?? order.paymentMethod;
  order.paymentMethodTitle = textIn(values, 'payment_method_title') ?? order.paymentMethodTitle;
  order.transactionId = textIn(values, 'transaction_id') ?? order.transactionId;
  writeAddress(order.billing, recordIn(values, 'billing') ?? {});
  writeAddress(order.shipping, recordIn(values, 'shipping') ?? {});
  writeProductLines(order, recordsIn(values, 'line_items') ?? [], store);
  writeShippingLines(order, recordsIn(values, 'shipping_lines') ?? [], store);
  writeFeeLines(order, recordsIn(values, 'fee_lines') ?? [], store);
  writeMeta(order.meta, values, store.nextMetaId, (key, value) => shadowedProperty(order, key, value));
}

function writeCoupons(order: Order, values: Values, store: Store): void {
  const sent = recordsIn(values, 'coupon_lines');
  if (sent === undefined) return;
  if (sent.some((line) => (numberIn(line, 'id') ?? 0) > 0))
    throw new RestError('woocommerce_rest_coupon_item_id_readonly', 'Coupon item ID is readonly.', 400);
  removeCoupons(order, store);
  for (const line of sent) {
    const code = textIn(line, 'code') ?? '';
    if (code === '') throw new RestError('woocommerce_rest_invalid_coupon', 'Coupon code is required.', 400);
    applyCoupon(order, code, store);
  }
}

/** Meta keys that stand for a core property set that property instead: `_billing_email`, `_transaction_id`. */
function shadowedProperty(order: Order, key: string, value: unknown): boolean {
  const text = value === null ? '' : String(value);
  const [, kind, field] = /^_(billing|shipping)_(.+)$/.exec(key) ?? [];
  if (kind !== undefined && field !== undefined) {
    const address = (kind === 'billing' ? order.billing : order.shipping) as BillingAddress;
    if (!(field in address)) return false;
    address[field as keyof BillingAddress] = text;
    return true;
  }
  if (key === '_payment_method') order.paymentMethod = text;
  else if (key === '_payment_method_title') order.paymentMethodTitle = text;
  else if (key === '_transaction_id') order.transactionId = text;
  else return false;
  return true;
}

function checkCustomer(values: Values, store: Store): void {
  const id = numberIn(values, 'customer_id') ?? 0;
  if (id !== 0 && !store.customers.has(id))
    throw new RestError('woocommerce_rest_invalid_customer_id', 'Customer ID is invalid.', 400);
}

function writtenStatus(values: Values): OrderStatus | undefined {
  return nonEmpty(values, 'status') as OrderStatus | undefined;
}

function nonEmpty(values: Values, name: string): string | undefined {
  const text = textIn(values, name);
  return text === '' ? undefined : text;
}

function newOrder(values: Values, store: Store): Order {
  const now = store.now();
  const id = store.nextId('post');
  return {
    id,
    // Random in a real shop. From the id here, so that two recordings of one scenario are the same.
    orderKey: `wc_order_${hash('sha256', `order ${id}`, 'base64url').replace(/[-_]/g, 'x').slice(0, 13)}`,
    status: 'auto-draft',
    currency: store.settings.currency,
    pricesIncludeTax: store.settings.pricesIncludeTax,
    customerId: 0,
    createdVia: nonEmpty(values, 'created_via') ?? 'rest-api',
    billing: emptyBilling(),
    shipping: emptyAddress(),
    paymentMethod: '',
    paymentMethodTitle: '',
    transactionId: '',
    customerNote: '',
    customerIpAddress: '',
    customerUserAgent: '',
    cartHash: '',
    meta: [],
    lines: [],
    shippingLines: [],
    feeLines: [],
    couponLines: [],
    taxLines: [],
    totals: NO_TOTALS,
    refunds: [],
    notes: [],
    stockTaken: false,
    couponsCounted: false,
    createdAt: now,
    modifiedAt: now,
    paidAt: undefined,
    completedAt: undefined,
    trashedFrom: undefined,
    revision: 0,
  };
}
