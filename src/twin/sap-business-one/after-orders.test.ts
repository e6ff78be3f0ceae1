import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ORDERS } from './document-kinds.ts';
import { assertRefused, line, made, openCompany, orderOf, stockUp, where } from './open-company.support.ts';

/** A company with an order over 3 mugs and freight, 19 %. */
async function ordered() {
  const company = await openCompany();
  stockUp(company.twin);
  made(
    await company.post(
      'Orders',
      orderOf('WEB-1', [line('MUG-01', 3)], { DocumentAdditionalExpenses: [{ ExpenseCode: 1, LineTotal: 5 }] }),
    ),
  );
  const stock = async () => {
    const [{ InStock, Committed }] = (await company.get("Items('MUG-01')")).body.ItemWarehouseInfoCollection;
    return [InStock, Committed];
  };
  const order = company.twin.ordersFor('WEB-1')[0] ?? assert.fail('no order');
  return { ...company, stock, order };
}

const from = (BaseType: number, BaseEntry: number, more: Record<string, unknown> = {}) => ({
  CardCode: 'C1',
  DocumentLines: [{ BaseType, BaseEntry, BaseLine: 0, ...more }],
});

test('deliveries take goods and commitment down; what is delivered whole is closed, and never more than that', async () => {
  const { post, get, stock } = await ordered();
  const first = made(await post('DeliveryNotes', { ...from(17, 1, { Quantity: 1 }), TrackingNumber: 'Z1' }));
  assert.deepEqual([first.DocNum, first.DocumentLines[0].UnitPrice, first.TrackingNumber], [20001, 12.5, 'Z1']);
  assert.equal(first.DocumentLines[0].ShipDate, '2026-03-05');
  assert.deepEqual(await stock(), [39, 2]);
  const [left] = (await get('Orders(1)')).body.DocumentLines;
  assert.deepEqual([left.RemainingOpenQuantity, left.OpenAmount], [2, 25]);
  assertRefused(await post('DeliveryNotes', from(17, 1, { Quantity: 3 })), 400, '-5002', /exceeds/);
  assertRefused(await post('Orders(1)/Cancel'), 400, '-5002', /other documents/);
  assert.equal((await post('Orders(1)/Close')).status, 204);
  assert.deepEqual(await stock(), [39, 0]);
  assert.equal((await post('Orders(1)/Reopen')).status, 204);
  made(await post('DeliveryNotes', from(17, 1)));
  assert.deepEqual(await stock(), [37, 0]);
  assert.equal((await get('Orders(1)')).body.DocumentStatus, 'bost_Close');
  assertRefused(await post('DeliveryNotes', from(17, 1)), 400, '-5002', /closed/);
  assertRefused(await post('DeliveryNotes', from(17, 9)), 400, '-2028');
});

test('no delivery takes more than there is on hand', async () => {
  const { post, twin, stock } = await ordered();
  twin.adjust('MUG-01', -38);
  assertRefused(await post('DeliveryNotes', from(17, 1)), 400, '-5002', /negative inventory/);
  assert.deepEqual(await stock(), [2, 3]);
});

test('an invoice after a delivery moves no goods again; one without does', async () => {
  const { twin, stock, order, get } = await ordered();
  const { delivery, invoice } = twin.deliverAndInvoice(order, { 'MUG-01': 2 });
  assert.deepEqual([delivery.DocTotal, invoice.DocTotal, invoice.NumAtCard], [35.7, 35.7, 'WEB-1']);
  assert.deepEqual(await stock(), [38, 1]);
  const shown = (await get('Invoices(1)')).body;
  assert.deepEqual(
    [shown.DocumentLines[0].BaseType, shown.DocumentLines[0].BaseEntry, shown.DocumentInstallments[0].Total],
    [15, 1, 35.7],
  );
  const rest = twin.invoice(order, ORDERS);
  assert.equal(rest.DocTotal, 14.88);
  assert.deepEqual(await stock(), [37, 0]);
});

test('an invoice is open until it is paid; payments go to no order, and can be taken back', async () => {
  const { post, get, twin, order } = await ordered();
  twin.deliverAndInvoice(order);
  const pay = (more: Record<string, unknown>) => post('IncomingPayments', { CardCode: 'C1', ...more });
  assertRefused(await pay({ CashSum: 0, CashAccount: '1' }), 400, '-5002', /greater than zero/);
  assertRefused(await pay({ TransferSum: 10 }), 400, '-5002', /Account/);
  assertRefused(await pay({ PaymentCreditCards: [{ CreditCard: 9, CreditSum: 1 }] }), 400, '-5002', /CreditCard/);
  assertRefused(
    await pay({ CashSum: 10, CashAccount: '1', PaymentInvoices: [{ DocEntry: 1, SumApplied: 20 }] }),
    400,
    '-5002',
    /exceed/,
  );
  made(await pay({ CashSum: 10, CashAccount: '1', PaymentInvoices: [{ DocEntry: 1, SumApplied: 10 }] }));
  assert.deepEqual(
    [(await get('Invoices(1)')).body.PaidToDate, (await get('Invoices(1)')).body.DocumentStatus],
    [10, 'bost_Open'],
  );
  const card = { CreditCard: 1, CreditSum: 40.58, VoucherNum: '77', CreditCardNumber: '4242' };
  made(
    await pay({
      PaymentCreditCards: [card],
      PaymentInvoices: [{ DocEntry: 1, InvoiceType: 'it_Invoice', SumApplied: 40.58 }],
    }),
  );
  assert.equal((await get('Invoices(1)')).body.DocumentStatus, 'bost_Close');
  assert.equal((await post('IncomingPayments(2)/Cancel')).status, 204);
  assert.deepEqual(
    [(await get('Invoices(1)')).body.PaidToDate, (await get('Invoices(1)')).body.DocumentStatus],
    [10, 'bost_Open'],
  );
  assertRefused(await post('Invoices(1)/Cancel'), 400, '-5002', /paid/);
});

test('a credit puts goods back unless it says otherwise, and never more than was invoiced', async () => {
  const { post, twin, stock, order, get } = await ordered();
  const { invoice } = twin.deliverAndInvoice(order);
  twin.credit(invoice, { 'MUG-01': 1 }, { restock: true });
  assert.deepEqual(await stock(), [38, 0]);
  const kept = twin.credit(invoice, { 'MUG-01': 1 }, { restock: false, freight: true });
  assert.deepEqual([kept.DocTotal, await stock()], [20.83, [38, 0]]);
  assertRefused(await post('CreditNotes', from(13, 1, { Quantity: 2 })), 400, '-5002', /exceeds/);
  assert.equal((await get('Invoices(1)')).body.PaidToDate, 35.71);
  assert.equal((await post('CreditNotes(1)/Cancel')).status, 204);
  assert.equal((await get('Invoices(1)')).body.PaidToDate, 20.83);
  assert.deepEqual(await stock(), [37, 0]);
});

test('a draft of a credit books nothing, can still be changed, and is added once', async () => {
  const { post, patch, get, list, twin, stock, order } = await ordered();
  twin.deliverAndInvoice(order);
  const draft = made(await post('Drafts', { ...from(13, 1, { Quantity: 1 }), DocObjectCode: '14', NumAtCard: 'R-1' }));
  const { DocEntry: id, DocTotal: total } = draft;
  assert.deepEqual([await stock(), await list('CreditNotes')], [[37, 0], []]);
  const cent = { ExpenseCode: 2, LineTotal: 0.01, Remarks: 'Rounding of tax', VatGroup: 'V0' };
  assert.equal((await patch(`Drafts(${id})`, { DocumentAdditionalExpenses: [cent] })).status, 204);
  assert.equal((await get(`Drafts(${id})`)).body.DocTotal, Number((total + 0.01).toFixed(2)));
  const add = () => post('DraftsService_SaveDraftToDocument', { Document: { DocEntry: id } });
  assert.deepEqual([(await add()).status, await stock()], [204, [38, 0]]);
  const [credit] = await list(`CreditNotes?${where("NumAtCard eq 'R-1'")}`);
  assert.equal(credit.DocTotal, Number((total + 0.01).toFixed(2)));
  assert.equal((await get(`Drafts(${id})`)).body.DocumentStatus, 'bost_Close');
  assertRefused(await add(), 400, '-5002', /added already/);
  assertRefused(await patch(`Drafts(${id})`, { Comments: 'late' }), 400, '-5002', /closed/);
  assertRefused(await post('DraftsService_SaveDraftToDocument', { Document: { DocEntry: 99 } }), 404, '-2028');
});

test('goods come back by a return of the delivery', async () => {
  const { post, twin, stock, order } = await ordered();
  twin.deliver(order);
  made(await post('Returns', from(15, 1, { Quantity: 2 })));
  assert.deepEqual(await stock(), [39, 0]);
  made(await post('CreditNotes', from(16, 1)));
  assert.deepEqual(await stock(), [39, 0]);
});

test('a posted document is cancelled by one that mirrors it, and its base is open again', async () => {
  const { post, list, get, twin, stock, order } = await ordered();
  twin.deliver(order);
  const mirror = made(await post('DeliveryNotes(1)/CreateCancellationDocument'));
  assert.deepEqual([mirror.CancelStatus, mirror.DocEntry, mirror.DocumentLines[0].BaseType], ['csCancellation', 2, 15]);
  assert.deepEqual(await stock(), [40, 3]);
  assert.equal((await get('Orders(1)')).body.DocumentStatus, 'bost_Open');
  assert.deepEqual(
    (await list('DeliveryNotes?$select=Cancelled,CancelStatus')).map(({ CancelStatus }) => CancelStatus),
    ['csYes', 'csCancellation'],
  );
  assertRefused(await post('DeliveryNotes(1)/Cancel'), 400, '-5002', /already/);
});

test('what was posted keeps its rows, but takes a tracking number', async () => {
  const { patch, get, twin, order } = await ordered();
  twin.deliver(order);
  const packages = [{ Number: 1, Type: 'Box', DocumentPackageItems: [{ ItemCode: 'MUG-01', Quantity: 3 }] }];
  assert.equal((await patch('DeliveryNotes(1)', { TrackingNumber: 'Z9', DocumentPackages: packages })).status, 204);
  assert.equal((await get('DeliveryNotes(1)')).body.TrackingNumber, 'Z9');
  assertRefused(
    await patch('DeliveryNotes(1)', { DocumentLines: [{ LineNum: 0, Quantity: 1 }] }),
    400,
    '-5002',
    /posted/,
  );
});
