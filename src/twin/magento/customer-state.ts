import type { Seconds } from './site-time.ts';

/** An address of an account or of an order. */
export interface Address {
  firstname: string;
  lastname: string;
  company: string | undefined;
  street: readonly string[];
  city: string;
  region: string | undefined;
  regionCode: string | undefined;
  postcode: string | undefined;
  countryId: string;
  telephone: string;
  vatId: string | undefined;
}

export interface CustomerAddress extends Address {
  readonly id: number;
}

export interface Customer {
  readonly id: number;
  email: string;
  firstname: string;
  lastname: string;
  groupId: number;
  websiteId: number;
  storeId: number;
  taxvat: string | undefined;
  addresses: CustomerAddress[];
  defaultBilling: number | undefined;
  defaultShipping: number | undefined;
  readonly attributes: Map<string, unknown>;
  readonly createdAt: Seconds;
  updatedAt: Seconds;
}

export const GROUPS = [
  { id: 0, code: 'NOT LOGGED IN', tax_class_id: 3, tax_class_name: 'Retail Customer' },
  { id: 1, code: 'General', tax_class_id: 3, tax_class_name: 'Retail Customer' },
  { id: 2, code: 'Wholesale', tax_class_id: 3, tax_class_name: 'Retail Customer' },
  { id: 3, code: 'Retailer', tax_class_id: 3, tax_class_name: 'Retail Customer' },
  // Its tax class is in no tax rule: nobody of this group is taxed.
  { id: 4, code: 'Tax exempt', tax_class_id: 5, tax_class_name: 'Exempt' },
] as const;

export const EXEMPT_GROUP_ID = 4;
