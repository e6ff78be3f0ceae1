import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop } from './shop-session.support.ts';
import { taxRate } from './site-settings.ts';

test('taxes are rounded half up per line, and the total is the sum of what is shown', async () => {
  await using shop = await openShop();
  // 1.33 × 0.22 = 0.2926; three lines of it round to 0.87 and not to 0.88.
  const { body } = await shop.post('orders', {
    line_items: [1, 1, 1].map((quantity) => ({ product_id: 11, quantity })),
  });
  assert.deepEqual([body.total_tax, body.total], ['0.87', '4.86']);
});

test('a shop that rounds the subtotal keeps the fractions of the lines', async () => {
  await using shop = await openShop({ roundTaxAtSubtotal: true });
  const { body } = await shop.post('orders?dp=4', {
    line_items: [1, 1, 1].map((quantity) => ({ product_id: 11, quantity })),
  });
  assert.deepEqual([body.line_items?.[0]?.total_tax, body.total_tax], ['0.2926', '0.8800']);
});

test('an address decides on the rate: ship-to, else bill-to, else the shop; elsewhere is untaxed', async () => {
  await using shop = await openShop();
  const tax = async (billing: object, shipping: object) =>
    (await shop.post('orders', { billing, shipping, line_items: [{ product_id: 12 }] })).body.total_tax;
  assert.equal(await tax({ country: 'IT' }, { country: 'DE' }), '27.55');
  assert.equal(await tax({ country: 'DE' }, {}), '27.55');
  assert.equal(await tax({}, {}), '31.90');
  assert.equal(await tax({ country: 'US' }, {}), '0.00');
});

test('a compound rate is charged on the tax before it', async () => {
  const taxRates = [
    taxRate({ id: 7, country: 'CA', rate: '5.0000', name: 'GST', priority: 1 }),
    taxRate({ id: 8, country: 'CA', state: 'QC', rate: '10.0000', name: 'QST', priority: 2, compound: true }),
  ];
  await using shop = await openShop({ taxRates });
  const { body } = await shop.post('orders', {
    billing: { country: 'CA', state: 'QC' },
    line_items: [{ product_id: 12, subtotal: '100', total: '100' }],
  });
  assert.deepEqual(body.tax_lines?.[1], {
    ...body.tax_lines?.[1],
    rate_code: 'CA-QC-QST-2',
    compound: true,
    tax_total: '10.50',
  });
  assert.equal(body.total, '115.50');
});

test('catalogue prices with tax in them still make net lines', async () => {
  await using shop = await openShop({ pricesIncludeTax: true });
  shop.twin.addCoupon({ code: 'ten', amount: '10', discount_type: 'percent' });
  const { body } = await shop.post('orders', { line_items: [{ product_id: 10, quantity: 2 }] });
  assert.deepEqual(
    [body.prices_include_tax, body.line_items?.[0]?.subtotal, body.total_tax, body.total],
    [true, '20.49', '4.51', '25.00'],
  );
  const reduced = await shop.put(`orders/${body.id}`, { coupon_lines: [{ code: 'ten' }] });
  assert.deepEqual([reduced.body.discount_total, reduced.body.total], ['2.05', '22.50']);
});

test('a fixed cart amount is split per piece, the last cents to the dearest line', async () => {
  await using shop = await openShop();
  shop.twin.addProduct({ name: 'Tee', regular_price: '14.99' });
  shop.twin.addCoupon({ code: 'MINUS5', amount: '5' });
  const { body } = await shop.post('orders', {
    line_items: [{ product_id: 13, quantity: 2 }, { product_id: 10 }],
    coupon_lines: [{ code: 'Minus5' }],
  });
  // Captured on a real server (webhooks.jsonl, order 22), but for its shipping.
  assert.deepEqual([body.line_items?.[0]?.total, body.line_items?.[1]?.total], ['26.64', '10.84']);
  assert.deepEqual([body.discount_total, body.discount_tax, body.cart_tax], ['5.00', '1.10', '8.24']);
  const [coupon] = body.coupon_lines as unknown as { code: string; discount: string; discount_tax: string }[];
  assert.deepEqual([coupon?.code, coupon?.discount, coupon?.discount_tax], ['minus5', '5', '1.1']);
});

test('a fixed product coupon takes its amount from each piece it covers, never more than the price', async () => {
  await using shop = await openShop();
  shop.twin.addCoupon({ code: 'pens', amount: '2', discount_type: 'fixed_product', product_ids: [11] });
  const { body } = await shop.post('orders', {
    line_items: [{ product_id: 11, quantity: 3 }, { product_id: 10 }],
    coupon_lines: [{ code: 'pens' }],
  });
  assert.deepEqual(
    [body.line_items?.[0]?.total, body.line_items?.[1]?.total, body.discount_total],
    ['0.00', '12.50', '3.99'],
  );
});

test('a free shipping coupon is a flag: the shipping line keeps its price', async () => {
  await using shop = await openShop();
  shop.twin.addCoupon({ code: 'ship', amount: '0', free_shipping: true });
  const { body } = await shop.post('orders', {
    line_items: [{ product_id: 10 }],
    shipping_lines: [{ method_id: 'flat_rate', method_title: 'Courier', total: '7.50' }],
    coupon_lines: [{ code: 'ship' }],
  });
  assert.deepEqual(
    [body.coupon_lines?.[0]?.free_shipping, body.discount_total, body.shipping_total],
    [true, '0.00', '7.50'],
  );
});

test('two coupons add up and never take more than there is', async () => {
  await using shop = await openShop();
  shop.twin.addCoupon({ code: 'a', amount: '10' });
  shop.twin.addCoupon({ code: 'b', amount: '50', discount_type: 'percent' });
  const { body } = await shop.post('orders', {
    line_items: [{ product_id: 10 }],
    coupon_lines: [{ code: 'a' }, { code: 'b' }],
  });
  assert.deepEqual([body.discount_total, body.line_items?.[0]?.total, body.total], ['12.50', '0.00', '0.00']);
});

test('a negative fee takes its tax with it', async () => {
  await using shop = await openShop();
  const { body } = await shop.post('orders', {
    line_items: [{ product_id: 12 }],
    fee_lines: [{ name: 'Goodwill', total: '-45.00' }],
  });
  assert.deepEqual([body.fee_lines?.[0]?.total_tax, body.total_tax, body.total], ['-9.90', '22.00', '122.00']);
});

test('an exempt order is untaxed', async () => {
  await using shop = await openShop();
  const { body } = await shop.post('orders', {
    line_items: [{ product_id: 12 }],
    meta_data: [{ key: 'is_vat_exempt', value: 'yes' }],
  });
  assert.deepEqual([body.total_tax, body.total, body.tax_lines], ['0.00', '145.00', []]);
});

test('new rates reach an order only with a write that carries lines or addresses', async () => {
  await using shop = await openShop();
  const { id } = shop.twin.placeOrder({ lines: [{ productId: 12 }] });
  shop.twin.store.taxRates.splice(0, 2, taxRate({ id: 9, country: 'IT', rate: '10.0000', name: 'New' }));
  assert.equal(
    (await shop.put(`orders/${id}`, { meta_data: [{ key: 'erp', value: 'SO-1' }] })).body.total_tax,
    '31.90',
  );
  assert.equal((await shop.put(`orders/${id}`, { billing: {} })).body.total_tax, '14.50');
});
