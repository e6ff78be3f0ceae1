import type Big from 'big.js';
import { sum, ZERO } from '../kit/decimal.ts';
import { SiteTime } from '../kit/site-time.ts';
import type { Settings } from './settings.ts';

export interface Address {
  readonly name: string;
  readonly addr1: string;
  readonly addr2: string;
  readonly addr3: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly country: string;
  readonly phone: string;
}

export interface Product {
  readonly prod: string;
  descrip1: string;
  descrip2: string;
  listprice: Big | undefined;
  prodcat: string;
  statustype: 'A' | 'I';
  /** Labour is sold and not counted. */
  readonly stocked: boolean;
  readonly unitstock: string;
  /** Other units, with how many of the stocking unit are in one. */
  readonly units: Readonly<Record<string, number>>;
  /** Warehouses where it is set up, with what lies there: without one it is not sold there (sheet section 12). */
  readonly onHand: Map<string, Big>;
  changedAt: number;
}

export interface ShipTo extends Address {
  readonly shipto: string;
}

/** A customer: columns of `arsc` by their own names, but for addresses and what is no text. */
export interface Customer {
  readonly custno: string;
  readonly columns: Map<string, string>;
  readonly shipTos: Map<string, ShipTo>;
  changedAt: number;
}

export interface OrderLine {
  readonly lineno: number;
  readonly lineIden: string;
  /** Undefined: a comment. */
  readonly product: Product | undefined;
  readonly descrip: string;
  readonly unit: string;
  readonly perUnit: number;
  readonly price: Big;
  readonly discAmt: Big;
  /** Undefined: the discount is an amount. */
  readonly discPercent: Big | undefined;
  readonly comment: string;
  qtyord: Big;
  qtyship: Big;
}

/** A charge of an order, at one of its numbered places: `addonno1`, `addonamt1`. */
export interface Addon {
  readonly place: number;
  readonly addonno: string;
  readonly amount: Big;
}

/** One suffix of an order: a shipment with its own stage, which becomes an invoice (sheet section 3.1). */
export interface OrderHeader {
  readonly orderno: number;
  readonly ordersuf: number;
  readonly transtype: string;
  readonly customer: Customer;
  refer: string;
  readonly custpo: string;
  readonly whse: string;
  readonly shipviaty: string;
  readonly termstype: string;
  readonly shipto: Address;
  readonly placedby: string;
  readonly enterdt: number;
  stage: 0 | 1 | 2 | 3 | 4 | 5 | 9;
  lines: readonly OrderLine[];
  addons: readonly Addon[];
  wodiscamt: Big;
  readonly taxable: boolean;
  taxamt: Big;
  invoicedt: number | undefined;
  trackerno: string;
  balance: Big;
  changedAt: number;
}

/** All that SX keeps. */
export class Company {
  readonly settings: Settings;
  readonly time: SiteTime;
  readonly products = new Map<string, Product>();
  readonly customers = new Map<string, Customer>();
  /** Names of product categories, by their codes. */
  readonly categories = new Map<string, string>();
  readonly orders: OrderHeader[] = [];
  /** Customers whose record somebody has in use: nothing is entered for them meanwhile. */
  readonly inUse = new Set<string>();
  readonly #numbers = new Map<string, number>();

  constructor(settings: Settings) {
    this.settings = settings;
    this.time = new SiteTime(settings.timeZone);
  }

  now(): number {
    return this.settings.clock.now();
  }

  next(series: string, start: number): number {
    const number = (this.#numbers.get(series) ?? start) + 1;
    this.#numbers.set(series, number);
    return number;
  }

  suffixes(orderno: number): readonly OrderHeader[] {
    return this.orders.filter((order) => order.orderno === orderno);
  }

  /** Of a product in a warehouse, in stocking units: what orders have reserved, and what is being picked (sheet section 3.1). */
  held(product: Product, whse: string, stage: 1 | 2): Big {
    return sum(
      this.orders
        .filter((order) => order.stage === stage && order.whse === whse && order.transtype !== 'RM')
        .flatMap(({ lines }) => lines)
        .filter((line) => line.product === product)
        .map(({ qtyord, perUnit }) => qtyord.times(perUnit)),
    );
  }

  /** On hand less reserved less committed (sheet section 3.8). */
  available(product: Product, whse: string): Big {
    const onHand = product.onHand.get(whse) ?? ZERO;
    return onHand.minus(this.held(product, whse, 1)).minus(this.held(product, whse, 2));
  }
}

export const NOWHERE: Address = {
  name: '',
  addr1: '',
  addr2: '',
  addr3: '',
  city: '',
  state: '',
  zip: '',
  country: '',
  phone: '',
};

export const customerName = ({ columns }: Customer): string => columns.get('name') ?? '';
