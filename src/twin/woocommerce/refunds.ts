import { PAGING, pageOf, pageReply } from './collection-page.ts';
import { DATE_FILTERS, dateTest } from './date-filters.ts';
import { META_DATA, viewMeta } from './meta-data.ts';
import { viewFeeLine, viewProductLine, viewShippingLine, viewTaxLine } from './order-line-view.ts';
import type { Order, Refund } from './order-state.ts';
import { touch } from './order-write.ts';
import {
  BOOLEAN,
  INTEGER,
  INTEGERS,
  listOf,
  MIXED,
  NUMBER,
  objectOf,
  oneOf,
  type Parameters,
  STRING,
} from './parameter-schema.ts';
import { createRefund, refundAmountText } from './refund-write.ts';
import { flagIn, numberIn, numbersIn, textIn } from './request-values.ts';
import { apiUrl, links, withoutHints } from './resource-links.ts';
import { RestError, trashNotSupported } from './rest-error.ts';
import { created, gone, ok, type RestRequest, type Route } from './route.ts';
import { gmt } from './site-time.ts';

const COLLECTION = '/wc/v3/orders/{order_id:number}/refunds';
const ONE = `${COLLECTION}/{id:number}`;
const DP = { dp: { ...INTEGER, default: 2 } } as const;

const BODY: Parameters = {
  amount: STRING,
  reason: STRING,
  refunded_by: INTEGER,
  api_refund: { ...BOOLEAN, default: true },
  api_restock: { ...BOOLEAN, default: true },
  meta_data: META_DATA,
  line_items: listOf(
    objectOf({
      id: INTEGER,
      quantity: INTEGER,
      refund_total: NUMBER,
      refund_tax: listOf(objectOf({ id: MIXED, refund_total: NUMBER })),
    }),
  ),
};

export const REFUND_ROUTES: readonly Route[] = [
  {
    methods: ['GET'],
    path: COLLECTION,
    access: 'list',
    parameters: { order_id: INTEGER, ...PAGING, ...DP },
    handle(request) {
      const order = parentOrder(request);
      const page = pageOf(order.refunds, request.values);
      const body = page.map((refund) => viewRefund(refund, request));
      return pageReply(request, order.refunds.length, page.length, { body });
    },
  },
  {
    methods: ['POST'],
    path: COLLECTION,
    access: 'create',
    parameters: { order_id: INTEGER, ...DP, ...BODY },
    handle(request) {
      const refund = createRefund(parentOrder(request), request.values, request.store);
      // The route's pattern is sent unfilled, as the captured server does.
      const location = apiUrl(request.site, `orders/(?P<order_id>[\\d]+)/refunds/${refund.id}`);
      return created(viewRefund(refund, request), location);
    },
  },
  {
    methods: ['GET'],
    path: ONE,
    access: 'view',
    parameters: { order_id: INTEGER, id: INTEGER, ...DP },
    handle: (request) => ok(viewRefund(refundOf(parentOrder(request), request), request)),
  },
  {
    methods: ['DELETE'],
    path: ONE,
    access: 'delete',
    // Unlike everywhere else, refunds are deleted for good unless `force=false` asks for the trash, which they do not have.
    parameters: { order_id: INTEGER, id: INTEGER, force: { ...BOOLEAN, default: true }, ...DP },
    handle(request) {
      const order = parentOrder(request);
      const refund = refundOf(order, request);
      if (flagIn(request.values, 'force') !== true)
        throw trashNotSupported('The shop_order_refund does not support trashing.');
      order.refunds.splice(order.refunds.indexOf(refund), 1);
      request.store.refunds.delete(refund.id);
      touch(order, request.store);
      return gone(withoutHints(viewRefund(refund, request)));
    },
  },
  {
    methods: ['GET'],
    path: '/wc/v3/refunds',
    access: 'list',
    parameters: {
      ...PAGING,
      ...DATE_FILTERS,
      ...DP,
      order: { ...oneOf('asc', 'desc'), default: 'desc' },
      include: INTEGERS,
      exclude: INTEGERS,
      parent: INTEGERS,
    },
    handle: allRefunds,
  },
];

function allRefunds(request: RestRequest) {
  const { values, store } = request;
  const [include, exclude, parents] = ['include', 'exclude', 'parent'].map((name) => numbersIn(values, name));
  const test = dateTestOf(request);
  const sign = textIn(values, 'order') === 'asc' ? 1 : -1;
  const rows = [...store.refunds.values()]
    .filter((refund) => (include?.length ?? 0) === 0 || include?.includes(refund.id))
    .filter((refund) => !exclude?.includes(refund.id))
    .filter((refund) => (parents?.length ?? 0) === 0 || parents?.includes(refund.orderId))
    .filter(test)
    .sort((a, b) => sign * (a.createdAt - b.createdAt || a.id - b.id));
  const page = pageOf(rows, values);
  const body = page.map((refund) => viewOfAnyOrder(refund, request));
  return pageReply(request, rows.length, page.length, { body });
}

function dateTestOf({ values, store }: RestRequest): (refund: Refund) => boolean {
  const test = dateTest(values, store);
  // A refund never changes: its creation is its modification.
  return (refund) => test({ createdAt: refund.createdAt, modifiedAt: refund.createdAt });
}

function viewRefund(refund: Refund, { store, site, values }: RestRequest) {
  const decimals = numberIn(values, 'dp') ?? 2;
  return {
    id: refund.id,
    date_created: store.time.local(refund.createdAt),
    date_created_gmt: gmt(refund.createdAt),
    amount: refundAmountText(refund, decimals),
    reason: refund.reason,
    refunded_by: refund.refundedBy,
    refunded_payment: refund.refundedPayment,
    meta_data: viewMeta(refund.meta),
    line_items: refund.lines.map((line) => viewProductLine(line, store, decimals)),
    shipping_lines: refund.shippingLines.map((line) => viewShippingLine(line, store, decimals)),
    tax_lines: refund.taxLines.map((line) => viewTaxLine(line, decimals)),
    fee_lines: refund.feeLines.map((line) => viewFeeLine(line, store, decimals)),
    _links: links(site, `orders/${refund.orderId}/refunds`, refund.id, { up: `orders/${refund.orderId}` }, [
      'GET',
      'DELETE',
    ]),
  };
}

/** In the list over all orders a refund names its order, and links to who made it (class-wc-rest-refunds-controller.php). */
function viewOfAnyOrder(refund: Refund, request: RestRequest) {
  const { id, _links, ...rest } = viewRefund(refund, request);
  const user = { href: `${request.site}/wp-json/wp/v2/users/${refund.refundedBy}`, embeddable: true };
  return { id, parent_id: refund.orderId, ...rest, _links: { ..._links, refunded_by: [user] } };
}

function parentOrder(request: RestRequest): Order {
  const order = request.store.orders.get(numberIn(request.values, 'order_id') ?? 0);
  if (order === undefined) throw new RestError('woocommerce_rest_invalid_order_id', 'Invalid order ID.', 404);
  return order;
}

function refundOf(order: Order, request: RestRequest): Refund {
  const refund = order.refunds.find((each) => each.id === numberIn(request.values, 'id'));
  if (refund === undefined)
    throw new RestError('woocommerce_rest_invalid_order_refund_id', 'Invalid order refund ID.', 404);
  return refund;
}
