import type { CartRule } from './cart-rules.ts';
import type { Customer } from './customer-state.ts';
import type { CreditMemo, Invoice, Order, Shipment } from './order-state.ts';
import type { Category, Product } from './product-state.ts';
import type { Settings } from './settings.ts';
import type { Seconds } from './site-time.ts';

const COUNTERS = {
  product: 1,
  customer: 1,
  address: 1,
  order: 1,
  item: 1,
  orderAddress: 1,
  comment: 1,
  invoice: 1,
  shipment: 1,
  track: 1,
  creditMemo: 1,
  documentItem: 1,
  category: 3,
  rule: 1,
  quote: 1,
};

export interface SourceItem {
  readonly sku: string;
  readonly source: string;
  quantity: number;
  inStock: boolean;
}

export const ROOT_CATEGORY_ID = 1;
export const DEFAULT_CATEGORY_ID = 2;

/** Everything the shop remembers, and its clock. The rules live beside it, one file each. */
export class Store {
  readonly settings: Settings;
  readonly products = new Map<number, Product>();
  readonly categories = new Map<number, Category>();
  readonly customers = new Map<number, Customer>();
  readonly rules = new Map<number, CartRule>();
  readonly orders = new Map<number, Order>();
  readonly invoices = new Map<number, Invoice>();
  readonly shipments = new Map<number, Shipment>();
  readonly creditMemos = new Map<number, CreditMemo>();
  readonly sourceItems: SourceItem[] = [];
  /** What open orders keep from being sold, by SKU in lower case: below zero until it is shipped. */
  readonly reservations = new Map<string, number>();
  readonly #counters = { ...COUNTERS };

  constructor(settings: Settings) {
    this.settings = settings;
    const now = this.now();
    const shared = {
      createdAt: now,
      updatedAt: now,
      position: 1,
      isActive: true,
      attributes: new Map<string, unknown>(),
    };
    this.categories.set(ROOT_CATEGORY_ID, { ...shared, id: ROOT_CATEGORY_ID, parentId: 0, name: 'Root Catalog' });
    this.categories.set(DEFAULT_CATEGORY_ID, {
      ...shared,
      id: DEFAULT_CATEGORY_ID,
      parentId: ROOT_CATEGORY_ID,
      name: 'Default Category',
    });
  }

  now(): Seconds {
    return Math.floor(this.settings.clock.now() / 1000);
  }

  nextId(counter: keyof typeof COUNTERS): number {
    const id = this.#counters[counter];
    this.#counters[counter] += 1;
    return id;
  }

  /** The database compares SKUs without regard to case. */
  productBySku(sku: string): Product | undefined {
    return [...this.products.values()].find((each) => each.sku.toLowerCase() === sku.toLowerCase());
  }
}

/** `000000123`: what people see of an order, an invoice, a shipment. */
export function incrementId(id: number): string {
  return String(id).padStart(9, '0');
}
