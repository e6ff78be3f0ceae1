import type { TwinReply } from '../kit/twin-server.ts';
import { ApiError, badRequest, notFound } from './api-error.ts';
import { check, type Fields, inCamelCase, patched, required } from './fields.ts';
import { ORDER_STATUSES, type Order, SIDE_STATUSES, type SideStatus } from './order-state.ts';
import { setStatus } from './order-status.ts';
import { type ApiRequest, DATA, DONE, type Route, scapi } from './route.ts';
import { CUSTOM_ATTRIBUTES } from './settings.ts';

const API = 'checkout/orders';
const ADDRESS = [
  'firstName',
  'lastName',
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
];

/** A writer below an order. Each is there twice: in SCAPI with `-`, in OCAPI Data with `_` (sheet section 3.2). */
function both(
  method: 'PUT' | 'PATCH',
  below: string,
  write: (order: Order, request: ApiRequest) => TwinReply,
): readonly Route[] {
  const handle = (request: ApiRequest) => {
    const { store, path } = request;
    return write(store.order(path.orderNo ?? ''), request);
  };
  return [
    {
      methods: [method],
      path: scapi(API, `orders/{orderNo}${below}`),
      surface: 'scapi',
      scope: 'sfcc.orders',
      ofSite: true,
      handle,
    },
    {
      methods: [method],
      path: `${DATA}/sites/{site}/orders/{orderNo}${below.replaceAll('-', '_')}`,
      surface: 'data',
      handle: (request) => {
        if (request.path.site !== request.store.settings.siteId)
          throw notFound('Site', `No site with the ID '${request.path.site}' was found.`);
        return handle(request);
      },
    },
  ];
}

const setSide =
  (side: SideStatus) =>
  (order: Order, { store, body }: ApiRequest) => {
    const status = statusIn(body, SIDE_STATUSES[side]);
    if (order.side[side] !== status) order.changedAt = store.now();
    order.side[side] = status;
    return DONE;
  };

export const ORDER_WRITE_ROUTES: readonly Route[] = [
  ...both('PUT', '/status', (order, { store, body, path }) => {
    const status = statusIn(body, [...ORDER_STATUSES, 'failed_with_reopen']);
    if (status !== 'failed_with_reopen') {
      const wanted = ORDER_STATUSES.find((each) => each === status);
      if (wanted !== undefined) setStatus(order, wanted, store);
      return DONE;
    }
    if (order.status !== 'created')
      throw new ApiError(
        409,
        'OrderStatusConflict',
        `No basket can be reopened of an order that is '${order.status}'.`,
      );
    setStatus(order, 'failed', store);
    return { status: 201, headers: { location: `/baskets/${store.nextUuid()}?order=${path.orderNo}` } };
  }),
  ...both('PUT', '/export-status', setSide('export')),
  ...both('PUT', '/confirmation-status', setSide('confirmation')),
  ...both('PUT', '/payment-status', setSide('payment')),
  ...both('PUT', '/shipping-status', setSide('shipping')),
  ...both('PUT', '/external-status', (order, { store, body }) => {
    check(body, { status: 'text' });
    required(body, 'status');
    order.externalStatus = String(body.status);
    order.changedAt = store.now();
    return DONE;
  }),
  ...both('PUT', '/shipments/{shipmentId}/shipping-address', (order, { store, body, path }) => {
    const { shipmentId } = path;
    if (shipmentId !== 'me') throw notFound('Shipment', `The order has no shipment '${shipmentId}'.`);
    const sent = Object.fromEntries(Object.entries(body).map(([name, value]) => [inCamelCase(name), value]));
    check(sent, Object.fromEntries(ADDRESS.map((name) => [name, 'text'])));
    order.shipTo = sent;
    order.changedAt = store.now();
    return DONE;
  }),
  // Nothing of an order is changed so but what the shop has added to it (sheet section 3.2).
  ...both('PATCH', '', (order, { store, body }) => {
    check(body, {}, CUSTOM_ATTRIBUTES.order);
    order.custom = patched(order.custom, body);
    order.changedAt = store.now();
    return DONE;
  }),
];

function statusIn(body: Fields, known: readonly string[]): string {
  check(body, { status: 'text' });
  required(body, 'status');
  const { status } = body;
  if (typeof status !== 'string' || !known.includes(status))
    throw badRequest(`The status '${String(status)}' is not known.`);
  return status;
}
