import { createHash } from 'node:crypto';
import { batchRoute } from './batch.ts';
import { PAGING, pageOf, pageReply } from './collection-page.ts';
import type { Customer } from './customer-state.ts';
import { createCustomer, updateCustomer } from './customer-write.ts';
import { META_DATA, viewMeta } from './meta-data.ts';
import { BOOLEAN, INTEGER, INTEGERS, oneOf, type Parameters, STRING } from './parameter-schema.ts';
import { BILLING_SCHEMA, SHIPPING_SCHEMA } from './postal-address.ts';
import { flagIn, numberIn, numbersIn, textIn, type Values } from './request-values.ts';
import { apiUrl, links, withoutHints } from './resource-links.ts';
import { RestError, trashNotSupported } from './rest-error.ts';
import { created, gone, ok, type RestRequest, type Route, WRITES } from './route.ts';
import { gmt } from './site-time.ts';
import type { Store } from './store.ts';

const BODY: Parameters = {
  first_name: STRING,
  last_name: STRING,
  username: STRING,
  password: STRING,
  billing: BILLING_SCHEMA,
  shipping: SHIPPING_SCHEMA,
  meta_data: META_DATA,
};

/** What a new customer may come with. The e-mail is checked by the shop here, and as a parameter in an update (captured). */
export const CUSTOMER_BODY: Parameters = { ...BODY, email: { ...STRING, required: true } };

const ROLES = [
  'all',
  'administrator',
  'editor',
  'author',
  'contributor',
  'subscriber',
  'customer',
  'shop_manager',
] as const;

const LIST: Route = {
  methods: ['GET'],
  path: '/wc/v3/customers',
  access: 'list',
  // There is no filter on the modification time: it is ignored like every unknown name (captured).
  parameters: {
    ...PAGING,
    search: STRING,
    include: INTEGERS,
    exclude: INTEGERS,
    order: { ...oneOf('asc', 'desc'), default: 'asc' },
    orderby: { ...oneOf('id', 'include', 'name', 'registered_date'), default: 'name' },
    email: { type: 'string', format: 'email' },
    role: { ...oneOf(...ROLES), default: 'customer' },
  },
  handle(request) {
    const rows = listedCustomers(request.values, request.store);
    const page = pageOf(rows, request.values);
    return pageReply(request, rows.length, page.length, {
      body: page.map((customer) => viewCustomer(customer, request)),
    });
  },
};

const CREATE: Route = {
  methods: ['POST'],
  path: '/wc/v3/customers',
  access: 'create',
  parameters: CUSTOMER_BODY,
  handle(request) {
    const customer = createCustomer(request.values, request.store);
    return created(viewCustomer(customer, request), apiUrl(request.site, `customers/${customer.id}`));
  },
};

const UPDATE: Route = {
  methods: WRITES,
  path: '/wc/v3/customers/{id:number}',
  access: 'edit',
  parameters: { id: INTEGER, ...BODY, email: { type: 'string', format: 'email' } },
  handle(request) {
    const customer = customerOf(request, 400);
    updateCustomer(customer, request.values, request.store);
    return ok(viewCustomer(customer, request));
  },
};

const DELETE: Route = {
  methods: ['DELETE'],
  path: '/wc/v3/customers/{id:number}',
  access: 'delete',
  parameters: { id: INTEGER, force: { ...BOOLEAN, default: false }, reassign: INTEGER },
  handle(request) {
    if (flagIn(request.values, 'force') !== true) throw trashNotSupported('Customers do not support trashing.');
    const customer = customerOf(request, 400);
    request.store.customers.delete(customer.id);
    return gone(withoutHints(viewCustomer(customer, request)));
  },
};

export const CUSTOMER_ROUTES: readonly Route[] = [
  LIST,
  CREATE,
  {
    methods: ['GET'],
    path: '/wc/v3/customers/{id:number}',
    access: 'view',
    parameters: { id: INTEGER },
    handle: (request) => ok(viewCustomer(customerOf(request, 404), request)),
  },
  UPDATE,
  DELETE,
  batchRoute('/wc/v3/customers/batch', { create: CREATE, update: UPDATE, delete: DELETE }),
];

export function viewCustomer(customer: Customer, { store, site }: Pick<RestRequest, 'store' | 'site'>) {
  const hash = createHash('sha256').update(customer.email.toLowerCase()).digest('hex');
  return {
    id: customer.id,
    date_created: store.time.local(customer.createdAt),
    date_created_gmt: gmt(customer.createdAt),
    date_modified: store.time.local(customer.modifiedAt),
    date_modified_gmt: gmt(customer.modifiedAt),
    email: customer.email,
    first_name: customer.firstName,
    last_name: customer.lastName,
    role: customer.role,
    username: customer.username,
    billing: { ...customer.billing },
    shipping: { ...customer.shipping },
    is_paying_customer: customer.isPaying,
    avatar_url: `https://secure.gravatar.com/avatar/${hash}?s=96&d=mm&r=g`,
    meta_data: viewMeta(customer.meta),
    _links: links(site, 'customers', customer.id),
  };
}

function listedCustomers(values: Values, store: Store): Customer[] {
  const include = numbersIn(values, 'include');
  const exclude = numbersIn(values, 'exclude');
  const email = textIn(values, 'email')?.toLowerCase();
  const search = textIn(values, 'search')?.toLowerCase() ?? '';
  const role = textIn(values, 'role');
  const rows = [...store.customers.values()].filter(
    (customer) =>
      (role === 'all' || customer.role === role) &&
      (include.length === 0 || include.includes(customer.id)) &&
      !exclude.includes(customer.id) &&
      (email === undefined || customer.email.toLowerCase() === email) &&
      `${customer.username}\n${customer.email}\n${customer.firstName} ${customer.lastName}`
        .toLowerCase()
        .includes(search),
  );
  const sign = textIn(values, 'order') === 'desc' ? -1 : 1;
  const place = (customer: Customer) => include.indexOf(customer.id);
  const name = (customer: Customer) => `${customer.firstName} ${customer.lastName}`.trim() || customer.username;
  const compare: Readonly<Record<string, (a: Customer, b: Customer) => number>> = {
    id: (a, b) => a.id - b.id,
    include: (a, b) => sign * (place(a) - place(b)),
    registered_date: (a, b) => a.createdAt - b.createdAt || a.id - b.id,
    name: (a, b) => name(a).localeCompare(name(b)) || a.id - b.id,
  };
  const by = compare[textIn(values, 'orderby') ?? 'name'] ?? (() => 0);
  return rows.sort((a, b) => sign * by(a, b));
}

function customerOf(request: RestRequest, status: 400 | 404): Customer {
  const customer = request.store.customers.get(numberIn(request.values, 'id') ?? 0);
  if (customer === undefined) throw new RestError('woocommerce_rest_invalid_id', 'Invalid resource ID.', status);
  return customer;
}
