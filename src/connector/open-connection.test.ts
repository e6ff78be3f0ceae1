import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loopbackServer } from './testing/loopback-server.ts';
import { collect, never, openForTest, TOKEN, writeRequest } from './testing/test-connection.ts';
import { BY_CHANGE, type WrittenConnector } from './testing/test-connector.ts';

const SHOP: WrittenConnector = {
  operations: {
    'list-orders': {
      path: '/orders',
      query: { since: '{$since}', page: '{$page.number}' },
      paging: { style: 'page-number', first: 1, size: 2, window: false },
    },
    'find-order': { path: '/orders', query: { number: '{$payload.number}' } },
    'create-order': { method: 'POST', path: '/orders', body: '$payload', proof: '$exists(id)' },
    'list-terms': { path: '/terms' },
    status: { path: '/status' },
  },
  references: { terms: { operation: 'list-terms', key: 'code', value: 'id' } },
  capabilities: {
    'order.read': {
      read: 'list-orders',
      key: '$string(id)',
      label: 'number',
      cursor: { ...BY_CHANGE, ascending: false },
    },
    'order.find': { find: ['find-order'], same: 'number = $payload.number', id: '$string(id)', number: 'number' },
    'order.write': {
      idempotency: { strategy: 'find-first', reason: 'test' },
      find: 'order.find',
      references: [],
      absent: 'hold',
      create: [{ name: 'order', operation: 'create-order', repeat: 'never', keep: "{ 'id': id, 'number': number }" }],
      result: { id: '$string(order.id)', number: 'order.number' },
    },
  },
  probe: { operation: 'status', expect: "name = 'shop'", says: "'Shop ' & version" },
};

test('reads pages to the short one and closes with the newest time as watermark', async () => {
  await using server = await loopbackServer(({ url }) => ({
    json: url.includes('page=1')
      ? [
          { id: 1, number: 'A-1', changed: '2026-01-05T08:00:00Z' },
          { id: 2, number: 'A-2', changed: '2026-01-05T08:30:00Z' },
        ]
      : [{ id: 3, number: 'A-3' }],
  }));
  await using opened = openForTest(server.url, SHOP);
  const pages = await collect(
    opened.connection.read('order', { watermark: '2026-01-05T07:00:00.000Z', signal: never() }),
  );
  assert.deepEqual(
    pages.map(({ records, watermark }) => [
      records.map(({ key, label, observedAt }) => [key, label, observedAt]),
      watermark,
    ]),
    [
      [
        [
          ['1', 'A-1', '2026-01-05T08:00:00.000Z'],
          ['2', 'A-2', '2026-01-05T08:30:00.000Z'],
        ],
        undefined,
      ],
      [[['3', 'A-3', undefined]], undefined],
      [[], '2026-01-05T08:30:00.000Z'],
    ],
  );
  assert.deepEqual(
    server.received.map(({ url, headers }) => [url, headers.authorization]),
    [
      ['/api/orders?since=2026-01-05T06%3A58%3A00Z&page=1', `Bearer ${TOKEN}`],
      ['/api/orders?since=2026-01-05T06%3A58%3A00Z&page=2', `Bearer ${TOKEN}`],
    ],
  );
});

test('writes: keeps the step, then tells id and number', async () => {
  await using server = await loopbackServer(() => ({ status: 201, json: { id: 77, number: 'SO-77', secret: 'x' } }));
  await using opened = openForTest(server.url, SHOP);
  const kept: unknown[] = [];
  const outcome = await opened.connection.write(
    'order.write',
    writeRequest({ payload: { number: 'A-1' } }),
    async (step, result) => {
      kept.push([step, result]);
    },
  );
  assert.deepEqual(outcome, { kind: 'done', target: { id: '77', number: 'SO-77' } });
  assert.deepEqual(kept, [['order', { id: 77, number: 'SO-77' }]]);
  assert.deepEqual(
    server.received.map(({ method, body }) => [method, body]),
    [['POST', '{"number":"A-1"}']],
  );
});

test('finds only what is the same, by the name of the find and of the write', async () => {
  await using server = await loopbackServer(() => ({
    json: [
      { id: 8, number: 'A-10' },
      { id: 9, number: 'A-1' },
    ],
  }));
  await using opened = openForTest(server.url, SHOP);
  const found = { kind: 'found', target: { id: '9', number: 'A-1' } };
  const request = writeRequest({ payload: { number: 'A-1' } });
  assert.deepEqual(await opened.connection.find('order.find', request), found);
  assert.deepEqual(await opened.connection.find('order.write', request), found);
  assert.deepEqual(await opened.connection.find('order.find', writeRequest({ payload: { number: 'A-9' } })), {
    kind: 'none',
  });
});

test('an entry of a reference list may be read one by one, stand under several keys, and be one of several there', async () => {
  const office = { id: 1, name: 'Office', items: [7, 8] };
  const gifts = { id: 2, name: 'Gifts', items: [8] };
  await using server = await loopbackServer(({ url }) =>
    url.endsWith('/groups') ? { json: [{ id: 1 }, { id: 2 }] } : { json: url.endsWith('/1') ? office : gifts },
  );
  await using opened = openForTest(server.url, {
    ...SHOP,
    operations: {
      ...SHOP.operations,
      'list-groups': { path: '/groups' },
      'read-group': { path: '/groups/{$item.id}' },
    },
    references: {
      groups: {
        operation: 'list-groups',
        each: 'read-group',
        key: '[items.$string()]',
        value: 'name',
        combine: 'collect',
      },
    },
  });
  const groups = await opened.connection.reference('groups', false, never());
  assert.deepEqual(Object.fromEntries(groups), { 7: ['Office'], 8: ['Office', 'Gifts'] });
});

test('reference lists are read once, and again when asked for afresh', async () => {
  await using server = await loopbackServer((_request, _response, count) => ({ json: [{ code: 'N30', id: count }] }));
  await using opened = openForTest(server.url, SHOP);
  const both = await Promise.all([1, 2].map(() => opened.connection.reference('terms', false, never())));
  assert.deepEqual(
    both.map((list) => list.get('N30')),
    [1, 1],
  );
  assert.equal((await opened.connection.reference('terms', true, never())).get('N30'), 2);
});

test('a probe counts on positive evidence only', async () => {
  let body: unknown = { name: 'shop', version: '9.1' };
  await using server = await loopbackServer(() => ({ json: body }));
  await using opened = openForTest(server.url, SHOP);
  assert.equal(await opened.connection.probe(never()), 'Shop 9.1');
  body = { name: 'something else' };
  await assert.rejects(opened.connection.probe(never()), { code: 'ANSWER_MALFORMED' });
});

test('what is not there is named', async () => {
  await using opened = openForTest('http://127.0.0.1:1', SHOP);
  await assert.rejects(opened.connection.find('stock.find', writeRequest()), { code: 'CAPABILITY_MISSING' });
  assert.throws(() => opened.connection.read('stock', { signal: never() }), { code: 'CAPABILITY_MISSING' });
  await assert.rejects(opened.connection.reference('nothing', false, never()), { code: 'CAPABILITY_MISSING' });
  assert.equal(opened.connection.capability('order.write')?.strategy, 'find-first');
  assert.equal(opened.connection.capability('stock.write'), undefined);
});

test('settings that cannot be are refused when the connection is opened', () => {
  assert.throws(() => openForTest('ftp://shop.example.com', SHOP), { code: 'OPTION_INVALID' });
  assert.throws(() => openForTest('https://user:word@shop.example.com', SHOP), { code: 'OPTION_INVALID' });
  assert.throws(() => openForTest('https://shop.example.com', SHOP, { auth: 'other' }), { code: 'OPTION_INVALID' });
  assert.throws(() => openForTest('https://shop.example.com', SHOP, { credentials: {} }), {
    code: 'CREDENTIAL_REFUSED',
  });
});
