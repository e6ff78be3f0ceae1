import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Operation } from '../model/config.generated.ts';
import type { WriteRequest } from '../model/connection.ts';
import { Hold } from '../model/hold.ts';
import { loopbackServer, type Reply } from './testing/loopback-server.ts';
import { collect, never, openForTest, TOKEN, withTimePassing, writeRequest } from './testing/test-connection.ts';
import { createdOnce, type WrittenConnector } from './testing/test-connector.ts';

const shop = (create: Partial<Operation> = {}): WrittenConnector => ({
  headers: { 'X-Version': '3' },
  operations: {
    list: {
      path: '/orders',
      query: { page: '{$page.number}' },
      paging: { style: 'page-number', first: 1, size: 1, window: false },
    },
    create: { method: 'POST', path: '/orders', body: '$payload', ...create },
  },
  capabilities: {
    'order.read': { read: 'list', key: '$string(id)', cursor: { kind: 'scan', zone: 'UTC' } },
    'order.write': createdOnce("{ 'id': id }", '$string(order.id)'),
  },
});

const ok: Reply = { json: { id: 7 } };

/** Writes a payload through an operation, and tells what arrived. */
async function written(create: Partial<Operation>, request: Partial<WriteRequest>, url = '') {
  await using server = await loopbackServer(() => ok);
  await using opened = openForTest(`${server.url}${url}`, shop(create));
  const outcome = await opened.connection.write('order.write', writeRequest(request), async () => undefined);
  return { outcome, received: server.received };
}

test('a record cannot choose a path, a query or a host', async () => {
  const hostile = [
    '../../admin',
    '1?x=1',
    '1#top',
    '@evil.example',
    '//evil.example/x',
    '1\\..\\x',
    "1') or ('1",
    'a b',
    '%2e%2e',
    'Zoë',
    '\ud800x',
  ];
  for (const id of hostile) {
    const { received, outcome } = await written({ path: '/orders/{$payload.id}/lines' }, { payload: { id } });
    assert.equal(outcome.kind, 'done', id);
    const path = received[0]?.url ?? '';
    assert.match(path, /^\/api\/orders\/[A-Za-z0-9%._~-]+\/lines$/, id);
    assert.equal(decodeURIComponent(path.split('/')[3] ?? ''), id.toWellFormed());
  }
});

test('what encoding cannot keep out is refused before anything is sent', async () => {
  for (const id of ['..', '.', '']) {
    const { received, outcome } = await written({ path: '/orders/{$payload.id}' }, { payload: { id } });
    assert.equal(outcome.kind === 'rejected' && outcome.reason.code, 'HOST_REFUSED', id);
    assert.equal(received.length, 0);
  }
});

test('a query value is encoded whole; a parameter that yields nothing is left out', async () => {
  const query = { $filter: 'number eq {$odataText($payload.number)}', empty: '{$payload.nothing}', n: 5 };
  const { received } = await written({ query }, { payload: { number: "a' b&c=d#e+f" } });
  assert.equal(received[0]?.url, '/api/orders?$filter=number%20eq%20%27a%27%27%20b%26c%3Dd%23e%2Bf%27&n=5');
});

test('a header with a line break is refused and not sent', async () => {
  const { received, outcome } = await written(
    { headers: { 'Idempotency-Key': '{$payload.po}' } },
    { payload: { po: 'a\r\nX-Admin: 1' } },
  );
  assert.equal(outcome.kind === 'rejected' && outcome.reason.code, 'HEADER_REFUSED');
  assert.equal(received.length, 0);
});

test('headers of an operation take the place of the connector’s, whatever their case', async () => {
  const { received } = await written({ headers: { 'x-version': '4', 'Idempotency-Key': '{$delivery.key}' } }, {});
  assert.equal(received[0]?.headers['x-version'], '4');
  assert.equal(received[0]?.headers['idempotency-key'], 'orders/to/1001/abc');
  assert.equal(received[0]?.headers.authorization, `Bearer ${TOKEN}`);
});

test('the path of the connection’s URL comes first; `absolute_path` leaves out the base path alone', async () => {
  assert.equal((await written({}, {}, '/shop/')).received[0]?.url, '/shop/api/orders');
  assert.equal((await written({ absolute_path: true }, {}, '/shop')).received[0]?.url, '/shop/orders');
});

test('an option may name another host for a call; without it the call goes where all go', async () => {
  await using other = await loopbackServer(() => ok);
  const elsewhere: Partial<Operation> = { path: '/data/{$payload.id}', url_option: 'data_url' };
  const ask = async (data_url: string, id: string) => {
    await using server = await loopbackServer(() => ok);
    await using opened = openForTest(server.url, shop(elsewhere), { options: { data_url } });
    const outcome = await opened.connection.write(
      'order.write',
      writeRequest({ payload: { id } }),
      async () => undefined,
    );
    return [outcome.kind, ...server.received.map(({ url }) => url)];
  };
  assert.deepEqual(await ask(`${other.url}/s/-`, '7'), ['done']);
  assert.deepEqual(await ask('', '7'), ['done', '/api/data/7']);
  assert.deepEqual(await ask(other.url, '..'), ['rejected']);
  assert.deepEqual(await ask(other.url, '@evil.example/x'), ['done']);
  assert.deepEqual(
    other.received.map(({ url, headers }) => [url, headers.authorization]),
    ['/s/-/data/7', '/data/%40evil.example%2Fx'].map((url) => [url, `Bearer ${TOKEN}`]),
  );
  for (const wrong of ['ftp://data.example', 'https://user:word@data.example', 'nowhere'])
    assert.throws(() => openForTest('http://127.0.0.1', shop(elsewhere), { options: { data_url: wrong } }), {
      code: 'OPTION_INVALID',
    });
});

test('an option may give the path of a call, with its query; a record adds nothing to either', async () => {
  const given: Partial<Operation> = { path: '', path_option: 'order_path', query: { n: 5 } };
  const ask = async (order_path: string, id = '7', operation = given) => {
    await using server = await loopbackServer(() => ok);
    await using opened = openForTest(server.url, shop(operation), { options: { order_path } });
    const outcome = await opened.connection.write(
      'order.write',
      writeRequest({ payload: { id } }),
      async () => undefined,
    );
    return [outcome.kind, ...server.received.map(({ url }) => url)];
  };
  assert.deepEqual(await ask('/sales/{$payload.id}/'), ['done', '/api/sales/7/?n=5']);
  assert.deepEqual(await ask("/sales?ref={$payload.id}&by={'a=b&c'}"), ['done', '/api/sales?ref=7&by=a%3Db%26c&n=5']);
  assert.deepEqual(await ask('/sales?ref={$payload.id}', 'x&admin=1'), ['done', '/api/sales?ref=x%26admin%3D1&n=5']);
  assert.deepEqual(await ask('/sales/{$payload.id}', '..'), ['rejected']);
  assert.deepEqual(await ask('', '7', { ...given, path: '/orders' }), ['done', '/api/orders?n=5']);
  await assert.rejects(ask(''), { code: 'OPTION_INVALID' });
  for (const wrong of ['sales', '/sales/{$payload.id', 'https://evil.example/x'])
    await assert.rejects(ask(wrong), { code: 'OPTION_INVALID' }, wrong);
  assert.deepEqual(await ask('//evil.example/x'), ['done', '/api//evil.example/x?n=5'], 'the host stays the own one');
});

test('a body that is not JSON is sent as the text that it is, and its answer is not read', async () => {
  await using server = await loopbackServer(() => ({ status: 201, text: '<html>created</html>' }));
  const xml: Partial<Operation> = { content_type: 'application/xml', body: "'<a>' & $payload.x & '</a>'" };
  const connector: WrittenConnector = {
    ...shop(xml),
    capabilities: {
      'order.write': createdOnce("{ 'id': 7 }", '$string(order.id)'),
    },
  };
  await using opened = openForTest(server.url, connector);
  const write = (payload: object) =>
    opened.connection.write('order.write', writeRequest({ payload }), async () => undefined);
  assert.deepEqual(await write({ x: 'ü' }), { kind: 'done', target: { id: '7' } });
  assert.deepEqual(
    server.received.map(({ body, headers }) => [body, headers['content-type']]),
    [['<a>ü</a>', 'application/xml']],
  );
  await using refusing = openForTest(server.url, { ...connector, ...shop({ ...xml, body: '$payload' }) });
  await assert.rejects(
    refusing.connection.write('order.write', writeRequest({}), async () => undefined),
    (error) => error instanceof Hold && error.code === 'not-a-value',
  );
});

test('a call that cannot be built from the record holds it', async () => {
  await assert.rejects(
    written({ path: '/orders/{$payload.id}' }, {}),
    (error) => error instanceof Hold && error.code === 'request-not-built',
  );
  await assert.rejects(written({ body: "{ 'n': $number('x') }" }, {}), Hold);
  await assert.rejects(written({ body: "{ 'n': 1 / 0 }" }, {}), Hold);
});

test('an answer over the size limit: looked up for a write, refused for a read', async () => {
  await using server = await loopbackServer(() => ({ json: [{ id: 1, text: 'x'.repeat(3000) }] }));
  await using opened = openForTest(server.url, {
    ...shop({ max_bytes: 2000 }),
    operations: { list: { path: '/o', max_bytes: 2000 }, create: { method: 'POST', path: '/orders', max_bytes: 2000 } },
  });
  const outcome = await opened.connection.write('order.write', writeRequest(), async () => undefined);
  assert.equal(outcome.kind === 'unknown' && outcome.reason.code, 'ANSWER_TOO_LARGE');
  await assert.rejects(collect(opened.connection.read('order', { signal: never() })), { code: 'ANSWER_TOO_LARGE' });
});

test('a slow answer: a write is looked up', async () => {
  await using server = await loopbackServer((_request, response) => {
    response.writeHead(201);
    response.write('{');
    return undefined;
  });
  await using opened = openForTest(server.url, shop({ timeout: '100ms' }));
  const outcome = await opened.connection.write('order.write', writeRequest(), async () => undefined);
  assert.deepEqual(outcome.kind === 'unknown' && outcome.reason.code, 'SYSTEM_UNREACHABLE');
});

test('nobody there: certainly not written, and the connection rests without asking', async () => {
  await using opened = openForTest('http://127.0.0.1:1', shop());
  const write = () => opened.connection.write('order.write', writeRequest(), async () => undefined);
  const first = await write();
  assert.equal(first.kind === 'retry' && first.outage, true);
  const second = await write();
  assert.ok(second.kind === 'retry' && second.outage && second.afterMs !== undefined && second.afterMs <= 1000);
  await assert.rejects(collect(opened.connection.read('order', { signal: never() })), { code: 'SYSTEM_UNREACHABLE' });
});

test('while a connection rests nothing is sent; then one call tries, and the others follow', async () => {
  let down = true;
  await using server = await loopbackServer(() => (down ? { status: 503 } : ok));
  await using opened = openForTest(server.url, shop());
  const write = () => opened.connection.write('order.write', writeRequest(), async () => undefined);
  await write();
  for (let count = 0; count < 5; count += 1) assert.equal((await write()).kind, 'retry');
  assert.equal(server.received.length, 1);
  opened.clock.advance(1_000);
  down = false;
  const outcomes = await Promise.all([write(), write(), write()]);
  assert.deepEqual(
    outcomes.map(({ kind }) => kind),
    ['done', 'retry', 'retry'],
  );
  assert.equal(server.received.length, 2);
  assert.equal((await write()).kind, 'done');
});

test('429 pauses the whole connection for the time that it says', async () => {
  await using server = await loopbackServer((_request, _response, count) =>
    count === 1 ? { status: 429, headers: { 'retry-after': '20' } } : ok,
  );
  await using opened = openForTest(server.url, shop());
  const write = () => opened.connection.write('order.write', writeRequest(), async () => undefined);
  assert.deepEqual(await write().then((outcome) => outcome.kind === 'retry' && outcome.afterMs), 20_000);
  const others = Promise.all([write(), write()]);
  opened.clock.advance(19_999);
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.equal(server.received.length, 1);
  opened.clock.advance(1);
  assert.deepEqual(
    (await others).map(({ kind }) => kind),
    ['done', 'done'],
  );
});

test('a long pause holds no worker: the call is told when to come back', async () => {
  await using server = await loopbackServer(() => ({ status: 429, headers: { 'retry-after': '600' } }));
  await using opened = openForTest(server.url, shop());
  const write = () => opened.connection.write('order.write', writeRequest(), async () => undefined);
  await write();
  const outcome = await write();
  assert.deepEqual(outcome.kind === 'retry' && outcome.afterMs, 600_000);
  assert.equal(server.received.length, 1);
});

test('a read waits when it is asked to, and does not throw away pages for a moment’s absence', async () => {
  const replies: Reply[] = [
    { status: 429, headers: { 'retry-after': '5' } },
    { json: [{ id: 1 }] },
    { status: 502 },
    'cut',
    { json: [{ id: 2 }] },
    { json: [] },
  ];
  await using server = await loopbackServer((_request, _response, count) => replies[count - 1]);
  await using opened = openForTest(server.url, shop());
  const pages = await withTimePassing(opened.clock, collect(opened.connection.read('order', { signal: never() })));
  assert.deepEqual(
    pages.flatMap(({ records }) => records.map(({ key }) => key)),
    ['1', '2'],
  );
});

test('a call that is given up tells whether it may have happened', async () => {
  const caller = new AbortController();
  await using server = await loopbackServer(() => {
    caller.abort();
    return undefined;
  });
  await using opened = openForTest(server.url, shop());
  const write = () =>
    opened.connection.write('order.write', writeRequest({ signal: caller.signal }), async () => undefined);
  assert.equal((await write()).kind, 'unknown');
  const second = await write();
  assert.equal(second.kind === 'retry' && second.reason.code, 'STOPPED');
  await assert.rejects(collect(opened.connection.read('order', { signal: caller.signal })), { code: 'STOPPED' });
  assert.equal(server.received.length, 1);
});

test('the connection’s own limit on calls at once holds', async () => {
  let running = 0;
  let most = 0;
  await using server = await loopbackServer(async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 10));
    running -= 1;
    return ok;
  });
  await using opened = openForTest(server.url, shop(), { concurrency: 2 });
  await Promise.all(
    Array.from({ length: 6 }, () => opened.connection.write('order.write', writeRequest(), async () => undefined)),
  );
  assert.equal(most, 2);
});

test('no secret is ever shown, however a system gives it back', async () => {
  const echoes: Reply[] = [
    {
      status: 400,
      json: {
        code: `bad ${TOKEN}`,
        message: `Authorization: Bearer ${TOKEN} is not allowed to, see https://x.example.com/?sig=${TOKEN}`,
      },
    },
    { status: 403, text: `<html>${TOKEN}` },
    { status: 200, text: `<html>Bearer ${TOKEN}` },
    { status: 500, json: { message: encodeURIComponent(`key=${TOKEN}`) } },
    { status: 302, headers: { location: `https://${TOKEN}.example.com/${TOKEN}` } },
    { status: 422, json: { message: Buffer.from(TOKEN).toString('base64') } },
  ];
  for (const reply of echoes) {
    await using server = await loopbackServer(() => reply);
    const texts: unknown[] = [];
    for (const act of ['write', 'read'] as const) {
      await using opened = openForTest(server.url, shop());
      if (act === 'write')
        texts.push(await opened.connection.write('order.write', writeRequest(), async () => undefined));
      else
        await collect(opened.connection.read('order', { signal: never() })).catch((error: unknown) =>
          texts.push(everythingOf(error)),
        );
    }
    const shown = JSON.stringify(texts);
    assert.equal(texts.length, 2);
    for (const form of [TOKEN, encodeURIComponent(TOKEN), Buffer.from(TOKEN).toString('base64'), TOKEN.toLowerCase()]) {
      assert.ok(!shown.includes(form), shown);
    }
  }
});

/** Message, stack and fields of an error and of all that caused it. */
function everythingOf(error: unknown): unknown[] {
  if (!(error instanceof Error)) return [error];
  return [error.message, error.stack, { ...error }, ...everythingOf(error.cause)];
}
