import type { MailingAddress } from './order-record.ts';
import { countryName, provinceName } from './provinces.ts';
import type { Resolvers } from './resolvers.ts';
import type { Shop } from './shop.ts';

export interface MailingAddressInput {
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly company?: string | null;
  readonly address1?: string | null;
  readonly address2?: string | null;
  readonly city?: string | null;
  readonly provinceCode?: string | null;
  readonly countryCode?: string | null;
  readonly zip?: string | null;
  readonly phone?: string | null;
}

/** Makes the stored form of an address; the names of province and country come from their codes. */
export function mailingAddress(shop: Shop, input: MailingAddressInput, before?: MailingAddress): MailingAddress {
  const countryCode = input.countryCode === undefined ? (before?.countryCodeV2 ?? null) : input.countryCode;
  const provinceCode = input.provinceCode === undefined ? (before?.provinceCode ?? null) : input.provinceCode;
  const text = (given: string | null | undefined, held: string | null | undefined): string | null =>
    given === undefined ? (held ?? null) : given;
  return {
    id: before?.id ?? `${shop.ids.take('MailingAddress')}?model_name=Address`,
    firstName: text(input.firstName, before?.firstName),
    lastName: text(input.lastName, before?.lastName),
    company: text(input.company, before?.company),
    address1: text(input.address1, before?.address1),
    address2: text(input.address2, before?.address2),
    city: text(input.city, before?.city),
    province: provinceCode === null ? null : (provinceName(countryCode, provinceCode) ?? provinceCode),
    provinceCode,
    country: countryCode === null ? null : countryName(countryCode),
    countryCodeV2: countryCode,
    zip: text(input.zip, before?.zip),
    phone: text(input.phone, before?.phone),
  };
}

/** What is wrong with an address, in the server's words; undefined when nothing is. */
export function addressFault(
  input: MailingAddressInput,
): { readonly field: string; readonly message: string } | undefined {
  const { countryCode, provinceCode } = input;
  if (
    typeof countryCode === 'string' &&
    typeof provinceCode === 'string' &&
    provinceName(countryCode, provinceCode) === undefined
  )
    return { field: 'provinceCode', message: `Province is not valid in ${countryName(countryCode)}` };
  return undefined;
}

export const mailingAddressResolvers: Resolvers<MailingAddress> = {
  name: ({ firstName, lastName }) =>
    [firstName, lastName].filter((part) => part !== null && part !== '').join(' ') || null,
};
