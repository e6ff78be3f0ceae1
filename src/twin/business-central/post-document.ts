import type { Company } from './company.ts';
import { decimal, plain } from './decimal.ts';
import { customerOf, refuseBlocked } from './document-customer.ts';
import { CREDIT_MEMO_KIND, type DocumentKind, INVOICE_KIND } from './document-kinds.ts';
import type { Row } from './entity-set.ts';
import { dialog } from './odata-error.ts';
import { postStock } from './post-stock.ts';
import { documentLines } from './sales-documents.ts';

/** Microsoft.NAV.post on a draft invoice: takes the goods from stock and opens the amount (sheet section 3.7). */
export function postInvoiceDraft(company: Company, invoice: Row): void {
  post(company, INVOICE_KIND, invoice, { series: 'PS-INV', first: 103001, type: 'Sales_x0020_Invoice', sign: -1 });
}

/** Microsoft.NAV.post on a draft credit memo: puts the goods back and credits the invoice it names (sheet section 3.9). */
export function postCreditMemo(company: Company, memo: Row): void {
  post(company, CREDIT_MEMO_KIND, memo, {
    series: 'PS-CR',
    first: 104001,
    type: 'Sales_x0020_Credit_x0020_Memo',
    sign: 1,
  });
  const invoice = company.salesInvoices.get(String(memo.invoiceId));
  if (invoice === undefined) return;
  const credited = applyToInvoice(company, invoice, Number(memo.remainingAmount));
  const left = plain(decimal(memo.remainingAmount).minus(credited));
  company.salesCreditMemos.change(memo, { remainingAmount: left, status: left === 0 ? 'Paid' : 'Open' });
}

/** Takes an amount off what is open of a posted invoice; gives what it took. An invoice with nothing open is Paid. */
export function applyToInvoice(company: Company, invoice: Row, amount: number): number {
  const open = decimal(invoice.remainingAmount);
  const taken = decimal(amount).gt(open) ? open : decimal(amount);
  const left = plain(open.minus(taken));
  company.salesInvoices.change(invoice, { remainingAmount: left, ...(left === 0 ? { status: 'Paid' } : {}) });
  return plain(taken);
}

/** "Ext. Doc. No. Mandatory" is looked at when posting, not before, and does not make the number unique (sheet section 7). */
export function refuseUnnumbered(company: Company, document: Row): void {
  if (!company.settings.externalNumberMandatory || document.externalDocumentNumber !== '') return;
  throw dialog(`External Document No. must have a value in Sales Header: No.=${String(document.number)}.`);
}

function post(
  company: Company,
  kind: DocumentKind,
  document: Row,
  as: { readonly series: string; readonly first: number; readonly type: string; readonly sign: 1 | -1 },
): void {
  if (document.status !== 'Draft') throw dialog(`${kind.title} ${String(document.number)} is posted already.`);
  refuseBlocked(customerOf(company, document));
  refuseUnnumbered(company, document);
  const lines = documentLines(company, kind, document);
  if (!lines.some((line) => line.lineType !== 'Comment' && line.quantity !== 0))
    throw dialog('There is nothing to post.');
  const taken = (code: string) => kind.set(company).by('number', code).length > 0;
  const number = company.identifiers.number(as.series, as.first, taken);
  for (const line of lines)
    postStock(company, line, as.sign * Number(line.quantity), {
      number,
      type: as.type,
      customerNumber: document.customerNumber,
    });
  kind.set(company).change(document, { number, status: 'Open', remainingAmount: document.totalAmountIncludingTax });
}
