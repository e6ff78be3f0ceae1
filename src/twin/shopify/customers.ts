import type { CustomerRecord } from './customer-record.ts';
import { legacyIdOf } from './global-id.ts';
import { type MailingAddressInput, mailingAddress } from './mailing-address.ts';
import type { Shop } from './shop.ts';
import { normaliseTags } from './tags.ts';

export interface CustomerInput {
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly locale?: string | null;
  readonly note?: string | null;
  readonly tags?: readonly string[] | null;
  readonly taxExempt?: boolean | null;
  readonly taxExemptions?: readonly string[] | null;
  readonly addresses?: readonly MailingAddressInput[] | null;
  readonly emailMarketingConsent?: { readonly marketingState: string } | null;
}

/** Makes a customer without checking anything. The first address becomes the default. */
export function createCustomer(shop: Shop, input: CustomerInput): CustomerRecord {
  const id = shop.ids.take('Customer');
  const customer: CustomerRecord = {
    kind: 'Customer',
    id,
    legacyResourceId: legacyIdOf(id),
    firstName: null,
    lastName: null,
    email: null,
    phone: null,
    locale: 'en',
    state: 'DISABLED',
    verifiedEmail: true,
    marketingState: 'NOT_SUBSCRIBED',
    taxExempt: false,
    taxExemptions: [],
    tags: [],
    note: null,
    addresses: [],
    defaultAddressId: null,
    createdAt: shop.now(),
    updatedAt: shop.now(),
    touchedMs: shop.nowMs(),
  };
  writeCustomer(shop, customer, input);
  shop.customers.set(id, customer);
  shop.revision += 1;
  shop.emit('CUSTOMERS_CREATE', id);
  return customer;
}

/** Writes the fields that are given; each list that is given replaces the whole list. */
export function writeCustomer(shop: Shop, customer: CustomerRecord, input: CustomerInput): void {
  if (input.firstName !== undefined) customer.firstName = input.firstName;
  if (input.lastName !== undefined) customer.lastName = input.lastName;
  if (input.email !== undefined) customer.email = input.email === '' ? null : input.email;
  if (input.phone !== undefined) customer.phone = input.phone === '' ? null : input.phone;
  if (input.locale) customer.locale = input.locale;
  if (input.note !== undefined) customer.note = input.note;
  if (input.tags) customer.tags = normaliseTags(input.tags);
  if (typeof input.taxExempt === 'boolean') customer.taxExempt = input.taxExempt;
  if (input.taxExemptions) customer.taxExemptions = [...input.taxExemptions];
  if (input.emailMarketingConsent) customer.marketingState = input.emailMarketingConsent.marketingState;
  if (input.addresses) {
    customer.addresses = input.addresses.map((address) => mailingAddress(shop, address));
    customer.defaultAddressId = customer.addresses[0]?.id ?? null;
  }
}

export interface CustomerKeys {
  readonly id?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
}

/** Finds by the first key that is given: id, e-mail (without case) or phone. */
export function findCustomer(shop: Shop, { id, email, phone }: CustomerKeys): CustomerRecord | undefined {
  if (id) return shop.customers.get(id);
  for (const customer of shop.customers.values()) {
    if (email) {
      if (customer.email?.toLowerCase() === email.toLowerCase()) return customer;
    } else if (phone && customer.phone === phone) return customer;
  }
  return undefined;
}

export interface CustomerFault {
  readonly field: string;
  readonly message: string;
  readonly code: string;
}

/** What is wrong with the input for this customer (or a new one), in the server's words. */
export function customerFaults(shop: Shop, input: CustomerInput, before: CustomerRecord | undefined): CustomerFault[] {
  const faults: CustomerFault[] = [];
  const { email, phone } = input;
  const taken = (keys: CustomerKeys): boolean => {
    const holder = findCustomer(shop, keys);
    return holder !== undefined && holder.id !== before?.id;
  };
  if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    faults.push({ field: 'email', message: 'Email is invalid', code: 'INVALID' });
  else if (email && taken({ email }))
    faults.push({ field: 'email', message: 'Email has already been taken', code: 'TAKEN' });
  if (phone && !/^\+[1-9]\d{6,14}$/.test(phone))
    faults.push({ field: 'phone', message: 'Phone is invalid', code: 'INVALID' });
  else if (phone && taken({ phone }))
    faults.push({ field: 'phone', message: 'Phone has already been taken', code: 'TAKEN' });
  const named = [input.firstName, input.lastName, email, phone].some(Boolean);
  if (before === undefined && !named)
    faults.push({
      field: '',
      message: 'A name, phone number, or email address must be present',
      code: 'MISSING_FIELD_REQUIRED',
    });
  return faults;
}
