import { addressOf, viewAddress } from './addresses.ts';
import { type Customer, type CustomerAddress, EXEMPT_GROUP_ID, GROUPS } from './customer-state.ts';
import { attributeList } from './product-write.ts';
import { type Fields, flagOf, listOf, needed, numberOf, textOf } from './request-body.ts';
import { noSuchEntity, RestError, required } from './rest-error.ts';
import { compact, idIn, type RestRequest, type Route } from './route.ts';
import { search } from './search-criteria.ts';
import { written } from './site-time.ts';
import type { Store } from './store.ts';

const RESOURCE = 'Magento_Customer::manage';
const COLUMNS = [
  'id',
  'entity_id',
  'group_id',
  'website_id',
  'store_id',
  'email',
  'firstname',
  'lastname',
  'taxvat',
  'created_at',
  'updated_at',
];

export const CUSTOMER_ROUTES: readonly Route[] = [
  {
    methods: ['GET'],
    path: 'customers/search',
    resource: 'Magento_Customer::customer',
    handle: ({ store, query }) => {
      const answer = search(query, {
        rows: [...store.customers.values()].map((each) => ({ ...viewCustomer(each), entity_id: each.id })),
        columns: COLUMNS,
        pastTheEnd: 'last page',
      });
      return { ...answer, items: answer.items.map(({ entity_id, ...shown }) => shown) };
    },
  },
  {
    methods: ['POST'],
    path: 'customers',
    resource: RESOURCE,
    handle: ({ store, body }) => viewCustomer(createCustomer(needed(body, 'customer'), store)),
  },
  {
    methods: ['GET'],
    path: 'customers/{id}',
    resource: 'Magento_Customer::customer',
    handle: (request) => viewCustomer(customerIn(request)),
  },
  {
    methods: ['PUT'],
    path: 'customers/{id}',
    resource: RESOURCE,
    handle: (request) => {
      const sent = needed(request.body, 'customer');
      const customer = customerIn(request);
      checkNames(sent);
      // Without its website the same customer counts as another one with the address.
      if (numberOf(sent, 'website_id') === undefined) throw emailTaken();
      writeCustomer(customer, sent, request.store);
      customer.updatedAt = request.store.now();
      return viewCustomer(customer);
    },
  },
  {
    methods: ['DELETE'],
    path: 'customers/{id}',
    resource: 'Magento_Customer::delete',
    handle: (request) => request.store.customers.delete(customerIn(request).id),
  },
  {
    methods: ['GET'],
    path: 'customers/addresses/{id}',
    resource: 'Magento_Customer::customer',
    handle: (request) => {
      const { customer, address } = addressIn(request);
      return viewAddress(address, customer);
    },
  },
  {
    methods: ['DELETE'],
    path: 'addresses/{id}',
    resource: RESOURCE,
    handle: (request) => {
      const { customer, address } = addressIn(request);
      customer.addresses = customer.addresses.filter((each) => each !== address);
      return true;
    },
  },
  ...(['billing', 'shipping'] as const).map(
    (kind): Route => ({
      methods: ['GET'],
      path: `customers/{id}/${kind}Address`,
      resource: 'Magento_Customer::customer',
      handle: (request) => {
        const customer = customerIn(request);
        const wanted = kind === 'billing' ? customer.defaultBilling : customer.defaultShipping;
        const found = customer.addresses.find(({ id }) => id === wanted);
        return found === undefined ? null : viewAddress(found, customer);
      },
    }),
  ),
  {
    methods: ['GET'],
    path: 'customerGroups/search',
    resource: 'Magento_Customer::group',
    handle: ({ query }) =>
      search(query, { rows: GROUPS, columns: ['id', 'code', 'tax_class_id'], pastTheEnd: 'last page' }),
  },
];

export function createCustomer(sent: Fields, store: Store): Customer {
  checkNames(sent);
  const customer: Customer = {
    id: store.nextId('customer'),
    email: '',
    firstname: '',
    lastname: '',
    groupId: 1,
    websiteId: 1,
    storeId: 1,
    taxvat: undefined,
    addresses: [],
    defaultBilling: undefined,
    defaultShipping: undefined,
    attributes: new Map(),
    createdAt: store.now(),
    updatedAt: store.now(),
  };
  writeCustomer(customer, sent, store);
  store.customers.set(customer.id, customer);
  return customer;
}

export const isExempt = ({ groupId }: Customer): boolean => groupId === EXEMPT_GROUP_ID;

function checkNames(sent: Fields): void {
  for (const name of ['email', 'firstname', 'lastname']) if ((textOf(sent, name) ?? '') === '') throw required(name);
  const email = textOf(sent, 'email') ?? '';
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    throw new RestError(400, '"%1" is not a valid email address.', [email]);
}

function writeCustomer(customer: Customer, sent: Fields, store: Store): void {
  const email = textOf(sent, 'email') ?? customer.email;
  const taken = [...store.customers.values()].some(
    (each) => each.id !== customer.id && each.email.toLowerCase() === email.toLowerCase(),
  );
  if (taken) throw emailTaken();
  const groupId = numberOf(sent, 'group_id') ?? customer.groupId;
  if (!GROUPS.some(({ id }) => id === groupId)) throw noSuchEntity('id', groupId);
  const addresses = listOf(sent, 'addresses');
  const written = addresses?.map(
    (each): CustomerAddress => ({
      id: customer.addresses.find(({ id }) => id === numberOf(each, 'id'))?.id ?? store.nextId('address'),
      ...addressOf(each),
    }),
  );
  customer.email = email;
  customer.groupId = groupId;
  customer.firstname = textOf(sent, 'firstname') ?? customer.firstname;
  customer.lastname = textOf(sent, 'lastname') ?? customer.lastname;
  customer.taxvat = textOf(sent, 'taxvat') ?? customer.taxvat;
  for (const { code, value } of attributeList(sent)) customer.attributes.set(code, value);
  if (written === undefined || addresses === undefined) return;
  // With the key the list is replaced: who is left out is gone.
  customer.addresses = written;
  const marked = (name: string) => written[addresses.findIndex((each) => flagOf(each, name))]?.id;
  customer.defaultBilling = marked('default_billing');
  customer.defaultShipping = marked('default_shipping');
}

function emailTaken(): RestError {
  return new RestError(400, 'A customer with the same email address already exists in an associated website.');
}

function viewCustomer(customer: Customer) {
  return compact({
    id: customer.id,
    group_id: customer.groupId,
    default_billing: customer.defaultBilling?.toString(),
    default_shipping: customer.defaultShipping?.toString(),
    created_at: written(customer.createdAt),
    updated_at: written(customer.updatedAt),
    created_in: 'Default Store View',
    email: customer.email,
    firstname: customer.firstname,
    lastname: customer.lastname,
    store_id: customer.storeId,
    taxvat: customer.taxvat,
    website_id: customer.websiteId,
    addresses: customer.addresses.map((each) => viewAddress(each, customer)),
    disable_auto_group_change: 0,
    extension_attributes: { is_subscribed: false },
    custom_attributes:
      customer.attributes.size === 0
        ? undefined
        : [...customer.attributes].map(([attribute_code, value]) => ({ attribute_code, value })),
  });
}

function customerIn(request: RestRequest): Customer {
  const id = idIn(request);
  const customer = request.store.customers.get(id);
  if (customer === undefined) throw noSuchEntity('customerId', id);
  return customer;
}

function addressIn(request: RestRequest): { readonly customer: Customer; readonly address: CustomerAddress } {
  const id = idIn(request);
  for (const customer of request.store.customers.values())
    for (const address of customer.addresses) if (address.id === id) return { customer, address };
  throw noSuchEntity('addressId', id);
}
