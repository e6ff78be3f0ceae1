import type { Amount } from './amount.ts';
import type { Address } from './customer-state.ts';
import type { Seconds } from './site-time.ts';

export type OrderState =
  | 'new'
  | 'pending_payment'
  | 'payment_review'
  | 'processing'
  | 'complete'
  | 'closed'
  | 'canceled'
  | 'holded';

/** The status that Magento gives an order when it enters a state. */
export const DEFAULT_STATUS: Readonly<Record<OrderState, string>> = {
  new: 'pending',
  pending_payment: 'pending_payment',
  payment_review: 'payment_review',
  processing: 'processing',
  complete: 'complete',
  closed: 'closed',
  canceled: 'canceled',
  holded: 'holded',
};

/** What a row costs, in the currency of the order. */
export interface RowMoney {
  readonly originalPrice: Amount;
  /** Net. */
  readonly price: Amount;
  readonly priceInclTax: Amount;
  /** Net, before discount. */
  readonly rowTotal: Amount;
  readonly rowTotalInclTax: Amount;
  /** As it was taken off: with tax where prices include tax. */
  readonly discount: Amount;
  readonly discountPercent: Amount;
  readonly tax: Amount;
  readonly taxPercent: Amount;
  /** The tax that a discount of prices with tax has taken along. */
  readonly compensation: Amount;
}

export interface OrderItem {
  readonly id: number;
  readonly parentId: number | undefined;
  readonly productId: number;
  readonly productType: string;
  readonly sku: string;
  readonly name: string;
  readonly isVirtual: boolean;
  readonly money: RowMoney;
  readonly ordered: number;
  invoiced: number;
  shipped: number;
  canceled: number;
  refunded: number;
  extItemId: string | undefined;
  readonly appliedRules: readonly number[];
  readonly option: string | undefined;
}

export interface OrderAddress extends Address {
  readonly id: number;
  readonly type: 'billing' | 'shipping';
  email: string;
}

export interface Comment {
  readonly id: number;
  readonly entity: 'order' | 'invoice' | 'shipment' | 'creditmemo';
  readonly comment: string | undefined;
  readonly status: string | undefined;
  readonly notified: boolean;
  readonly visible: boolean;
  readonly createdAt: Seconds;
}

export interface Payment {
  readonly method: string;
  readonly title: string;
  readonly poNumber: string | undefined;
  transactionId: string | undefined;
}

/** A charge that a module adds to the cart, net, with its tax. */
export interface CustomFee {
  readonly code: string;
  readonly label: string;
  readonly amount: Amount;
  readonly tax: Amount;
}

export interface OrderTotals {
  readonly subtotal: Amount;
  readonly subtotalInclTax: Amount;
  /** Zero or more; shown below zero. */
  readonly discount: Amount;
  readonly compensation: Amount;
  readonly shipping: Amount;
  readonly shippingTax: Amount;
  readonly fees: readonly CustomFee[];
  readonly tax: Amount;
  readonly storeCredit: Amount;
  readonly grandTotal: Amount;
}

export interface Order {
  readonly id: number;
  readonly incrementId: string;
  state: OrderState;
  status: string;
  heldFrom: { readonly state: OrderState; readonly status: string } | undefined;
  readonly customerId: number | undefined;
  readonly customerGroupId: number;
  readonly email: string;
  readonly firstname: string | undefined;
  readonly lastname: string | undefined;
  readonly taxvat: string | undefined;
  extOrderId: string | undefined;
  extCustomerId: string | undefined;
  readonly couponCodes: readonly string[];
  readonly discountDescription: string | undefined;
  readonly appliedRules: readonly number[];
  readonly shippingMethod: string | undefined;
  readonly shippingDescription: string | undefined;
  readonly taxRate: { readonly code: string; readonly percent: Amount } | undefined;
  readonly items: readonly OrderItem[];
  readonly billing: OrderAddress | undefined;
  readonly shipTo: OrderAddress | undefined;
  readonly payment: Payment;
  readonly totals: OrderTotals;
  paid: Amount;
  refunded: Amount;
  canceledTotal: Amount;
  shippingInvoiced: Amount;
  shippingRefunded: Amount;
  readonly quoteId: number;
  /** Staff edit an order by making another: the one before, the one behind, and how many there were. */
  readonly replaces: Order | undefined;
  replacedBy: Order | undefined;
  readonly edits: number;
  readonly comments: Comment[];
  emailSent: boolean;
  readonly createdAt: Seconds;
  updatedAt: Seconds;
}

/** One row of an invoice or a credit memo: a share of the order's row. */
export interface DocumentItem {
  readonly id: number;
  readonly orderItemId: number;
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
  readonly price: Amount;
  readonly rowTotal: Amount;
  readonly tax: Amount;
  readonly discount: Amount;
  readonly compensation: Amount;
}

export interface Invoice {
  readonly id: number;
  readonly orderId: number;
  /** 1 open, 2 paid, 3 canceled. */
  state: 1 | 2 | 3;
  readonly items: readonly DocumentItem[];
  readonly shipping: Amount;
  readonly tax: Amount;
  readonly grandTotal: Amount;
  readonly transactionId: string | undefined;
  readonly comments: Comment[];
  readonly createdAt: Seconds;
  updatedAt: Seconds;
}

export interface Track {
  readonly id: number;
  readonly number: string;
  readonly title: string;
  readonly carrier: string;
  readonly createdAt: Seconds;
}

export interface Shipment {
  readonly id: number;
  readonly orderId: number;
  readonly items: readonly {
    readonly id: number;
    readonly orderItemId: number;
    readonly sku: string;
    readonly name: string;
    readonly quantity: number;
    readonly price: Amount;
  }[];
  readonly tracks: Track[];
  readonly comments: Comment[];
  readonly source: string;
  readonly createdAt: Seconds;
  updatedAt: Seconds;
}

export interface CreditMemo {
  readonly id: number;
  readonly orderId: number;
  readonly invoiceId: number | undefined;
  readonly items: readonly DocumentItem[];
  readonly shipping: Amount;
  readonly tax: Amount;
  readonly adjustmentPositive: Amount;
  readonly adjustmentNegative: Amount;
  readonly grandTotal: Amount;
  readonly comments: Comment[];
  readonly createdAt: Seconds;
  updatedAt: Seconds;
}
