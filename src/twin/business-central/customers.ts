import { type Company, entryOf } from './company.ts';
import { decimal, plain, ZERO } from './decimal.ts';
import type { Row } from './entity-set.ts';
import { type FieldRules, flag, guid, instant, member, number, readFields, text } from './field-rules.ts';
import { EMPTY_GUID } from './identifiers.ts';
import { dialog, duplicate, fieldRefused, ODataError } from './odata-error.ts';
import type { Body } from './request-body.ts';

/** Sheet section 3.2. */
export const CUSTOMER: FieldRules = {
  id: guid('no'),
  number: text(20),
  displayName: text(100),
  type: member(['Company', 'Person']),
  addressLine1: text(100),
  addressLine2: text(50),
  city: text(30),
  state: text(30),
  country: text(10),
  postalCode: text(20),
  phoneNumber: text(30),
  email: text(80),
  website: text(80),
  salespersonCode: text(20),
  balanceDue: number('no'),
  creditLimit: number(),
  taxLiable: flag(),
  taxAreaId: guid(),
  taxAreaDisplayName: text(100, 'no'),
  taxRegistrationNumber: text(20),
  currencyId: guid(),
  currencyCode: text(10),
  paymentTermsId: guid(),
  shipmentMethodId: guid(),
  paymentMethodId: guid(),
  blocked: member(['_x0020_', 'Ship', 'Invoice', 'All']),
  lastModifiedDateTime: instant(),
};

export function createCustomer(company: Company, body: Body): Row {
  const read = readFields('customer', CUSTOMER, body, 'create');
  if (typeof read.displayName !== 'string' || read.displayName === '')
    throw new ODataError(400, 'BadRequest_RequiredParamNotProvided', "Field 'displayName' must not be blank or empty.");
  const taken = (code: string) => company.customers.by('number', code).length > 0;
  const byHand = typeof read.number === 'string' && read.number !== '' ? read.number : undefined;
  if (byHand !== undefined) checkNumber(company, byHand);
  const row: Row = {
    id: company.identifiers.guid(),
    type: 'Company',
    addressLine1: '',
    addressLine2: '',
    city: '',
    state: '',
    postalCode: '',
    country: '',
    phoneNumber: '',
    email: '',
    website: '',
    salespersonCode: '',
    creditLimit: 0,
    taxLiable: true,
    taxAreaId: templateArea(company, read.country),
    taxRegistrationNumber: '',
    currencyId: EMPTY_GUID,
    currencyCode: company.settings.localCurrency,
    paymentTermsId: EMPTY_GUID,
    shipmentMethodId: EMPTY_GUID,
    paymentMethodId: EMPTY_GUID,
    blocked: '_x0020_',
    ...checked(company, read),
    number: byHand ?? company.identifiers.number('C', 10010, taken),
  };
  return company.customers.add(row);
}

export function changeCustomer(company: Company, row: Row, body: Body): Row {
  const read = readFields('customer', CUSTOMER, body, 'update');
  if (read.displayName === '') throw fieldRefused("Field 'displayName' must not be blank or empty.");
  if (typeof read.number === 'string' && read.number !== row.number) checkNumber(company, read.number);
  return company.customers.change(row, checked(company, read));
}

/** A customer with open documents stays, as everywhere in the product. */
export function deleteCustomer(company: Company, row: Row): void {
  if (company.salesOrders.by('customerId', row.id).length > 0)
    throw dialog(
      `You cannot delete Customer ${String(row.number)} because there is at least one outstanding Sales Order.`,
    );
  company.customers.remove(row);
}

/** What is still to be paid of posted invoices, less open credit memos. With `overdue`, only what is past its due date. */
export function balanceOf(company: Company, customerId: string, overdue = false): number {
  const open = (row: Row) => row.status !== 'Draft' && (!overdue || String(row.dueDate) < company.today());
  const sum = (rows: readonly Row[]) =>
    rows.filter(open).reduce((total, row) => total.plus(decimal(row.remainingAmount)), ZERO);
  return plain(
    sum(company.salesInvoices.by('customerId', customerId)).minus(
      sum(company.salesCreditMemos.by('customerId', customerId)),
    ),
  );
}

/** Phone numbers with letters are refused on customers and orders (sheet section 12). */
export function checkPhone(value: unknown): void {
  if (typeof value === 'string' && /\p{L}/u.test(value)) throw fieldRefused('Phone No. must not contain letters.');
}

export function checkEmail(value: unknown): void {
  if (typeof value === 'string' && value !== '' && !/^[^@\s]+@[^@\s]+$/.test(value))
    throw fieldRefused(`The email address "${value}" is not valid.`);
}

/** By id or code; the local currency is the zero GUID with its own code (sheet section 3.1). */
export function currencyFields(company: Company, body: Body): Record<string, unknown> {
  if (!('currencyId' in body) && !('currencyCode' in body)) return {};
  const local = company.settings.localCurrency;
  const code = body.currencyCode === local ? '' : body.currencyCode;
  const currency = entryOf(company.list('currencies'), 'code', body.currencyId, code, 'Currency Code');
  return { currencyId: currency?.id ?? EMPTY_GUID, currencyCode: currency?.code ?? local };
}

function checkNumber(company: Company, number: string): void {
  if (!company.settings.manualCustomerNumbers)
    throw dialog(
      'You may not enter numbers manually. If you want to enter numbers manually, please activate Manual Nos. in No. Series CUST.',
    );
  if (company.customers.by('number', number).length > 0) throw duplicate('Customer', 'No.', number);
}

/** Tax area and posting groups come from the template that the tenant chose for API customers, if any (sheet section 12). */
function templateArea(company: Company, country: unknown): string {
  const { taxAreaByCountry, templates } = company.settings;
  const code = templates ? (taxAreaByCountry[String(country ?? '')] ?? taxAreaByCountry['*']) : undefined;
  return company.list('taxAreas').by('code', code)[0]?.id ?? EMPTY_GUID;
}

function checked(company: Company, read: Body): Record<string, unknown> {
  checkPhone(read.phoneNumber);
  checkEmail(read.email);
  company.checkCountry(read.country, 'Country/Region Code');
  company.coded('taxAreas', read.taxAreaId, undefined, 'Tax Area');
  company.coded('paymentTerms', read.paymentTermsId, undefined, 'Payment Terms');
  company.coded('shipmentMethods', read.shipmentMethodId, undefined, 'Shipment Method');
  company.coded('paymentMethods', read.paymentMethodId, undefined, 'Payment Method');
  return { ...read, ...currencyFields(company, read) };
}
