import { decimal } from '../kit/decimal.ts';
import type { Category, Company, Customer, Item, Order } from './company.ts';
import { creditPieces, shipOrder } from './ship-order.ts';
import { newCustomer } from './take-customer.ts';

export interface GivenItem {
  readonly sku: string;
  readonly description: string;
  readonly price?: string;
  readonly stock?: number;
  readonly categoryCode?: string;
  readonly uom?: string;
  /** A charge or service: sold, and not counted. */
  readonly stocked?: boolean;
}

/** Not given: for everybody, from the first piece on, in the unit of the item, always. */
export interface GivenPrice {
  readonly sku: string;
  readonly price: string;
  readonly minQty?: string;
  readonly uom?: string;
  readonly customerId?: string;
  readonly priceLevel?: string;
  readonly from?: string;
  readonly to?: string;
}

type Changes<T> = Partial<Omit<T, 'modifiedAt'>>;

/** What people do in the ERP itself. Each of them looks at what has been done meanwhile before they begin. */
export class Clerks {
  readonly #company: Company;
  readonly #catchUp: () => void;

  constructor(company: Company, catchUp: () => void) {
    this.#company = company;
    this.#catchUp = catchUp;
  }

  addCategory(code: string, name: string, parentCode = ''): Category {
    const category: Category = { code, parentCode, name, active: true, modifiedAt: this.#now() };
    this.#company.categories.set(code, category);
    return category;
  }

  changeCategory(code: string, changes: Changes<Category>): void {
    Object.assign(this.#known(this.#company.categories, code, 'category'), changes, { modifiedAt: this.#now() });
  }

  addItem({ sku, description, price, stock = 0, categoryCode = '', uom = 'EA', stocked = true }: GivenItem): Item {
    const item: Item = {
      sku,
      description,
      webDescription: '',
      productType: stocked ? 'STOCK' : 'SERVICE',
      upc: '',
      mfrPartNo: '',
      uom,
      price: price === undefined ? undefined : decimal(price),
      categoryCode,
      active: true,
      taxable: true,
      weight: undefined,
      imageUrl: '',
      stocked,
      onHand: decimal(stock),
      onOrder: decimal(0),
      modifiedAt: this.#now(),
    };
    this.#company.items.set(sku, item);
    return item;
  }

  changeItem(sku: string, changes: Changes<Item>): void {
    Object.assign(this.item(sku), changes, { modifiedAt: this.#now() });
  }

  deleteItem(sku: string): void {
    this.#catchUp();
    this.#company.items.delete(this.item(sku).sku);
  }

  item(sku: string): Item {
    return this.#known(this.#company.items, sku, 'item');
  }

  /** So many pieces more on hand than before. */
  adjust(sku: string, pieces: number): void {
    this.#catchUp();
    const item = this.item(sku);
    item.onHand = item.onHand.plus(pieces);
  }

  addCustomer(name: string, email: string, given: Partial<Omit<Customer, 'name' | 'email'>> = {}): Customer {
    const customer = {
      ...newCustomer(this.#company, name, email, given.customerId),
      ...given,
      modifiedAt: this.#now(),
    };
    this.#company.customers.set(customer.customerId, customer);
    return customer;
  }

  changeCustomer(customerId: string, changes: Changes<Customer>): void {
    Object.assign(this.#known(this.#company.customers, customerId, 'customer'), changes, { modifiedAt: this.#now() });
  }

  /** A clerk has the card of a customer open, or closes it. */
  edit(customerId: string, isOpen: boolean): void {
    this.#catchUp();
    if (isOpen) this.#company.locked.add(customerId);
    else this.#company.locked.delete(customerId);
  }

  /** A price of a customer, of a price level, for a time, or from a quantity on, in the place of the one for the same. */
  setPrice(given: GivenPrice): void {
    const { uom } = this.item(given.sku);
    this.withdrawPrice(given);
    this.#company.prices.push({
      customerId: '',
      priceLevel: '',
      uom,
      from: '',
      to: '',
      ...given,
      minQty: decimal(given.minQty ?? 1),
      price: decimal(given.price),
      modifiedAt: this.#now(),
    });
  }

  /** The price for the same buyers, unit and quantity is deleted. Yields whether there was one. */
  withdrawPrice({
    sku,
    uom,
    customerId = '',
    priceLevel = '',
    minQty = '1',
    from = '',
  }: Omit<GivenPrice, 'price'>): boolean {
    const { prices } = this.#company;
    const unit = uom ?? this.item(sku).uom;
    const at = prices.findIndex(
      (each) =>
        each.sku === sku &&
        each.uom === unit &&
        each.customerId === customerId &&
        each.priceLevel === priceLevel &&
        each.minQty.eq(minQty) &&
        each.from === from,
    );
    if (at >= 0) prices.splice(at, 1);
    return at >= 0;
  }

  release(order: Order): void {
    this.#catchUp();
    if (order.status === 'HELD') order.status = 'OPEN';
  }

  /** Without a tracking number of its own a parcel gets the next one of the carrier. */
  ship(order: Order, pieces?: Readonly<Record<string, number>>, trackingNo?: string): ReturnType<typeof shipOrder> {
    return shipOrder(this.#company, order, this.#now(), pieces, trackingNo);
  }

  takeBack(order: Order, sku: string, pieces: number, restock: boolean): ReturnType<typeof creditPieces> {
    return creditPieces(this.#company, order, { sku, pieces, restock }, this.#now());
  }

  /** Now, with everything done that was to be done before. */
  #now(): number {
    this.#catchUp();
    return this.#company.settings.clock.now();
  }

  #known<T>(all: ReadonlyMap<string, T>, key: string, what: string): T {
    const found = all.get(key);
    if (found === undefined) throw new Error(`there is no ${what} ${key}`);
    return found;
  }
}
