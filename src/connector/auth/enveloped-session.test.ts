import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuthMethod } from '../../model/config.generated.ts';
import { type LoopbackServer, loopbackServer, type Reply } from '../testing/loopback-server.ts';
import { never, openForTest, writeRequest } from '../testing/test-connection.ts';
import { createdOnce, type WrittenConnector } from '../testing/test-connector.ts';

const GATE = {
  name: 'session',
  kind: 'enveloped-session',
  credentials: ['sender', 'secret', 'user', 'word'],
  login: {
    path: '/gate',
    body: "{ 'call': { 'sender': $credentials.sender, 'secret': $credentials.secret, 'login': { 'user': $credentials.user, 'word': $credentials.word, 'company': $options.company } } }",
  },
  session: 'answer.session',
  refused: "answer.error = 'WHO'",
  says: 'answer.text',
  endpoint: 'answer.endpoint',
  hosts: ['*.gate.example.com'],
  envelope:
    "{ 'call': { 'sender': $credentials.sender, 'secret': $credentials.secret, 'session': $session, 'do': $ } }",
  lifetime: '20m',
} satisfies AuthMethod;
const CREDENTIALS = { sender: 'sender-1', secret: 'hush-0123456789', user: 'web', word: 'word-98765' };
const SETTINGS = { credentials: CREDENTIALS, options: { company: 'ACME & Co' } };

const erp = (auth: Partial<typeof GATE> = {}): WrittenConnector => ({
  protocol: 'xml',
  xml: { root: 'answer', lists: [] },
  base_path: '',
  auth: [{ ...GATE, ...auth }],
  errors: { code: 'answer.error', message: 'answer.text' },
  verdicts: [
    // biome-ignore lint/suspicious/noThenProperty: rows of a verdict table are written so
    { status: 200, code: 'OVER', then: 're-authenticate' },
  ],
  operations: {
    status: { method: 'POST', path: '/gate', only_reads: true, body: "{ 'status': null }" },
    create: { method: 'POST', path: '/gate', body: "{ 'make': $payload }", proof: '$exists(answer.key)' },
  },
  capabilities: {
    'order.write': createdOnce("{ 'id': answer.key }", 'order.id'),
  },
  probe: { operation: 'status', expect: '$exists(answer.key)' },
});

const xml = (text: string): Reply => ({ headers: { 'content-type': 'application/xml' }, text });
const DONE = xml('<answer><key>7</key></answer>');
const isLogin = ({ body }: { readonly body: string }) => body.includes('<login>');
const logins = ({ received }: LoopbackServer) => received.filter(isLogin).length;
const create = (opened: ReturnType<typeof openForTest>) =>
  opened.connection.write('order.write', writeRequest({ payload: { no: '1' } }), async () => undefined);

test('one session for all callers, inside every body, with the credentials of the caller', async () => {
  await using server = await loopbackServer((request) =>
    isLogin(request) ? xml('<answer><session>s-1</session></answer>') : DONE,
  );
  await using opened = openForTest(server.url, erp(), SETTINGS);
  await Promise.all([1, 2, 3, 4].map(() => opened.connection.probe(never())));
  assert.equal(logins(server), 1);
  assert.equal(
    server.received[0]?.body,
    '<?xml version="1.0" encoding="UTF-8"?><call><sender>sender-1</sender><secret>hush-0123456789</secret><login><user>web</user><word>word-98765</word><company>ACME &amp; Co</company></login></call>',
  );
  assert.equal(
    server.received[1]?.body,
    '<?xml version="1.0" encoding="UTF-8"?><call><sender>sender-1</sender><secret>hush-0123456789</secret><session>s-1</session><do><status></status></do></call>',
  );
});

test('each call prolongs the session; after a rest a new one is opened', async () => {
  await using server = await loopbackServer((request, _response, count) =>
    isLogin(request) ? xml(`<answer><session>s-${count}</session></answer>`) : DONE,
  );
  await using opened = openForTest(server.url, erp(), SETTINGS);
  for (let minutes = 0; minutes < 60; minutes += 15) {
    await opened.connection.probe(never());
    opened.clock.advance(15 * 60_000);
  }
  assert.equal(logins(server), 1);
  opened.clock.advance(6 * 60_000);
  await opened.connection.probe(never());
  assert.equal(logins(server), 2);
});

test('a session that is over is opened anew once, and the call made again', async () => {
  let session = 0;
  await using server = await loopbackServer((request) => {
    if (isLogin(request)) {
      session += 1;
      return xml(`<answer><session>s-${session}</session></answer>`);
    }
    return request.body.includes('<session>s-2<') ? DONE : xml('<answer><error>OVER</error></answer>');
  });
  await using opened = openForTest(server.url, erp(), SETTINGS);
  const outcomes = await Promise.all([1, 2, 3].map(() => create(opened)));
  for (const outcome of outcomes) assert.deepEqual(outcome, { kind: 'done', target: { id: '7' } });
  assert.equal(logins(server), 2);
});

test('refused with a new session as well: halted', async () => {
  await using server = await loopbackServer((request) =>
    isLogin(request) ? xml('<answer><session>s-1</session></answer>') : xml('<answer><error>OVER</error></answer>'),
  );
  await using opened = openForTest(server.url, erp(), SETTINGS);
  assert.equal((await create(opened)).kind, 'halted');
  assert.deepEqual([logins(server), server.received.length], [2, 4]);
});

test('credentials that are no good halt; any other trouble of the login is tried again', async () => {
  const outcomeOf = async (reply: Reply) => {
    await using server = await loopbackServer(() => reply);
    await using opened = openForTest(server.url, erp(), SETTINGS);
    const outcome = await create(opened);
    return outcome.kind === 'halted' || outcome.kind === 'retry' ? [outcome.kind, outcome.reason.text] : outcome;
  };
  const at = '127.0.0.1:';
  const [kind, text] = (await outcomeOf(
    xml('<answer><error>WHO</error><text>sender-1 with hush-0123456789 is unknown</text></answer>'),
  )) as string[];
  assert.equal(kind, 'halted');
  assert.match(
    text ?? '',
    new RegExp(`signing in at ${at}\\d+ did not work: \\[secret\\] with \\[secret\\] is unknown`),
  );
  assert.equal(((await outcomeOf(xml('<answer><error>BUSY</error></answer>'))) as string[])[0], 'retry');
  assert.equal(((await outcomeOf(xml('<html><session>s</session></html>'))) as string[])[0], 'retry');
  assert.equal(((await outcomeOf({ status: 503, text: 'later' })) as string[])[0], 'retry');
});

test('later calls go to the endpoint that the login names, on the host of the system alone', async () => {
  const answering = (endpoint: string) =>
    loopbackServer((request) =>
      isLogin(request) ? xml(`<answer><session>s-1</session><endpoint>${endpoint}</endpoint></answer>`) : DONE,
    );
  await using other = await loopbackServer(() => DONE);
  for (const strange of [
    `${other.url}/gate`,
    'http://gate.example.com.evil.example/gate',
    'http://xgate.example.com/gate',
    'https://a.gate.example.com/gate',
    'http://a.gate.example.com:8080/gate',
    'http://user@a.gate.example.com/gate',
    'nowhere',
  ]) {
    await using server = await answering(strange);
    await using opened = openForTest(server.url, erp(), SETTINGS);
    const outcome = await create(opened);
    assert.equal(outcome.kind, 'halted', strange);
    assert.match('reason' in outcome ? outcome.reason.text : '', /not the system's own host/);
    assert.equal(server.received.length, 1);
  }
  assert.equal(other.received.length, 0);
  await using server = await loopbackServer((request) =>
    isLogin(request)
      ? xml(`<answer><session>s-1</session><endpoint>http://${request.headers.host}/other/gate</endpoint></answer>`)
      : DONE,
  );
  await using opened = openForTest(server.url, erp(), SETTINGS);
  assert.equal((await create(opened)).kind, 'done');
  assert.deepEqual(
    server.received.map(({ url }) => url),
    ['/gate', '/other/gate'],
  );
});

test('JSON bodies are put into an envelope by the same words', async () => {
  await using server = await loopbackServer((request) =>
    request.body.includes('"login"') ? { json: { answer: { session: 's-1' } } } : { json: { answer: { key: '7' } } },
  );
  const { xml: _xml, ...json } = erp();
  await using opened = openForTest(server.url, { ...json, protocol: 'rest' }, SETTINGS);
  assert.equal((await create(opened)).kind, 'done');
  assert.deepEqual(JSON.parse(server.received[1]?.body ?? ''), {
    call: { sender: 'sender-1', secret: 'hush-0123456789', session: 's-1', do: { make: { no: '1' } } },
  });
});

test('a credential that the connection does not bring is told at once', () => {
  assert.throws(() => openForTest('http://127.0.0.1:9', erp(), { credentials: { sender: 'a' }, options: {} }), {
    code: 'CREDENTIAL_REFUSED',
  });
});
