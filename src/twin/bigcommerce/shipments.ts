import { notFound } from './api-error.ts';
import { Sent } from './body.ts';
import { rfc2822, type Seconds } from './moment.ts';
import type { Order } from './order-state.ts';
import { STATUS, type StatusId } from './order-status.ts';
import { orderOf } from './orders.ts';
import { v2Page } from './pages.ts';
import { enterStatus, touch } from './place-order.ts';
import { type ApiRequest, idIn, NO_CONTENT, type Route, route, v2 } from './route.ts';
import type { Store } from './store.ts';

export interface Shipment {
  readonly id: number;
  readonly orderId: number;
  readonly addressId: number;
  readonly createdAt: Seconds;
  readonly items: readonly { readonly lineId: number; readonly productId: number; readonly quantity: number }[];
  trackingNumber: string;
  provider: string;
  carrier: string;
  trackingLink: string;
  method: string;
  comments: string;
}

const SCOPE = 'store_v2_orders';
const PROVIDERS = /^(auspost|canadapost|endicia|usps|fedex|royalmail|ups|upsready|shipperhq|carrier_\w+)?$/;
/** Orders whose life is over: a shipment does not bring them back. */
const OVER: readonly StatusId[] = [STATUS.refunded, STATUS.cancelled, STATUS.completed];

export const SHIPMENT_ROUTES: readonly Route[] = [
  route('GET', 'v2/orders/{id:number}/shipments', SCOPE, (request) => {
    const order = orderOf(request.store, idIn(request));
    return v2Page(
      shipmentsOf(order, request.store).map((each) => viewShipment(each, order)),
      request.query,
    );
  }),
  route('POST', 'v2/orders/{id:number}/shipments', SCOPE, (request) => {
    const order = orderOf(request.store, idIn(request));
    return v2(viewShipment(ship(order, new Sent(request.body, 'v2'), request.store), order), 201);
  }),
  route('GET', 'v2/orders/{id:number}/shipments/{shipment:number}', SCOPE, (request) =>
    v2(viewShipment(shipmentIn(request), orderOf(request.store, idIn(request)))),
  ),
  route('PUT', 'v2/orders/{id:number}/shipments/{shipment:number}', SCOPE, (request) => {
    const shipment = shipmentIn(request);
    describe(shipment, new Sent(request.body, 'v2'));
    const order = orderOf(request.store, idIn(request));
    request.store.tell('store/shipment/updated', 'shipment', shipment.id, { orderId: order.id });
    touch(order, request.store);
    return v2(viewShipment(shipment, order));
  }),
  route('DELETE', 'v2/orders/{id:number}/shipments/{shipment:number}', SCOPE, (request) => {
    const shipment = shipmentIn(request);
    const { store } = request;
    const order = orderOf(store, shipment.orderId);
    store.shipments.delete(shipment.id);
    for (const { lineId, quantity } of shipment.items) {
      const line = order.lines.find(({ id }) => id === lineId);
      if (line !== undefined) line.shipped -= quantity;
    }
    store.tell('store/shipment/deleted', 'shipment', shipment.id, { orderId: order.id });
    // The status stays where the shipment has brought it (sheet, section 3.2).
    touch(order, store);
    return NO_CONTENT;
  }),
];

export function shipmentsOf({ id }: Order, store: Store): readonly Shipment[] {
  return [...store.shipments.values()].filter(({ orderId }) => orderId === id);
}

/**
 * One shipment goes to one address. Whether more may be shipped than was ordered is not verified (sheet, section 7): here
 * it may, so that whoever ships twice is seen to have shipped twice.
 */
function ship(order: Order, sent: Sent, store: Store): Shipment {
  const addressId = sent.needed('order_address_id', sent.integer('order_address_id'));
  if (!order.addresses.some(({ id }) => id === addressId))
    throw sent.refuse('order_address_id', 'the order has no such shipping address');
  const items = sent.needed('items', sent.list('items')).map((each) => {
    const line = order.lines.find(({ id }) => id === each.integer('order_product_id'));
    if (line === undefined) throw each.refuse('order_product_id', 'the order has no such product');
    if (line.addressId !== addressId) throw each.refuse('order_product_id', 'it goes to another address');
    const quantity = each.needed('quantity', each.integer('quantity'));
    if (quantity < 1) throw each.refuse('quantity', 'at least one is needed');
    return { line, quantity };
  });
  if (items.length === 0) throw sent.refuse('items', 'at least one is needed');
  const shipment: Shipment = {
    id: store.nextId('shipment'),
    orderId: order.id,
    addressId,
    createdAt: store.now(),
    items: items.map(({ line, quantity }) => ({ lineId: line.id, productId: line.productId, quantity })),
    trackingNumber: '',
    provider: '',
    carrier: '',
    trackingLink: '',
    method: order.addresses.find(({ id }) => id === addressId)?.method ?? '',
    comments: '',
  };
  describe(shipment, sent);
  for (const { line, quantity } of items) line.shipped += quantity;
  store.shipments.set(shipment.id, shipment);
  store.tell('store/shipment/created', 'shipment', shipment.id, { orderId: order.id });
  const isComplete = order.lines.every((line) => line.addressId === 0 || line.shipped >= line.quantity - line.refunded);
  if (isComplete) order.shippedAt = store.now();
  if (OVER.includes(order.statusId)) touch(order, store);
  else enterStatus(order, isComplete ? STATUS.shipped : STATUS.partiallyShipped, store);
  return shipment;
}

function describe(shipment: Shipment, sent: Sent): void {
  const provider = sent.text('shipping_provider') ?? shipment.provider;
  if (!PROVIDERS.test(provider)) throw sent.refuse('shipping_provider', 'is not known');
  const number = sent.short('tracking_number', 50);
  shipment.provider = provider;
  shipment.trackingNumber = number ?? shipment.trackingNumber;
  shipment.carrier = sent.text('tracking_carrier') ?? shipment.carrier;
  shipment.trackingLink = sent.text('tracking_link') ?? shipment.trackingLink;
  shipment.method = sent.text('shipping_method') ?? shipment.method;
  shipment.comments = sent.text('comments') ?? shipment.comments;
}

function shipmentIn(request: ApiRequest): Shipment {
  const found = request.store.shipments.get(idIn(request, 'shipment'));
  if (found === undefined || found.orderId !== idIn(request)) throw notFound('shipment');
  return found;
}

function viewShipment(shipment: Shipment, order: Order) {
  const to = order.addresses.find(({ id }) => id === shipment.addressId);
  const {
    base: _base,
    cost: _cost,
    zone: _zone,
    method: _method,
    id: _id,
    form_fields: _fields,
    ...place
  } = to ?? { ...order.billing, base: 0, cost: 0, zone: 0, method: 0, id: 0 };
  // Form fields stand at the addresses of the order, not at their copies in its shipments.
  const { form_fields: _billingFields, ...billing } = order.billing;
  return {
    id: shipment.id,
    order_id: order.id,
    customer_id: order.customerId,
    order_address_id: shipment.addressId,
    date_created: rfc2822(shipment.createdAt),
    tracking_number: shipment.trackingNumber,
    tracking_link: shipment.trackingLink,
    generated_tracking_link: '',
    tracking_carrier: shipment.carrier,
    shipping_method: shipment.method,
    shipping_provider: shipment.provider,
    shipping_provider_display_name: shipment.provider.toUpperCase(),
    merchant_shipping_cost: '0.0000',
    comments: shipment.comments,
    billing_address: billing,
    shipping_address: place,
    items: shipment.items.map(({ lineId, productId, quantity }) => ({
      order_product_id: lineId,
      product_id: productId,
      quantity,
    })),
  };
}
