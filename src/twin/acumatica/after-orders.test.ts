import assert from 'node:assert/strict';
import { test } from 'node:test';
import { line, openTenant, orderOf, saved, stockUp, w } from './open-tenant.support.ts';
import { listOf, type Row, textOf } from './row.ts';

const only = (rows: readonly Row[]): Row => rows[0] ?? assert.fail('there is none');

test('an order that is shipped in two parts has two invoices that come to its total', async (t) => {
  const { put, get, twin } = await openTenant(t);
  stockUp(twin);
  const made = saved(
    await put(
      'SalesOrder',
      orderOf('A', [line('MUG-01', 3, { DiscountAmount: 1, ManualDiscount: true })], {
        ShippingSettings: { ShipVia: 'STANDARD', OverrideFreightPrice: true, FreightPrice: 7.5 },
        DiscountDetails: [{ DiscountAmount: 3, ManualDiscount: true }],
      }),
    ),
  );
  const first = twin.shipAndInvoice(only(twin.ordersFor('A')), { 'MUG-01': 1 });
  assert.equal((await get(`SalesOrder/SO/${made.OrderNbr.value}`)).body.Status.value, 'Back Order');
  const second = twin.shipAndInvoice(only(twin.ordersFor('A')));
  const order = (await get(`SalesOrder/SO/${made.OrderNbr.value}?$expand=Shipments,Details`)).body;
  assert.deepEqual(
    [order.Status.value, order.Details[0].OpenQty.value, order.Details[0].Completed.value],
    ['Completed', 0, true],
  );
  assert.deepEqual(
    order.Shipments.map((each: Record<string, { value: string }>) => [each.ShipmentNbr?.value, each.InvoiceNbr?.value]),
    [
      ['000001', 'INV000001'],
      ['000002', 'INV000002'],
    ],
  );
  const shipped = (await get('Shipment')).body;
  assert.deepEqual(
    [...shipped, ...order.Shipments].map((each: Record<string, { value: string }>) => each.Status?.value),
    ['Completed', 'Completed', 'Completed', 'Completed'],
  );
  // (37.50 − 1 − 3 + 7.50) × 1.22 = 50.02: 12.17 − 1 + 7.50 with the first, 24.33 − 2 with the second.
  assert.equal(order.OrderTotal.value, 50.02);
  const amounts = [first, second].map(({ invoice }) => Number(invoice.values.Amount));
  assert.deepEqual(amounts, [22.78, 27.24]);
  const invoice = (await get('SalesInvoice/Invoice/INV000001?$expand=Details,TaxDetails,FreightDetails,ShipToAddress'))
    .body;
  assert.equal(invoice.Details[0].OrderNbr.value, made.OrderNbr.value);
  assert.equal(invoice.FreightDetails[0].TotalFreightAmount.value, 7.5);
  assert.deepEqual([invoice.Status.value, invoice.ShipToAddress.City.value], ['Open', 'Torino']);
  const { BillToAddressOverride, ShipToAddressOverride, TaxCalcMode, IsTaxValid } = invoice;
  assert.deepEqual(
    [BillToAddressOverride.value, ShipToAddressOverride.value, TaxCalcMode.value, IsTaxValid, order.IsTaxValid],
    [order.BillToAddressOverride.value, order.ShipToAddressOverride.value, 'Tax Settings', {}, {}],
  );
  assert.match(order._links['files:put'], /\/files\/PX\.Objects\.SO\.SOOrderEntry\/Document\//);
  assert.equal((await put('SalesInvoice', w({ Type: 'Invoice', ReferenceNbr: 'X' }))).status, 500);
});

test('a payment is applied to an invoice when it is released', async (t) => {
  const { put, post, get, twin } = await openTenant(t, { pollsUntilDone: 0 });
  stockUp(twin);
  saved(await put('SalesOrder', orderOf('A', [line('MUG-01', 2)])));
  const { invoice } = twin.shipAndInvoice(only(twin.ordersFor('A')));
  const ReferenceNbr = textOf(invoice, 'ReferenceNbr');
  const body = {
    Type: 'Payment',
    CustomerID: 'C1',
    PaymentMethod: 'BANK',
    PaymentAmount: 30.5,
    DocumentsToApply: [{ DocType: 'Invoice', ReferenceNbr, AmountPaid: 30.5 }],
  };
  const payment = saved(await put('Payment', w(body)));
  assert.deepEqual([payment.Status.value, payment.AvailableBalance.value], ['Balanced', 0]);
  const entity = w({ Type: 'Payment', ReferenceNbr: payment.ReferenceNbr.value });
  assert.equal((await post('Payment/ReleasePayment', { entity })).status, 204);
  const paid = (await get(`SalesInvoice/Invoice/${ReferenceNbr}?$expand=ApplicationsInvoice`)).body;
  assert.deepEqual([paid.Status.value, paid.Balance.value, paid.ApplicationsInvoice.length], ['Closed', 0, 1]);
  assert.equal((await put('Payment', w({ ...body, ReferenceNbr: payment.ReferenceNbr.value }))).status, 500);
  const much = await put('Payment', w({ ...body, PaymentAmount: 1 }));
  assert.equal(much.status, 422);
});

test('goods that come back are credited and on hand again; a credit alone leaves them', async (t) => {
  const { put, get, twin } = await openTenant(t);
  stockUp(twin);
  saved(await put('SalesOrder', orderOf('A', [line('MUG-01', 4, { DiscountAmount: 2, ManualDiscount: true })])));
  const { invoice } = twin.shipAndInvoice(only(twin.ordersFor('A')));
  const onHand = () => twin.tenant.stock.all()('MUG-01', 'MAIN').onHand;
  assert.equal(onHand(), 36);
  const memo = twin.credit(invoice, { 'MUG-01': 1 }, true);
  assert.deepEqual([textOf(memo, 'Type'), Number(memo.values.Amount), onHand()], ['Credit Memo', 14.64, 37]);
  const credited = only(listOf(memo, 'Details'));
  assert.deepEqual(
    [textOf(credited, 'OrigInvNbr'), textOf(credited, 'OrigInvType')],
    [textOf(invoice, 'ReferenceNbr'), 'Invoice'],
  );
  twin.credit(invoice, { 'MUG-01': 1 }, false);
  assert.equal(onHand(), 37);
  assert.equal((await get("SalesInvoice?$filter=Type eq 'Credit Memo'")).body.length, 2);
  const { status } = await put(
    'SalesOrder',
    orderOf('R', [line('MUG-01', 1, { InvoiceNbr: 'INV999' })], { OrderType: 'RC' }),
  );
  assert.equal(status, 422);
});

test('a shipment takes packages with tracking numbers', async (t) => {
  const { put, twin } = await openTenant(t);
  stockUp(twin);
  saved(await put('SalesOrder', orderOf('A', [line('MUG-01', 1)])));
  const shipment = twin.ship(only(twin.ordersFor('A')));
  const ShipmentNbr = textOf(shipment, 'ShipmentNbr');
  const Packages = [
    { BoxID: 'SMALL', TrackingNbr: '1Z999', PackageContents: [{ InventoryID: 'MUG-01', Quantity: 1 }] },
  ];
  const packed = saved(await put('Shipment?$expand=Packages/PackageContents', w({ ShipmentNbr, Packages })));
  assert.equal(packed.Packages[0].TrackingNbr.value, '1Z999');
  assert.equal(packed.Packages[0].PackageContents[0].InventoryID.value, 'MUG-01');
  assert.equal((await put('Shipment', w({ ShipVia: 'EXPRESS' }))).status, 500);
});

test('an order is changed as long as it is open, and deleted before it is shipped', async (t) => {
  const { put, remove, twin } = await openTenant(t);
  stockUp(twin);
  const gone = saved(await put('SalesOrder', orderOf('A', [line('MUG-01', 1)])));
  assert.equal((await remove(`SalesOrder/SO/${gone.OrderNbr.value}`)).status, 204);
  const done = saved(await put('SalesOrder', orderOf('B', [line('MUG-01', 1)])));
  twin.ship(only(twin.ordersFor('B')));
  assert.equal((await remove(`SalesOrder/SO/${done.OrderNbr.value}`)).status, 500);
  const late = await put('SalesOrder', w({ OrderType: 'SO', OrderNbr: done.OrderNbr.value, Description: 'late' }));
  assert.equal(late.status, 500);
});
