import { ApiError } from './api-error.ts';
import { iso8601 } from './moment.ts';
import { v3Money } from './money.ts';
import type { Order, Transaction } from './order-state.ts';
import { orderOf } from './orders.ts';
import { v3Page } from './pages.ts';
import { touch } from './place-order.ts';
import { idIn, NO_CONTENT, type Route, route } from './route.ts';
import type { Store } from './store.ts';

const SCOPE = 'store_v2_transactions';

/**
 * What was paid and how; 204 where nothing was (orders.v3.yml). Capture and void are taken at once and settled in the
 * background (sheet, section 3.3).
 */
export const PAYMENT_ROUTES: readonly Route[] = [
  route('GET', 'v3/orders/{id:number}/transactions', SCOPE, ({ store, query, path }) => {
    const order = orderOf(store, Number(path.id));
    if (order.transactions.length === 0) return NO_CONTENT;
    return v3Page(
      order.transactions.map((each) => viewTransaction(each, order, store)),
      query,
    );
  }),
  route('POST', 'v3/orders/{id:number}/payment_actions/capture', SCOPE, (request) => {
    settleLater(orderOf(request.store, idIn(request)), 'capture', 'captured', request.store);
    return { status: 201 };
  }),
  route('POST', 'v3/orders/{id:number}/payment_actions/void', SCOPE, (request) => {
    settleLater(orderOf(request.store, idIn(request)), 'void', 'void', request.store);
    return { status: 201 };
  }),
];

function settleLater(order: Order, event: 'capture' | 'void', status: string, store: Store): void {
  const authorized = order.transactions.findLast((each) => each.event === 'authorization');
  if (authorized === undefined || order.paymentStatus !== 'authorized')
    throw new ApiError(422, 'The order has no authorized payment.');
  order.paymentStatus = `${event} pending`;
  touch(order, store);
  store.background.add(() => {
    order.paymentStatus = status;
    addTransaction(order, { ...authorized, event, referenceId: authorized.id }, store);
  });
}

/** Adds what happened to the money of an order. */
export function addTransaction(order: Order, terms: Omit<Transaction, 'id' | 'createdAt'>, store: Store): void {
  const made = { ...terms, id: store.nextId('transaction'), createdAt: store.now() };
  order.transactions.push(made);
  store.tell('store/order/transaction/created', 'order_transaction', made.id, { order_id: order.id });
  touch(order, store);
}

function viewTransaction(made: Transaction, order: Order, { settings }: Store) {
  return {
    id: made.id,
    order_id: String(order.id),
    event: made.event,
    method: made.method,
    amount: v3Money(made.amount),
    currency: settings.currency,
    gateway: made.gateway,
    gateway_transaction_id: made.gatewayId,
    status: 'ok',
    test: false,
    fraud_review: made.fraudReview,
    reference_transaction_id: made.referenceId,
    date_created: iso8601(made.createdAt),
    payment_instrument_token: null,
    avs_result: {},
    cvv_result: {},
    // Nullable in orders.v3.yml since August 2024, where a card is the one that can be missing.
    offline: made.offlineName === undefined ? null : { display_name: made.offlineName },
    custom: null,
    gift_certificate: null,
    store_credit: null,
    custom_provider_field_result: null,
    ...(made.method === 'credit_card' ? { credit_card: { card_type: 'visa', card_last4: '4242' } } : {}),
  };
}
