import type { CompanyAddressRecord } from './customer-record.ts';
import { mailingAddress } from './mailing-address.ts';
import type { MailingAddress, PurchasingCompany } from './order-record.ts';
import type { PlaceOrder } from './place-order.ts';
import type { Shop } from './shop.ts';

export interface Buyer {
  readonly customerId: string | null;
  readonly purchasingCompany: PurchasingCompany | null;
  readonly email: string | null;
  readonly taxExempt: boolean;
  readonly billingAddress: MailingAddress | null;
  readonly shippingAddress: MailingAddress | null;
  readonly paymentTerms: PlaceOrder['paymentTerms'] | null;
}

/** A contact without a role at the location. `orderCreate` turns it into a user error. */
export class CannotOrderHere extends Error {
  override readonly name = 'CannotOrderHere';
}

/**
 * Who buys: a guest, a customer, or a contact at a company location, whose addresses, tax exemption and payment terms
 * then hold. Throws when an id names nothing, or when the contact has no role at the location and so cannot order there.
 */
export function resolveBuyer(shop: Shop, placed: PlaceOrder): Buyer {
  if (placed.companyLocation !== undefined) return companyBuyer(shop, placed, placed.companyLocation);
  const customer = placed.customer ? shop.customers.get(placed.customer) : undefined;
  if (placed.customer && customer === undefined) throw new Error(`no customer ${placed.customer} in the twin`);
  const address = customer?.addresses.find(({ id }) => id === customer.defaultAddressId) ?? null;
  return {
    customerId: customer?.id ?? null,
    purchasingCompany: null,
    email: placed.email === undefined ? (customer?.email ?? null) : placed.email,
    taxExempt: customer?.taxExempt ?? false,
    billingAddress: placed.billingAddress === undefined ? address : null,
    shippingAddress: placed.shippingAddress === undefined ? address : null,
    paymentTerms: null,
  };
}

function companyBuyer(shop: Shop, placed: PlaceOrder, locationId: string): Buyer {
  const location = shop.companyLocations.get(locationId);
  const company = location === undefined ? undefined : shop.companies.get(location.companyId);
  if (location === undefined || company === undefined) throw new Error(`no company location ${locationId} in the twin`);
  const contact = company.contacts.find(({ id }) => id === (placed.companyContact ?? company.mainContactId));
  if (contact !== undefined && !contact.roles.some((role) => role.locationId === locationId))
    throw new CannotOrderHere(`contact ${contact.id} has no role at ${locationId} and cannot order there`);
  const customer = contact === undefined ? undefined : shop.customers.get(contact.customerId);
  const template = location.paymentTermsTemplate;
  return {
    customerId: customer?.id ?? null,
    purchasingCompany: { companyId: company.id, locationId, contactId: contact?.id ?? null },
    email: placed.email === undefined ? (customer?.email ?? null) : placed.email,
    taxExempt: location.taxExempt,
    billingAddress: location.billingAddress && toMailingAddress(shop, location.billingAddress),
    shippingAddress: location.shippingAddress && toMailingAddress(shop, location.shippingAddress),
    paymentTerms:
      template === null
        ? null
        : {
            name: template.name,
            type: template.paymentTermsType as 'NET',
            ...(template.dueInDays === null ? {} : { dueInDays: template.dueInDays }),
          },
  };
}

function toMailingAddress(shop: Shop, address: CompanyAddressRecord): MailingAddress {
  return mailingAddress(shop, {
    firstName: address.firstName,
    lastName: address.lastName,
    company: address.companyName,
    address1: address.address1,
    address2: address.address2,
    city: address.city,
    provinceCode: address.zoneCode,
    countryCode: address.countryCode,
    zip: address.zip,
    phone: address.phone,
  });
}
