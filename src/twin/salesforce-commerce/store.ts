import { notFound } from './api-error.ts';
import type { Category } from './category-state.ts';
import type { Customer } from './customer-state.ts';
import type { JobExecution } from './jobs.ts';
import type { Promotion } from './order-prices.ts';
import type { Order } from './order-state.ts';
import { newPriceBook, type PriceBook, priceAt } from './price-books.ts';
import type { Product } from './product-state.ts';
import type { Settings } from './settings.ts';
import { Stock } from './stock.ts';

const COUNTERS = { order: 1, customer: 1, invoice: 1, shipment: 1, execution: 1 };

/** All that the instance remembers, and its clock. The rules live beside it. */
export class Store {
  readonly settings: Settings;
  readonly orders = new Map<string, Order>();
  readonly customers = new Map<string, Customer>();
  readonly products = new Map<string, Product>();
  readonly categories = new Map<string, Category>();
  readonly priceBooks = new Map<string, PriceBook>();
  readonly promotions: Promotion[] = [];
  /** Impex: files by their path, which people write with any case. */
  readonly files = new Map<string, string>();
  readonly executions = new Map<string, JobExecution>();
  readonly stock: Stock;
  /** Products at whose inventory record somebody else is writing: the next write meets him. */
  readonly contested = new Set<string>();
  readonly #counters = { ...COUNTERS };
  #uuids = 0;

  constructor(settings: Settings) {
    this.settings = settings;
    this.stock = new Stock(
      () => this.now(),
      (orderNo) => settings.onOrderInventory && this.orders.get(orderNo)?.side.export !== 'exported',
    );
    this.priceBooks.set(settings.priceBookId, newPriceBook(settings.currency));
  }

  now(): number {
    return this.settings.clock.now();
  }

  /** `00000042` */
  nextNumber(counter: keyof typeof COUNTERS): string {
    const number = this.#counters[counter];
    this.#counters[counter] += 1;
    return String(number).padStart(8, '0');
  }

  nextUuid(): string {
    this.#uuids += 1;
    return `a1e0${String(this.#uuids).padStart(20, '0')}`;
  }

  order(orderNo: string): Order {
    const order = this.orders.get(orderNo);
    if (order === undefined)
      throw notFound('Order', `No order with the number '${orderNo}' was found.`, { arguments: { orderNo } });
    return order;
  }

  customer(no: string): Customer {
    const customer = this.customers.get(no);
    if (customer === undefined)
      throw notFound('Customer', `No customer with the number '${no}' was found.`, { arguments: { customerNo: no } });
    return customer;
  }

  product(id: string): Product {
    const product = this.products.get(id);
    if (product === undefined)
      throw notFound('Product', `No product with the ID '${id}' was found.`, { arguments: { productId: id } });
    return product;
  }

  category(id: string): Category {
    const category = this.categories.get(id);
    if (category === undefined)
      throw notFound('Category', `No category with the ID '${id}' was found.`, { arguments: { categoryId: id } });
    return category;
  }

  /** By the site's price books, in its currency: what buyers pay now. Undefined: the product has no price and is not sold. */
  priceOf(productId: string): string | undefined {
    const sale = this.priceBooks.get(this.settings.salePriceBookId);
    const reduced = sale === undefined ? undefined : priceAt(sale, productId, this.now());
    return reduced ?? this.listPriceOf(productId);
  }

  listPriceOf(productId: string): string | undefined {
    const list = this.priceBooks.get(this.settings.priceBookId);
    return list === undefined ? undefined : priceAt(list, productId, this.now());
  }
}
