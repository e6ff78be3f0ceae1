import { type Company, entryOf } from './company.ts';
import type { Row } from './entity-set.ts';
import { EMPTY_GUID } from './identifiers.ts';
import { dialog } from './odata-error.ts';
import type { Body } from './request-body.ts';

/** The sell-to customer of a new document, by id or number, one of which is required (sheet section 3.1). */
export function sellToCustomer(company: Company, body: Body): Row {
  const customer = entryOf(company.customers, 'number', body.customerId, body.customerNumber, 'Sell-to Customer No.');
  if (customer === undefined) throw dialog('A customerNumber or a customerId must be provided.');
  refuseBlocked(customer);
  return customer;
}

/** The bill-to customer that a body names; undefined when it names none. */
export function billToCustomer(company: Company, body: Body): Row | undefined {
  const { billToCustomerId: id, billToCustomerNumber: number } = body;
  const customer = entryOf(company.customers, 'number', id, number, 'Bill-to Customer No.');
  if (customer !== undefined) refuseBlocked(customer);
  return customer;
}

/** The customer of a document that exists. */
export function customerOf(company: Company, document: Row): Row {
  return company.customers.need(String(document.customerId));
}

/** A customer blocked for shipping can have no order either: there is nothing that could become of it. */
export function refuseBlocked(customer: Row): void {
  if (customer.blocked === '_x0020_') return;
  throw dialog(
    `You cannot create this type of document when Customer ${String(customer.number)} is blocked with type ${String(customer.blocked)}.`,
  );
}

const PARTS = [
  ['AddressLine1', 'addressLine1'],
  ['AddressLine2', 'addressLine2'],
  ['City', 'city'],
  ['State', 'state'],
  ['PostCode', 'postalCode'],
  ['Country', 'country'],
] as const;

/** What a new document takes from the customer's card. */
export function fieldsOfCustomer(customer: Row): Record<string, unknown> {
  return {
    customerId: customer.id,
    customerNumber: customer.number,
    customerName: customer.displayName,
    shipToName: customer.displayName,
    shipToContact: '',
    ...addressOf(customer, 'sellTo'),
    ...addressOf(customer, 'shipTo'),
    ...billedTo(customer),
    paymentTermsId: customer.paymentTermsId ?? EMPTY_GUID,
    shipmentMethodId: customer.shipmentMethodId ?? EMPTY_GUID,
    currencyId: customer.currencyId,
    currencyCode: customer.currencyCode,
    phoneNumber: customer.phoneNumber,
    email: customer.email,
  };
}

export const billedTo = (customer: Row): Record<string, unknown> => ({
  billToCustomerId: customer.id,
  billToCustomerNumber: customer.number,
  billToName: customer.displayName,
  ...addressOf(customer, 'billTo'),
});

const addressOf = (customer: Row, prefix: string): Record<string, unknown> =>
  Object.fromEntries(PARTS.map(([part, field]) => [`${prefix}${part}`, customer[field]]));

/** With one customer for both, the sell-to address is copied to the bill-to address (sheet section 3.1). */
export const copiedToBill = (document: Body): Record<string, unknown> =>
  Object.fromEntries(PARTS.map(([part]) => [`billTo${part}`, document[`sellTo${part}`]]));
