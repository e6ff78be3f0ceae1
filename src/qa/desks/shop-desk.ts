import type { Clock } from '../../model/clock.ts';
import type { Fault } from '../../twin/kit/fault-switch.ts';
import type { RunningTwin, TwinExchange } from '../../twin/kit/twin-server.ts';
import type { DeskConnection } from './desk-connection.ts';

/** Who buys. The same people, companies and addresses whatever the shop. */
export interface Buyer {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly street: string;
  readonly city: string;
  readonly postcode: string;
  readonly region?: string;
  readonly country: string;
  readonly company?: string;
  /** Gives no order without a number of its own. */
  readonly needsPo?: boolean;
  readonly asksForCredit?: boolean;
  /** Number of the certificate by which the buyer asks not to be taxed. */
  readonly taxCertificate?: string;
  /** The shop has granted the exemption. */
  readonly taxExempt?: boolean;
  /** There is an address, and nobody has said that bills go there. */
  readonly noDefaultAddress?: boolean;
}

/** What the shop sells, with its price without tax. `variantOf`: the product of which it is one variant. */
export interface Article {
  readonly sku: string;
  readonly name: string;
  readonly price: string;
  readonly stock: number;
  readonly variantOf?: string;
  /** Somebody else keeps and ships it. Only where the shop has the ability. */
  readonly shippedElsewhere?: boolean;
}

/** A coupon with its code: so much per cent or so much money, off the goods of the whole order, one article, or shipping. */
export interface Coupon {
  readonly code: string;
  readonly percent?: string;
  readonly amount?: string;
  readonly off: 'order' | 'shipping' | { readonly sku: string };
}

export interface NamedAmount {
  readonly name: string;
  readonly amount: string;
}

/** An order as a buyer places it, in words that every shop can be told in. */
export interface OrderPlaced {
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  /** Id of an account; without it a guest. */
  readonly account?: string;
  /** A guest’s own particulars, or a one-off delivery address of an account. */
  readonly guest?: Buyer;
  readonly shipTo?: Buyer;
  /** Taken at a till or by telephone: nobody asked for a billing address, or for any. */
  readonly withoutAddress?: 'billing' | 'any';
  /** Nothing is shipped without it. */
  readonly shipping?: 'standard' | 'express';
  /** Without tax. Not given: standard costs 7.50, express 14.90. */
  readonly shippingPrice?: string;
  /** Codes that `offerCoupon` made. */
  readonly coupons?: readonly string[];
  /** Charges besides the goods, net. */
  readonly fees?: readonly NamedAmount[];
  /** Discounts that the shop gives by a rule, without a code: so much off the goods. */
  readonly rules?: readonly NamedAmount[];
  readonly po?: string;
  readonly note?: string;
  /** `later`: when the goods are there, as agreed with the shop. `not yet`: the money that the shop waits for is not there. */
  readonly pays?: 'card' | 'later' | 'not yet' | 'store credit';
  /** Only where the shop has the ability. */
  readonly test?: boolean;
  readonly fraudRisk?: boolean;
}

/** What the shop shows of an article to its buyers. */
export interface Offer {
  readonly quantity: number;
  readonly inStock: boolean;
}

export interface ShownArticle {
  readonly name: string;
  readonly price: string;
  /** What buyers pay at this moment, where that is not the list price. */
  readonly sellsFor?: string;
  /** The higher price that is shown as the former one. */
  readonly formerPrice?: string;
  readonly categories: readonly string[];
  readonly shown: boolean;
}

export interface InvoiceOnOrder {
  readonly number: string;
  readonly date: string;
  readonly amount: string;
  readonly status: string;
}

/** What some shops can do and others cannot. A scenario that needs it does not apply to the others, and says so. */
export const SHOP_ABILITIES = {
  'follows-erp-status': 'has a status of its own that can follow that of the ERP',
  'edits-orders': 'lets its staff take pieces off an order',
  'edits-by-new-orders': 'edits an order by making a new one in its place',
  'adds-lines': 'lets its staff put articles on an order',
  'changes-addresses': 'lets its staff change the delivery address of an order',
  'refunds-orders': 'gives money back for an order',
  'test-orders': 'marks orders as tests',
  'fraud-risk': 'assesses the risk of fraud',
  'takes-part-payments': 'takes the money of an order in parts',
  'takes-money-by-pieces': 'takes the money of an order for some of its pieces',
  'tells-of-payments-given-up': 'tells that an order was given up whose money it had taken',
  'counts-shipped': 'counts the pieces that were shipped',
  'reduces-refunded': 'takes refunded pieces off the order itself',
  'store-credit': 'takes store credit as payment',
  'names-later-payment': 'says how an order is paid that is paid later',
  'exempts-from-tax': 'sells without tax to whom it has exempted',
  'refund-names-order': 'says on a refund the number of its order',
  'tells-restock': 'says of refunded goods whether they came back',
  'pending-refunds': 'says of a refund whether its money is still under way',
  'ships-elsewhere': 'knows of lines that somebody else ships',
  'errors-as-success': 'answers with success where something failed',
  'untold-changes': 'has records of which it does not say when they changed',
  'filters-descriptions': 'can be told to keep only some tags of a description',
  'groups-variants': 'makes one product of the variants that it is given',
  'keeps-sale-days': 'keeps from when to when a price is reduced',
  'sells-by-tiers': 'sells for another price to a group of customers, or from a quantity on',
  'tells-back-in-stock': 'tells its apps that an article is in stock again',
  'tells-of-changes': 'tells of changes by itself',
  'names-subscriptions': 'says in a message for which subscription it is sent',
} as const;
export type ShopAbility = keyof typeof SHOP_ABILITIES;

/** A message that a shop sends by itself. */
export interface ShopMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The shop learns how it was answered. */
  readonly answered: (status: number) => void;
}

/** People who want to know when an article is in stock again, and the app that tells them. */
export interface WaitingList {
  readonly join: (name: string, sku: string) => Promise<void>;
  /** How many mails somebody has got about an article so far. */
  readonly mails: (name: string, sku: string) => number;
}

/** What a shop tells by itself, and whom. */
export interface ShopEvents {
  /** The messages of what has happened since the last call. */
  readonly take: () => readonly ShopMessage[];
  /** The topic of each subscription. */
  readonly subscriptions: () => readonly string[];
  /** The same message, sent for a subscription that is not there. */
  readonly asOfAnotherSubscription?: (message: ShopMessage) => ShopMessage;
}

type Requests = Pick<Fault, 'method' | 'match'>;

/** How a shop's own status follows the ERP's. */
export interface FollowsErp {
  /** Options of the connection that say so. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What an order becomes whose goods have left. */
  readonly done: string;
  /** A status that staff give, and that nothing but staff takes away. */
  readonly byStaff: string;
}

/** Where an order stands: as the ERP has it, and in the shop's own words. */
export interface OrderStanding {
  /** What the order shows of the ERP: a word as `partly shipped`, with the reason behind a colon where there is one. */
  shown(orderId: string): string | undefined;
  /** How often the shop was told so in words that stay: notes, comments. Only where it keeps some. */
  told?(orderId: string): number;
  /** The shop's own status. */
  own(orderId: string): string;
  /** Staff give the order another status. Only where the shop has one. */
  setOwn?(orderId: string, status: string): Promise<void>;
}

/** A shop as its staff and its buyers see it, the same for every system: what differs between two shops is behind this. */
export interface ShopDesk {
  readonly system: string;
  readonly twin: RunningTwin;
  /** The connection block of pipewright.yaml: all that a project changes to use this shop. */
  readonly connection: DeskConnection;
  /**
   * Options of the connection that a project decides by itself. All others name what there is in the twin: of those a
   * project’s own are not heard.
   */
  readonly choices: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What the shop’s buyers read of its standard shipping. */
  readonly calls: { readonly standard: string };
  /** How many accounts a page of their list holds, at most. */
  readonly customersAPage: number;
  /** How requests are told apart, for the fault switch and for counting. */
  readonly requests: {
    readonly orderList: string;
    readonly customerList: string;
    readonly reference: Requests;
    readonly shipment: Requests;
    readonly stock: Requests;
    readonly newProduct: Requests;
    /** Those whose answers carry orders with all that is in them, and accounts with all that is in them. */
    readonly orders: Requests;
    /** Those that say by which rate orders are taxed, where the answers that carry the orders do not. */
    readonly orderTaxes?: Requests;
    readonly accounts: Requests;
    readonly isWrite: (exchange: TwinExchange) => boolean;
  };

  /** Where it has the ability to tell of changes. */
  readonly events?: ShopEvents;

  /** What its answers call things that a scenario has it leave out. */
  readonly fields: {
    readonly orderTax: string;
    /** What a tax is: its rate, or the id of the rate. */
    readonly taxRate: string;
    readonly changedAt: string;
  };

  sell(articles: readonly Article[]): void;
  offerCoupon(coupon: Coupon): void;
  register(buyer: Buyer): string;
  changeAccount(id: string, changes: Partial<Buyer>): Promise<void>;

  place(order: OrderPlaced): { readonly id: string; readonly number: string };
  /** Staff edit an order, which is given up for a new one. Only where the shop has the ability. */
  replace?(orderId: string, order: OrderPlaced): Promise<{ readonly id: string; readonly number: string }>;
  /** The buyer’s money has come. */
  receivePayment(orderId: string): Promise<void>;
  /** A part of it has come. Only where the shop has the ability. */
  receivePart?(orderId: string, amount: string): Promise<void>;
  /** The money for pieces of a line is taken. Only where the shop has the ability. */
  receiveFor?(orderId: string, sku: string, pieces: number): Promise<void>;
  cancel(orderId: string): Promise<void>;
  /** Staff take pieces of one line off the order. Only where the shop has the ability. */
  reduce(orderId: string, sku: string, quantity: number): Promise<void>;
  /** An article is put on an order. Only where the shop has the ability. */
  addLine?(orderId: string, sku: string, quantity: number): Promise<void>;
  /** The delivery address becomes that of somebody. Only where the shop has the ability. */
  sendTo?(orderId: string, buyer: Buyer): Promise<void>;
  /** Pieces of one line are refunded, and go back on the shelf or not. Only where the shop has the ability, as below. */
  refund(orderId: string, sku: string, pieces: number, restock: boolean): Promise<void>;
  /** Shipping is refunded, without its tax so much. */
  refundShipping(orderId: string, amount: string): Promise<void>;
  /** The same as `refund`, whose money is under way until `settleRefunds`. Only where the shop has the ability. */
  refundLater?(orderId: string, sku: string, pieces: number): Promise<void>;
  settleRefunds?(orderId: string): Promise<void>;
  /** Something changes on the order that no ERP cares for. */
  annotate(orderId: string): Promise<void>;

  /** What the buyer paid, with two decimals. */
  totalOf(orderId: string): string;
  erpNumberOn(orderId: string): string | undefined;
  invoiceOn(orderId: string): InvoiceOnOrder | undefined;
  /** How many orders there are. Only where the connector writes orders. */
  orderCount?(): Promise<number>;
  /** System and number under which an order was placed that was pushed here, by that number. */
  placedElsewhere?(number: string): Promise<string | undefined>;
  readonly standing: OrderStanding;
  /** Posted shipments that the order shows, oldest first. */
  shipmentsOn(orderId: string): readonly string[];
  /** Pieces shipped by SKU, where the shop counts them. */
  shippedOn(orderId: string): Readonly<Record<string, number>> | undefined;

  offer(sku: string): Offer;
  /** An app that mails whoever waits for an article whenever the shop says that it is back. Only where the shop has the ability. */
  readonly waiting?: WaitingList;
  /** How many articles there are, variants among them; or how many with this SKU. */
  articleCount(sku?: string): number;
  /** Id of the product that an article is, or is a variant of, as the connector reads it. */
  productId(sku: string): string;
  /** SKUs of the variants of the product that an article is one of, in alphabetical order. Only where the scenario needs it. */
  siblings?(sku: string): readonly string[];
  article(sku: string): ShownArticle | undefined;
  /** What somebody pays for each of so many pieces, without tax; a group by what the shop calls it. Only where the shop has the ability. */
  pieceCosts?(sku: string, pieces: number, group?: string): string;
  /** Staff make a category and put an article into it. */
  putInto(category: string, sku: string): Promise<void>;
  categories(): readonly string[];
}

/** How a shop is set up, where a test needs it otherwise than in euros with net prices. */
export interface ShopSetUp {
  readonly currency?: string;
  readonly pricesIncludeTax?: boolean;
  /** The only tags that it keeps in descriptions. Only where the shop has the ability. */
  readonly descriptionTags?: readonly string[];
}

export type OpenShop = (clock: Clock) => Promise<ShopDesk>;

/** A table by which nothing moves the shop's own status: desks change what they want to. */
export const KEPT_STATUSES = {
  pending: 'keep',
  accepted: 'keep',
  on_hold: 'keep',
  partly_shipped: 'keep',
  shipped: 'keep',
  invoiced: 'keep',
  closed: 'keep',
  cancelled: 'keep',
} as const;

/** What a shop charges for shipping where the order does not say. */
export const SHIPPING_PRICES = { standard: '7.50', express: '14.90' } as const;
