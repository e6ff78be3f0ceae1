import { decimal, ZERO } from '../kit/decimal.ts';
import type { Company, Contact, Customer, Generation, Order, Product } from './company.ts';
import { newContact } from './contacts.ts';
import { newCustomer } from './customers.ts';
import { shipGeneration, takeBack, touched } from './generations.ts';

export interface GivenProduct {
  readonly catalogNumber: string;
  readonly description: string;
  readonly price?: string;
  readonly stock?: number;
  readonly selectCode?: string;
  readonly stocked?: boolean;
  readonly taxed?: boolean;
  readonly uoms?: Product['uoms'];
  readonly pricingPerQuantity?: number;
}

/** What people do in Eclipse itself. */
export class Clerks {
  readonly company: Company;

  constructor(company: Company) {
    this.company = company;
  }

  addProduct(given: GivenProduct): Product {
    const { catalogNumber, description, price, stock = 0, selectCode = '', stocked = true } = given;
    const product: Product = {
      id: String(this.company.next('product', 55_100)),
      catalogNumber,
      description,
      longDescription: '',
      upc: '',
      price: price === undefined ? undefined : decimal(price),
      pricingPerQuantity: given.pricingPerQuantity ?? 1,
      priceLine: 'WEB',
      buyLine: 'WEB',
      selectCode,
      status: 'ACTIVE',
      deleted: false,
      taxed: given.taxed ?? true,
      stocked,
      uoms: given.uoms ?? [{ uom: 'ea', quantity: 1 }],
      onHand: new Map([[this.company.settings.branches[0] ?? '', decimal(stock)]]),
      updatedAt: this.company.now(),
    };
    this.company.products.set(product.id, product);
    return product;
  }

  product(catalogNumber: string): Product {
    const product = this.company.productBySku(catalogNumber);
    if (product === undefined) throw new Error(`there is no product ${catalogNumber}`);
    return product;
  }

  changeProduct(
    catalogNumber: string,
    changes: Partial<Omit<Product, 'id' | 'catalogNumber' | 'onHand' | 'uoms' | 'stocked' | 'updatedAt'>>,
  ): void {
    Object.assign(this.product(catalogNumber), changes, { updatedAt: this.company.now() });
  }

  /** So many pieces more on hand than before. */
  adjust(catalogNumber: string, pieces: number, branch = this.company.settings.branches[0] ?? ''): void {
    const { onHand } = this.product(catalogNumber);
    onHand.set(branch, (onHand.get(branch) ?? ZERO).plus(pieces));
  }

  addCustomer(id: string, given: Partial<Omit<Customer, 'id'>>): Customer {
    const customer = Object.assign(newCustomer(this.company, id), given);
    this.company.customers.set(id, customer);
    return customer;
  }

  addContact(entityId: string, given: Partial<Omit<Contact, 'id' | 'entityId'>>): Contact {
    const contact = { ...newContact(this.company, entityId), updatedAt: this.company.now(), ...given };
    this.company.contacts.set(contact.id, contact);
    return contact;
  }

  changeCustomer(id: string, changes: Partial<Omit<Customer, 'id' | 'updateKey' | 'updatedAt'>>): void {
    const customer = this.company.customers.get(id);
    if (customer === undefined) throw new Error(`there is no customer ${id}`);
    Object.assign(customer, changes, { updateKey: customer.updateKey + 1, updatedAt: this.company.now() });
  }

  /** Orders that carry the shop's number, alone or behind a number of the customer's own (sheet section 7). Returns are not among them. */
  ordersFor(shopNumber: string): readonly Order[] {
    return [...this.company.orders.values()].filter(
      ({ customerPONumber: po, generations }) =>
        (po === shopNumber || po.endsWith(` / ${shopNumber}`)) &&
        generations.some(({ status }) => status !== 'CANCELLED' && status !== 'RETURNED'),
    );
  }

  renumber(order: Order, customerPONumber: string): void {
    order.customerPONumber = customerPONumber;
    touched(this.company, order, 'customer PO number changed');
  }

  ship(order: Order, pieces?: Readonly<Record<string, number>>): Generation {
    return shipGeneration(this.company, order, pieces);
  }

  /** Money for an invoice has come in. */
  settle(order: Order, generation: Generation): void {
    generation.balance = ZERO;
    touched(this.company, order, `generation ${generation.number} paid`);
  }

  takeBack(order: Order, sku: string, pieces: number, restock: boolean): Order {
    return takeBack(this.company, order, { sku, pieces, restock });
  }
}
