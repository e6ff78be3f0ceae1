import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop } from './shop-session.support.ts';

test('a partial refund changes neither the total nor the status, but the modification time', async () => {
  await using shop = await openShop();
  const { id } = shop.twin.placeOrder({ lines: [{ productId: 12 }] });
  shop.clock.advance(1000);
  const refund = await shop.post(`orders/${id}/refunds`, { amount: '5.00', reason: 'scratch', api_refund: false });
  assert.deepEqual([refund.status, refund.body.amount], [201, '5.00']);
  const { body } = await shop.get(`orders/${id}`);
  assert.deepEqual([body.status, body.total, body.refunds?.[0]?.total], ['processing', '176.90', '-5.00']);
  assert.equal(body.date_modified_gmt, '2026-05-04T12:00:01');
});

test('refunding all that is left makes the order refunded', async () => {
  await using shop = await openShop();
  const order = shop.twin.placeOrder({ lines: [{ productId: 12 }], refunds: [{ amount: '100' }] });
  assert.equal(order.status, 'processing');
  const { body } = await shop.post(`orders/${order.id}/refunds`, { amount: '76.90', api_refund: false });
  assert.deepEqual([order.status, body.meta_data?.[0]?.value], ['refunded', 'full']);
});

test('more than is left is a 500, as is a gateway that cannot refund', async () => {
  await using shop = await openShop();
  const { id } = shop.twin.placeOrder({ lines: [{ productId: 12 }] });
  const over = await shop.post(`orders/${id}/refunds`, { amount: '176.91', api_refund: false });
  assert.deepEqual(
    [over.status, over.body.code, over.body.message],
    [500, 'woocommerce_rest_cannot_create_order_refund', 'Invalid refund amount.'],
  );
  const gateway = await shop.post(`orders/${id}/refunds`, { amount: '1' });
  assert.equal(gateway.status, 500);
  assert.match(String(gateway.body.message), /does not support automatic refunds/);
  assert.equal(shop.twin.store.refunds.size, 0);
});

test('refunded lines are negative and name the line they refund', async () => {
  await using shop = await openShop();
  const order = shop.twin.placeOrder({ lines: [{ productId: 10, quantity: 2 }], paymentMethod: 'stripe' });
  const line = { id: order.lines[0]?.id, quantity: 1, refund_total: 12.5, refund_tax: [{ id: 1, refund_total: 2.75 }] };
  const { body } = await shop.post(`orders/${order.id}/refunds`, { line_items: [line] });
  assert.deepEqual([body.amount, body.refunded_payment], ['15.25', true]);
  const [refunded] = body.line_items as unknown as {
    quantity: number;
    total: string;
    total_tax: string;
    meta_data: { key: string; value: string }[];
  }[];
  assert.deepEqual([refunded?.quantity, refunded?.total, refunded?.total_tax], [-1, '-12.50', '-2.75']);
  assert.deepEqual(
    refunded?.meta_data.map(({ key, value }) => [key, value]),
    [['_refunded_item_id', String(order.lines[0]?.id)]],
  );
  assert.equal(body.tax_lines?.[0]?.tax_total, '-2.75');
});

test('refunds are listed by order and over all orders, there with their order', async () => {
  await using shop = await openShop();
  const { id } = shop.twin.placeOrder({ lines: [{ productId: 12 }], refunds: [{ amount: '1' }, { amount: '2' }] });
  const ofOrder = (await shop.get(`orders/${id}/refunds`)).body as unknown as { amount: string }[];
  assert.deepEqual(
    ofOrder.map(({ amount }) => amount),
    ['2.00', '1.00'],
  );
  const all = await shop.get('refunds');
  assert.deepEqual([all.headers['x-wp-total'], all.body[0]?.parent_id], ['2', id]);
  const [listed] = all.body as unknown as { _links: { refunded_by?: { href: string; embeddable: boolean }[] } }[];
  assert.match(listed?._links.refunded_by?.[0]?.href ?? '', /\/wp-json\/wp\/v2\/users\/1$/);
  const refund = shop.twin.orders[0]?.refunds[0]?.id;
  assert.equal((await shop.get(`orders/${id}/refunds/${refund}`)).status, 200);
  assert.equal((await shop.delete(`orders/${id}/refunds/${refund}?force=false`)).status, 501);
  assert.equal((await shop.delete(`orders/${id}/refunds/${refund}`)).status, 200);
  assert.equal((await shop.get('orders/999/refunds')).status, 404);
});
