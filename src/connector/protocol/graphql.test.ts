import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loopbackServer, type Reply } from '../testing/loopback-server.ts';
import { collect, never, openForTest, withTimePassing, writeRequest } from '../testing/test-connection.ts';
import type { WrittenConnector } from '../testing/test-connector.ts';

const SHOP: WrittenConnector = {
  protocol: 'graphql',
  base_path: '/graphql.json',
  limits: [
    {
      kind: 'cost',
      maximum: 1000,
      restore_per_second: 50,
      estimate: 50,
      available: 'extensions.cost.throttleStatus.currentlyAvailable',
    },
  ],
  operations: {
    list: {
      graphql:
        'query Orders($after: String) { orders(after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
      variables: "{ 'after': $page.cursor, 'since': $since }",
      result: 'orders.nodes',
      paging: { style: 'cursor', size: 1, next: 'orders.pageInfo[hasNextPage].endCursor' },
    },
    find: { graphql: 'query Find { customer { id } }', variables: "{ 'email': $payload.email }", result: 'customer' },
    create: {
      graphql:
        'mutation Create($input: In!) { customerCreate(input: $input) { customer { id } userErrors { field message code } } }',
      variables: "{ 'input': $payload }",
      result: 'customerCreate.customer',
      user_errors: 'customerCreate.userErrors',
      proof: '$exists(id)',
    },
  },
  capabilities: {
    'order.read': { read: 'list', key: 'id', cursor: { kind: 'scan', zone: 'UTC' } },
    'customer.find': { find: ['find'], same: 'true', id: 'id' },
    'customer.write': {
      idempotency: { strategy: 'find-first', reason: 'test' },
      find: 'customer.find',
      references: [],
      absent: 'hold',
      create: [{ name: 'customer', operation: 'create', repeat: 'never', keep: "{ 'id': id }" }],
      result: { id: 'customer.id' },
    },
  },
};

async function write(reply: Reply, verdicts: WrittenConnector['verdicts'] = []) {
  await using server = await loopbackServer(() => reply);
  await using opened = openForTest(server.url, { ...SHOP, verdicts });
  const outcome = await opened.connection.write(
    'customer.write',
    writeRequest({ payload: { email: 'a@example.com' } }),
    async () => undefined,
  );
  return { outcome, received: server.received };
}

const created = (userErrors: unknown, customer: unknown = { id: 'gid://1' }): Reply => ({
  json: { data: { customerCreate: { customer, userErrors } } },
});

test('one POST path; values go in as variables', async () => {
  const { outcome, received } = await write(created([]));
  assert.deepEqual(outcome, { kind: 'done', target: { id: 'gid://1' } });
  assert.deepEqual([received[0]?.method, received[0]?.url], ['POST', '/graphql.json']);
  assert.deepEqual(JSON.parse(received[0]?.body ?? '').variables, { input: { email: 'a@example.com' } });
});

test('user errors refuse, with the first code and every message', async () => {
  const errors = [
    { field: ['input', 'email'], message: 'Email has already been taken', code: 'TAKEN' },
    { field: null, message: 'Second' },
  ];
  const { outcome } = await write(created(errors, null));
  assert.deepEqual(outcome, {
    kind: 'rejected',
    reason: { code: 'TAKEN', text: 'create answered 200 TAKEN: input.email: Email has already been taken; Second' },
  });
  const one = await write(created([{ message: 'Only' }], null));
  assert.deepEqual(one.outcome.kind === 'rejected' && one.outcome.reason.text, 'create answered 200: Only');
});

test('a row decides otherwise by the code of the user errors', async () => {
  const { outcome } = await write(created([{ message: 'x', code: 'TAKEN' }], null), [
    // biome-ignore lint/suspicious/noThenProperty: rows of a verdict table are written so
    { code: 'TAKEN', then: 'look-up' },
  ]);
  assert.equal(outcome.kind, 'unknown');
});

test('errors inside a 200', async () => {
  const errors = (code: string | undefined, more: object = {}) => [
    { message: 'no', ...(code === undefined ? {} : { extensions: { code } }), ...more },
  ];
  const cases: [unknown, string][] = [
    [{ errors: errors('undefinedField'), data: null }, 'rejected'],
    [{ errors: errors(undefined) }, 'rejected'],
    [{ errors: errors(undefined, { path: ['customerCreate'] }), data: null }, 'unknown'],
    [{ errors: errors(undefined, { path: ['customerCreate'] }), data: { customerCreate: null } }, 'unknown'],
    [{ errors: errors('INTERNAL_SERVER_ERROR'), data: null }, 'unknown'],
    [{ errors: errors('ACCESS_DENIED'), data: null }, 'halted'],
    [{ errors: errors('THROTTLED'), data: null }, 'retry'],
    [{ errors: errors(undefined), data: { customerCreate: { customer: { id: '1' }, userErrors: [] } } }, 'unknown'],
    [{ data: { customerCreate: null } }, 'unknown'],
    [{}, 'unknown'],
    [{ errors: [], data: { customerCreate: { customer: { id: '1' }, userErrors: [] } } }, 'done'],
  ];
  for (const [json, kind] of cases) assert.equal((await write({ json })).outcome.kind, kind, JSON.stringify(json));
});

test('errors told as text, as an expired token is', async () => {
  const { outcome } = await write({ status: 401, json: { errors: '[API] Invalid API key or access token' } });
  assert.deepEqual(
    outcome.kind === 'halted' && outcome.reason.text,
    'create answered 401: [API] Invalid API key or access token',
  );
});

test('reads follow the cursor; one node is a list of one', async () => {
  const pages = [
    { nodes: [{ id: 'a' }], pageInfo: { hasNextPage: true, endCursor: 'c1' } },
    { nodes: [{ id: 'b' }], pageInfo: { hasNextPage: false, endCursor: 'c2' } },
  ];
  await using server = await loopbackServer((_request, _response, count) => ({
    json: { data: { orders: pages[count - 1] } },
  }));
  await using opened = openForTest(server.url, SHOP);
  const read = await collect(opened.connection.read('order', { signal: never() }));
  assert.deepEqual(
    read.flatMap(({ records }) => records.map(({ key }) => String(key))),
    ['a', 'b'],
  );
  assert.deepEqual(JSON.parse(server.received[1]?.body ?? '').variables, { after: 'c1' });
});

test('a read with errors beside its data is refused: a field may be missing that is not empty', async () => {
  const json = {
    data: { orders: { nodes: [{ id: 'a' }], pageInfo: {} } },
    errors: [{ message: 'Access denied for total', path: ['orders'] }],
  };
  await using server = await loopbackServer(() => ({ json }));
  await using opened = openForTest(server.url, SHOP);
  await assert.rejects(collect(opened.connection.read('order', { signal: never() })), {
    code: 'SYSTEM_REFUSED',
    message: /Access denied/,
  });
});

test('null is nobody; a throttled call is made again when the budget has refilled', async () => {
  const throttled = {
    errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
    extensions: { cost: { throttleStatus: { currentlyAvailable: 0 } } },
  };
  await using server = await loopbackServer((_request, _response, count) => ({
    json: count === 1 ? throttled : { data: { customer: null } },
  }));
  await using opened = openForTest(server.url, SHOP);
  const begun = opened.clock.now();
  const outcome = await withTimePassing(
    opened.clock,
    opened.connection.find('customer.find', writeRequest({ payload: {} })),
  );
  assert.deepEqual(outcome, { kind: 'none' });
  assert.equal(server.received.length, 2);
  assert.ok(opened.clock.now() - begun >= 2_000);
});
