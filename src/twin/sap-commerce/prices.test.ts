import assert from 'node:assert/strict';
import test from 'node:test';
import { openShop, query, results } from './open-shop.support.ts';
import { priceOf } from './products.ts';

const ROWS = 'InboundPriceRow/PriceRows';
const GROUPS = { enumValues: { UserPriceGroup: ['staff'] } };

async function openPriceList(rows: readonly Readonly<Record<string, unknown>>[]) {
  const shop = await openShop(GROUPS);
  for (const row of rows) {
    const { status } = await shop.odata('POST', ROWS, {
      productId: 'MUG-01',
      currency: { isocode: 'EUR' },
      unit: { code: 'pieces' },
      minqtd: '1',
      net: true,
      ...row,
    });
    assert.equal(status, 201);
  }
  const costs = (pieces?: number, group?: string) =>
    priceOf(shop.twin.store, 'MUG-01', { ...(pieces === undefined ? {} : { pieces }), group })?.toFixed(2);
  return { shop, costs };
}

test('of the rows for a buyer the one of the group counts, then the largest quantity, then the one with a time', async () => {
  const { shop, costs } = await openPriceList([
    { price: '11.0', minqtd: '10' },
    { price: '10.4', ug: { code: 'dealers' } },
    { price: '9.9', startTime: '2026-05-01T00:00:00', endTime: '2026-06-01T00:00:00' },
  ]);
  await using _ = shop;
  assert.deepEqual([costs(), costs(9), costs(10)], ['9.90', '9.90', '11.00']);
  assert.deepEqual([costs(1, 'dealers'), costs(10, 'dealers')], ['10.40', '10.40'], 'no break of everybody');
  assert.deepEqual([costs(1, 'staff'), costs(10, 'staff')], ['9.90', '11.00']);
});

test('a row counts between its two times, and at all times when one of them is not there', async () => {
  const { shop, costs } = await openPriceList([
    { price: '8.0', startTime: '2026-05-05T00:00:00', endTime: '2026-05-06T00:00:00' },
  ]);
  await using _ = shop;
  assert.equal(costs(), '12.50');
  shop.clock.advance(24 * 3_600_000);
  assert.equal(costs(), '8.00');
  shop.clock.advance(24 * 3_600_000);
  assert.equal(costs(), '12.50');
  const open = await openPriceList([{ price: '7.0', startTime: '2026-12-01T00:00:00' }]);
  await using __ = open.shop;
  assert.equal(open.costs(), '7.00', 'a beginning without an end is no time');
});

test('rows that differ in group or beginning are two, and a row goes away by its key', async () => {
  const { shop, costs } = await openPriceList([
    { price: '10.4', ug: { code: 'dealers' } },
    { price: '10.1', ug: { code: 'dealers' }, startTime: '2026-05-01T00:00:00', endTime: '2026-06-01T00:00:00' },
    { price: '10.2', ug: { code: 'dealers' }, startTime: '2026-05-01T00:00:00', endTime: '2026-05-20T00:00:00' },
  ]);
  await using _ = shop;
  const { body } = await shop.odata('GET', `${ROWS}?${query({ $filter: "productId eq 'MUG-01'", $expand: 'ug' })}`);
  const rows = results(body.d).map(({ ug, price, integrationKey }) => [ug?.code, price, integrationKey]);
  assert.deepEqual(rows, [
    [undefined, '12.5', 'EUR|1|MUG-01|null|pieces|null'],
    ['dealers', '10.4', 'EUR|1|MUG-01|null|pieces|dealers'],
    ['dealers', '10.2', `EUR|1|MUG-01|${Date.parse('2026-05-01T00:00:00Z')}|pieces|dealers`],
  ]);
  assert.equal(costs(1, 'dealers'), '10.20');
  const key = encodeURIComponent(String(rows[2]?.[2]));
  assert.equal((await shop.odata('DELETE', `${ROWS}('${key}')`)).status, 200);
  assert.equal(costs(1, 'dealers'), '10.40');
});

test('an order is at the price of its quantity and of the buyer’s group', async () => {
  const { shop } = await openPriceList([
    { price: '11.0', minqtd: '10' },
    { price: '10.4', ug: { code: 'dealers' } },
  ]);
  await using _ = shop;
  assert.equal(String(shop.order({ 'MUG-01': 10 }).get('subtotal')), '110');
  const { store } = shop.twin;
  const customer = shop.twin.addCustomer({ uid: 'dealer@example.com', name: 'Dealer' });
  store.set(customer, { Europe1PriceFactory_UPG: store.enumValue('UserPriceGroup', 'dealers') });
  assert.equal(String(shop.order({ 'MUG-01': 10 }, { customer: 'dealer@example.com' }).get('subtotal')), '104');
});
