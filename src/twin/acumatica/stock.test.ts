import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answer, line, type OpenTenant, openTenant, orderOf, saved, stockUp, w } from './open-tenant.support.ts';

const quantities = async ({ put }: OpenTenant, item: string): Promise<Answer> => {
  const { body } = await put('StorageDetailsInquiry?$expand=StorageDetails', w({ WarehouseID: 'MAIN' }));
  const row = body.StorageDetails.find((each: Answer) => each.InventoryID.value === item);
  return { onHand: row.QtyOnHand.value, available: row.QtyAvailable.value, issue: row.QtyAvailableforIssue.value };
};

test('an order claims its pieces, a cancellation frees them, a shipment takes them in steps', async (t) => {
  const tenant = await openTenant(t, { pollsUntilDone: 0 });
  const { put, post, twin, get } = tenant;
  stockUp(twin);
  const order = saved(await put('SalesOrder', orderOf('A', [line('MUG-01', 5)])));
  assert.deepEqual(await quantities(tenant, 'MUG-01'), { onHand: 40, available: 35, issue: 40 });
  const entity = w({ OrderType: 'SO', OrderNbr: order.OrderNbr.value });
  const act = async (action: string, on: object = entity) =>
    assert.equal((await post(action, { entity: on })).status, 204, action);
  await act('SalesOrder/SalesOrderCreateShipment');
  assert.deepEqual(await quantities(tenant, 'MUG-01'), { onHand: 40, available: 35, issue: 35 });
  const [shipment] = (await get('Shipment?$expand=Details,Orders')).body;
  assert.deepEqual([shipment.Status.value, shipment.Details[0].ShippedQty.value], ['Open', 5]);
  assert.equal((await get(`SalesOrder/SO/${order.OrderNbr.value}`)).body.Status.value, 'Shipping');
  const on = w({ ShipmentNbr: shipment.ShipmentNbr.value });
  assert.equal((await post('Shipment/PrepareInvoice', { entity: on })).status, 500);
  await act('Shipment/ConfirmShipment', on);
  assert.deepEqual(await quantities(tenant, 'MUG-01'), { onHand: 40, available: 35, issue: 35 });
  await act('Shipment/UpdateIN', on);
  assert.deepEqual(await quantities(tenant, 'MUG-01'), { onHand: 35, available: 35, issue: 35 });
  assert.equal((await post('Shipment/UpdateIN', { entity: on })).status, 500);
  await act('Shipment/PrepareInvoice', on);
  const [shown] = (await get(`SalesOrder/SO/${order.OrderNbr.value}?$expand=Shipments`)).body.Shipments;
  assert.equal(shown.InvoiceNbr.value, 'INV000001');

  const other = saved(await put('SalesOrder', orderOf('B', [line('MUG-01', 4)])));
  assert.equal((await quantities(tenant, 'MUG-01')).available, 31);
  await act('SalesOrder/CancelSalesOrder', w({ OrderType: 'SO', OrderNbr: other.OrderNbr.value }));
  assert.equal((await quantities(tenant, 'MUG-01')).available, 35);
});

test('a quote claims nothing', async (t) => {
  const tenant = await openTenant(t);
  stockUp(tenant.twin);
  saved(await tenant.put('SalesOrder', orderOf('Q', [line('MUG-01', 5)], { OrderType: 'QT' })));
  assert.equal((await quantities(tenant, 'MUG-01')).available, 40);
});

test('the delta feed tells what changed, whatever the item’s own LastModified says', async (t) => {
  const { put, get, twin, clock } = await openTenant(t);
  stockUp(twin);
  const before = (await get('StockItem/PEN-01')).body.LastModified.value;
  clock.advance(60_000);
  twin.adjust('PEN-01', -3);
  const LastModifiedDateTime = '2026-03-02T15:04:30Z';
  const { body } = await put('InventoryQuantityAvailable?$expand=Results', w({ LastModifiedDateTime }));
  assert.deepEqual(
    body.Results.map((row: Answer) => [row.InventoryID.value, row.QtyAvailable.value]),
    [['PEN-01', 97]],
  );
  assert.equal((await get('StockItem/PEN-01')).body.LastModified.value, before);
  const { body: summary } = await put('InventorySummaryInquiry?$expand=Results', w({ InventoryID: 'pen-01' }));
  assert.equal(summary.Results[0].QtyOnHand.value, 97);
  assert.equal((await put('InventorySummaryInquiry?$expand=Results', {})).status, 500);
  assert.equal((await put('InventorySummaryInquiry', w({ InventoryID: 'NO-01' }))).status, 422);
});

test('rows of an inquiry come only when they are named', async (t) => {
  const { put, twin } = await openTenant(t);
  stockUp(twin);
  assert.equal('StorageDetails' in (await put('StorageDetailsInquiry', w({ WarehouseID: 'MAIN' }))).body, false);
  const prices = (await put('SalesPricesInquiry?$expand=SalesPriceDetails', w({ InventoryID: 'MUG-01' }))).body;
  assert.equal(prices.SalesPriceDetails[0].Price.value, 12.5);
});

test('a price counts from its day on, a promotion until its last one; the day before a new price is the last of the old', async (t) => {
  const { put, twin } = await openTenant(t);
  stockUp(twin);
  const { prices } = twin.tenant;
  prices.release({ item: 'MUG-01', price: 13, from: '2026-03-01' });
  prices.release({ item: 'MUG-01', price: 14, from: '2026-03-05' });
  prices.release({ item: 'MUG-01', price: 9.9, from: '2026-03-04', until: '2026-03-05', promotion: true });
  prices.release({
    item: 'MUG-01',
    price: 12,
    from: '2026-03-01',
    breakQuantity: 10,
    for: { type: 'Customer Price Class', code: 'GOLD' },
  });
  const asOf = async (day: string | undefined, more: Record<string, string> = {}) => {
    const asked = w({ InventoryID: 'MUG-01', ...(day === undefined ? {} : { EffectiveAsOf: day }), ...more });
    const { body } = await put('SalesPricesInquiry?$expand=SalesPriceDetails', asked);
    return body.SalesPriceDetails.map((each: Answer) => each.Price.value);
  };
  assert.deepEqual(await asOf('2026-03-03'), [13, 12]);
  assert.deepEqual(await asOf('2026-03-04'), [13, 9.9, 12]);
  assert.deepEqual(await asOf('2026-03-05'), [14, 9.9, 12]);
  assert.deepEqual(await asOf('2026-03-06'), [14, 12]);
  assert.deepEqual(await asOf(undefined, { PriceType: 'Base' }), [13, 14, 9.9]);
  assert.deepEqual(await asOf('2026-02-28'), []);
  assert.deepEqual(await asOf('2026-03-06', { PriceType: 'Customer Price Class', PriceCode: 'GOLD' }), [12]);
});

test('an adjustment counts when it is released, once', async (t) => {
  const tenant = await openTenant(t, { pollsUntilDone: 0 });
  const { put, post, twin } = tenant;
  stockUp(twin);
  const made = saved(await put('InventoryAdjustment', w({ Details: [{ InventoryID: 'MUG-01', Qty: -4 }] })));
  assert.equal((await quantities(tenant, 'MUG-01')).onHand, 40);
  const entity = w({ ReferenceNbr: made.ReferenceNbr.value });
  assert.equal((await post('InventoryAdjustment/ReleaseAdjustment', { entity })).status, 204);
  assert.equal((await quantities(tenant, 'MUG-01')).onHand, 36);
  assert.equal((await post('InventoryAdjustment/ReleaseAdjustment', { entity })).status, 500);
});

test('a pair that is sold counts as the pieces that it is', async (t) => {
  const tenant = await openTenant(t);
  const { put, twin } = tenant;
  stockUp(twin);
  const UOMConversions = [{ FromUOM: 'PAIR', ToUOM: 'EA', MultiplyOrDivide: 'Multiply', ConversionFactor: 2 }];
  saved(await put('StockItem', w({ InventoryID: 'MUG-01', UOMConversions })));
  saved(await put('SalesOrder', orderOf('A', [line('MUG-01', 3, { UOM: 'PAIR' })])));
  assert.equal((await quantities(tenant, 'MUG-01')).available, 34);
  assert.equal((await put('SalesOrder', orderOf('B', [line('MUG-01', 1, { UOM: 'BOX' })]))).status, 422);
});
