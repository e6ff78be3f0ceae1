import { createHash } from 'node:crypto';
import { ApiError, badRequest, notFound } from './api-error.ts';
import type { Customer, CustomerAddress } from './customer-state.ts';
import { check, checkLengths, type Fields, type Kind, patched, required } from './fields.ts';
import { pageOf, sliceOf } from './page.ts';
import { type ApiRequest, DONE, ok, type Route, scapi } from './route.ts';
import type { Store } from './store.ts';
import { written } from './time.ts';

const TEXTS = [
  'addressId',
  'firstName',
  'lastName',
  'secondName',
  'companyName',
  'address1',
  'address2',
  'suite',
  'postBox',
  'city',
  'stateCode',
  'postalCode',
  'countryCode',
  'phone',
  'title',
  'salutation',
  'jobTitle',
  'suffix',
  'fullName',
  'etag',
];
const KINDS: Readonly<Record<string, Kind>> = {
  ...Object.fromEntries(TEXTS.map((name) => [name, 'text'])),
  creationDate: 'time',
  lastModified: 'time',
};
const OWN = ['fullName', 'etag', 'creationDate', 'lastModified'];

const PATH = scapi('customer/customers', 'customer-lists/{list}/customers/{customerNo}/addresses');
const shared = { surface: 'scapi', scope: 'sfcc.customerlists' } as const;

export const ADDRESS_ROUTES: readonly Route[] = [
  {
    ...shared,
    methods: ['GET'],
    path: PATH,
    handle: ({ store, path, query }) => {
      const all = [...store.customer(path.customerNo ?? '').addresses];
      const page = pageOf(query.get('limit'), query.get('offset'), { most: 200, usual: 25 });
      return ok({ ...page, total: all.length, data: sliceOf(all, page).map(viewAddress) });
    },
  },
  {
    ...shared,
    methods: ['POST'],
    path: PATH,
    handle: ({ store, path, body }) => ok(viewAddress(addAddress(store.customer(path.customerNo ?? ''), body, store))),
  },
  {
    ...shared,
    methods: ['GET'],
    path: `${PATH}/{addressId}`,
    handle: (request) => ok(viewAddress([request.path.addressId ?? '', addressIn(request)])),
  },
  {
    ...shared,
    methods: ['PATCH'],
    path: `${PATH}/{addressId}`,
    handle: (request) => {
      const { store, path, body } = request;
      const before = addressIn(request);
      const customer = store.customer(path.customerNo ?? '');
      const id = path.addressId ?? '';
      const { addressId: wanted = id, ...sent } = sentIn(body);
      if (wanted !== id) throw badRequest('The ID of an address cannot be changed.');
      const now = store.now();
      const address = { ...before, fields: patched(before.fields, sent), version: before.version + 1, changedAt: now };
      customer.addresses.set(id, address);
      customer.changedAt = now;
      return ok(viewAddress([id, address]));
    },
  },
  {
    ...shared,
    methods: ['DELETE'],
    path: `${PATH}/{addressId}`,
    handle: (request) => {
      addressIn(request);
      request.store.customer(request.path.customerNo ?? '').addresses.delete(request.path.addressId ?? '');
      return DONE;
    },
  },
];

/** The first address of a customer is the primary one. */
export function addAddress(customer: Customer, body: Fields, store: Store): [string, CustomerAddress] {
  const { addressId, ...fields } = sentIn(body);
  required(body, 'addressId', 'lastName');
  const id = String(addressId);
  if (customer.addresses.has(id))
    throw new ApiError(400, 'AddressAlreadyExists', `The customer has an address '${id}' already.`);
  const now = store.now();
  const address = { fields: patched({}, fields), version: 1, createdAt: now, changedAt: now };
  customer.addresses.set(id, address);
  customer.changedAt = now;
  return [id, address];
}

function sentIn(body: Fields): Fields {
  check(body, KINDS);
  checkLengths(body, { addressId: 256, countryCode: 2, phone: 32 });
  return Object.fromEntries(Object.entries(body).filter(([name]) => !OWN.includes(name)));
}

function addressIn({ store, path }: ApiRequest): CustomerAddress {
  const address = store.customer(path.customerNo ?? '').addresses.get(path.addressId ?? '');
  if (address === undefined) throw notFound('Address', `The customer has no address '${path.addressId}'.`);
  return address;
}

export function viewAddress([addressId, { fields, version, createdAt, changedAt }]: [string, CustomerAddress]) {
  const { firstName, lastName } = fields;
  return {
    addressId,
    ...fields,
    fullName: [firstName, lastName].filter((part) => typeof part === 'string').join(' '),
    etag: createHash('sha256').update(`${addressId} ${version} ${changedAt}`).digest('hex'),
    creationDate: written(createdAt),
    lastModified: written(changedAt),
  };
}
