import { sum } from '../kit/decimal.ts';
import type { Company } from './company.ts';
import { settleInvoice } from './document-actions.ts';
import { CREDIT_NOTES, DOWN_PAYMENTS, type DocumentKind, INVOICES } from './document-kinds.ts';
import { gives, isYes, numberOf, type Row, rowsOf, textOf } from './row.ts';
import { businessRule, invalidCode, noMatch } from './service-layer-error.ts';

/** What a payment may be applied to; an order is not among it (sheet section 3.8). */
const APPLIED_TO: Readonly<Record<string, DocumentKind>> = {
  it_Invoice: INVOICES,
  it_DownPayment: DOWN_PAYMENTS,
  it_CredItnote: CREDIT_NOTES,
};

interface Application {
  readonly kind: DocumentKind;
  readonly document: Row;
  readonly amount: ReturnType<typeof numberOf>;
}

/** Takes money of a customer: by cash, transfer or cards, on invoices or on account. */
export function createPayment(company: Company, given: Row): Row {
  const code = textOf(given, 'CardCode');
  const partner = company.partners.get(code);
  if (partner === undefined) throw invalidCode('ORCT.CardCode', code);
  const cards = rowsOf(given, 'PaymentCreditCards');
  for (const card of cards)
    if (!company.settings.creditCards.includes(Number(card.CreditCard)))
      throw invalidCode('RCT3.CreditCard', textOf(card, 'CreditCard'));
  for (const [amount, account] of [
    ['CashSum', 'CashAccount'],
    ['TransferSum', 'TransferAccount'],
  ] as const)
    if (numberOf(given, amount).gt(0) && !gives(given, account))
      throw businessRule(`Account is missing  [ORCT.${account}]`);
  const total = sum([
    numberOf(given, 'CashSum'),
    numberOf(given, 'TransferSum'),
    ...cards.map((card) => numberOf(card, 'CreditSum')),
  ]);
  if (total.lte(0)) throw businessRule('Payment amount must be greater than zero');
  const applied = applications(company, given);
  const sumApplied = sum(applied.map(({ amount }) => amount));
  if (sumApplied.gt(total)) throw businessRule('Applied amounts exceed the amount of the payment');
  for (const { kind, document, amount } of applied) settleInvoice(company, kind, document, amount);
  const number = company.next('payment number', 80_001);
  return company.payments.put({
    DocType: 'rCustomer',
    DocDate: company.today(),
    DocCurrency: company.settings.currency,
    CashSum: 0,
    TransferSum: 0,
    TaxDate: textOf(given, 'DocDate') || company.today(),
    ...given,
    Reference1: textOf(given, 'Reference1') || String(number),
    CardName: textOf(partner, 'CardName'),
    DocEntry: company.next('payment entry'),
    DocNum: number,
    Cancelled: 'tNO',
    PaymentCreditCards: cards.map((card, index) => ({ ...card, LineNum: index })),
    PaymentInvoices: rowsOf(given, 'PaymentInvoices').map((row, index) => ({
      InvoiceType: 'it_Invoice',
      InstallmentId: 1,
      ...row,
      LineNum: index,
    })),
  });
}

/** Takes a payment back: what it paid is owed again. */
export function cancelPayment(company: Company, payment: Row): void {
  if (isYes(payment, 'Cancelled')) throw businessRule('Payment is cancelled already');
  for (const { kind, document, amount } of applications(company, payment, false))
    settleInvoice(company, kind, document, amount.times(-1));
  payment.Cancelled = 'tYES';
  company.payments.put(payment);
}

function applications(company: Company, payment: Row, isNew = true): Application[] {
  return rowsOf(payment, 'PaymentInvoices').map((row) => {
    const kind = APPLIED_TO[textOf(row, 'InvoiceType') || 'it_Invoice'];
    const document = kind === undefined ? undefined : company.documents(kind).get(Number(row.DocEntry));
    if (kind === undefined || document === undefined) throw noMatch(400);
    const open = numberOf(document, 'DocTotal').minus(numberOf(document, 'PaidToDate'));
    const amount = gives(row, 'SumApplied') ? numberOf(row, 'SumApplied') : open;
    if (isNew && (amount.gt(open) || textOf(document, 'DocumentStatus') === 'bost_Close'))
      throw businessRule('Applied amount exceeds what is owed');
    return { kind, document, amount };
  });
}
