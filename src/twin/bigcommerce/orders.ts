import { notFound } from './api-error.ts';
import { Sent } from './body.ts';
import { sentAddress } from './order-address.ts';
import { listOrders } from './order-list.ts';
import type { Order } from './order-state.ts';
import { isStatus, STATUS_NAMES, type StatusId, viewStatus } from './order-status.ts';
import { viewCoupons, viewLine, viewOrder, viewShippingAddress, viewTax } from './order-view.ts';
import { createOrder, updateOrder } from './order-write.ts';
import { v2Page } from './pages.ts';
import { touch } from './place-order.ts';
import { type ApiRequest, idIn, NO_CONTENT, type Route, route, v2 } from './route.ts';
import type { Store } from './store.ts';

const SCOPE = 'store_v2_orders';
const STATUS_IDS = STATUS_NAMES.map((_, id) => id).filter(isStatus);

/** An order that is not there and one that is archived answer alike, the archived one as long as it is read by its id. */
export function orderOf(store: Store, id: number): Order {
  const order = store.orders.get(id);
  if (order === undefined) throw notFound('order');
  return order;
}

const orderIn = (request: ApiRequest): Order => orderOf(request.store, idIn(request));

function list(resource: string, rows: (order: Order, request: ApiRequest) => readonly unknown[]): Route {
  return route('GET', `v2/orders/{id:number}/${resource}`, SCOPE, (request) =>
    v2Page(rows(orderIn(request), request), request.query),
  );
}

const addressRows = (order: Order) => order.addresses.map((each) => viewShippingAddress(each, order));

export const ORDER_ROUTES: readonly Route[] = [
  route('GET', 'v2/orders', SCOPE, listOrders),
  route('POST', 'v2/orders', SCOPE, ({ body, store }) => v2(viewOrder(createOrder(body, store), store), 201)),
  route('GET', 'v2/orders/count', SCOPE, ({ store }) => v2(countOf(store))),
  route('GET', 'v2/order_statuses', SCOPE, () => v2(STATUS_IDS.map((id) => viewStatus(id, id)))),
  route('GET', 'v2/orders/{id:number}', SCOPE, (request) => v2(viewOrder(orderIn(request), request.store))),
  route('PUT', 'v2/orders/{id:number}', SCOPE, (request) => {
    const order = orderIn(request);
    updateOrder(order, request.body, request.store);
    return v2(viewOrder(order, request.store));
  }),
  route('DELETE', 'v2/orders/{id:number}', SCOPE, (request) => {
    const order = orderIn(request);
    order.isArchived = true;
    order.modifiedAt = request.store.now();
    request.store.tell('store/order/archived', 'order', order.id);
    return NO_CONTENT;
  }),
  list('products', (order) => order.lines.map((line) => viewLine(line, order))),
  // Links spell it in one word; both spellings work.
  list('shipping_addresses', addressRows),
  list('shippingaddresses', addressRows),
  route('PUT', 'v2/orders/{id:number}/shipping_addresses/{address:number}', SCOPE, (request) => {
    const order = orderIn(request);
    const known = order.addresses.find(({ id }) => id === idIn(request, 'address'));
    if (known === undefined) throw notFound('shipping address');
    const changed = { ...known, ...sentAddress(new Sent(request.body, 'v2'), known) };
    order.addresses = order.addresses.map((each) => (each === known ? changed : each));
    touch(order, request.store);
    return v2(viewShippingAddress(changed, order));
  }),
  list('coupons', viewCoupons),
  list('taxes', (order, { query }) => order.taxes.map((row) => viewTax(row, order, query.get('details') === 'true'))),
  list('fees', (order, { store }) => viewOrder(order, store).fees),
  list('messages', () => []),
];

function countOf(store: Store) {
  const orders = [...store.orders.values()].filter(({ isArchived }) => !isArchived);
  const count = (status: StatusId) => orders.filter(({ statusId }) => statusId === status).length;
  return {
    count: orders.length,
    statuses: STATUS_IDS.map((id) => ({ ...viewStatus(id, id), sort_order: id, count: count(id) })),
  };
}
