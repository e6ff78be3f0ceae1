import assert from 'node:assert/strict';
import { test } from 'node:test';
import { items, line, openCompany, orderNo, stockUp, webOrder } from './open-company.support.ts';

const WHO = 'companyId=01&customerId=120045&salesLocId=10';

test('prices come in a batch, with what is available', async (t) => {
  const { ask, run, twin } = await openCompany(t);
  stockUp(twin);
  twin.addUnit('MUG-01', 'BX', 6);
  orderNo(await run('Order', [webOrder(), items([line('010', 'MUG-01', '2', { unit_of_measure: 'BX' })])]));
  const { body } = await ask('POST', `/api/inventory/parts/prices?${WHO}`, [
    { ItemId: 'MUG-01', SourceLocId: 10, UnitQuantity: 3 },
    { ItemId: 'MUG-01', SourceLocId: 10, UOM: 'BX' },
  ]);
  assert.deepEqual(
    body.map((row: Record<string, unknown>) => [
      row.UnitPrice,
      row.UOMUnitSize,
      row.ExtendedPrice,
      row.QuantityAvailable,
    ]),
    [
      [12.5, 1, 37.5, 28],
      [75, 6, 75, 28],
    ],
  );
  const one = await ask('GET', `/api/inventory/parts/MUG-01/v2/price?${WHO}&sourceLocId=10&unitQuantity=2`);
  assert.deepEqual([one.body.UnitPrice, one.body.QuantityAllocated], [12.5, 12]);
  assert.equal(
    (await ask('POST', '/api/inventory/parts/prices?companyId=01&customerId=1&salesLocId=10', [])).status,
    400,
  );
});

test('an item is read with its parts when they are asked for; one with a slash only by OData', async (t) => {
  const { ask, rows, twin } = await openCompany(t);
  stockUp(twin);
  twin.addItem({ itemId: 'HOSE-1/2', name: 'Hose', price: '3', stock: 1, productGroup: 'HOSES' });
  const part = (await ask('GET', '/api/inventory/v2/parts/MUG-01?extendedproperties=Locations')).body;
  assert.deepEqual([part.Price1, part.Locations.list[0].QtyOnHand, part.UnitsOfMeasure], [12.5, 40, null]);
  assert.equal((await ask('GET', '/api/inventory/parts/HOSE-1%2F2')).status, 404);
  assert.equal((await rows('inv_mast', "item_id eq 'HOSE-1/2'")).length, 1);
  assert.equal((await ask('GET', '/api/inventory/parts/NO-01')).body.ErrorType, 'ResourceNotFoundException');
});
