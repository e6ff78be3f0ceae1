import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answer, assertRefused, item, openCompany, orderOf, ROOT, stockUp, where } from './open-company.ts';
import { TWIN_COMPANY } from './settings.ts';

const ANALYTICS = `${ROOT}/microsoft/analytics/v1.0/companies(${TWIN_COMPANY})`;
const OPEN = `${where('open eq true')}&$select=itemNo,locationCode,remainingQuantity`;

/** Stock by item and location, as a reader of the analytics route adds it up. */
function summed(rows: readonly Answer[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { itemNo, locationCode, remainingQuantity } of rows)
    sums[`${itemNo} ${locationCode}`] = (sums[`${itemNo} ${locationCode}`] ?? 0) + remainingQuantity;
  return sums;
}

test('the analytics route has stock by location, oldest entries used up first', async (t) => {
  const { twin, post, list } = await openCompany(t, { locations: ['EAST', 'WEST'] });
  stockUp(twin);
  twin.adjustInventory('MUG-01', 25, 'WEST');
  twin.adjustInventory('MUG-01', 5, 'EAST');
  const [, west] = await list('locations');
  await post('salesOrders', orderOf('WEB-1', item('MUG-01', 42), item('MUG-01', 3, { locationId: west.id })));
  const [{ id }] = await list('salesOrders');
  await post(`salesOrders(${id})/Microsoft.NAV.shipAndInvoice`, '');
  const rows = await list(`${ANALYTICS}/itemLedgerEntries?${OPEN}`);
  assert.deepEqual(summed(rows), { 'MUG-01 EAST': 3, 'MUG-01 WEST': 22, 'PEN-01 EAST': 100 });
});

test('an entry that is used up is closed; what left is closed by what it took', async (t) => {
  const { twin, list } = await openCompany(t);
  stockUp(twin);
  twin.adjustInventory('MUG-01', 5);
  twin.adjustInventory('MUG-01', -42);
  const entries = await list(`${ANALYTICS}/itemLedgerEntries?${where("itemNo eq 'MUG-01'")}`);
  assert.deepEqual(
    entries.map(({ quantity, remainingQuantity, open }) => [quantity, remainingQuantity, open]),
    [
      [40, 0, false],
      [5, 3, true],
      [-42, 0, false],
    ],
  );
});

test('a query row has no ETag, and pages and filters like any list', async (t) => {
  const client = await openCompany(t);
  stockUp(client.twin);
  for (let index = 0; index < 5; index += 1) client.twin.adjustInventory('PEN-01', 1);
  const [row] = await client.list(`${ANALYTICS}/itemLedgerEntries?$top=1`);
  assert.deepEqual(Object.keys(row), [
    'entryNo',
    'entryType',
    'itemNo',
    'locationCode',
    'quantity',
    'remainingQuantity',
    'open',
    'unitOfMeasureCode',
    'qtyPerUnitOfMeasure',
    'invoicedQuantity',
    'serialNo',
    'lotNo',
    'documentNo',
  ]);
  const page = (await client.get(`${ANALYTICS}/itemLedgerEntries`, { prefer: 'odata.maxpagesize=4' })).body;
  const rest = (await client.get(page['@odata.nextLink'], { prefer: 'odata.maxpagesize=4' })).body;
  assert.deepEqual(
    [...page.value, ...rest.value].map(({ entryNo }) => entryNo),
    [1, 2, 3, 4, 5, 6, 7],
  );
  assertRefused(await client.get(`${ANALYTICS}/itemLedgerEntries?$select=variantCode`), 400, 'BadRequest');
  assertRefused(await client.get(`${ANALYTICS}/warehouseEntries`), 404, 'BadRequest_ResourceNotFound');
  assertRefused(await client.post(`${ANALYTICS}/itemLedgerEntries`, {}), 405, 'BadRequest_MethodNotAllowed');
});

test('open demand: what orders still have to deliver, while on hand includes it', async (t) => {
  const { twin, post, list } = await openCompany(t);
  stockUp(twin);
  const { id, number } = (await post('salesOrders', orderOf('WEB-1', item('MUG-01', 5)))).body;
  const demand = () => list(`${ANALYTICS}/itemOutstandingSalesLines`);
  const [row] = await demand();
  assert.deepEqual(row, {
    salesOrderNo: number,
    lineNo: 10_000,
    itemNo: 'MUG-01',
    locationCode: 'MAIN',
    outstandingQuantity: 5,
    outstandingQtyBase: 5,
    orderDate: '2026-03-02',
  });
  assert.equal((await list(`items?${where("number eq 'MUG-01'")}`))[0].inventory, 40);
  twin.postShipAndInvoice(twin.company.salesOrders.need(id), { 'MUG-01': 2 });
  assert.equal((await demand())[0].outstandingQuantity, 3);
  twin.postShipAndInvoice(twin.company.salesOrders.need(id));
  assert.deepEqual(await demand(), []);
});

test('entry numbers rise with each posting: a cursor over them finds every item that moved', async (t) => {
  const { twin, list } = await openCompany(t);
  stockUp(twin);
  const last = (await list('itemLedgerEntries?$orderby=entryNumber desc&$top=1'))[0].entryNumber;
  twin.adjustInventory('PEN-01', -1);
  twin.adjustInventory('MUG-01', 2);
  const moved = await list(`itemLedgerEntries?${where(`entryNumber gt ${last}`)}&$orderby=entryNumber`);
  assert.deepEqual(
    moved.map(({ itemNumber, quantity, entryType }) => [itemNumber, quantity, entryType]),
    [
      ['PEN-01', -1, 'Negative_x0020_Adjmt.'],
      ['MUG-01', 2, 'Positive_x0020_Adjmt.'],
    ],
  );
  assert.ok(!('location' in moved[0]) && !('remaining' in moved[0]));
});

test('a stock posting changes neither time nor ETag of the item', async (t) => {
  const { twin, clock, list } = await openCompany(t);
  stockUp(twin);
  const [before] = await list('items');
  clock.advance(60_000);
  twin.adjustInventory('MUG-01', -7);
  const [after] = await list('items');
  assert.deepEqual([before.inventory, after.inventory], [40, 33]);
  assert.equal(after.lastModifiedDateTime, before.lastModifiedDateTime);
  assert.equal(after['@odata.etag'], before['@odata.etag']);
});

test('a PATCH of the quantity posts an adjustment without location; a POST with one is refused', async (t) => {
  const { twin, patch, post, list } = await openCompany(t);
  const { mug } = stockUp(twin);
  const { body } = await patch(`items(${mug.id})`, { inventory: 12.5 });
  assert.equal(body.inventory, 12.5);
  const entries = await list(`${ANALYTICS}/itemLedgerEntries?${where("itemNo eq 'MUG-01'")}`);
  assert.deepEqual(
    entries.map(({ quantity, locationCode }) => [quantity, locationCode]),
    [
      [40, 'MAIN'],
      [-27.5, ''],
    ],
  );
  assertRefused(await post('items', { number: 'BOX-01', inventory: 1 }), 400, 'Application_DialogException');
});

test('stock that was sold before it came in is made up for by the next receipt', async (t) => {
  const { twin, list } = await openCompany(t);
  twin.addItem({ number: 'MUG-01' });
  twin.adjustInventory('MUG-01', -3);
  assert.equal((await list('items'))[0].inventory, -3);
  assert.deepEqual(summed(await list(`${ANALYTICS}/itemLedgerEntries?${OPEN}`)), { 'MUG-01 MAIN': -3 });
  twin.adjustInventory('MUG-01', 10);
  assert.deepEqual(summed(await list(`${ANALYTICS}/itemLedgerEntries?${OPEN}`)), { 'MUG-01 MAIN': 7 });
});

test('services and goods that are not kept in stock have none', async (t) => {
  const { twin, post, list } = await openCompany(t);
  stockUp(twin);
  const service = await post('items', { number: 'GIFT-WRAP', type: 'Non-Inventory', unitPrice: 2 });
  assert.equal(service.body.type, 'Non_x002D_Inventory');
  const { id } = (await post('salesOrders', orderOf('WEB-1', item('GIFT-WRAP', 1)))).body;
  twin.postShipAndInvoice(twin.company.salesOrders.need(id));
  assert.deepEqual(await list(`itemLedgerEntries?${where("itemNumber eq 'GIFT-WRAP'")}`), []);
});
