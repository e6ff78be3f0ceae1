import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileConnector } from '../compile-connector.ts';
import { loopbackServer, type Reply } from '../testing/loopback-server.ts';
import { collect, never, openForTest, writeRequest } from '../testing/test-connection.ts';
import { connectorFile, createdOnce, type WrittenConnector } from '../testing/test-connector.ts';

const ERP: WrittenConnector = {
  protocol: 'xml',
  xml: { root: 'answer', lists: ['line'] },
  base_path: '',
  errors: { code: 'answer.error.no', message: 'answer.error.text' },
  verdicts: [
    // biome-ignore-start lint/suspicious/noThenProperty: rows of a verdict table are written so
    { status: 200, code: 'E-DOUBLE', then: 'look-up' },
    { status: 200, when: '$exists(answer.error)', then: 'reject' },
    // biome-ignore-end lint/suspicious/noThenProperty: as above
  ],
  operations: {
    list: {
      method: 'POST',
      path: '/gate',
      only_reads: true,
      body: "{ 'ask': { '@page': $page.offset, 'size': $page.size } }",
      result: '$exists(answer.data) ? [answer.data.order]',
      paging: { style: 'offset', size: 2, window: false, total_records: 'answer.data.`@total`' },
    },
    create: {
      method: 'POST',
      path: '/gate',
      body: "{ 'make': { '@type': 'order', 'no': number, 'note': note, 'lines': { 'line': [lines.{ 'item': sku, 'price': price }] } } }",
      proof: '$exists(answer.key)',
    },
  },
  capabilities: {
    'order.read': { read: 'list', key: 'no', cursor: { kind: 'scan', zone: 'UTC' } },
    'order.write': createdOnce("{ 'id': answer.key }", 'order.id'),
  },
};
const ORDER = { number: '007', note: null, lines: [{ sku: 'A & B', price: '1.50' }] };
const xml = (text: string, status = 200): Reply => ({ status, headers: { 'content-type': 'application/xml' }, text });

async function write(reply: Reply, payload: unknown = ORDER) {
  await using server = await loopbackServer(() => reply);
  await using opened = openForTest(server.url, ERP);
  const outcome = await opened.connection.write('order.write', writeRequest({ payload }), async () => undefined);
  return { outcome, received: server.received };
}

test('a tree goes out in the order of its members, and is told to be XML', async () => {
  const { outcome, received } = await write(xml('<answer><key>0042</key></answer>'));
  assert.deepEqual(outcome, { kind: 'done', target: { id: '0042' } });
  const [asked] = received;
  assert.deepEqual([asked?.headers['content-type'], asked?.headers.accept], ['application/xml', 'application/xml']);
  assert.equal(
    asked?.body,
    '<?xml version="1.0" encoding="UTF-8"?><make type="order"><no>007</no><note></note><lines><line><item>A &amp; B</item><price>1.50</price></line></lines></make>',
  );
});

test('lists go on by what an attribute tells, and a list of one line is a list', async () => {
  const pages = [
    '<answer><data total="3"><order><no>1</no><line><q>1</q></line></order><order><no>2</no></order></data></answer>',
    '<answer><data total="3">\n  <order><no>03</no><line><q>1</q></line><line><q>2.0</q></line></order>\n</data></answer>',
  ];
  await using server = await loopbackServer((_request, _response, count) => xml(pages[count - 1] ?? ''));
  await using opened = openForTest(server.url, ERP);
  const read = await collect(opened.connection.read('order', { signal: never() }));
  assert.deepEqual(
    read.flatMap(({ records }) => records.map(({ native }) => native)),
    [{ no: '1', line: [{ q: '1' }] }, { no: '2' }, { no: '03', line: [{ q: '1' }, { q: '2.0' }] }],
  );
  assert.match(server.received[1]?.body ?? '', /<ask page="2"><size>2<\/size><\/ask>/);
});

test('what an answer means stands in the table: errors inside a 200 as well', async () => {
  const failing = (no: string) => xml(`<answer><error><no>${no}</no><text>why &lt;not&gt;</text></error></answer>`);
  const rejected = (await write(failing('E-1'))).outcome;
  assert.deepEqual(rejected, {
    kind: 'rejected',
    reason: { code: 'E-1', text: 'create answered 200 E-1: why <not>' },
  });
  assert.equal((await write(failing('E-DOUBLE'))).outcome.kind, 'unknown');
  assert.equal((await write(xml('<answer/>', 429))).outcome.kind, 'retry');
  assert.equal((await write(xml('<answer/>', 422))).outcome.kind, 'rejected');
});

test('what is not the system’s answer proves nothing', async () => {
  for (const text of [
    '<html><body>maintenance</body></html>',
    '{"answer":{"key":"1"}}',
    '<answer><key>1</key>',
    '<!DOCTYPE a [<!ENTITY b "x">]><answer><key>&b;</key></answer>',
    '',
  ]) {
    const { outcome } = await write(xml(text));
    assert.equal(outcome.kind, 'unknown', text);
    assert.ok('reason' in outcome && outcome.reason.code === 'ANSWER_MALFORMED', text);
  }
});

test('a page of HTML is XML as well, and no empty list', async () => {
  await using server = await loopbackServer(() => xml('<html><body><p>Sign in</p></body></html>'));
  await using opened = openForTest(server.url, {
    ...ERP,
    operations: { ...ERP.operations, list: { ...ERP.operations?.list, result: '[answer.data.order]' } },
  });
  await assert.rejects(collect(opened.connection.read('order', { signal: never() })), /root element is not <answer>/);
});

test('what XML cannot carry is held before anything is sent', async () => {
  const bell = { ...ORDER, number: 'bell \u0007' };
  await using server = await loopbackServer(() => xml('<answer><key>1</key></answer>'));
  await using opened = openForTest(server.url, ERP);
  await assert.rejects(
    opened.connection.write('order.write', writeRequest({ payload: bell }), async () => undefined),
    /"no" has a character that XML cannot carry/,
  );
  assert.equal(server.received.length, 0);
});

test('XML wants its root element named, and nothing else may name one', () => {
  const problems = (written: WrittenConnector) =>
    compileConnector(connectorFile(written)).problems.map(({ message }) => message);
  assert.deepEqual(problems({ protocol: 'xml' }), [
    'a connector with `protocol: xml` says in `xml` which root element its answers have',
  ]);
  assert.deepEqual(problems({ xml: { root: 'a', lists: [] } }), ['only a connector with `protocol: xml` reads XML']);
});
