import { batchOf, type Sent } from './body.ts';
import type { Attribute, Customer } from './customer-state.ts';
import { viewAttributeValues } from './customer-view.ts';
import { changed } from './customers.ts';
import { contains, equals, filtered, isIn } from './filters.ts';
import { iso8601 } from './moment.ts';
import { v3Page } from './pages.ts';
import { type Route, route, v3 } from './route.ts';
import type { Store } from './store.ts';

const SCOPE = 'store_v2_customers';
const MOST_AT_A_TIME = 10;

/** What a store keeps of its customers besides: attributes of its own, and the fields of its sign-up form. */
export const CUSTOMER_ATTRIBUTE_ROUTES: readonly Route[] = [
  route('GET', 'v3/customers/attributes', SCOPE, ({ store, query }) => {
    const rows = filtered(store.attributes.values(), query, {
      name: equals(({ name }) => name),
      'name:like': contains(({ name }) => name),
    });
    return v3Page(rows.map(viewAttribute), query);
  }),
  route('POST', 'v3/customers/attributes', SCOPE, ({ body, store }) =>
    v3(batchOf(body, MOST_AT_A_TIME).map((each) => viewAttribute(defineAttribute(each, store)))),
  ),
  route('GET', 'v3/customers/attribute-values', SCOPE, ({ store, query }) => {
    const rows = filtered([...store.customers.values()].flatMap(viewAttributeValues), query, {
      'customer_id:in': isIn(({ customer_id }) => customer_id),
      'attribute_id:in': isIn(({ attribute_id }) => attribute_id),
    });
    return v3Page(rows, query);
  }),
  route('PUT', 'v3/customers/attribute-values', SCOPE, ({ body, store }) => {
    const values = batchOf(body, MOST_AT_A_TIME).map((each) => {
      const attribute = each.needed('attribute_id', each.integer('attribute_id'));
      if (!store.attributes.has(attribute)) throw each.refuse('attribute_id', 'there is no such attribute');
      return { customer: customerIn(each, store), attribute, value: each.needed('value', each.text('value')) };
    });
    for (const { customer, attribute, value } of values) {
      const known = customer.attributes.get(attribute);
      if (known === undefined) customer.attributes.set(attribute, { id: store.nextId('attributeValue'), value });
      else known.value = value;
      changed(customer, store);
    }
    return v3(
      values.flatMap(({ customer, attribute }) =>
        viewAttributeValues(customer).filter(({ attribute_id }) => attribute_id === attribute),
      ),
    );
  }),
  route('GET', 'v3/customers/form-field-values', SCOPE, ({ store, query }) => {
    const id = query.get('customer_id');
    const rows = [...store.customers.values()]
      .filter((customer) => id === null || customer.id === Number(id))
      .flatMap(({ id: customer_id, formFields }) =>
        [...formFields].map(([name, value]) => ({ name, value, customer_id })),
      );
    return v3Page(rows, query);
  }),
  route('PUT', 'v3/customers/form-field-values', SCOPE, ({ body, store }) => {
    const values = batchOf(body, MOST_AT_A_TIME).map((each) => ({
      customer: customerIn(each, store),
      name: each.needed('name', each.text('name')),
      value: each.text('value') ?? '',
    }));
    for (const { customer, name, value } of values) {
      customer.formFields.set(name, value);
      changed(customer, store);
    }
    return v3(values.map(({ customer, name, value }) => ({ name, value, customer_id: customer.id })));
  }),
];

export function defineAttribute(sent: Sent, store: Store): Attribute {
  const name = sent.needed('name', sent.text('name'));
  const type: Attribute['type'] = sent.needed('type', sent.oneOf('type', ['string', 'number', 'date']));
  if ([...store.attributes.values()].some((each) => each.name === name)) throw sent.refuse('name', 'is in use');
  const attribute: Attribute = { id: store.nextId('attribute'), name, type, createdAt: store.now() };
  store.attributes.set(attribute.id, attribute);
  return attribute;
}

function customerIn(sent: Sent, store: Store): Customer {
  const customer = store.customers.get(sent.needed('customer_id', sent.integer('customer_id')));
  if (customer === undefined) throw sent.refuse('customer_id', 'there is no such customer');
  return customer;
}

const viewAttribute = ({ id, name, type, createdAt }: Attribute) => ({
  id,
  name,
  type,
  date_created: iso8601(createdAt),
  date_modified: iso8601(createdAt),
});
