import type { Address, Customer, CustomerAddress } from './customer-state.ts';
import type { OrderAddress } from './order-state.ts';
import { type Fields, fieldOf, objectOf, textOf } from './request-body.ts';
import { required } from './rest-error.ts';
import { compact } from './route.ts';

const REQUIRED = ['firstname', 'lastname', 'city', 'country_id', 'telephone'] as const;

/** An address as it is sent. Throws for what every address must have. */
export function addressOf(sent: Fields): Address {
  for (const name of REQUIRED) if ((textOf(sent, name) ?? '').trim() === '') throw required(camel(name));
  const street = fieldOf(sent, 'street');
  const lines = (Array.isArray(street) ? street : [street ?? '']).map(String);
  if ((lines[0] ?? '') === '') throw required('street');
  const region = typeof fieldOf(sent, 'region') === 'string' ? {} : (objectOf(sent, 'region') ?? {});
  return {
    firstname: textOf(sent, 'firstname') ?? '',
    lastname: textOf(sent, 'lastname') ?? '',
    company: filled(textOf(sent, 'company')),
    street: lines,
    city: textOf(sent, 'city') ?? '',
    region: filled(
      textOf(region, 'region') ??
        (Object.keys(region).length === 0 && typeof sent.region === 'string' ? sent.region : undefined),
    ),
    regionCode: filled(textOf(region, 'region_code') ?? textOf(sent, 'region_code')),
    postcode: filled(textOf(sent, 'postcode')),
    countryId: (textOf(sent, 'country_id') ?? '').toUpperCase(),
    telephone: textOf(sent, 'telephone') ?? '',
    vatId: filled(textOf(sent, 'vat_id')),
  };
}

/** On an account: the region is an object of its own, there even where it is empty. */
export function viewAddress(address: CustomerAddress, customer: Customer) {
  return compact({
    id: address.id,
    customer_id: customer.id,
    region: {
      region_code: address.regionCode ?? null,
      region: address.region ?? null,
      region_id: regionId(address) ?? 0,
    },
    region_id: regionId(address) ?? 0,
    country_id: address.countryId,
    street: address.street,
    company: address.company,
    telephone: address.telephone,
    postcode: address.postcode,
    city: address.city,
    firstname: address.firstname,
    lastname: address.lastname,
    vat_id: address.vatId,
    default_shipping: customer.defaultShipping === address.id ? true : undefined,
    default_billing: customer.defaultBilling === address.id ? true : undefined,
  });
}

/** On an order: regions are plain fields. */
export function viewOrderAddress(address: OrderAddress, orderId: number) {
  return compact({
    address_type: address.type,
    city: address.city,
    company: address.company,
    country_id: address.countryId,
    email: address.email,
    entity_id: address.id,
    firstname: address.firstname,
    lastname: address.lastname,
    parent_id: orderId,
    postcode: address.postcode,
    region: address.region,
    region_code: address.regionCode,
    region_id: regionId(address),
    street: address.street,
    telephone: address.telephone,
    vat_id: address.vatId,
  });
}

/** The directory numbers its regions; any fixed numbers do. */
function regionId({ regionCode, countryId }: Address): number | undefined {
  if (regionCode === undefined) return undefined;
  return [...`${countryId}${regionCode}`].reduce((id, char) => (id * 31 + char.charCodeAt(0)) % 997, 7);
}

const filled = (text: string | undefined): string | undefined => (text === '' ? undefined : text);

const camel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
