import Big from 'big.js';
import type { TwinReply, TwinRequest, TwinSystem } from '../kit/twin-server.ts';
import { ApiError } from './api-error.ts';
import { ApiRouter } from './api-router.ts';
import { Sent } from './body.ts';
import { CATEGORY_ROUTES, createCategory } from './categories.ts';
import type { Coupon } from './coupons.ts';
import { CUSTOMER_ADDRESS_ROUTES } from './customer-addresses.ts';
import { CUSTOMER_ATTRIBUTE_ROUTES } from './customer-attributes.ts';
import type { Customer } from './customer-state.ts';
import { CUSTOMER_ROUTES, createCustomer } from './customers.ts';
import type { HookMessage } from './hook-book.ts';
import { INVENTORY_ROUTES } from './inventory.ts';
import { METAFIELD_ROUTES } from './metafields.ts';
import type { Order } from './order-state.ts';
import { STATUS } from './order-status.ts';
import { ORDER_ROUTES, orderOf } from './orders.ts';
import { addTransaction, PAYMENT_ROUTES } from './payments.ts';
import { editQuantities, enterStatus, type Placement, placeOrder } from './place-order.ts';
import { PRICE_LIST_ROUTES } from './price-lists.ts';
import type { Category, Product } from './product-state.ts';
import { createProduct } from './product-write.ts';
import { PRODUCT_ROUTES } from './products.ts';
import { REFUND_ROUTES } from './refunds.ts';
import { type BigCommerceTwinOptions, settingsOf } from './settings.ts';
import { SHIPMENT_ROUTES, type Shipment, shipmentsOf } from './shipments.ts';
import { Store } from './store.ts';
import { VARIANT_ROUTES } from './variants.ts';
import { WEBHOOK_ROUTES } from './webhooks.ts';

/**
 * A BigCommerce store: V2 orders and shipments, V3 catalogue, customers, inventory, payments, price lists and webhooks.
 * One channel, one currency, no B2B Edition, which is an application of its own on another host. Written from
 * `systems/bigcommerce.md`; it knows nothing of the connector, so that the two can disagree.
 */
export class BigCommerceTwin implements TwinSystem {
  readonly system = 'bigcommerce';
  readonly store: Store;
  readonly #router: ApiRouter;

  constructor(options: BigCommerceTwinOptions) {
    this.store = new Store(settingsOf(options));
    const routes = [
      ...ORDER_ROUTES,
      ...SHIPMENT_ROUTES,
      ...PAYMENT_ROUTES,
      ...REFUND_ROUTES,
      ...METAFIELD_ROUTES,
      ...CUSTOMER_ROUTES,
      ...CUSTOMER_ADDRESS_ROUTES,
      ...CUSTOMER_ATTRIBUTE_ROUTES,
      ...CATEGORY_ROUTES,
      ...PRODUCT_ROUTES,
      ...VARIANT_ROUTES,
      ...PRICE_LIST_ROUTES,
      ...INVENTORY_ROUTES,
      ...WEBHOOK_ROUTES,
    ];
    this.#router = new ApiRouter(routes, this.store);
  }

  handle(request: TwinRequest, expired: boolean): TwinReply {
    return this.#router.answer(request, expired);
  }

  throttled(retryAfterSeconds: number | undefined): TwinReply {
    const refusal = new ApiError(429, 'Too many requests').in('v3');
    // Without these headers the store as a whole is under load.
    if (retryAfterSeconds === undefined) return refusal;
    const headers = {
      'x-rate-limit-time-window-ms': '30000',
      'x-rate-limit-time-reset-ms': String(retryAfterSeconds * 1000),
      'x-rate-limit-requests-quota': '450',
      'x-rate-limit-requests-left': '0',
      'x-retry-after': String(retryAfterSeconds),
    };
    return { ...refusal, headers };
  }

  serverError(): TwinReply {
    return new ApiError(500, 'An internal error occurred.').in('v3');
  }

  get orders(): readonly Order[] {
    return [...this.store.orders.values()];
  }

  order(id: number): Order {
    return orderOf(this.store, id);
  }

  shipmentsOf(order: Order): readonly Shipment[] {
    return shipmentsOf(order, this.store);
  }

  /** The product that is sold by this SKU, or one of whose variants is. */
  productBySku(sku: string): Product | undefined {
    return this.store.products.get(this.store.variantBySku(sku)?.productId ?? 0);
  }

  /** The body of `POST /v3/catalog/products`. */
  addProduct(product: Readonly<Record<string, unknown>>): Product {
    return createProduct(new Sent({ type: 'physical', weight: 0, ...product }, 'v3'), this.store);
  }

  /** An entry of `POST /v3/catalog/trees/categories`. */
  addCategory(category: Readonly<Record<string, unknown>>): Category {
    return createCategory(new Sent(category, 'v3'), this.store);
  }

  /** An entry of `POST /v3/customers`. */
  addCustomer(customer: Readonly<Record<string, unknown>>): Customer {
    return createCustomer(new Sent(customer, 'v3'), this.store);
  }

  addCoupon(coupon: Pick<Coupon, 'code' | 'type'> & { readonly amount: string; readonly sku?: string }): Coupon {
    const { code, type, amount, sku } = coupon;
    const made: Coupon = { id: this.store.nextId('coupon'), code, type, amount: new Big(amount), sku };
    this.store.coupons.set(made.id, made);
    return made;
  }

  placeOrder(placement: Placement): Order {
    this.wait();
    return placeOrder(placement, this.store);
  }

  /** Staff change how many pieces of a line are sold, in the control panel: discounts are worked out anew. */
  editQuantity(order: Order, lineId: number, quantity: number): void {
    this.wait();
    editQuantities(order, new Map([[lineId, quantity]]), this.store);
  }

  /** The money that an order waited for has come. */
  receivePayment(order: Order): void {
    const waiting = order.transactions.findLast(({ event }) => event === 'pending');
    order.paymentStatus = 'paid';
    if (waiting !== undefined)
      addTransaction(order, { ...waiting, event: 'settled', referenceId: waiting.id }, this.store);
    enterStatus(order, STATUS.awaitingFulfillment, this.store);
  }

  /** What may be sold of an article, once everything that was written shows. */
  available(sku: string): number {
    this.wait();
    const variant = this.store.variantBySku(sku);
    return variant === undefined ? 0 : this.store.stock.available(variant.id);
  }

  /** Lets what the store does in the background be done. */
  wait(): void {
    this.store.background.settleAll();
  }

  /** The messages of what has happened since the last call, and those that are sent again. */
  takeWebhooks(): readonly HookMessage[] {
    return this.store.hooks.take();
  }

  answeredWebhook(id: string, status: number): void {
    this.store.hooks.answered(id, status);
  }
}
