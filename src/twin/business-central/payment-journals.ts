import { type Company, entryOf } from './company.ts';
import type { Row } from './entity-set.ts';
import { date, type FieldRules, guid, instant, integer, number, readFields, text } from './field-rules.ts';
import { EMPTY_GUID } from './identifiers.ts';
import { dialog, duplicate, notRelated, ODataError } from './odata-error.ts';
import { applyToInvoice } from './post-document.ts';
import type { Body } from './request-body.ts';

/** Sheet section 3.9. */
export const CUSTOMER_PAYMENT: FieldRules = {
  id: guid('no'),
  journalId: guid('no'),
  journalDisplayName: text(100, 'no'),
  lineNumber: integer('create'),
  customerId: guid(),
  customerNumber: text(20),
  postingDate: date(),
  documentNumber: text(20),
  externalDocumentNumber: text(35),
  amount: number(),
  appliesToInvoiceId: guid(),
  appliesToInvoiceNumber: text(20),
  description: text(100),
  comment: text(250),
  lastModifiedDateTime: instant(),
};

export const PAYMENT_JOURNAL: FieldRules = {
  id: guid('no'),
  code: text(10),
  displayName: text(100),
  lastModifiedDateTime: instant(),
};

export function createJournal(company: Company, body: Body): Row {
  const read = readFields('customerPaymentJournal', PAYMENT_JOURNAL, body, 'create');
  if (typeof read.code !== 'string' || read.code === '')
    throw new ODataError(400, 'BadRequest_RequiredParamNotProvided', "Field 'code' must not be blank or empty.");
  if (company.journals.by('code', read.code).length > 0) throw duplicate('Gen. Journal Batch', 'Name', read.code);
  return company.journals.add({ id: company.identifiers.guid(), displayName: '', ...read });
}

/** A payment that waits in a journal until that is posted. */
export function createPayment(company: Company, journal: Row, body: Body): Row {
  const read = readFields('customerPayment', CUSTOMER_PAYMENT, body, 'create');
  const waiting = company.customerPayments.by('journalId', journal.id);
  return company.customerPayments.add({
    id: company.identifiers.guid(),
    journalId: journal.id,
    lineNumber: 10_000 + waiting.reduce((last, row) => Math.max(last, Number(row.lineNumber)), 0),
    customerId: EMPTY_GUID,
    customerNumber: '',
    postingDate: company.today(),
    documentNumber: '',
    externalDocumentNumber: '',
    amount: 0,
    appliesToInvoiceId: EMPTY_GUID,
    appliesToInvoiceNumber: '',
    description: '',
    comment: '',
    ...read,
    ...references(company, read),
  });
}

export function changePayment(company: Company, row: Row, body: Body): Row {
  const read = readFields('customerPayment', CUSTOMER_PAYMENT, body, 'update');
  return company.customerPayments.change(row, { ...read, ...references(company, read) });
}

/** Microsoft.NAV.post on a journal: every payment comes off its invoice, and the journal is empty. */
export function postJournal(company: Company, journal: Row): void {
  const payments = company.customerPayments.by('journalId', journal.id);
  if (payments.length === 0) throw dialog('There is nothing to post.');
  for (const payment of payments) {
    if (payment.customerId === EMPTY_GUID) throw dialog('Account No. must have a value in Gen. Journal Line.');
    const invoice = company.salesInvoices.get(String(payment.appliesToInvoiceId));
    if (invoice !== undefined) applyToInvoice(company, invoice, -Number(payment.amount));
    company.customerPayments.remove(payment);
  }
}

/** Customer and invoice by id or number. Money received is negative (sheet section 3.9). */
function references(company: Company, read: Body): Record<string, unknown> {
  if (typeof read.amount === 'number' && read.amount > 0) throw dialog('The "amount" should be a negative number.');
  const found: Record<string, unknown> = {};
  if ('customerId' in read || 'customerNumber' in read) {
    const customer = entryOf(company.customers, 'number', read.customerId, read.customerNumber, 'Account No.');
    Object.assign(found, { customerId: customer?.id ?? EMPTY_GUID, customerNumber: customer?.number ?? '' });
  }
  if ('appliesToInvoiceId' in read || 'appliesToInvoiceNumber' in read) {
    const { appliesToInvoiceId: id, appliesToInvoiceNumber: number } = read;
    const invoice = entryOf(company.salesInvoices, 'number', id, number, 'Applies-to Doc. No.');
    if (invoice?.status === 'Draft') throw notRelated('Applies-to Doc. No.', invoice.number, 'posted invoices');
    Object.assign(found, {
      appliesToInvoiceId: invoice?.id ?? EMPTY_GUID,
      appliesToInvoiceNumber: invoice?.number ?? '',
    });
  }
  return found;
}
