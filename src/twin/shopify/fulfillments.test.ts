import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop } from './open-shop.support.ts';

const CREATE = `mutation($f: FulfillmentInput!) { fulfillmentCreate(fulfillment: $f) {
  fulfillment { id name status totalQuantity trackingInfo(first: 5) { company number url } fulfillmentLineItems(first: 5) { nodes { quantity lineItem { sku } } } location { name } }
  userErrors { field message } } }`;

async function shopWithOrder(t: Parameters<typeof openShop>[0]) {
  const shop = await openShop(t);
  shop.twin.addProduct({ title: 'Bolt', variants: [{ sku: 'B-1', price: '4.50', stock: 50 }] });
  const order = shop.twin.placeOrder({
    lines: [
      { variant: 'B-1', quantity: 10 },
      { title: 'Part', unitPrice: '1.00', quantity: 1 },
    ],
  });
  const read = async () =>
    (
      await shop.graphql(
        `query($id: ID!) { order(id: $id) { displayFulfillmentStatus fulfillmentOrders(first: 5) { nodes { id status supportedActions { action } assignedLocation { name location { id } } lineItems(first: 5) { nodes { id remainingQuantity totalQuantity sku lineItem { id } } } } } fulfillments(first: 5) { name status } lineItems(first: 5) { nodes { unfulfilledQuantity } } } }`,
        { id: order.id },
      )
    ).data.order;
  const create = async (f: object) => (await shop.graphql(CREATE, { f })).data.fulfillmentCreate;
  return { ...shop, order, read, create };
}

test('work is on fulfilment orders: ids of their own, remaining quantities, partial then full', async (t) => {
  const { read, create, order, twin } = await shopWithOrder(t);
  const [work] = (await read()).fulfillmentOrders.nodes;
  assert.deepEqual(
    [work.status, work.assignedLocation.name, work.supportedActions.map(({ action }: { action: string }) => action)],
    ['OPEN', 'Main Warehouse', ['CREATE_FULFILLMENT', 'REPORT_PROGRESS', 'MOVE', 'HOLD', 'SPLIT']],
  );
  assert.notEqual(work.lineItems.nodes[0].id, order.lines[0]?.id);
  assert.equal(work.lineItems.nodes[0].lineItem.id, order.lines[0]?.id);
  const part = await create({
    trackingInfo: { company: 'UPS', number: '1Z1', url: 'https://example.com/1Z1' },
    lineItemsByFulfillmentOrder: [
      { fulfillmentOrderId: work.id, fulfillmentOrderLineItems: [{ id: work.lineItems.nodes[0].id, quantity: 4 }] },
    ],
  });
  assert.deepEqual(part.fulfillment.trackingInfo, [{ company: 'UPS', number: '1Z1', url: 'https://example.com/1Z1' }]);
  assert.deepEqual(
    [part.fulfillment.name, part.fulfillment.status, part.fulfillment.totalQuantity],
    ['#1001-F1', 'SUCCESS', 4],
  );
  const between = await read();
  assert.equal(between.displayFulfillmentStatus, 'PARTIALLY_FULFILLED');
  assert.deepEqual(
    between.fulfillmentOrders.nodes[0].lineItems.nodes.map(
      ({ remainingQuantity }: { remainingQuantity: number }) => remainingQuantity,
    ),
    [6, 1],
  );
  await create({ lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: work.id }] });
  const after = await read();
  assert.deepEqual(
    [after.displayFulfillmentStatus, after.fulfillmentOrders.nodes[0].status, after.fulfillments.length],
    ['FULFILLED', 'CLOSED', 2],
  );
  assert.deepEqual(after.fulfillmentOrders.nodes[0].supportedActions, []);
  assert.deepEqual(
    ['available', 'committed', 'on_hand'].map((name) => twin.inventory('B-1', name as 'available')),
    [40, 0, 40],
  );
});

test('more than remains, a second parcel of the same and a closed work are refused', async (t) => {
  const { read, create } = await shopWithOrder(t);
  const [work] = (await read()).fulfillmentOrders.nodes;
  const line = work.lineItems.nodes[0];
  const of = (quantity: number) => ({
    lineItemsByFulfillmentOrder: [
      { fulfillmentOrderId: work.id, fulfillmentOrderLineItems: [{ id: line.id, quantity }] },
    ],
  });
  assert.match((await create(of(11))).userErrors[0].message, /Invalid fulfillment order line item quantity/);
  await create(of(10));
  assert.match((await create(of(10))).userErrors[0].message, /quantity/);
  await create({ lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: work.id }] });
  const closed = await create({ lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: work.id }] });
  assert.deepEqual([closed.fulfillment, closed.userErrors[0].message.includes('closed')], [null, true]);
  assert.ok(
    (await create({ lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: 'gid://shopify/FulfillmentOrder/1' }] }))
      .userErrors.length,
  );
});

test('one parcel cannot hold two orders', async (t) => {
  const { order, create, twin } = await shopWithOrder(t);
  const other = twin.placeOrder({ lines: [{ variant: 'B-1', quantity: 1 }] });
  const both = await create({
    lineItemsByFulfillmentOrder: [order, other].map(({ fulfillmentOrderIds }) => ({
      fulfillmentOrderId: fulfillmentOrderIds[0],
    })),
  });
  assert.match(both.userErrors[0].message, /same order and location/);
});

test('an order with a parcel under way cannot be cancelled until the parcel is', async (t) => {
  const { order, create, graphql, read } = await shopWithOrder(t);
  const { fulfillment } = await create({
    lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: order.fulfillmentOrderIds[0] }],
  });
  const cancel = async () =>
    (
      await graphql(
        'mutation($id: ID!) { orderCancel(orderId: $id, reason: STAFF, restock: true) { job { id } orderCancelUserErrors { message } } }',
        { id: order.id },
      )
    ).data.orderCancel;
  assert.match((await cancel()).orderCancelUserErrors[0].message, /fulfillments/);
  await graphql('mutation($id: ID!) { fulfillmentCancel(id: $id) { fulfillment { status } userErrors { message } } }', {
    id: fulfillment.id,
  });
  assert.deepEqual((await read()).lineItems.nodes, [{ unfulfilledQuantity: 10 }, { unfulfilledQuantity: 1 }]);
  assert.ok((await cancel()).job);
});

test('tracking is replaced, with several numbers', async (t) => {
  const { order, create, graphql } = await shopWithOrder(t);
  const { fulfillment } = await create({
    lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: order.fulfillmentOrderIds[0] }],
  });
  assert.deepEqual(fulfillment.trackingInfo, []);
  const update = async (trackingInfoInput: object) =>
    (
      await graphql(
        'mutation($id: ID!, $t: FulfillmentTrackingInput!) { fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: $t) { fulfillment { trackingInfo(first: 5) { company number } } userErrors { message } } }',
        { id: fulfillment.id, t: trackingInfoInput },
      )
    ).data.fulfillmentTrackingInfoUpdate;
  assert.deepEqual((await update({ company: 'UPS', numbers: ['1', '2'] })).fulfillment.trackingInfo, [
    { company: 'UPS', number: '1' },
    { company: 'UPS', number: '2' },
  ]);
});
