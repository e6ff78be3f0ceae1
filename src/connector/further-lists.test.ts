import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileConnector } from './compile-connector.ts';
import { loopbackServer } from './testing/loopback-server.ts';
import { collect, never, openForTest } from './testing/test-connection.ts';
import { BY_CHANGE, connectorFile } from './testing/test-connector.ts';

const CURSOR = { ...BY_CHANGE, ascending: false } as const;
const LISTS = {
  operations: {
    open: { path: '/open', query: { since: '{$since}' } },
    done: { path: '/done', query: { since: '{$since}' } },
  },
  capabilities: { 'order.read': { read: 'open', also: ['done'], key: '$string(id)', cursor: CURSOR } },
};

test('further lists are read behind the first, from the same mark, and the cursor moves at the end of all', async () => {
  await using server = await loopbackServer(({ url = '' }) => ({
    json: url.startsWith('/api/open')
      ? [{ id: 1, changed: '2026-01-05T08:50:00Z' }]
      : [
          { id: 2, changed: '2026-01-05T08:20:00Z' },
          { id: 1, changed: '2026-01-05T08:40:00Z' },
        ],
  }));
  await using opened = openForTest(server.url, LISTS);
  const pages = await collect(
    opened.connection.read('order', { signal: never(), watermark: '2026-01-05T08:00:00.000Z' }),
  );
  assert.deepEqual(
    server.received.map(({ url }) => decodeURIComponent(url ?? '')),
    ['/api/open?since=2026-01-05T07:58:00Z', '/api/done?since=2026-01-05T07:58:00Z'],
  );
  assert.deepEqual(
    pages.map(({ records, watermark }) => [records.map(({ key }) => String(key)), watermark]),
    [
      [['1'], undefined],
      [['2', '1'], undefined],
      [[], '2026-01-05T08:50:00.000Z'],
    ],
  );
});

test('a further list that cannot be read keeps the cursor where it was', async () => {
  await using server = await loopbackServer(({ url = '' }) =>
    url.startsWith('/api/open') ? { json: [{ id: 1, changed: '2026-01-05T08:50:00Z' }] } : { status: 400, json: {} },
  );
  await using opened = openForTest(server.url, LISTS);
  const seen: unknown[] = [];
  await assert.rejects(
    async () => {
      for await (const { watermark } of opened.connection.read('order', { signal: never() })) seen.push(watermark);
    },
    { code: 'SYSTEM_REFUSED' },
  );
  assert.deepEqual(seen, [undefined]);
});

test('several lists are in no order of change time together', () => {
  const read = { ...LISTS.capabilities['order.read'], cursor: { ...CURSOR, ascending: true } };
  const { problems } = compileConnector(connectorFile({ ...LISTS, capabilities: { 'order.read': read } }));
  assert.match(
    problems.map(({ path, message }) => `${path.join('.')}: ${message}`).join(),
    /^capabilities.order.read.cursor: several lists/,
  );
});
