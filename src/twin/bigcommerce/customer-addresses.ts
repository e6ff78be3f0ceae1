import { ApiError } from './api-error.ts';
import { batchOf, type Sent } from './body.ts';
import type { Customer, CustomerAddress } from './customer-state.ts';
import { viewAddress } from './customer-view.ts';
import { changed } from './customers.ts';
import { filtered, isIn } from './filters.ts';
import { v3Page } from './pages.ts';
import { NO_CONTENT, type Route, route, v3 } from './route.ts';
import type { Store } from './store.ts';

const SCOPE = 'store_v2_customers';
const MOST_AT_A_TIME = 10;
const PATH = 'v3/customers/addresses';

/** No address is marked as the one for bills or goods; the first is the default (sheet, section 10). */
export const CUSTOMER_ADDRESS_ROUTES: readonly Route[] = [
  route('GET', PATH, SCOPE, ({ store, query }) => {
    const all = [...store.customers.values()].flatMap((customer) =>
      customer.addresses.map((address) => ({ address, customer })),
    );
    const rows = filtered(all, query, {
      'id:in': isIn(({ address }) => address.id),
      'customer_id:in': isIn(({ customer }) => customer.id),
      'company:in': isIn(({ address }) => address.company),
    });
    return v3Page(
      rows.map(({ address, customer }) => viewAddress(address, customer)),
      query,
    );
  }),
  route('POST', PATH, SCOPE, ({ body, store }) => {
    const sent = batchOf(body, MOST_AT_A_TIME).map((each) => {
      const customer = store.customers.get(each.needed('customer_id', each.integer('customer_id')));
      if (customer === undefined) throw each.refuse('customer_id', 'there is no such customer');
      return { each, customer };
    });
    return v3(
      sent.map(({ each, customer }) => {
        const address = addAddress(customer, each, store);
        store.tell('store/customer/address/created', 'customer', address.id, { address: { customer_id: customer.id } });
        changed(customer, store);
        return viewAddress(address, customer);
      }),
    );
  }),
  route('PUT', PATH, SCOPE, ({ body, store }) => {
    const known = batchOf(body, MOST_AT_A_TIME).map((each) => ({
      each,
      ...addressOf(each, each.needed('id', each.integer('id')), store),
    }));
    return v3(
      known.map(({ each, address, customer }) => {
        Object.assign(address, sentAddress(each, address));
        store.tell('store/customer/address/updated', 'customer', address.id, { address: { customer_id: customer.id } });
        changed(customer, store);
        return viewAddress(address, customer);
      }),
    );
  }),
  route('DELETE', PATH, SCOPE, ({ query, store }) => {
    const ids = (query.get('id:in') ?? '').split(',').filter((each) => each !== '');
    if (ids.length === 0) throw new ApiError(422, 'The filter id:in is required.');
    for (const customer of store.customers.values())
      for (const id of ids.map(Number)) {
        const at = customer.addresses.findIndex((each) => each.id === id);
        if (at < 0) continue;
        customer.addresses.splice(at, 1);
        changed(customer, store);
      }
    return NO_CONTENT;
  }),
];

export function addAddress(customer: Customer, sent: Sent, store: Store): CustomerAddress {
  for (const field of ['first_name', 'last_name', 'address1', 'city', 'country_code'] as const)
    sent.needed(field, sent.text(field));
  const address: CustomerAddress = { id: store.nextId('customerAddress'), ...sentAddress(sent) };
  customer.addresses.push(address);
  return address;
}

function sentAddress(sent: Sent, before?: CustomerAddress): Omit<CustomerAddress, 'id'> {
  const text = (field: Exclude<keyof CustomerAddress, 'id' | 'address_type'>) =>
    sent.short(field, 255) ?? before?.[field] ?? '';
  const code = text('country_code').toUpperCase();
  if (!/^[A-Z]{2}$/.test(code)) throw sent.refuse('country_code', 'two letters were expected');
  return {
    first_name: text('first_name'),
    last_name: text('last_name'),
    company: text('company'),
    address1: text('address1'),
    address2: text('address2'),
    city: text('city'),
    state_or_province: text('state_or_province'),
    postal_code: text('postal_code'),
    country_code: code,
    phone: text('phone'),
    address_type: sent.oneOf('address_type', ['residential', 'commercial']) ?? before?.address_type ?? 'residential',
  };
}

function addressOf(sent: Sent, id: number, store: Store): { address: CustomerAddress; customer: Customer } {
  for (const customer of store.customers.values()) {
    const address = customer.addresses.find((each) => each.id === id);
    if (address !== undefined) return { address, customer };
  }
  throw sent.refuse('id', 'there is no such address');
}
