import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop, type ShopSession } from './shop-session.support.ts';

for (const status of ['processing', 'on-hold', 'completed'])
  test(`${status} takes the stock once`, async () => {
    await using shop = await openShop();
    const { body } = await shop.post('orders', { status, line_items: [{ product_id: 10, quantity: 3 }] });
    await shop.put(`orders/${body.id}`, { status: 'completed' });
    assert.equal(mugs(shop), 97);
    assert.equal(body.line_items?.[0]?.meta_data?.[0]?.key, '_reduced_stock');
  });

for (const status of ['cancelled', 'pending'])
  test(`${status} gives it back, once`, async () => {
    await using shop = await openShop();
    const { id } = shop.twin.placeOrder({ lines: [{ productId: 10, quantity: 3 }] });
    for (let times = 0; times < 2; times += 1) await shop.put(`orders/${id}`, { status });
    assert.equal(mugs(shop), 100);
    await shop.put(`orders/${id}`, { status: 'processing' });
    assert.equal(mugs(shop), 97, 'and back to processing takes it again');
  });

for (const status of ['failed', 'refunded'])
  test(`${status} keeps it`, async () => {
    await using shop = await openShop();
    const { id } = shop.twin.placeOrder({ lines: [{ productId: 10, quantity: 3 }] });
    await shop.put(`orders/${id}`, { status });
    assert.equal(mugs(shop), 97);
  });

test('a line added to an order that holds its stock takes none, not even when the order is completed', async () => {
  await using shop = await openShop();
  const { id } = shop.twin.placeOrder({ lines: [{ productId: 11 }] });
  await shop.put(`orders/${id}`, { line_items: [{ product_id: 10, quantity: 3 }] });
  await shop.put(`orders/${id}`, { status: 'completed' });
  assert.equal(mugs(shop), 100);
});

test('sales are counted and taken back once', async () => {
  await using shop = await openShop();
  const { id } = shop.twin.placeOrder({ lines: [{ productId: 10, quantity: 3 }] });
  const sold = () => shop.twin.productBySku('MUG')?.totalSales;
  await shop.put(`orders/${id}`, { status: 'completed' });
  assert.equal(sold(), 3);
  for (const status of ['cancelled', 'pending']) await shop.put(`orders/${id}`, { status });
  assert.equal(sold(), 0);
});

test('a pending order holds nothing', async () => {
  await using shop = await openShop();
  await shop.post('orders', { line_items: [{ product_id: 10, quantity: 3 }] });
  assert.equal(mugs(shop), 100);
});

test('overselling is allowed and leaves a negative figure', async () => {
  await using shop = await openShop();
  const { status } = await shop.post('orders', { status: 'processing', line_items: [{ product_id: 12, quantity: 2 }] });
  const { body } = await shop.get('products/12');
  assert.deepEqual([status, body.stock_quantity, body.stock_status], [201, -2, 'outofstock']);
});

test('a sale moves the product’s own modification time', async () => {
  await using shop = await openShop();
  shop.clock.advance(60_000);
  shop.twin.placeOrder({ lines: [{ productId: 10 }] });
  const { body } = await shop.get('products?modified_after=2026-05-04T12:00:00&dates_are_gmt=true&_fields=id');
  assert.deepEqual(body, [{ id: 10 }]);
});

test('a refund puts the listed pieces back, and a later cancellation only the rest', async () => {
  await using shop = await openShop();
  const order = shop.twin.placeOrder({ lines: [{ productId: 10, quantity: 5 }] });
  const line = { id: order.lines[0]?.id, quantity: 2, refund_total: 25, refund_tax: [{ id: 1, refund_total: 5.5 }] };
  await shop.post(`orders/${order.id}/refunds`, { amount: '30.50', api_refund: false, line_items: [line] });
  assert.equal(mugs(shop), 97);
  await shop.put(`orders/${order.id}`, { status: 'cancelled' });
  assert.equal(mugs(shop), 100);
});

test('api_restock: false leaves the stock', async () => {
  await using shop = await openShop();
  const order = shop.twin.placeOrder({ lines: [{ productId: 10, quantity: 5 }] });
  const line_items = [{ id: order.lines[0]?.id, quantity: 2, refund_total: 25 }];
  await shop.post(`orders/${order.id}/refunds`, { amount: '25', api_refund: false, api_restock: false, line_items });
  assert.equal(mugs(shop), 95);
});

test('a variation keeps its own stock, or its parent’s when it inherits', async () => {
  await using shop = await openShop();
  const hoodie = shop.twin.addProduct({ name: 'Hoodie', type: 'variable', manage_stock: true, stock_quantity: 9 });
  const own = shop.twin.addVariation(hoodie.id, { regular_price: '40', manage_stock: true, stock_quantity: 5 });
  const inherits = shop.twin.addVariation(hoodie.id, { regular_price: '40' });
  shop.twin.placeOrder({
    lines: [
      { productId: own.id, quantity: 2 },
      { productId: inherits.id, quantity: 3 },
    ],
  });
  assert.deepEqual([own.stock, hoodie.stock], [3, 6]);
  const { body } = await shop.get(`products/${hoodie.id}/variations/${inherits.id}`);
  assert.deepEqual([body.manage_stock, body.stock_quantity], ['parent', 6]);
});

function mugs(shop: ShopSession): number | undefined {
  return shop.twin.productBySku('MUG')?.stock;
}
