import type Big from 'big.js';
import { cents, decimal } from './decimal.ts';
import type { Row } from './entity-set.ts';

const ADDRESS = ['AddressLine1', 'AddressLine2', 'City', 'State', 'PostCode', 'Country'];

/** Fields that a posted document takes over from the document it comes from (sheet sections 3.7 to 3.9). */
const SHARED = [
  'externalDocumentNumber',
  'customerId',
  'customerNumber',
  'customerName',
  'billToName',
  'billToCustomerId',
  'billToCustomerNumber',
  'shipToName',
  'shipToContact',
  ...['billTo', 'sellTo', 'shipTo'].flatMap((prefix) => ADDRESS.map((part) => `${prefix}${part}`)),
  'currencyId',
  'currencyCode',
  'pricesIncludeTax',
  'paymentTermsId',
  'shipmentMethodId',
  'salesperson',
  'phoneNumber',
  'email',
];

export const sharedWith = (document: Row): Record<string, unknown> =>
  Object.fromEntries(SHARED.map((field) => [field, document[field]]));

/** The part of an amount that falls on `quantity` of `of`, to the cent; the last part is what the earlier ones left. */
export function partOf(
  amount: Big,
  quantity: Big,
  of: Big,
  before: { readonly quantity: Big; readonly amount: Big },
): Big {
  if (before.quantity.plus(quantity).eq(of)) return amount.minus(before.amount);
  return of.eq(0) ? decimal(0) : cents(amount.times(quantity).div(of));
}
