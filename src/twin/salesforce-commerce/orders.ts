import { badRequest } from './api-error.ts';
import type { Order } from './order-state.ts';
import { SIDE_STATUSES } from './order-state.ts';
import { viewOrder } from './order-view.ts';
import { pageOf, sliceOf } from './page.ts';
import { type ApiRequest, ok, type Route, scapi } from './route.ts';
import type { Store } from './store.ts';

const API = 'checkout/orders';
const MOST_A_PAGE = { most: 200, usual: 100 };

/** Parameters of the list that name statuses, with the values that each takes and how many of them. */
const STATUS_FILTERS = {
  status: { values: ['new', 'completed', 'cancelled'], most: 2, of: (order: Order) => order.status },
  exportStatus: { values: SIDE_STATUSES.export, most: 3, of: (order: Order) => order.side.export },
  confirmationStatus: { values: SIDE_STATUSES.confirmation, most: 1, of: (order: Order) => order.side.confirmation },
  paymentStatus: { values: SIDE_STATUSES.payment, most: 2, of: (order: Order) => order.side.payment },
  shippingStatus: { values: SIDE_STATUSES.shipping, most: 2, of: (order: Order) => order.side.shipping },
} as const;

const DATE_FILTERS = {
  creationDate: (order: Order) => order.createdAt,
  lastModifiedDate: (order: Order) => order.changedAt,
} as const;

const SORTS = { creation_date: DATE_FILTERS.creationDate, last_modified_date: DATE_FILTERS.lastModifiedDate } as const;

const KNOWN_PARAMETERS = [
  'siteId',
  'limit',
  'offset',
  'sortBy',
  'sortOrder',
  'externalStatus',
  ...Object.keys(STATUS_FILTERS),
  ...Object.keys(DATE_FILTERS).flatMap((name) => [`${name}From`, `${name}To`]),
];

export const ORDER_ROUTES: readonly Route[] = [
  {
    methods: ['GET'],
    path: scapi(API, 'orders'),
    surface: 'scapi',
    scope: 'sfcc.orders',
    ofSite: true,
    handle: list,
  },
  {
    methods: ['GET'],
    path: scapi(API, 'orders/{orderNo}'),
    surface: 'scapi',
    scope: 'sfcc.orders',
    ofSite: true,
    handle: ({ store, path }) => ok(viewOrder(store.order(path.orderNo ?? ''), store.settings)),
  },
];

/** Newest first unless sorted otherwise; no total (sheet section 3.1). */
function list({ store, query }: ApiRequest) {
  const unknown = [...query.keys()].find((name) => !KNOWN_PARAMETERS.includes(name));
  if (unknown !== undefined) throw badRequest(`The query parameter '${unknown}' is not known.`);
  const page = pageOf(query.get('limit'), query.get('offset'), MOST_A_PAGE);
  const sort = choice(query, 'sortBy', ['creation_date', 'last_modified_date'] as const) ?? 'creation_date';
  const ascending = choice(query, 'sortOrder', ['asc', 'desc'] as const) === 'asc';
  const at = SORTS[sort];
  const found = matching(store, query).sort((a, b) => (ascending ? 1 : -1) * (at(a) - at(b)));
  return ok({ ...page, data: sliceOf(found, page).map((order) => viewOrder(order, store.settings)) });
}

function matching(store: Store, query: URLSearchParams): Order[] {
  // What was never placed is not in this list: its statuses cannot be asked for either.
  let found = [...store.orders.values()].filter(({ status }) => status !== 'created' && status !== 'failed');
  for (const [name, { values, most, of }] of Object.entries(STATUS_FILTERS)) {
    const wanted = query.get(name)?.split(',');
    if (wanted === undefined) continue;
    const known: readonly string[] = values;
    const strange = wanted.find((each) => !known.includes(each));
    if (strange !== undefined) throw badRequest(`The value '${strange}' of ${name} is not allowed.`);
    if (wanted.length > most) throw badRequest(`More than ${most} values of ${name}.`);
    found = found.filter((order) => wanted.includes(of(order)));
  }
  const external = query.get('externalStatus');
  if (external !== null) found = found.filter(({ externalStatus }) => externalStatus === external);
  for (const [name, of] of Object.entries(DATE_FILTERS)) {
    const [from, to] = [instant(query, `${name}From`), instant(query, `${name}To`)];
    found = found.filter((order) => (from === undefined || of(order) >= from) && (to === undefined || of(order) < to));
  }
  return found;
}

function choice<T extends string>(query: URLSearchParams, name: string, values: readonly T[]): T | undefined {
  const written = query.get(name);
  if (written === null) return undefined;
  const found = values.find((each) => each === written);
  if (found === undefined) throw badRequest(`The value '${written}' of ${name} is not allowed.`);
  return found;
}

function instant(query: URLSearchParams, name: string): number | undefined {
  const written = query.get(name);
  if (written === null) return undefined;
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(written)
    ? Date.parse(written)
    : Number.NaN;
  if (Number.isNaN(at)) throw badRequest(`The value '${written}' of ${name} is not a date-time.`);
  return at;
}
