import { batchRoute } from './batch.ts';
import { pageOf, pageReply } from './collection-page.ts';
import { META_DATA, setMeta } from './meta-data.ts';
import { listedOrders, ORDER_LIST } from './order-list.ts';
import { ORDER_STATUSES, type Order } from './order-state.ts';
import { orderText } from './order-view.ts';
import { createOrder, touch, updateOrder } from './order-write.ts';
import { BOOLEAN, INTEGER, listOf, MIXED, objectOf, oneOf, type Parameters, STRING } from './parameter-schema.ts';
import { BILLING_SCHEMA, SHIPPING_SCHEMA } from './postal-address.ts';
import { flagIn, numberIn } from './request-values.ts';
import { apiUrl } from './resource-links.ts';
import { invalidId, RestError } from './rest-error.ts';
import { type RestReply, type RestRequest, type Route, WRITES } from './route.ts';
import type { Store } from './store.ts';

const BODY: Parameters = {
  status: oneOf(...ORDER_STATUSES),
  currency: oneOf(...Intl.supportedValuesOf('currency')),
  customer_id: INTEGER,
  customer_note: STRING,
  billing: BILLING_SCHEMA,
  shipping: SHIPPING_SCHEMA,
  payment_method: STRING,
  payment_method_title: STRING,
  transaction_id: STRING,
  set_paid: BOOLEAN,
  meta_data: META_DATA,
  line_items: listOf(
    objectOf({
      id: INTEGER,
      name: MIXED,
      product_id: MIXED,
      variation_id: INTEGER,
      quantity: INTEGER,
      tax_class: STRING,
      subtotal: STRING,
      total: STRING,
      sku: STRING,
      meta_data: META_DATA,
    }),
  ),
  shipping_lines: listOf(
    objectOf({
      id: INTEGER,
      method_id: MIXED,
      method_title: MIXED,
      instance_id: STRING,
      total: STRING,
      tax_status: oneOf('taxable', 'none'),
      meta_data: META_DATA,
    }),
  ),
  fee_lines: listOf(
    objectOf({
      id: INTEGER,
      name: MIXED,
      tax_class: STRING,
      tax_status: oneOf('taxable', 'none'),
      total: STRING,
      meta_data: META_DATA,
    }),
  ),
  coupon_lines: listOf(objectOf({ id: INTEGER, code: MIXED, meta_data: META_DATA })),
  dp: { ...INTEGER, default: 2 },
};

const LIST: Route = {
  methods: ['GET'],
  path: '/wc/v3/orders',
  access: 'list',
  parameters: ORDER_LIST,
  handle(request) {
    const rows = listedOrders(request.values, request.store);
    const page = pageOf(rows, request.values);
    const json = `[${page.map((order) => textOf(order, request)).join(',')}]`;
    const shown: readonly (readonly [string, string])[] = [
      ['dp', '2'],
      ['context', 'view'],
    ];
    return pageReply(
      request,
      rows.length,
      page.length,
      { json },
      {
        defaults: [['status[0]', 'any'], ...(page.length === 0 ? [] : shown)],
        totalPastEnd: false,
      },
    );
  },
};

const CREATE: Route = {
  methods: ['POST'],
  path: '/wc/v3/orders',
  access: 'create',
  // `created_via` counts at creation only; an update ignores it.
  parameters: { ...BODY, created_via: STRING },
  handle(request) {
    const order = createOrder(request.values, request.store);
    return { ...reply(order, request), status: 201, headers: { Location: apiUrl(request.site, `orders/${order.id}`) } };
  },
};

const UPDATE: Route = {
  methods: WRITES,
  path: '/wc/v3/orders/{id:number}',
  access: 'edit',
  parameters: { id: INTEGER, ...BODY },
  handle(request) {
    const order = orderOf(request, 400);
    updateOrder(order, request.values, request.store);
    return reply(order, request);
  },
};

const DELETE: Route = {
  methods: ['DELETE'],
  path: '/wc/v3/orders/{id:number}',
  access: 'delete',
  parameters: { id: INTEGER, force: { ...BOOLEAN, default: false }, dp: { ...INTEGER, default: 2 } },
  handle(request) {
    const order = orderOf(request, 404);
    // The answer shows the order as it was before.
    const answer = reply(order, request);
    if (flagIn(request.values, 'force') === true) deleteOrder(order, request.store);
    else trashOrder(order, request.store);
    return answer;
  },
};

export const ORDER_ROUTES: readonly Route[] = [
  LIST,
  CREATE,
  {
    methods: ['GET'],
    path: '/wc/v3/orders/{id:number}',
    access: 'view',
    parameters: { id: INTEGER, dp: { ...INTEGER, default: 2 } },
    handle: (request) => reply(orderOf(request, 404), request),
  },
  UPDATE,
  DELETE,
  batchRoute('/wc/v3/orders/batch', { create: CREATE, update: UPDATE, delete: DELETE }),
];

/** The order named in the path: reading an unknown one is a 404, updating a 400. */
function orderOf(request: RestRequest, status: 400 | 404): Order {
  const order = request.store.orders.get(numberIn(request.values, 'id') ?? 0);
  if (order === undefined) throw invalidId('shop_order', status);
  return order;
}

export function trashOrder(order: Order, store: Store): void {
  if (order.status === 'trash')
    throw new RestError('woocommerce_rest_already_trashed', 'The shop_order has already been deleted.', 410);
  order.trashedFrom = order.status;
  setMeta(order.meta, '_wp_trash_meta_status', `wc-${order.status}`, store.nextMetaId);
  setMeta(order.meta, '_wp_trash_meta_time', store.now(), store.nextMetaId);
  order.status = 'trash';
  touch(order, store);
}

export function deleteOrder(order: Order, store: Store): void {
  store.orders.delete(order.id);
  for (const refund of order.refunds) store.refunds.delete(refund.id);
}

function reply(order: Order, request: RestRequest): RestReply {
  return { status: 200, json: textOf(order, request) };
}

function textOf(order: Order, request: RestRequest): string {
  const decimals = numberIn(request.values, 'dp') ?? 2;
  return orderText(order, request.store, request.site, decimals);
}
