import assert from 'node:assert/strict';
import test from 'node:test';
import { CAPTURED, criteria, FLAT_RATE, HOME, openShop } from './open-shop.support.ts';

test('the address and the way of shipping are in the shipping assignment only; a guest has no name and no id', async () => {
  await using shop = await openShop();
  const { id } = shop.order({ 'MUG-01': 1 }, { shipping: FLAT_RATE });
  const { body } = await shop.get(`orders/${id}`);
  const shipping = body.extension_attributes?.shipping_assignments?.[0]?.shipping;
  assert.deepEqual(
    [shipping?.method, shipping?.address?.city, body.shipping_address],
    ['flatrate_flatrate', 'Torino', undefined],
  );
  assert.deepEqual(
    ['customer_id', 'customer_firstname', 'ext_order_id', 'coupon_code'].filter((key) => key in body),
    [],
  );
  assert.deepEqual([body.customer_is_guest, body.created_at], [1, '2026-05-04 12:00:00']);
  shop.twin.addProduct({ sku: 'GIFT', name: 'Voucher', price: 10, type_id: 'virtual' }, 9);
  const virtual = await shop.get(`orders/${shop.order({ GIFT: 1 }).id}`);
  assert.deepEqual([virtual.body.is_virtual, virtual.body.extension_attributes?.shipping_assignments], [1, []]);
});

test('the addresses of an order have ids of their own, not that of the address of the customer', async () => {
  await using shop = await openShop();
  const ofCustomer = { ...HOME, id: 7 };
  const { id } = shop.order({ 'MUG-01': 1 }, { billing: ofCustomer, shipTo: ofCustomer, shipping: FLAT_RATE });
  const { body } = await shop.get(`orders/${id}`);
  const shipTo = body.extension_attributes?.shipping_assignments?.[0]?.shipping?.address;
  assert.deepEqual([body.billing_address?.entity_id, shipTo?.entity_id], [1, 2]);
});

test('a configurable product is two rows, and only the parent is shipped', async () => {
  await using shop = await openShop();
  shop.twin.addProduct({ sku: 'TEE-S', name: 'T-shirt S', price: 14.99, visibility: 1 }, 50);
  shop.twin.addConfigurable('T-SHIRT', 'T-shirt', 'Size', ['TEE-S']);
  const { id, items } = shop.order({ 'TEE-S': 2 });
  const { body } = await shop.get(`orders/${id}`);
  const [parent, child] = [body.items?.[0], body.items?.[1]];
  assert.deepEqual([parent?.product_type, parent?.sku, parent?.price], ['configurable', 'TEE-S', 14.99]);
  assert.deepEqual(
    [child?.product_type, child?.sku, child?.price, child?.parent_item_id],
    ['simple', 'TEE-S', 0, items[0]?.id],
  );
  assert.equal(child?.parent_item?.item_id, items[0]?.id);
  assert.equal(body.total_qty_ordered, 2);
  const refused = await shop.post(`order/${id}/ship`, { items: [{ order_item_id: items[1]?.id, qty: 2 }] });
  assert.match(String(refused.body.message), /^Shipment Document Validation Error\(s\):\nYou can't create a shipment/);
  assert.equal((await shop.post(`order/${id}/ship`, { items: [{ order_item_id: items[0]?.id, qty: 2 }] })).status, 200);
  assert.equal(shop.twin.salableQuantity('TEE-S'), 48);
});

test('an order that staff edit is canceled, and another takes its place under its number', async () => {
  await using shop = await openShop();
  const first = shop.order({ 'MUG-01': 2 });
  const second = shop.edit(first, { 'MUG-01': 3 });
  const third = shop.edit(second, { 'MUG-01': 4 });
  const told = async ({ id }: { readonly id: number }) => {
    const { body } = await shop.get(`orders/${id}`);
    const { state, increment_id, original_increment_id, edit_increment, relation_parent_id, relation_child_id } =
      body as unknown as Record<string, unknown>;
    return [state, increment_id, original_increment_id, edit_increment, relation_parent_id, relation_child_id];
  };
  const [a, b, c] = [first, second, third].map(({ id }) => String(id));
  assert.deepEqual(await told(first), ['canceled', '000000001', undefined, undefined, undefined, b]);
  assert.deepEqual(await told(second), ['canceled', '000000001-1', '000000001', '1', a, c]);
  assert.deepEqual(await told(third), ['new', '000000001-2', '000000001', '2', b, undefined]);
  assert.equal(shop.twin.salableQuantity('MUG-01'), 96);
  assert.throws(() => shop.edit(first, { 'MUG-01': 1 }), /cannot be edited/);
});

test('the number of the ERP is saved by id, and changes nothing else but the time', async () => {
  await using shop = await openShop();
  const { id } = shop.order({ 'MUG-01': 1 }, CAPTURED);
  shop.clock.advance(90_000);
  const before = (await shop.get(`orders/${id}`)).body;
  const { body } = await shop.post('orders', {
    entity: {
      entity_id: id,
      increment_id: '000000001',
      ext_order_id: 'SO-10045',
      state: 'processing',
      status: 'processing',
    },
  });
  const { ext_order_id, updated_at, ...rest } = body as unknown as Record<string, unknown>;
  assert.deepEqual([ext_order_id, updated_at], ['SO-10045', '2026-05-04 12:01:30']);
  const { updated_at: _, ...was } = before as unknown as Record<string, unknown>;
  assert.deepEqual(JSON.stringify(rest).replaceAll('12:01:30', '12:00:00'), JSON.stringify(was));
  const found = await shop.get(`orders?${criteria([['ext_order_id', 'eq', 'SO-10045']])}`);
  assert.equal(found.body.total_count, 1);
});

test('a comment moves the time, and a status of another state is refused', async () => {
  await using shop = await openShop();
  const { id } = shop.order({ 'MUG-01': 1 }, CAPTURED);
  const good = {
    statusHistory: { comment: 'ERP invoice 1', is_visible_on_front: 0, is_customer_notified: 0, parent_id: id },
  };
  assert.equal((await shop.post(`orders/${id}/comments`, good)).body, true as never);
  const { body } = await shop.get(`orders/${id}`);
  assert.deepEqual(
    [body.status_histories?.[0]?.comment, body.status_histories?.[0]?.status],
    ['ERP invoice 1', 'processing'],
  );
  const wrong = await shop.post(`orders/${id}/comments`, {
    statusHistory: { ...good.statusHistory, status: 'complete' },
  });
  assert.equal(wrong.status, 400);
  const unknown = await shop.post(`orders/${id}/comments`, { statusHistory: { ...good.statusHistory, note: 'x' } });
  assert.match(String(unknown.body.message), /^Property "Note" does not have accessor method "getNote"/);
});

test('shipping is guarded by what is left: a repeated part is booked again, a repeated whole is refused', async () => {
  await using shop = await openShop();
  const { id, items } = shop.order({ 'PEN-01': 5 }, CAPTURED);
  const part = {
    items: [{ order_item_id: items[0]?.id, qty: 2 }],
    tracks: [{ track_number: 'TRK-1', title: 'DHL', carrier_code: 'dhl' }],
    notify: true,
    appendComment: true,
    comment: { comment: 'ERP shipment 102001', is_visible_on_front: 0 },
  };
  assert.equal((await shop.post(`order/${id}/ship`, part)).body, '1' as never);
  assert.equal((await shop.post(`order/${id}/ship`, part)).body, '2' as never);
  const tooMany = await shop.post(`order/${id}/ship`, part);
  assert.deepEqual(tooMany, {
    status: 400,
    body: {
      message:
        'Shipment Document Validation Error(s):\nThe quantity to ship must not be greater than the unshipped quantity for product SKU "PEN-01".',
    },
  });
  assert.equal((await shop.post(`order/${id}/ship`, {})).status, 200);
  assert.equal((await shop.get(`orders/${id}`)).body.state, 'complete');
  const again = await shop.post(`order/${id}/ship`, {});
  assert.match(
    String(again.body.message),
    /The order does not allow a shipment to be created\.\nYou can't create a shipment/,
  );
  const { body } = await shop.get(`shipments?${criteria([['order_id', 'eq', String(id)]])}`);
  assert.deepEqual(
    [body.total_count, body.items?.[0]?.tracks?.[0]?.track_number, body.items?.[0]?.comments?.[0]?.comment],
    [3, 'TRK-1', 'ERP shipment 102001'],
  );
  const comment = body.items?.[0]?.comments?.[0];
  assert.deepEqual([comment?.is_customer_notified, comment?.entity_name], [1, undefined]);
});

test('a track is added to a shipment of the order it names', async () => {
  await using shop = await openShop();
  const { id } = shop.order({ 'PEN-01': 5 }, CAPTURED);
  await shop.post(`order/${id}/ship`, {});
  const entity = { order_id: id, parent_id: 1, track_number: 'T9', title: 'UPS', carrier_code: 'ups' };
  assert.equal((await shop.post('shipment/track', { entity: { ...entity, order_id: 99 } })).status, 400);
  assert.equal((await shop.post('shipment/track', { entity })).body.track_number, 'T9' as never);
  assert.equal((await shop.get('shipment/1')).body.tracks?.[0]?.carrier_code, 'ups' as never);
});

test('an invoice over a part takes all of the shipping; the shares of a discount add up', async () => {
  await using shop = await openShop();
  shop.twin.addRule({ label: 'Odd', code: 'ODD', percent: '7' });
  const { id, items } = shop.order({ 'PEN-01': 3 }, { coupons: ['ODD'], shipping: FLAT_RATE });
  const invoice = (qty: number) =>
    shop.post(`order/${id}/invoice`, { capture: true, items: [{ order_item_id: items[0]?.id, qty }] });
  await invoice(1);
  await invoice(2);
  assert.equal((await invoice(1)).status, 400);
  const { body } = await shop.get(`invoices?${criteria([['order_id', 'eq', String(id)]])}`);
  const [first, second] = [body.items?.[0], body.items?.[1]];
  assert.deepEqual([first?.shipping_amount, second?.shipping_amount, first?.state], [7.5, 0, 2]);
  const order = (await shop.get(`orders/${id}`)).body;
  assert.equal(Number(first?.grand_total) + Number(second?.grand_total), Number(order.grand_total));
  assert.deepEqual([order.total_paid, order.total_due, order.state], [order.grand_total, 0, 'processing']);
});

test('cancelling says true once and false when there is nothing to cancel', async () => {
  await using shop = await openShop();
  const { id } = shop.order({ 'LAMP-01': 4 });
  assert.equal(shop.twin.salableQuantity('LAMP-01'), 76);
  assert.deepEqual(await shop.post(`orders/${id}/cancel`, {}), { status: 200, body: true });
  assert.equal(shop.twin.salableQuantity('LAMP-01'), 80);
  assert.deepEqual(await shop.post(`orders/${id}/cancel`, {}), { status: 200, body: false });
  const paid = shop.order({ 'LAMP-01': 4 }, CAPTURED);
  assert.deepEqual(await shop.post(`orders/${paid.id}/cancel`, {}), { status: 200, body: false });
  assert.deepEqual(await shop.post('orders/99/cancel', {}), {
    status: 404,
    body: { message: "The entity that was requested doesn't exist. Verify the entity and try again." },
  });
});

test('what is not invoiced of an order can be called off: the rest goes on', async () => {
  await using shop = await openShop();
  const { id, items } = shop.order({ 'PEN-01': 5 });
  await shop.post(`order/${id}/invoice`, { capture: true, items: [{ order_item_id: items[0]?.id, qty: 2 }] });
  assert.equal((await shop.post(`orders/${id}/cancel`, {})).body, true as never);
  const { body } = await shop.get(`orders/${id}`);
  assert.deepEqual(
    [body.state, body.items?.[0]?.qty_ordered, body.items?.[0]?.qty_canceled, body.grand_total, body.total_canceled],
    ['processing', 5, 3, 8.11, 4.87],
  );
  assert.equal(shop.twin.salableQuantity('PEN-01'), 498);
});

test('a voided invoice leaves the order as it was before it was paid', async () => {
  await using shop = await openShop();
  const { id } = shop.order({ 'PEN-01': 5 }, CAPTURED);
  assert.equal((await shop.post('invoices/1/void', {})).body, true as never);
  const { body } = await shop.get(`orders/${id}`);
  assert.deepEqual(['total_paid' in body, body.items?.[0]?.qty_invoiced], [false, 0]);
  assert.equal((await shop.get('invoices/1')).body.state, 3 as never);
  assert.equal((await shop.post(`orders/${id}/cancel`, {})).body, true as never);
});

test('an order on hold is neither shipped nor cancelled', async () => {
  await using shop = await openShop();
  const { id } = shop.order({ 'PEN-01': 5 });
  await shop.post(`orders/${id}/hold`, {});
  const held = (await shop.get(`orders/${id}`)).body;
  assert.deepEqual([held.state, held.status, held.hold_before_state], ['holded', 'holded', 'new']);
  assert.equal((await shop.post(`orders/${id}/cancel`, {})).body, false as never);
  assert.equal((await shop.post(`order/${id}/ship`, {})).status, 400);
  await shop.post(`orders/${id}/unhold`, {});
  assert.equal((await shop.get(`orders/${id}/statuses`)).body, 'pending' as never);
});

test('refunded pieces come back where they are named, and the whole of it closes the order', async () => {
  await using shop = await openShop();
  const { id, items } = shop.order({ 'MUG-01': 4 }, CAPTURED);
  const row = items[0]?.id;
  const refund = (qty: number, back: readonly unknown[]) =>
    shop.post(`order/${id}/refund`, {
      items: [{ order_item_id: row, qty }],
      arguments: { shipping_amount: 0, extension_attributes: { return_to_stock_items: back } },
    });
  assert.equal(shop.twin.salableQuantity('MUG-01'), 96);
  await refund(1, [row]);
  assert.equal(shop.twin.salableQuantity('MUG-01'), 97);
  await refund(1, []);
  assert.equal(shop.twin.salableQuantity('MUG-01'), 97);
  await shop.post(`order/${id}/ship`, {});
  assert.equal((await shop.get(`orders/${id}`)).body.items?.[0]?.qty_shipped, 2 as never);
  await refund(1, [row]);
  const memos = (await shop.get(`creditmemos?${criteria([['order_id', 'eq', String(id)]])}`)).body;
  assert.deepEqual([memos.total_count, memos.items?.[0]?.grand_total, memos.items?.[0]?.tax_amount], [3, 15.25, 2.75]);
  assert.equal((await refund(2, [])).status, 400);
  await refund(1, [row]);
  const order = (await shop.get(`orders/${id}`)).body;
  assert.deepEqual([order.state, order.total_refunded], ['closed', 61]);
});

test('a credit memo shows amounts with tax and without, and no discount where there was none', async () => {
  await using shop = await openShop();
  const { id, items } = shop.order({ 'MUG-01': 4 }, CAPTURED);
  await shop.post(`order/${id}/refund`, { items: [{ order_item_id: items[0]?.id, qty: 2 }] });
  const { body: memo } = await shop.get('creditmemo/1');
  assert.deepEqual([memo.subtotal, memo.subtotal_incl_tax, memo.base_grand_total], [25, 30.5, 30.5]);
  assert.deepEqual([memo.store_to_order_rate, memo.billing_address_id, memo.global_currency_code], [0, 1, 'EUR']);
  const row = memo.items?.[0];
  assert.deepEqual([row?.price_incl_tax, row?.row_total_incl_tax, row?.base_cost], [15.25, 30.5, null]);
  assert.deepEqual(['discount_amount' in (row ?? {}), row?.discount_tax_compensation_amount], [false, 0]);
});

test('an invoice counts as paid with capture and without; only a capture names its transaction', async () => {
  await using shop = await openShop();
  const { id, items, payment } = shop.order({ 'MUG-01': 2 });
  payment.transactionId = 'auth-77';
  const row = items[0]?.id;
  await shop.post(`order/${id}/invoice`, { capture: false, items: [{ order_item_id: row, qty: 1 }] });
  await shop.post(`order/${id}/invoice`, { capture: true });
  const { body } = await shop.get(`invoices?${criteria([['order_id', 'eq', String(id)]])}`);
  const [first, second] = [body.items?.[0], body.items?.[1]];
  assert.deepEqual([first?.state, first?.transaction_id], [2, undefined]);
  assert.deepEqual([second?.state, second?.transaction_id], [2, 'auth-77']);
});

test('a refund is of money that was paid', async () => {
  await using shop = await openShop();
  const { id } = shop.order({ 'MUG-01': 1 });
  const { status, body } = await shop.post(`order/${id}/refund`, {});
  assert.equal(status, 400);
  assert.match(String(body.message), /^Creditmemo Document Validation Error\(s\):\n/);
});
