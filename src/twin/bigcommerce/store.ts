import { BackgroundWork } from './background-work.ts';
import type { Coupon } from './coupons.ts';
import type { Attribute, Customer } from './customer-state.ts';
import { HookBook } from './hook-book.ts';
import type { Metafield } from './metafields.ts';
import type { Seconds } from './moment.ts';
import type { Order } from './order-state.ts';
import type { PriceList } from './price-lists.ts';
import type { Category, Product, Variant } from './product-state.ts';
import type { Refund } from './refunds.ts';
import type { Settings } from './settings.ts';
import type { Shipment } from './shipments.ts';
import { StockBook } from './stock-book.ts';

const FIRST_IDS = {
  order: 101,
  line: 1,
  orderAddress: 1,
  orderCoupon: 1,
  taxRow: 1,
  fee: 1,
  shipment: 1,
  transaction: 1,
  refund: 1,
  refundPayment: 1,
  customer: 1,
  customerAddress: 1,
  attribute: 1,
  attributeValue: 1,
  product: 77,
  variant: 1,
  option: 1,
  customField: 1,
  image: 1,
  category: 18,
  coupon: 1,
  promotion: 1,
  priceList: 1,
  metafield: 1,
};

/** Everything that the store remembers, and its clock. The rules live beside it, one file each. */
export class Store {
  readonly settings: Settings;
  readonly orders = new Map<number, Order>();
  readonly shipments = new Map<number, Shipment>();
  readonly refunds = new Map<number, Refund>();
  readonly customers = new Map<number, Customer>();
  readonly attributes = new Map<number, Attribute>();
  readonly products = new Map<number, Product>();
  readonly categories = new Map<number, Category>();
  readonly coupons = new Map<number, Coupon>();
  readonly priceLists = new Map<number, PriceList>();
  readonly metafields = new Map<number, Metafield>();
  readonly stock: StockBook;
  readonly background: BackgroundWork;
  readonly hooks: HookBook;
  readonly #counters = { ...FIRST_IDS };

  constructor(settings: Settings) {
    this.settings = settings;
    this.stock = new StockBook(settings.locations);
    this.background = new BackgroundWork(settings.backgroundLag, () => this.now());
    this.hooks = new HookBook(settings, () => this.now());
  }

  now(): Seconds {
    return Math.floor(this.settings.clock.now() / 1000);
  }

  nextId(counter: keyof typeof FIRST_IDS): number {
    const id = this.#counters[counter];
    this.#counters[counter] += 1;
    return id;
  }

  variants(): readonly Variant[] {
    return [...this.products.values()].flatMap(({ variants }) => variants);
  }

  variant(id: number): Variant | undefined {
    return this.variants().find((each) => each.id === id);
  }

  variantBySku(sku: string): Variant | undefined {
    return this.variants().find((each) => each.sku.toLowerCase() === sku.toLowerCase());
  }

  /** Notes that a record changed, and tells whoever has asked to be told. */
  tell(scope: string, type: string, id: number, more: Readonly<Record<string, unknown>> = {}): void {
    this.hooks.tell(scope, { type, id, ...more });
  }
}
