import type {
  CompanyAddressRecord,
  CompanyContactRecord,
  CompanyLocationRecord,
  CompanyRecord,
  PaymentTermsTemplate,
} from './customer-record.ts';
import { createCustomer, findCustomer } from './customers.ts';
import { globalId } from './global-id.ts';
import { countryName, provinceName } from './provinces.ts';
import type { Shop } from './shop.ts';

/** The terms that every shop offers. */
export const PAYMENT_TERMS_TEMPLATES: readonly PaymentTermsTemplate[] = [
  { id: globalId('PaymentTermsTemplate', 1), name: 'Due on receipt', dueInDays: null, paymentTermsType: 'RECEIPT' },
  ...[7, 15, 30, 45, 60, 90].map((dueInDays, index) => ({
    id: globalId('PaymentTermsTemplate', index + 2),
    name: `Net ${dueInDays}`,
    dueInDays,
    paymentTermsType: 'NET',
  })),
];

export interface CompanyAddressInput {
  readonly address1?: string | null;
  readonly address2?: string | null;
  readonly city?: string | null;
  readonly zip?: string | null;
  readonly recipient?: string | null;
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly phone?: string | null;
  readonly zoneCode?: string | null;
  readonly countryCode?: string | null;
}

export interface CompanyLocationInput {
  readonly name?: string | null;
  readonly externalId?: string | null;
  readonly phone?: string | null;
  readonly locale?: string | null;
  readonly note?: string | null;
  readonly billingAddress?: CompanyAddressInput | null;
  readonly shippingAddress?: CompanyAddressInput | null;
  readonly billingSameAsShipping?: boolean | null;
  readonly buyerExperienceConfiguration?: {
    readonly checkoutToDraft?: boolean | null;
    readonly editableShippingAddress?: boolean | null;
    readonly paymentTermsTemplateId?: string | null;
  } | null;
  readonly taxRegistrationId?: string | null;
  readonly taxExempt?: boolean | null;
  readonly taxExemptions?: readonly string[] | null;
}

export interface CompanyInput {
  readonly name?: string | null;
  readonly externalId?: string | null;
  readonly note?: string | null;
  readonly customerSince?: string | null;
}

export interface CompanyContactInput {
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly title?: string | null;
  readonly locale?: string | null;
}

export function createCompany(shop: Shop, input: CompanyInput): CompanyRecord {
  const company: CompanyRecord = {
    kind: 'Company',
    id: shop.ids.take('Company'),
    name: input.name ?? '',
    externalId: input.externalId ?? null,
    note: input.note ?? null,
    customerSince: input.customerSince ?? shop.now(),
    mainContactId: null,
    roles: [
      { id: shop.ids.take('CompanyContactRole'), name: 'Location admin', note: 'System-defined Location admin role' },
      { id: shop.ids.take('CompanyContactRole'), name: 'Ordering only', note: 'System-defined Ordering only role' },
    ],
    contacts: [],
    locationIds: [],
    createdAt: shop.now(),
    updatedAt: shop.now(),
    touchedMs: shop.nowMs(),
  };
  shop.companies.set(company.id, company);
  shop.revision += 1;
  shop.emit('COMPANIES_CREATE', company.id);
  return company;
}

export function createLocation(shop: Shop, company: CompanyRecord, input: CompanyLocationInput): CompanyLocationRecord {
  const location: CompanyLocationRecord = {
    kind: 'CompanyLocation',
    id: shop.ids.take('CompanyLocation'),
    companyId: company.id,
    name: input.name ?? company.name,
    externalId: null,
    phone: null,
    locale: 'en',
    note: null,
    billingAddress: null,
    shippingAddress: null,
    checkoutToDraft: false,
    editableShippingAddress: false,
    paymentTermsTemplate: null,
    taxExempt: input.taxExempt ?? false,
    taxRegistrationId: input.taxRegistrationId ?? null,
    taxExemptions: input.taxExemptions ?? [],
    createdAt: shop.now(),
    updatedAt: shop.now(),
    touchedMs: shop.nowMs(),
  };
  writeLocation(shop, location, input);
  if (input.shippingAddress) location.shippingAddress = companyAddress(shop, company, input.shippingAddress);
  if (input.billingAddress) location.billingAddress = companyAddress(shop, company, input.billingAddress);
  else if (input.billingSameAsShipping === true) location.billingAddress = location.shippingAddress;
  shop.companyLocations.set(location.id, location);
  company.locationIds.push(location.id);
  shop.touch(company);
  shop.emit('COMPANY_LOCATIONS_CREATE', location.id);
  return location;
}

/** Writes what `companyLocationUpdate` may change. */
export function writeLocation(shop: Shop, location: CompanyLocationRecord, input: CompanyLocationInput): void {
  if (input.name) location.name = input.name;
  if (input.externalId !== undefined) location.externalId = input.externalId;
  if (input.phone !== undefined) location.phone = input.phone;
  if (input.locale !== undefined) location.locale = input.locale;
  if (input.note !== undefined) location.note = input.note;
  const { checkoutToDraft, editableShippingAddress, paymentTermsTemplateId } = input.buyerExperienceConfiguration ?? {};
  if (typeof checkoutToDraft === 'boolean') location.checkoutToDraft = checkoutToDraft;
  if (typeof editableShippingAddress === 'boolean') location.editableShippingAddress = editableShippingAddress;
  if (paymentTermsTemplateId !== undefined)
    location.paymentTermsTemplate = PAYMENT_TERMS_TEMPLATES.find(({ id }) => id === paymentTermsTemplateId) ?? null;
  shop.touch(location);
}

export function companyAddress(shop: Shop, company: CompanyRecord, input: CompanyAddressInput): CompanyAddressRecord {
  const countryCode = input.countryCode ?? 'US';
  const zoneCode = input.zoneCode ?? null;
  return {
    id: shop.ids.take('CompanyAddress'),
    address1: input.address1 ?? '',
    address2: input.address2 ?? null,
    city: input.city ?? null,
    zip: input.zip ?? null,
    recipient: input.recipient ?? null,
    firstName: input.firstName ?? null,
    lastName: input.lastName ?? null,
    companyName: company.name,
    phone: input.phone ?? null,
    province: zoneCode === null ? null : (provinceName(countryCode, zoneCode) ?? zoneCode),
    zoneCode,
    country: countryName(countryCode),
    countryCode,
  };
}

/** Makes a contact of an existing customer, or of a new one. It has no role yet, so it cannot order anywhere. */
export function createContact(
  shop: Shop,
  company: CompanyRecord,
  input: CompanyContactInput & { readonly customerId?: string },
): CompanyContactRecord {
  const customer =
    (input.customerId === undefined
      ? findCustomer(shop, { email: input.email ?? null })
      : shop.customers.get(input.customerId)) ?? createCustomer(shop, input);
  const contact: CompanyContactRecord = {
    id: shop.ids.take('CompanyContact'),
    companyId: company.id,
    customerId: customer.id,
    title: input.title ?? null,
    roles: [],
    createdAt: shop.now(),
    updatedAt: shop.now(),
  };
  company.contacts.push(contact);
  company.mainContactId ??= contact.id;
  shop.touch(company);
  return contact;
}

export function assignRole(shop: Shop, contact: CompanyContactRecord, roleId: string, locationId: string) {
  const assignment = { id: shop.ids.take('CompanyContactRoleAssignment'), roleId, locationId };
  contact.roles.push(assignment);
  contact.updatedAt = shop.now();
  shop.revision += 1;
  return assignment;
}
