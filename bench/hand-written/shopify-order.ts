/** A Shopify order as the connector's read-order asks for it: the fields that are read. */
export interface Money {
  readonly shopMoney: { readonly amount: string; readonly currencyCode?: string };
}
export interface Tax {
  readonly title: string;
  readonly ratePercentage: number;
  readonly channelLiable: boolean;
  readonly priceSet: Money;
}
export interface Field {
  readonly key: string;
  readonly value: string | null;
}
export interface Allocation {
  readonly allocatedAmountSet: Money;
  readonly discountApplication: { readonly index: number };
}
export interface Address {
  readonly name: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly address1: string | null;
  readonly address2: string | null;
  readonly city: string | null;
  readonly province: string | null;
  readonly provinceCode: string | null;
  readonly countryCodeV2: string;
  readonly zip: string | null;
  readonly phone: string | null;
}
export interface Customer {
  readonly id: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly taxExempt: boolean;
  readonly defaultEmailAddress: { readonly emailAddress: string } | null;
  readonly defaultPhoneNumber: { readonly phoneNumber: string } | null;
  readonly metafields: { readonly nodes: readonly (Field & { readonly namespace: string })[] };
}
export interface Item {
  readonly id: string;
  readonly sku: string | null;
  readonly name: string;
  readonly quantity: number;
  readonly currentQuantity: number;
  readonly unfulfilledQuantity: number;
  readonly taxable: boolean;
  readonly requiresShipping: boolean;
  readonly isGiftCard: boolean;
  readonly originalUnitPriceSet: Money;
  readonly discountAllocations: readonly Allocation[];
  readonly taxLines: readonly Tax[];
  readonly customAttributes: readonly Field[];
  readonly fulfillmentService: { readonly handle: string } | null;
  readonly variant: { readonly id: string; readonly barcode: string | null } | null;
}
export interface Way {
  readonly id: string;
  readonly title: string;
  readonly code: string | null;
  readonly carrierIdentifier: string | null;
  readonly isRemoved: boolean;
  readonly originalPriceSet: Money;
  readonly discountedPriceSet: Money;
  readonly currentDiscountedPriceSet: Money;
  readonly discountAllocations: readonly Allocation[];
  readonly taxLines: readonly Tax[];
}
export interface List<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean };
}
export interface ShopifyOrder {
  readonly legacyResourceId: string;
  readonly name: string;
  readonly createdAt: string;
  readonly processedAt: string;
  readonly updatedAt: string;
  readonly cancelledAt: string | null;
  readonly displayFinancialStatus: string;
  readonly displayFulfillmentStatus: string;
  readonly test: boolean;
  readonly edited: boolean;
  readonly taxesIncluded: boolean;
  readonly currencyCode: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly note: string | null;
  readonly poNumber: string | null;
  readonly sourceName: string | null;
  readonly tags: readonly string[];
  readonly customAttributes: readonly Field[];
  readonly risk: { readonly recommendation: string; readonly assessments: readonly { readonly riskLevel: string }[] };
  readonly customer: Customer | null;
  readonly purchasingEntity: { readonly __typename: string } | null;
  readonly billingAddress: Address | null;
  readonly shippingAddress: Address | null;
  readonly paymentTerms: unknown;
  readonly currentTotalPriceSet: Money;
  readonly originalTotalPriceSet: Money;
  readonly currentSubtotalPriceSet: Money;
  readonly currentTotalTaxSet: Money;
  readonly currentShippingPriceSet: Money;
  readonly currentTotalDiscountsSet: Money;
  readonly currentTaxLines: readonly Tax[];
  readonly lineItems: List<Item>;
  readonly shippingLines: List<Way>;
  readonly discountApplications: List<{
    readonly __typename: string;
    readonly index: number;
    readonly code?: string;
    readonly title?: string;
    readonly description?: string;
    readonly allocationMethod: string;
    readonly targetSelection: string;
    readonly targetType: string;
    readonly value: { readonly percentage?: number; readonly amount?: string };
  }>;
  readonly transactions: readonly {
    readonly id: string;
    readonly kind: string;
    readonly status: string;
    readonly gateway: string;
    readonly formattedGateway: string | null;
    readonly paymentId: string | null;
    readonly processedAt: string;
    readonly amountSet: Money;
  }[];
  readonly refunds: readonly unknown[];
}
