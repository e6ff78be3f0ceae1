/** What the benchmarks use of a WooCommerce order (REST API v3, `dp=6`); amounts are decimal text. */
export interface WooCommerceOrder {
  readonly id: number;
  readonly number: string;
  readonly status: string;
  readonly currency: string;
  readonly created_via: string;
  readonly date_created_gmt: string;
  readonly date_modified_gmt: string;
  readonly date_paid_gmt: string | null;
  readonly discount_total: string;
  readonly shipping_total: string;
  readonly total: string;
  readonly total_tax: string;
  readonly customer_id: number;
  readonly billing: WooCommerceAddress;
  readonly shipping: WooCommerceAddress;
  readonly payment_method: string;
  readonly payment_method_title: string;
  readonly transaction_id: string;
  readonly customer_note: string;
  readonly needs_processing: boolean;
  readonly meta_data: readonly WooCommerceMeta[];
  readonly line_items: readonly WooCommerceLine[];
  readonly tax_lines: readonly WooCommerceTax[];
  readonly shipping_lines: readonly WooCommerceShipping[];
  readonly fee_lines: readonly WooCommerceFee[];
  readonly coupon_lines: readonly WooCommerceCoupon[];
}

export interface WooCommerceAddress {
  readonly first_name: string;
  readonly last_name: string;
  readonly company: string;
  readonly address_1: string;
  readonly address_2: string;
  readonly city: string;
  readonly state: string;
  readonly postcode: string;
  readonly country: string;
  readonly email?: string;
  readonly phone: string;
}

export interface WooCommerceMeta {
  readonly id: number;
  readonly key: string;
  readonly value: unknown;
  readonly display_key?: string;
  readonly display_value?: unknown;
}

export interface WooCommerceTaxShare {
  readonly id: number;
  readonly total: string;
}

export interface WooCommerceLine {
  readonly id: number;
  readonly name: string;
  readonly product_id: number;
  readonly variation_id: number;
  readonly quantity: number;
  readonly tax_class: string;
  readonly subtotal: string;
  readonly total: string;
  readonly total_tax: string;
  readonly taxes: readonly WooCommerceTaxShare[];
  readonly meta_data: readonly WooCommerceMeta[];
  readonly sku: string;
  readonly global_unique_id: string;
}

export interface WooCommerceTax {
  readonly rate_code: string;
  readonly rate_id: number;
  readonly label: string;
  readonly tax_total: string;
  readonly shipping_tax_total: string;
  readonly rate_percent: number;
}

export interface WooCommerceShipping {
  readonly id: number;
  readonly method_title: string;
  readonly method_id: string;
  readonly instance_id: string;
  readonly total: string;
  readonly total_tax: string;
  readonly taxes: readonly WooCommerceTaxShare[];
}

export interface WooCommerceFee {
  readonly id: number;
  readonly name: string;
  readonly total: string;
  readonly total_tax: string;
  readonly taxes: readonly WooCommerceTaxShare[];
}

export interface WooCommerceCoupon {
  readonly id: number;
  readonly code: string;
  readonly discount: string;
  readonly discount_type: string;
  readonly nominal_amount: number;
  readonly free_shipping: boolean;
}
