import type { TwinReply, TwinRequest, TwinSystem } from '../kit/twin-server.ts';
import { TOKEN_ROUTES } from './admin-tokens.ts';
import { Authentication } from './authentication.ts';
import type { CartRule } from './cart-rules.ts';
import { CATEGORY_ROUTES, createCategory } from './categories.ts';
import { CREDIT_MEMO_ROUTES } from './credit-memos.ts';
import type { Customer } from './customer-state.ts';
import { CUSTOMER_ROUTES, createCustomer } from './customers.ts';
import { DEFAULT_SOURCE, INVENTORY_ROUTES, salableQuantity, setSourceItem } from './inventory.ts';
import { INVOICE_ROUTES, invoiceOrder } from './invoices.ts';
import type { Order, Shipment } from './order-state.ts';
import { cancelOrder, ORDER_ROUTES } from './orders.ts';
import { addRule, type Placement, placeOrder } from './place-order.ts';
import { PRICE_ROUTES } from './prices.ts';
import type { Category, Product } from './product-state.ts';
import { inScope } from './product-view.ts';
import { saveProduct } from './product-write.ts';
import { PRODUCT_ROUTES } from './products.ts';
import type { Fields } from './request-body.ts';
import { INTERNAL_ERROR, noSuchEntity } from './rest-error.ts';
import { Router } from './router.ts';
import { type MagentoTwinOptions, settingsOf } from './settings.ts';
import { SHIPMENT_ROUTES } from './shipments.ts';
import { Store } from './store.ts';
import { TIER_PRICE_ROUTES } from './tier-prices.ts';

export function createMagentoTwin(options: MagentoTwinOptions): MagentoTwin {
  return new MagentoTwin(options);
}

/**
 * A Magento 2.4 shop with REST V1: one website, one store view, multi-source inventory, no B2B. Written from
 * `systems/magento.md`; it knows nothing of the connector, so that the two can disagree.
 */
export class MagentoTwin implements TwinSystem {
  readonly system = 'magento';
  readonly store: Store;
  readonly #router: Router;

  constructor(options: MagentoTwinOptions) {
    const settings = settingsOf(options);
    this.store = new Store(settings);
    const authentication = new Authentication(settings);
    const routes = [
      ...TOKEN_ROUTES(authentication),
      ...ORDER_ROUTES,
      ...INVOICE_ROUTES,
      ...SHIPMENT_ROUTES,
      ...CREDIT_MEMO_ROUTES,
      ...CUSTOMER_ROUTES,
      ...PRICE_ROUTES,
      ...TIER_PRICE_ROUTES,
      ...PRODUCT_ROUTES,
      ...CATEGORY_ROUTES,
      ...INVENTORY_ROUTES,
    ];
    this.#router = new Router(routes, authentication, this.store);
  }

  handle(request: TwinRequest, expired: boolean): TwinReply {
    return this.#router.answer(request, expired);
  }

  throttled(retryAfterSeconds: number | undefined): TwinReply {
    const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
    return { status: 429, headers, body: { message: 'Too Many Requests' } };
  }

  serverError(): TwinReply {
    return INTERNAL_ERROR;
  }

  get orders(): readonly Order[] {
    return [...this.store.orders.values()];
  }

  get products(): readonly Product[] {
    return [...this.store.products.values()];
  }

  get categories(): readonly Category[] {
    return [...this.store.categories.values()];
  }

  order(id: number): Order {
    const order = this.store.orders.get(id);
    if (order === undefined) throw noSuchEntity('id', id);
    return order;
  }

  shipmentsOf(order: Order): readonly Shipment[] {
    return [...this.store.shipments.values()].filter(({ orderId }) => orderId === order.id);
  }

  productBySku(sku: string): Product | undefined {
    return this.store.productBySku(sku);
  }

  /** A product as the shop's visitors see it, in the store view. */
  shownProduct(sku: string): Product | undefined {
    const product = this.store.productBySku(sku);
    return product === undefined ? undefined : inScope(product, 'view');
  }

  /** The `product` of `POST /V1/products`, and how many lie at the default source. */
  addProduct(product: Fields, stock: number): Product {
    const made = saveProduct({ attribute_set_id: 4, ...product }, undefined, 'all', this.store);
    setSourceItem(this.store, made.sku, DEFAULT_SOURCE, stock, stock > 0);
    return made;
  }

  /** A product that is bought as one of its variants, which are products already. */
  addConfigurable(sku: string, name: string, optionLabel: string, variants: readonly string[]): Product {
    const product = saveProduct(
      { sku, name, attribute_set_id: 4, type_id: 'configurable' },
      undefined,
      'all',
      this.store,
    );
    product.optionLabel = optionLabel;
    product.children = variants.flatMap((each) => this.store.productBySku(each)?.id ?? []);
    return product;
  }

  /** The `category` of `POST /V1/categories`. */
  addCategory(category: Fields): Category {
    return createCategory(category, this.store);
  }

  /** The `customer` of `POST /V1/customers`. */
  addCustomer(customer: Fields): Customer {
    return createCustomer(customer, this.store);
  }

  addRule(rule: Partial<CartRule> & Pick<CartRule, 'label'>): CartRule {
    return addRule(rule, this.store);
  }

  placeOrder(placement: Placement): Order {
    return placeOrder(placement, this.store);
  }

  /** Staff edit an order in the admin: another takes its place, and it is canceled (sheet 3.1). */
  editOrder(order: Order, placement: Placement): Order {
    if (!cancelOrder(order, this.store)) throw new RangeError(`order ${order.incrementId} cannot be edited any more`);
    const made = placeOrder(placement, this.store, order);
    order.replacedBy = made;
    return made;
  }

  /** The money that an order waited for has come. */
  receivePayment(order: Order, transactionId: string): void {
    order.payment.transactionId = transactionId;
    invoiceOrder(order, undefined, true, this.store);
  }

  salableQuantity(sku: string): number {
    return salableQuantity(this.store, sku);
  }
}
