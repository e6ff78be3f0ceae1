import type Big from 'big.js';
import type { Fields } from './fields.ts';

export const ORDER_STATUSES = ['created', 'new', 'completed', 'cancelled', 'failed'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** The other statuses of an order, each apart from the rest, and what they may be (sheet section 3.1). */
export const SIDE_STATUSES = {
  confirmation: ['confirmed', 'not_confirmed'],
  export: ['not_exported', 'ready', 'exported', 'failed'],
  payment: ['paid', 'part_paid', 'not_paid'],
  shipping: ['shipped', 'part_shipped', 'not_shipped'],
} as const;
export type SideStatus = keyof typeof SIDE_STATUSES;

export interface Address {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly companyName?: string;
  readonly address1?: string;
  readonly address2?: string;
  readonly city?: string;
  readonly stateCode?: string;
  readonly postalCode?: string;
  readonly countryCode?: string;
  readonly phone?: string;
}

/** What a promotion takes off an item, the order or its shipping: all amounts below zero. */
export interface PriceAdjustment {
  readonly id: string;
  readonly promotionId: string;
  readonly couponCode: string | undefined;
  readonly text: string;
  readonly percent: string | undefined;
  readonly net: Big;
  readonly tax: Big;
  readonly gross: Big;
}

/** What a line costs. `base` follows the order's taxation, as do the prices after discounts. */
export interface LinePrice {
  readonly base: Big;
  readonly net: Big;
  readonly gross: Big;
  readonly tax: Big;
  readonly taxRate: string;
  readonly adjustments: readonly PriceAdjustment[];
  readonly afterItemDiscount: Big;
  readonly afterOrderDiscount: Big;
  readonly adjustedTax: Big;
}

export interface ProductItem {
  readonly id: string;
  readonly productId: string;
  readonly name: string;
  readonly quantity: number;
  readonly price: LinePrice;
}

export interface ShippingItem {
  readonly id: string;
  readonly text: string;
  readonly type: 'fixed_price' | 'surcharge';
  readonly price: LinePrice;
}

export interface OrderTotals {
  readonly productSubTotal: Big;
  readonly productTotal: Big;
  readonly shippingTotal: Big;
  readonly merchandizeTax: Big;
  readonly adjustedMerchandizeTax: Big;
  readonly shippingTax: Big;
  readonly adjustedShippingTax: Big;
  readonly tax: Big;
  readonly order: Big;
}

export interface PaymentInstrument {
  readonly id: string;
  readonly methodId: string;
  readonly amount: Big;
  readonly cardType: string | undefined;
  readonly giftCertificate: string | undefined;
  transactionId: string | undefined;
  readonly custom: Record<string, unknown>;
}

/** A status event that an order management has told (sheet section 3.2). */
export interface OmsEvent {
  readonly id: string;
  readonly kind: 'fulfillment' | 'adjustment';
  readonly type: string;
  readonly trackingNumber: string | undefined;
  readonly lineItems: readonly Fields[];
}

export interface Order {
  readonly orderNo: string;
  status: OrderStatus;
  readonly side: Record<SideStatus, string>;
  externalStatus: string | undefined;
  readonly taxation: 'net' | 'gross';
  readonly customer: {
    readonly id: string;
    readonly no: string;
    readonly name: string;
    readonly email: string;
    readonly guest: boolean;
  };
  readonly reference: string | undefined;
  readonly billing: Address | undefined;
  shipTo: Address | undefined;
  readonly shippingMethod: string | undefined;
  readonly products: readonly ProductItem[];
  readonly shipping: readonly ShippingItem[];
  readonly coupons: readonly { readonly id: string; readonly code: string }[];
  readonly adjustments: readonly PriceAdjustment[];
  readonly totals: OrderTotals;
  readonly payments: readonly PaymentInstrument[];
  /** `c_…` */
  custom: Record<string, unknown>;
  readonly omsEvents: OmsEvent[];
  /** Numbers that placing gives. */
  invoiceNo: string | undefined;
  shipmentNo: string | undefined;
  readonly createdAt: number;
  placedAt: number | undefined;
  changedAt: number;
}
