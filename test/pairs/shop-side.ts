import type { Clock } from '../../src/model/clock.ts';
import type { Fault } from '../../src/twin/kit/fault-switch.ts';
import type { RunningTwin, TwinExchange } from '../../src/twin/kit/twin-server.ts';

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
}

/** What the shop sells, with its price without tax in euros. `variantOf`: the product of which it is one variant. */
export interface Article {
  readonly sku: string;
  readonly name: string;
  readonly price: string;
  readonly stock: number;
  readonly variantOf?: string;
}

export type Coupon = 'SAVE10' | 'MINUS5' | 'FREESHIP';

/** An order as a buyer places it, in words that every shop can be told in. */
export interface OrderPlaced {
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  /** Id of an account; without it a guest. */
  readonly account?: string;
  /** A guest’s own particulars, or a one-off delivery address of an account. */
  readonly guest?: Buyer;
  readonly shipTo?: Buyer;
  /** Standard costs 7.50, express 14.90. Nothing is shipped without it. */
  readonly shipping?: 'standard' | 'express';
  readonly coupon?: Coupon;
  /** Gift wrapping, net. */
  readonly giftWrap?: string;
  readonly po?: string;
  readonly note?: string;
  /** `later`: when the goods are there, as agreed with the shop. `not yet`: the money that the shop waits for is not there. */
  readonly pays?: 'card' | 'later' | 'not yet';
  /** Only where the shop knows such orders. */
  readonly test?: boolean;
}

/** What the shop shows of an article to its buyers. */
export interface Offer {
  readonly quantity: number;
  readonly inStock: boolean;
}

export interface ShownArticle {
  readonly name: string;
  readonly price: string;
  readonly categories: readonly string[];
  readonly shown: boolean;
}

export interface InvoiceOnOrder {
  readonly number: string;
  readonly date: string;
  readonly amount: string;
  readonly status: string;
}

/** A shop as its staff and its buyers see it, the same for every system: what differs between two shops is behind this. */
export interface ShopSide {
  readonly system: string;
  readonly twin: RunningTwin;
  /** The connection block of pipewright.yaml: all that a project changes to use this shop. */
  readonly connection: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
  /** What the shop’s buyers read of its standard shipping. */
  readonly calls: { readonly standard: string };
  readonly knowsTestOrders: boolean;
  /** How many accounts a page of their list holds, at most. */
  readonly customersAPage: number;
  /** How requests are told apart, for the fault switch and for counting. */
  readonly requests: {
    readonly orderList: string;
    readonly customerList: string;
    readonly reference: Pick<Fault, 'method' | 'match'>;
    readonly shipment: Pick<Fault, 'method' | 'match'>;
    readonly stock: Pick<Fault, 'method' | 'match'>;
    readonly newProduct: Pick<Fault, 'method' | 'match'>;
    readonly isWrite: (exchange: TwinExchange) => boolean;
  };

  sell(articles: readonly Article[]): void;
  register(buyer: Buyer): string;
  changeAccount(id: string, changes: Partial<Buyer>): Promise<void>;

  place(order: OrderPlaced): { readonly id: string; readonly number: string };
  /** The buyer’s money has come. */
  receivePayment(orderId: string): Promise<void>;
  cancel(orderId: string): Promise<void>;
  /** Staff take pieces of one line off the order. */
  reduce(orderId: string, sku: string, quantity: number): Promise<void>;
  /** Something changes on the order that no ERP cares for. */
  annotate(orderId: string): Promise<void>;

  /** What the buyer paid, with two decimals. */
  totalOf(orderId: string): string;
  erpNumberOn(orderId: string): string | undefined;
  invoiceOn(orderId: string): InvoiceOnOrder | undefined;
  /** Posted shipments that the order shows, oldest first. */
  shipmentsOn(orderId: string): readonly string[];
  /** Pieces shipped by SKU, where the shop counts them. */
  shippedOn(orderId: string): Readonly<Record<string, number>> | undefined;

  offer(sku: string): Offer;
  articleCount(): number;
  /** Id of the product that an article is, or is a variant of, as the connector reads it. */
  productId(sku: string): string;
  article(sku: string): ShownArticle | undefined;
  /** Staff make a category and put an article into it. */
  putInto(category: string, sku: string): Promise<void>;
  categories(): readonly string[];
}

/** How a shop is set up, where a test needs it otherwise than in euros with net prices. */
export interface ShopSetUp {
  readonly currency?: string;
  readonly pricesIncludeTax?: boolean;
}

export type OpenShop = (clock: Clock) => Promise<ShopSide>;
