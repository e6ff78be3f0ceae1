import type { Coupon } from './coupon-state.ts';
import type { Customer } from './customer-state.ts';
import type { Order, Refund } from './order-state.ts';
import type { Product } from './product-state.ts';
import type { SiteSettings } from './site-settings.ts';
import { type Seconds, SiteTime } from './site-time.ts';
import type { TaxRate } from './tax-rates.ts';

export interface Category {
  readonly id: number;
  name: string;
  slug: string;
  parent: number;
  description: string;
  display: string;
  image: unknown;
  menuOrder: number;
}

export interface Webhook {
  readonly id: number;
  name: string;
  status: string;
  topic: string;
  deliveryUrl: string;
  /** Written by the API and never shown again. */
  secret: string;
  readonly createdAt: Seconds;
  modifiedAt: Seconds;
}

/** WordPress counts each kind of row on its own; orders, products, coupons and refunds are all posts. */
export type CounterName = 'post' | 'term' | 'user' | 'comment' | 'orderItem' | 'meta' | 'webhook';

/** The first free ids of the captured site. */
const FIRST_IDS: Readonly<Record<CounterName, number>> = {
  post: 10,
  term: 16,
  user: 2,
  comment: 1,
  orderItem: 1,
  meta: 1,
  webhook: 1,
};

export const DEFAULT_CATEGORY_ID = 15;

/** Everything the shop remembers, and its clock. The rules live beside it, one file each. */
export class Store {
  readonly settings: SiteSettings;
  readonly time: SiteTime;
  readonly products = new Map<number, Product>();
  readonly categories = new Map<number, Category>();
  readonly customers = new Map<number, Customer>();
  readonly coupons = new Map<number, Coupon>();
  readonly orders = new Map<number, Order>();
  readonly refunds = new Map<number, Refund>();
  readonly webhooks = new Map<number, Webhook>();
  readonly taxRates: TaxRate[];
  /** Ids by SKU in lower case: the database compares SKUs without regard to case. */
  readonly idsBySku = new Map<string, number>();
  /** Moves when what an order line reads from the live product (SKU, existence) may have changed. */
  catalogueRevision = 0;
  readonly #counters = { ...FIRST_IDS };
  #pinned: Seconds | undefined;

  constructor(settings: SiteSettings) {
    this.settings = settings;
    this.time = new SiteTime(settings.timeZone);
    this.taxRates = [...settings.taxRates];
    this.categories.set(DEFAULT_CATEGORY_ID, {
      id: DEFAULT_CATEGORY_ID,
      name: 'Uncategorized',
      slug: 'uncategorized',
      parent: 0,
      description: '',
      display: 'default',
      image: null,
      menuOrder: 0,
    });
  }

  now(): Seconds {
    return this.#pinned ?? Math.floor(this.settings.clock.now() / 1000);
  }

  /** Runs `work` as if it were `at`: how orders of the past get there through the same code as today's. */
  asOf<T>(at: Seconds | undefined, work: () => T): T {
    const before = this.#pinned;
    this.#pinned = at ?? before;
    try {
      return work();
    } finally {
      this.#pinned = before;
    }
  }

  nextId(counter: CounterName): number {
    const id = this.#counters[counter];
    this.#counters[counter] += 1;
    return id;
  }

  nextMetaId = (): number => this.nextId('meta');

  productBySku(sku: string): Product | undefined {
    const id = this.idsBySku.get(sku.toLowerCase());
    return id === undefined ? undefined : this.products.get(id);
  }

  variationsOf(product: Product): Product[] {
    return [...this.products.values()].filter((each) => each.type === 'variation' && each.parentId === product.id);
  }
}
