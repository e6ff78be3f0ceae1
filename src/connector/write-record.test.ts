import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Operation, WriteCapability, WriteStep } from '../model/config.generated.ts';
import type { WriteOutcome, WriteRequest } from '../model/connection.ts';
import { Hold } from '../model/hold.ts';
import { loopbackServer, type Received, type Reply } from './testing/loopback-server.ts';
import { openForTest, writeRequest } from './testing/test-connection.ts';
import type { WrittenConnector } from './testing/test-connector.ts';

const step = (written: Partial<WriteStep> & Pick<WriteStep, 'name' | 'operation'>): WriteStep => ({
  repeat: 'never',
  ...written,
});

const HEADER = step({ name: 'order', operation: 'create', keep: "{ 'id': id }" });
const LINES = step({ name: 'lines', operation: 'add-line', for_each: '$payload.lines', keep: "{ 'line': line }" });

function erp(written: Partial<WriteCapability>, operations: Record<string, Partial<Operation>> = {}): WrittenConnector {
  return {
    operations: {
      create: { method: 'POST', path: '/orders', body: '$payload.header', proof: '$exists(id)' },
      'add-line': { method: 'POST', path: '/orders/{$steps.order.id}/lines', body: '$item' },
      update: { method: 'PATCH', path: '/orders/{$target.id}', body: '$payload' },
      read: { path: '/orders/{$target.id}' },
      ...operations,
    },
    capabilities: {
      'order.write': {
        idempotency: { strategy: 'upsert', reason: 'test' },
        references: [],
        absent: 'hold',
        result: { id: '$string(order.id)' },
        ...written,
      },
    },
  };
}

interface Written {
  readonly outcome: WriteOutcome;
  readonly kept: readonly (readonly [string, unknown])[];
  readonly received: readonly Received[];
}

async function write(
  written: WrittenConnector,
  request: Partial<WriteRequest>,
  answer: (request: Received, count: number) => Reply,
): Promise<Written> {
  await using server = await loopbackServer((received, _response, count) => answer(received, count));
  await using opened = openForTest(server.url, written);
  const kept: (readonly [string, unknown])[] = [];
  const outcome = await opened.connection.write('order.write', writeRequest(request), async (name, result) => {
    kept.push([name, result]);
  });
  return { outcome, kept, received: server.received };
}

const PAYLOAD = { header: { ref: 'A-1' }, lines: [{ sku: 'X' }, { sku: 'Y' }] };
const making = (request: Received, count: number): Reply =>
  request.url.endsWith('/lines') ? { status: 201, json: { line: count } } : { status: 201, json: { id: 7 } };

test('steps are made in order, each kept before the next', async () => {
  const { outcome, kept, received } = await write(erp({ create: [HEADER, LINES] }), { payload: PAYLOAD }, making);
  assert.deepEqual(outcome, { kind: 'done', target: { id: '7' } });
  assert.deepEqual(
    received.map(({ url, body }) => [url, body]),
    [
      ['/api/orders', '{"ref":"A-1"}'],
      ['/api/orders/7/lines', '{"sku":"X"}'],
      ['/api/orders/7/lines', '{"sku":"Y"}'],
    ],
  );
  assert.deepEqual(kept, [
    ['order', { id: 7 }],
    ['lines/0', { line: 2 }],
    ['lines/1', { line: 3 }],
  ]);
});

test('of the last call, and of no other, it is said that none comes after it', async () => {
  await using server = await loopbackServer((received, _response, count) => making(received, count));
  await using opened = openForTest(server.url, erp({ create: [HEADER, LINES] }));
  const kept: (readonly [string, boolean])[] = [];
  await opened.connection.write('order.write', writeRequest({ payload: PAYLOAD }), async (name, _result, isLast) => {
    kept.push([name, isLast]);
  });
  assert.deepEqual(kept, [
    ['order', false],
    ['lines/0', false],
    ['lines/1', true],
  ]);
});

test('a write that was cut off goes on at the first call that is not done', async () => {
  const done = { order: { id: 9 }, 'lines/0': { line: 1 } };
  const { outcome, kept, received } = await write(erp({ create: [HEADER, LINES] }), { payload: PAYLOAD, done }, making);
  assert.deepEqual(outcome, { kind: 'done', target: { id: '9' } });
  assert.deepEqual(
    received.map(({ url, body }) => [url, body]),
    [['/api/orders/9/lines', '{"sku":"Y"}']],
  );
  assert.deepEqual(kept, [['lines/1', { line: 1 }]]);
});

test('what earlier items yielded stands in $steps as a list', async () => {
  const summary = step({ name: 'sum', operation: 'summary', keep: 'total' });
  const operations = { summary: { method: 'POST', path: '/sum', body: "{ 'lines': [$steps.lines.line] }" } } as const;
  const { received } = await write(
    erp({ create: [HEADER, LINES, summary] }, operations),
    { payload: PAYLOAD },
    (request, count) => (request.url.endsWith('/sum') ? { json: { total: 5 } } : making(request, count)),
  );
  assert.equal(received.at(-1)?.body, '{"lines":[2,3]}');
});

test('a step without its condition is left out; nothing and empty count as no', async () => {
  for (const [when, calls] of [
    ['false', 1],
    ['$payload.nothing', 1],
    ["''", 1],
    ['true', 2],
    ['$payload.header', 2],
    ['$count($payload.lines) > 1', 2],
  ] as const) {
    const more = step({ name: 'more', operation: 'read-all', when });
    const { received, outcome } = await write(
      erp({ create: [HEADER, more] }, { 'read-all': { path: '/all' } }),
      { payload: PAYLOAD },
      making,
    );
    assert.equal(received.length, calls, when);
    assert.equal(outcome.kind, 'done');
  }
});

test('one item, no item, and a list that is not there', async () => {
  for (const [lines, calls] of [
    [[{ sku: 'X' }], 2],
    [[], 1],
    [undefined, 1],
  ] as const) {
    const { received } = await write(erp({ create: [HEADER, LINES] }), { payload: { header: {}, lines } }, making);
    assert.equal(received.length, calls);
  }
});

test('the first call that fails ends the write; what was done stays kept', async () => {
  const { outcome, kept } = await write(erp({ create: [HEADER, LINES] }), { payload: PAYLOAD }, (request, count) =>
    count === 3 ? { status: 400, json: { code: 'sku_unknown', message: 'no Y' } } : making(request, count),
  );
  assert.deepEqual(outcome, {
    kind: 'rejected',
    reason: { code: 'sku_unknown', text: 'add-line answered 400 sku_unknown: no Y' },
  });
  assert.deepEqual(
    kept.map(([name]) => name),
    ['order', 'lines/0'],
  );
});

test('a success counts only if the body proves it', async () => {
  for (const body of [{}, { id: undefined }, [], 'ok', null]) {
    const { outcome, kept } = await write(erp({ create: [HEADER] }), { payload: PAYLOAD }, () => ({
      status: 201,
      json: body,
    }));
    assert.equal(outcome.kind, 'unknown', JSON.stringify(body));
    assert.deepEqual(kept, []);
  }
});

test('written, but nobody knows as what: looked up', async () => {
  for (const id of [null, undefined, '']) {
    const { outcome } = await write(
      erp({ create: [HEADER] }, { create: { method: 'POST', path: '/orders' } }),
      { payload: PAYLOAD },
      () => ({ status: 201, json: { id } }),
    );
    assert.equal(outcome.kind, 'unknown', JSON.stringify(id));
  }
});

test('no clear answer: looked up, unless the call may be repeated', async () => {
  for (const reply of [{ status: 500, json: {} }, 'cut', { status: 201, text: '<html>' }, { status: 504 }] as const) {
    const never = await write(erp({ create: [HEADER] }), { payload: PAYLOAD }, () => reply);
    assert.equal(never.outcome.kind, 'unknown');
    const safe = await write(erp({ create: [{ ...HEADER, repeat: 'safe' }] }), { payload: PAYLOAD }, () => reply);
    assert.equal(safe.outcome.kind, 'retry');
  }
});

test('a step that only reads cannot have written', async () => {
  const look = step({ name: 'current', operation: 'read', keep: "{ 'v': version }" });
  const change = step({ name: 'order', operation: 'update' });
  const target = { id: '5', number: 'SO-5' };
  const { outcome } = await write(erp({ update: [look, change] }), { payload: {}, target }, () => ({
    status: 500,
    json: {},
  }));
  assert.equal(outcome.kind, 'retry');
  const gone = await write(erp({ update: [look, change] }), { payload: {}, target }, () => ({ status: 404, json: {} }));
  assert.equal(gone.outcome.kind, 'gone');
});

test('a query that travels in a body is no write: asked again though it was answered, and nothing to look up', async () => {
  const query = { method: 'POST', path: '/query', body: "{ 'q': $payload.lines.sku }", only_reads: true } as const;
  const items = step({ name: 'items', operation: 'query', keep: "{ 'ids': ids }" });
  const written = erp({ create: [items, { ...HEADER, operation: 'create' }] }, { query });
  const unanswered = await write(written, { payload: PAYLOAD }, () => ({ status: 500, json: {} }));
  assert.equal(unanswered.outcome.kind, 'retry');
  const again = await write(
    written,
    { payload: PAYLOAD, done: { items: { ids: [] } }, unsure: false },
    (request, count) => (request.url.endsWith('/query') ? { json: { ids: [1, 2] } } : making(request, count)),
  );
  assert.equal(again.outcome.kind, 'done');
  assert.deepEqual(again.kept[0], ['items', { ids: [1, 2] }]);
});

test('what a system says in the Location header alone is kept', async () => {
  const located = step({ name: 'order', operation: 'create', keep: "{ 'id': $split($headers.location, '/')[-1] }" });
  const { operations, ...rest } = erp({ create: [located] });
  const written = { ...rest, operations: { ...operations, create: { method: 'POST', path: '/orders' } as const } };
  const { outcome } = await write(written, { payload: {} }, () => ({
    status: 204,
    headers: { Location: 'https://erp.example.com/api/orders/1201' },
  }));
  assert.deepEqual(outcome, { kind: 'done', target: { id: '1201' } });
});

test('an update yields the target itself', async () => {
  const target = { id: '5', number: 'SO-5', kept: { lines: [1] } };
  const { outcome, received } = await write(
    erp({ update: [step({ name: 'order', operation: 'update' })] }),
    { payload: { a: 1 }, target },
    () => ({ status: 200, json: { id: 5 } }),
  );
  assert.deepEqual(outcome, { kind: 'done', target });
  assert.deepEqual(
    received.map(({ method, url }) => [method, url]),
    [['PATCH', '/api/orders/5']],
  );
});

test('a step that keeps nothing is kept as done', async () => {
  const { kept } = await write(
    erp({ update: [step({ name: 'order', operation: 'update' })] }),
    { payload: {}, target: { id: '5' } },
    () => ({ status: 204 }),
  );
  assert.deepEqual(kept, [['order', true]]);
});

test('a step that cannot be built holds the record', async () => {
  await assert.rejects(
    write(erp({ create: [step({ name: 'x', operation: 'create', when: '$number("x")' })] }), { payload: {} }, making),
    Hold,
  );
  await assert.rejects(
    write(erp({ create: [step({ name: 'x', operation: 'add-line' })] }), { payload: {} }, making),
    Hold,
  );
});

test('what cannot be kept is not called done', async () => {
  await using server = await loopbackServer((request, _response, count) => making(request, count));
  await using opened = openForTest(server.url, erp({ create: [HEADER, LINES] }));
  const full = new Error('disk full');
  await assert.rejects(
    opened.connection.write('order.write', writeRequest({ payload: PAYLOAD }), () => Promise.reject(full)),
    full,
  );
  assert.equal(server.received.length, 1);
});

test('a write that the capability does not have is refused', async () => {
  await assert.rejects(write(erp({ create: [HEADER] }), { target: { id: '5' } }, making), {
    code: 'CAPABILITY_MISSING',
  });
  await assert.rejects(write(erp({ update: [HEADER] }), {}, making), { code: 'CAPABILITY_MISSING' });
});

test('after a lost answer the next call is made again only where that is safe; what comes after it was never made', async () => {
  const header = { ...HEADER, operation: 'create' };
  const done = { order: { id: 7 } };
  const repeatable = { ...LINES, repeat: 'safe' } as const;
  const never = step({ name: 'note', operation: 'add-note' });
  const operations = { 'add-note': { method: 'POST', path: '/orders/{$steps.order.id}/notes' } } as const;
  const { outcome, received } = await write(
    erp({ create: [header, repeatable, never] }, operations),
    { payload: PAYLOAD, done, unsure: true },
    making,
  );
  assert.equal(outcome.kind, 'done');
  assert.deepEqual(
    received.map(({ url }) => url),
    ['/api/orders/7/lines', '/api/orders/7/lines', '/api/orders/7/notes'],
  );
  await assert.rejects(
    write(erp({ create: [header, LINES] }), { payload: PAYLOAD, done, unsure: true }, () => assert.fail('was sent')),
    (error: unknown) => error instanceof Hold && error.code === 'perhaps-written',
  );
});
