import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileConnector } from './compile-connector.ts';
import { loopbackServer } from './testing/loopback-server.ts';
import { collect, never, openForTest } from './testing/test-connection.ts';
import { BY_CHANGE, connectorFile, type WrittenConnector } from './testing/test-connector.ts';

const READ = {
  read: 'orders',
  key: '$string(id)',
  label: 'order',
  join: [{ field: 'payments', read: 'payments', key: "$string(id) & '@' & changed" }],
  split: "($order := $; [payments.rows.$merge([$, { 'order': $order.number }])])",
  cursor: BY_CHANGE,
} satisfies NonNullable<WrittenConnector['capabilities']>[string];
const ORDERS = {
  operations: {
    orders: {
      path: '/orders',
      query: { since: '{$since}', page: '{$page.number}', limit: '{$page.size}' },
      paging: { style: 'page-number', size: 2, first: 1, window: true },
    },
    payments: { path: "/payments/{$substringBefore($key, '@')}", result: "{ 'rows': [$] }" },
  },
  capabilities: { 'payment.read': READ },
} satisfies WrittenConnector;

const order = (id: number, at: string) => ({ id, number: `#${id}`, changed: `2026-01-05T08:${at}:00Z` });

test('an entry of a list holds several records, one or none; they share its time of change', async () => {
  const pages = [
    [order(1, '10'), order(2, '11')],
    // The window begins with what was read before.
    [order(2, '11'), order(3, '12')],
    [order(3, '12')],
  ];
  await using server = await loopbackServer(({ url = '' }) => {
    if (url.startsWith('/api/orders')) return { json: pages.shift() ?? [] };
    return { json: url.endsWith('/1') ? [{ id: 11 }, { id: 12 }] : url.endsWith('/2') ? [] : [{ id: 31 }] };
  });
  await using opened = openForTest(server.url, ORDERS);
  const read = await collect(opened.connection.read('payment', { signal: never() }));
  assert.deepEqual(
    read.flatMap(({ records }) =>
      records.map(({ key, label, observedAt, native }) => [key, label, observedAt, native]),
    ),
    [
      ['11', '#1', '2026-01-05T08:10:00.000Z', { id: 11, order: '#1' }],
      ['12', '#1', '2026-01-05T08:10:00.000Z', { id: 12, order: '#1' }],
      ['31', '#3', '2026-01-05T08:12:00.000Z', { id: 31, order: '#3' }],
    ],
  );
  assert.equal(read.at(-1)?.watermark, '2026-01-05T08:12:00.000Z');
  assert.deepEqual(opened.notices, [], 'what a window brings again is not out of order');
});

test('one record of several cannot be read by its key', () => {
  const capabilities = { 'payment.read': { ...READ, one: 'payments' } };
  const { problems } = compileConnector(connectorFile({ ...ORDERS, capabilities }));
  assert.match(problems.map(({ path, message }) => `${path.join('.')}: ${message}`).join(), /one: a key of one record/);
});
