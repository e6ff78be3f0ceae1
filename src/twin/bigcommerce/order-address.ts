import type { Sent } from './body.ts';

export interface FormField {
  readonly name: string;
  readonly value: string;
}

/** An address of an order, by V2's names; what is not known is empty text. */
export interface OrderAddress {
  readonly first_name: string;
  readonly last_name: string;
  readonly company: string;
  readonly street_1: string;
  readonly street_2: string;
  readonly city: string;
  /** In words, not as a code. */
  readonly state: string;
  readonly zip: string;
  readonly country: string;
  readonly country_iso2: string;
  readonly phone: string;
  readonly email: string;
  readonly form_fields: readonly FormField[];
}

export const EMPTY_ADDRESS: OrderAddress = {
  first_name: '',
  last_name: '',
  company: '',
  street_1: '',
  street_2: '',
  city: '',
  state: '',
  zip: '',
  country: '',
  country_iso2: '',
  phone: '',
  email: '',
  form_fields: [],
};

const COUNTRY_NAMES = new Intl.DisplayNames(['en'], { type: 'region' });

export function countryName(code: string): string {
  return code === '' ? '' : (COUNTRY_NAMES.of(code) ?? code);
}

/** An address as sent: over what was there, or over nothing. */
export function sentAddress(sent: Sent, before: OrderAddress = EMPTY_ADDRESS): OrderAddress {
  const text = (field: Exclude<keyof OrderAddress, 'form_fields'>) => sent.short(field, 255) ?? before[field];
  const code = text('country_iso2').toUpperCase();
  if (code !== '' && !/^[A-Z]{2}$/.test(code)) throw sent.refuse('country_iso2', 'two letters were expected');
  return {
    first_name: text('first_name'),
    last_name: text('last_name'),
    company: text('company'),
    street_1: text('street_1'),
    street_2: text('street_2'),
    city: text('city'),
    state: text('state'),
    zip: text('zip'),
    country: sent.has('country_iso2') ? countryName(code) : text('country'),
    country_iso2: code,
    phone: text('phone'),
    email: text('email'),
    form_fields:
      sent.list('form_fields')?.map((each) => ({ name: each.text('name') ?? '', value: each.text('value') ?? '' })) ??
      before.form_fields,
  };
}
