import { daysOf } from './code-lists.ts';
import { type Company, entryOf } from './company.ts';
import { checkEmail, checkPhone, currencyFields } from './customers.ts';
import { decimal, ZERO } from './decimal.ts';
import { discountBase } from './document-amounts.ts';
import { billedTo, billToCustomer, copiedToBill, fieldsOfCustomer, sellToCustomer } from './document-customer.ts';
import type { DocumentKind } from './document-kinds.ts';
import type { Row } from './entity-set.ts';
import { EMPTY_DATE, EMPTY_GUID } from './identifiers.ts';
import { callback, dialog, fieldRefused, notRelated } from './odata-error.ts';
import type { Body } from './request-body.ts';

/** A header that is not stored yet. Its number comes last, so that a line that fails uses none up. */
export function newHeader(company: Company, kind: DocumentKind, read: Body): Row {
  const customer = sellToCustomer(company, read);
  const day = company.today();
  const row: Row = {
    id: company.identifiers.guid(),
    number: '',
    externalDocumentNumber: '',
    postingDate: day,
    ...fieldsOfCustomer(customer),
    [kind.dateField]: day,
    ...(kind.type === 'salesOrder' ? orderDefaults() : postableDefaults()),
    pricesIncludeTax: company.settings.cardsIncludeTax,
    salesperson: '',
    discountAmount: 0,
    discountAppliedBeforeTax: true,
    status: 'Draft',
  };
  // The invoice discount of a POST is applied while there is no line yet, and so lost (sheet section 12).
  const { discountAmount: _lost, ...rest } = read;
  Object.assign(row, headerFields(company, row, rest));
  if (kind.type !== 'salesOrder' && !('dueDate' in read)) row.dueDate = dueDate(company, row);
  return row;
}

const orderDefaults = (): Record<string, unknown> => ({
  requestedDeliveryDate: EMPTY_DATE,
  shortcutDimension1Code: '',
  shortcutDimension2Code: '',
  partialShipping: true,
  fullyShipped: false,
});

const postableDefaults = (): Record<string, unknown> => ({
  promisedPayDate: EMPTY_DATE,
  customerPurchaseOrderReference: '',
  orderId: EMPTY_GUID,
  orderNumber: '',
  disputeStatusId: EMPTY_GUID,
  invoiceId: EMPTY_GUID,
  invoiceNumber: '',
  customerReturnReasonId: EMPTY_GUID,
  remainingAmount: 0,
});

/** What a body makes of a header: its own fields, with everything that follows from them. */
export function headerFields(company: Company, header: Row, read: Body): Record<string, unknown> {
  checkPhone(read.phoneNumber);
  checkEmail(read.email);
  company.checkCountry(read.sellToCountry, 'Sell-to Country/Region Code');
  company.checkCountry(read.shipToCountry, 'Ship-to Country/Region Code');
  company.coded('paymentTerms', read.paymentTermsId, undefined, 'Payment Terms Code');
  company.coded('shipmentMethods', read.shipmentMethodId, undefined, 'Shipment Method Code');
  company.coded('customerReturnReasons', read.customerReturnReasonId, undefined, 'Reason Code');
  if (read.pricesIncludeTax === true && company.settings.salesTax)
    throw dialog('Prices Including VAT cannot be used with sales tax.');
  const bill = billToCustomer(company, read);
  const fields: Record<string, unknown> = {
    ...read,
    ...(bill === undefined ? {} : billedTo(bill)),
    ...currencyFields(company, read),
    ...creditedInvoice(company, header, read),
  };
  const next = { ...header, ...fields };
  return next.billToCustomerId === next.customerId ? { ...fields, ...copiedToBill(next) } : fields;
}

/** What a PATCH may not do to a header that has lines. */
export function checkHeaderChange(company: Company, header: Row, lines: readonly Row[], read: Body): void {
  const customer = entryOf(company.customers, 'number', read.customerId, read.customerNumber, 'Sell-to Customer No.');
  // The sell-to customer is set on create (sheet section 3.1).
  if (customer !== undefined && customer.id !== header.customerId)
    throw dialog(`You cannot change Sell-to Customer No. of ${String(header.number)}.`);
  for (const field of ['pricesIncludeTax', 'currencyCode', 'currencyId'])
    if (lines.length > 0 && field in read && read[field] !== header[field])
      throw callback(`Changing ${field} asks whether the existing sales lines are to be recalculated.`);
  if (typeof read.discountAmount !== 'number') return;
  const base = discountBase(lines);
  if (decimal(read.discountAmount).lt(0) || decimal(read.discountAmount).gt(base.lt(0) ? ZERO : base))
    throw fieldRefused(
      `The invoice discount must be between 0 and ${base.toFixed(2)}, the amount of the lines that allow it.`,
    );
}

/** A credit memo may name the posted invoice that it corrects, by id or number (sheet section 3.9). */
function creditedInvoice(company: Company, header: Row, read: Body): Record<string, unknown> {
  if (!('invoiceId' in read) && !('invoiceNumber' in read)) return {};
  const invoice = entryOf(company.salesInvoices, 'number', read.invoiceId, read.invoiceNumber, 'Applies-to Doc. No.');
  if (invoice !== undefined && (invoice.status === 'Draft' || invoice.customerId !== header.customerId))
    throw notRelated('Applies-to Doc. No.', invoice.number, 'posted invoices of the customer');
  return { invoiceId: invoice?.id ?? EMPTY_GUID, invoiceNumber: invoice?.number ?? '' };
}

/** Posting date plus the days of the payment terms. */
export function dueDate(company: Company, header: Body): string {
  const terms = company.list('paymentTerms').get(String(header.paymentTermsId));
  const due = Date.parse(`${String(header.postingDate)}T00:00:00Z`) + daysOf(terms?.code) * 86_400_000;
  return new Date(due).toISOString().slice(0, 10);
}
