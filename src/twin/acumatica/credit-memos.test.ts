import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AcumaticaTwin } from './acumatica-twin.ts';
import { type Answer, line, type OpenTenant, openTenant, orderOf, saved, stockUp, w } from './open-tenant.support.ts';
import { textOf } from './row.ts';

const onHand = (twin: AcumaticaTwin) => Number(twin.tenant.stock.onHand('MUG-01', 'MAIN').toString());

/** Number of the invoice over four mugs at 12.50 less 2.00, in Italy. */
async function invoiced({ put, twin }: OpenTenant): Promise<string> {
  stockUp(twin);
  saved(await put('SalesOrder', orderOf('A', [line('MUG-01', 4, { DiscountAmount: 2, ManualDiscount: true })])));
  const [order] = twin.ordersFor('A');
  assert.ok(order);
  return textOf(twin.shipAndInvoice(order).invoice, 'ReferenceNbr');
}

const memo = (Details: readonly object[], more: object = {}) =>
  w({ Type: 'Credit Memo', CustomerID: 'C1', ExternalRef: 'REFUND-1', Hold: false, Details, ...more });

const back = (OrigInvNbr: string, Qty: number, more: object = {}) => ({
  OrigInvType: 'Invoice',
  OrigInvNbr,
  OrigInvLineNbr: 1,
  Qty,
  ...more,
});

const EXPAND = 'SalesInvoice?$expand=Details,TaxDetails';
const release = (of: OpenTenant, { Type, ReferenceNbr }: Answer) =>
  of.post('SalesInvoice/ReleaseSalesInvoice', { entity: { Type, ReferenceNbr } });

test('a direct return takes item, unit, price and tax from the line of the invoice, and is on hand when it is released', async (t) => {
  const tenant = await openTenant(t, { pollsUntilDone: 0 });
  const number = await invoiced(tenant);
  const made = saved(await tenant.put(EXPAND, memo([back(number, 1)])));
  const [credited] = made.Details;
  assert.deepEqual(
    [made.Status.value, made.Amount.value, made.TaxTotal.value, made.ExternalRef.value],
    ['Balanced', 15.25, 2.75, 'REFUND-1'],
  );
  assert.deepEqual(
    [credited.InventoryID.value, credited.UOM.value, credited.OrigInvNbr.value, credited.Amount.value],
    ['MUG-01', 'EA', number, 12.5],
  );
  assert.equal(onHand(tenant.twin), 36);
  assert.equal((await release(tenant, made)).status, 204);
  assert.equal(onHand(tenant.twin), 37);
  const [posted] = (await tenant.get(`SalesInvoice/${made.id}?$expand=Details`)).body.Details;
  assert.deepEqual([posted.InventoryDocType.value, posted.InventoryRefNbr.value], ['Receipt', 'IN000001']);
  assert.equal((await release(tenant, made)).status, 500);
  assert.equal(onHand(tenant.twin), 37);
});

test('prices and discounts count with their flags; items without stock move none, and what is kept back is a negative line', async (t) => {
  const tenant = await openTenant(t, { pollsUntilDone: 0 });
  const number = await invoiced(tenant);
  const priced = { UnitPrice: 12, ManualPrice: true, DiscountAmount: 1, ManualDiscount: true };
  const unflagged = { UnitPrice: 1, DiscountAmount: 1 };
  const lines = [
    back(number, 1, priced),
    back(number, 1, unflagged),
    { InventoryID: 'SHIPPING', Qty: 1, UnitPrice: 7.5, ManualPrice: true },
    { InventoryID: 'FEE', Qty: -1, UnitPrice: 5, ManualPrice: true },
  ];
  const made = saved(await tenant.put(EXPAND, memo(lines, { TaxCalcMode: 'Gross' })));
  assert.deepEqual(
    made.Details.map(({ Amount }: Answer) => Amount.value),
    [11, 12.5, 7.5, -5],
  );
  assert.deepEqual([made.Amount.value, made.TaxTotal.value], [26, 4.69]);
  assert.equal((await release(tenant, made)).status, 204);
  assert.equal(onHand(tenant.twin), 38);
});

test('no more comes back than was invoiced, and only of a released invoice of the customer', async (t) => {
  const tenant = await openTenant(t, { pollsUntilDone: 0 });
  const number = await invoiced(tenant);
  saved(await tenant.put(EXPAND, memo([back(number, 2)])));
  const errorOf = async (details: readonly object[], more: object = {}) => {
    const { status, body } = await tenant.put(EXPAND, memo(details, more));
    assert.equal(status, 422, JSON.stringify(body));
    return JSON.stringify(body);
  };
  assert.match(await errorOf([back(number, 3)]), /more than what is left/);
  assert.match(await errorOf([back(number, 1), back(number, 2)]), /more than what is left/);
  assert.match(await errorOf([back('INV999', 1)]), /Invoice 'INV999' cannot be found/);
  assert.match(await errorOf([back(number, 1, { OrigInvLineNbr: 7 })]), /Invoice Line '7' cannot be found/);
  assert.match(await errorOf([{ InventoryID: 'NONE', Qty: 1 }]), /Inventory ID 'NONE' cannot be found/);
  assert.match(await errorOf([{ Qty: 1 }]), /'Inventory ID' cannot be empty/);
  assert.match(await errorOf([back(number, 0)]), /cannot be zero/);
  assert.match(await errorOf([], { CustomerID: 'C9' }), /Customer 'C9' cannot be found/);
  assert.match(await errorOf([{ InventoryID: 'FEE', Qty: -1, UnitPrice: 5, ManualPrice: true }]), /less than zero/);
  const invoice = await tenant.put(EXPAND, { ...memo([back(number, 1)]), Type: { value: 'Invoice' } });
  assert.equal(invoice.status, 500);
});

test('the tax that the system found is overridden when the body says that it is valid, until the memo is released', async (t) => {
  const tenant = await openTenant(t, { pollsUntilDone: 0 });
  const number = await invoiced(tenant);
  const made = saved(await tenant.put(EXPAND, memo([back(number, 1)])));
  const keys = { Type: 'Credit Memo', ReferenceNbr: made.ReferenceNbr.value };
  const TaxDetails = [{ TaxID: 'VATIT', TaxableAmount: 12.5, TaxRate: 22, TaxAmount: 2.76 }];
  assert.equal(saved(await tenant.put('SalesInvoice', w({ ...keys, TaxDetails }))).Amount.value, 15.25);
  const put = await tenant.put(EXPAND, w({ ...keys, IsTaxValid: true, TaxDetails }), { 'if-match': '*' });
  assert.deepEqual([saved(put).Amount.value, saved(put).Details.length], [15.26, 1]);
  const zoned = saved(
    await tenant.put(EXPAND, memo([back(number, 1)], { FinancialDetails: { CustomerTaxZone: 'DE' } })),
  );
  assert.equal(zoned.Amount.value, 14.88);
  await release(tenant, made);
  assert.equal((await tenant.put('SalesInvoice', w({ ...keys, Description: 'late' }))).status, 500);
});
