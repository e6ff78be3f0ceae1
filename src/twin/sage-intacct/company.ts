import type Big from 'big.js';
import { sum, ZERO } from '../kit/decimal.ts';
import type { Fields } from './fields.ts';
import type { Definition, Settings } from './settings.ts';

interface Audited {
  readonly key: string;
  readonly createdAt: number;
  changedAt: number;
}

/** `country` is an ISO code here: reads give its name (sheet section 3.2). */
export interface MailingAddress {
  readonly addressLine1: string;
  readonly addressLine2: string;
  readonly addressLine3: string;
  readonly city: string;
  readonly state: string;
  readonly postCode: string;
  readonly country: string;
}

/** Another state of a contact is another object: documents keep the one that they were written with (sheet section 3.2). */
export interface Contact extends Audited {
  readonly id: string;
  readonly printAs: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly companyName: string;
  readonly email1: string;
  readonly phone1: string;
  readonly mailingAddress: MailingAddress;
  readonly isTaxable: boolean;
  readonly taxId: string;
}

export interface Customer extends Audited {
  readonly id: string;
  name: string;
  status: 'active' | 'inactive';
  /** The display contact. */
  contact: Contact;
  primary: string;
  billTo: string;
  shipTo: string;
  /** Ids of contacts by their category. */
  contactList: readonly { readonly categoryName: string; readonly contact: string }[];
  term: string;
  priceList: string;
  taxId: string;
  resaleNumber: string;
  creditLimit: number | undefined;
  isOnHold: boolean;
  notes: string;
  custom: Fields;
}

export interface ProductLine extends Audited {
  readonly id: string;
  description: string;
  parent: string;
  status: 'active' | 'inactive';
}

export interface Item extends Audited {
  readonly id: string;
  name: string;
  soDescription: string;
  webLongDescription: string;
  status: 'active' | 'inactive';
  readonly itemType: 'inventory' | 'nonInventory';
  productLine: string;
  basePrice: Big | undefined;
  upc: string;
  /** The base unit, then packs with how many of the base are in one. */
  readonly units: Readonly<Record<string, number>>;
  /** By warehouse. */
  readonly onHand: Map<string, Big>;
}

export interface DocumentLine {
  readonly key: string;
  readonly item: Item;
  readonly warehouse: string;
  readonly description: string;
  readonly memo: string;
  readonly discountMemo: string;
  readonly location: string;
  readonly unit: string;
  readonly perUnit: number;
  readonly unitPrice: Big;
  readonly discountPercent: Big;
  unitQuantity: Big;
  converted: Big;
  /** The line of a document that this one was converted from, where it says so. */
  readonly source: DocumentLine | undefined;
}

export interface Subtotal {
  readonly key: string;
  readonly description: string;
  /** Negative for discounts (sheet section 3.1). */
  readonly total: Big;
}

/** In progress: a draft was converted from it (Intacct's help, Order Entry transaction states). */
export type DocumentState = 'draft' | 'pending' | 'inProgress' | 'closed' | 'converted' | 'partiallyConverted';

export interface SalesDocument extends Audited {
  readonly definition: Definition;
  readonly documentNumber: string;
  readonly customer: Customer;
  txnDate: string;
  dueDate: string;
  referenceNumber: string;
  customerPONumber: string;
  memo: string;
  notes: string;
  /** Given over the XML gateway alone, where it is a name of the document's too (sheet section 3.1). */
  readonly externalId: string;
  state: DocumentState;
  term: string;
  shippingMethod: string;
  billTo: Contact;
  shipTo: Contact;
  trackingNumber: string;
  shippedDate: string;
  requestedShippingDate: string;
  custom: Fields;
  lines: readonly DocumentLine[];
  subtotals: readonly Subtotal[];
  readonly source: SalesDocument | undefined;
}

/** The posted receivable of an invoice document (sheet section 3.7). */
export interface Receivable extends Audited {
  readonly document: SalesDocument;
  readonly total: Big;
  due: Big;
}

/** Money that a customer paid before there was an invoice (sheet section 3.9). */
export interface Advance extends Audited {
  readonly customer: Customer;
  readonly referenceNumber: string;
  readonly description: string;
  state: 'posted' | 'reversed';
  readonly amount: Big;
  readonly day: string;
  readonly method: string;
  /** One of the two says where the money is. */
  readonly bankAccount: string;
  readonly undepositedAccount: string;
}

export interface PriceList extends Audited {
  readonly id: string;
  readonly startDate: string;
  readonly endDate: string;
  readonly status: 'active' | 'inactive';
}

/** A price of an item in a list, from a quantity on (sheet section 3.4). */
export interface PriceListEntry extends Audited {
  readonly priceList: string;
  readonly item: Item;
  readonly startDate: string;
  readonly endDate: string;
  readonly minimumQuantity: Big;
  readonly maximumQuantity: Big | undefined;
  readonly value: Big;
  readonly status: 'active' | 'inactive';
}

/** A credit memo where its total is negative, else a debit memo (sheet section 3.9). */
export interface Adjustment extends Audited {
  readonly customer: Customer;
  readonly txnDate: string;
  readonly adjustmentNumber: string;
  readonly invoiceNumber: string;
  readonly description: string;
  readonly externalId: string;
  readonly lines: readonly { readonly account: string; readonly amount: Big; readonly memo: string }[];
  readonly total: Big;
}

/** Money of a customer, and what of it was applied to which invoice (sheet section 3.9). */
export interface Payment extends Audited {
  readonly customer: Customer;
  readonly method: string;
  readonly documentNumber: string;
  readonly financialEntity: string;
  readonly receiptDate: string;
  readonly total: Big;
  readonly applied: readonly { readonly receivable: Receivable; readonly amount: Big }[];
}

/** All that Intacct keeps. */
export class Company {
  readonly settings: Settings;
  readonly contacts = new Map<string, Contact>();
  readonly customers = new Map<string, Customer>();
  readonly productLines = new Map<string, ProductLine>();
  readonly items = new Map<string, Item>();
  readonly documents: SalesDocument[] = [];
  readonly receivables: Receivable[] = [];
  readonly advances: Advance[] = [];
  readonly adjustments: Adjustment[] = [];
  readonly payments: Payment[] = [];
  readonly priceLists = new Map<string, PriceList>();
  readonly priceListEntries: PriceListEntry[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(settings: Settings) {
    this.settings = settings;
  }

  now(): number {
    return this.settings.clock.now();
  }

  next(series: string, start: number): number {
    const number = (this.#numbers.get(series) ?? start) + 1;
    this.#numbers.set(series, number);
    return number;
  }

  /** Key and times of a new record. */
  born(): Audited {
    return { key: String(this.next('key', 100)), createdAt: this.now(), changedAt: this.now() };
  }

  /** Pieces that open orders hold back in a warehouse, in base units. */
  allocated(item: Item, warehouse: string): Big {
    return sum(
      this.documents
        .filter(({ definition, state }) => definition === 'Sales Order' && HOLDS_STOCK.includes(state))
        .flatMap(({ lines }) => lines)
        .filter((line) => line.item === item && line.warehouse === warehouse)
        .map(({ unitQuantity, converted, perUnit }) => unitQuantity.minus(converted).times(perUnit)),
    );
  }

  onHand(item: Item, warehouse: string): Big {
    return item.onHand.get(warehouse) ?? ZERO;
  }
}

const HOLDS_STOCK: readonly DocumentState[] = ['pending', 'partiallyConverted'];
