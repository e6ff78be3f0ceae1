import assert from 'node:assert/strict';
import test from 'node:test';
import { BY_BANK, HOME, type Json, openStore } from './open-store.support.ts';

const rows = (body: Json) => body as unknown as Json[];
const CENT = { coupon: 'SPRING10', amount: '10' };

test('an order states its money as the sheet’s sample does: lines before coupons, tax after them', async () => {
  await using store = await openStore({ taxRates: [{ country: 'US', name: 'Tax', percent: '8' }], currency: 'USD' });
  store.twin.addProduct({ name: 'Hex Bolt M8 - Box of 50', sku: 'HX-BOLT-M8', price: 4.5 });
  store.twin.addProduct({ name: 'Cordless Drill 18V Kit', sku: 'DRILL-18V-KIT', price: 129 });
  store.twin.addCoupon({ code: CENT.coupon, type: 1, amount: CENT.amount });
  const us = { ...HOME, country: 'United States', country_iso2: 'US' };
  const { id } = store.order(
    { 'HX-BOLT-M8': 10, 'DRILL-18V-KIT': 1 },
    { billing: us, coupons: ['spring10'], shipping: { method: 'Ground', price: '12.00' } },
  );
  const { body: order } = await store.get(`v2/orders/${id}`);
  assert.deepEqual(
    [
      order.subtotal_ex_tax,
      order.subtotal_inc_tax,
      order.coupon_discount,
      order.discount_amount,
      order.shipping_cost_ex_tax,
      order.shipping_cost_tax,
      order.total_ex_tax,
      order.total_inc_tax,
      order.total_tax,
      order.status,
      order.date_created,
      order.date_shipped,
    ],
    [
      '174.0000',
      '187.9200',
      '17.4000',
      '0.0000',
      '12.0000',
      '0.9600',
      '168.6000',
      '182.0900',
      '13.4900',
      'Awaiting Fulfillment',
      'Mon, 04 May 2026 12:00:00 +0000',
      '',
    ],
  );
  const lines = rows((await store.get(`v2/orders/${id}/products`)).body);
  assert.deepEqual(
    lines.map((line) => [line.total_inc_tax, line.total_tax, line.discounted_total_inc_tax, line.applied_discounts]),
    [
      [
        '48.6000',
        '3.6000',
        '43.7400',
        [{ id: 'coupon', amount: '4.5000', name: 'SPRING10', code: 'SPRING10', target: 'order' }],
      ],
      [
        '139.3200',
        '10.3200',
        '125.3900',
        [{ id: 'coupon', amount: '12.9000', name: 'SPRING10', code: 'SPRING10', target: 'order' }],
      ],
    ],
  );
  const coupons = rows((await store.get(`v2/orders/${id}/coupons`)).body);
  assert.deepEqual([coupons[0]?.code, coupons[0]?.type, coupons[0]?.discount], ['SPRING10', 1, 17.4]);
  const taxes = rows((await store.get(`v2/orders/${id}/taxes?details=true`)).body);
  assert.deepEqual(
    taxes.map((row) => [row.line_item_type, row.order_product_id, row.rate, row.line_amount]),
    [
      ['item', lines[0]?.id, '8.0000', '3.2400'],
      ['item', lines[1]?.id, '8.0000', '9.2900'],
      ['shipping', null, '8.0000', '0.9600'],
    ],
  );
  assert.equal(rows((await store.get(`v2/orders/${id}/taxes`)).body)[0]?.line_item_type, undefined);
  const [address] = rows((await store.get(`v2/orders/${id}/shippingaddresses`)).body);
  assert.deepEqual([address?.shipping_method, address?.cost_inc_tax, address?.items_total], ['Ground', '12.9600', 11]);
});

test('prices may hold tax, fees are in the totals, free shipping costs nothing, and abroad another tax is due', async () => {
  await using store = await openStore({ pricesIncludeTax: true });
  store.twin.addCoupon({ code: 'FREESHIP', type: 4, amount: '0' });
  const total = (...order: Parameters<typeof store.order>) => store.order(...order).totals.total.inc.toFixed(2);
  assert.equal(total({ 'MUG-01': 2 }), '25.00');
  assert.equal(total({ 'MUG-01': 1 }, { fees: [{ name: 'Handling', amount: '5.00' }] }), '18.60');
  const shipping = { method: 'Ground', price: '7.50' };
  assert.equal(total({ 'MUG-01': 1 }, { shipping }), '21.65');
  assert.equal(total({ 'MUG-01': 1 }, { shipping, coupons: ['FREESHIP'] }), '12.50');
  // 12.50 holds 22 %; with 19 % it is 12.50 / 1.22 × 1.19.
  assert.equal(total({ 'MUG-01': 1 }, { billing: { ...HOME, country_iso2: 'DE' } }), '12.19');
  const [line] = rows((await store.get('v2/orders/101/products')).body);
  assert.deepEqual([line?.price_ex_tax, line?.total_ex_tax, line?.total_tax], ['10.2459', '20.4900', '4.5100']);
  const { body } = await store.get('v2/orders/104');
  assert.deepEqual([body.base_shipping_cost, body.shipping_cost_inc_tax], ['7.5000', '0.0000']);
});

test('orders are found by the number of the ERP, and write-back touches nothing else', async () => {
  await using store = await openStore();
  store.twin.addCoupon({ code: CENT.coupon, type: 1, amount: CENT.amount });
  const { id } = store.order({ 'MUG-01': 4 }, { coupons: [CENT.coupon] });
  store.clock.advance(60_000);
  const { status, body } = await store.put(`v2/orders/${id}`, {
    external_order_id: 'SO-10045',
    staff_notes: 'In the ERP',
  });
  assert.deepEqual([status, body.coupon_discount, body.total_inc_tax], [200, '5.0000', '54.9000']);
  assert.equal(body.date_modified, 'Mon, 04 May 2026 12:01:00 +0000');
  assert.equal(rows((await store.get('v2/orders?external_order_id=SO-10045')).body)[0]?.id, id);
  assert.equal((await store.get('v2/orders?external_order_id=SO-1')).status, 204);
});

test('a line that is changed by the API loses its discount, one of zero pieces goes', async () => {
  await using store = await openStore();
  store.twin.addCoupon({ code: CENT.coupon, type: 1, amount: CENT.amount });
  const { id, lines } = store.order({ 'MUG-01': 4, 'PEN-01': 10 }, { coupons: [CENT.coupon] });
  const [mug, pen] = lines;
  const { body } = await store.put(`v2/orders/${id}`, {
    products: [
      { id: mug?.id, quantity: 2 },
      { id: pen?.id, quantity: 0 },
    ],
  });
  assert.deepEqual([body.total_inc_tax, body.coupon_discount, body.items_total], ['30.5000', '0.0000', 2]);
  assert.deepEqual([store.twin.available('MUG-01'), store.twin.available('PEN-01')], [98, 500]);
});

test('an edit in the control panel works discounts out anew', async () => {
  await using store = await openStore();
  store.twin.addCoupon({ code: CENT.coupon, type: 1, amount: CENT.amount });
  const order = store.order({ 'MUG-01': 4 }, { coupons: [CENT.coupon] });
  store.twin.editQuantity(order, order.lines[0]?.id ?? 0, 2);
  const { body } = await store.get(`v2/orders/${order.id}`);
  assert.deepEqual([body.coupon_discount, body.total_inc_tax], ['2.5000', '27.4500']);
  assert.equal(store.twin.available('MUG-01'), 98);
});

test('an order holds stock until it is cancelled, once, and as the store is set up', async () => {
  await using store = await openStore();
  const { id } = store.order({ 'MUG-01': 4, 'TEE-M': 2 });
  const there = () => [store.twin.available('MUG-01'), store.twin.available('TEE-M')];
  assert.deepEqual(there(), [96, 58]);
  await store.put(`v2/orders/${id}`, { status_id: 5 });
  await store.put(`v2/orders/${id}`, { status_id: 5 });
  assert.deepEqual(there(), [100, 60]);
  await store.put(`v2/orders/${id}`, { status_id: 11 });
  assert.deepEqual(there(), [96, 58]);
  await using other = await openStore({ inventory: { takesStock: 'order_completed_or_shipped' } });
  const late = other.order({ 'MUG-01': 4 }).id;
  assert.equal(other.twin.available('MUG-01'), 100);
  await other.put(`v2/orders/${late}`, { status_id: 2 });
  assert.equal(other.twin.available('MUG-01'), 96);
  await using kept = await openStore({ inventory: { returnsOnCancel: false } });
  await kept.put(`v2/orders/${kept.order({ 'MUG-01': 4 }).id}`, { status_id: 5 });
  assert.equal(kept.twin.available('MUG-01'), 96);
});

test('an order made by the API is written as it is sent, and refused where it cannot be', async () => {
  await using store = await openStore();
  const order = {
    billing_address: {
      first_name: 'Ana',
      last_name: 'Čapek',
      zip: '20121',
      country_iso2: 'it',
      email: 'ana@example.com',
    },
    products: [
      { product_id: 77, quantity: 2, price_ex_tax: 11, price_inc_tax: 13.42 },
      { name: 'Engraving', quantity: 1, price_ex_tax: 3, price_inc_tax: 3.66 },
    ],
    shipping_cost_ex_tax: 5,
    shipping_cost_inc_tax: 6.1,
    discount_amount: 2.5,
    external_order_id: 'SO-7',
  };
  const { status, body } = await store.post('v2/orders', order);
  assert.deepEqual(
    [status, body.status, body.subtotal_ex_tax, body.discount_amount, body.total_ex_tax, body.total_inc_tax],
    [201, 'Pending', '25.0000', '2.5000', '27.5000', '33.5500'],
  );
  assert.equal(body.billing_address?.country, 'Italy');
  assert.equal(store.twin.available('MUG-01'), 98);
  const refused = async (changes: object) => (await store.post('v2/orders', { ...order, ...changes })).body[0]?.message;
  assert.match(String(await refused({ billing_address: { first_name: 'Ana' } })), /'billing_address\.zip'/);
  assert.match(String(await refused({ status_id: 15 })), /'status_id'/);
  assert.match(String(await refused({ customer_id: 9 })), /'customer_id'/);
  assert.match(String(await refused({ products: [{ product_id: 79 }] })), /'products\.0\.product_options'/);
  assert.equal(store.twin.orders.length, 1);
});

test('an archived order is in no list any more, and read by its id', async () => {
  await using store = await openStore();
  const { id } = store.order({ 'MUG-01': 1 });
  assert.equal((await store.delete(`v2/orders/${id}`)).status, 204);
  assert.equal((await store.get('v2/orders')).status, 204);
  assert.equal((await store.get(`v2/orders/${id}`)).body.is_deleted, true);
  assert.equal(rows((await store.get('v2/orders?is_deleted=true')).body).length, 1);
});

test('an order that waits for its money is told apart, and its payment moves it on', async () => {
  await using store = await openStore();
  const order = store.order({ 'MUG-01': 1 }, { payment: BY_BANK, statusId: 7 });
  const { body } = await store.get(`v2/orders/${order.id}`);
  assert.deepEqual([body.status, body.payment_method, body.payment_status], ['Awaiting Payment', 'Bank Deposit', '']);
  store.twin.receivePayment(order);
  const paid = await store.get(`v2/orders/${order.id}`);
  assert.deepEqual([paid.body.status_id, paid.body.payment_status], [11, 'paid']);
  const { body: transactions } = await store.get(`v3/orders/${order.id}/transactions`);
  assert.deepEqual(
    (transactions.data as unknown as Json[]).map(({ event, amount, offline }) => [event, amount, offline]),
    [
      ['pending', 15.25, { display_name: 'Bank Deposit' }],
      ['settled', 15.25, { display_name: 'Bank Deposit' }],
    ],
  );
});

test('an authorized payment is captured in the background', async () => {
  await using store = await openStore();
  const { id } = store.order(
    { 'MUG-01': 1 },
    {
      payment: {
        name: 'Credit Card',
        status: 'authorized',
        event: 'authorization',
        method: 'credit_card',
        gateway: 'adyen',
      },
    },
  );
  assert.equal((await store.post(`v3/orders/${id}/payment_actions/capture`, {})).status, 201);
  assert.equal((await store.get(`v2/orders/${id}`)).body.payment_status, 'capture pending');
  store.clock.advance(2000);
  assert.equal((await store.get(`v2/orders/${id}`)).body.payment_status, 'captured');
  assert.equal((await store.post(`v3/orders/${id}/payment_actions/capture`, {})).status, 422);
});

test('orders are counted by status, and statuses have names', async () => {
  await using store = await openStore();
  store.order({ 'MUG-01': 1 });
  const { body } = await store.get('v2/orders/count');
  assert.equal(body.count, 1);
  assert.equal((body.statuses as unknown as { id: number; count: number }[]).find(({ id }) => id === 11)?.count, 1);
  assert.equal(rows((await store.get('v2/order_statuses')).body)[14]?.name, 'Partially Refunded');
});
