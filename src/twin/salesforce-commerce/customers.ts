import { badRequest } from './api-error.ts';
import { viewAddress } from './customer-addresses.ts';
import type { Customer } from './customer-state.ts';
import { check, checkLengths, compact, type Fields, isFields, type Kind, patched, required } from './fields.ts';
import { pageOf, sliceOf } from './page.ts';
import { type ApiRequest, DONE, ok, type Route, scapi } from './route.ts';
import { attributeOf, compileQuery, compileSorts } from './search-query.ts';
import { CUSTOM_ATTRIBUTES } from './settings.ts';
import type { Store } from './store.ts';
import { written } from './time.ts';

const TEXTS = [
  'customerNo',
  'customerId',
  'email',
  'firstName',
  'lastName',
  'secondName',
  'companyName',
  'phoneHome',
  'phoneBusiness',
  'phoneMobile',
  'fax',
  'preferredLocale',
  'salutation',
  'title',
  'suffix',
  'jobTitle',
  'birthday',
];
const KINDS: Readonly<Record<string, Kind>> = {
  ...Object.fromEntries(TEXTS.map((name) => [name, 'text'])),
  gender: 'number',
  credentials: 'object',
  primaryAddress: 'object',
  creationDate: 'time',
  lastModified: 'time',
};
/** What only the system sets. */
const OWN = ['customerNo', 'customerId', 'primaryAddress', 'creationDate', 'lastModified'];

/** Not when it changed: there is no way to ask for what is new (sheet section 3.3). */
const SEARCHABLE = [
  'customerNo',
  'firstName',
  'secondName',
  'lastName',
  'email',
  'phoneHome',
  'phoneBusiness',
  'phoneMobile',
  'companyName',
  'credentials.login',
  'credentials.enabled',
  'gender',
  'title',
  'salutation',
  'suffix',
  'fax',
];

const LIST = scapi('customer/customers', 'customer-lists/{list}');
const shared = { surface: 'scapi', scope: 'sfcc.customerlists' } as const;

export const CUSTOMER_ROUTES: readonly Route[] = [
  { ...shared, methods: ['POST'], path: `${LIST}/customer-search`, reads: true, handle: search },
  {
    ...shared,
    methods: ['POST'],
    path: `${LIST}/customers`,
    handle: ({ store, body }) => ok(viewCustomer(createCustomer(body, store))),
  },
  {
    ...shared,
    methods: ['GET'],
    path: `${LIST}/customers/{customerNo}`,
    handle: ({ store, path }) => ok(viewCustomer(store.customer(path.customerNo ?? ''))),
  },
  {
    ...shared,
    methods: ['PATCH'],
    path: `${LIST}/customers/{customerNo}`,
    handle: ({ store, path, body }) => {
      const customer = store.customer(path.customerNo ?? '');
      const sent = sentIn(body);
      mustBeFree(sent, store, customer);
      customer.fields = patched(customer.fields, withCredentials(sent, customer.fields));
      customer.changedAt = store.now();
      return ok(viewCustomer(customer));
    },
  },
  {
    ...shared,
    methods: ['DELETE'],
    path: `${LIST}/customers/{customerNo}`,
    handle: ({ store, path }) => {
      store.customers.delete(store.customer(path.customerNo ?? '').no);
      return DONE;
    },
  },
];

function search({ store, body }: ApiRequest) {
  check(body, { query: 'object', limit: 'number', offset: 'number', sorts: 'list', expand: 'list', select: 'text' });
  const page = pageOf(body.limit, body.offset, { most: 200, usual: 25 });
  const matches = compileQuery(body.query, SEARCHABLE);
  const order = compileSorts(body.sorts, SEARCHABLE);
  const found = [...store.customers.values()]
    .map(viewCustomer)
    .filter((each) => matches(attributeOf(each)))
    .sort((a, b) => order(attributeOf(a), attributeOf(b)));
  const hits = sliceOf(found, page).map((data) => ({ data, relevance: 1 }));
  return ok({ ...page, total: found.length, query: body.query, hits });
}

/** The login is nobody else's; the number is the system's. Throws the 400 of what is missing or wrong. */
export function createCustomer(body: Fields, store: Store): Customer {
  const sent = sentIn(body);
  required(sent, 'lastName', 'email', 'credentials');
  required(isFields(sent.credentials) ? sent.credentials : {}, 'login');
  mustBeFree(sent, store, undefined);
  const now = store.now();
  const customer: Customer = {
    no: store.nextNumber('customer'),
    id: store.nextUuid(),
    fields: patched({}, withCredentials(sent, { credentials: { enabled: true, locked: false } })),
    addresses: new Map(),
    createdAt: now,
    changedAt: now,
  };
  store.customers.set(customer.no, customer);
  return customer;
}

function sentIn(body: Fields): Fields {
  check(body, KINDS, CUSTOM_ATTRIBUTES.customer);
  checkLengths(body, {
    email: 256,
    firstName: 256,
    lastName: 256,
    companyName: 256,
    phoneHome: 32,
    phoneMobile: 32,
    phoneBusiness: 32,
  });
  return Object.fromEntries(Object.entries(body).filter(([name]) => !OWN.includes(name)));
}

function mustBeFree({ credentials }: Fields, store: Store, self: Customer | undefined): void {
  if (!isFields(credentials) || typeof credentials.login !== 'string') return;
  const { login } = credentials;
  const taken = [...store.customers.values()].some(
    (each) => each !== self && isFields(each.fields.credentials) && each.fields.credentials.login === login,
  );
  if (taken) throw badRequest(`The login '${login}' is already in use.`);
}

/** Of credentials what is sent is changed, and the rest stays. */
const withCredentials = (sent: Fields, before: Fields): Fields =>
  isFields(sent.credentials) ? { ...sent, credentials: { ...Object(before.credentials), ...sent.credentials } } : sent;

function viewCustomer(customer: Customer): Record<string, unknown> {
  const [primary] = customer.addresses;
  return compact({
    ...customer.fields,
    customerNo: customer.no,
    customerId: customer.id,
    primaryAddress: primary === undefined ? undefined : viewAddress(primary),
    creationDate: written(customer.createdAt),
    lastModified: written(customer.changedAt),
  });
}
