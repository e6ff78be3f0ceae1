/** The order document as far as the hand-written program makes and reads it. */
export interface OrderDocument {
  readonly origin: Readonly<Record<string, string>>;
  readonly number: string;
  readonly channel?: string;
  readonly status: string;
  readonly origin_status: string;
  readonly payment_status: string;
  readonly fulfillment_status?: string;
  readonly placed_at: string;
  readonly currency: string;
  readonly prices_include_tax: boolean;
  readonly customer: {
    readonly origin?: { readonly system: string; readonly id: string };
    readonly guest: boolean;
    readonly kind: 'person' | 'company';
    readonly name: string;
    readonly [other: string]: unknown;
  };
  readonly email?: string;
  readonly phone?: string;
  readonly billing_address?: DocumentAddress;
  readonly shipping_address?: DocumentAddress;
  readonly po_number?: string;
  readonly customer_note?: string;
  readonly tax_exemption?: { readonly exempt: boolean };
  readonly lines: readonly DocumentLine[];
  readonly discounts: readonly Readonly<Record<string, string>>[];
  readonly shipping_lines: readonly DocumentCharge[];
  readonly fees: readonly (Omit<DocumentCharge, 'subtotal' | 'discounts'> & { readonly kind: string })[];
  readonly taxes: readonly DocumentTax[];
  readonly discount_total: string;
  readonly shipping_total: string;
  readonly tax_total: string;
  readonly total: string;
  readonly credits: readonly [];
  readonly payments: readonly { readonly method: string; readonly [other: string]: string | undefined }[];
  readonly refunds: readonly [];
  readonly custom_fields?: Readonly<Record<string, unknown>>;
}

export interface DocumentAddress {
  readonly name?: string;
  readonly first_name?: string;
  readonly last_name?: string;
  readonly company?: string;
  readonly line1?: string;
  readonly line2?: string;
  readonly city?: string;
  readonly region_code?: string;
  readonly region?: string;
  readonly postcode?: string;
  readonly country: string;
  readonly phone?: string;
  readonly email?: string;
}

export interface DocumentTax {
  readonly code?: string;
  readonly title?: string;
  readonly rate: string;
  readonly amount: string;
}

export interface DocumentLine {
  readonly id: string;
  readonly kind: 'item';
  readonly sku?: string;
  readonly name: string;
  readonly quantity: string;
  readonly unit_price: string;
  readonly subtotal: string;
  readonly discounts: readonly { readonly discount_id: string; readonly amount: string }[];
  readonly total: string;
  readonly taxes: readonly DocumentTax[];
  readonly tax_total: string;
  readonly [other: string]: unknown;
}

export interface DocumentCharge {
  readonly id: string;
  readonly method?: string;
  readonly title: string;
  readonly subtotal: string;
  readonly discounts: readonly [];
  readonly total: string;
  readonly taxes: readonly DocumentTax[];
  readonly tax_total: string;
}
