import type Big from 'big.js';
import type { Company } from './company.ts';
import { decimal, plain, ZERO } from './decimal.ts';
import { amountsOf } from './document-amounts.ts';
import { customerOf } from './document-customer.ts';
import { CREDIT_MEMO_KIND, INVOICE_KIND } from './document-kinds.ts';
import type { Row } from './entity-set.ts';
import { EMPTY_GUID } from './identifiers.ts';
import { dialog } from './odata-error.ts';
import { postCreditMemo } from './post-document.ts';
import { partOf, sharedWith } from './posted-fields.ts';
import { documentLines } from './sales-documents.ts';

/** How much of each line comes back, by item or account number; a line that is not named does not. */
export type Returned = Readonly<Record<string, number>>;

/** A posted credit memo on a posted invoice, for all of it or for these quantities. */
export function creditInvoice(company: Company, invoice: Row, quantities?: Returned): Row {
  const memo = draftCreditMemo(company, invoice, quantities);
  postCreditMemo(company, memo);
  return memo;
}

/** Microsoft.NAV.cancel (sheet section 3.7): a corrective credit memo over the whole invoice. */
export function cancelInvoice(company: Company, invoice: Row): void {
  if (invoice.status !== 'Open' || invoice.remainingAmount !== invoice.totalAmountIncludingTax)
    throw dialog(`You cannot cancel invoice ${String(invoice.number)}: it is not posted, or paid or credited in part.`);
  const memo = creditInvoice(company, invoice);
  company.salesCreditMemos.change(memo, { status: 'Corrective' });
  company.salesInvoices.change(invoice, { status: 'Canceled' });
}

/** Microsoft.NAV.makeCorrectiveCreditMemo: the same as a draft, to be changed and posted. */
export function draftCreditMemo(company: Company, invoice: Row, quantities?: Returned): Row {
  if (invoice.status === 'Draft') throw dialog(`Invoice ${String(invoice.number)} is not posted.`);
  const day = company.today();
  const { salesCreditMemos, salesCreditMemoLines, identifiers } = company;
  const memo: Row = {
    id: identifiers.guid(),
    number: '',
    ...sharedWith(invoice),
    creditMemoDate: day,
    postingDate: day,
    dueDate: day,
    invoiceId: invoice.id,
    invoiceNumber: invoice.number,
    customerReturnReasonId: EMPTY_GUID,
    discountAmount: 0,
    discountAppliedBeforeTax: true,
    remainingAmount: 0,
    status: 'Draft',
  };
  const shares: Big[] = [];
  const lines = documentLines(company, INVOICE_KIND, invoice).flatMap((line): Row[] => {
    const of = decimal(line.quantity);
    const back = quantities === undefined ? of : decimal(quantities[String(line.lineObjectNumber)] ?? 0);
    if (quantities !== undefined && back.eq(0)) return [];
    const part = (amount: unknown) => partOf(decimal(amount), back, of, { quantity: ZERO, amount: ZERO });
    shares.push(part(line.invoiceDiscountAllocation));
    return [
      {
        ...line,
        id: identifiers.guid(),
        documentId: memo.id,
        quantity: plain(back),
        discountAmount: plain(part(line.discountAmount)),
      },
    ];
  });
  const amounts = amountsOf(company, memo, lines, customerOf(company, invoice), shares);
  Object.assign(memo, amounts.header);
  const taken = (number: string) => salesCreditMemos.by('number', number).length > 0;
  memo.number = identifiers.number(CREDIT_MEMO_KIND.series, CREDIT_MEMO_KIND.first, taken);
  salesCreditMemos.add(memo);
  lines.forEach((line, index) => {
    salesCreditMemoLines.add({ ...line, ...amounts.lines[index] });
  });
  return memo;
}
