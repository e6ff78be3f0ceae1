import { decimal, ZERO } from '../kit/decimal.ts';
import type { Company, Customer, OrderHeader, Product } from './company.ts';
import { known, newCustomer } from './customers.ts';

import { changedNow, pick, shipAndInvoice, takeBack } from './stages.ts';

export interface GivenProduct {
  readonly prod: string;
  readonly descrip1: string;
  readonly listprice?: string;
  readonly stock?: number;
  readonly prodcat?: string;
  readonly stocked?: boolean;
  readonly units?: Product['units'];
}

/** What people do in SX itself. */
export class Clerks {
  readonly company: Company;

  constructor(company: Company) {
    this.company = company;
  }

  addProduct({
    prod,
    descrip1,
    listprice,
    stock = 0,
    prodcat = '',
    stocked = true,
    units = {},
  }: GivenProduct): Product {
    const { company } = this;
    const product: Product = {
      prod,
      descrip1,
      descrip2: '',
      listprice: listprice === undefined ? undefined : decimal(listprice),
      prodcat,
      statustype: 'A',
      stocked,
      unitstock: 'EA',
      units,
      onHand: new Map([[company.settings.warehouses[0] ?? '', decimal(stock)]]),
      changedAt: company.now(),
    };
    company.products.set(prod, product);
    return product;
  }

  /** Makes a category, or gives it another name. */
  nameCategory(code: string, name: string): void {
    this.company.categories.set(code, name);
  }

  /** Products keep its code. */
  deleteCategory(code: string): void {
    this.company.categories.delete(code);
  }

  product(prod: string): Product {
    const product = this.company.products.get(prod);
    if (product === undefined) throw new Error(`there is no product ${prod}`);
    return product;
  }

  changeProduct(
    prod: string,
    changes: Partial<Pick<Product, 'descrip1' | 'descrip2' | 'listprice' | 'prodcat' | 'statustype'>>,
  ): void {
    Object.assign(this.product(prod), changes, { changedAt: this.company.now() });
  }

  deleteProduct(prod: string): void {
    this.company.products.delete(this.product(prod).prod);
  }

  /** So many pieces more on hand than before. */
  adjust(prod: string, pieces: number, whse = this.company.settings.warehouses[0] ?? ''): void {
    const product = this.product(prod);
    product.onHand.set(whse, (product.onHand.get(whse) ?? ZERO).plus(pieces));
    product.changedAt = this.company.now();
  }

  addCustomer(custno: string, columns: Readonly<Record<string, string>>): Customer {
    const customer = newCustomer(this.company, custno);
    for (const [name, value] of Object.entries(columns)) customer.columns.set(name, value);
    this.company.customers.set(custno, customer);
    return customer;
  }

  changeCustomer(custno: string, columns: Readonly<Record<string, string>>): void {
    const customer = known(this.company, custno);
    for (const [name, value] of Object.entries(columns)) customer.columns.set(name, value);
    customer.changedAt = this.company.now();
  }

  /** Somebody has the record of a customer in use, or leaves it. */
  use(custno: string, inUse: boolean): void {
    if (inUse) this.company.inUse.add(custno);
    else this.company.inUse.delete(custno);
  }

  /** Every suffix of orders that carry the shop's number; neither cancelled ones nor returns. */
  suffixesFor(refer: string): readonly OrderHeader[] {
    return this.company.orders.filter(
      (order) => order.refer === refer && order.stage !== 9 && order.transtype !== 'RM',
    );
  }

  renumber(order: OrderHeader, refer: string): void {
    for (const suffix of this.company.suffixes(order.orderno)) {
      suffix.refer = refer;
      changedNow(this.company, suffix);
    }
  }

  /** What has not left of an order is called off. */
  cancel(order: OrderHeader): void {
    for (const suffix of this.company.suffixes(order.orderno)) {
      if (suffix.stage >= 3) continue;
      suffix.stage = 9;
      changedNow(this.company, suffix);
    }
  }

  pick(order: OrderHeader): void {
    pick(this.company, order);
  }

  ship(order: OrderHeader, pieces?: Readonly<Record<string, number>>): OrderHeader {
    return shipAndInvoice(this.company, order, pieces);
  }

  /** Money for an invoice has come in: it is paid in full. */
  settle(order: OrderHeader): void {
    order.balance = ZERO;
    order.stage = 5;
    changedNow(this.company, order);
  }

  takeBack(order: OrderHeader, prod: string, pieces: number, restock: boolean): OrderHeader {
    return takeBack(this.company, order, { prod, pieces, restock });
  }
}
