import type { Seconds } from './moment.ts';

/** An address of an account, by V3's names. */
export interface CustomerAddress {
  readonly id: number;
  first_name: string;
  last_name: string;
  company: string;
  address1: string;
  address2: string;
  city: string;
  state_or_province: string;
  postal_code: string;
  country_code: string;
  phone: string;
  address_type: 'residential' | 'commercial';
}

export interface Customer {
  readonly id: number;
  email: string;
  firstName: string;
  lastName: string;
  company: string;
  phone: string;
  notes: string;
  /** A code that the tax provider knows; with one nothing is taxed. */
  taxExemptCategory: string;
  groupId: number;
  acceptsAbandonedCartEmails: boolean;
  readonly createdAt: Seconds;
  modifiedAt: Seconds;
  readonly addresses: CustomerAddress[];
  /** By the id of the attribute. */
  readonly attributes: Map<number, { readonly id: number; value: string }>;
  readonly formFields: Map<string, string>;
}

export interface Attribute {
  readonly id: number;
  readonly name: string;
  readonly type: 'string' | 'number' | 'date';
  readonly createdAt: Seconds;
}
