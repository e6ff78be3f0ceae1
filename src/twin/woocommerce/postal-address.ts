import { objectOf, STRING } from './parameter-schema.ts';
import { textIn, type Values } from './request-values.ts';

/** A postal address of an order or a customer; only a billing address has an e-mail. Nothing in it is validated. */
export interface PostalAddress {
  first_name: string;
  last_name: string;
  company: string;
  address_1: string;
  address_2: string;
  city: string;
  state: string;
  postcode: string;
  country: string;
  phone: string;
}

export interface BillingAddress extends PostalAddress {
  email: string;
}

const FIELDS = {
  first_name: STRING,
  last_name: STRING,
  company: STRING,
  address_1: STRING,
  address_2: STRING,
  city: STRING,
  state: STRING,
  postcode: STRING,
  country: STRING,
  phone: STRING,
} as const;

export const SHIPPING_SCHEMA = objectOf(FIELDS);
export const BILLING_SCHEMA = objectOf({ ...FIELDS, email: { type: 'string', format: 'email' } });

export function emptyAddress(): PostalAddress {
  return {
    first_name: '',
    last_name: '',
    company: '',
    address_1: '',
    address_2: '',
    city: '',
    state: '',
    postcode: '',
    country: '',
    phone: '',
  };
}

export function emptyBilling(): BillingAddress {
  return { ...emptyAddress(), email: '' };
}

/** Only the fields that were sent change. */
export function writeAddress(address: PostalAddress | BillingAddress, values: Values): void {
  for (const field of Object.keys(address) as (keyof typeof address)[]) {
    const text = textIn(values, field);
    if (text !== undefined) address[field] = text.trim();
  }
}
