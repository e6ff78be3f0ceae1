// biome-ignore-all lint/suspicious/noThenProperty: rows of a verdict table are written so
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { VerdictRow as WrittenRow } from '../model/config.generated.ts';
import { loopbackServer, type Reply } from './testing/loopback-server.ts';
import { collect, never, openForTest, writeRequest } from './testing/test-connection.ts';
import type { WrittenConnector } from './testing/test-connector.ts';

const shop = (verdicts: WrittenRow[] = [], own: WrittenRow[] = []): WrittenConnector => ({
  verdicts,
  operations: {
    list: { path: '/orders' },
    find: { path: '/orders/1' },
    create: { method: 'POST', path: '/orders', body: '$payload', proof: '$exists(id)', verdicts: own },
  },
  capabilities: {
    'order.read': { read: 'list', key: '$string(id)', cursor: { kind: 'scan', zone: 'UTC' }, one: 'find' },
    'order.find': { find: ['find'], same: 'true', id: '$string(id)' },
    'order.write': {
      idempotency: { strategy: 'find-first', reason: 'test' },
      find: 'order.find',
      references: [],
      absent: 'hold',
      create: [{ name: 'order', operation: 'create', repeat: 'never', keep: "{ 'id': id }" }],
      result: { id: '$string(order.id)' },
    },
  },
});

/** What one answer means to a write, a look-up and a read, in short. */
async function meaning(
  reply: Reply,
  connector = shop(),
): Promise<{ write: string; find: string; read: string; text: string }> {
  await using server = await loopbackServer(() => reply);
  const opened = () => openForTest(server.url, connector);
  await using writer = opened();
  const written = await writer.connection.write('order.write', writeRequest(), async () => undefined);
  await using finder = opened();
  const found = await finder.connection.find('order.find', writeRequest());
  await using reader = opened();
  const asked = server.received.length;
  const read = await readKind(collect(reader.connection.read('order', { signal: never() })));
  const short = (outcome: { kind: string; outage?: boolean }) =>
    `${outcome.kind}${outcome.outage === true ? ', outage' : ''}`;
  assert.ok(asked >= 2);
  return { write: short(written), find: short(found), read, text: 'reason' in written ? written.reason.text : '' };
}

async function readKind(reading: Promise<readonly unknown[]>): Promise<string> {
  try {
    return `${(await reading).length} pages`;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

const json = { code: 'some_code', message: 'because' };
const HTML = '<!DOCTYPE html><html><body>Down for maintenance</body></html>';

const CASES: readonly [string, Reply, write: string, find: string, read: string][] = [
  ['200 with a list', { json: [{ id: 7 }] }, 'done', 'found', '2 pages'],
  ['200 with HTML', { text: HTML }, 'unknown', 'retry', 'ANSWER_MALFORMED'],
  ['202 with HTML', { status: 202, text: HTML }, 'unknown', 'retry', 'ANSWER_MALFORMED'],
  ['204', { status: 204 }, 'unknown', 'retry', 'ANSWER_MALFORMED'],
  [
    '302',
    { status: 302, headers: { location: 'https://login.example.com/x?t=1' } },
    'rejected',
    'rejected',
    'SYSTEM_REFUSED',
  ],
  ['400', { status: 400, json }, 'rejected', 'rejected', 'SYSTEM_REFUSED'],
  ['401', { status: 401, json }, 'halted', 'halted', 'CONNECTION_HALTED'],
  ['402', { status: 402, json }, 'unknown', 'retry', 'SYSTEM_UNREACHABLE'],
  ['403', { status: 403, text: HTML }, 'halted', 'halted', 'CONNECTION_HALTED'],
  ['404', { status: 404, json }, 'rejected', 'none', 'SYSTEM_REFUSED'],
  ['404 with HTML', { status: 404, text: HTML }, 'unknown', 'retry', 'SYSTEM_UNREACHABLE'],
  ['409', { status: 409, json }, 'unknown', 'retry', 'SYSTEM_UNREACHABLE'],
  ['410', { status: 410, json }, 'rejected', 'none', 'SYSTEM_REFUSED'],
  ['412', { status: 412, json }, 'unknown', 'retry', 'SYSTEM_UNREACHABLE'],
  ['413', { status: 413, json }, 'rejected', 'rejected', 'SYSTEM_REFUSED'],
  ['422', { status: 422, json }, 'rejected', 'rejected', 'SYSTEM_REFUSED'],
  ['423', { status: 423, json }, 'retry', 'retry', 'SYSTEM_UNREACHABLE'],
  ['500', { status: 500, json }, 'unknown', 'retry', 'SYSTEM_UNREACHABLE'],
  ['500 with HTML', { status: 500, text: HTML }, 'unknown', 'retry, outage', 'SYSTEM_UNREACHABLE'],
  ['502', { status: 502, text: HTML }, 'unknown', 'retry, outage', 'SYSTEM_UNREACHABLE'],
  ['503', { status: 503, text: HTML }, 'retry, outage', 'retry, outage', 'SYSTEM_UNREACHABLE'],
  ['504', { status: 504, text: HTML }, 'unknown', 'retry, outage', 'SYSTEM_UNREACHABLE'],
  ['a cut connection', 'cut', 'unknown', 'retry, outage', 'SYSTEM_UNREACHABLE'],
  ['half an answer', 'cut-inside', 'unknown', 'retry, outage', 'ANSWER_MALFORMED'],
  ['damaged JSON', { json: undefined, text: '[{"id": NaN}]' }, 'unknown', 'retry', 'ANSWER_MALFORMED'],
  [
    'another charset',
    { headers: { 'content-type': 'application/json; charset=utf-16' }, text: '{"' },
    'unknown',
    'retry',
    'ANSWER_MALFORMED',
  ],
];

for (const [name, reply, write, find, read] of CASES) {
  test(`${name}: a write is ${write}, a look-up ${find}, a read ${read}`, async () => {
    // An answer with a list is no answer to a write.
    const answer = name === '200 with a list' ? { write: 'done', ...(await onlyReads(reply)) } : await meaning(reply);
    assert.deepEqual({ write: answer.write, find: answer.find, read: answer.read }, { write, find, read });
  });
}

async function onlyReads(reply: Reply): Promise<{ find: string; read: string }> {
  const { find, read } = await meaning(reply);
  return { find, read };
}

test('rate-limited: the time that the system tells, and no attempt used up', async () => {
  for (const [status, told] of [
    [429, '30'],
    [425, '30'],
    [503, '30'],
  ] as const) {
    await using server = await loopbackServer(() => ({ status, headers: { 'retry-after': told }, json }));
    await using opened = openForTest(server.url, shop());
    const outcome = await opened.connection.write('order.write', writeRequest(), async () => undefined);
    assert.deepEqual(outcome.kind === 'retry' && [outcome.outage, outcome.afterMs], [true, 30_000], String(status));
  }
});

test('the reason carries the system’s code and message, and the host of a redirect but not its link', async () => {
  assert.equal((await meaning({ status: 400, json })).text, 'create answered 400 some_code: because');
  assert.equal((await meaning({ status: 400, json: { detail: 'x' } })).text, 'create answered 400: nothing more');
  const redirect = await meaning({ status: 302, headers: { location: 'https://login.example.com/x?t=secret' } });
  assert.equal(redirect.text, 'create answered 302: it points to the host login.example.com');
  assert.match(
    (await meaning({ status: 202, text: HTML })).text,
    /^create answered 202: HTML came where JSON was expected: <!DOCTYPE/,
  );
});

test('rows of the operation come before those of the connector, and those before the built-in ones', async () => {
  const connectorRow: WrittenRow = { status: 400, code: 'some_code', then: 'look-up' };
  assert.equal((await meaning({ status: 400, json }, shop([connectorRow]))).write, 'unknown');
  assert.equal(
    (await meaning({ status: 400, json }, shop([connectorRow], [{ status: '4xx', then: 'halt' }]))).write,
    'halted',
  );
  assert.equal((await meaning({ status: 400, json: { code: 'other' } }, shop([connectorRow]))).write, 'rejected');
});

test('a row by status, code and condition holds only when all of them do', async () => {
  const row: WrittenRow = {
    status: [400, 409],
    code: ['a', '-2035'],
    when: '$contains(message, "stock")',
    then: 'retry',
  };
  const asked = (status: number, code: unknown, message: string) =>
    meaning({ status, json: { code, message } }, shop([row]));
  assert.equal((await asked(400, -2035, 'no stock')).write, 'retry');
  assert.equal((await asked(409, 'a', 'no stock')).write, 'retry');
  assert.equal((await asked(400, 'a', 'other')).write, 'rejected');
  assert.equal((await asked(400, 'b', 'no stock')).write, 'rejected');
  assert.equal((await asked(422, 'a', 'no stock')).write, 'rejected');
});

test('a record with a field called `code` is no error, unless the row says that it means such answers', async () => {
  const coupon = { json: { id: 7, code: 'taken' } };
  const places = { errors: { code: 'code' } };
  assert.equal((await meaning(coupon, { ...shop([{ code: 'taken', then: 'reject' }]), ...places })).write, 'done');
  assert.equal(
    (await meaning(coupon, { ...shop([{ status: 200, code: 'taken', then: 'reject' }]), ...places })).write,
    'rejected',
  );
});

test('an error page of a proxy never says that something is gone', async () => {
  const row: WrittenRow = { status: 404, then: 'success' };
  assert.equal((await meaning({ status: 404, text: HTML }, shop([], [row]))).write, 'unknown');
});

test('a row may know an answer by its text, where that is no JSON, and says what it means', async () => {
  const row: WrittenRow = { when: '$contains($text, "index the records")', then: 'halt', note: 'the index is missing' };
  const asked = (text: string) => meaning({ text, headers: { 'content-type': 'text/plain' } }, shop([row]));
  assert.equal((await asked('To search, first index the records')).write, 'halted');
  assert.equal((await asked('Something else')).write, 'unknown');
  assert.equal((await meaning({ json: { id: 1 } }, shop([row]))).write, 'done');
});

test('partial is looked up', async () => {
  const row: WrittenRow = { status: 200, when: '$exists(failed)', then: 'partial' };
  assert.equal((await meaning({ json: { id: 1, failed: 2 } }, shop([row]))).write, 'unknown');
});

test('an empty list told as 404 is one only where the connector says so', async () => {
  const stated = await meaning(
    { status: 404, json: { code: 'no_records' } },
    shop([{ status: 404, code: 'no_records', then: 'absent' }]),
  );
  assert.equal(stated.read, '2 pages');
});

test('one record that is not there is undefined', async () => {
  await using server = await loopbackServer(() => ({ status: 404, json }));
  await using opened = openForTest(server.url, shop());
  assert.equal(await opened.connection.readOne('order', '5', never()), undefined);
});
