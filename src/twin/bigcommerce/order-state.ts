import type Big from 'big.js';
import type { Seconds } from './moment.ts';
import type { OrderAddress } from './order-address.ts';
import type { Reductions } from './order-pricing.ts';
import type { StatusId } from './order-status.ts';
import type { TaxRate } from './settings.ts';

/** An amount with and without tax. */
export interface Taxed {
  readonly ex: Big;
  readonly inc: Big;
}

export interface AppliedDiscount {
  /** `coupon`, `manual-discount`, or the id of a promotion. */
  readonly id: string;
  readonly amount: Big;
  readonly name: string;
  readonly code: string | null;
  readonly target: 'order' | 'product';
}

export interface OrderLine {
  readonly id: number;
  readonly productId: number;
  readonly variantId: number;
  /** 0 for what is not shipped. */
  readonly addressId: number;
  readonly name: string;
  readonly sku: string;
  readonly upc: string;
  readonly type: 'physical' | 'digital';
  readonly options: readonly { readonly name: string; readonly value: string }[];
  /** As the catalogue states it: with tax where prices hold it. */
  readonly basePrice: Big;
  readonly price: Taxed;
  quantity: number;
  shipped: number;
  refunded: number;
  refundAmount: Big;
  money: LineMoney;
}

/** What the pieces of a line cost. */
export interface LineMoney {
  readonly base: Big;
  /** Before discounts. */
  readonly total: Taxed;
  readonly discounts: readonly AppliedDiscount[];
  /** After all of them. */
  readonly discounted: Taxed;
}

export interface ShippingAddress extends OrderAddress {
  readonly id: number;
  readonly method: string;
  readonly base: Big;
  readonly cost: Taxed;
  readonly zone: string;
}

export interface OrderCoupon {
  readonly id: number;
  readonly couponId: number;
  readonly code: string;
  readonly amount: Big;
  readonly type: CouponType;
  readonly discount: Big;
}

/** 0 off each item, 1 per cent, 2 off the whole, 3 off shipping, 4 free shipping, 5 by a promotion. */
export type CouponType = 0 | 1 | 2 | 3 | 4 | 5;

export interface TaxRow {
  readonly id: number;
  readonly addressId: number;
  readonly name: string;
  readonly rate: Big;
  readonly amount: Big;
  readonly lineId: number | null;
  readonly kind: 'item' | 'shipping';
}

export interface Fee {
  readonly id: number;
  readonly name: string;
  readonly cost: Taxed;
}

export interface OrderTotals {
  readonly subtotal: Taxed;
  readonly shippingBase: Big;
  readonly shipping: Taxed;
  /** By promotions and by hand. */
  readonly discount: Big;
  readonly couponDiscount: Big;
  readonly total: Taxed;
}

export interface Transaction {
  readonly id: number;
  readonly event: 'purchase' | 'authorization' | 'capture' | 'refund' | 'void' | 'pending' | 'settled';
  readonly method: string;
  readonly amount: Big;
  readonly gateway: string;
  readonly gatewayId: string | null;
  readonly referenceId: number | null;
  readonly fraudReview: boolean;
  readonly offlineName: string | undefined;
  readonly createdAt: Seconds;
}

export interface Terms extends Reductions {
  readonly rate: TaxRate | undefined;
}

export interface Order {
  readonly id: number;
  customerId: number;
  readonly createdAt: Seconds;
  modifiedAt: Seconds;
  shippedAt: Seconds | undefined;
  statusId: StatusId;
  paymentMethod: string;
  providerId: string;
  paymentStatus: string;
  billing: OrderAddress;
  addresses: readonly ShippingAddress[];
  lines: OrderLine[];
  coupons: readonly OrderCoupon[];
  taxes: readonly TaxRow[];
  fees: readonly Fee[];
  totals: OrderTotals;
  storeCredit: Big;
  giftCertificate: Big;
  staffNotes: string;
  customerMessage: string;
  externalOrderId: string;
  readonly externalSource: string | null;
  externalMerchantId: string | null;
  readonly channelId: number;
  readonly source: string;
  readonly cartId: string;
  isArchived: boolean;
  readonly transactions: Transaction[];
  /** What the order holds of each variant: taken from stock and not given back. */
  readonly taken: Map<number, number>;
  /** By what an order that a buyer placed is priced again when staff edit it. */
  readonly terms: Terms | undefined;
}
