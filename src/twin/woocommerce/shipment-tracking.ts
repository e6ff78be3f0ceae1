import { createHash } from 'node:crypto';
import { setMeta } from './meta-data.ts';
import type { Order } from './order-state.ts';
import { touch } from './order-write.ts';
import { INTEGER, STRING } from './parameter-schema.ts';
import { numberIn, textIn } from './request-values.ts';
import { invalidId, RestError } from './rest-error.ts';
import { created, ok, type RestRequest, type Route } from './route.ts';
import { gmt } from './site-time.ts';

/** What the extension keeps in the order's meta. */
interface Tracking {
  readonly tracking_id: string;
  readonly tracking_provider: string;
  readonly tracking_link: string;
  readonly tracking_number: string;
  readonly date_shipped: string;
}

const META_KEY = '_wc_shipment_tracking_items';
const COLLECTION = '/wc-shipment-tracking/v3/orders/{order_id:number}/shipment-trackings';
/** Tracking links by provider, `%s` for the number: a few of the extension's long list. */
const PROVIDERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Italy: { 'BRT (Bartolini)': 'https://tracking.example.com/brt?number=%s' },
  Germany: {
    DHL: 'https://tracking.example.com/dhl?number=%s',
    Hermes: 'https://tracking.example.com/hermes?number=%s',
  },
  'United States': {
    UPS: 'https://tracking.example.com/ups?number=%s',
    USPS: 'https://tracking.example.com/usps?number=%s',
  },
};

/** The Shipment Tracking extension, variant B: an unknown provider name is refused, a custom one needs no link. */
export const SHIPMENT_TRACKING_ROUTES: readonly Route[] = [
  {
    methods: ['GET'],
    path: '/wc-shipment-tracking/v3/shipment-trackings/providers',
    access: 'public',
    parameters: {},
    handle: () => ok(PROVIDERS),
  },
  {
    methods: ['GET'],
    path: COLLECTION,
    access: 'list',
    parameters: { order_id: INTEGER },
    handle: (request) => ok(trackingsOf(orderOf(request))),
  },
  {
    methods: ['POST'],
    path: COLLECTION,
    access: 'create',
    parameters: {
      order_id: INTEGER,
      tracking_number: { ...STRING, required: true },
      tracking_provider: STRING,
      custom_tracking_provider: STRING,
      custom_tracking_link: STRING,
      date_shipped: STRING,
    },
    handle(request) {
      const order = orderOf(request);
      const tracking = newTracking(request, trackingsOf(order).length);
      write(order, [...trackingsOf(order), tracking], request);
      const path = `orders/${order.id}/shipment-trackings/${tracking.tracking_id}`;
      return created(tracking, `${request.site}/wp-json/wc-shipment-tracking/v3/${path}`);
    },
  },
  {
    methods: ['GET'],
    path: `${COLLECTION}/{id}`,
    access: 'view',
    parameters: { order_id: INTEGER, id: STRING },
    handle: (request) => ok(trackingOf(request)),
  },
  {
    methods: ['DELETE'],
    path: `${COLLECTION}/{id}`,
    access: 'delete',
    parameters: { order_id: INTEGER, id: STRING },
    handle(request) {
      const order = orderOf(request);
      const tracking = trackingOf(request);
      write(
        order,
        trackingsOf(order).filter((each) => each.tracking_id !== tracking.tracking_id),
        request,
      );
      return ok(tracking);
    },
  },
];

function newTracking({ values, store }: RestRequest, index: number): Tracking {
  const number = textIn(values, 'tracking_number') ?? '';
  const known = textIn(values, 'tracking_provider') ?? '';
  const custom = textIn(values, 'custom_tracking_provider') ?? '';
  const link = Object.values(PROVIDERS)
    .map((providers) => providers[known])
    .find((found) => found !== undefined);
  if (known === '' && custom === '')
    throw new RestError('woocommerce_rest_shipment_tracking_provider_required', 'Tracking provider is required.', 400);
  if (known !== '' && link === undefined)
    throw new RestError('woocommerce_rest_shipment_tracking_invalid_provider', 'Invalid tracking provider.', 400);
  const seed = `${known}${custom}-${number}-${store.now()}-${index}`;
  return {
    tracking_id: createHash('md5').update(seed).digest('hex'),
    tracking_provider: known === '' ? custom : known,
    tracking_link: link?.replace('%s', encodeURIComponent(number)) ?? textIn(values, 'custom_tracking_link') ?? '',
    tracking_number: number,
    date_shipped: textIn(values, 'date_shipped') || gmt(store.time.wall(store.now())).slice(0, 10),
  };
}

function trackingsOf(order: Order): readonly Tracking[] {
  const value = order.meta.find((entry) => entry.key === META_KEY)?.value;
  return Array.isArray(value) ? (value as readonly Tracking[]) : [];
}

function write(order: Order, trackings: readonly Tracking[], { store }: RestRequest): void {
  setMeta(order.meta, META_KEY, trackings, store.nextMetaId);
  touch(order, store);
}

function trackingOf(request: RestRequest): Tracking {
  const found = trackingsOf(orderOf(request)).find((each) => each.tracking_id === textIn(request.values, 'id'));
  if (found === undefined) throw invalidId('shipment_tracking');
  return found;
}

function orderOf({ store, values }: RestRequest): Order {
  const order = store.orders.get(numberIn(values, 'order_id') ?? 0);
  if (order === undefined) throw new RestError('woocommerce_rest_order_invalid_id', 'Invalid order ID.', 404);
  return order;
}
