import type { Amount, CurrencyPair } from './money.ts';
import type { OrderRisk } from './order-risk.ts';

/** A postal address as `MailingAddress` shows it. */
export interface MailingAddress {
  readonly id: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly address1: string | null;
  readonly address2: string | null;
  readonly city: string | null;
  readonly province: string | null;
  readonly provinceCode: string | null;
  readonly country: string | null;
  readonly countryCodeV2: string | null;
  readonly zip: string | null;
  readonly phone: string | null;
}

export interface Attribute {
  readonly key: string;
  readonly value: string | null;
}

export interface TaxLine {
  readonly title: string;
  /** A fraction: 0.08 is eight per cent. */
  readonly rate: number;
  readonly amount: Amount;
}

/** The part of one discount application that fell on one line. */
export interface Allocation {
  readonly amount: Amount;
  readonly index: number;
}

export interface LineRecord {
  readonly id: string;
  readonly variantId: string | null;
  readonly productId: string | null;
  readonly sku: string | null;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly vendor: string | null;
  /** As ordered; an edit may raise it, a refund never lowers it. */
  quantity: number;
  /** Taken away by edits. */
  removedQuantity: number;
  refundedQuantity: number;
  fulfilledQuantity: number;
  /** Refunded before it was shipped: no longer to be fulfilled. */
  cancelledQuantity: number;
  readonly unitPrice: Amount;
  readonly taxable: boolean;
  readonly requiresShipping: boolean;
  readonly isGiftCard: boolean;
  /** A line that is a tip: in the order's total, not in its subtotal, and nothing that could be shipped. */
  readonly isTip: boolean;
  /** Handle of the service that ships it; null when that service was deleted since. */
  readonly fulfillmentService: string | null;
  readonly customAttributes: readonly Attribute[];
  allocations: readonly Allocation[];
  taxLines: readonly TaxLine[];
  /** Its part of the import duties; null when none apply. */
  duty: Amount | null;
  readonly addedByEdit: boolean;
  /** Where its stock was taken; null when none was. */
  readonly locationId: string | null;
  readonly stockTaken: boolean;
}

export interface ShippingLineRecord {
  readonly id: string;
  readonly title: string;
  readonly code: string | null;
  readonly source: string | null;
  readonly carrierIdentifier: string | null;
  readonly price: Amount;
  readonly allocations: readonly Allocation[];
  readonly taxLines: readonly TaxLine[];
  refunded: { subtotal: Amount; tax: Amount };
}

/** A fee charged beside goods and shipping, for example for a bottle deposit. Its price is before tax. */
export interface FeeRecord {
  readonly id: string;
  readonly name: string;
  readonly price: Amount;
  readonly taxLines: readonly TaxLine[];
}

export interface DiscountApplicationRecord {
  readonly kind: 'code' | 'automatic' | 'manual' | 'script';
  readonly index: number;
  /** The code of a code discount, the title of the others. */
  readonly label: string;
  readonly description: string | null;
  readonly allocationMethod: 'ACROSS' | 'EACH' | 'ONE';
  readonly targetSelection: 'ALL' | 'ENTITLED' | 'EXPLICIT';
  readonly targetType: 'LINE_ITEM' | 'SHIPPING_LINE';
  readonly value: { readonly percentage: number } | { readonly amount: Amount };
}

export interface TransactionRecord {
  readonly id: string;
  readonly kind: 'SALE' | 'CAPTURE' | 'AUTHORIZATION' | 'VOID' | 'REFUND';
  readonly status: 'SUCCESS' | 'FAILURE' | 'PENDING' | 'ERROR';
  readonly gateway: string;
  readonly amount: Amount;
  readonly createdAt: string;
  readonly processedAt: string;
  readonly paymentId: string;
  readonly test: boolean;
  readonly parentId: string | null;
}

export interface RefundLineRecord {
  readonly id: string;
  readonly lineId: string;
  readonly quantity: number;
  readonly restockType: 'RETURN' | 'CANCEL' | 'NO_RESTOCK';
  readonly restocked: boolean;
  readonly locationId: string | null;
  readonly subtotal: Amount;
  readonly tax: Amount;
}

export interface RefundRecord {
  readonly id: string;
  readonly legacyResourceId: string;
  readonly createdAt: string;
  readonly processedAt: string;
  readonly updatedAt: string;
  readonly note: string | null;
  readonly lines: readonly RefundLineRecord[];
  readonly shipping: readonly { readonly id: string; readonly subtotal: Amount; readonly tax: Amount }[];
  readonly adjustments: readonly {
    readonly id: string;
    readonly amount: Amount;
    readonly tax: Amount;
    readonly reason: string;
  }[];
  readonly transactionIds: readonly string[];
}

/** What was ordered, before any edit, return or refund. Frozen when the order is placed. */
export interface OrderedTotals {
  readonly subtotal: Amount;
  readonly discounts: Amount;
  readonly shipping: Amount;
  readonly tax: Amount;
  readonly total: Amount;
  readonly taxLines: readonly TaxLine[];
}

/** Who bought for a company, at which of its locations. */
export interface PurchasingCompany {
  readonly companyId: string;
  readonly locationId: string;
  readonly contactId: string | null;
}

export interface OrderRecord extends CurrencyPair {
  readonly kind: 'Order';
  readonly id: string;
  readonly legacyResourceId: string;
  readonly name: string;
  readonly number: number;
  readonly confirmationNumber: string;
  readonly createdAt: string;
  readonly processedAt: string;
  updatedAt: string;
  touchedMs: number;
  cancelledAt: string | null;
  cancelReason: string | null;
  closedAt: string | null;
  readonly confirmed: boolean;
  readonly test: boolean;
  edited: boolean;
  readonly taxesIncluded: boolean;
  readonly taxExempt: boolean;
  readonly estimatedTaxes: boolean;
  email: string | null;
  phone: string | null;
  note: string | null;
  poNumber: string | null;
  readonly sourceName: string | null;
  readonly sourceIdentifier: string | null;
  readonly clientIp: string | null;
  tags: readonly string[];
  customAttributes: readonly Attribute[];
  customerId: string | null;
  readonly purchasingCompany: PurchasingCompany | null;
  readonly billingAddress: MailingAddress | null;
  shippingAddress: MailingAddress | null;
  readonly lines: LineRecord[];
  readonly shippingLines: readonly ShippingLineRecord[];
  readonly discountApplications: readonly DiscountApplicationRecord[];
  /** Whether the prices of the lines hold the duties already. */
  readonly dutiesIncluded: boolean;
  readonly fees: readonly FeeRecord[];
  /** Duties and fees were given back: by a cancellation. */
  surchargesReturned: boolean;
  risk: OrderRisk;
  readonly transactions: TransactionRecord[];
  readonly refunds: RefundRecord[];
  readonly fulfillmentOrderIds: string[];
  readonly fulfillmentIds: string[];
  readonly ordered: OrderedTotals;
  /** What an import or a test said where no transaction tells: EXPIRED, or PAID without a transaction. */
  statedFinancialStatus: string | null;
  restockedOnCancel: boolean;
  returnStatus: string;
  readonly paymentTerms: PaymentTermsRecord | null;
}

export interface PaymentTermsRecord {
  readonly id: string;
  readonly name: string;
  readonly type: 'NET' | 'FIXED' | 'RECEIPT' | 'FULFILLMENT';
  readonly dueInDays: number | null;
  readonly issuedAt: string | null;
  readonly dueAt: string | null;
}
