import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop } from './open-shop.support.ts';

const costOf = (answer: { extensions: { cost: unknown } }) => answer.extensions.cost as Record<string, unknown>;

test('the cost of a query is as measured on a real shop', async (t) => {
  const { graphql } = await openShop(t);
  const variants = await graphql(
    'query($id: ID!) { product(id: $id) { variants(first: 250) { nodes { inventoryItem { id tracked } } } } }',
    { id: 'gid://shopify/Product/1' },
  );
  assert.equal(costOf(variants).requestedQueryCost, 25);
  assert.equal(costOf(variants).actualQueryCost, 1);
  assert.deepEqual(costOf(variants).throttleStatus, {
    maximumAvailable: 2000,
    currentlyAvailable: 1999,
    restoreRate: 100,
  });
});

test('a first given as a variable counts; edges and nodes cost the same', async (t) => {
  const { graphql } = await openShop(t);
  const nodes = await graphql('query($n: Int) { products(first: $n) { nodes { id } pageInfo { hasNextPage } } }', {
    n: 50,
  });
  const edges = await graphql('{ products(first: 50) { edges { cursor node { id } } } }');
  assert.equal(costOf(nodes).requestedQueryCost, 9);
  assert.equal(costOf(edges).requestedQueryCost, 9);
});

test('a mutation costs ten, productSet more with every variant', async (t) => {
  const { graphql } = await openShop(t);
  const tags = await graphql(
    'mutation { tagsAdd(id: "gid://shopify/Order/1", tags: ["a"]) { userErrors { field message } } }',
  );
  assert.equal(costOf(tags).requestedQueryCost, 10);
  const fulfillment = await graphql(
    `mutation($f: FulfillmentInput!) { fulfillmentCreate(fulfillment: $f) { userErrors { field message }
      fulfillment { id trackingInfo { number } fulfillmentLineItems(first: 5) { nodes { id quantity lineItem { id } } } } } }`,
    { f: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: 'gid://shopify/FulfillmentOrder/1' }] } },
  );
  assert.deepEqual([costOf(fulfillment).requestedQueryCost, costOf(fulfillment).actualQueryCost], [19, 10]);
  const variants = Array.from({ length: 20 }, (_, index) => ({
    optionValues: [{ optionName: 'Size', name: String(index) }],
    metafields: [{}],
  }));
  const set = await graphql(
    'mutation($input: ProductSetInput!) { productSet(input: $input) { userErrors { message } } }',
    {
      input: { title: 'Bolt', variants },
    },
  );
  assert.equal(costOf(set).requestedQueryCost, 10 + 4 + 8);
});

test('more than 1000 points in one query are refused before it runs', async (t) => {
  const { graphql, twin } = await openShop(t, { connectionCost: 'linear' });
  const answer = await graphql('{ orders(first: 250) { nodes { lineItems(first: 10) { nodes { id } } } } }');
  assert.equal(answer.data, undefined);
  assert.equal(answer.errors[0].extensions.code, 'MAX_COST_EXCEEDED');
  assert.equal(answer.errors[0].extensions.cost, 2 + 250 * (1 + 2 + 10));
  assert.equal(twin.throttle.available(), 2000);
});

test('the bucket empties, throttles in a 200 without data, and fills by the clock', async (t) => {
  const { graphql, clock } = await openShop(t, { maximumAvailable: 40, restoreRate: 10 });
  const write = () =>
    graphql('mutation { tagsAdd(id: "gid://shopify/Order/1", tags: ["a"]) { userErrors { message } } }');
  for (let index = 0; index < 4; index += 1) assert.ok((await write()).data);
  const throttled = await write();
  assert.equal(throttled.errors[0].extensions.code, 'THROTTLED');
  assert.equal('data' in throttled, false);
  const { requestedQueryCost, actualQueryCost, throttleStatus } = throttled.extensions.cost;
  assert.equal(actualQueryCost, null);
  // The wait that the sheet says: (requested - currentlyAvailable) / restoreRate seconds.
  const waitMs = ((requestedQueryCost - throttleStatus.currentlyAvailable) / throttleStatus.restoreRate) * 1000;
  clock.advance(waitMs - 1);
  assert.equal((await write()).data, undefined);
  clock.advance(1);
  assert.ok((await write()).data);
});

test('the fault switch throttles in the same shape, with a wait that can be read off', async (t) => {
  const { graphql, running, twin } = await openShop(t);
  running.faults.arm({ kind: 'throttled', retryAfterSeconds: 7, match: 'tagsAdd' });
  const order = twin.placeOrder({ lines: [{ title: 'Part', unitPrice: '1.00', quantity: 1 }] });
  const answer = await graphql(`mutation { tagsAdd(id: "${order.id}", tags: ["a"]) { userErrors { message } } }`);
  assert.equal(answer.errors[0].extensions.code, 'THROTTLED');
  assert.equal(answer.extensions.cost.requestedQueryCost / answer.extensions.cost.throttleStatus.restoreRate, 7);
  assert.deepEqual(order.tags, []);
});

test('an internal error is a 500, or a 200 with INTERNAL_SERVER_ERROR and a request id', async (t) => {
  const http = await openShop(t);
  http.running.faults.arm({ kind: 'server-error' });
  const headers = { 'x-shopify-access-token': 'shpat_twin_static' };
  assert.equal((await http.post('/admin/api/2026-04/graphql.json', '{}', headers)).status, 500);
  const graphql = await openShop(t, { internalErrorAs: 'graphql' });
  graphql.running.faults.arm({ kind: 'server-error' });
  const answer = await graphql.graphql('{ shop { name } }');
  assert.equal(answer.errors[0].extensions.code, 'INTERNAL_SERVER_ERROR');
  assert.ok(answer.errors[0].extensions.requestId);
});
