import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop } from './open-shop.support.ts';

const line = { title: 'Part', unitPrice: '10.00', quantity: 2 };
const CANCEL = `mutation($id: ID!, $restock: Boolean!) {
  orderCancel(orderId: $id, reason: CUSTOMER, restock: $restock, refundMethod: {originalPaymentMethodsRefund: true}) {
    job { id done } orderCancelUserErrors { field message code } userErrors { message } } }`;

async function shopWithOrder(t: Parameters<typeof openShop>[0], more = {}) {
  const shop = await openShop(t);
  shop.twin.addProduct({ title: 'Bolt', variants: [{ sku: 'B-1', price: '10.00', stock: 50 }] });
  const order = shop.twin.placeOrder({
    lines: [{ variant: 'B-1', quantity: 2 }],
    shipping: { title: 'Ground', price: '5.00' },
    taxRates: [{ title: 'Tax', rate: 0.1 }],
    ...more,
  });
  const stock = () => [shop.twin.inventory('B-1'), shop.twin.inventory('B-1', 'committed')];
  return { ...shop, order, stock };
}

test('orderUpdate replaces whole lists and moves updatedAt', async (t) => {
  const { graphql, clock, order } = await shopWithOrder(t, {
    tags: ['old'],
    customAttributes: [{ key: 'a', value: '1' }],
  });
  clock.advance(3000);
  const { orderUpdate } = (
    await graphql(
      'mutation($input: OrderInput!) { orderUpdate(input: $input) { order { tags customAttributes { key value } poNumber note updatedAt } userErrors { field message } } }',
      { input: { id: order.id, tags: ['exported'], customAttributes: [{ key: 'b', value: '2' }], poNumber: 'PO-1' } },
    )
  ).data;
  assert.deepEqual(orderUpdate, {
    order: {
      tags: ['exported'],
      customAttributes: [{ key: 'b', value: '2' }],
      poNumber: 'PO-1',
      note: null,
      updatedAt: '2026-05-04T14:02:14Z',
    },
    userErrors: [],
  });
});

test('what is wrong is a userError in a 200, and nothing is written', async (t) => {
  const { graphql, order } = await shopWithOrder(t);
  const update = async (input: object) =>
    (
      await graphql(
        'mutation($input: OrderInput!) { orderUpdate(input: $input) { order { id } userErrors { field message } } }',
        { input },
      )
    ).data.orderUpdate;
  assert.deepEqual((await update({ id: 'gid://shopify/Order/1', note: 'x' })).userErrors, [
    { field: ['id'], message: 'Order does not exist' },
  ]);
  const wrong = await update({ id: order.id, note: 'x', shippingAddress: { countryCode: 'US', provinceCode: 'XX' } });
  assert.deepEqual(wrong.userErrors[0].field, ['shippingAddress', 'provinceCode']);
  assert.equal(wrong.order, null);
  assert.equal(order.note, null);
});

test('a cancel is a job: nothing is cancelled until it is done, and a second one is refused', async (t) => {
  const { graphql, clock, order, stock } = await shopWithOrder(t);
  const { orderCancel } = (await graphql(CANCEL, { id: order.id, restock: true })).data;
  assert.equal(orderCancel.job.done, false);
  assert.deepEqual(orderCancel.orderCancelUserErrors, []);
  const read = async () =>
    (
      await graphql(
        'query($id: ID!, $job: ID!) { order(id: $id) { cancelledAt cancelReason displayFulfillmentStatus displayFinancialStatus } job(id: $job) { done } }',
        { id: order.id, job: orderCancel.job.id },
      )
    ).data;
  assert.deepEqual([(await read()).job.done, (await read()).order.cancelledAt, stock()], [false, null, [48, 2]]);
  clock.advance(1000);
  const done = await read();
  assert.equal(done.job.done, true);
  assert.deepEqual(done.order, {
    cancelledAt: '2026-05-04T14:02:12Z',
    cancelReason: 'CUSTOMER',
    displayFulfillmentStatus: 'RESTOCKED',
    displayFinancialStatus: 'REFUNDED',
  });
  assert.deepEqual(stock(), [50, 0]);
  const again = (await graphql(CANCEL, { id: order.id, restock: true })).data.orderCancel;
  assert.equal(again.job, null);
  assert.equal(again.orderCancelUserErrors[0].code, 'INVALID');
});

test('a cancel without restock gives up the claim and leaves the goods gone', async (t) => {
  const { graphql, clock, order, stock, twin } = await shopWithOrder(t);
  await graphql(CANCEL, { id: order.id, restock: false });
  clock.advance(1000);
  await graphql('{ shop { name } }');
  assert.deepEqual(stock(), [48, 0]);
  assert.equal(twin.order('#1001').cancelledAt, '2026-05-04T14:02:12Z');
});

test('an open authorisation cannot be cancelled', async (t) => {
  const { graphql, order } = await shopWithOrder(t, { payment: 'authorized' });
  const { orderCancel } = (await graphql(CANCEL, { id: order.id, restock: true })).data;
  assert.match(orderCancel.orderCancelUserErrors[0].message, /authorizations/);
});

test('marking as paid works once, manual payments up to the balance', async (t) => {
  const { graphql, order } = await shopWithOrder(t, { payment: 'pending' });
  const pay = async (amount: string) =>
    (
      await graphql(
        'mutation($id: ID!, $amount: MoneyInput) { orderCreateManualPayment(id: $id, amount: $amount, paymentMethodName: "Cheque") { order { displayFinancialStatus } userErrors { code } } }',
        { id: order.id, amount: { amount, currencyCode: 'USD' } },
      )
    ).data.orderCreateManualPayment;
  assert.equal((await pay('7.0')).order.displayFinancialStatus, 'PARTIALLY_PAID');
  assert.equal((await pay('100.0')).userErrors[0].code, 'AMOUNT_EXCEEDS_BALANCE');
  const mark = async () =>
    (
      await graphql(
        'mutation($input: OrderMarkAsPaidInput!) { orderMarkAsPaid(input: $input) { order { displayFinancialStatus totalOutstandingSet { shopMoney { amount } } paymentGatewayNames } userErrors { message } } }',
        { input: { id: order.id } },
      )
    ).data.orderMarkAsPaid;
  assert.deepEqual((await mark()).order, {
    displayFinancialStatus: 'PAID',
    totalOutstandingSet: { shopMoney: { amount: '0.0' } },
    paymentGatewayNames: ['Bank Deposit', 'Cheque', 'manual'],
  });
  assert.match((await mark()).userErrors[0].message, /cannot be marked as paid/);
});

const CREATE =
  'mutation($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) { orderCreate(order: $order, options: $options) { order { id name totalPriceSet { shopMoney { amount } } displayFinancialStatus displayFulfillmentStatus } userErrors { field message code } } }';
const money = (amount: string) => ({ shopMoney: { amount, currencyCode: 'USD' } });

test('orderCreate has no idempotency: the same input twice is two orders', async (t) => {
  const { graphql, twin } = await openShop(t);
  const order = {
    lineItems: [
      {
        title: 'Part',
        quantity: 2,
        priceSet: money('10.00'),
        taxLines: [{ title: 'Tax', rate: '0.1', priceSet: money('2.00') }],
      },
    ],
    shippingLines: [{ title: 'Ground', priceSet: money('5.00') }],
    sourceIdentifier: 'ext-1',
    transactions: [{ amountSet: money('27.0'), gateway: 'wire' }],
  };
  const first = (await graphql(CREATE, { order })).data.orderCreate;
  const second = (await graphql(CREATE, { order })).data.orderCreate;
  assert.deepEqual([first.order.totalPriceSet.shopMoney.amount, first.order.displayFinancialStatus], ['27.0', 'PAID']);
  assert.notEqual(first.order.id, second.order.id);
  assert.equal(twin.orders.length, 2);
});

test('a metafield of type id is unique: it stops the second orderCreate and finds the first', async (t) => {
  const { graphql, twin } = await openShop(t);
  const order = {
    lineItems: [{ title: 'Part', quantity: 1, priceSet: money('10.00') }],
    metafields: [{ namespace: 'ext', key: 'key', type: 'id', value: 'W-1' }],
  };
  const first = (await graphql(CREATE, { order })).data.orderCreate;
  const second = (await graphql(CREATE, { order })).data.orderCreate;
  assert.equal(second.order, null);
  assert.match(second.userErrors[0].message, /unique/);
  assert.equal(twin.orders.length, 1);
  const found = (
    await graphql('{ orderByIdentifier(identifier: {customId: {namespace: "ext", key: "key", value: "W-1"}}) { id } }')
  ).data.orderByIdentifier;
  assert.equal(found.id, first.order.id);
});

test('orderCreate leaves the stock alone unless told otherwise', async (t) => {
  const { graphql, twin } = await openShop(t);
  const { variants } = twin.addProduct({ title: 'Bolt', variants: [{ sku: 'B-1', price: '4.50', stock: 3 }] });
  const order = { lineItems: [{ variantId: variants[0]?.id, quantity: 5 }] };
  await graphql(CREATE, { order });
  assert.equal(twin.inventory('B-1'), 3);
  const obeying = (await graphql(CREATE, { order, options: { inventoryBehaviour: 'DECREMENT_OBEYING_POLICY' } })).data
    .orderCreate;
  assert.equal(obeying.userErrors[0].code, 'INVENTORY_CLAIM_FAILED');
  await graphql(CREATE, { order, options: { inventoryBehaviour: 'DECREMENT_IGNORING_POLICY' } });
  assert.equal(twin.inventory('B-1'), -2);
});

test('orderCreate reports unknown variants, empty orders and dates in the future', async (t) => {
  const { graphql } = await openShop(t);
  const fields = async (order: object) =>
    (await graphql(CREATE, { order })).data.orderCreate.userErrors.map(({ field }: { field: string[] }) =>
      field.join('.'),
    );
  assert.deepEqual(await fields({ lineItems: [] }), ['order.lineItems']);
  assert.deepEqual(
    await fields({
      lineItems: [{ variantId: 'gid://shopify/ProductVariant/1', quantity: 0 }],
      processedAt: '2030-01-01T00:00:00Z',
    }),
    ['order.lineItems.0.variantId', 'order.lineItems.0.quantity', 'order.processedAt'],
  );
});

test('an import states taxes for the whole order and that it is shipped', async (t) => {
  const { graphql, twin } = await openShop(t);
  const { orderCreate } = (
    await graphql(CREATE, {
      order: {
        lineItems: [
          { title: 'A', quantity: 1, priceSet: money('10.00') },
          { title: 'B', quantity: 1, priceSet: money('20.00') },
        ],
        taxLines: [{ title: 'Tax', rate: '0.1', priceSet: money('3.00') }],
        financialStatus: 'PAID',
        fulfillmentStatus: 'FULFILLED',
        name: 'OLD-7',
        processedAt: '2025-01-01T00:00:00Z',
      },
    })
  ).data;
  assert.deepEqual(
    [
      orderCreate.order.name,
      orderCreate.order.totalPriceSet.shopMoney.amount,
      orderCreate.order.displayFinancialStatus,
      orderCreate.order.displayFulfillmentStatus,
    ],
    ['OLD-7', '33.0', 'PAID', 'FULFILLED'],
  );
  assert.deepEqual(
    twin.orders[0]?.lines.map(({ taxLines }) => taxLines[0]?.amount),
    ['1.00', '2.00'],
  );
});

test('a development store takes five orderCreate a minute', async (t) => {
  const { graphql, clock } = await openShop(t, { developmentStore: true });
  const create = async () =>
    (await graphql(CREATE, { order: { lineItems: [{ title: 'A', quantity: 1 }] } })).data.orderCreate;
  for (let index = 0; index < 5; index += 1) assert.deepEqual((await create()).userErrors, []);
  assert.match((await create()).userErrors[0].message, /Too many attempts/);
  clock.advance(60_000);
  assert.deepEqual((await create()).userErrors, []);
});

test('tags are added without repeating, in any case, and removed', async (t) => {
  const { graphql, twin } = await openShop(t);
  const order = twin.placeOrder({ lines: [line], tags: ['VIP'] });
  await graphql(
    'mutation($id: ID!) { tagsAdd(id: $id, tags: ["vip", "exported, late"]) { node { id } userErrors { message } } }',
    { id: order.id },
  );
  assert.deepEqual(order.tags, ['VIP', 'exported', 'late']);
  await graphql('mutation($id: ID!) { tagsRemove(id: $id, tags: ["LATE"]) { userErrors { message } } }', {
    id: order.id,
  });
  assert.deepEqual(order.tags, ['VIP', 'exported']);
});

const SET =
  'mutation($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { metafields { value compareDigest jsonValue } userErrors { field message code elementIndex } } }';

test('metafieldsSet takes 25, all or none, and moves its owner', async (t) => {
  const { graphql, twin, clock } = await openShop(t);
  const order = twin.placeOrder({ lines: [line] });
  const one = (key: string, value: string, type = 'single_line_text_field') => ({
    ownerId: order.id,
    namespace: 'erp',
    key,
    value,
    type,
  });
  clock.advance(1000);
  const many = await graphql(SET, { m: Array.from({ length: 26 }, (_, index) => one(`k${index}`, 'x')) });
  assert.equal(many.data.metafieldsSet.userErrors[0].code, 'LESS_THAN_OR_EQUAL_TO');
  const mixed = (await graphql(SET, { m: [one('invoice', 'INV-1'), one('count', 'many', 'number_integer')] })).data
    .metafieldsSet;
  assert.deepEqual(
    [mixed.metafields, mixed.userErrors[0].code, mixed.userErrors[0].elementIndex],
    [null, 'INVALID_VALUE', 1],
  );
  assert.equal(order.updatedAt, '2026-05-04T14:02:11Z');
  const good = (await graphql(SET, { m: [one('invoice', 'INV-1'), one('count', '7', 'number_integer')] })).data
    .metafieldsSet;
  assert.deepEqual(
    good.metafields.map(({ jsonValue }: { jsonValue: unknown }) => jsonValue),
    ['INV-1', 7],
  );
  assert.equal(order.updatedAt, '2026-05-04T14:02:12Z');
});

test('compareDigest is the optimistic lock: stale and unexpected values are refused', async (t) => {
  const { graphql, twin } = await openShop(t);
  const order = twin.placeOrder({ lines: [line] });
  const set = async (value: string, compareDigest?: string | null) =>
    (
      await graphql(SET, {
        m: [
          {
            ownerId: order.id,
            namespace: 'erp',
            key: 'invoice',
            value,
            type: 'single_line_text_field',
            ...(compareDigest === undefined ? {} : { compareDigest }),
          },
        ],
      })
    ).data.metafieldsSet;
  const first = await set('INV-1', null);
  const digest = first.metafields[0].compareDigest;
  assert.equal((await set('INV-2', null)).userErrors[0].code, 'STALE_OBJECT');
  assert.equal((await set('INV-2', digest)).metafields[0].value, 'INV-2');
  assert.equal((await set('INV-3', digest)).userErrors[0].code, 'STALE_OBJECT');
  assert.equal((await set('INV-3')).metafields[0].value, 'INV-3');
});

test('an answer that is lost after the commit leaves the order behind, findable by its metafield only', async (t) => {
  const { graphql, running, twin } = await openShop(t);
  running.faults.arm({ kind: 'cut-after-commit', match: 'orderCreate' });
  const order = {
    lineItems: [{ title: 'Part', quantity: 1, priceSet: money('10.00') }],
    metafields: [{ namespace: 'ext', key: 'key', type: 'id', value: 'W-9' }],
  };
  await assert.rejects(graphql(CREATE, { order }));
  const query = '{ orderByIdentifier(identifier: {customId: {namespace: "ext", key: "key", value: "W-9"}}) { id } }';
  assert.equal((await graphql(query)).data.orderByIdentifier.id, twin.orders[0]?.id);
});
