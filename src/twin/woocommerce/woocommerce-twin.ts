import type { TwinReply, TwinRequest, TwinSystem } from '../kit/twin-server.ts';
import { Authentication } from './authentication.ts';
import { CATEGORY_BODY, CATEGORY_ROUTES, createCategory } from './categories.ts';
import type { Coupon } from './coupon-state.ts';
import { COUPON_BODY, createCoupon } from './coupon-write.ts';
import { COUPON_ROUTES } from './coupons.ts';
import type { Customer } from './customer-state.ts';
import { createCustomer } from './customer-write.ts';
import { CUSTOMER_BODY, CUSTOMER_ROUTES } from './customers.ts';
import { NOTE_ROUTES } from './order-notes.ts';
import { type OrderPlacement, placeOrder } from './order-placement.ts';
import type { Order } from './order-state.ts';
import { ORDER_ROUTES } from './orders.ts';
import { databaseDown, tooManyRequests } from './outage-pages.ts';
import type { Parameters } from './parameter-schema.ts';
import { PAYMENT_GATEWAY_ROUTES } from './payment-gateways.ts';
import { PRODUCT_BODY, VARIATION_BODY } from './product-schema.ts';
import type { Product } from './product-state.ts';
import { createProduct } from './product-write.ts';
import { PRODUCT_ROUTES } from './products.ts';
import { REFUND_ROUTES } from './refunds.ts';
import type { Values } from './request-values.ts';
import { invalidId } from './rest-error.ts';
import type { Route } from './route.ts';
import { checkedValues, Router } from './router.ts';
import { SHIPMENT_TRACKING_ROUTES } from './shipment-tracking.ts';
import { SHIPPING_ROUTES } from './shipping-zones.ts';
import { siteInformationRoutes } from './site-information.ts';
import { siteSettings, type WooCommerceTwinOptions } from './site-settings.ts';
import { type Category, Store } from './store.ts';
import { TAX_ROUTES } from './taxes.ts';
import { VARIATION_ROUTES } from './variations.ts';
import { WebhookDeliveries, type WebhookDelivery } from './webhook-deliveries.ts';
import { WEBHOOK_ROUTES } from './webhooks.ts';

/** Sent with every REST answer of the captured server. */
const STANDARD_HEADERS = {
  'content-type': 'application/json; charset=UTF-8',
  'x-robots-tag': 'noindex',
  'x-content-type-options': 'nosniff',
  'access-control-expose-headers': 'X-WP-Total, X-WP-TotalPages, Link',
  'access-control-allow-headers': 'Authorization, X-WP-Nonce, Content-Disposition, Content-MD5, Content-Type',
  expires: 'Wed, 11 Jan 1984 05:00:00 GMT',
  'cache-control': 'no-cache, must-revalidate, max-age=0, no-store, private',
} as const;

export function createWooCommerceTwin(options: WooCommerceTwinOptions): WooCommerceTwin {
  return new WooCommerceTwin(options);
}

/**
 * A WooCommerce shop with REST API v3. Written from `systems/woocommerce.md` and from the captured answers of a real
 * server; it knows nothing of the connector, so that the two can disagree.
 */
export class WooCommerceTwin implements TwinSystem {
  readonly system = 'woocommerce';
  readonly store: Store;
  readonly #router: Router;
  readonly #deliveries: WebhookDeliveries;

  constructor(options: WooCommerceTwinOptions) {
    const settings = siteSettings(options);
    this.store = new Store(settings);
    this.#deliveries = new WebhookDeliveries(this.store);
    const routes: Route[] = [
      ...ORDER_ROUTES,
      ...NOTE_ROUTES,
      ...REFUND_ROUTES,
      ...CUSTOMER_ROUTES,
      ...CATEGORY_ROUTES,
      ...PRODUCT_ROUTES,
      ...VARIATION_ROUTES,
      ...COUPON_ROUTES,
      ...TAX_ROUTES,
      ...PAYMENT_GATEWAY_ROUTES,
      ...SHIPPING_ROUTES,
      ...WEBHOOK_ROUTES,
      ...(settings.shipmentTracking ? SHIPMENT_TRACKING_ROUTES : []),
      ...siteInformationRoutes(settings, () => routes.map((route) => route.path)),
    ];
    this.#router = new Router(routes, new Authentication(settings.keys, settings.tls, settings.clock), this.store);
  }

  handle(request: TwinRequest, expired: boolean): TwinReply {
    const site = this.#siteUrl(request);
    const path = restPath(request);
    if (path === undefined)
      return { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>Not Found</h1>' };
    // What happened before a webhook was made, switched on or removed is told to those that were there.
    const isWebhook = path.startsWith('/wc/v3/webhooks') && request.method !== 'GET';
    if (isWebhook) this.#deliveries.look();
    const { status, body, json, headers, gone, allowed } = this.#router.answer(request, path, site, expired);
    return {
      status,
      headers: {
        ...STANDARD_HEADERS,
        // Replaced by the neighbours of a page where there are any (captured).
        Link: `<${site}/wp-json/>; rel="https://api.w.org/"`,
        ...(allowed.length === 0 || gone === true ? {} : { Allow: allowed.join(', ') }),
        ...headers,
      },
      body: json ?? body,
    };
  }

  throttled(retryAfterSeconds: number | undefined): TwinReply {
    return tooManyRequests(retryAfterSeconds);
  }

  serverError(): TwinReply {
    return databaseDown();
  }

  /** Takes the messages to webhooks of what has happened since the last call; `site` is the address of the shop. */
  takeWebhooks(site = 'https://shop.example.com'): WebhookDelivery[] {
    return this.#deliveries.take(site);
  }

  /** Tells the shop what a receiver has answered to a message. */
  answeredWebhook(webhookId: number, status: number): void {
    this.#deliveries.answered(webhookId, status);
  }

  get orders(): readonly Order[] {
    return [...this.store.orders.values()];
  }

  get products(): readonly Product[] {
    return [...this.store.products.values()];
  }

  get customers(): readonly Customer[] {
    return [...this.store.customers.values()];
  }

  get coupons(): readonly Coupon[] {
    return [...this.store.coupons.values()];
  }

  get categories(): readonly Category[] {
    return [...this.store.categories.values()];
  }

  productBySku(sku: string): Product | undefined {
    return this.store.productBySku(sku);
  }

  /** The body of `POST /products`, checked like one. Throws a RestError. */
  addProduct(body: Values): Product {
    return createProduct(checked(body, PRODUCT_BODY), this.store);
  }

  /** The body of `POST /products/{id}/variations`. */
  addVariation(productId: number, body: Values): Product {
    const parent = this.store.products.get(productId);
    if (parent === undefined) throw invalidId('product');
    return createProduct(checked(body, VARIATION_BODY), this.store, parent);
  }

  /** The body of `POST /products/categories`. */
  addCategory(body: Values): Category {
    return createCategory(checked(body, CATEGORY_BODY), this.store);
  }

  /** The body of `POST /customers`. */
  addCustomer(body: Values): Customer {
    return createCustomer(checked(body, CUSTOMER_BODY), this.store);
  }

  /** The body of `POST /coupons`. */
  addCoupon(body: Values): Coupon {
    return createCoupon(checked(body, COUPON_BODY), this.store);
  }

  placeOrder(placement: OrderPlacement): Order {
    return placeOrder(placement, this.store);
  }

  #siteUrl(request: TwinRequest): string {
    const { siteUrl, tls } = this.store.settings;
    return siteUrl ?? `${tls === 'proxied' ? 'https' : 'http'}://${new URL(request.url).host}`;
  }
}

function checked(body: Values, parameters: Parameters): Values {
  return checkedValues({ parameters }, body);
}

/** `/wp-json/wc/v3/orders`, or without pretty permalinks `/?rest_route=/wc/v3/orders`. */
function restPath(request: TwinRequest): string | undefined {
  const route = request.query.get('rest_route');
  if (route !== null && request.path === '/') return route;
  if (request.path === '/wp-json') return '/';
  return request.path.startsWith('/wp-json/') ? request.path.slice('/wp-json'.length) : undefined;
}
