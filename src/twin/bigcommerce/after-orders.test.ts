import assert from 'node:assert/strict';
import test from 'node:test';
import { dataOf, type Json, openStore } from './open-store.support.ts';

const GROUND = { method: 'Ground', price: '7.50' };

test('shipments count pieces, move the order on, and a deleted one does not move it back', async () => {
  await using store = await openStore();
  const { id, lines, addresses } = store.order({ 'MUG-01': 4, 'PEN-01': 1 }, { shipping: GROUND });
  const [mug, pen] = lines;
  const to = addresses[0]?.id;
  const ship = (items: object[], more = {}) =>
    store.post(`v2/orders/${id}/shipments`, { order_address_id: to, items, ...more });
  const first = await ship([{ order_product_id: mug?.id, quantity: 3 }], {
    tracking_number: 'TRK-1',
    shipping_provider: 'fedex',
    comments: 'ERP shipment 102001',
  });
  assert.deepEqual([first.status, first.body.shipping_method, first.body.tracking_number], [201, 'Ground', 'TRK-1']);
  assert.equal((await store.get(`v2/orders/${id}`)).body.status, 'Partially Shipped');
  const rest = [
    { order_product_id: mug?.id, quantity: 1 },
    { order_product_id: pen?.id, quantity: 1 },
  ];
  assert.equal((await ship(rest)).status, 201);
  const whole = (await store.get(`v2/orders/${id}`)).body;
  assert.deepEqual(
    [whole.status, whole.items_shipped, whole.date_shipped],
    ['Shipped', 5, 'Mon, 04 May 2026 12:00:00 +0000'],
  );
  assert.equal((await store.delete(`v2/orders/${id}/shipments/2`)).status, 204);
  const after = (await store.get(`v2/orders/${id}`)).body;
  assert.deepEqual([after.status, after.items_shipped], ['Shipped', 3]);
  const shown = (await store.get(`v2/orders/${id}/shipments`)).body as unknown as Json[];
  assert.deepEqual([shown.length, shown[0]?.comments], [1, 'ERP shipment 102001']);
  assert.equal('form_fields' in Object(shown[0]?.shipping_address), false);
});

test('a shipment of what the order does not have, or to nowhere, is refused', async () => {
  await using store = await openStore();
  const { id, lines, addresses } = store.order({ 'MUG-01': 1 });
  const [line] = lines;
  const address = addresses[0]?.id;
  const refused = async (body: object) => (await store.post(`v2/orders/${id}/shipments`, body)).body[0]?.message;
  const items = [{ order_product_id: line?.id, quantity: 1 }];
  assert.match(String(await refused({ items })), /'order_address_id' is invalid: is required/);
  assert.match(String(await refused({ order_address_id: 99, items })), /no such shipping address/);
  assert.match(String(await refused({ order_address_id: address, items: [] })), /'items'/);
  const other = [{ order_product_id: 99, quantity: 1 }];
  assert.match(String(await refused({ order_address_id: address, items: other })), /'items\.0\.order_product_id'/);
  const slug = { order_address_id: address, items, shipping_provider: 'pigeon' };
  assert.match(String(await refused(slug)), /'shipping_provider'/);
});

test('a refund is quoted, made, told in V3 alone, and gives back no stock', async () => {
  await using store = await openStore();
  const { id, lines } = store.order({ 'PEN-01': 3 });
  const item = (quantity: number) => ({ item_type: 'PRODUCT', item_id: lines[0]?.id, quantity });
  const at = `v3/orders/${id}/payment_actions`;
  const quote = await store.post(`${at}/refund_quotes`, { items: [item(1)] });
  assert.deepEqual(
    [quote.status, quote.body.data?.total_refund_amount, quote.body.data?.total_refund_tax_amount],
    [201, 1.62, 0.29],
  );
  const method = quote.body.data?.refund_methods?.[0]?.[0];
  assert.deepEqual([method?.provider_id, method?.offline], ['braintree', false]);
  const pay = (amount: number) => [{ provider_id: 'braintree', amount, offline: false }];
  const wrong = await store.post(`${at}/refunds`, { items: [item(1)], payments: pay(1.6) });
  assert.deepEqual([wrong.status, Object.keys(wrong.body.errors ?? {})], [422, ['payments']]);
  store.clock.advance(60_000);
  const made = await store.post(`${at}/refunds`, { items: [item(1)], payments: pay(1.62), reason: 'Broken' });
  assert.deepEqual([made.status, made.body.data?.total_amount], [201, 1.62]);
  const order = (await store.get(`v2/orders/${id}`)).body;
  assert.deepEqual(
    [order.status, order.payment_status, order.refunded_amount, order.total_inc_tax, order.date_modified],
    ['Partially Refunded', 'partially refunded', '0.0000', '4.8700', 'Mon, 04 May 2026 12:01:00 +0000'],
  );
  // The shares add up to what was paid: 1.62 and 3.25 are 4.87.
  await store.post(`${at}/refunds`, { items: [item(2)], payments: pay(3.25) });
  assert.equal((await store.get(`v2/orders/${id}`)).body.status, 'Refunded');
  assert.equal(store.twin.available('PEN-01'), 497);
  const [line] = (await store.get(`v2/orders/${id}/products`)).body as unknown as Json[];
  assert.deepEqual(
    [line?.quantity, line?.quantity_refunded, line?.is_refunded, line?.refund_amount],
    [3, 3, true, '4.8700'],
  );
  assert.equal((await store.post(`${at}/refunds`, { items: [item(1)], payments: pay(1.62) })).status, 422);
  const since = await store.get('v3/orders/payment_actions/refunds?created:min=2026-05-04T12:01:00Z');
  assert.deepEqual(
    dataOf(since).map(({ id: refund, order_id, total_amount, total_tax }) => [
      refund,
      order_id,
      total_amount,
      total_tax,
    ]),
    [
      [1, id, 1.62, 0.29],
      [2, id, 3.25, 0.59],
    ],
  );
  const [first] = dataOf(since);
  assert.deepEqual(
    [
      first?.created,
      first?.items?.[0]?.requested_amount,
      first?.payments?.[0]?.id,
      first?.payments?.[0]?.declined_message,
    ],
    ['2026-05-04T12:01:00+00:00', null, 1, ''],
  );
});

test('a transaction has null for what another way of payment would tell', async () => {
  await using store = await openStore();
  const { id } = store.order({ 'MUG-01': 1 });
  const [made] = dataOf(await store.get(`v3/orders/${id}/transactions`));
  assert.deepEqual([made?.offline, made?.store_credit, made?.gift_certificate, made?.custom], [null, null, null, null]);
});

test('an order that nothing was paid for has no transactions: 204', async () => {
  await using store = await openStore();
  const { id, transactions } = store.order({ 'MUG-01': 1 });
  transactions.splice(0);
  assert.equal((await store.get(`v3/orders/${id}/transactions`)).status, 204);
});

test('shipping is given back by amount, with its tax in it', async () => {
  await using store = await openStore();
  const { id, addresses } = store.order({ 'MUG-01': 1 }, { shipping: GROUND });
  const items = [{ item_type: 'SHIPPING', item_id: addresses[0]?.id, amount: 9.15 }];
  const payments = [{ provider_id: 'offline', amount: 9.15, offline: true }];
  const { body } = await store.post(`v3/orders/${id}/payment_actions/refunds`, { items, payments });
  assert.deepEqual([body.data?.total_amount, body.data?.total_tax], [9.15, 1.65]);
  const more = [{ item_type: 'SHIPPING', item_id: addresses[0]?.id, amount: 9.16 }];
  assert.equal((await store.post(`v3/orders/${id}/payment_actions/refund_quotes`, { items: more })).status, 422);
});

test('metafields are unique by namespace and key, seen by whom they are meant for, and written in bulk', async () => {
  await using store = await openStore();
  store.order({ 'MUG-01': 1 });
  store.order({ 'MUG-01': 1 });
  const field = { namespace: 'erp', key: 'invoice_number', value: 'INV-20455', permission_set: 'app_only' };
  const made = await store.post('v3/orders/101/metafields', field);
  assert.deepEqual([made.status, made.body.data?.resource_id], [200, 101]);
  assert.equal((await store.post('v3/orders/101/metafields', field)).status, 409);
  assert.equal((await store.post('v3/orders/101/metafields', { ...field, permission_set: 'all' })).status, 422);
  assert.equal((await store.post('v3/orders/999/metafields', field)).status, 404);
  const bulk = await store.post('v3/orders/metafields', [{ ...field, resource_id: 102, permission_set: 'read' }]);
  assert.equal(bulk.status, 200);
  assert.equal(dataOf(await store.get('v3/orders/metafields?namespace=erp&key=invoice_number')).length, 2);
  const other = { 'x-auth-token': 'twin-reader-token' };
  assert.equal(dataOf(await store.ask('GET', 'v3/orders/metafields', undefined, other)).length, 1);
  const id = made.body.data?.id;
  assert.equal((await store.put(`v3/orders/101/metafields/${id}`, { value: 'INV-2' })).body.data?.value, 'INV-2');
  assert.equal((await store.delete(`v3/orders/101/metafields/${id}`)).status, 204);
  assert.equal(dataOf(await store.get('v3/orders/101/metafields')).length, 0);
});
