import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop } from './shop-session.support.ts';

test('lines without an id are added: a repeated update duplicates them', async () => {
  await using shop = await openShop();
  const { id } = shop.twin.placeOrder({ lines: [{ productId: 10 }], status: 'pending' });
  const body = { line_items: [{ product_id: 11, quantity: 1 }] };
  await shop.put(`orders/${id}`, body);
  const twice = await shop.put(`orders/${id}`, body);
  assert.equal((twice.body.line_items as unknown as unknown[]).length, 3);
});

test('a line goes with quantity 0 or a null product; its stock comes back', async () => {
  await using shop = await openShop();
  const order = shop.twin.placeOrder({
    lines: [{ productId: 10, quantity: 4 }, { productId: 11, quantity: 2 }, { productId: 12 }],
  });
  const [mug, pen] = order.lines.map((line) => line.id);
  assert.equal(shop.twin.productBySku('MUG')?.stock, 96);
  const { body } = await shop.put(`orders/${order.id}`, {
    line_items: [
      { id: mug, quantity: 0 },
      { id: pen, product_id: null },
    ],
  });
  assert.deepEqual(
    (body.line_items as unknown as { sku: string }[]).map(({ sku }) => sku),
    ['CHAIR'],
  );
  assert.deepEqual(
    ['MUG', 'PEN'].map((sku) => shop.twin.productBySku(sku)?.stock),
    [100, 500],
  );
  assert.equal(body.total, '176.90');
});

test('a new quantity alone leaves the amounts of the line', async () => {
  await using shop = await openShop();
  const order = shop.twin.placeOrder({ lines: [{ productId: 10, quantity: 2 }], status: 'pending' });
  const { body } = await shop.put(`orders/${order.id}`, { line_items: [{ id: order.lines[0]?.id, quantity: 1 }] });
  assert.deepEqual([body.line_items?.[0]?.quantity, body.line_items?.[0]?.total], [1, '25.00']);
});

test('a line id of another order is refused', async () => {
  await using shop = await openShop();
  const { id } = shop.twin.placeOrder({ lines: [{ productId: 10 }] });
  const { status, body } = await shop.put(`orders/${id}`, { line_items: [{ id: 999, quantity: 1 }] });
  assert.deepEqual([status, body.code], [400, 'woocommerce_rest_invalid_item_id']);
});

test('an update that changes nothing moves date_modified', async () => {
  await using shop = await openShop();
  const { id } = shop.twin.placeOrder({ lines: [{ productId: 10 }] });
  shop.clock.advance(5000);
  const { body } = await shop.put(`orders/${id}`, {});
  assert.deepEqual([body.date_created_gmt, body.date_modified_gmt], ['2026-05-04T12:00:00', '2026-05-04T12:00:05']);
});

for (const method of ['PUT', 'POST', 'PATCH'])
  test(`${method} updates an order`, async () => {
    await using shop = await openShop();
    const { id } = shop.twin.placeOrder({ lines: [{ productId: 10 }] });
    const { status, body } = await shop.ask(method, `orders/${id}`, { customer_note: 'Leave at dock 3' });
    assert.deepEqual([status, body.customer_note], [200, 'Leave at dock 3']);
  });

test('meta with a known key and no id overwrites the first entry and drops the others', async () => {
  await using shop = await openShop();
  const { id } = shop.twin.placeOrder({ lines: [{ productId: 10 }] });
  const order = shop.twin.store.orders.get(id);
  order?.meta.push(
    { id: 71, key: 'erp', value: 'a' },
    { id: 72, key: 'erp', value: 'b' },
    { id: 73, key: 'po', value: 'x' },
  );
  const { body } = await shop.put(`orders/${id}`, { meta_data: [{ key: 'erp', value: 7 }] });
  assert.deepEqual(body.meta_data, [
    { id: 71, key: 'erp', value: '7' },
    { id: 73, key: 'po', value: 'x' },
  ]);
  const byId = await shop.put(`orders/${id}`, {
    meta_data: [
      { id: 73, key: 'po', value: null },
      { id: 71, key: 'erp', value: { so: 1 } },
    ],
  });
  assert.deepEqual(byId.body.meta_data, [{ id: 71, key: 'erp', value: { so: 1 } }]);
});

test('a meta key that shadows a core property sets the property', async () => {
  await using shop = await openShop();
  const { id } = shop.twin.placeOrder({ lines: [{ productId: 10 }] });
  const { body } = await shop.put(`orders/${id}`, { meta_data: [{ key: '_billing_email', value: 'new@example.com' }] });
  assert.deepEqual([body.billing?.email, body.meta_data], ['new@example.com', []]);
});

test('a bad coupon is a 400 that leaves a draft behind, once for each attempt', async () => {
  await using shop = await openShop();
  const attempt = () => shop.post('orders', { line_items: [{ product_id: 11 }], coupon_lines: [{ code: 'NOPE' }] });
  const { status, body } = await attempt();
  assert.deepEqual([status, body.code, body.data?.new_draft_order_id], [400, 'woocommerce_rest_invalid_coupon', 13]);
  await attempt();
  assert.deepEqual(
    shop.twin.orders.map((order) => order.status),
    ['checkout-draft', 'checkout-draft'],
  );
});

test('a coupon that ran out, is used up or too small for the cart is a 400 with its reason', async () => {
  await using shop = await openShop();
  shop.twin.addCoupon({ code: 'old', amount: '1', date_expires_gmt: '2026-05-01T00:00:00' });
  shop.twin.addCoupon({ code: 'once', amount: '1', usage_limit: 1 });
  shop.twin.addCoupon({ code: 'big', amount: '1', minimum_amount: '50' });
  shop.twin.placeOrder({ lines: [{ productId: 10 }], coupons: ['once'] });
  for (const [code, reason] of [
    ['old', /has expired/],
    ['once', /Usage limit/],
    ['big', /minimum spend/],
  ] as const) {
    const { status, body } = await shop.post('orders', { line_items: [{ product_id: 10 }], coupon_lines: [{ code }] });
    assert.equal(status, 400);
    assert.match(String(body.message), reason);
  }
});

test('an update takes coupons off and on again; a coupon line cannot be named by id', async () => {
  await using shop = await openShop();
  shop.twin.addCoupon({ code: 'ten', amount: '10', discount_type: 'percent' });
  const order = shop.twin.placeOrder({ lines: [{ productId: 10 }], coupons: ['ten'] });
  assert.equal((await shop.put(`orders/${order.id}`, { coupon_lines: [] })).body.total, '15.25');
  assert.equal((await shop.put(`orders/${order.id}`, { coupon_lines: [{ code: 'TEN' }] })).body.discount_total, '1.25');
  const { status, body } = await shop.put(`orders/${order.id}`, { coupon_lines: [{ id: 1, code: 'ten' }] });
  assert.deepEqual([status, body.code], [400, 'woocommerce_rest_coupon_item_id_readonly']);
});

test('a SKU names a product, an unknown one a line without product; neither is a 400', async () => {
  await using shop = await openShop();
  const { body } = await shop.post('orders', { line_items: [{ sku: 'pen' }, { sku: 'GONE', quantity: 2 }] });
  assert.deepEqual(
    (body.line_items as unknown as { product_id: number; sku: unknown }[]).map((line) => [line.product_id, line.sku]),
    [
      [11, 'PEN'],
      [0, null],
    ],
  );
  const none = await shop.post('orders', { line_items: [{ quantity: 1 }] });
  assert.deepEqual([none.status, none.body.code], [400, 'woocommerce_rest_required_product_reference']);
});

test('the SKU of a line is the product’s of today, and a deleted product leaves null and 0', async () => {
  await using shop = await openShop();
  const { id } = shop.twin.placeOrder({ lines: [{ productId: 10 }] });
  await shop.put('products/10', { sku: 'MUG-NEW' });
  assert.equal((await shop.get(`orders/${id}`)).body.line_items?.[0]?.sku, 'MUG-NEW');
  await shop.delete('products/10?force=true');
  const { body } = await shop.get(`orders/${id}`);
  assert.deepEqual(
    [body.line_items?.[0]?.sku, body.line_items?.[0]?.product_id, body.line_items?.[0]?.name],
    [null, 0, 'Mug'],
  );
});

test('wrong types are named down to the field', async () => {
  await using shop = await openShop();
  const { status, body } = await shop.post('orders', {
    line_items: [{ product_id: 10, total: 9.99 }],
    customer_id: 'x',
  });
  assert.equal(status, 400);
  assert.equal(body.message, 'Invalid parameter(s): customer_id, line_items');
  assert.equal(body.data?.params?.line_items, 'line_items[0][total] is not of type string.');
  assert.deepEqual(body.data?.details?.line_items?.data, { param: 'line_items[0][total]' });
});

test('an unknown customer, an empty billing e-mail and an unknown currency are 400s', async () => {
  await using shop = await openShop();
  assert.equal((await shop.post('orders', { customer_id: 77 })).body.code, 'woocommerce_rest_invalid_customer_id');
  assert.equal(
    (await shop.post('orders', { billing: { email: '' } })).body.data?.details?.billing?.code,
    'rest_invalid_email',
  );
  assert.equal((await shop.post('orders', { currency: 'XX' })).body.data?.details?.currency?.code, 'rest_not_in_enum');
});

test('set_paid completes the payment; cash on delivery counts as paid when completed', async () => {
  await using shop = await openShop();
  const paid = await shop.post('orders', { set_paid: true, transaction_id: 'T-1', line_items: [{ product_id: 10 }] });
  assert.deepEqual(
    [paid.body.status, paid.body.transaction_id, paid.body.date_paid_gmt],
    ['processing', 'T-1', '2026-05-04T12:00:00'],
  );
  const cod = await shop.post('orders', {
    status: 'processing',
    payment_method: 'cod',
    line_items: [{ product_id: 10 }],
  });
  assert.equal(cod.body.date_paid, null);
  const done = await shop.put(`orders/${cod.body.id}`, { status: 'completed' });
  assert.deepEqual(
    [done.body.date_paid_gmt, done.body.date_completed_gmt],
    ['2026-05-04T12:00:00', '2026-05-04T12:00:00'],
  );
});

test('the origin is written at creation only', async () => {
  await using shop = await openShop();
  const { body } = await shop.post('orders', { created_via: 'erp' });
  assert.equal(body.created_via, 'erp');
  assert.equal((await shop.put(`orders/${body.id}`, { created_via: 'other' })).body.created_via, 'erp');
});

test('an order is trashed once and then deleted for good', async () => {
  await using shop = await openShop();
  const { id } = shop.twin.placeOrder({ lines: [{ productId: 10 }] });
  assert.equal((await shop.delete(`orders/${id}`)).body.status, 'processing');
  assert.equal((await shop.get(`orders/${id}`)).body.status, 'trash');
  const again = await shop.delete(`orders/${id}`);
  assert.deepEqual([again.status, again.body.code], [410, 'woocommerce_rest_already_trashed']);
  assert.equal((await shop.delete(`orders/${id}?force=true`)).status, 200);
  assert.equal((await shop.get(`orders/${id}`)).status, 404);
  assert.equal((await shop.put(`orders/${id}`, {})).status, 400);
});

test('a batch answers 200 with the failures in their places', async () => {
  await using shop = await openShop();
  const { id } = shop.twin.placeOrder({ lines: [{ productId: 10 }] });
  const { status, body } = await shop.post('orders/batch', {
    create: [{ line_items: [{ product_id: 10, quantity: 1.5 }] }, { line_items: [{ product_id: 11 }] }],
    update: [{ id, status: 'completed' }, { id: 999 }],
    delete: [id],
  });
  assert.equal(status, 200);
  assert.equal(body.create?.[0]?.error?.code, 'rest_invalid_param');
  assert.equal(body.create?.[1]?.status, 'pending');
  assert.deepEqual(
    [body.update?.[0]?.status, body.update?.[1]?.error?.code],
    ['completed', 'woocommerce_rest_shop_order_invalid_id'],
  );
  assert.equal(body.delete?.[0]?.id, id);
  assert.equal(shop.twin.store.orders.has(id), false);
});

test('a batch of more than 100 is refused whole', async () => {
  await using shop = await openShop();
  const { status, body } = await shop.post('orders/batch', { create: Array.from({ length: 101 }, () => ({})) });
  assert.deepEqual([status, body.code], [413, 'woocommerce_rest_request_entity_too_large']);
  assert.equal(shop.twin.orders.length, 0);
});

test('notes are written, listed with the shop’s own, told apart and deleted with force only', async () => {
  await using shop = await openShop();
  const { id } = shop.twin.placeOrder({ lines: [{ productId: 10 }] });
  await shop.put(`orders/${id}`, { status: 'completed' });
  const { status, body } = await shop.post(`orders/${id}/notes`, { note: 'Shipped', customer_note: true });
  assert.deepEqual([status, body.author, body.customer_note], [201, 'WooCommerce', true]);
  const all = (await shop.get(`orders/${id}/notes`)).body as unknown as { note: string }[];
  assert.deepEqual(
    all.map(({ note }) => note),
    ['Shipped', 'Order status changed from Processing to Completed.'],
  );
  assert.equal(((await shop.get(`orders/${id}/notes?type=internal`)).body as unknown as unknown[]).length, 1);
  assert.equal((await shop.delete(`orders/${id}/notes/${body.id}`)).status, 501);
  assert.equal((await shop.delete(`orders/${id}/notes/${body.id}?force=true`)).status, 200);
  assert.equal((await shop.post(`orders/${id}/notes`, {})).body.code, 'rest_missing_callback_param');
});
