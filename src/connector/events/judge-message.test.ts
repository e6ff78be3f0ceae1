import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import type { ConnectorEvents } from '../../model/config.generated.ts';
import type { EventDesk, IncomingMessage, MessageVerdict } from '../../model/events.ts';
import { compileConnector } from '../compile-connector.ts';
import { openForTest } from '../testing/test-connection.ts';
import { connectorFile, type WrittenConnector } from '../testing/test-connector.ts';

const SECRET = 'hush';

const EVENTS: ConnectorEvents = {
  signature: { kind: 'hmac-sha256', header: 'X-Signature', encoding: 'base64', secret: 'hook' },
  handshake: { parameter: 'token' },
  ping: { content_type: 'application/x-www-form-urlencoded' },
  topic: '$headers.`x-topic`',
  key: '$string(id)',
  version: 'changed',
  changes: { 'order.changed': { topics: ['order.saved'], body: 'hint' } },
  evidence: { level: 'assumption', source: 'test' },
};

const connector = (events: Partial<ConnectorEvents> = {}): WrittenConnector => ({
  operations: { 'list-orders': { path: '/orders' }, 'get-order': { path: '/orders/{$key}' } },
  capabilities: {
    'order.read': {
      read: 'list-orders',
      one: 'get-order',
      key: '$string(id)',
      cursor: { kind: 'timestamp', field: 'changed', zone: 'UTC', overlap: '2m', write_as: 'iso', ascending: false },
    },
  },
  events: { ...EVENTS, ...events },
});

function deskWith(events: Partial<ConnectorEvents> = {}, hook: string | undefined = SECRET): EventDesk {
  const credentials = { token: 'tok-5ecret-0123456789', ...(hook === undefined ? {} : { hook }) };
  const desk = openForTest('http://127.0.0.1:9', connector(events), { credentials }).connection.events;
  assert.ok(desk !== undefined);
  return desk;
}

function message(body: string | Uint8Array, headers: Record<string, string> = {}): IncomingMessage {
  const signature = createHmac('sha256', SECRET).update(body).digest('base64');
  return {
    headers: { 'content-type': 'application/json', 'x-topic': 'order.saved', 'x-signature': signature, ...headers },
    query: {},
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  };
}

const ORDER = '{"id":1001,"changed":"2026-01-05T10:00:00Z"}';
const outcome = (verdict: MessageVerdict) =>
  verdict.kind === 'refused' ? `${verdict.status} ${verdict.reason.code}` : verdict.kind;

test('a signed message tells which record changed', async () => {
  const verdict = await deskWith().judge(message(ORDER));
  assert.ok(verdict.kind === 'told');
  const [change] = verdict.changes;
  assert.deepEqual(
    [change?.event, change?.document, change?.key, change?.topic],
    ['order.changed', 'order', '1001', 'order.saved'],
  );
  assert.equal(change?.record, undefined);
});

test('an id beyond 2^53 stays what it is', async () => {
  const verdict = await deskWith().judge(message('{"id":9007199254740993123}'));
  assert.equal(verdict.kind === 'told' && verdict.changes[0]?.key, '9007199254740993123');
});

test('one version told twice has one identity, another version another; without a version there is none', async () => {
  const desk = deskWith();
  const identity = async (body: string) => {
    const verdict = await desk.judge(message(body));
    return verdict.kind === 'told' ? verdict.changes[0]?.identity : undefined;
  };
  const first = await identity(ORDER);
  assert.ok(first !== undefined);
  assert.equal(await identity(ORDER.replace('}', ',"note":"x"}')), first);
  assert.notEqual(await identity(ORDER.replace('10:00', '10:01')), first);
  assert.notEqual(await identity(ORDER.replace('1001', '1002')), first);
  assert.equal(await identity('{"id":1001}'), undefined);
});

test('what is refused, with which status', async () => {
  const desk = deskWith();
  const refused: readonly (readonly [string, IncomingMessage, string])[] = [
    ['another body', { ...message(ORDER), body: new TextEncoder().encode(`${ORDER} `) }, '401 signature-wrong'],
    ['no signature', { ...message(ORDER), headers: { 'content-type': 'application/json' } }, '401 unsigned'],
    ['an empty signature', message(ORDER, { 'x-signature': '' }), '401 signature-wrong'],
    [
      'a signature that is cut off',
      message(ORDER, { 'x-signature': message(ORDER).headers['x-signature']?.slice(0, -1) ?? '' }),
      '401 signature-wrong',
    ],
    ['multipart', message(ORDER, { 'content-type': 'multipart/form-data; boundary=x' }), '415 content-type'],
    ['no content type', message(ORDER, { 'content-type': '' }), '415 content-type'],
    ['no JSON', message('id=1001'), '400 message-malformed'],
    ['nothing', message(''), '400 message-malformed'],
    ['no UTF-8', message(new Uint8Array([0x22, 0xff, 0x22])), '400 message-malformed'],
    ['too deep', message(`${'['.repeat(500)}${']'.repeat(500)}`), '400 message-malformed'],
    ['a hostile token', { ...message(ORDER), query: { token: 'a\r\nset-cookie: b' } }, '400 handshake-malformed'],
    ['an endless token', { ...message(ORDER), query: { token: 'a'.repeat(3000) } }, '400 handshake-malformed'],
  ];
  for (const [what, sent, wanted] of refused) assert.equal(outcome(await desk.judge(sent)), wanted, what);
  assert.equal(outcome(await deskWith({}, undefined).judge(message(ORDER))), 'told');
});

test('without its secret a connection believes nothing', async () => {
  const credentials = { token: 'tok-5ecret-0123456789' };
  const { connection } = openForTest('http://127.0.0.1:9', connector(), { credentials });
  const verdict = await connection.events?.judge(message(ORDER));
  assert.ok(verdict !== undefined);
  assert.equal(outcome(verdict), '401 no-secret');
});

test('a handshake is answered with its token, a ping with nothing', async () => {
  const desk = deskWith();
  assert.deepEqual(await desk.judge({ ...message(''), query: { token: 'abc-123' } }), {
    kind: 'handshake',
    token: 'abc-123',
  });
  assert.deepEqual(await desk.judge(message('webhook_id=7', { 'content-type': 'application/x-www-form-urlencoded' })), {
    kind: 'ping',
  });
});

test('an unknown topic is told in one short word, and nothing of it is kept', async () => {
  const verdict = await deskWith().judge(message(ORDER, { 'x-topic': `evil\u001b[2J\n${'x'.repeat(500)}` }));
  assert.ok(verdict.kind === 'told');
  assert.deepEqual(verdict.changes, []);
  assert.match(verdict.unknown[0] ?? '', /^evil [\w ]{1,80}$/);
});

test('what names no record leads to a poll: the change has no key', async () => {
  for (const body of ['{}', '{"id":null}', '{"id":""}', `{"id":"${'9'.repeat(600)}"}`, '[]', '7']) {
    const verdict = await deskWith().judge(message(body));
    assert.ok(verdict.kind === 'told', body);
    assert.deepEqual(
      verdict.changes.map(({ event, key, identity }) => [event, key, identity]),
      [['order.changed', undefined, undefined]],
      body,
    );
  }
});

test('a message that is the whole record brings it, with key and time as a poll would', async () => {
  const desk = deskWith({ changes: { 'order.changed': { topics: ['order.saved'], body: 'record' } } });
  const verdict = await desk.judge(message(ORDER));
  assert.ok(verdict.kind === 'told');
  assert.deepEqual(verdict.changes[0]?.record, {
    key: '1001',
    label: '1001',
    observedAt: '2026-01-05T10:00:00.000Z',
    native: JSON.parse(ORDER),
  });
  const without = await desk.judge(message('{"number":"x"}'));
  assert.ok(without.kind === 'told');
  assert.deepEqual([without.changes[0]?.record, without.changes[0]?.key], [undefined, undefined]);
});

test('signatures in hexadecimal, whatever their case', async () => {
  const hex = createHmac('sha256', SECRET).update(ORDER).digest('hex');
  const desk = deskWith({ signature: { kind: 'hmac-sha256', header: 'X-Signature', encoding: 'hex', secret: 'hook' } });
  assert.equal((await desk.judge(message(ORDER, { 'x-signature': hex.toUpperCase() }))).kind, 'told');
  assert.equal(outcome(await desk.judge(message(ORDER))), '401 signature-wrong');
});

test('a connector whose events cannot be is told so, with the place', () => {
  const wrong: readonly (readonly [Partial<ConnectorEvents>, string, RegExp])[] = [
    [{ topic: '$headers.(' }, 'events.topic', /./],
    [{ changes: { 'stock.changed': { topics: ['x'], body: 'hint' } } }, 'events.changes.stock.changed', /stock\.read/],
    [
      {
        subscriptions: {
          list: 'list-hooks',
          id: 'id',
          topic: 't',
          url: 'u',
          create: 'c',
          remove: 'r',
          renew_before: '1d',
        },
      },
      'events.subscriptions.list',
      /list-hooks/,
    ],
  ];
  for (const [events, path, says] of wrong) {
    const { problems } = compileConnector(connectorFile(connector(events)));
    const found = problems.find((problem) => problem.path.join('.') === path);
    assert.match(found?.message ?? '', says, JSON.stringify(problems));
  }
  const hintOnly = connector({ changes: { 'order.changed': { topics: ['order.saved'], body: 'record' } } });
  const read = hintOnly.capabilities?.['order.read'];
  assert.ok(read !== undefined);
  const completed = { ...hintOnly, capabilities: { 'order.read': { ...read, each: 'get-order' } } } as WrittenConnector;
  assert.match(compileConnector(connectorFile(completed)).problems[0]?.message ?? '', /write `hint`/);
});

test('a message in the scheme of Standard Webhooks is proven by id, time and body, and is not old', async () => {
  const key = Buffer.from('a key of twenty-four b.');
  const written: readonly (readonly [secret: string, is: 'base64' | 'text'])[] = [
    [`whsec_${key.toString('base64')}`, 'base64'],
    [key.toString('utf8'), 'text'],
  ];
  for (const [secret, is] of written) {
    const signature = { kind: 'standard-webhooks', secret: 'hook', secret_is: is, tolerance: '5m' } as const;
    const desk = deskWith({ signature }, secret);
    const now = Date.parse('2026-01-05T09:00:00Z') / 1000;
    const signed = (time: number, body: string) =>
      `v1,${createHmac('sha256', key).update(`msg_1.${time}.${body}`).digest('base64')}`;
    const judged = async (time: number, given: string, more: object = {}) =>
      outcome(
        await desk.judge(
          message(ORDER, {
            'webhook-id': 'msg_1',
            'webhook-timestamp': String(time),
            'webhook-signature': given,
            ...more,
          }),
        ),
      );
    assert.equal(await judged(now, signed(now, ORDER)), 'told');
    assert.equal(await judged(now - 299, `v1,AAAA ${signed(now - 299, ORDER)}`), 'told');
    assert.equal(await judged(now - 301, signed(now - 301, ORDER)), '401 message-too-old');
    assert.equal(await judged(now, signed(now, `${ORDER} `)), '401 signature-wrong');
    assert.equal(await judged(now, signed(now, ORDER), { 'webhook-id': 'msg_2' }), '401 signature-wrong');
    assert.equal(await judged(now, signed(now, ORDER).replace('v1,', 'v2,')), '401 signature-wrong');
    assert.equal(outcome(await desk.judge(message(ORDER))), '401 unsigned');
  }
});
