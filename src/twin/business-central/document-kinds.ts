import type { Company } from './company.ts';
import { CREDIT_MEMO, INVOICE, ORDER } from './document-fields.ts';
import type { EntitySet } from './entity-set.ts';
import type { FieldRules } from './field-rules.ts';
import { INVOICE_LINE, ORDER_LINE } from './line-fields.ts';

/** A sales document that the API can write: what differs between an order, an invoice and a credit memo. */
export interface DocumentKind {
  readonly type: 'salesOrder' | 'salesInvoice' | 'salesCreditMemo';
  readonly title: 'Order' | 'Invoice' | 'Credit Memo';
  /** Number series of what is not posted yet. */
  readonly series: string;
  readonly first: number;
  readonly dateField: 'orderDate' | 'invoiceDate' | 'creditMemoDate';
  readonly header: FieldRules;
  readonly line: FieldRules;
  readonly set: (company: Company) => EntitySet;
  readonly lines: (company: Company) => EntitySet;
}

export const ORDER_KIND: DocumentKind = {
  type: 'salesOrder',
  title: 'Order',
  series: 'S-ORD',
  first: 101001,
  dateField: 'orderDate',
  header: ORDER,
  line: ORDER_LINE,
  set: (company) => company.salesOrders,
  lines: (company) => company.salesOrderLines,
};

export const INVOICE_KIND: DocumentKind = {
  type: 'salesInvoice',
  title: 'Invoice',
  series: 'S-INV',
  first: 105001,
  dateField: 'invoiceDate',
  header: INVOICE,
  line: INVOICE_LINE,
  set: (company) => company.salesInvoices,
  lines: (company) => company.salesInvoiceLines,
};

export const CREDIT_MEMO_KIND: DocumentKind = {
  type: 'salesCreditMemo',
  title: 'Credit Memo',
  series: 'S-CR',
  first: 106001,
  dateField: 'creditMemoDate',
  header: CREDIT_MEMO,
  line: INVOICE_LINE,
  set: (company) => company.salesCreditMemos,
  lines: (company) => company.salesCreditMemoLines,
};
