import { decimal, plain, sum } from '../kit/decimal.ts';
import { actionRefused } from './contract-error.ts';
import type { Given } from './given.ts';
import { computeAmounts } from './order-amounts.ts';
import { listOf, type Row, textOf } from './row.ts';
import { keepOrder } from './sales-orders.ts';
import { notFound, type Tenant } from './tenant.ts';

const TYPES = ['Payment', 'Prepayment', 'Refund', 'Credit Memo', 'Voided Payment'];

/** Creates a payment, or changes a copy of one that is not released (sheet section 3.8). */
export function writePayment(tenant: Tenant, given: Given, before: Row | undefined): Row {
  const payment =
    before === undefined
      ? tenant.row({
          Type: given.text('Type') || 'Payment',
          ReferenceNbr: '',
          CustomerLocationID: 'MAIN',
          CurrencyID: tenant.settings.currency,
          PaymentAmount: 0,
          ApplicationDate: tenant.today(),
          Hold: false,
          Status: 'Balanced',
        })
      : structuredClone(before);
  if (before !== undefined && !['Balanced', 'On Hold'].includes(textOf(before, 'Status')))
    throw actionRefused(
      `The payment ${textOf(before, 'ReferenceNbr')} is ${textOf(before, 'Status')} and cannot be changed.`,
    );
  if (!TYPES.includes(textOf(payment, 'Type'))) given.refuse('Type', notFound('Type', textOf(payment, 'Type')));
  given.into(payment, ['Type', 'ReferenceNbr']);
  const customer = textOf(payment, 'CustomerID');
  if (tenant.customers.get(customer) === undefined) given.refuse('CustomerID', notFound('Customer', customer));
  if (textOf(payment, 'PaymentMethod') === '') given.refuse('PaymentMethod', "'Payment Method' cannot be empty.");
  tenant.check(given, 'PaymentMethod', tenant.settings.paymentMethods, 'Payment Method');
  tenant.check(given, 'CurrencyID', tenant.settings.currencies, 'Currency');
  apply(tenant, given, payment, 'OrdersToApply', (body) =>
    tenant.orders.get(body.text('OrderType'), body.text('OrderNbr')) === undefined
      ? body.refuse('OrderNbr', notFound('Order', body.text('OrderNbr')))
      : undefined,
  );
  apply(tenant, given, payment, 'DocumentsToApply', (body) =>
    tenant.invoices.get(body.text('DocType'), body.text('ReferenceNbr')) === undefined
      ? body.refuse('ReferenceNbr', notFound('Document', body.text('ReferenceNbr')))
      : undefined,
  );
  settle(payment);
  if (decimal(payment.values.AvailableBalance).lt(0))
    given.refuse('PaymentAmount', 'The amount applied exceeds the payment amount.');
  if (payment.values.Hold === true) payment.values.Status = 'On Hold';
  return payment;
}

export function keepPayment(tenant: Tenant, payment: Row): Row {
  if (textOf(payment, 'ReferenceNbr') === '') payment.values.ReferenceNbr = tenant.number('', 6);
  payment.values.LastModifiedDateTime = tenant.now();
  tenant.payments.put(payment);
  for (const applied of listOf(payment, 'OrdersToApply')) showOnOrder(tenant, payment, applied);
  return payment;
}

/** `ReleasePayment`: it is booked; what it pays is paid. */
export function releasePayment(tenant: Tenant, payment: Row): void {
  if (textOf(payment, 'Status') !== 'Balanced')
    throw actionRefused(
      `The payment ${textOf(payment, 'ReferenceNbr')} is ${textOf(payment, 'Status')} and cannot be released.`,
    );
  for (const { values } of listOf(payment, 'DocumentsToApply')) {
    const invoice = tenant.invoices.get(String(values.DocType), String(values.ReferenceNbr));
    if (invoice === undefined) continue;
    const balance = decimal(invoice.values.Balance).minus(decimal(values.AmountPaid));
    Object.assign(invoice.values, {
      Balance: plain(balance),
      PaymentTotal: plain(decimal(invoice.values.PaymentTotal).plus(decimal(values.AmountPaid))),
      Status: balance.lte(0) ? 'Closed' : textOf(invoice, 'Status'),
      LastModifiedDateTime: tenant.now(),
    });
    listOf(invoice, 'ApplicationsInvoice').push(
      tenant.row({
        DocType: textOf(payment, 'Type'),
        AdjustingDocReferenceNbr: textOf(payment, 'ReferenceNbr'),
        AmountPaid: values.AmountPaid ?? 0,
        PaymentDate: payment.values.ApplicationDate ?? tenant.today(),
      }),
    );
  }
  setStatusOf(tenant, payment, decimal(payment.values.AvailableBalance).eq(0) ? 'Closed' : 'Open');
}

/** `VoidPayment`: nothing is paid by it any more, and the order that it was applied to owes it again. */
export function voidPayment(tenant: Tenant, payment: Row): void {
  if (textOf(payment, 'Status') === 'Voided')
    throw actionRefused(`The payment ${textOf(payment, 'ReferenceNbr')} is Voided.`);
  payment.parts.OrdersToApply = listOf(payment, 'OrdersToApply').map((each) => {
    each.values.AppliedToOrder = 0;
    return each;
  });
  settle(payment);
  setStatusOf(tenant, payment, 'Voided');
}

function setStatusOf(tenant: Tenant, payment: Row, status: string): void {
  payment.values.Status = status;
  keepPayment(tenant, payment);
}

function showOnOrder(tenant: Tenant, payment: Row, applied: Row): void {
  const order = tenant.orders.get(textOf(applied, 'OrderType'), textOf(applied, 'OrderNbr'));
  if (order === undefined) return;
  const changed = structuredClone(order);
  const rows = listOf(changed, 'Payments');
  const number = textOf(payment, 'ReferenceNbr');
  const row = rows.find((each) => textOf(each, 'ReferenceNbr') === number) ?? tenant.row();
  if (!rows.includes(row)) rows.push(row);
  const { Type, PaymentMethod, PaymentRef, ExternalRef, PaymentAmount, Status } = payment.values;
  Object.assign(row.values, {
    DocType: Type,
    ReferenceNbr: number,
    PaymentMethod,
    PaymentRef,
    ExternalRef,
    PaymentAmount,
    Status,
  });
  row.values.AppliedToOrder = applied.values.AppliedToOrder ?? 0;
  computeAmounts(tenant, changed);
  keepOrder(tenant, changed);
}

function apply(tenant: Tenant, given: Given, payment: Row, part: string, check: (body: Given) => void): void {
  const bodies = given.list(part);
  if (bodies === undefined) return;
  payment.parts[part] = bodies.map((body) => {
    check(body);
    const row = tenant.row();
    body.into(row);
    return row;
  });
}

function settle(payment: Row): void {
  const applied = (part: string, field: string) =>
    sum(listOf(payment, part).map(({ values }) => decimal(values[field])));
  const orders = applied('OrdersToApply', 'AppliedToOrder');
  const documents = applied('DocumentsToApply', 'AmountPaid');
  Object.assign(payment.values, {
    AppliedToOrders: plain(orders),
    AppliedToDocuments: plain(documents),
    AvailableBalance: plain(decimal(payment.values.PaymentAmount).minus(orders).minus(documents)),
  });
}
