import type Big from 'big.js';
import { decimal, plain, ZERO } from '../kit/decimal.ts';
import type { Account, Found } from './account.ts';
import { computeAmounts } from './amounts.ts';
import { type Group, settleDerived } from './derived-documents.ts';
import { type Entry, listOf, textOf } from './entry.ts';
import { settleLines } from './order-lines.ts';
import { billedPieces, isStocked, setOrderStatus } from './order-status.ts';
import type { RecordRules, Settling } from './record-rules.ts';
import { invalidContent, userError } from './rest-error.ts';
import { setReturnStatus } from './returns.ts';
import { settleHeader } from './sales-orders.ts';

/** `invoice` (sheet section 3.8): open until it is paid. */
export const INVOICE_RULES: RecordRules = {
  settle: (account, invoice, settling) => {
    settleBilled(account, invoice, settling, 'bill');
    const { values } = invoice;
    values.dueDate ??= dueDay(account, invoice);
    values.approvalStatus ??= '2';
    values.amountPaid ??= 0;
    setOpen(invoice);
  },
  kept: (account, invoice, settling) => noteBilled(account, invoice, settling),
  removed: (account, invoice) => {
    if (decimal(invoice.values.amountPaid).gt(0) || account.createdFrom(invoice.id).length > 0)
      throw userError('This record cannot be deleted because it has dependent records.');
    noteBilled(account, invoice, { before: undefined, given: new Set() }, -1);
  },
};

/** `cashSale`: paid as it is made. */
export const CASH_SALE_RULES: RecordRules = {
  settle: (account, sale, settling) => {
    settleBilled(account, sale, settling, 'bill');
    sale.values.status ??= 'A';
  },
  kept: (account, sale, settling) => noteBilled(account, sale, settling),
};

/**
 * `creditMemo`: credit that may be applied to invoices at once (sheet section 3.9). Of a return it moves no goods, for its
 * receipt does; any other one puts its goods on the shelf (the vendor's help, Stand Alone Credit Memo).
 */
export const CREDIT_MEMO_RULES: RecordRules = {
  settle: (account, memo, settling) => {
    settleBilled(account, memo, settling, 'credit');
    const applied = settleApplications(account, memo, decimal(memo.values.total));
    memo.values.applied = plain(applied);
    memo.values.amountRemaining = plain(decimal(memo.values.total).minus(applied));
    memo.values.status = decimal(memo.values.amountRemaining).eq(0) ? 'B' : 'A';
  },
  kept: (account, memo, { before }) => {
    if (before === undefined && sourceOf(account, memo)?.type.name !== 'returnAuthorization')
      for (const line of listOf(memo, 'item').filter((each) => isStocked(account, each)))
        account.stock.post(textOf(line, 'item'), textOf(line, 'location'), billedPieces(line));
    applyToInvoices(account, memo);
    noteCredited(account, memo);
  },
};

export const CASH_REFUND_RULES: RecordRules = {
  settle: (account, refund, settling) => {
    settleBilled(account, refund, settling, 'credit');
    refund.values.status ??= 'A';
  },
  kept: (account, refund) => noteCredited(account, refund),
};

export function settleBilled(account: Account, document: Entry, settling: Settling, group: Group): void {
  settleHeader(account, document, settling);
  const source = sourceOf(account, document);
  if (source !== undefined) settleDerived(account, document, source, group);
  else {
    settleLines(account, document, settling.before);
    computeAmounts(account, document);
  }
}

export const sourceOf = (account: Account, document: Entry): Found | undefined =>
  account.find(['transaction'], textOf(document, 'createdFrom'));

function setOpen({ values }: Entry): void {
  const remaining = decimal(values.total).minus(decimal(values.amountPaid));
  values.amountRemaining = plain(remaining);
  values.status = remaining.lte(0) ? 'B' : 'A';
}

/** 30 days with `Net 30`, at once otherwise. */
function dueDay(account: Account, invoice: Entry): string {
  const [, days = '0'] = /(\d+)/.exec(textOf(account.find(['term'], textOf(invoice, 'terms'))?.entry, 'name')) ?? [];
  const from = Date.parse(`${textOf(invoice, 'tranDate')}T00:00:00Z`);
  return new Date(from + Number(days) * 86_400_000).toISOString().slice(0, 10);
}

/** What the order behind a bill shows of it. */
function noteBilled(account: Account, bill: Entry, { before }: Settling, sign = 1): void {
  const source = sourceOf(account, bill);
  if (before !== undefined || source?.type.name !== 'salesOrder') return;
  const order = structuredClone(source.entry);
  for (const line of listOf(order, 'item')) {
    const own = listOf(bill, 'item').find(({ values }) => values.orderLine === line.values.line);
    const pieces = own === undefined ? ZERO : billedPieces(own).times(sign);
    line.values.quantityBilled = plain(decimal(line.values.quantityBilled).plus(pieces));
  }
  setOrderStatus(account, order);
  order.values.lastModifiedDate = account.now();
  account.keep('salesOrder', order);
}

function noteCredited(account: Account, credit: Entry): void {
  const source = sourceOf(account, credit);
  if (source?.type.name === 'returnAuthorization') setReturnStatus(account, source.entry);
}

/** What is applied of a payment or credit, by its `apply` list; never more than there is, nor than an invoice is open. */
export function settleApplications(account: Account, document: Entry, available: Big): Big {
  let applied = ZERO;
  for (const [index, row] of listOf(document, 'apply').entries()) {
    if (row.values.apply !== true) continue;
    const path = `apply.items[${index}]`;
    const found = account.find(['invoice'], textOf(row, 'doc'));
    if (found === undefined)
      throw invalidContent(`${path}.doc`, `Invalid reference key ${textOf(row, 'doc')} for doc.`);
    const open = decimal(found.entry.values.amountRemaining);
    row.values.amount ??= plain(open.gt(available.minus(applied)) ? available.minus(applied) : open);
    const amount = decimal(row.values.amount);
    if (row.values.posted !== true && amount.gt(open))
      throw userError('The amount is more than what the invoice is open.', `${path}.amount`);
    applied = applied.plus(amount);
  }
  if (applied.gt(available)) throw userError('The amounts to apply are more than there is.', 'apply');
  return applied;
}

/** Invoices are paid by what is applied to them; a row that was applied before is not applied again. */
export function applyToInvoices(account: Account, document: Entry): void {
  for (const row of listOf(document, 'apply')) {
    if (row.values.apply !== true || row.values.posted === true) continue;
    row.values.posted = true;
    const found = account.find(['invoice'], textOf(row, 'doc'));
    if (found === undefined) continue;
    const invoice = structuredClone(found.entry);
    invoice.values.amountPaid = plain(decimal(invoice.values.amountPaid).plus(decimal(row.values.amount)));
    setOpen(invoice);
    invoice.values.lastModifiedDate = account.now();
    account.keep('invoice', invoice);
  }
}
