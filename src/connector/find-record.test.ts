import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Operation } from '../model/config.generated.ts';
import type { FindOutcome, WriteRequest } from '../model/connection.ts';
import { Hold } from '../model/hold.ts';
import { loopbackServer, type Received, type Reply } from './testing/loopback-server.ts';
import { openForTest, withTimePassing, writeRequest } from './testing/test-connection.ts';
import type { WrittenFind } from './testing/test-connector.ts';

const FIND: WrittenFind = {
  find: ['by-number', 'in-invoices'],
  same: 'ref = $payload.ref',
  id: '$string(id)',
  number: 'no',
  keep: "{ 'lines': [lines.id] }",
};
const OPERATIONS: Record<string, Partial<Operation>> = {
  'by-number': { path: '/orders', query: { ref: '{$payload.ref}' } },
  'in-invoices': { path: '/invoices', query: { ref: '{$payload.ref}' } },
};

async function find(
  answer: (request: Received, count: number) => Reply,
  operations = OPERATIONS,
  request: Partial<WriteRequest> = { payload: { ref: 'A-1' } },
  capability = FIND,
): Promise<{ outcome: FindOutcome; asked: readonly string[] }> {
  await using server = await loopbackServer((received, _response, count) => answer(received, count));
  await using opened = openForTest(server.url, { operations, capabilities: { 'order.find': capability } });
  const outcome = await withTimePassing(opened.clock, opened.connection.find('order.find', writeRequest(request)));
  return { outcome, asked: server.received.map(({ url }) => url) };
}

test('the operations are asked in turn, until one yields a match', async () => {
  const found = await find(({ url }) => ({
    json: url.includes('invoices')
      ? [{ id: 3, ref: 'A-1', no: 'INV-3', lines: [{ id: 1 }] }]
      : [{ id: 9, ref: 'A-10' }],
  }));
  assert.deepEqual(found.outcome, { kind: 'found', target: { id: '3', number: 'INV-3', kept: { lines: [1] } } });
  assert.deepEqual(found.asked, ['/api/orders?ref=A-1', '/api/invoices?ref=A-1']);
  const first = await find(() => ({ json: [{ id: 1, ref: 'A-1' }] }));
  assert.equal(first.asked.length, 1);
});

test('a search’s best hit is nobody; neither is what is only nearly the same', async () => {
  const { outcome } = await find(() => ({ json: [{ id: 9, ref: 'a-1' }, { id: 10, ref: null }, { id: 11 }] }));
  assert.deepEqual(outcome, { kind: 'none' });
});

test('only true is the same: neither text nor nothing is', async () => {
  for (const same of ['ref', 'nothing', '1', '[true, true]']) {
    const { outcome } = await find(
      () => ({ json: [{ id: 1, ref: 'A-1' }] }),
      OPERATIONS,
      { payload: {} },
      { ...FIND, same },
    );
    assert.equal(outcome.kind, 'none', same);
  }
});

test('several that are the same are told; the same one twice is one', async () => {
  const several = await find(() => ({
    json: [
      { id: 1, ref: 'A-1', no: 'x' },
      { id: 2, ref: 'A-1', no: 'y' },
    ],
  }));
  assert.deepEqual(several.outcome.kind === 'several' && several.outcome.targets.map(({ id }) => id), ['1', '2']);
  const twice = await find(() => ({
    json: [
      { id: 1, ref: 'A-1' },
      { id: 1, ref: 'A-1' },
    ],
  }));
  assert.equal(twice.outcome.kind, 'found');
});

test('all pages are looked through', async () => {
  const operations: Record<string, Partial<Operation>> = {
    ...OPERATIONS,
    'by-number': {
      path: '/orders',
      query: { page: '{$page.number}' },
      paging: { style: 'page-number', first: 1, size: 1, window: false },
    },
  };
  const { outcome } = await find(
    (_request, count) => ({ json: count < 4 ? [{ id: count, ref: count === 3 ? 'A-1' : 'B' }] : [] }),
    operations,
  );
  assert.equal(outcome.kind, 'found');
  const endless = await find((_request, count) => ({ json: [{ id: count, ref: 'B' }] }), operations);
  assert.equal(endless.outcome.kind, 'retry');
  assert.ok(endless.asked.length <= 51);
  const repeated = await find(() => ({ json: [{ id: 1, ref: 'B' }] }), operations);
  assert.equal(repeated.outcome.kind === 'retry' && repeated.outcome.reason.code, 'PAGE_REPEATED');
});

test('not found is none only when the system says so', async () => {
  assert.equal((await find(() => ({ status: 404, json: {} }))).outcome.kind, 'none');
  for (const reply of [
    { status: 404, text: '<html>' },
    { status: 503 },
    { status: 500, json: {} },
    'cut',
    { json: undefined },
    { text: '<html>' },
  ] as const) {
    assert.equal((await find(() => reply)).outcome.kind, 'retry', JSON.stringify(reply));
  }
});

test('a match without an id is not nobody', async () => {
  const { outcome } = await find(() => ({ json: [{ id: null, ref: 'A-1' }] }));
  assert.equal(outcome.kind, 'retry');
});

test('a look-up that cannot be built from the payload holds the record', async () => {
  const operations = { ...OPERATIONS, 'by-number': { path: '/orders/{$payload.nothing}' } };
  await assert.rejects(
    find(() => ({ json: [] }), operations),
    Hold,
  );
});

test('what stands elsewhere says whether a candidate is the same, and what its id is', async () => {
  const elsewhere: WrittenFind = {
    ...FIND,
    join: [
      { field: 'link', read: 'link-of', key: 'contact' },
      { field: 'owner', read: 'owner-of', key: 'link.owner' },
    ],
    same: 'ref = $payload.ref and owner.kept',
    id: '$string(owner.id)',
  };
  const operations = {
    ...OPERATIONS,
    'link-of': { path: '/links/{$key}' },
    'owner-of': { path: '/owners/{$key}' },
  };
  const { outcome, asked } = await find(
    ({ url }) => {
      if (url.startsWith('/api/links/')) return { json: { owner: `o-${url.slice(-1)}` } };
      if (url.startsWith('/api/owners/')) return { json: { id: url.slice(-1), kept: url.endsWith('8') } };
      const rows = [7, 8].map((contact) => ({ contact, ref: 'A-1', no: 'N', lines: [] }));
      return { json: rows };
    },
    operations,
    undefined,
    elsewhere,
  );
  assert.deepEqual(outcome, { kind: 'found', target: { id: '8', number: 'N', kept: { lines: [] } } });
  assert.deepEqual(asked, [
    '/api/orders?ref=A-1',
    '/api/links/7',
    '/api/owners/o-7',
    '/api/links/8',
    '/api/owners/o-8',
  ]);
});
