import { addressOf, viewOrderAddress } from './addresses.ts';
import { addComment } from './order-comments.ts';
import { noEntity, orderIn } from './order-of-request.ts';
import { enter, move, ownRows, release, toInvoice, toShip } from './order-quantities.ts';
import { DEFAULT_STATUS, type Order, type OrderState } from './order-state.ts';
import { ORDER_COLUMNS, viewOrder, viewOrderItem } from './order-view.ts';
import { type Fields, flagOf, needed, numberOf, onlyKnown, textOf } from './request-body.ts';
import { RestError, required } from './rest-error.ts';
import { idIn, type RestRequest, type Route } from './route.ts';
import { search } from './search-criteria.ts';
import type { Store } from './store.ts';

const READ = 'Magento_Sales::actions_view';

const ITEM_COLUMNS = [
  'item_id',
  'order_id',
  'sku',
  'product_id',
  'parent_item_id',
  'created_at',
  'updated_at',
  'store_id',
];

export const ORDER_ROUTES: readonly Route[] = [
  {
    methods: ['GET'],
    path: 'orders',
    resource: READ,
    handle: ({ store, query }) =>
      search(query, {
        rows: [...store.orders.values()].map((each) => viewOrder(each, store)),
        columns: ORDER_COLUMNS,
        pastTheEnd: 'last page',
      }),
  },
  {
    methods: ['POST'],
    path: 'orders',
    resource: 'Magento_Sales::create',
    handle: ({ store, body }) => viewOrder(saveOrder(needed(body, 'entity'), store), store),
  },
  {
    methods: ['GET'],
    path: 'orders/items',
    resource: READ,
    handle: ({ store, query }) =>
      search(query, {
        rows: [...store.orders.values()].flatMap((order) =>
          order.items.map((item) => viewOrderItem(item, order, store.settings)),
        ),
        columns: ITEM_COLUMNS,
        pastTheEnd: 'last page',
      }),
  },
  {
    methods: ['GET'],
    path: 'orders/items/{id}',
    resource: READ,
    handle: (request) => {
      const id = idIn(request);
      for (const order of request.store.orders.values())
        for (const item of order.items) if (item.id === id) return viewOrderItem(item, order, request.store.settings);
      throw noEntity();
    },
  },
  {
    methods: ['GET'],
    path: 'orders/{id}',
    resource: READ,
    handle: (request) => viewOrder(orderIn(request), request.store),
  },
  {
    methods: ['PUT'],
    path: 'orders/{id}',
    resource: 'Magento_Sales::create',
    handle: (request) => {
      const order = orderIn(request);
      const sent = needed(request.body, 'entity');
      const address = [order.billing, order.shipTo].find((each) => each?.id === numberOf(sent, 'entity_id'));
      if (address === undefined) throw noEntity();
      Object.assign(address, addressOf(sent), { email: textOf(sent, 'email') ?? address.email });
      order.updatedAt = request.store.now();
      return viewOrderAddress(address, order.id);
    },
  },
  { methods: ['GET'], path: 'orders/{id}/statuses', resource: READ, handle: (request) => orderIn(request).status },
  {
    methods: ['GET'],
    path: 'orders/{id}/comments',
    resource: READ,
    handle: (request) => {
      const items = viewOrder(orderIn(request), request.store).status_histories;
      return { items, search_criteria: { filter_groups: [] }, total_count: items.length };
    },
  },
  {
    methods: ['POST'],
    path: 'orders/{id}/comments',
    resource: 'Magento_Sales::comment',
    handle: (request) => comment(orderIn(request), needed(request.body, 'status_history'), request.store),
  },
  {
    methods: ['POST'],
    path: 'orders/{id}/cancel',
    resource: 'Magento_Sales::cancel',
    handle: (request) => cancelOrder(orderIn(request), request.store),
  },
  {
    methods: ['POST'],
    path: 'orders/{id}/hold',
    resource: 'Magento_Sales::hold',
    handle: (request) => hold(orderIn(request), request.store),
  },
  {
    methods: ['POST'],
    path: 'orders/{id}/unhold',
    resource: 'Magento_Sales::unhold',
    handle: (request) => unhold(orderIn(request), request.store),
  },
  {
    methods: ['POST'],
    path: 'orders/{id}/emails',
    resource: 'Magento_Sales::emails',
    handle: (request: RestRequest) => {
      const order = orderIn(request);
      order.emailSent = true;
      order.updatedAt = request.store.now();
      return true;
    },
  },
];

const COMMENT_FIELDS = [
  'comment',
  'created_at',
  'entity_id',
  'entity_name',
  'is_customer_notified',
  'is_visible_on_front',
  'parent_id',
  'status',
  'extension_attributes',
];

/** A status that is not one of the order's state is refused; without one the order keeps its own. */
function comment(order: Order, sent: Fields, store: Store): boolean {
  onlyKnown(sent, 'Magento\\Sales\\Api\\Data\\OrderStatusHistoryInterface', COMMENT_FIELDS);
  const text = textOf(sent, 'comment');
  if (text === undefined) throw required('comment');
  const status = textOf(sent, 'status') ?? order.status;
  if (!statusesOf(order.state).includes(status))
    throw new RestError(400, 'Unable to add comment: The status "%1" is not part of the order status history.', [
      status,
    ]);
  order.status = status;
  addComment(order.comments, 'order', store, {
    comment: text,
    status,
    notified: flagOf(sent, 'is_customer_notified'),
    visible: flagOf(sent, 'is_visible_on_front'),
  });
  order.updatedAt = store.now();
  return true;
}

/** `fraud` belongs to two states; every other status of a new shop to its own. */
function statusesOf(state: OrderState): readonly string[] {
  const own = DEFAULT_STATUS[state];
  return state === 'payment_review' || state === 'processing' ? [own, 'fraud'] : [own];
}

/** With the id of an order writes what is sent and nothing else: no rule is asked. Without one an order would be imported. */
function saveOrder(sent: Fields, store: Store): Order {
  const order = store.orders.get(numberOf(sent, 'entity_id') ?? 0);
  if (order === undefined)
    throw new RestError(400, 'Could not save order: %1', ['an order is imported with all of its rows or not at all']);
  const state = textOf(sent, 'state');
  if (state !== undefined) {
    if (!(state in DEFAULT_STATUS)) throw new RestError(400, 'The order state "%1" is not known.', [state]);
    order.state = state as OrderState;
  }
  order.status = textOf(sent, 'status') ?? order.status;
  order.extOrderId = textOf(sent, 'ext_order_id') ?? order.extOrderId;
  order.extCustomerId = textOf(sent, 'ext_customer_id') ?? order.extCustomerId;
  order.updatedAt = store.now();
  return order;
}

/** Calls off what is not invoiced, and gives its reservation free. False, and nothing done, where there is nothing of that. */
export function cancelOrder(order: Order, store: Store): boolean {
  const rows = ownRows(order);
  const closed: readonly OrderState[] = ['canceled', 'complete', 'closed', 'holded', 'payment_review'];
  if (closed.includes(order.state) || rows.every((row) => toInvoice(row) === 0)) return false;
  const keeps = rows.some(({ invoiced, refunded }) => invoiced > refunded);
  for (const row of rows) {
    const pieces = Math.min(toInvoice(row), toShip(row) + (row.isVirtual ? toInvoice(row) : 0));
    move(order, row, 'canceled', pieces);
    release(order, row, pieces, store);
  }
  order.canceledTotal = order.totals.grandTotal.minus(order.paid);
  if (!keeps) enter(order, 'canceled');
  else enter(order, rows.some((row) => toShip(row) > 0) ? 'processing' : 'complete');
  order.updatedAt = store.now();
  return true;
}

function hold(order: Order, store: Store): boolean {
  if (['canceled', 'complete', 'closed', 'holded', 'payment_review'].includes(order.state))
    throw new RestError(400, 'A hold action is not available.');
  order.heldFrom = { state: order.state, status: order.status };
  enter(order, 'holded');
  order.updatedAt = store.now();
  return true;
}

function unhold(order: Order, store: Store): boolean {
  if (order.heldFrom === undefined) throw new RestError(400, 'You cannot remove the hold.');
  order.state = order.heldFrom.state;
  order.status = order.heldFrom.status;
  order.heldFrom = undefined;
  order.updatedAt = store.now();
  return true;
}
