import type Big from 'big.js';
import { decimal, sum, ZERO } from '../../kit/decimal.ts';
import type { Adjustment, Company, Customer, Payment, Receivable } from '../company.ts';
import { isoDay, keepsOnly } from './advance-object.ts';
import { businessError } from './gateway-error.ts';
import type { GatewayObject } from './gateway-object.ts';
import { audit, day, dayText, number, text } from './object-fields.ts';
import { needs } from './party-objects.ts';
import { childIn, childrenIn, textOr } from './xml-element.ts';

const paid = ({ total, due }: Receivable): Big => total.minus(due);

/** RECORDID is the number of the invoice; SODOCUMENT points here by its PRRECORDKEY. */
export const ARINVOICE: GatewayObject<Receivable> = {
  name: 'ARINVOICE',
  id: 'RECORDID',
  all: ({ receivables }) => receivables,
  fields: {
    RECORDNO: number(({ key }) => key),
    RECORDID: text(({ document }) => document.documentNumber),
    STATE: text((receivable) => stateOf(receivable), { stored: { Posted: 'A' } }),
    CUSTOMERID: text(({ document }) => document.customer.id),
    CUSTOMERNAME: text(({ document }) => document.customer.name),
    DOCNUMBER: text(({ document }) => document.referenceNumber),
    WHENCREATED: day(({ document }) => dayText(document.txnDate)),
    WHENPOSTED: day(({ document }) => dayText(document.txnDate)),
    WHENDUE: day(({ document }) => dayText(document.dueDate === '' ? document.txnDate : document.dueDate)),
    TERMNAME: text(({ document }) => document.term),
    BASECURR: text((_, { settings }) => settings.currency),
    CURRENCY: text((_, { settings }) => settings.currency),
    TOTALENTERED: number(({ total }) => total.toFixed(2)),
    TOTALPAID: number((receivable) => paid(receivable).toFixed(2)),
    TOTALDUE: number(({ due }) => due.toFixed(2)),
    TRX_TOTALENTERED: number(({ total }) => total.toFixed(2)),
    TRX_TOTALPAID: number((receivable) => paid(receivable).toFixed(2)),
    TRX_TOTALDUE: number(({ due }) => due.toFixed(2)),
    ...audit<Receivable>('AUWHENCREATED'),
  },
};

const stateOf = ({ due, total }: Receivable): string =>
  due.eq(0) ? 'Paid' : due.lt(total) ? 'Partially Paid' : 'Posted';

/** Made by create_aradjustment alone: the reference has no generic function for it. */
export const ARADJUSTMENT: GatewayObject<Adjustment> = {
  name: 'ARADJUSTMENT',
  id: 'RECORDID',
  all: ({ adjustments }) => adjustments,
  fields: {
    RECORDNO: number(({ key }) => key),
    RECORDID: text(({ adjustmentNumber }) => adjustmentNumber),
    STATE: text(() => 'Posted', { stored: { Posted: 'A' } }),
    CUSTOMERID: text(({ customer }) => customer.id),
    CUSTOMERNAME: text(({ customer }) => customer.name),
    DOCNUMBER: text(({ invoiceNumber }) => invoiceNumber),
    DESCRIPTION: text(({ description }) => description),
    WHENCREATED: day(({ txnDate }) => dayText(txnDate)),
    BASECURR: text((_, { settings }) => settings.currency),
    CURRENCY: text((_, { settings }) => settings.currency),
    TOTALENTERED: number(({ total }) => total.toFixed(2)),
    TRX_TOTALENTERED: number(({ total }) => total.toFixed(2)),
    TOTALDUE: number(({ total }) => total.toFixed(2)),
    ...audit<Adjustment>('AUWHENCREATED'),
  },
  owned: ({ lines }) => ({
    ARADJUSTMENTITEMS: {
      aradjustmentitem: lines.map(({ account, amount, memo }, index) => ({
        LINE_NO: String(index + 1),
        ACCOUNTNO: account,
        AMOUNT: amount.toFixed(2),
        ENTRYDESCRIPTION: memo,
      })),
    },
  }),
  remove: ({ adjustments }, adjustment) => void adjustments.splice(adjustments.indexOf(adjustment), 1),
};

export const ARPYMT: GatewayObject<Payment> = {
  name: 'ARPYMT',
  id: 'RECORDNO',
  all: ({ payments }) => payments,
  fields: {
    RECORDNO: number(({ key }) => key),
    FINANCIALENTITY: text(({ financialEntity }) => financialEntity),
    STATE: text(() => 'Complete'),
    PAYMENTMETHOD: text(({ method }) => method),
    CUSTOMERID: text(({ customer }) => customer.id),
    CUSTOMERNAME: text(({ customer }) => customer.name),
    DOCNUMBER: text(({ documentNumber }) => documentNumber),
    RECEIPTDATE: day(({ receiptDate }) => dayText(receiptDate)),
    BASECURR: text((_, { settings }) => settings.currency),
    CURRENCY: text((_, { settings }) => settings.currency),
    TOTALENTERED: number(({ total }) => total.toFixed(2)),
    TRX_TOTALENTERED: number(({ total }) => total.toFixed(2)),
    ...audit<Payment>('AUWHENCREATED'),
  },
  owned: ({ applied }) => ({
    ARPYMTDETAILS: {
      arpymtdetail: applied.map(({ receivable, amount }) => ({
        RECORDKEY: receivable.key,
        TRX_PAYMENTAMOUNT: amount.toFixed(2),
      })),
    },
  }),
  create: (company, element) => {
    needs(element, ['FINANCIALENTITY', 'PAYMENTMETHOD', 'CUSTOMERID', 'RECEIPTDATE', 'ARPYMTDETAILS']);
    keepsOnly(element, PAYMENT_ELEMENTS);
    const details = childIn(element, 'ARPYMTDETAILS');
    const applied = (details === undefined ? [] : childrenIn(details, 'ARPYMTDETAIL')).map((detail) => ({
      key: textOr(detail, 'RECORDKEY'),
      amount: amountOf('TRX_PAYMENTAMOUNT', textOr(detail, 'TRX_PAYMENTAMOUNT')),
    }));
    return receive(company, {
      customerId: textOr(element, 'CUSTOMERID'),
      method: textOr(element, 'PAYMENTMETHOD'),
      documentNumber: textOr(element, 'DOCNUMBER'),
      financialEntity: textOr(element, 'FINANCIALENTITY'),
      receiptDate: isoDay(textOr(element, 'RECEIPTDATE')),
      applied,
    });
  },
  remove: (company, payment) => takeBackPayment(company, payment),
};

const PAYMENT_ELEMENTS = [
  ...['FINANCIALENTITY', 'PAYMENTMETHOD', 'CUSTOMERID', 'DOCNUMBER', 'DESCRIPTION', 'RECEIPTDATE', 'PAYMENTDATE'],
  ...['CURRENCY', 'BASECURR', 'AMOUNTTOPAY', 'TRX_AMOUNTTOPAY', 'ARPYMTDETAILS'],
];
/** ENUM_PAYMENTMETHOD of the DTD. */
const METHODS = ['Printed Check', 'Online', 'Cash', 'EFT', 'Credit Card', 'Online Charge Card', 'ACH'];

export interface GivenPayment {
  readonly customerId: string;
  readonly method: string;
  readonly documentNumber: string;
  readonly financialEntity: string;
  readonly receiptDate: string;
  readonly applied: readonly { readonly key: string; readonly amount: Big }[];
  /** All that came in, where it is more than was applied. */
  readonly total?: Big;
}

/** Money for invoices: none gets more than is due. Throws GatewayError. */
export function receive(company: Company, given: GivenPayment): Payment {
  const customer = customerOf(company, given.customerId);
  if (!METHODS.includes(given.method)) throw businessError(`The payment method ${given.method} is not valid`);
  if (!company.settings.bankAccounts.includes(given.financialEntity))
    throw businessError(`There is no bank account ${given.financialEntity}`);
  const applied = given.applied.map(({ key, amount }) => {
    const receivable = company.receivables.find((each) => each.key === key);
    if (receivable === undefined || receivable.document.customer !== customer)
      throw businessError(`There is no invoice with the record number ${key} for customer ${customer.id}`);
    if (amount.lte(0) || amount.gt(receivable.due))
      throw businessError(`The payment amount ${amount.toFixed(2)} is more than the ${receivable.due.toFixed(2)} due`);
    receivable.due = receivable.due.minus(amount);
    receivable.changedAt = company.now();
    receivable.document.changedAt = company.now();
    return { receivable, amount };
  });
  const sumApplied = sum(applied.map(({ amount }) => amount));
  const total = given.total ?? sumApplied;
  if (total.lt(sumApplied) || total.lte(0)) throw businessError(`The payment amount ${total.toFixed(2)} is not valid`);
  const { method, documentNumber, financialEntity, receiptDate } = given;
  const payment: Payment = {
    ...company.born(),
    customer,
    method,
    documentNumber,
    financialEntity,
    receiptDate,
    total,
    applied,
  };
  company.payments.push(payment);
  return payment;
}

function takeBackPayment({ payments }: Company, payment: Payment): void {
  for (const { receivable, amount } of payment.applied) receivable.due = receivable.due.plus(amount);
  payments.splice(payments.indexOf(payment), 1);
}

export function customerOf({ customers }: Company, id: string): Customer {
  const customer = customers.get(id);
  if (customer === undefined) throw businessError(`Customer ${id} is not valid`);
  return customer;
}

/** More than two digits are rounded (reference of ARPYMT). */
export function amountOf(name: string, value: string): Big {
  if (!/^-?\d{1,12}(\.\d{1,10})?$/.test(value)) throw businessError(`${name}: ${value} is not an amount`);
  return value === '' ? ZERO : decimal(value).round(2, 1);
}
