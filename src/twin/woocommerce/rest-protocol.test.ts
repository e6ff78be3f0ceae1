import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop } from './shop-session.support.ts';

test('the index lists the namespaces, to anybody, also without pretty permalinks', async () => {
  await using shop = await openShop();
  for (const path of ['/wp-json/', '/wp-json', '/?rest_route=/']) {
    const { status, body } = await shop.ask('GET', path, undefined, {});
    assert.equal(status, 200, path);
    assert.ok((body.namespaces as unknown as string[]).includes('wc/v3'), path);
  }
  assert.equal((await shop.get('/?rest_route=/wc/v3/orders')).status, 200);
});

test('an unknown route or method is a 404', async () => {
  await using shop = await openShop();
  const expected = {
    code: 'rest_no_route',
    message: 'No route was found matching the URL and request method.',
    data: { status: 404 },
  };
  for (const [method, path] of [
    ['GET', 'orders/13/fulfillments'],
    ['GET', 'fulfilments'],
    ['DELETE', 'orders'],
  ] as const) {
    const { status, body } = await shop.ask(method, path);
    assert.deepEqual([status, body], [404, expected]);
  }
});

test('a body that is not JSON is refused, one of another type is not read', async () => {
  await using shop = await openShop();
  const { status, body } = await shop.post('orders', '{"status":');
  assert.deepEqual(
    [status, body],
    [
      400,
      {
        code: 'rest_invalid_json',
        message: 'Invalid JSON body passed.',
        data: { status: 400, json_error_code: 4, json_error_message: 'Syntax error' },
      },
    ],
  );
  assert.equal((await shop.post('customers', '[]')).body.code, 'rest_missing_callback_param');
});

test('_fields narrows lists and reaches into objects', async () => {
  await using shop = await openShop();
  shop.twin.placeOrder({ lines: [{ productId: 10 }], billing: { email: 'dana@example.com', city: 'Austin' } });
  assert.deepEqual((await shop.get('orders?_fields=id,billing.email')).body, [
    { id: 13, billing: { email: 'dana@example.com' } },
  ]);
});

test('the host answers "too many requests", WordPress a database failure; both in HTML', async () => {
  await using shop = await openShop();
  shop.running.faults.arm({ kind: 'throttled', retryAfterSeconds: 7 }, { kind: 'server-error' });
  const busy = await shop.get('orders');
  assert.deepEqual([busy.status, busy.headers['retry-after'], busy.headers['content-type']], [429, '7', 'text/html']);
  const broken = await shop.get('orders');
  assert.equal(broken.status, 500);
  assert.match(String(broken.body), /Error establishing a database connection/);
});

test('a write that was cut after the commit is there', async () => {
  await using shop = await openShop();
  shop.running.faults.arm({ kind: 'cut-after-commit', method: 'POST' });
  await assert.rejects(shop.post('orders', { line_items: [{ product_id: 10 }] }));
  assert.equal(shop.twin.orders.length, 1);
});

test('links name the site that WordPress believes in', async () => {
  await using shop = await openShop();
  const { body } = await shop.get('products/10');
  assert.equal(body._links?.self?.[0]?.href, `https://127.0.0.1:${shop.running.port}/wp-json/wc/v3/products/10`);
});

test('settings, gateways, zones and taxes can be read', async () => {
  await using shop = await openShop();
  assert.equal((await shop.get('system_status')).body.settings?.currency, 'EUR');
  assert.equal((await shop.get('payment_gateways/cod')).body.enabled, true);
  assert.equal((await shop.get('shipping/zones/1/methods')).body[0]?.method_id, 'flat_rate');
  assert.equal((await shop.get('taxes/classes')).body[0]?.slug, 'standard');
});

test('coupons are written in lower case and found by their code', async () => {
  await using shop = await openShop();
  const { status, body } = await shop.post('coupons', { code: 'SPRING10', amount: '10', discount_type: 'percent' });
  assert.deepEqual([status, body.code, body.amount], [201, 'spring10', '10.00']);
  assert.equal(((await shop.get('coupons?code=Spring10')).body as unknown as unknown[]).length, 1);
  assert.equal(
    (await shop.post('coupons', { code: 'spring10' })).body.code,
    'woocommerce_rest_coupon_code_already_exists',
  );
  assert.equal((await shop.delete(`coupons/${body.id}?force=true`)).status, 200);
  assert.equal((await shop.get(`coupons/${body.id}`)).body.code, 'woocommerce_rest_shop_coupon_invalid_id');
});

test('webhooks are registered, never show their secret, and are deleted with force', async () => {
  await using shop = await openShop();
  const registration = { topic: 'order.updated', delivery_url: 'https://erp.example.com/in', secret: 'hook-secret-1' };
  const { status, body } = await shop.post('webhooks', registration);
  assert.deepEqual([status, body.status, body.resource, 'secret' in body], [201, 'active', 'order', false]);
  assert.equal((await shop.put(`webhooks/${body.id}`, { status: 'paused' })).body.status, 'paused');
  assert.deepEqual((await shop.get('webhooks?status=active')).body, []);
  assert.equal((await shop.post('webhooks', { ...registration, topic: 'order.paid' })).status, 400);
  assert.equal((await shop.delete(`webhooks/${body.id}`)).status, 501);
  assert.equal((await shop.delete(`webhooks/${body.id}?force=true`)).status, 200);
});

test('shipment tracking exists where the extension is installed', async () => {
  const path = '/wp-json/wc-shipment-tracking/v3/orders/13/shipment-trackings';
  await using without = await openShop();
  without.twin.placeOrder({ lines: [{ productId: 10 }] });
  assert.equal((await without.get(path)).body.code, 'rest_no_route');

  await using shop = await openShop({ shipmentTracking: true });
  shop.twin.placeOrder({ lines: [{ productId: 10 }] });
  assert.ok(((await shop.get('/wp-json/')).body.namespaces as unknown as string[]).includes('wc-shipment-tracking/v3'));
  const { status, body } = await shop.post(path, {
    tracking_number: '1Z9',
    tracking_provider: 'UPS',
    date_shipped: '2026-05-05',
  });
  assert.deepEqual([status, body.tracking_provider, body.date_shipped], [201, 'UPS', '2026-05-05']);
  assert.deepEqual((await shop.get(path)).body, [body]);
  assert.equal((await shop.post(path, { tracking_provider: 'UPS' })).body.code, 'rest_missing_callback_param');
  assert.equal((await shop.delete(`${path}/${body.tracking_id}`)).status, 200);
  assert.deepEqual((await shop.get(path)).body, []);
});
