import assert from 'node:assert/strict';
import test from 'node:test';
import { CAPTURED, criteria, openShop } from './open-shop.support.ts';

test('a product is created and updated by its SKU, whatever its letters', async () => {
  await using shop = await openShop();
  const made = await shop.post('products', {
    product: {
      sku: 'VASE/01',
      name: 'Vase',
      attribute_set_id: 4,
      price: 22,
      extension_attributes: { stock_item: { qty: 3, is_in_stock: true } },
    },
  });
  assert.deepEqual([made.status, made.body.id, made.body.price], [200, 4, 22]);
  assert.equal((await shop.get('products/vase%2F01')).body.extension_attributes?.stock_item?.qty, 3 as never);
  const { body } = await shop.post('products', { product: { sku: 'vase/01', price: 24.5 } });
  assert.deepEqual([body.id, body.name, body.price], [4, 'Vase', 24.5]);
  const listed = await shop.get(`products?${criteria([['sku', 'eq', 'VASE/01']])}`);
  assert.equal(listed.body.items?.[0]?.extension_attributes?.stock_item, undefined);
});

test('what a product must have, and what it may not', async () => {
  await using shop = await openShop();
  const refused = async (product: Record<string, unknown>) => {
    const { status, body } = await shop.post('products', { product });
    assert.equal(status, 400, JSON.stringify(body));
    return [body.message, body.parameters];
  };
  const good = { sku: 'A', name: 'A thing', attribute_set_id: 4, price: 1 };
  assert.deepEqual(await refused({ ...good, name: undefined }), [
    'The "%1" attribute value is empty. Set the attribute and try again.',
    ['name'],
  ]);
  assert.deepEqual(await refused({ ...good, name: 'Ceramic mug' }), [
    'URL key for specified store already exists.',
    undefined,
  ]);
  assert.deepEqual(await refused({ ...good, sku: 'X'.repeat(65) }), [
    'SKU length should be 64 characters maximum.',
    undefined,
  ]);
  assert.deepEqual(await refused({ ...good, price: -1 }), [
    'The value of attribute "%1" must be greater than or equal to %2.',
    ['price', 0],
  ]);
  assert.match(String((await refused({ ...good, quantity: 3 }))[0]), /^Property "Quantity" does not have accessor/);
  assert.equal(shop.twin.products.length, 3);
  assert.deepEqual(await shop.get('products/none'), {
    status: 404,
    body: { message: "The product that was requested doesn't exist. Verify the product and try again." },
  });
});

test('what is written through a store view hides what the shop says later', async () => {
  await using shop = await openShop();
  await shop.put('/rest/V1/products/MUG-01', { product: { name: 'Mug of the view' } });
  await shop.put('products/MUG-01', { product: { name: 'Mug of the shop' } });
  assert.equal((await shop.get('products/MUG-01')).body.name, 'Mug of the shop' as never);
  assert.equal((await shop.get('/rest/V1/products/MUG-01')).body.name, 'Mug of the view' as never);
  assert.equal(shop.twin.shownProduct('MUG-01')?.name, 'Mug of the view');
});

test('prices in bulk answer 200 with what failed, and write the rest', async () => {
  await using shop = await openShop();
  const { status, body } = await shop.post('products/base-prices', {
    prices: [
      { sku: 'MUG-01', price: 13.2, store_id: 0 },
      { sku: 'NONE', price: 1, store_id: 0 },
      { sku: 'PEN-01', price: -1, store_id: 0 },
    ],
  });
  assert.deepEqual([status, (body as unknown as unknown[]).length], [200, 2]);
  assert.match(String(body[0]?.message), /%SKU/);
  assert.deepEqual(body[0]?.parameters, ['NONE', 0]);
  assert.deepEqual(
    [shop.twin.productBySku('MUG-01')?.price, shop.twin.productBySku('PEN-01')?.price],
    ['13.2', '1.33'],
  );
  assert.deepEqual(
    (
      await shop.post('products/special-price', {
        prices: [{ sku: 'MUG-01', price: 9, store_id: 0, price_from: '2026-06-01 00:00:00' }],
      })
    ).body,
    [],
  );
  assert.equal(shop.twin.productBySku('MUG-01')?.attributes.get('special_price'), '9.000000');
});

test('categories: made below the default one, renamed, filled, and gone with all that is below', async () => {
  await using shop = await openShop();
  const make = (name: string, parent_id?: number) =>
    shop.post('categories', { category: { name, parent_id, is_active: true } });
  const garden = (await make('Garden')).body;
  assert.deepEqual([garden.id, garden.parent_id, garden.level], [3, 2, 2]);
  assert.equal((await make('garden')).status, 400);
  const pots = (await make('Pots', 3)).body;
  await shop.put('categories/3', { category: { name: 'Gardening' } });
  await shop.post('categories/4/products', { productLink: { sku: 'MUG-01', position: 0, category_id: '4' } });
  const tree = (await shop.get('categories')).body;
  assert.deepEqual(
    [tree.children_data?.[0]?.name, tree.children_data?.[0]?.children_data?.[0]?.product_count],
    ['Gardening', 1],
  );
  const found = await shop.get(`categories/list?${criteria([['name', 'eq', 'Pots']])}`);
  assert.deepEqual([found.body.items?.[0]?.id, found.body.total_count], [pots.id, 1]);
  assert.deepEqual((await shop.get('products/MUG-01')).body.extension_attributes?.category_links, [
    { position: 0, category_id: '4' },
  ]);
  assert.equal((await shop.ask('DELETE', 'categories/3')).body, true as never);
  assert.deepEqual(await shop.get('categories/4'), {
    status: 404,
    body: { message: 'No such entity with %fieldName = %fieldValue', parameters: { fieldName: 'id', fieldValue: 4 } },
  });
  assert.equal('category_links' in ((await shop.get('products/MUG-01')).body.extension_attributes ?? {}), false);
  assert.equal(
    (
      await shop.put('products/MUG-01', {
        product: { extension_attributes: { category_links: [{ position: 0, category_id: '99' }] } },
      })
    ).status,
    400,
  );
});

test('what lies at the sources is physical; what is on offer is less by what open orders keep', async () => {
  await using shop = await openShop({ sources: ['milano'] });
  const { id } = shop.order({ 'MUG-01': 5 }, CAPTURED);
  const salable = async () => (await shop.get('inventory/get-product-salable-quantity/MUG-01/1')).body;
  assert.equal(await salable(), 95 as never);
  const items = [
    { sku: 'MUG-01', source_code: 'default', quantity: 60, status: 1 },
    { sku: 'MUG-01', source_code: 'milano', quantity: 10.5, status: 1 },
  ];
  assert.deepEqual(await shop.post('inventory/source-items', { sourceItems: items }), { status: 200, body: [] });
  assert.equal(await salable(), 65.5 as never);
  await shop.post(`order/${id}/ship`, { arguments: { extension_attributes: { source_code: 'milano' } } });
  assert.equal(await salable(), 65.5 as never);
  const { body } = await shop.get(`inventory/source-items?${criteria([['sku', 'eq', 'mug-01']])}`);
  assert.deepEqual(
    (body.items as unknown as { source_code: string; quantity: number }[]).map((each) => [
      each.source_code,
      each.quantity,
    ]),
    [
      ['default', 60],
      ['milano', 5.5],
    ],
  );
});

test('a source item is refused by its source, and one bad row refuses them all', async () => {
  await using shop = await openShop();
  const { status, body } = await shop.post('inventory/source-items', {
    sourceItems: [
      { sku: 'MUG-01', source_code: 'default', quantity: 1, status: 1 },
      { sku: 'PEN-01', source_code: 'roma', quantity: 1, status: 1 },
    ],
  });
  assert.deepEqual([status, body.message], [400, 'Validation Failed']);
  assert.deepEqual(body.errors, [
    { message: 'Source with source code "%sourceCode" does not exist', parameters: { sourceCode: 'roma' } },
  ]);
  assert.equal(shop.twin.salableQuantity('MUG-01'), 100);
});

test('out of stock is a status of the source, not a quantity of nothing', async () => {
  await using shop = await openShop();
  const item = { sku: 'MUG-01', source_code: 'default', quantity: 40, status: 0 };
  await shop.post('inventory/source-items', { sourceItems: [item] });
  assert.equal((await shop.get('inventory/is-product-salable/MUG-01/1')).body, false as never);
  assert.deepEqual((await shop.get('stockItems/MUG-01')).body.is_in_stock, false as never);
  await shop.put('products/MUG-01/stockItems/1', { stockItem: { qty: 7, is_in_stock: true } });
  assert.equal(shop.twin.salableQuantity('MUG-01'), 7);
});

test('tier prices: PUT puts those that it takes in the place of all, POST adds, and each is deleted by its price', async () => {
  await using shop = await openShop();
  const row = (customer_group: string, quantity: number, price: number) => ({
    sku: 'MUG-01',
    website_id: 0,
    price_type: 'fixed',
    customer_group,
    quantity,
    price,
  });
  const put = (...prices: readonly object[]) => shop.put('products/tier-prices', { prices });
  const known = async () =>
    (
      (await shop.post('products/tier-prices-information', { skus: ['MUG-01'] })).body as unknown as Record<
        string,
        unknown
      >[]
    ).map(({ customer_group, quantity, price }) => [customer_group, quantity, price]);
  assert.deepEqual((await put(row('ALL GROUPS', 10, 11), row('wholesale', 1, 10.4))).body, []);
  assert.deepEqual((await shop.post('products/tier-prices', { prices: [row('ALL GROUPS', 50, 10)] })).body, []);
  assert.deepEqual(await known(), [
    ['ALL GROUPS', 10, 11],
    ['Wholesale', 1, 10.4],
    ['ALL GROUPS', 50, 10],
  ]);
  const { status, body } = await put(
    row('VIP', 1, 9),
    row('Retailer', 1, 12),
    row('Retailer', 5, 11),
    row('Retailer', 5, 10),
  );
  assert.deepEqual([status, (body as unknown as unknown[]).length], [200, 3]);
  assert.deepEqual(body[0]?.parameters, ['MUG-01', 0, 'VIP', 1]);
  assert.match(String(body[1]?.message), /duplicate/);
  assert.deepEqual(await known(), [['Retailer', 1, 12]]);
  assert.deepEqual((await put()).body, []);
  assert.deepEqual((await shop.post('products/tier-prices-delete', { prices: [row('Retailer', 1, 11)] })).body, []);
  assert.deepEqual(await known(), [['Retailer', 1, 12]]);
  assert.deepEqual((await shop.post('products/tier-prices-delete', { prices: [row('Retailer', 1, 12)] })).body, []);
  assert.deepEqual(await known(), []);
});
