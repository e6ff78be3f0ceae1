import { DELIVERY, DOCUMENT, INVOICE } from './document-shapes.ts';
import type { Shape } from './shape.ts';

/** A marketing document: its entity set, the number of its object, and what posting it does (sheet sections 3.1, 3.6 to 3.8). */
export interface DocumentKind {
  readonly set: string;
  readonly object: number;
  /** How drafts name it. */
  readonly objectName: string;
  /** The header table, which error texts name; its rows are in the table with a 1 at the end. */
  readonly table: string;
  readonly shape: Shape;
  /** What journals call it, where an answer or the books of a real company tell. */
  readonly title?: string;
  /** The first number that is shown; the key counts from 1. */
  readonly firstNumber: number;
  /** Goods on hand: they go, they come, or they stay. */
  readonly goods: 'issue' | 'receipt' | 'none';
  /** Objects that its lines may be drawn from. Goods that those have moved are not moved again. */
  readonly bases: readonly number[];
  /** How it is taken back: at once, by a document that mirrors it, or not at all. */
  readonly cancel: 'plain' | 'mirror' | 'none';
}

export const ORDERS: DocumentKind = {
  set: 'Orders',
  object: 17,
  objectName: 'oOrders',
  title: 'Sales Orders',
  table: 'ORDR',
  shape: DOCUMENT,
  firstNumber: 10_001,
  goods: 'none',
  bases: [23],
  cancel: 'plain',
};

export const DELIVERY_NOTES: DocumentKind = {
  set: 'DeliveryNotes',
  object: 15,
  objectName: 'oDeliveryNotes',
  table: 'ODLN',
  shape: DELIVERY,
  firstNumber: 20_001,
  goods: 'issue',
  bases: [17],
  cancel: 'mirror',
};

export const INVOICES: DocumentKind = {
  set: 'Invoices',
  object: 13,
  objectName: 'oInvoices',
  table: 'OINV',
  shape: INVOICE,
  firstNumber: 30_001,
  goods: 'issue',
  bases: [17, 15],
  cancel: 'mirror',
};

export const CREDIT_NOTES: DocumentKind = {
  set: 'CreditNotes',
  object: 14,
  objectName: 'oCreditNotes',
  title: 'A/R Credit Memos',
  table: 'ORIN',
  shape: DOCUMENT,
  firstNumber: 40_001,
  goods: 'receipt',
  bases: [13, 16],
  cancel: 'mirror',
};

export const RETURNS: DocumentKind = {
  set: 'Returns',
  object: 16,
  objectName: 'oReturns',
  table: 'ORDN',
  shape: DOCUMENT,
  firstNumber: 50_001,
  goods: 'receipt',
  bases: [15],
  cancel: 'mirror',
};

export const QUOTATIONS: DocumentKind = {
  set: 'Quotations',
  object: 23,
  objectName: 'oQuotations',
  table: 'OQUT',
  shape: DOCUMENT,
  firstNumber: 60_001,
  goods: 'none',
  bases: [],
  cancel: 'plain',
};

export const DOWN_PAYMENTS: DocumentKind = {
  set: 'DownPayments',
  object: 203,
  objectName: 'oDownPayments',
  table: 'ODPI',
  shape: DOCUMENT,
  firstNumber: 70_001,
  goods: 'none',
  bases: [17],
  cancel: 'none',
};

export const DOCUMENT_KINDS = [
  ORDERS,
  DELIVERY_NOTES,
  INVOICES,
  CREDIT_NOTES,
  RETURNS,
  QUOTATIONS,
  DOWN_PAYMENTS,
] as const;

/** A delivery or a return moves goods, and so does an invoice or a credit that is not drawn from one. */
export const MOVES_GOODS: ReadonlySet<number> = new Set([15, 16]);
