import { decimal, ZERO } from '../kit/decimal.ts';
import type {
  Advance,
  Company,
  Customer,
  Item,
  PriceList,
  PriceListEntry,
  ProductLine,
  SalesDocument,
} from './company.ts';
import { contactOf } from './contacts.ts';
import { type Shipped, ship } from './conversions.ts';
import { blankCustomer } from './customers.ts';
import type { Fields } from './fields.ts';

export interface GivenItem {
  readonly id: string;
  readonly name: string;
  readonly basePrice?: string;
  readonly stock?: number;
  readonly productLine?: string;
  readonly itemType?: Item['itemType'];
  readonly units?: Item['units'];
}

/** What people do in Intacct itself. */
export class Clerks {
  readonly company: Company;

  constructor(company: Company) {
    this.company = company;
  }

  addProductLine(id: string, description: string): ProductLine {
    const line: ProductLine = { ...this.company.born(), id, description, parent: '', status: 'active' };
    this.company.productLines.set(id, line);
    return line;
  }

  renameProductLine(id: string, description: string): void {
    const line = this.company.productLines.get(id);
    if (line === undefined) throw new Error(`there is no product line ${id}`);
    Object.assign(line, { description, changedAt: this.company.now() });
  }

  deleteProductLine(id: string): void {
    this.company.productLines.delete(id);
    for (const item of this.company.items.values())
      if (item.productLine === id) Object.assign(item, { productLine: '', changedAt: this.company.now() });
  }

  addItem({ id, name, basePrice, stock = 0, productLine = '', itemType = 'inventory', units }: GivenItem): Item {
    const item: Item = {
      ...this.company.born(),
      id,
      name,
      soDescription: name,
      webLongDescription: '',
      status: 'active',
      itemType,
      productLine,
      basePrice: basePrice === undefined ? undefined : decimal(basePrice),
      upc: '',
      units: units ?? { Each: 1 },
      onHand: new Map([[this.company.settings.warehouses[0] ?? '', decimal(stock)]]),
    };
    this.company.items.set(id, item);
    return item;
  }

  item(id: string): Item {
    const item = this.company.items.get(id);
    if (item === undefined) throw new Error(`there is no item ${id}`);
    return item;
  }

  changeItem(
    id: string,
    changes: Partial<Pick<Item, 'name' | 'soDescription' | 'status' | 'productLine' | 'basePrice' | 'upc'>>,
  ): void {
    Object.assign(this.item(id), changes, { changedAt: this.company.now() });
  }

  deleteItem(id: string): void {
    this.company.items.delete(this.item(id).id);
  }

  addPriceList(id: string, startDate = '2020-01-01', endDate = '2099-12-31'): PriceList {
    const list: PriceList = { ...this.company.born(), id, startDate, endDate, status: 'active' };
    this.company.priceLists.set(id, list);
    return list;
  }

  /** A price of an item in a list that there is, for so many pieces and more. */
  addListPrice(priceList: string, id: string, value: string, pieces = 1): PriceListEntry {
    const list = this.company.priceLists.get(priceList);
    if (list === undefined) throw new Error(`there is no price list ${priceList}`);
    const { startDate, endDate } = list;
    const entry: PriceListEntry = {
      ...this.company.born(),
      priceList,
      item: this.item(id),
      startDate,
      endDate,
      minimumQuantity: decimal(pieces),
      maximumQuantity: undefined,
      value: decimal(value),
      status: 'active',
    };
    this.company.priceListEntries.push(entry);
    return entry;
  }

  /** So many pieces more on hand than before. */
  adjust(id: string, pieces: number, warehouse = this.company.settings.warehouses[0] ?? ''): void {
    const { onHand } = this.item(id);
    onHand.set(warehouse, (onHand.get(warehouse) ?? ZERO).plus(pieces));
  }

  /** `contact`: fields of the display contact, as the API takes them. */
  addCustomer(id: string, name: string, contact: Fields, given: Partial<Omit<Customer, 'id' | 'name'>> = {}): Customer {
    const { company } = this;
    const customer: Customer = { ...blankCustomer(company, id, name), ...given };
    customer.contact = contactOf(company, { printAs: name, ...contact }, customer.contact.id);
    company.customers.set(id, customer);
    company.contacts.set(customer.contact.id, customer.contact);
    return customer;
  }

  changeCustomer(id: string, changes: Partial<Pick<Customer, 'notes' | 'isOnHold' | 'status' | 'creditLimit'>>): void {
    const customer = this.company.customers.get(id);
    if (customer === undefined) throw new Error(`there is no customer ${id}`);
    Object.assign(customer, changes, { changedAt: this.company.now() });
  }

  /** Orders with the shop's number that were not closed. */
  ordersFor(referenceNumber: string): readonly SalesDocument[] {
    return this.company.documents.filter(
      (document) =>
        document.definition === 'Sales Order' &&
        document.referenceNumber === referenceNumber &&
        document.state !== 'closed',
    );
  }

  renumber(order: SalesDocument, referenceNumber: string): void {
    Object.assign(order, { referenceNumber, changedAt: this.company.now() });
  }

  /** The line of an item becomes one of so many pieces. */
  changeQuantity(order: SalesDocument, id: string, pieces: number): void {
    if (!order.lines.some(({ item }) => item.id === id))
      throw new Error(`there is no ${id} on ${order.documentNumber}`);
    const lines = order.lines.map((line) => (line.item.id === id ? { ...line, unitQuantity: decimal(pieces) } : line));
    Object.assign(order, { lines, changedAt: this.company.now() });
  }

  /** Nothing more of it will be shipped. */
  closeOrder(order: SalesDocument): void {
    Object.assign(order, { state: 'closed', changedAt: this.company.now() });
  }

  ship(order: SalesDocument, pieces?: Readonly<Record<string, number>>): Shipped {
    return ship(this.company, order, pieces);
  }

  /** Money for an invoice has come in. */
  settle(invoice: SalesDocument): void {
    const receivable = this.company.receivables.find(({ document }) => document === invoice);
    if (receivable === undefined) throw new Error(`${invoice.documentNumber} is not posted`);
    Object.assign(receivable, { due: ZERO, changedAt: this.company.now() });
    invoice.changedAt = this.company.now();
  }

  /** What was paid in advance by a reference that begins so, oldest first; what was reversed is not among it. */
  advancesFor(reference: string): readonly Advance[] {
    return this.company.advances.filter(
      ({ referenceNumber, state }) => referenceNumber.startsWith(reference) && state !== 'reversed',
    );
  }
}
