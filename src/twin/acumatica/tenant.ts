import { SiteTime } from '../kit/site-time.ts';
import type { Given } from './given.ts';
import { type Row, type Scalar, textOf } from './row.ts';
import { SalesPrices } from './sales-prices.ts';
import type { Settings } from './settings.ts';
import {
  CONTACT,
  CUSTOMER,
  CUSTOMER_LOCATION,
  INVENTORY_ADJUSTMENT,
  NON_STOCK_ITEM,
  PAYMENT,
  SALES_CATEGORY,
  SALES_INVOICE,
  SALES_ORDER,
  SHIPMENT,
  STOCK_ITEM,
  TEMPLATE_ITEM,
} from './shapes.ts';
import { Store } from './store.ts';
import { WarehouseStock } from './warehouse-stock.ts';

/** Everything that one tenant of the twin holds. */
export class Tenant {
  readonly settings: Settings;
  readonly time: SiteTime;
  readonly customers = new Store(CUSTOMER);
  readonly locations = new Store(CUSTOMER_LOCATION);
  readonly contacts = new Store(CONTACT);
  readonly stockItems = new Store(STOCK_ITEM);
  readonly nonStockItems = new Store(NON_STOCK_ITEM);
  readonly templates = new Store(TEMPLATE_ITEM);
  readonly categories = new Store(SALES_CATEGORY);
  readonly orders = new Store(SALES_ORDER);
  readonly shipments = new Store(SHIPMENT);
  readonly invoices = new Store(SALES_INVOICE);
  readonly payments = new Store(PAYMENT);
  readonly adjustments = new Store(INVENTORY_ADJUSTMENT);
  readonly stock: WarehouseStock;
  readonly prices: SalesPrices;
  readonly #series = new Map<string, number>();
  #guids = 0;

  constructor(settings: Settings) {
    this.settings = settings;
    this.time = new SiteTime(settings.timeZone);
    this.stock = new WarehouseStock(this);
    this.prices = new SalesPrices(this);
    for (const { code, name, taxCategory } of settings.charges)
      this.nonStockItems.put(
        this.row({
          InventoryID: code,
          Description: name,
          ItemStatus: 'Active',
          ItemClass: 'DEFAULT',
          TaxCategory: taxCategory,
          BaseUnit: settings.units[0] ?? 'EA',
          SalesUnit: settings.units[0] ?? 'EA',
          DefaultPrice: 0,
          RequireShipment: false,
          LastModified: this.now(),
        }),
      );
  }

  now(): number {
    return this.settings.clock.now();
  }

  today(): string {
    return this.time.dayOf(this.now());
  }

  guid(): string {
    this.#guids += 1;
    return `3c0d1e20-7a5b-4e11-9b42-${this.#guids.toString(16).padStart(12, '0')}`;
  }

  /** The next of a numbering sequence: `SO000001`. */
  number(prefix: string, digits = 6): string {
    const next = (this.#series.get(prefix) ?? 0) + 1;
    this.#series.set(prefix, next);
    return `${prefix}${String(next).padStart(digits, '0')}`;
  }

  /** The next whole number of a counter that the system keeps: CategoryID, ContactID. */
  counter(name: string): number {
    const next = (this.#series.get(name) ?? 0) + 1;
    this.#series.set(name, next);
    return next;
  }

  row(values: Record<string, Scalar> = {}, parts: Row['parts'] = {}): Row {
    const id = this.guid();
    return { id, note: '', custom: {}, values: { ...values }, parts };
  }

  /** What can be sold under a number: with stock or without. */
  item(number: string): Row | undefined {
    return this.stockItems.get(number) ?? this.nonStockItems.get(number);
  }

  /** Refuses a code that is not in its list; an empty one says nothing. */
  check(given: Given, field: string, list: readonly string[], what = field): void {
    const value = given.text(field);
    if (value !== '' && !list.includes(value)) given.refuse(field, notFound(what, value));
  }

  /** User-defined fields that the tenant has are kept; of others nothing is known (sheet section 10). */
  keepCustom(given: Given, row: Row): void {
    for (const [name, value] of Object.entries(given.custom))
      if (this.settings.customFields[name] === value.type) row.custom[name] = value;
  }

  /** The tax zone of a country, where the customer has none of its own. */
  zoneOf(country: string): string {
    return this.settings.zoneByCountry[country] ?? this.settings.zoneByCountry['*'] ?? '';
  }

  customerOf(document: Row): Row | undefined {
    return this.customers.get(textOf(document, 'CustomerID'));
  }
}

export const notFound = (what: string, value: string): string => `${what} '${value}' cannot be found in the system.`;
