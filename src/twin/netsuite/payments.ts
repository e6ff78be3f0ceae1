import { decimal, plain } from '../kit/decimal.ts';
import type { Account } from './account.ts';
import { applyToInvoices, settleApplications } from './bills.ts';
import { type Entry, textOf } from './entry.ts';
import type { RecordRules } from './record-rules.ts';
import { invalidContent, userError } from './rest-error.ts';

/** `customerDeposit`: money for an order before there is an invoice (sheet section 3.9). */
export const DEPOSIT_RULES: RecordRules = {
  settle: (account, deposit) => {
    const { values } = deposit;
    const order = account.find(['salesOrder'], textOf(deposit, 'salesOrder'))?.entry;
    if (order !== undefined) values.customer ??= textOf(order, 'entity');
    settleMoney(account, deposit);
    if (order !== undefined && order.values.entity !== values.customer)
      throw invalidContent('salesOrder', 'Invalid reference key for salesOrder: it is another customer’s.');
  },
};

/** `customerPayment`: money against invoices. */
export const PAYMENT_RULES: RecordRules = {
  settle: (account, payment) => {
    settleMoney(account, payment);
    const applied = settleApplications(account, payment, decimal(payment.values.payment));
    payment.values.applied = plain(applied);
    payment.values.unapplied = plain(decimal(payment.values.payment).minus(applied));
  },
  kept: (account, payment) => applyToInvoices(account, payment),
  removed: (_account, payment) => {
    if (decimal(payment.values.applied).gt(0)) throw userError('The payment is applied and cannot be deleted.');
  },
};

function settleMoney(account: Account, money: Entry): void {
  const { values } = money;
  if (values.customer === undefined) throw userError('Please enter value(s) for: Customer', 'customer');
  if (decimal(values.payment).lte(0)) throw userError('Please enter value(s) for: Payment Amount', 'payment');
  values.entity = values.customer;
  values.tranDate ??= account.today();
  values.currency ??= account.settings.currencies[0]?.id ?? '';
  values.exchangeRate ??= 1;
  values.status ??= 'A';
}
