import type { FileStore } from '../../files/file-store.ts';
import type { Clock } from '../../model/clock.ts';
import type { Fault } from '../../twin/kit/fault-switch.ts';
import type { RunningTwin, TwinExchange } from '../../twin/kit/twin-server.ts';
import type { DeskConnection } from './desk-connection.ts';

/** An item as the ERP's clerks keep it. Amounts are decimal text. */
export interface ErpItem {
  readonly sku: string;
  readonly name: string;
  /** Not given: an item without a price. */
  readonly price?: string;
  readonly stock?: number;
  /** Code of a category. */
  readonly category?: string;
}

export interface ErpItemChanges {
  readonly name?: string;
  /** Undefined takes the price away. */
  readonly price?: string | undefined;
  readonly category?: string;
  /** HTML. Only where the ERP has the ability. */
  readonly description?: string;
  /** Not sold any more, or again. */
  readonly blocked?: boolean;
}

/** A customer whom the ERP knew before the shop did. */
export interface ErpCustomer {
  readonly number: string;
  readonly name: string;
  readonly email: string;
  readonly country: string;
}

/** What only the ERP decides on a customer: no shop may touch it. Names are the desk's own. */
export type OwnedByErp = Readonly<Record<string, unknown>>;

/** A line of a document that costs something or is goods; amounts as text with two decimals. */
export interface ErpLine {
  readonly no: string;
  readonly name: string;
  readonly quantity: string;
  readonly price: string;
  readonly discount: string;
}

/** A credit for what was given back; amounts as text with two decimals. */
export interface ErpCredit {
  readonly number: string;
  readonly posted: boolean;
  readonly total: string;
  readonly lines: readonly ErpLine[];
}

/** A payment that a clerk sees, with two decimals; the method by its code or within a text. */
export interface ErpPayment {
  readonly amount: string;
  readonly method: string;
  readonly reference: string;
}

/** A sales order as a clerk sees it on the screen. */
export interface SalesOrder {
  readonly id: string;
  readonly number: string;
  readonly customer: string;
  readonly customerName: string;
  readonly orderDate: string;
  readonly currency: string;
  readonly method: string;
  readonly net: string;
  readonly tax: string;
  readonly total: string;
  readonly shipTo: string;
  readonly lines: readonly ErpLine[];
  /** The comment lines. */
  readonly words: readonly string[];
}

/** A customer's card as a clerk sees it; `fields` as the system itself calls them. */
export interface CustomerCard {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What some ERPs can do and others cannot. A scenario that needs it does not apply to the others, and says so. */
export const ERP_ABILITIES = {
  'describes-items': 'has descriptions of its items',
  'keeps-categories': 'keeps categories apart from its items',
  'keeps-variants': 'keeps variants below an item',
  'lists-prices': 'tells the list prices of its items apart from the items',
  'prices-by-day': 'keeps prices that begin and end on a day',
  'holds-orders': 'tells of orders that are on hold',
  'tells-cancelled': 'tells of orders that were cancelled in it',
  'doubles-order-numbers': 'lets two of its orders carry one number of the shop',
  'breaks-prices': 'keeps prices that count from a quantity on',
  'prices-by-group': 'keeps prices for a group of customers',
  'prices-by-customer': 'keeps prices for one customer',
} as const;
export type ErpAbility = keyof typeof ERP_ABILITIES;

/** A price that does not hold for everybody from the first piece on. */
export interface ErpSpecialPrice {
  readonly sku: string;
  /** Not given: it does not hold any more. */
  readonly price?: string;
  /** From so many pieces on; 1 when not given. */
  readonly pieces?: number;
  /** By what the ERP calls it. */
  readonly group?: string;
  readonly customer?: string;
}

type Requests = Pick<Fault, 'method' | 'match'>;

/** An ERP as its clerks and its warehouse see it, the same for every system. */
export interface ErpDesk {
  readonly system: string;
  readonly twin: RunningTwin;
  /** The connection block of pipewright.yaml: all that a project changes to use this ERP. */
  readonly connection: DeskConnection;
  /**
   * Options of the connection that a project decides by itself. All others name what there is in the twin: of those a
   * project’s own are not heard.
   */
  readonly choices: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** How requests are told apart, for the fault switch and for counting. */
  readonly requests: {
    readonly newOrder: Requests;
    readonly orderLookUp: Requests;
    readonly newCustomer: Requests;
    readonly cancellation: Requests;
    /** Only where the connector revises orders. */
    readonly revision?: Requests;
    /** Those whose answers are lists of stock. */
    readonly stockList: Requests;
    /** Only where the connector writes payments. */
    readonly newPayment?: Requests;
    /** Only where the connector writes refunds. */
    readonly newCredit?: Requests;
    readonly isNewOrder: (exchange: TwinExchange) => boolean;
    readonly isWrite: (exchange: TwinExchange) => boolean;
  };

  /** A fault by which every figure of stock is nothing. */
  readonly figures: Pick<Fault, 'method' | 'match' | 'field' | 'value'>;

  addCategory(category: { readonly code: string; readonly name: string }): void;
  renameCategory(code: string, name: string): Promise<void>;
  deleteCategory(code: string): Promise<void>;
  addItem(item: ErpItem): void;
  changeItem(sku: string, changes: ErpItemChanges): Promise<void>;
  /** A price for everybody from a day on (`2026-03-03`); with a last day a promotion. Only where the ERP has the ability. */
  priceFrom?(sku: string, price: string, from: string, until?: string): void;
  /** A price of a group, of a customer, or from a quantity on. Only where the ERP has one of the abilities. */
  specialPrice?(special: ErpSpecialPrice): Promise<void>;
  /** A variant of an item, by its code. Only where the ERP has the ability. */
  addVariant?(sku: string, code: string, name: string): void;
  deleteItem(sku: string): Promise<void>;
  hasItem(sku: string): Promise<boolean>;
  itemId(sku: string): Promise<string>;
  /** Goods come in (or get lost): so many more pieces on hand. */
  adjust(sku: string, pieces: number): void;
  addCustomer(customer: ErpCustomer): void;
  /** What the ERP alone keeps on each card that `addCustomer` made. */
  readonly owned: OwnedByErp;
  /** A clerk changes something on a card that the shop does not know. */
  annotateCustomer(number: string, text: string): Promise<void>;
  customers(email: string): Promise<readonly CustomerCard[]>;

  /** Fails when there are several. */
  orderFor(shopNumber: string): Promise<SalesOrder | undefined>;
  /** How many sales documents, open or posted, carry the shop's number. */
  documentsFor(shopNumber: string): Promise<number>;
  /** A clerk gives the order another shop number, as of an order that was taken by telephone. */
  renumberOrder(shopNumber: string, other: string): Promise<void>;
  /** A clerk changes how many pieces of an article the order has. Only where the connector revises orders. */
  changeQuantity?(shopNumber: string, sku: string, pieces: number): Promise<void>;
  /** Ships and invoices: all of it, or so many pieces by SKU. Yields the numbers of what was posted, and of the parcel where there is one. */
  ship(
    shopNumber: string,
    pieces?: Readonly<Record<string, number>>,
  ): { readonly shipment: string; readonly invoice: string; readonly tracking?: string };
  /** A clerk stops an order, or lets it go on. Only where the ERP has the ability, as below. */
  holdOrder?(shopNumber: string): Promise<void>;
  releaseOrder?(shopNumber: string): Promise<void>;
  /** A clerk calls an order off. */
  cancelOrder?(shopNumber: string): Promise<void>;
  /** Payments of an order, oldest first. Only where the connector writes payments. */
  payments?(shopNumber: string): Promise<readonly ErpPayment[]>;
  /** Credits against invoices of the order, oldest first. Only where the connector writes refunds. */
  credits?(shopNumber: string): Promise<readonly ErpCredit[]>;
  /** Pieces on the shelf. */
  onHand?(sku: string): Promise<number>;
  /** How many sales orders were asked for so far, whether they came about or not. */
  orderPosts(): number;
  /** Where the files of an exchange lie. Only of an ERP that is reached by them. */
  readonly files?: FileStore;
  /** Milliseconds until it has answered what was written to it; undefined: nothing waits for an answer, or none is to come. */
  answersIn?(): number | undefined;
  /**
   * A document as its screen shows it, in the words of the connector’s checklist. Only of an ERP that cannot be asked for
   * its documents: others are read by their connector.
   */
  shows?(document: string, id: string): unknown;
}

/** How an ERP is set up, where a test needs it otherwise. Percent of tax by country. */
export interface ErpSetUp {
  readonly taxPercent?: Readonly<Record<string, string>>;
}

/** `overHttp`: reached as in earnest, by sockets, and by files on disk. */
export type OpenErp = (clock: Clock, overHttp?: boolean) => Promise<ErpDesk>;
