import type Big from 'big.js';
import { cents, decimal, sum, ZERO } from '../kit/decimal.ts';
import { ApiError } from './api-error.ts';
import { Sent } from './body.ts';
import { between, filtered, isIn } from './filters.ts';
import { iso8601WithOffset, type Seconds } from './moment.ts';
import { v3Money } from './money.ts';
import type { Order, Taxed } from './order-state.ts';
import { STATUS } from './order-status.ts';
import { orderOf } from './orders.ts';
import { v3Page } from './pages.ts';
import { addTransaction } from './payments.ts';
import { enterStatus } from './place-order.ts';
import { idIn, type Route, route, v3 } from './route.ts';
import type { Store } from './store.ts';

const ITEM_TYPES = ['PRODUCT', 'SHIPPING', 'HANDLING', 'GIFT_WRAPPING', 'FEE', 'ORDER'] as const;

interface RefundItem {
  readonly type: (typeof ITEM_TYPES)[number];
  /** Of the order product, the order address, the fee or the order. */
  readonly itemId: number;
  readonly quantity: number | undefined;
  readonly reason: string;
  readonly adjustments: readonly { readonly amount: Big; readonly description: string }[];
  /** With tax. */
  readonly requested: Big;
  readonly tax: Big;
}

export interface Refund {
  readonly id: number;
  readonly orderId: number;
  readonly createdAt: Seconds;
  readonly reason: string;
  readonly total: Big;
  readonly tax: Big;
  readonly isOverridden: boolean;
  readonly items: readonly RefundItem[];
  readonly payments: readonly {
    readonly id: number;
    readonly providerId: string;
    readonly amount: Big;
    readonly isOffline: boolean;
  }[];
}

const SCOPE = 'store_v2_transactions';

export const REFUND_ROUTES: readonly Route[] = [
  route('POST', 'v3/orders/{id:number}/payment_actions/refund_quotes', SCOPE, (request) => {
    const order = orderOf(request.store, idIn(request));
    const items = itemsIn(new Sent(request.body, 'v3'), order);
    return v3(quoteOf(order, items), 201);
  }),
  route('POST', 'v3/orders/{id:number}/payment_actions/refunds', SCOPE, (request) =>
    v3(
      viewRefund(refundOrder(orderOf(request.store, idIn(request)), new Sent(request.body, 'v3'), request.store)),
      201,
    ),
  ),
  route('GET', 'v3/orders/{id:number}/payment_actions/refunds', SCOPE, (request) =>
    v3Page(refundsOf(orderOf(request.store, idIn(request)), request.store).map(viewRefund), request.query),
  ),
  route('GET', 'v3/orders/payment_actions/refunds', SCOPE, ({ store, query }) => {
    const rows = filtered(store.refunds.values(), query, {
      'id:in': isIn(({ id }) => id),
      'order_id:in': isIn(({ orderId }) => orderId),
      ...between('created', ({ createdAt }) => createdAt, store.now()),
    });
    return v3Page(rows.map(viewRefund), query);
  }),
];

export function refundsOf({ id }: Order, store: Store): readonly Refund[] {
  return [...store.refunds.values()].filter(({ orderId }) => orderId === id);
}

/**
 * Gives money back and changes the status; stock stays as it is, and so do the amounts of the order (sheet, section 3.3).
 */
function refundOrder(order: Order, sent: Sent, store: Store): Refund {
  const items = itemsIn(sent, order);
  const override = sent.object('merchant_calculated_override');
  const taxAdjustment = decimal(sent.number('tax_adjustment_amount'));
  const total = override === undefined ? sum(items.map(worthOf)) : decimal(override.number('total_amount'));
  const tax =
    override === undefined
      ? sum(items.map((item) => item.tax)).plus(taxAdjustment)
      : decimal(override.number('total_tax'));
  const payments = sent.needed('payments', sent.list('payments')).map((each) => ({
    providerId: each.needed('provider_id', each.text('provider_id')),
    amount: decimal(each.needed('amount', each.number('amount'))),
    isOffline: each.flag('offline') ?? false,
  }));
  if (!sum(payments.map(({ amount }) => amount)).eq(total))
    throw sent.refuse('payments', `their amounts should add up to ${total.toFixed(2)}`);
  const before = sum(refundsOf(order, store).map((each) => each.total));
  if (before.plus(total).gt(order.totals.total.inc)) throw sent.refuse('items', 'more than is left to refund');
  const refund: Refund = {
    id: store.nextId('refund'),
    orderId: order.id,
    createdAt: store.now(),
    reason: sent.text('reason') ?? '',
    total,
    tax,
    isOverridden: override !== undefined,
    items,
    payments: payments.map((each) => ({ ...each, id: store.nextId('refundPayment') })),
  };
  store.refunds.set(refund.id, refund);
  for (const item of items) {
    const line = item.type === 'PRODUCT' ? order.lines.find(({ id }) => id === item.itemId) : undefined;
    if (line === undefined) continue;
    line.refunded += item.quantity ?? 0;
    line.refundAmount = line.refundAmount.plus(item.requested);
  }
  store.tell('store/order/refund/created', 'order', order.id, { refund: { refund_id: refund.id } });
  for (const { providerId, amount, isOffline } of payments)
    addTransaction(
      order,
      {
        event: 'refund',
        method: isOffline ? 'offline' : 'credit_card',
        amount,
        gateway: providerId,
        gatewayId: isOffline ? null : `rf-${refund.id}`,
        referenceId: order.transactions[0]?.id ?? null,
        fraudReview: false,
        offlineName: isOffline ? order.paymentMethod : undefined,
      },
      store,
    );
  const isWhole = before.plus(total).eq(order.totals.total.inc);
  order.paymentStatus = isWhole ? 'refunded' : 'partially refunded';
  // Whatever the store does with stock of Refunded orders, a refund by API gives none back: what was taken is forgotten.
  if (isWhole) order.taken.clear();
  enterStatus(order, isWhole ? STATUS.refunded : STATUS.partiallyRefunded, store);
  return refund;
}

function itemsIn(sent: Sent, order: Order): readonly RefundItem[] {
  const items = sent.needed('items', sent.list('items'));
  if (items.length === 0) throw sent.refuse('items', 'at least one is needed');
  return items.map((each): RefundItem => {
    const type = each.needed('item_type', each.oneOf('item_type', ITEM_TYPES));
    const itemId = each.needed('item_id', each.integer('item_id'));
    const quantity = each.integer('quantity');
    const { gross, tax } =
      type === 'PRODUCT' ? pieces(each, itemId, quantity, order) : amountOf(each, type, itemId, order);
    return {
      type,
      itemId,
      quantity: type === 'PRODUCT' ? quantity : undefined,
      reason: each.text('reason') ?? '',
      adjustments: (each.list('adjustments') ?? []).map((one) => ({
        amount: decimal(one.number('amount')),
        description: one.text('description') ?? '',
      })),
      requested: gross,
      tax,
    };
  });
}

const worthOf = ({ requested, adjustments }: RefundItem): Big =>
  requested.plus(sum(adjustments.map(({ amount }) => amount)));

/** Pieces of a line: their share of what the buyer paid for it, such that all shares add up to it. */
function pieces(sent: Sent, lineId: number, quantity: number | undefined, order: Order): { gross: Big; tax: Big } {
  const line = order.lines.find(({ id }) => id === lineId);
  if (line === undefined) throw sent.refuse('item_id', 'the order has no such product');
  if (quantity === undefined || quantity < 1) throw sent.refuse('quantity', 'at least one is needed');
  if (line.refunded + quantity > line.quantity) throw sent.refuse('quantity', 'more than is left to refund');
  const share = (whole: Big): Big => {
    const upTo = (count: number) => cents(whole.times(count).div(line.quantity));
    return upTo(line.refunded + quantity).minus(upTo(line.refunded));
  };
  const { ex, inc } = line.money.discounted;
  return { gross: share(inc), tax: share(inc.minus(ex)) };
}

/** An amount with its tax in it, in proportion. Assumed: the sheet does not say whether amounts hold tax. */
function amountOf(sent: Sent, type: RefundItem['type'], itemId: number, order: Order): { gross: Big; tax: Big } {
  const gross = decimal(sent.needed('amount', sent.number('amount')));
  const of = costOf(type, itemId, order);
  if (of === undefined) throw sent.refuse('item_id', 'the order has nothing like it');
  if (gross.lte(0) || gross.gt(of.inc)) throw sent.refuse('amount', 'more than nothing and at most what was paid');
  // An amount off the whole order has the tax that the request names beside it.
  if (type === 'ORDER' || of.inc.eq(0)) return { gross, tax: ZERO };
  return { gross, tax: cents(gross.times(of.inc.minus(of.ex)).div(of.inc)) };
}

function costOf(type: RefundItem['type'], itemId: number, order: Order): Taxed | undefined {
  switch (type) {
    case 'SHIPPING':
      return order.addresses.find(({ id }) => id === itemId)?.cost;
    case 'FEE':
      return order.fees.find(({ id }) => id === itemId)?.cost;
    case 'ORDER':
      return itemId === order.id ? order.totals.total : undefined;
    case 'HANDLING':
    case 'GIFT_WRAPPING':
    case 'PRODUCT':
      return undefined;
  }
}

function quoteOf(order: Order, items: readonly RefundItem[]) {
  const total = sum(items.map(worthOf));
  const paid = order.transactions.findLast(({ event }) => ['purchase', 'capture', 'pending'].includes(event));
  const isOffline = paid === undefined || paid.method === 'offline' || paid.method === 'custom';
  if (total.gt(order.totals.total.inc)) throw new ApiError(422, 'More is asked for than was paid.');
  const method = (offline: boolean) => ({
    provider_id: offline ? 'offline' : (paid?.gateway ?? 'offline'),
    provider_description: offline ? order.paymentMethod : (paid?.gateway ?? ''),
    amount: v3Money(total),
    offline,
    offline_provider: offline,
    offline_reason: '',
  });
  return {
    order_id: order.id,
    total_refund_amount: v3Money(total),
    total_refund_tax_amount: v3Money(sum(items.map(({ tax }) => tax))),
    rounding: 0,
    adjustment: v3Money(sum(items.flatMap(({ adjustments }) => adjustments.map(({ amount }) => amount)))),
    refund_methods: isOffline ? [[method(true)]] : [[method(false)], [method(true)]],
  };
}

export function viewRefund(refund: Refund) {
  return {
    id: refund.id,
    order_id: refund.orderId,
    user_id: 0,
    created: iso8601WithOffset(refund.createdAt),
    reason: refund.reason,
    total_amount: v3Money(refund.total),
    total_tax: v3Money(refund.tax),
    uses_merchant_override_values: refund.isOverridden,
    items: refund.items.map(({ type, itemId, quantity, requested, reason, adjustments }) => ({
      item_type: type,
      item_id: itemId,
      quantity: quantity ?? null,
      // Pieces ask for no amount.
      requested_amount: type === 'PRODUCT' ? null : v3Money(requested),
      reason,
      adjustments: adjustments.map(({ amount, description }) => ({ amount: v3Money(amount), description })),
    })),
    payments: refund.payments.map(({ id, providerId, amount, isOffline }) => ({
      id,
      provider_id: providerId,
      amount: v3Money(amount),
      offline: isOffline,
      is_declined: false,
      declined_message: '',
    })),
  };
}
