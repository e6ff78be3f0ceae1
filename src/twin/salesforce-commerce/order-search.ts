import type { TwinReply } from '../kit/twin-server.ts';
import { ApiError, badRequest } from './api-error.ts';
import { check, inSnakeCase, isFields } from './fields.ts';
import { viewOrder } from './order-view.ts';
import { pageOf, sliceOf } from './page.ts';
import type { ApiRequest, Route } from './route.ts';
import { attributeOf, compileQuery, compileSorts } from './search-query.ts';
import { select } from './select.ts';

const SEARCHABLE = [
  'orderNo',
  'status',
  'exportStatus',
  'paymentStatus',
  'confirmationStatus',
  'shippingStatus',
  'externalStatus',
  'creationDate',
  'lastModified',
  'customerNo',
  'customerName',
  'customerEmail',
  'totalGrossPrice',
];

/** `POST /s/{siteId}/dw/shop/v25_6/order_search`: finds what the list of SCAPI does not show (sheet section 3.2). */
export const ORDER_SEARCH_ROUTES: readonly Route[] = [
  {
    methods: ['POST'],
    path: '/s/{site}/dw/shop/v25_6/order_search',
    surface: 'shop',
    reads: true,
    handle: search,
  },
];

function search({ store, body }: ApiRequest): TwinReply {
  check(body, { query: 'object', select: 'text', sorts: 'list', start: 'number', count: 'number', expand: 'list' });
  if (!store.settings.orderIndex)
    throw new ApiError(500, 'InternalServerError', 'Order incremental indexing is not enabled for the site.');
  const page = pageOf(body.count, body.start, { most: 200, usual: 25 });
  const matches = compileQuery(body.query, SEARCHABLE);
  const order = compileSorts(body.sorts, SEARCHABLE);
  const found = [...store.orders.values()]
    .map((each) => viewOrder(each, store.settings))
    .filter((each) => matches(searched(each)))
    .sort((a, b) => order(searched(a), searched(b)));
  const hits = sliceOf(found, page).map((data) => ({
    _type: 'order_search_hit',
    data: { _type: 'order', ...Object(inSnakeCase(data)) },
    relevance: 1,
  }));
  const result = {
    _v: '25.6',
    _type: 'order_search_result',
    count: hits.length,
    hits,
    start: page.offset,
    total: found.length,
    ...(page.offset + hits.length < found.length
      ? { next: { start: page.offset + page.limit, count: page.limit } }
      : {}),
  };
  if (body.select === undefined) return { status: 200, body: result };
  const selected = select(result, String(body.select));
  if (!isFields(selected)) throw badRequest(`'${String(body.select)}' selects nothing.`);
  return { status: 200, body: { _v: result._v, _type: result._type, ...selected } };
}

/** Search has names of its own for what stands deeper in the document. */
function searched(order: Record<string, unknown>) {
  const attribute = attributeOf(order);
  const deeper: Readonly<Record<string, string>> = {
    customerNo: 'customerInfo.customerNo',
    customerName: 'customerInfo.customerName',
    customerEmail: 'customerInfo.email',
    externalStatus: 'externalOrderStatus',
    totalGrossPrice: 'orderTotal',
  };
  return (name: string) => attribute(deeper[name] ?? name);
}
