import type Big from 'big.js';
import { sum } from '../kit/decimal.ts';
import type { FileErpSettings } from './settings.ts';

export interface Address {
  readonly name: string;
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly country: string;
}

export interface ShipTo extends Address {
  readonly id: string;
}

export interface Customer {
  readonly customerId: string;
  /** The shop’s number of the account, where it gave one. */
  ref: string;
  name: string;
  email: string;
  phone: string;
  billing: Address;
  shipTos: readonly ShipTo[];
  terms: string;
  priceLevel: string;
  taxable: boolean;
  taxExemptNo: string;
  poRequired: boolean;
  creditHold: boolean;
  creditLimit: Big | undefined;
  active: boolean;
  /** What clerks write on the card; no file has it. */
  memo: string;
  modifiedAt: number;
}

export interface Item {
  readonly sku: string;
  description: string;
  webDescription: string;
  productType: string;
  upc: string;
  mfrPartNo: string;
  uom: string;
  price: Big | undefined;
  categoryCode: string;
  active: boolean;
  taxable: boolean;
  weight: Big | undefined;
  imageUrl: string;
  /** Services and charges are sold and not counted. */
  readonly stocked: boolean;
  onHand: Big;
  onOrder: Big;
  modifiedAt: number;
}

export interface Category {
  readonly code: string;
  parentCode: string;
  name: string;
  active: boolean;
  modifiedAt: number;
}

/** A price for one customer or for all of a price level. */
export interface SpecialPrice {
  readonly customerId: string;
  readonly priceLevel: string;
  readonly sku: string;
  readonly uom: string;
  readonly minQty: Big;
  readonly price: Big;
  /** Days, or empty. */
  readonly from: string;
  readonly to: string;
  readonly modifiedAt: number;
}

export type RecordType = 'ITEM' | 'FREIGHT' | 'DISCOUNT';

export interface OrderLine {
  readonly lineNo: number;
  readonly recordType: RecordType;
  readonly sku: string;
  readonly description: string;
  quantity: Big;
  shipped: Big;
  readonly uom: string;
  readonly unitPrice: Big;
  readonly tax: Big;
  readonly discount: Big;
}

/** What an order says of itself, whichever way it came. */
export interface OrderDraft {
  readonly ref: string;
  readonly orderedAt: number;
  /** Empty: the customer that was agreed for the web. */
  readonly customerId: string;
  readonly customerName: string;
  readonly customerEmail: string;
  readonly customerPhone: string;
  readonly billing: Address;
  readonly shipToId: string;
  readonly shipping: Address;
  readonly shippingPhone: string;
  readonly poNumber: string;
  readonly shipMethod: string;
  readonly shipAmount: Big;
  readonly taxTotal: Big;
  readonly discountTotal: Big;
  readonly orderTotal: Big;
  readonly couponCode: string;
  readonly paymentMethod: string;
  readonly paymentRef: string;
  readonly paid: Big;
  readonly warehouse: string;
  readonly applyForCredit: boolean;
  readonly taxExempt: boolean;
  readonly taxExemptNo: string;
  readonly poRequired: boolean;
  readonly notes: string;
  readonly lines: readonly OrderLine[];
}

export interface Order extends Omit<OrderDraft, 'ref'> {
  readonly orderNo: string;
  ref: string;
  /** On hold: taken, and nothing is shipped before somebody has released it. */
  status: 'OPEN' | 'HELD' | 'SHIPPED' | 'CANCELLED';
  /** What has been invoiced of each total. */
  invoiced: { goods: Big; discount: Big; tax: Big; freight: Big; paid: Big };
}

export interface Shipment {
  readonly shipmentNo: string;
  readonly order: Order;
  readonly shippedAt: number;
  readonly carrier: string;
  readonly service: string;
  readonly trackingNo: string;
  readonly lines: readonly { readonly line: OrderLine; readonly quantity: Big }[];
}

export interface Invoice {
  readonly invoiceNo: string;
  readonly order: Order;
  readonly invoicedAt: number;
  readonly subtotal: Big;
  readonly tax: Big;
  readonly freight: Big;
  readonly discount: Big;
  readonly total: Big;
  balance: Big;
  status: 'OPEN' | 'PAID' | 'VOID';
  readonly lines: readonly { readonly line: OrderLine; readonly quantity: Big; readonly amount: Big }[];
  modifiedAt: number;
}

export interface Credit {
  readonly creditNo: string;
  readonly order: Order;
  readonly sku: string;
  readonly quantity: Big;
  readonly amount: Big;
  readonly restock: boolean;
  readonly creditedAt: number;
}

/** All that the ERP keeps. */
export class Company {
  readonly settings: FileErpSettings;
  readonly customers = new Map<string, Customer>();
  readonly items = new Map<string, Item>();
  readonly categories = new Map<string, Category>();
  readonly prices: SpecialPrice[] = [];
  readonly orders = new Map<string, Order>();
  readonly shipments: Shipment[] = [];
  readonly invoices: Invoice[] = [];
  readonly credits: Credit[] = [];
  /** Numbers of customers whose card a clerk has open: nothing is booked on them meanwhile. */
  readonly locked = new Set<string>();
  #numbers = new Map<string, number>();

  constructor(settings: FileErpSettings) {
    this.settings = settings;
  }

  /** The next number of a series: `next('7', 8)` is 70000001. */
  next(prefix: string, digits: number): string {
    const number = (this.#numbers.get(prefix) ?? 0) + 1;
    this.#numbers.set(prefix, number);
    return `${prefix}${String(number).padStart(digits - prefix.length, '0')}`;
  }

  ordersWithRef(ref: string): readonly Order[] {
    return [...this.orders.values()].filter((order) => order.ref === ref);
  }

  customersByEmail(email: string): readonly Customer[] {
    return [...this.customers.values()].filter((customer) => customer.email.toLowerCase() === email.toLowerCase());
  }

  /** Pieces that orders hold back. */
  committed(sku: string): Big {
    return sum(
      [...this.orders.values()]
        .filter(({ status }) => status === 'OPEN' || status === 'HELD')
        .flatMap(({ lines }) => lines)
        .filter((line) => line.recordType === 'ITEM' && line.sku === sku)
        .map(({ quantity, shipped }) => quantity.minus(shipped)),
    );
  }

  /** The price of an item for a customer: their own, that of their level, or that of the list. */
  priceFor(sku: string, customer: Customer | undefined): Big | undefined {
    const special = this.prices.filter((price) => price.sku === sku && price.minQty.lte(1));
    const own = special.find(({ customerId }) => customerId !== '' && customerId === customer?.customerId);
    const level = special.find(({ priceLevel }) => priceLevel !== '' && priceLevel === customer?.priceLevel);
    return (own ?? level)?.price ?? this.items.get(sku)?.price;
  }
}

export const NOWHERE: Address = { name: '', line1: '', line2: '', city: '', state: '', zip: '', country: '' };
