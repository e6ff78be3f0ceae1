import type { TwinReply, TwinRequest, TwinSystem } from '../kit/twin-server.ts';
import { Access } from './access.ts';
import { ApiError } from './api-error.ts';
import { addCategory, CATEGORY_ROUTES } from './categories.ts';
import { type Category, ROOT } from './category-state.ts';
import { ADDRESS_ROUTES, addAddress } from './customer-addresses.ts';
import type { Customer } from './customer-state.ts';
import { CUSTOMER_ROUTES, createCustomer } from './customers.ts';
import type { Fields } from './fields.ts';
import { INVENTORY_ROUTES } from './inventory-records.ts';
import { JOB_ROUTES } from './jobs.ts';
import { OMS_EVENT_ROUTES } from './oms-events.ts';
import type { Promotion } from './order-prices.ts';
import { ORDER_SEARCH_ROUTES } from './order-search.ts';
import type { Order } from './order-state.ts';
import { ORDER_WRITE_ROUTES } from './order-writes.ts';
import { ORDER_ROUTES } from './orders.ts';
import { confirm, type Placement, placeOrder } from './place-order.ts';
import type { Product } from './product-state.ts';
import { addVariation, PRODUCT_ROUTES, replaceProduct } from './products.ts';
import { Router } from './router.ts';
import { type SalesforceCommerceTwinOptions, settingsOf } from './settings.ts';
import { Store } from './store.ts';
import { WEBDAV_ROUTES } from './webdav.ts';

/** A product for sale: its price without tax (with it, where the site's prices are gross), and how many are there. */
export interface ProductOffered {
  readonly id: string;
  readonly name: string;
  readonly price: string;
  readonly stock: number;
}

/**
 * A Salesforce B2C Commerce instance with one site, one catalog, one price book, one classic inventory list (no Omnichannel
 * Inventory) and Account Manager. Written from `systems/salesforce-commerce.md`; it knows nothing of the connector, so that
 * the two can disagree. What the sheet leaves open is decided so: products and categories answer 201 when a PUT makes them,
 * figures that are worked out may be sent and count for nothing, and the list of orders has none that was never placed.
 */
export class SalesforceCommerceTwin implements TwinSystem {
  readonly system = 'salesforce-commerce';
  readonly store: Store;
  readonly #access: Access;
  readonly #router: Router;

  constructor(options: SalesforceCommerceTwinOptions) {
    const settings = settingsOf(options);
    this.store = new Store(settings);
    addCategory(ROOT, { online: true }, this.store);
    this.#access = new Access(settings);
    this.#router = new Router(
      [
        ...ORDER_ROUTES,
        ...ORDER_WRITE_ROUTES,
        ...OMS_EVENT_ROUTES,
        ...ORDER_SEARCH_ROUTES,
        ...CUSTOMER_ROUTES,
        ...ADDRESS_ROUTES,
        ...PRODUCT_ROUTES,
        ...CATEGORY_ROUTES,
        ...INVENTORY_ROUTES,
        ...JOB_ROUTES,
        ...WEBDAV_ROUTES,
      ],
      this.#access,
      this.store,
    );
  }

  /** All hosts of an installation answer at one address: Account Manager, SCAPI, and the instance with OCAPI and WebDAV. */
  handle(request: TwinRequest, expired: boolean): TwinReply {
    if (request.path === '/dwsso/oauth2/access_token' && request.method === 'POST') return this.#access.token(request);
    return this.#router.answer(request, expired);
  }

  /** Load shedding tells its degree besides (sheet section 5). */
  throttled(retryAfterSeconds: number | undefined): TwinReply {
    const retry = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
    const headers = { ...retry, sfdc_load: '93', sfdc_load_status: 'THROTTLE' };
    return new ApiError(429, 'TooManyRequests', 'The rate limit is exceeded.', { headers }).replyOn('scapi');
  }

  serverError(): TwinReply {
    return new ApiError(500, 'InternalServerError', 'An internal error occurred.').replyOn('scapi');
  }

  /** Searches are POSTs to one path: what they page through is in their body. */
  listOf({ path, body }: TwinRequest): string {
    return path.endsWith('-search') || path.endsWith('order_search')
      ? `${path} ${body.replace(/"(offset|start)":\s*\d+/, '')}`
      : path;
  }

  get orders(): readonly Order[] {
    return [...this.store.orders.values()];
  }

  get products(): readonly Product[] {
    return [...this.store.products.values()];
  }

  /** Without the root, which every catalog has. */
  get categories(): readonly Category[] {
    return [...this.store.categories.values()].filter(({ id }) => id !== ROOT);
  }

  addProduct({ id, name, price, stock }: ProductOffered): Product {
    const { store } = this;
    const { catalogId, priceBookId } = store.settings;
    replaceProduct(id, { owningCatalogId: catalogId, name: { default: name }, onlineFlag: { default: true } }, store);
    store.priceBooks.get(priceBookId)?.prices.set(id, price);
    store.stock.allocate(store.stock.recordOf(id), stock);
    return store.product(id);
  }

  /** A product that is bought as one of its variations, which are products already. */
  addMaster(id: string, name: string, variants: readonly string[]): Product {
    const { store } = this;
    const fields = {
      owningCatalogId: store.settings.catalogId,
      name: { default: name },
      onlineFlag: { default: true },
    };
    replaceProduct(id, fields, store);
    const master = store.product(id);
    for (const variant of variants) addVariation(master, store.product(variant), store);
    return master;
  }

  addCategory(id: string, name: string): Category {
    return addCategory(id, { name: { default: name }, online: true }, this.store);
  }

  /** The body of `POST …/customers`, and of each address. */
  addCustomer(fields: Fields, addresses: readonly Fields[] = []): Customer {
    const customer = createCustomer(fields, this.store);
    for (const address of addresses) addAddress(customer, address, this.store);
    return customer;
  }

  addPromotion(promotion: Promotion): void {
    this.store.promotions.push(promotion);
  }

  placeOrder(placement: Placement): Order {
    return placeOrder(placement, this.store);
  }

  /** The money that an order waited for has come: the shop has no doubt about it any more. */
  receivePayment(order: Order, transactionId: string): void {
    order.side.payment = 'paid';
    order.side.confirmation = 'confirmed';
    for (const payment of order.payments) payment.transactionId = transactionId;
    if (order.status === 'created') confirm(order, true, this.store);
    else order.side.export = 'ready';
    order.changedAt = this.store.now();
  }

  /** Somebody else writes the record at the same moment: the next writer is told of a conflict. */
  meetAtStock(productId: string): void {
    this.store.contested.add(productId);
  }
}
