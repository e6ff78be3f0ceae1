import type { TwinReply } from '../kit/twin-server.ts';
import { ApiError } from './api-error.ts';
import { batchOf, type Sent } from './body.ts';
import { addAddress } from './customer-addresses.ts';
import type { Customer } from './customer-state.ts';
import { viewCustomer } from './customer-view.ts';
import { between, contains, filtered, isIn, sorted } from './filters.ts';
import { v3Page } from './pages.ts';
import { type ApiRequest, NO_CONTENT, type Route, route, v2, v3 } from './route.ts';
import type { Store } from './store.ts';

const SCOPE = 'store_v2_customers';
const MOST_AT_A_TIME = 10;

/** Bodies are lists, even of one, and one bad entry refuses them all. */
export const CUSTOMER_ROUTES: readonly Route[] = [
  route('GET', 'v3/customers', SCOPE, listCustomers),
  route('POST', 'v3/customers', SCOPE, ({ body, store }) => {
    const sent = batchOf(body, MOST_AT_A_TIME);
    for (const [index, each] of sent.entries()) {
      each.needed('first_name', each.text('first_name'));
      each.needed('last_name', each.text('last_name'));
      checkEmail(each, each.needed('email', each.text('email')), undefined, store);
      if (sent.findIndex((other) => other.text('email') === each.text('email')) !== index)
        throw each.refuse('email', 'is in the list twice');
    }
    return v3(sent.map((each) => viewCustomer(createCustomer(each, store), ALL)));
  }),
  route('PUT', 'v3/customers', SCOPE, ({ body, store }) => {
    const sent = batchOf(body, MOST_AT_A_TIME);
    const known = sent.map((each) => {
      const customer = store.customers.get(each.needed('id', each.integer('id')));
      if (customer === undefined) throw each.refuse('id', 'there is no such customer');
      const email = each.text('email');
      if (email !== undefined) checkEmail(each, email, customer, store);
      return { customer, each };
    });
    for (const { customer, each } of known) writeCustomer(customer, each, store);
    return v3(known.map(({ customer }) => viewCustomer(customer, ALL)));
  }),
  route('DELETE', 'v3/customers', SCOPE, ({ query, store }) => {
    const ids = (query.get('id:in') ?? '').split(',').filter((each) => each !== '');
    if (ids.length === 0) throw new ApiError(422, 'The filter id:in is required.');
    for (const id of ids.map(Number))
      if (store.customers.delete(id)) store.tell('store/customer/deleted', 'customer', id);
    return NO_CONTENT;
  }),
  route('GET', 'v2/customer_groups', SCOPE, () =>
    v2([{ id: 1, name: 'Retail', is_default: true, category_access: { type: 'all' }, discount_rules: [] }]),
  ),
];

const ALL = ['addresses', 'attributes', 'formfields', 'storecredit'] as const;

function listCustomers({ store, query }: ApiRequest): TwinReply {
  const now = store.now();
  const rows = filtered(store.customers.values(), query, {
    'id:in': isIn(({ id }) => id),
    'email:in': isIn(({ email }) => email),
    'company:in': isIn(({ company }) => company),
    'phone:in': isIn(({ phone }) => phone),
    'name:in': isIn(fullName),
    'name:like': contains(fullName),
    'customer_group_id:in': isIn(({ groupId }) => groupId),
    ...between('date_modified', ({ modifiedAt }) => modifiedAt, now),
    ...between('date_created', ({ createdAt }) => createdAt, now),
  });
  const inOrder = sorted(rows, query, {
    id: ({ id }) => id,
    last_name: ({ lastName }) => lastName,
    date_created: ({ createdAt }) => createdAt,
    date_modified: ({ modifiedAt }) => modifiedAt,
  });
  const include = (query.get('include') ?? '').split(',');
  return v3Page(
    inOrder.map((each) => viewCustomer(each, include)),
    query,
  );
}

const fullName = ({ firstName, lastName }: Customer): string => `${firstName} ${lastName}`;

function checkEmail(sent: Sent, email: string, own: Customer | undefined, store: Store): void {
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) throw sent.refuse('email', 'is not an e-mail address');
  const other = [...store.customers.values()].find((each) => each.email.toLowerCase() === email.toLowerCase());
  if (other !== undefined && other !== own) throw sent.refuse('email', `${email} is already in use`);
}

export function createCustomer(sent: Sent, store: Store): Customer {
  const now = store.now();
  const customer: Customer = {
    id: store.nextId('customer'),
    email: '',
    firstName: '',
    lastName: '',
    company: '',
    phone: '',
    notes: '',
    taxExemptCategory: '',
    groupId: 0,
    acceptsAbandonedCartEmails: false,
    createdAt: now,
    modifiedAt: now,
    addresses: [],
    attributes: new Map(),
    formFields: new Map(),
  };
  write(customer, sent);
  for (const each of sent.list('addresses') ?? []) addAddress(customer, each, store);
  for (const each of sent.list('attributes') ?? []) {
    const id = each.needed('attribute_id', each.integer('attribute_id'));
    if (!store.attributes.has(id)) throw each.refuse('attribute_id', 'there is no such attribute');
    customer.attributes.set(id, { id: store.nextId('attributeValue'), value: each.text('attribute_value') ?? '' });
  }
  for (const each of sent.list('form_fields') ?? [])
    customer.formFields.set(each.needed('name', each.text('name')), each.text('value') ?? '');
  store.customers.set(customer.id, customer);
  store.tell('store/customer/created', 'customer', customer.id);
  return customer;
}

function writeCustomer(customer: Customer, sent: Sent, store: Store): void {
  write(customer, sent);
  changed(customer, store);
}

/** Whatever belongs to an account changes the account. */
export function changed(customer: Customer, store: Store): void {
  customer.modifiedAt = store.now();
  store.tell('store/customer/updated', 'customer', customer.id);
}

function write(customer: Customer, sent: Sent): void {
  customer.email = sent.short('email', 250) ?? customer.email;
  customer.firstName = sent.short('first_name', 100) ?? customer.firstName;
  customer.lastName = sent.short('last_name', 100) ?? customer.lastName;
  customer.company = sent.short('company', 255) ?? customer.company;
  customer.phone = sent.short('phone', 50) ?? customer.phone;
  customer.notes = sent.text('notes') ?? customer.notes;
  customer.taxExemptCategory = sent.short('tax_exempt_category', 255) ?? customer.taxExemptCategory;
  customer.groupId = sent.integer('customer_group_id') ?? customer.groupId;
  customer.acceptsAbandonedCartEmails =
    sent.flag('accepts_product_review_abandoned_cart_emails') ?? customer.acceptsAbandonedCartEmails;
}
