import type { Amount } from './amount.ts';
import type { DiscountType } from './coupon-state.ts';
import type { MetaEntry } from './meta-data.ts';
import type { BillingAddress, PostalAddress } from './postal-address.ts';
import type { Seconds } from './site-time.ts';

export const ORDER_STATUSES = [
  'auto-draft',
  'pending',
  'processing',
  'on-hold',
  'completed',
  'cancelled',
  'refunded',
  'failed',
  'checkout-draft',
] as const;
/** `trash` is no status that can be written. Plugins add others: an open set on a real site, closed here. */
export type OrderStatus = (typeof ORDER_STATUSES)[number] | 'trash';

/** The tax of one rate on one line, unrounded: rounding happens on reading and in the totals. */
export interface LineTax {
  readonly rateId: number;
  readonly total: Amount;
  /** Before coupons; only product lines have it. */
  readonly subtotal?: Amount;
}

interface LineBase {
  readonly id: number;
  total: Amount;
  taxes: LineTax[];
  meta: MetaEntry[];
}

/** Amounts are net and for the whole quantity; `subtotal` before coupons, `total` after. */
export interface ProductLine extends LineBase {
  name: string;
  productId: number;
  variationId: number;
  quantity: number;
  taxClass: string;
  subtotal: Amount;
}

export interface ShippingLine extends LineBase {
  methodTitle: string;
  methodId: string;
  instanceId: string;
  taxStatus: string;
}

export interface FeeLine extends LineBase {
  name: string;
  taxClass: string;
  taxStatus: string;
  amount: string;
}

export interface CouponLine {
  readonly id: number;
  readonly couponId: number;
  readonly code: string;
  discount: Amount;
  discountTax: Amount;
  readonly discountType: DiscountType;
  readonly nominalAmount: Amount;
  readonly freeShipping: boolean;
  readonly meta: MetaEntry[];
}

export interface TaxLine {
  readonly id: number;
  readonly rateId: number;
  readonly rateCode: string;
  readonly label: string;
  readonly compound: boolean;
  readonly ratePercent: string;
  taxTotal: Amount;
  shippingTaxTotal: Amount;
}

export interface OrderTotals {
  readonly discountTotal: Amount;
  readonly discountTax: Amount;
  readonly shippingTotal: Amount;
  readonly shippingTax: Amount;
  readonly cartTax: Amount;
  readonly total: Amount;
}

export interface OrderNote {
  readonly id: number;
  readonly author: string;
  readonly note: string;
  readonly customerNote: boolean;
  readonly createdAt: Seconds;
}

export interface Refund {
  readonly id: number;
  readonly orderId: number;
  readonly createdAt: Seconds;
  readonly amount: Amount;
  readonly reason: string;
  readonly refundedBy: number;
  readonly refundedPayment: boolean;
  readonly meta: MetaEntry[];
  readonly lines: ProductLine[];
  readonly shippingLines: ShippingLine[];
  readonly feeLines: FeeLine[];
  readonly taxLines: TaxLine[];
}

export interface Order {
  readonly id: number;
  readonly orderKey: string;
  status: OrderStatus;
  currency: string;
  readonly pricesIncludeTax: boolean;
  customerId: number;
  createdVia: string;
  billing: BillingAddress;
  shipping: PostalAddress;
  paymentMethod: string;
  paymentMethodTitle: string;
  transactionId: string;
  customerNote: string;
  customerIpAddress: string;
  customerUserAgent: string;
  cartHash: string;
  meta: MetaEntry[];
  lines: ProductLine[];
  shippingLines: ShippingLine[];
  feeLines: FeeLine[];
  couponLines: CouponLine[];
  taxLines: TaxLine[];
  totals: OrderTotals;
  refunds: Refund[];
  notes: OrderNote[];
  stockTaken: boolean;
  couponsCounted: boolean;
  readonly createdAt: Seconds;
  modifiedAt: Seconds;
  paidAt: Seconds | undefined;
  completedAt: Seconds | undefined;
  trashedFrom: OrderStatus | undefined;
  /** Moves with every change, for whoever keeps a rendered copy. */
  revision: number;
}
