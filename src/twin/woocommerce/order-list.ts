import { PAGING } from './collection-page.ts';
import { DATE_FILTERS, dateTest } from './date-filters.ts';
import type { Order } from './order-state.ts';
import { ORDER_STATUSES } from './order-state.ts';
import { INTEGER, INTEGERS, listOf, oneOf, type Parameters, STRING, STRINGS } from './parameter-schema.ts';
import { numberIn, numbersIn, textIn, textsIn, type Values } from './request-values.ts';
import type { Store } from './store.ts';

export const ORDER_LIST: Parameters = {
  ...PAGING,
  ...DATE_FILTERS,
  order: { ...oneOf('asc', 'desc'), default: 'desc' },
  orderby: { ...oneOf('date', 'id', 'include', 'title', 'slug', 'modified'), default: 'date' },
  search: STRING,
  include: INTEGERS,
  exclude: INTEGERS,
  parent: INTEGERS,
  parent_exclude: INTEGERS,
  status: { ...listOf(oneOf('any', 'trash', ...ORDER_STATUSES)), default: 'any' },
  customer: INTEGER,
  product: INTEGER,
  dp: { ...INTEGER, default: 2 },
  created_via: STRINGS,
};

/** All orders that a list request asks for, sorted, before paging. */
export function listedOrders(values: Values, store: Store): Order[] {
  const tests = orderTests(values, store);
  const found: Order[] = [];
  for (const order of store.orders.values()) if (tests.every((test) => test(order))) found.push(order);
  return sorted(found, values);
}

function orderTests(values: Values, store: Store): ((order: Order) => boolean)[] {
  const tests: ((order: Order) => boolean)[] = [statusTest(textsIn(values, 'status'), store), dateTest(values, store)];
  const include = new Set(numbersIn(values, 'include'));
  const exclude = new Set(numbersIn(values, 'exclude'));
  const parents = numbersIn(values, 'parent');
  const parentsOut = numbersIn(values, 'parent_exclude');
  const customer = numberIn(values, 'customer');
  const product = numberIn(values, 'product');
  const via = textsIn(values, 'created_via');
  const search = textIn(values, 'search')?.trim().toLowerCase() ?? '';
  if (include.size > 0) tests.push((order) => include.has(order.id));
  if (exclude.size > 0) tests.push((order) => !exclude.has(order.id));
  // No order has a parent in this shop: 0 is the parent of all.
  if (parents.length > 0) tests.push(() => parents.includes(0));
  if (parentsOut.length > 0) tests.push(() => !parentsOut.includes(0));
  if (customer !== undefined) tests.push((order) => order.customerId === customer);
  if (product !== undefined) tests.push((order) => order.lines.some((line) => line.productId === product));
  if (via.length > 0) tests.push((order) => via.includes(order.createdVia));
  if (search !== '') tests.push((order) => searchText(order).includes(search));
  return tests;
}

/** `any` is every registered status: not trash, not auto-draft, but the drafts of the block checkout. */
function statusTest(wanted: readonly string[], store: Store): (order: Order) => boolean {
  if (wanted.length > 0 && !wanted.includes('any')) return (order) => wanted.includes(order.status);
  const hidden = ['trash', 'auto-draft', ...(store.settings.anyStatusShowsDrafts ? [] : ['checkout-draft'])];
  return (order) => !hidden.includes(order.status);
}

function searchText(order: Order): string {
  const { billing, shipping } = order;
  return [
    String(order.id),
    order.transactionId,
    `${billing.first_name} ${billing.last_name}`,
    ...Object.values(billing),
    `${shipping.first_name} ${shipping.last_name}`,
    ...Object.values(shipping),
    ...order.lines.map((line) => line.name),
  ]
    .join('\n')
    .toLowerCase();
}

/** Equal times are told apart by id, in the same direction. */
function sorted(orders: Order[], values: Values): Order[] {
  const sign = textIn(values, 'order') === 'asc' ? 1 : -1;
  switch (textIn(values, 'orderby')) {
    case 'modified':
      return orders.sort((a, b) => sign * (a.modifiedAt - b.modifiedAt || a.id - b.id));
    case 'id':
    case 'title':
    case 'slug':
      return orders.sort((a, b) => sign * (a.id - b.id));
    case 'include': {
      const places = new Map(numbersIn(values, 'include').map((id, index) => [id, index]));
      return orders.sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
    }
    default:
      return orders.sort((a, b) => sign * (a.createdAt - b.createdAt || a.id - b.id));
  }
}
