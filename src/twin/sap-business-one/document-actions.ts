import { plain } from '../kit/decimal.ts';
import { drawFromBases } from './base-documents.ts';
import type { Company } from './company.ts';
import { CREDIT_NOTES, type DocumentKind, INVOICES } from './document-kinds.ts';
import { isDrawn, moveGoods } from './documents.ts';
import { isYes, numberOf, type Row, rowsOf, scalarOf, textOf } from './row.ts';
import { businessRule, notSupported } from './service-layer-error.ts';

/**
 * Cancels: an order at once, and only as long as nothing of it was delivered or invoiced; a posted document by another one
 * that mirrors it (sheet sections 3.1 and 3.8). Yields the mirror, if there is one.
 */
export function cancelDocument(company: Company, kind: DocumentKind, document: Row): Row | undefined {
  if (kind.cancel === 'none') throw notSupported();
  if (isYes(document, 'Cancelled') || textOf(document, 'CancelStatus') === 'csCancellation')
    throw businessRule('Document is cancelled already');
  if (isDrawn(document)) throw businessRule('Document cannot be cancelled: other documents were drawn from its rows');
  if (kind.object === INVOICES.object && numberOf(document, 'PaidToDate').gt(0))
    throw businessRule('Document cannot be cancelled: it was paid');
  if (kind.cancel === 'plain' && textOf(document, 'DocumentStatus') === 'bost_Close')
    throw businessRule('Document is closed');
  const mirror = kind.cancel === 'mirror' ? postMirror(company, kind, document) : undefined;
  drawFromBases(company, rowsOf(document, 'DocumentLines'), -1);
  if (kind.object === CREDIT_NOTES.object) settleByCredit(company, document, -1);
  Object.assign(document, { Cancelled: 'tYES', CancelStatus: 'csYes' });
  closeDocument(company, kind, document);
  return mirror;
}

/** Closes what is left: it is not delivered any more, and committed to nobody. */
export function closeDocument(company: Company, kind: DocumentKind, document: Row): void {
  if (textOf(document, 'DocumentStatus') === 'bost_Close' && !isYes(document, 'Cancelled'))
    throw businessRule('Document is closed already');
  document.DocumentStatus = 'bost_Close';
  for (const line of rowsOf(document, 'DocumentLines')) line.LineStatus = 'bost_Close';
  company.touch(document);
  company.documents(kind).put(document);
}

export function reopenDocument(company: Company, kind: DocumentKind, document: Row): void {
  if (textOf(document, 'DocumentStatus') !== 'bost_Close' || isYes(document, 'Cancelled') || kind.cancel === 'mirror')
    throw notSupported();
  const lines = rowsOf(document, 'DocumentLines');
  if (!lines.some((line) => numberOf(line, 'RemainingOpenQuantity').gt(0)))
    throw businessRule('Document is delivered: there is nothing to reopen');
  document.DocumentStatus = 'bost_Open';
  for (const line of lines)
    line.LineStatus = numberOf(line, 'RemainingOpenQuantity').gt(0) ? 'bost_Open' : 'bost_Close';
  company.touch(document);
  company.documents(kind).put(document);
}

function postMirror(company: Company, kind: DocumentKind, document: Row): Row {
  const lines = rowsOf(document, 'DocumentLines');
  moveGoods(company, kind, lines, -1);
  const mirror = structuredClone(document);
  Object.assign(mirror, {
    DocEntry: company.next(`${kind.set} entry`),
    DocNum: company.next(`${kind.set} number`),
    DocDate: company.today(),
    CreationDate: company.today(),
    CancelStatus: 'csCancellation',
    DocumentStatus: 'bost_Close',
  });
  for (const [index, line] of rowsOf(mirror, 'DocumentLines').entries())
    Object.assign(line, {
      DocEntry: scalarOf(mirror, 'DocEntry'),
      BaseType: kind.object,
      BaseEntry: scalarOf(document, 'DocEntry'),
      BaseLine: scalarOf(lines[index], 'LineNum'),
      LineStatus: 'bost_Close',
    });
  company.touch(mirror);
  return company.documents(kind).put(mirror);
}

/** Money or a credit that was applied to an invoice, or taken off it when it is less than none. It is closed when nothing is owed (sheet section 3.7). */
export function settleInvoice(
  company: Company,
  kind: DocumentKind,
  invoice: Row,
  amount: ReturnType<typeof numberOf>,
): void {
  const paid = numberOf(invoice, 'PaidToDate').plus(amount);
  invoice.PaidToDate = plain(paid);
  invoice.DocumentStatus = paid.gte(numberOf(invoice, 'DocTotal')) ? 'bost_Close' : 'bost_Open';
  company.touch(invoice);
  company.documents(kind).put(invoice);
}

/** A credit note takes what it comes to off the invoice that it is drawn from; `sign` -1 puts it on again. */
export function settleByCredit(company: Company, credit: Row, sign: 1 | -1): void {
  const line = rowsOf(credit, 'DocumentLines').find(({ BaseType }) => BaseType === INVOICES.object);
  const invoice = line === undefined ? undefined : company.documents(INVOICES).get(Number(line.BaseEntry));
  if (invoice === undefined) return;
  settleInvoice(company, INVOICES, invoice, numberOf(credit, 'DocTotal').times(sign));
  credit.DocumentStatus = 'bost_Close';
  company.documents(CREDIT_NOTES).put(credit);
}
