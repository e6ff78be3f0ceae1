import type Big from 'big.js';
import { sum } from '../kit/decimal.ts';
import { SiteTime } from '../kit/site-time.ts';
import type { Settings } from './settings.ts';

export interface Address {
  readonly name: string;
  readonly address: string;
  readonly address2: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly country: string;
}

export interface Product {
  readonly id: string;
  readonly catalogNumber: string;
  description: string;
  longDescription: string;
  upc: string;
  /** Price of one base unit; undefined: it has none. */
  price: Big | undefined;
  /** Prices are kept for so many pieces: 100 for what is sold by the hundred (sheet section 12). */
  pricingPerQuantity: number;
  priceLine: string;
  buyLine: string;
  selectCode: string;
  status: 'ACTIVE' | 'INACTIVE';
  deleted: boolean;
  /** Tax set-up of the product. */
  readonly taxed: boolean;
  /** Charges and services are sold and not counted. */
  readonly stocked: boolean;
  /** The base unit, then packs with how many of the base are in one. */
  readonly uoms: readonly { readonly uom: string; readonly quantity: number }[];
  /** By branch. */
  readonly onHand: Map<string, Big>;
  updatedAt: number;
}

export interface ShipTo extends Address {
  readonly id: string;
  readonly phone: string;
}

export interface Customer {
  readonly id: string;
  name: string;
  address: Address;
  phone: string;
  email: string;
  terms: string;
  priceClass: string;
  creditLimit: Big | undefined;
  taxExempt: boolean;
  taxExemptNumber: string;
  poRequired: boolean;
  /** Exempt from order entry: no orders are taken. */
  oeExempt: boolean;
  cod: boolean;
  webEnabled: boolean;
  deleted: boolean;
  remarks: string;
  shipTos: readonly ShipTo[];
  /** Changes with every save: an update has to send back the one that it read (sheet section 7, assumption). */
  updateKey: number;
  updatedAt: number;
}

export interface Contact {
  readonly id: string;
  readonly entityId: string;
  firstname: string;
  lastname: string;
  jobtitle: string;
  phones: readonly string[];
  emails: readonly string[];
  updatedAt: number;
}

export interface OrderLine {
  readonly lineNumber: number;
  /** None: a comment. */
  readonly product: Product | undefined;
  readonly description: string;
  quantity: Big;
  shipped: Big;
  readonly uom: string;
  readonly perUnit: number;
  readonly unitPrice: Big;
  readonly comment: string;
}

export type GenerationStatus = 'OPEN' | 'HOLD' | 'INVOICED' | 'CANCELLED' | 'RETURNED';

/** A part of an order with a life of its own: what was shipped together, and what is still open (sheet section 3.1). */
export interface Generation {
  readonly number: number;
  status: GenerationStatus;
  shipDate: number | undefined;
  trackingNumber: string;
  lines: readonly { readonly line: OrderLine; readonly quantity: Big }[];
  freight: Big;
  tax: Big;
  total: Big;
  balance: Big;
}

export interface Order {
  readonly id: string;
  customerPONumber: string;
  readonly customer: Customer;
  readonly shipToCustomer: string;
  readonly billTo: Address;
  readonly shipTo: Address & { readonly phone: string };
  readonly orderedBy: string;
  readonly branch: string;
  readonly shipVia: string;
  readonly terms: string;
  readonly orderDate: number;
  readonly internalNotes: string;
  readonly taxExempt: boolean;
  readonly lines: readonly OrderLine[];
  readonly freight: Big;
  generations: readonly Generation[];
  readonly changes: { readonly at: number; readonly what: string }[];
  updateKey: number;
  updatedAt: number;
}

/** All that Eclipse keeps. */
export class Company {
  readonly settings: Settings;
  readonly time: SiteTime;
  readonly products = new Map<string, Product>();
  readonly customers = new Map<string, Customer>();
  readonly contacts = new Map<string, Contact>();
  readonly orders = new Map<string, Order>();
  readonly #numbers = new Map<string, number>();

  constructor(settings: Settings) {
    this.settings = settings;
    this.time = new SiteTime(settings.timeZone);
  }

  /** Whether a contact of the customer has the e-mail, whatever its letters. */
  hasContact(customer: string, email: string): boolean {
    const wanted = email.toLowerCase();
    return [...this.contacts.values()].some(
      ({ entityId, emails }) => entityId === customer && emails.some((each) => each.toLowerCase() === wanted),
    );
  }

  now(): number {
    return this.settings.clock.now();
  }

  /** The next number of a series, after `start`. */
  next(series: string, start: number): number {
    const number = (this.#numbers.get(series) ?? start) + 1;
    this.#numbers.set(series, number);
    return number;
  }

  productBySku(catalogNumber: string): Product | undefined {
    return [...this.products.values()].find((product) => product.catalogNumber === catalogNumber);
  }

  /** Pieces that open generations hold back at a branch, in base units. */
  committed(product: Product, branch: string): Big {
    return sum(
      [...this.orders.values()]
        .filter((order) => order.branch === branch)
        .flatMap(({ generations }) => generations)
        .filter(({ status }) => status === 'OPEN' || status === 'HOLD')
        .flatMap(({ lines }) => lines)
        .filter(({ line }) => line.product === product)
        .map(({ line, quantity }) => quantity.times(line.perUnit)),
    );
  }
}

export const NOWHERE: Address = { name: '', address: '', address2: '', city: '', state: '', zip: '', country: '' };
