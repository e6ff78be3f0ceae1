import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop } from './open-shop.support.ts';

const GRAPHQL = '/admin/api/2026-04/graphql.json';
const SHOP = JSON.stringify({ query: '{ shop { name } }' });

test('a client credentials grant gives a token for a day, asked by form or by JSON', async (t) => {
  const { post, clock } = await openShop(t);
  const asked = { grant_type: 'client_credentials', client_id: 'twin-client-id', client_secret: 'twin-client-secret' };
  const form = await post('/admin/oauth/access_token', new URLSearchParams(asked).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
  });
  const json = await post('/admin/oauth/access_token', JSON.stringify(asked), { 'content-type': 'application/json' });
  assert.match(form.body.access_token, /^shpat_[0-9a-f]{32}$/);
  assert.notEqual(form.body.access_token, json.body.access_token);
  assert.equal(form.body.expires_in, 86_399);
  const headers = { 'x-shopify-access-token': form.body.access_token };
  assert.equal((await post(GRAPHQL, SHOP, headers)).status, 200);
  clock.advance(86_398_000);
  assert.equal((await post(GRAPHQL, SHOP, headers)).status, 200);
  clock.advance(1000);
  assert.equal((await post(GRAPHQL, SHOP, headers)).status, 401);
});

test('a wrong secret, client or grant gets no token', async (t) => {
  const { post } = await openShop(t);
  const ask = async (body: Record<string, string>) =>
    post('/admin/oauth/access_token', JSON.stringify(body), { 'content-type': 'application/json' });
  const good = { grant_type: 'client_credentials', client_id: 'twin-client-id', client_secret: 'twin-client-secret' };
  assert.equal((await ask({ ...good, client_secret: 'x' })).status, 400);
  assert.equal((await ask({ ...good, client_id: 'x' })).status, 400);
  assert.equal((await ask({ ...good, grant_type: 'password' })).body.error, 'unsupported_grant_type');
});

test('a missing, bad or expired token is a 401 whose errors is a string', async (t) => {
  const { post, running } = await openShop(t);
  for (const headers of [
    {},
    { 'x-shopify-access-token': 'shpat_nobody' },
    { authorization: 'Bearer shpat_twin_static' },
  ]) {
    const answer = await post(GRAPHQL, SHOP, headers);
    assert.equal(answer.status, 401);
    assert.equal(typeof answer.body.errors, 'string');
  }
  running.faults.arm({ kind: 'expired-token' });
  const headers = { 'x-shopify-access-token': 'shpat_twin_static' };
  assert.equal((await post(GRAPHQL, SHOP, headers)).status, 401);
  assert.equal((await post(GRAPHQL, SHOP, headers)).status, 200);
});

test('an expired version falls forward and says so in a header; a future one and a wrong path are 404', async (t) => {
  const { post } = await openShop(t);
  const headers = { 'x-shopify-access-token': 'shpat_twin_static' };
  const old = await post('/admin/api/2023-01/graphql.json', SHOP, headers);
  assert.equal(old.status, 200);
  assert.equal(old.headers.get('x-shopify-api-version'), '2025-07');
  assert.equal((await post(GRAPHQL, SHOP, headers)).headers.get('x-shopify-api-version'), '2026-04');
  for (const path of [
    '/admin/api/2026-10/graphql.json',
    '/admin/api/2026-05/graphql.json',
    '/admin/api/graphql',
    '/graphql.json',
  ])
    assert.equal((await post(path, SHOP, headers)).status, 404, path);
});

test('a body that is not JSON or has no query is a 400', async (t) => {
  const { post } = await openShop(t);
  const headers = { 'x-shopify-access-token': 'shpat_twin_static' };
  assert.equal((await post(GRAPHQL, '{', headers)).status, 400);
  assert.equal((await post(GRAPHQL, '{"variables":{}}', headers)).status, 400);
});

test('a missing scope is ACCESS_DENIED in a 200, at the root and inside', async (t) => {
  const { graphql, twin } = await openShop(t, { scopes: ['read_orders', 'read_all_orders'] });
  const customer = twin.addCustomer({ firstName: 'Dana', email: 'dana@example.com' });
  const order = twin.placeOrder({ lines: [{ title: 'Part', unitPrice: '1.00', quantity: 1 }], customer: customer.id });
  const root = await graphql('{ customers(first: 1) { nodes { id } } }');
  assert.equal(root.errors[0].extensions.code, 'ACCESS_DENIED');
  assert.equal(root.data, null);
  const write = await graphql(
    `mutation { orderClose(input: {id: "${order.id}"}) { order { id } userErrors { message } } }`,
  );
  assert.equal(write.errors[0].extensions.code, 'ACCESS_DENIED');
  assert.equal(order.closedAt, null);
  // Partial data: the order is there, the forbidden field is null and has an error with its path.
  const inside = await graphql('{ orders(first: 1) { nodes { name customer { id } } } }');
  assert.deepEqual(inside.data.orders.nodes, [{ name: '#1001', customer: null }]);
  assert.deepEqual(inside.errors[0].path, ['orders', 'nodes', 0, 'customer']);
});

test('without read_all_orders, orders of more than 60 days are simply not there', async (t) => {
  const { graphql, twin, clock } = await openShop(t, { scopes: ['read_orders'] });
  const old = twin.placeOrder({ lines: [{ title: 'Part', unitPrice: '1.00', quantity: 1 }] });
  const read = async () =>
    (await graphql(`{ orders(first: 5) { nodes { name } } order(id: "${old.id}") { name } }`)).data;
  assert.equal((await read()).orders.nodes.length, 1);
  clock.advance(61 * 86_400_000);
  assert.deepEqual(await read(), { orders: { nodes: [] }, order: null });
});

test('without the approval, protected customer data is null', async (t) => {
  const { graphql, twin } = await openShop(t, { protectedCustomerData: false });
  const customer = twin.addCustomer({ firstName: 'Dana', email: 'dana@example.com' });
  twin.placeOrder({ lines: [{ title: 'Part', unitPrice: '1.00', quantity: 1 }], customer: customer.id });
  const { data } = await graphql(
    '{ orders(first: 1) { nodes { email customer { firstName defaultEmailAddress { emailAddress } } } } }',
  );
  assert.deepEqual(data.orders.nodes, [{ email: null, customer: { firstName: null, defaultEmailAddress: null } }]);
});
