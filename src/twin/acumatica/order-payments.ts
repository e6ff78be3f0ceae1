import { decimal, plain } from '../kit/decimal.ts';
import type { Given } from './given.ts';
import { listOf, type Row, textOf } from './row.ts';
import { notFound, type Tenant } from './tenant.ts';

const KINDS = ['Payment', 'Prepayment', 'Refund'];

/**
 * Payments inside an order (sheet section 3.8): each becomes a Payment of its own that is applied to the order. None is
 * made when anything of the body was refused, because the caller refuses before it keeps the order.
 */
export function applyPayments(tenant: Tenant, given: Given, order: Row): void {
  const rows = listOf(order, 'Payments');
  for (const body of given.list('Payments') ?? []) {
    const kind = body.text('DocType') || 'Payment';
    if (!KINDS.includes(kind)) body.refuse('DocType', notFound('Type', kind));
    tenant.check(body, 'PaymentMethod', tenant.settings.paymentMethods, 'Payment Method');
    if (body.text('PaymentMethod') === '') body.refuse('PaymentMethod', "'Payment Method' cannot be empty.");
    const amount = decimal(body.value('PaymentAmount') ?? 0);
    const applied = decimal(body.value('AppliedToOrder') ?? plain(amount));
    if (applied.gt(amount)) body.refuse('AppliedToOrder', 'The amount applied to the order exceeds the payment.');
    if (applied.gt(decimal(order.parts.Totals === undefined ? 0 : (order.values.OrderTotal ?? 0))))
      body.refuse('AppliedToOrder', 'The amount applied to the order exceeds the order total.');
    const row = tenant.row({ DocType: kind, ApplicationDate: tenant.today(), Currency: textOf(order, 'CurrencyID') });
    body.into(row, ['DocType', 'ReferenceNbr']);
    Object.assign(row.values, {
      PaymentAmount: plain(amount),
      AppliedToOrder: plain(applied),
      Status: body.value('Hold') === true ? 'On Hold' : 'Balanced',
    });
    row.values.ReferenceNbr = '';
    rows.push(row);
  }
}

/** Makes the payments of an order that have no number yet. Called once the order is sure to be kept. */
export function makePayments(tenant: Tenant, order: Row): void {
  for (const row of listOf(order, 'Payments')) {
    if (textOf(row, 'ReferenceNbr') !== '') continue;
    row.values.ReferenceNbr = tenant.number('', 6);
    const { PaymentAmount, AppliedToOrder, Status } = row.values;
    const payment = tenant.row({
      Type: textOf(row, 'DocType'),
      ReferenceNbr: textOf(row, 'ReferenceNbr'),
      CustomerID: textOf(order, 'CustomerID'),
      CustomerLocationID: textOf(order, 'LocationID'),
      PaymentMethod: textOf(row, 'PaymentMethod'),
      CashAccount: textOf(row, 'CashAccount'),
      CurrencyID: textOf(row, 'Currency'),
      PaymentRef: textOf(row, 'PaymentRef'),
      ExternalRef: textOf(row, 'ExternalRef'),
      PaymentAmount: PaymentAmount ?? 0,
      AppliedToOrders: AppliedToOrder ?? 0,
      AppliedToDocuments: 0,
      AvailableBalance: plain(decimal(PaymentAmount).minus(decimal(AppliedToOrder))),
      ApplicationDate: row.values.ApplicationDate ?? tenant.today(),
      Hold: row.values.Hold === true,
      Status: Status ?? 'Balanced',
      LastModifiedDateTime: tenant.now(),
    });
    payment.parts.OrdersToApply = [
      tenant.row({
        OrderType: textOf(order, 'OrderType'),
        OrderNbr: textOf(order, 'OrderNbr'),
        AppliedToOrder: AppliedToOrder ?? 0,
      }),
    ];
    tenant.payments.put(payment);
  }
}
