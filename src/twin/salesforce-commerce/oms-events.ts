import { badRequest } from './api-error.ts';
import { check, type Fields, isFields, required } from './fields.ts';
import type { OmsEvent } from './order-state.ts';
import { type ApiRequest, type Route, scapi } from './route.ts';

/** `POST …/orders/{orderNo}/oms-status-events`: what an order management tells of an order (sheet section 3.2). */
export const OMS_EVENT_ROUTES: readonly Route[] = [
  {
    methods: ['POST'],
    path: scapi('checkout/orders', 'orders/{orderNo}/oms-status-events'),
    surface: 'scapi',
    scope: 'sfcc.orders',
    ofSite: true,
    handle: ({ store, path, body }: ApiRequest) => {
      const order = store.order(path.orderNo ?? '');
      check(body, { omsOrderId: 'text', fulfillmentEvent: 'object', adjustment: 'object' });
      required(body, 'omsOrderId');
      const event = eventIn(body);
      // The id of an event is unique: one that is told again is the same one.
      if (!order.omsEvents.some(({ id }) => id === event.id)) {
        order.omsEvents.push(event);
        order.changedAt = store.now();
      }
      return { status: 202 };
    },
  },
];

function eventIn({ fulfillmentEvent, adjustment }: Fields): OmsEvent {
  if (isFields(fulfillmentEvent) === isFields(adjustment))
    throw badRequest('Either a fulfillmentEvent or an adjustment is required.');
  return isFields(fulfillmentEvent) ? fulfillment(fulfillmentEvent) : adjusted(isFields(adjustment) ? adjustment : {});
}

function fulfillment(event: Fields): OmsEvent {
  check(event, {
    id: 'text',
    occurredAt: 'time',
    type: 'text',
    lineItems: 'list',
    trackingNumber: 'text',
    trackingUrl: 'text',
    carrier: 'text',
    description: 'text',
  });
  required(event, 'id', 'occurredAt', 'type');
  if (event.type !== 'processing') required(event, 'trackingNumber', 'trackingUrl');
  return {
    id: String(event.id),
    kind: 'fulfillment',
    type: String(event.type),
    trackingNumber: typeof event.trackingNumber === 'string' ? event.trackingNumber : undefined,
    lineItems: linesIn(event),
  };
}

function adjusted(adjustment: Fields): OmsEvent {
  check(adjustment, {
    id: 'text',
    occurredAt: 'time',
    type: 'text',
    status: 'text',
    lineItems: 'list',
    totals: 'list',
    description: 'text',
  });
  required(adjustment, 'id', 'occurredAt', 'type', 'status');
  if (!['pending', 'completed', 'failed'].includes(String(adjustment.status)))
    throw badRequest(`The status '${String(adjustment.status)}' of an adjustment is not known.`);
  for (const total of Array.isArray(adjustment.totals) ? adjustment.totals : [])
    if (!isFields(total) || !Number.isInteger(total.amount))
      throw badRequest('The amounts of totals are whole numbers of the smallest unit of the currency.');
  return {
    id: String(adjustment.id),
    kind: 'adjustment',
    type: String(adjustment.type),
    trackingNumber: undefined,
    lineItems: linesIn(adjustment),
  };
}

const linesIn = ({ lineItems }: Fields): readonly Fields[] =>
  Array.isArray(lineItems) ? lineItems.filter(isFields) : [];
