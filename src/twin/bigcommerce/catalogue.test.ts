import assert from 'node:assert/strict';
import test from 'node:test';
import { dataOf, openStore } from './open-store.support.ts';

const VASE = { name: 'Vase', type: 'physical', weight: 1.2, price: 22, sku: 'VASE-01' };

test('a product is made with what it needs, and its name and SKU are the store’s only ones', async () => {
  await using store = await openStore();
  const { status, body } = await store.post('v3/catalog/products', {
    ...VASE,
    custom_fields: [{ name: 'ERP', value: 'V1' }],
  });
  const made = body.data;
  assert.deepEqual(
    [status, made?.calculated_price, made?.is_visible, made?.availability, made?.custom_fields?.[0]?.value],
    [200, 22, true, 'available', 'V1'],
  );
  assert.equal(made?.base_variant_id, made?.variants?.[0]?.id);
  const refused = async (changes: object) => (await store.post('v3/catalog/products', { ...VASE, ...changes })).status;
  assert.equal(await refused({ sku: 'OTHER' }), 409);
  assert.equal(await refused({ name: 'Other' }), 409);
  assert.equal(await refused({ name: 'Other', sku: 'tee-s' }), 409);
  assert.equal(await refused({ name: 'Other', sku: 'OTHER', weight: undefined }), 422);
  assert.equal(await refused({ name: 'Other', sku: 'OTHER', price: -1 }), 422);
  assert.equal(await refused({ name: 'Other', sku: 'OTHER', categories: [999] }), 422);
});

test('an SKU is looked up in two places: each knows nothing of the other’s', async () => {
  await using store = await openStore();
  const found = async (path: string) => dataOf(await store.get(path)).map(({ sku }) => sku);
  assert.deepEqual(await found('v3/catalog/products?sku:in=MUG-01,TEE-S'), ['MUG-01']);
  assert.deepEqual(await found('v3/catalog/variants?sku=TEE-S'), ['TEE-S']);
  assert.deepEqual(await found('v3/catalog/variants?sku=MUG-01'), []);
  const items = dataOf(await store.get('v3/inventory/items?sku:in=MUG-01,TEE-S'));
  assert.deepEqual(
    items.map(({ identity }) => [identity?.sku, identity?.product_id, identity?.variant_id]),
    [
      ['MUG-01', 77, 1],
      ['TEE-S', 79, 3],
    ],
  );
});

test('a write changes what is sent; the sale price is what buyers pay, and a variant’s null is the product’s price', async () => {
  await using store = await openStore();
  store.clock.advance(60_000);
  const { body } = await store.put('v3/catalog/products/77', { sale_price: 9.9, is_visible: false });
  assert.deepEqual(
    [body.data?.name, body.data?.price, body.data?.calculated_price, body.data?.is_visible, body.data?.date_modified],
    ['Ceramic mug', 12.5, 9.9, false, '2026-05-04T12:01:00Z'],
  );
  assert.equal((await store.put('v3/catalog/products', [{ id: 77, price: 13.2 }, { id: 999 }])).status, 422);
  assert.equal((await store.get('v3/catalog/products/77')).body.data?.price, 12.5);
  const variants = await store.put('v3/catalog/variants', [
    { id: 4, price: 16 },
    { id: 3, price: null, sale_price: 12 },
  ]);
  assert.deepEqual(
    dataOf(variants).map(({ sku, price, calculated_price }) => [sku, price, calculated_price]),
    [
      ['TEE-M', 16, 16],
      ['TEE-S', null, 12],
    ],
  );
  const since = await store.get(
    'v3/catalog/products?date_modified:min=2026-05-04T12:01:00Z&sort=date_modified&direction=asc',
  );
  assert.deepEqual(
    dataOf(since).map(({ id }) => id),
    [77, 79],
  );
  // A bare date is completed with the present time of day.
  assert.deepEqual(dataOf(await store.get('v3/catalog/products?date_modified:min=2026-05-04')).length, 2);
});

test('a product gets variants one by one, and a deletion needs a filter', async () => {
  await using store = await openStore();
  const { body } = await store.post('v3/catalog/products', VASE);
  const id = body.data?.id;
  const at = `v3/catalog/products/${id}/variants`;
  assert.equal((await store.post(at, { sku: 'VASE-S' })).status, 422);
  const options = [{ option_display_name: 'Size', label: 'S' }];
  assert.equal((await store.post(at, { sku: 'VASE-S', option_values: options })).status, 200);
  assert.equal((await store.post(at, { sku: 'VASE-S', option_values: options })).status, 409);
  const shown = (await store.get(`v3/catalog/products/${id}?include=variants`)).body.data;
  assert.deepEqual([shown?.base_variant_id, shown?.variants?.[0]?.sku], [null, 'VASE-S']);
  assert.equal((await store.delete('v3/catalog/products')).status, 422);
  assert.equal((await store.delete(`v3/catalog/products?id:in=${id}`)).status, 204);
  assert.equal((await store.get(`v3/catalog/products/${id}`)).status, 404);
});

test('categories are a tree; one is not deleted while a product would be left in none', async () => {
  await using store = await openStore();
  const path = 'v3/catalog/trees/categories';
  const made = await store.post(path, [{ name: 'Office', tree_id: 1 }]);
  const id = dataOf(made)[0]?.category_id;
  assert.deepEqual([made.status, dataOf(made)[0]?.url], [201, { path: '/office/', is_customized: false }]);
  assert.equal((await store.post(path, [{ name: 'office' }])).status, 409);
  assert.equal((await store.post(path, [{ name: 'x'.repeat(51) }])).status, 422);
  assert.equal((await store.post(path, [{ name: 'Pens', parent_id: 999 }])).status, 422);
  await store.post(path, [{ name: 'Pens', parent_id: id }]);
  await store.put(path, [{ category_id: id, name: 'Desk' }]);
  assert.deepEqual(
    dataOf(await store.get(`${path}?name=desk`)).map(({ category_id }) => category_id),
    [id],
  );
  const assign = 'v3/catalog/products/category-assignments';
  assert.equal((await store.put(assign, [{ product_id: 77, category_id: id }])).status, 204);
  assert.deepEqual((await store.get('v3/catalog/products/77')).body.data?.categories, [id]);
  assert.equal((await store.delete(`${path}?category_id:in=${id}`)).status, 409);
  assert.equal((await store.delete(`${assign}?product_id:in=77&category_id:in=${id}`)).status, 204);
  assert.equal((await store.delete(`${path}?category_id:in=${id}`)).status, 204);
  assert.equal(dataOf(await store.get(path)).length, 0);
});

test('price lists hold prices by variant and currency, with tiers', async () => {
  await using store = await openStore();
  await store.post('v3/pricelists', { name: 'Dealers' });
  const tier = { quantity_min: 10, quantity_max: 0, type: 'price', amount: 9 };
  const put = (record: object) => store.put('v3/pricelists/1/records', [record]);
  assert.equal((await put({ sku: 'MUG-01', currency: 'EUR', price: 11, bulk_pricing_tiers: [tier] })).status, 200);
  assert.equal((await put({ sku: 'MUG-01', currency: 'eur', sale_price: 10 })).status, 200);
  assert.equal((await put({ sku: 'NONE', currency: 'eur', price: 1 })).status, 422);
  const [record] = dataOf(await store.get('v3/pricelists/1/records?sku:in=MUG-01'));
  assert.deepEqual([record?.price, record?.sale_price, record?.bulk_pricing_tiers], [11, 10, [tier]]);
  const left = async () => dataOf(await store.get('v3/pricelists/1/records')).length;
  assert.equal((await store.delete('v3/pricelists/1/records')).status, 422);
  await store.delete('v3/pricelists/1/records?sku:in=MUG-01&currency=usd');
  await store.delete('v3/pricelists/1/records?sku:in=PEN-01&currency=eur');
  assert.equal(await left(), 1);
  assert.equal((await store.delete('v3/pricelists/1/records?sku:in=MUG-01&currency=eur')).status, 204);
  assert.equal(await left(), 0);
});

test('stock is written by location, shows seconds later, and cannot be less than the safety stock', async () => {
  await using store = await openStore({
    locations: [
      { code: 'MAIN', label: 'Main' },
      { code: 'SOUTH', label: 'South' },
    ],
  });
  const set = (items: object[]) => store.put('v3/inventory/adjustments/absolute', { reason: 'ERP', items });
  const shown = async () => {
    const [item] = dataOf(await store.get('v3/inventory/items?sku:in=MUG-01'));
    return [0, 1].map((at) => item?.locations?.[at]?.available_to_sell);
  };
  const { status, body } = await set([
    { location_id: 1, sku: 'MUG-01', quantity: 75 },
    { location_id: 2, variant_id: 1, quantity: 5 },
  ]);
  assert.deepEqual([status, Object.keys(body)], [200, ['transaction_id', 'meta']]);
  assert.deepEqual(await shown(), [100, 0]);
  store.clock.advance(2000);
  assert.deepEqual(await shown(), [75, 5]);
  assert.equal((await store.get('v3/catalog/products/77')).body.data?.inventory_level, 80);
  await store.put('v3/inventory/locations/1/items', { settings: [{ identity: { sku: 'MUG-01' }, safety_stock: 10 }] });
  assert.deepEqual(await shown(), [65, 5]);
  const move = (quantity: number) =>
    store.post('v3/inventory/adjustments/relative', { items: [{ location_id: 1, sku: 'MUG-01', quantity }] });
  assert.equal((await move(-66)).status, 422);
  assert.equal((await move(-65)).status, 200);
  store.clock.advance(2000);
  assert.deepEqual(await shown(), [0, 5]);
  assert.equal((await set([{ location_id: 1, sku: 'MUG-01', quantity: -1 }])).status, 422);
  assert.equal((await set([{ location_id: 9, sku: 'MUG-01', quantity: 1 }])).status, 422);
  assert.equal((await set([{ location_id: 1, sku: 'NONE', quantity: 1 }])).status, 422);
  assert.equal((await set([{ location_id: 1, sku: 'MUG-01', quantity: 1.5 }])).status, 422);
});

test('what is not tracked has no inventory to write; the catalogue writes the default location at once', async () => {
  await using store = await openStore();
  const { body } = await store.post('v3/catalog/products', VASE);
  const items = [{ location_id: 1, sku: 'VASE-01', quantity: 3 }];
  const refused = await store.put('v3/inventory/adjustments/absolute', { items });
  assert.deepEqual([refused.status, refused.body.errors], [422, { 'items.0.sku': 'its inventory is not tracked' }]);
  await store.put(`v3/catalog/products/${body.data?.id}`, { inventory_tracking: 'product', inventory_level: 4 });
  assert.equal(
    dataOf(await store.get('v3/inventory/items?sku:in=VASE-01'))[0]?.locations?.[0]?.total_inventory_onhand,
    4,
  );
  assert.equal((await store.get('v3/settings/inventory')).body.data?.update_stock_behavior, 'order_placed');
});
