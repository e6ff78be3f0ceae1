import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop } from './open-shop.support.ts';

const PAGE = `query($first: Int, $after: String, $reverse: Boolean, $query: String, $sortKey: OrderSortKeys) {
  orders(first: $first, after: $after, reverse: $reverse, query: $query, sortKey: $sortKey) {
    nodes { name } edges { cursor } pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}`;
const line = { title: 'Part', unitPrice: '1.00', quantity: 1 };

async function shopWithOrders(t: Parameters<typeof openShop>[0], count: number, options = {}) {
  const shop = await openShop(t, options);
  for (let index = 0; index < count; index += 1) {
    shop.clock.advance(1000);
    shop.twin.placeOrder({ lines: [line] });
  }
  const page = async (variables: object) =>
    (await shop.graphql(PAGE, { sortKey: 'UPDATED_AT', ...variables })).data.orders;
  const names = (orders: { nodes: { name: string }[] }) => orders.nodes.map(({ name }) => name);
  return { ...shop, page, names };
}

test('pages follow each other until hasNextPage is false', async (t) => {
  const { page, names } = await shopWithOrders(t, 5);
  const first = await page({ first: 2 });
  const second = await page({ first: 2, after: first.pageInfo.endCursor });
  const third = await page({ first: 2, after: second.pageInfo.endCursor });
  assert.deepEqual([names(first), names(second), names(third)], [['#1001', '#1002'], ['#1003', '#1004'], ['#1005']]);
  assert.deepEqual(
    [first, second, third].map(({ pageInfo }) => pageInfo.hasNextPage),
    [true, true, false],
  );
  assert.equal(second.pageInfo.hasPreviousPage, true);
  assert.equal(first.edges.length, 2);
});

test('reverse turns the order round', async (t) => {
  const { page, names } = await shopWithOrders(t, 3);
  const first = await page({ first: 2, reverse: true });
  assert.deepEqual(names(first), ['#1003', '#1002']);
  assert.deepEqual(names(await page({ first: 2, reverse: true, after: first.pageInfo.endCursor })), ['#1001']);
});

test('more than 250, nothing at all, or a negative first is an error', async (t) => {
  const { graphql } = await openShop(t);
  assert.match((await graphql('{ orders(first: 251) { nodes { id } } }')).errors[0].message, /first cannot exceed 250/);
  assert.match((await graphql('{ orders { nodes { id } } }')).errors[0].message, /one of first or last/);
  assert.ok((await graphql('{ orders(first: -1) { nodes { id } } }')).errors);
});

test('a cursor of another query, sort or direction is refused', async (t) => {
  const { graphql, page } = await shopWithOrders(t, 3);
  const { endCursor: after } = (await page({ first: 1 })).pageInfo;
  for (const other of [
    { sortKey: 'CREATED_AT' },
    { sortKey: 'UPDATED_AT', reverse: true },
    { sortKey: 'UPDATED_AT', query: 'test:false' },
  ]) {
    const answer = await graphql(PAGE, { first: 1, after, ...other });
    assert.match(answer.errors[0].message, /Invalid cursor/, JSON.stringify(other));
  }
  assert.match((await graphql(PAGE, { first: 1, after: 'rubbish' })).errors[0].message, /Invalid cursor/);
});

test('an order that changes while its list is paged comes again at the end, and none is skipped', async (t) => {
  const { page, names, twin, clock } = await shopWithOrders(t, 4);
  const first = await page({ first: 2 });
  clock.advance(1000);
  twin.editOrder('#1001', { addLines: [line] });
  const second = await page({ first: 2, after: first.pageInfo.endCursor });
  const third = await page({ first: 2, after: second.pageInfo.endCursor });
  assert.deepEqual([names(second), names(third)], [['#1003', '#1004'], ['#1001']]);
});

test('the lines of an order page on their own', async (t) => {
  const { twin, graphql } = await openShop(t);
  const order = twin.placeOrder({
    lines: Array.from({ length: 7 }, (_, index) => ({ ...line, title: `Part ${index}` })),
  });
  const query = `query($after: String) { order(id: "${order.id}") { lineItems(first: 5, after: $after) { nodes { title } pageInfo { hasNextPage endCursor } } } }`;
  const first = (await graphql(query)).data.order.lineItems;
  const second = (await graphql(query, { after: first.pageInfo.endCursor })).data.order.lineItems;
  assert.deepEqual(
    [first.nodes.length, first.pageInfo.hasNextPage, second.nodes.length, second.pageInfo.hasNextPage],
    [5, true, 2, false],
  );
  assert.equal(second.nodes[0].title, 'Part 5');
});

test('one filter pages through so many objects and no further', async (t) => {
  const { page, graphql } = await shopWithOrders(t, 5, { pagingLimit: 4 });
  const first = await page({ first: 2 });
  const second = await page({ first: 2, after: first.pageInfo.endCursor });
  const answer = await graphql(PAGE, { sortKey: 'UPDATED_AT', first: 2, after: second.pageInfo.endCursor });
  assert.match(answer.errors[0].message, /limited to 4/);
});

test('the fault of a repeated page repeats the page of the same list, not whatever was asked last', async (t) => {
  const { page, names, graphql, running } = await shopWithOrders(t, 4);
  const first = await page({ first: 2 });
  await graphql('{ shop { name } }');
  running.faults.arm({ kind: 'repeat-page', match: 'orders(' });
  const again = await page({ first: 2, after: first.pageInfo.endCursor });
  assert.deepEqual(names(again), names(first));
  assert.deepEqual(names(await page({ first: 2, after: first.pageInfo.endCursor })), ['#1003', '#1004']);
});
