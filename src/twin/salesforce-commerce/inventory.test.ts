import assert from 'node:assert/strict';
import test from 'node:test';
import { openSite, type SiteSession } from './open-site.support.ts';

const record = (site: SiteSession, method: string, productId: string, body?: unknown) =>
  site.data(method, `inventory_lists/inventory-main/product_inventory_records/${productId}`, body);

const figures = async (site: SiteSession, productId: string) => {
  const { body } = await record(site, 'GET', productId);
  return [body.allocation?.amount, body.inventory_turnover, body.quantity_on_order, body.stock_level, body.ats];
};

test('an amount that is written lets the turnover begin anew', async () => {
  await using site = await openSite();
  site.order({ 'MUG-01': 8 });
  assert.deepEqual(await figures(site, 'MUG-01'), [100, 8, 0, 92, 92]);
  assert.equal((await record(site, 'PATCH', 'MUG-01', { allocation: { amount: 140 } })).status, 200);
  assert.deepEqual(await figures(site, 'MUG-01'), [140, 0, 0, 140, 140]);
  site.order({ 'MUG-01': 3 });
  assert.deepEqual(await figures(site, 'MUG-01'), [140, 3, 0, 137, 137]);
});

test('an amount of an earlier moment leaves what was sold since then sold', async () => {
  await using site = await openSite();
  site.order({ 'MUG-01': 8 });
  site.clock.advance(3_600_000);
  site.order({ 'MUG-01': 5 });
  const allocation = { amount: 92, reset_date: '2026-05-04T12:30:00.000Z' };
  await record(site, 'PATCH', 'MUG-01', { allocation });
  assert.deepEqual(await figures(site, 'MUG-01'), [92, 5, 0, 87, 87]);
});

test('where orders are counted apart, they are turnover when they are exported', async () => {
  await using site = await openSite({ onOrderInventory: true });
  const { orderNo } = site.order({ 'MUG-01': 8 });
  assert.deepEqual(await figures(site, 'MUG-01'), [100, 0, 8, 100, 92]);
  await record(site, 'PATCH', 'MUG-01', { allocation: { amount: 100 } });
  assert.deepEqual(await figures(site, 'MUG-01'), [100, 0, 8, 100, 92]);
  await site.orders('PUT', `orders/${orderNo}/export-status`, { status: 'exported' });
  assert.deepEqual((await figures(site, 'MUG-01'))[2], 0);
});

test('a record that is not there is not found, and put', async () => {
  await using site = await openSite();
  site.twin.store.stock.records.delete('PEN-01');
  const missing = await record(site, 'PATCH', 'PEN-01', { allocation: { amount: 4 } });
  assert.deepEqual([missing.status, missing.body.fault?.type], [404, 'InventoryRecordNotFoundException']);
  assert.equal((await record(site, 'PUT', 'PEN-01', { allocation: { amount: 4 } })).status, 201);
  assert.deepEqual(await figures(site, 'PEN-01'), [4, 0, 0, 4, 4]);
  assert.equal(
    (await record(site, 'PUT', 'NONE', { allocation: { amount: 4 } })).body.fault?.type,
    'ProductNotFoundException',
  );
  const list = await site.data('PATCH', 'inventory_lists/other/product_inventory_records/PEN-01', {});
  assert.equal(list.body.fault?.type, 'InventoryListNotFoundException');
});

test('two writers meet, and one of them is told', async () => {
  await using site = await openSite();
  site.twin.meetAtStock('MUG-01');
  const refused = await record(site, 'PATCH', 'MUG-01', { allocation: { amount: 7 } });
  assert.deepEqual([refused.status, refused.body.fault?.type], [409, 'ConflictException']);
  assert.equal((await record(site, 'PATCH', 'MUG-01', { allocation: { amount: 7 } })).status, 200);
});

test('what is no figure is refused, and goods that are promised are offered', async () => {
  await using site = await openSite();
  for (const body of [{ allocation: { amount: '7' } }, { allocation: { amount: -1 } }, { stock: 7 }])
    assert.equal((await record(site, 'PATCH', 'MUG-01', body)).status, 400);
  const promised = { pre_order_back_order_handling: 'backorder', pre_order_back_order_allocation: 10 };
  await record(site, 'PATCH', 'MUG-01', { allocation: { amount: 0 }, ...promised });
  assert.deepEqual(await figures(site, 'MUG-01'), [0, 0, 0, 0, 10]);
});
