import { sum } from '../../kit/decimal.ts';
import type { Adjustment, Company } from '../company.ts';
import { instantText } from '../rest-object.ts';
import { businessError, notUnique } from './gateway-error.ts';
import { dayOf } from './object-fields.ts';
import { ARADJUSTMENT, ARPYMT, amountOf, customerOf, receive } from './receivable-objects.ts';
import { childIn, childrenIn, textIn, textOr, type XmlElement } from './xml-element.ts';

/** `create_aradjustment`: a credit memo where the amounts are negative. Yields its record number. Throws GatewayError. */
export function createAdjustment(company: Company, element: XmlElement): string {
  const externalId = textOr(element, 'externalid');
  if (externalId !== '' && company.adjustments.some((adjustment) => adjustment.externalId === externalId))
    throw notUnique('ARADJUSTMENT', externalId);
  const items = childIn(element, 'aradjustmentitems');
  const lines = (items === undefined ? [] : childrenIn(items, 'lineitem')).map((line) => {
    const account = textIn(line, 'glaccountno') ?? textIn(line, 'accountlabel') ?? '';
    if (account === '') throw businessError('A GL account or an account label is required');
    return { account, amount: amountOf('amount', textOr(line, 'amount')), memo: textOr(line, 'memo') };
  });
  const adjustment: Adjustment = {
    ...company.born(),
    customer: customerOf(company, textOr(element, 'customerid')),
    txnDate: dayIn(element, 'datecreated') ?? '',
    adjustmentNumber: textOr(element, 'adjustmentno') || `ADJ-${company.next('ARADJUSTMENT', 0)}`,
    invoiceNumber: textOr(element, 'invoiceno'),
    description: textOr(element, 'description'),
    externalId,
    lines,
    total: sum(lines.map(({ amount }) => amount)),
  };
  company.adjustments.push(adjustment);
  return adjustment.key;
}

/** `create_arpayment`: what is not applied to invoices stays with the customer. Yields its record number. Throws GatewayError. */
export function createPayment(company: Company, element: XmlElement): string {
  const received = dayIn(element, 'datereceived');
  return receive(company, {
    customerId: textOr(element, 'customerid'),
    method: textOr(element, 'paymentmethod') || 'Cash',
    documentNumber: textOr(element, 'refid'),
    financialEntity: textOr(element, 'bankaccountid'),
    receiptDate: received ?? instantText(company.now()).slice(0, 10),
    total: amountOf('paymentamount', textOr(element, 'paymentamount')),
    applied: childrenIn(element, 'arpaymentitem').map((item) => ({
      key: textOr(item, 'invoicekey'),
      amount: amountOf('amount', textOr(item, 'amount')),
    })),
  }).key;
}

export function deleteAdjustment(company: Company, { attributes: { key = '' } }: XmlElement): string {
  const adjustment = company.adjustments.find((each) => each.key === key);
  if (adjustment === undefined) throw businessError(`There is no AR adjustment with the record number ${key}`);
  ARADJUSTMENT.remove?.(company, adjustment);
  return key;
}

export function deletePayment(company: Company, { attributes: { key = '' } }: XmlElement): string {
  const payment = company.payments.find((each) => each.key === key);
  if (payment === undefined) throw businessError(`There is no AR payment with the record number ${key}`);
  ARPYMT.remove?.(company, payment);
  return key;
}

function dayIn(element: XmlElement, name: string): string | undefined {
  const day = childIn(element, name);
  return day === undefined ? undefined : dayOf((part) => textIn(day, part));
}
