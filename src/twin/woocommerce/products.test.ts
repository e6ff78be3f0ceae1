import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop, type ShopSession } from './shop-session.support.ts';

test('a SKU list finds products and variations, these with their parent', async () => {
  await using shop = await openShop();
  const hoodie = shop.twin.addProduct({ name: 'Hoodie', type: 'variable', sku: 'HOOD' });
  const large = shop.twin.addVariation(hoodie.id, {
    sku: 'HOOD-L',
    regular_price: '41.50',
    attributes: [{ name: 'Size', option: 'L' }],
  });
  const { body } = await shop.get('products?sku=hood-l,MUG,NONE&_fields=id,type,parent_id');
  assert.deepEqual(body, [
    { id: large.id, type: 'variation', parent_id: hoodie.id },
    { id: 10, type: 'simple', parent_id: 0 },
  ]);
  assert.deepEqual(
    await ids(shop, 'products?orderby=id&order=asc'),
    [10, 11, 12, hoodie.id],
    'a plain list has no variations',
  );
  const refused = await shop.put(`products/${large.id}`, { sku: 'X' });
  assert.deepEqual([refused.status, refused.body.code], [404, 'woocommerce_rest_invalid_product_id']);
});

test('a SKU that is taken names its owner, on create and on update', async () => {
  await using shop = await openShop();
  for (const answer of [await shop.post('products', { sku: 'mug' }), await shop.put('products/11', { sku: 'MUG' })])
    assert.deepEqual(
      [answer.status, answer.body.code, answer.body.data?.resource_id],
      [400, 'product_invalid_sku', 10],
    );
  assert.equal((await shop.put('products/10', { sku: 'MUG' })).status, 200);
});

test('stock: whole numbers only, null is zero, and the status follows the figure', async () => {
  await using shop = await openShop();
  const put = async (body: object) => {
    const answer = await shop.put('products/10', body);
    return [answer.status, answer.body.stock_quantity, answer.body.stock_status];
  };
  assert.equal((await put({ stock_quantity: 40.5 }))[0], 400);
  assert.deepEqual(await put({ stock_quantity: '40' }), [200, 40, 'instock']);
  assert.deepEqual(await put({ stock_quantity: null }), [200, 0, 'outofstock']);
  assert.deepEqual(await put({ stock_quantity: -3, backorders: 'notify' }), [200, -3, 'onbackorder']);
  assert.deepEqual(await put({ stock_status: 'instock' }), [200, -3, 'onbackorder'], 'derived, not settable');
  assert.deepEqual(await put({ inventory_delta: 5 }), [200, 2, 'instock']);
});

test('a figure for a product that does not manage stock is ignored in silence', async () => {
  await using shop = await openShop();
  const { id } = shop.twin.addProduct({ name: 'Loose', regular_price: '1' });
  const { status, body } = await shop.put(`products/${id}`, { stock_quantity: 7 });
  assert.deepEqual([status, body.stock_quantity, body.stock_status], [200, null, 'instock']);
  assert.equal((await shop.put(`products/${id}`, { stock_status: 'outofstock' })).body.stock_status, 'outofstock');
});

test('prices are text: a comma is dropped, null takes the price away, a sale counts in its time', async () => {
  await using shop = await openShop();
  assert.equal((await shop.put('products/10', { regular_price: '12,50' })).body.price, '1250');
  assert.equal((await shop.put('products/10', { regular_price: '12.505' })).body.price, '12.505');
  assert.equal((await shop.put('products/10', { regular_price: 12.5 })).status, 400);
  const sale = await shop.put('products/10', { sale_price: '10', date_on_sale_to: '2026-05-04T15:00:00' });
  assert.deepEqual([sale.body.price, sale.body.date_on_sale_to_gmt], ['10', '2026-05-04T13:00:00']);
  shop.clock.advance(2 * 3_600_000);
  assert.equal((await shop.get('products/10')).body.price, '12.505');
  const none = await shop.put('products/10', { regular_price: null, sale_price: '' });
  assert.deepEqual([none.body.price, none.body.purchasable], ['', false]);
});

test('a variable product costs as its cheapest variation and is in stock when one is', async () => {
  await using shop = await openShop();
  const { id } = shop.twin.addProduct({ name: 'Hoodie', type: 'variable' });
  const variation = await shop.post(`products/${id}/variations`, {
    regular_price: '41.50',
    manage_stock: true,
    stock_quantity: 0,
  });
  assert.equal(variation.status, 201);
  shop.twin.addVariation(id, { regular_price: '39.00', manage_stock: true, stock_quantity: 1 });
  const { body } = await shop.get(`products/${id}`);
  assert.deepEqual([body.price, body.regular_price, body.stock_status], ['39.00', '', 'instock']);
  assert.equal(
    (await shop.put(`products/${id}/variations/${variation.body.id}`, { stock_quantity: 4 })).body.stock_quantity,
    4,
  );
  assert.equal((await shop.get(`products/999/variations`)).status, 404);
  assert.equal((await shop.delete(`products/${id}/variations/${variation.body.id}?force=true`)).status, 200);
  const batch = await shop.post(`products/${id}/variations/batch`, {
    create: [{ regular_price: '1' }],
    update: [{ id: 999 }],
  });
  assert.deepEqual([batch.body.create?.[0]?.parent_id, batch.body.update?.[0]?.error?.data?.status], [id, 400]);
});

test('a batch update puts failures in their places; 200 all the same', async () => {
  await using shop = await openShop();
  const { status, body } = await shop.post('products/batch', {
    update: [{ id: 10, stock_quantity: 5 }, { id: 11, regular_price: 2 }, { id: 99 }],
  });
  assert.equal(status, 200);
  assert.deepEqual(
    [body.update?.[0]?.stock_quantity, body.update?.[1]?.error?.code, body.update?.[2]?.id],
    [5, 'rest_invalid_param', 99],
  );
});

test('lists filter by status, category, stock, price, text and modification', async () => {
  await using shop = await openShop();
  const category = shop.twin.addCategory({ name: 'Garden' });
  shop.clock.advance(1000);
  await shop.put('products/11', { categories: [{ id: category.id }], status: 'draft' });
  assert.deepEqual(await ids(shop, 'products?status=draft'), [11]);
  assert.deepEqual(await ids(shop, `products?category=${category.id}`), [11]);
  assert.deepEqual(await ids(shop, 'products?stock_status=outofstock'), [12]);
  assert.deepEqual(await ids(shop, 'products?min_price=10&max_price=20'), [10]);
  assert.deepEqual(await ids(shop, 'products?search=chai'), [12]);
  assert.deepEqual(await ids(shop, 'products?search_sku=UG'), [10]);
  assert.deepEqual(await ids(shop, 'products?modified_after=2026-05-04T12:00:00&dates_are_gmt=true'), [11]);
  assert.deepEqual(await ids(shop, 'products?orderby=price&order=asc'), [11, 10, 12]);
});

test('a deleted product goes to the trash first, then for good', async () => {
  await using shop = await openShop();
  assert.equal((await shop.delete('products/10')).status, 200);
  assert.equal((await shop.get('products/10')).body.status, 'trash');
  assert.equal((await shop.delete('products/10')).status, 410);
  assert.deepEqual(await ids(shop, 'products?status=trash'), [10]);
  await shop.delete('products/10?force=true');
  assert.equal((await shop.get('products/10')).status, 404);
  assert.equal((await shop.post('products', { sku: 'MUG' })).status, 201, 'its SKU is free again');
});

test('categories are replaced as a whole, and never none', async () => {
  await using shop = await openShop();
  const [a, b] = [shop.twin.addCategory({ name: 'A' }), shop.twin.addCategory({ name: 'B' })];
  await shop.put('products/10', { categories: [{ id: a.id }, { id: b.id }] });
  const { body } = await shop.put('products/10', { categories: [{ id: b.id }] });
  assert.deepEqual(body.categories, [{ id: b.id, name: 'B', slug: 'b' }]);
  assert.equal((await shop.put('products/10', { categories: [] })).body.categories?.[0]?.slug, 'uncategorized');
});

async function ids(shop: ShopSession, path: string): Promise<number[]> {
  return ((await shop.get(path)).body as unknown as { id: number }[]).map(({ id }) => id);
}
