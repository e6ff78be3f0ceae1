import type { TwinReply } from '../kit/twin-server.ts';
import { invalid } from './api-error.ts';
import { momentOf, type Seconds } from './moment.ts';
import type { Order } from './order-state.ts';
import { viewOrder } from './order-view.ts';
import { v2Page } from './pages.ts';
import type { ApiRequest } from './route.ts';

type Test = (order: Order, written: string) => boolean;

const SORTS: Readonly<Record<string, (order: Order) => number | string>> = {
  id: ({ id }) => id,
  customer_id: ({ customerId }) => customerId,
  date_created: ({ createdAt }) => createdAt,
  date_modified: ({ modifiedAt }) => modifiedAt,
  status_id: ({ statusId }) => statusId,
  channel_id: ({ channelId }) => channelId,
  external_id: () => '',
};

/** `GET /v2/orders`, without those that are archived. What the list does not know as a filter it passes over. */
export function listOrders({ store, query }: ApiRequest): TwinReply {
  const filters = filtersAt(store.now());
  const asked = [...query].flatMap(([name, written]): [Test, string][] => {
    const filter = Object.hasOwn(filters, name) ? filters[name] : undefined;
    return filter === undefined ? [] : [[filter, written]];
  });
  const isArchived = query.get('is_deleted') === 'true';
  const rows = [...store.orders.values()].filter(
    (order) => order.isArchived === isArchived && asked.every(([filter, written]) => filter(order, written)),
  );
  return v2Page(
    inOrder(rows, query.get('sort')).map((order) => viewOrder(order, store)),
    query,
  );
}

function filtersAt(now: Seconds): Readonly<Record<string, Test>> {
  const from = (name: string, pick: (order: Order) => Seconds): Record<string, Test> => ({
    [`min_${name}`]: (order, written) => pick(order) >= moment(`min_${name}`, written, now),
    [`max_${name}`]: (order, written) => pick(order) <= moment(`max_${name}`, written, now),
  });
  const number = (name: string, written: string): number => {
    const value = Number(written);
    if (written === '' || Number.isNaN(value)) throw invalid(name, 'a number was expected', 'v2');
    return value;
  };
  return {
    ...from('date_modified', ({ modifiedAt }) => modifiedAt),
    ...from('date_created', ({ createdAt }) => createdAt),
    min_id: ({ id }, written) => id >= number('min_id', written),
    max_id: ({ id }, written) => id <= number('max_id', written),
    min_total: ({ totals }, written) => totals.total.inc.gte(number('min_total', written)),
    max_total: ({ totals }, written) => totals.total.inc.lte(number('max_total', written)),
    customer_id: ({ customerId }, written) => customerId === number('customer_id', written),
    status_id: ({ statusId }, written) => statusId === number('status_id', written),
    channel_id: ({ channelId }, written) => channelId === number('channel_id', written),
    email: ({ billing }, written) => billing.email.toLowerCase() === written.toLowerCase(),
    cart_id: ({ cartId }, written) => cartId === written,
    payment_method: ({ paymentMethod }, written) => paymentMethod === written,
    external_order_id: ({ externalOrderId }, written) => externalOrderId === written,
  };
}

function moment(name: string, written: string, now: Seconds): Seconds {
  const at = momentOf(written, now);
  if (at === undefined) throw invalid(name, 'a date was expected', 'v2');
  return at;
}

/** `date_modified:asc`; by id unless asked otherwise. */
function inOrder(orders: readonly Order[], sort: string | null): readonly Order[] {
  const [column = '', direction = 'asc'] = (sort ?? 'id').split(':');
  const pick = Object.hasOwn(SORTS, column) ? SORTS[column] : undefined;
  if (pick === undefined || !['asc', 'desc'].includes(direction)) throw invalid('sort', 'no such order', 'v2');
  const sign = direction === 'desc' ? -1 : 1;
  return [...orders].sort((one, other) => {
    const [a, b] = [pick(one), pick(other)];
    return a === b ? one.id - other.id : (a < b ? -1 : 1) * sign;
  });
}
