/** What the NetSuite connector really sends, and what it makes of NetSuite's answers, against a server on 127.0.0.1. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import {
  type LoopbackServer,
  loopbackServer,
  type Received,
  type Reply,
} from '../src/connector/testing/loopback-server.ts';
import { collect, never, withTimePassing, writeRequest } from '../src/connector/testing/test-connection.ts';
import { ManualClock } from '../src/model/clock.ts';
import type { Connection } from '../src/model/connection.ts';
import type { TargetReference } from '../src/model/delivery.ts';
import { Hold } from '../src/model/hold.ts';
import { connected, written } from './connected.ts';
import { shippedConnector } from './shipped-connector.ts';

const { connector, defaults } = shippedConnector('netsuite');
const RECORD = '/services/rest/record/v1';
const SUITEQL = 'POST /services/rest/query/v1/suiteql';
const TOKENS = { consumer_key: 'ck_demo', consumer_secret: 'cs_demo', token_id: 'tk_demo', token_secret: 'ts_demo' };

interface Erp extends AsyncDisposable {
  readonly clock: ManualClock;
  readonly connection: Connection;
  /** Method, path and query of every request but the sign-in, decoded. */
  readonly sent: () => string[];
  /** The questions of SuiteQL with their parameters. */
  readonly asked: () => { readonly q: string; readonly params?: readonly unknown[] }[];
  readonly received: LoopbackServer['received'];
}

type Answers = Readonly<Record<string, Reply | ((request: Received) => Reply)>>;

const notThere: Reply = {
  status: 404,
  json: {
    title: 'Not Found',
    status: 404,
    'o:errorDetails': [{ detail: 'The record instance does not exist.', 'o:errorCode': 'NONEXISTENT_ID' }],
  },
};

/** Answers by `METHOD /path` without query; what is not listed is not there. */
async function erp(
  answers: Answers,
  options: Readonly<Record<string, unknown>> = {},
  credentials: Readonly<Record<string, string>> = TOKENS,
): Promise<Erp> {
  const server = await loopbackServer((request) => {
    const { pathname } = new URL(request.url, 'http://erp.example.com');
    const answer = answers[`${request.method} ${pathname}`] ?? notThere;
    return typeof answer === 'function' ? answer(request) : answer;
  });
  const clock = new ManualClock('2026-01-01T00:00:00.000Z');
  const open = connected(
    server,
    connector,
    {
      name: 'erp',
      credentials,
      options: { ...defaults, account: '1234567_SB1', currency: 'USD', ...options },
    },
    clock,
  );
  return {
    ...open,
    clock,
    received: server.received,
    sent: () =>
      server.received
        .filter(({ url }) => !url.includes('/oauth2/'))
        .map(({ method, url }) => `${method} ${decodeURIComponent(url)}`),
    asked: () => server.received.filter(({ url }) => url.includes('suiteql')).map(({ body }) => JSON.parse(body)),
  };
}

const DOCUMENT = { number: '1001', total: '112.20', tax_total: '7.20', currency: 'USD' };
const PAYLOAD = {
  items: ['SKU-TROWEL', 'DISCOUNT'],
  order: {
    externalId: 'WEB-1001',
    entity: { id: '845' },
    item: {
      items: [
        { item: { name: 'SKU-TROWEL' }, quantity: 4, rate: 15, amount: 60 },
        { item: { name: 'DISCOUNT' }, rate: -10, amount: -10 },
        { item: { name: 'SKU-TROWEL' }, quantity: 1, rate: 15, amount: 15 },
      ],
    },
  },
};
const rows = (items: readonly unknown[]): Reply => ({
  json: { links: [], count: items.length, hasMore: false, items, offset: 0, totalResults: items.length },
});
const ITEMS = rows([
  { links: [], id: '301', itemid: 'SKU-TROWEL', itemtype: 'InvtPart' },
  { links: [], id: '504', itemid: 'DISCOUNT', itemtype: 'Discount' },
]);
const CREATED: Reply = { status: 204, headers: { Location: `https://x.example.com${RECORD}/salesOrder/1201` } };
const tax = (reference: string, basis: number, amount: number) => ({
  taxDetailsReference: { id: reference },
  taxType: { id: '5' },
  taxCode: { id: '40' },
  taxBasis: basis,
  taxRate: 8,
  taxAmount: amount,
});
const TAXES = [tax('1_ITEM', 54, 4.32), tax('4_ITEM', 36, 2.88)];
const order = (total: number, taxTotal: number, taxes: readonly unknown[] = TAXES): Reply => ({
  json: { id: '1201', tranId: 'SO1001', externalId: 'WEB-1001', total, taxTotal, taxDetails: { items: taxes } },
});
const fine: Answers = {
  [SUITEQL]: ITEMS,
  [`POST ${RECORD}/salesOrder`]: CREATED,
  [`GET ${RECORD}/salesOrder/1201`]: order(112.2, 7.2),
};

const write = (connection: Connection, capability: string, payload: unknown, target?: TargetReference) =>
  written(connection, capability, payload, target, DOCUMENT);

test('tokens sign by OAuth 1.0a with the account as realm, and the signature covers the query', async () => {
  await using netsuite = await erp({ [SUITEQL]: rows([{ id: '1', symbol: 'USD' }]) });
  await netsuite.connection.probe(never());
  const [request] = netsuite.received;
  const authorization = request?.headers.authorization ?? '';
  assert.match(authorization, /^OAuth realm="1234567_SB1", oauth_consumer_key="ck_demo", oauth_token="tk_demo"/);
  assert.match(authorization, /oauth_signature_method="HMAC-SHA256", oauth_timestamp="1767225600"/);
  assert.equal(request?.url, '/services/rest/query/v1/suiteql?limit=1&offset=0');
  assert.equal(request?.headers.prefer, 'transient');
});

test('a certificate signs in by a JWT whose audience is the token endpoint of the account', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentials = {
    client_id: 'client-7',
    certificate_id: 'cert-9',
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
  await using netsuite = await erp(
    {
      'POST /services/rest/auth/oauth2/v1/token': {
        json: { access_token: 'token-1', expires_in: '3600', token_type: 'bearer' },
      },
      [SUITEQL]: rows([]),
    },
    { jwt_algorithm: 'ES256' },
    credentials,
  );
  await netsuite.connection.probe(never());
  const [signIn, request] = netsuite.received;
  const jwt = new URLSearchParams(signIn?.body).get('client_assertion') ?? '';
  const [header = '', claims = ''] = jwt.split('.').map((part) => Buffer.from(part, 'base64url').toString());
  assert.deepEqual(JSON.parse(header), { typ: 'JWT', alg: 'ES256', kid: 'cert-9' });
  const { iss, scope, aud, iat } = JSON.parse(claims);
  const host = signIn?.headers.host;
  assert.deepEqual([iss, scope, iat], ['client-7', 'rest_webservices', 1767225600]);
  assert.equal(aud, `http://${host}/services/rest/auth/oauth2/v1/token`);
  assert.equal(request?.headers.authorization, 'Bearer token-1');
});

test('an order is made with the ids of its items, known by where it was put, and read back', async () => {
  await using netsuite = await erp(fine);
  const outcome = await write(netsuite.connection, 'order.write', PAYLOAD);
  assert.deepEqual(outcome, { kind: 'done', target: { id: '1201', number: 'SO1001' } });
  assert.deepEqual(netsuite.sent(), [
    `${SUITEQL}?limit=1000&offset=0`,
    `POST ${RECORD}/salesOrder`,
    `GET ${RECORD}/salesOrder/1201?expandSubResources=true`,
  ]);
  assert.deepEqual(netsuite.asked(), [
    {
      q: 'SELECT id, itemid, itemtype FROM item WHERE itemid IN (?, ?) ORDER BY id',
      params: ['SKU-TROWEL', 'DISCOUNT'],
    },
  ]);
  const post = netsuite.received[1];
  assert.equal(post?.headers['x-netsuite-propertynamevalidation'], 'Error');
  assert.deepEqual(JSON.parse(post?.body ?? ''), {
    externalId: 'WEB-1001',
    entity: { id: '845' },
    item: {
      items: [
        { item: { id: '301' }, quantity: 4, rate: 15, amount: 60 },
        { item: { id: '504' }, rate: -10, amount: -10 },
        { item: { id: '301' }, quantity: 1, rate: 15, amount: 15 },
      ],
    },
  });
});

test('one item and one line stay lists (X07)', async () => {
  const line = { item: { name: 'SKU-TROWEL' }, quantity: 1, rate: 15, amount: 15 };
  const single = { items: ['SKU-TROWEL'], order: { ...PAYLOAD.order, item: { items: [line] } } };
  await using netsuite = await erp({ ...fine, [SUITEQL]: rows([{ id: '301', itemid: 'SKU-TROWEL' }]) });
  assert.equal((await write(netsuite.connection, 'order.write', single)).kind, 'done');
  assert.deepEqual(netsuite.asked()[0]?.params, ['SKU-TROWEL']);
  assert.ok(Array.isArray(JSON.parse(netsuite.received[1]?.body ?? '').item.items));
});

test('an item that is not there, or there twice, holds the order before anything is written', async () => {
  for (const [found, code, says] of [
    [[{ id: '301', itemid: 'SKU-TROWEL' }], 'item-unknown', /1001 has DISCOUNT/],
    [
      [
        { id: '301', itemid: 'SKU-TROWEL' },
        { id: '302', itemid: 'SKU-TROWEL' },
        { id: '504', itemid: 'DISCOUNT' },
      ],
      'item-ambiguous',
      /1001 has SKU-TROWEL/,
    ],
  ] as const) {
    await using netsuite = await erp({ ...fine, [SUITEQL]: rows(found) });
    await assert.rejects(
      write(netsuite.connection, 'order.write', PAYLOAD),
      (error: unknown) => error instanceof Hold && error.code === code && says.test(error.message),
    );
    assert.equal(netsuite.sent().length, 1);
  }
});

test('cents of tax within the tolerance go into the largest tax detail, all of them sent again', async () => {
  await using netsuite = await erp(
    {
      ...fine,
      [`GET ${RECORD}/salesOrder/1201`]: order(112.18, 7.18, [tax('1_ITEM', 36, 2.88), tax('4_ITEM', 54, 4.3)]),
      [`PATCH ${RECORD}/salesOrder/1201`]: { status: 204 },
    },
    { tax_tolerance: '0.02' },
  );
  assert.equal((await write(netsuite.connection, 'order.write', PAYLOAD)).kind, 'done');
  const last = netsuite.received.at(-1);
  assert.match(last?.url ?? '', /\?replace=taxDetails$/);
  assert.deepEqual(JSON.parse(last?.body ?? ''), {
    taxDetailsOverride: true,
    taxDetails: { items: [tax('1_ITEM', 36, 2.88), tax('4_ITEM', 54, 4.32)] },
  });
});

test('a total that differs by more is for a person', async () => {
  await using netsuite = await erp(
    { ...fine, [`GET ${RECORD}/salesOrder/1201`]: order(112.1, 7.1) },
    { tax_tolerance: '0.02' },
  );
  await assert.rejects(
    write(netsuite.connection, 'order.write', PAYLOAD),
    (error: unknown) =>
      error instanceof Hold && error.code === 'total-differs' && /SO1001 .*112\.1 /.test(error.message),
  );
});

test('an order is found by its external id, and none is none', async () => {
  const request = writeRequest({ payload: PAYLOAD });
  await using netsuite = await erp({
    [`GET ${RECORD}/salesOrder/eid:WEB-1001`]: { json: { id: '1201', tranId: 'SO1001', externalId: 'WEB-1001' } },
  });
  assert.deepEqual(await netsuite.connection.find('order.find', request), {
    kind: 'found',
    target: { id: '1201', number: 'SO1001' },
  });
  await using none = await erp({});
  assert.deepEqual(await none.connection.find('order.find', request), { kind: 'none' });
});

const failing = (status: number, code: string, detail: string, at: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  json: { title: 'Error', status, 'o:errorDetails': [{ detail, 'o:errorCode': code, ...at }] },
});

/** Bodies of sheet section 6 to what they mean for the create of an order, and for a look-up. */
const MEANINGS: readonly (readonly [what: string, reply: Reply, write: string, find: string, says: RegExp])[] = [
  [
    'a reference is wrong',
    failing(400, 'INVALID_CONTENT', 'Invalid value.', { 'o:errorPath': 'item.items[0].item' }),
    'rejected',
    'rejected',
    /Invalid value\. \(item\.items\[0\]\.item\)/,
  ],
  [
    'a query parameter is wrong',
    failing(400, 'INVALID_PARAMETER', 'No.', { 'o:errorQueryParam': 'q' }),
    'rejected',
    'rejected',
    /No\. \(q\)/,
  ],
  ['a script says no', failing(400, 'USER_ERROR', 'Credit limit exceeded.'), 'rejected', 'rejected', /Credit limit/],
  ['it is there already', failing(400, 'DUP_RCRD', 'This record already exists.'), 'unknown', 'rejected', /already/],
  [
    'it is there already, without the code',
    failing(400, 'USER_ERROR', 'A record with this external id already exists.'),
    'unknown',
    'rejected',
    /already/,
  ],
  [
    'somebody saved it meanwhile',
    failing(400, 'RCRD_HAS_BEEN_CHANGED', 'Record has been changed.'),
    'retry',
    'retry',
    /changed/,
  ],
  ['a script was limited', failing(400, 'SSS_REQUEST_LIMIT_EXCEEDED', 'Too many.'), 'retry', 'retry', /Too many/],
  [
    'the role may not',
    failing(403, 'INSUFFICIENT_PERMISSION', 'Permission violation.'),
    'halted',
    'halted',
    /Permission/,
  ],
  [
    'too many at once',
    failing(429, 'CONCURRENCY_LIMIT_EXCEEDED', 'Concurrent request limit exceeded.'),
    'retry',
    'retry',
    /limit exceeded/,
  ],
  [
    'an unexpected error',
    failing(500, 'UNEXPECTED_ERROR', 'An unexpected error occurred. Error ID: abc'),
    'unknown',
    'retry',
    /Error ID: abc/,
  ],
  ['maintenance', { status: 503, text: '<html>maintenance</html>' }, 'retry', 'retry', /503/],
];

for (const [what, reply, written, found, says] of MEANINGS)
  test(`${what}: a create is ${written}, a look-up ${found}`, async () => {
    await using netsuite = await erp({
      ...fine,
      [`POST ${RECORD}/salesOrder`]: reply,
      [`GET ${RECORD}/salesOrder/eid:WEB-1001`]: reply,
    });
    const outcome = await write(netsuite.connection, 'order.write', PAYLOAD);
    assert.equal(outcome.kind, written);
    assert.match('reason' in outcome ? outcome.reason.text : '', says);
    await using other = await erp({ [`GET ${RECORD}/salesOrder/eid:WEB-1001`]: reply });
    const looked = other.connection.find('order.find', writeRequest({ payload: PAYLOAD }));
    assert.equal((await withTimePassing(other.clock, looked)).kind, found);
  });

test('a wrong sign-in halts the connection; a wrong kind of transaction is none', async () => {
  await using refused = await erp({ ...fine, [SUITEQL]: failing(401, 'INVALID_LOGIN', 'Invalid login attempt.') });
  assert.equal((await write(refused.connection, 'order.write', PAYLOAD)).kind, 'halted');
  await using other = await erp({
    [`GET ${RECORD}/salesOrder/1202`]: failing(400, 'INVALID_CONTENT', 'Transaction type specified is incorrect.'),
  });
  assert.equal(await other.connection.readOne('order', '1202', never()), undefined);
});

const TARGET = { id: '1201', number: 'SO1001' };
const line = (number: number, more: object = {}) => ({ line: number, item: { id: '301' }, isClosed: false, ...more });

const PAYMENT = {
  order_reference: 'WEB-1001',
  deposit: {
    externalId: 'WEB-1001_2F6531',
    currency: { id: '1' },
    payment: 88,
    paymentMethod: { externalId: 'CARD' },
    tranDate: '2026-03-02',
    memo: 'CARD | ch_3Qz81 | Payment of order 1001',
  },
};
const PAID = { order: { shop_number: '1001' }, currency: 'USD' };
const pay = (connection: Connection) => written(connection, 'payment.write', PAYMENT, undefined, PAID);
const toPay = (status: string, refName: string, currency = '1'): Reply => ({
  json: { id: '1201', status: { id: status, refName }, entity: { id: '845' }, currency: { id: currency } },
});
const payable = (
  order: Reply,
  deposit: Reply = { status: 204, headers: { Location: `${RECORD}/customerDeposit/77` } },
) =>
  erp({
    [`GET ${RECORD}/salesOrder/eid:WEB-1001`]: order,
    [`POST ${RECORD}/customerDeposit`]: deposit,
    [`GET ${RECORD}/customerDeposit/77`]: { json: { id: '77', tranId: 'CD1001' } },
  });

test('a payment is a deposit of the customer against the order, and its number is read', async () => {
  await using netsuite = await payable(toPay('B', 'Pending Fulfillment'));
  assert.deepEqual(await pay(netsuite.connection), { kind: 'done', target: { id: '77', number: 'CD1001' } });
  const post = netsuite.received.find(({ method }) => method === 'POST');
  assert.deepEqual(JSON.parse(post?.body ?? ''), {
    ...PAYMENT.deposit,
    customer: { id: '845' },
    salesOrder: { id: '1201' },
  });
});

test('an order that is billed as a whole takes no deposit; its customer does', async () => {
  await using netsuite = await payable(toPay('G', 'Billed'));
  assert.equal((await pay(netsuite.connection)).kind, 'done');
  const post = netsuite.received.find(({ method }) => method === 'POST');
  assert.deepEqual(JSON.parse(post?.body ?? ''), { ...PAYMENT.deposit, customer: { id: '845' } });
});

test('a payment waits for its order', async () => {
  await using netsuite = await payable(notThere);
  const outcome = await pay(netsuite.connection);
  assert.deepEqual([outcome.kind, netsuite.sent().length], ['retry', 1]);
});

test('a payment of an order that is closed, or in another currency, is held before anything is booked', async () => {
  for (const [order, code] of [
    [toPay('H', 'Closed'), 'order-cancelled'],
    [toPay('C', 'Cancelled'), 'order-cancelled'],
    [toPay('B', 'Pending Fulfillment', '2'), 'currency-differs'],
  ] as const) {
    await using netsuite = await payable(order);
    await assert.rejects(pay(netsuite.connection), (error: unknown) => error instanceof Hold && error.code === code);
    assert.equal(netsuite.sent().length, 1);
  }
});

test('a payment that is there already, or whose answer proves nothing, is looked up by its external id (D02)', async () => {
  for (const answer of [
    failing(400, 'DUP_RCRD', 'This record already exists.'),
    failing(400, 'USER_ERROR', 'A record with this external id already exists.'),
    failing(500, 'UNEXPECTED_ERROR', 'An unexpected error occurred. Error ID: abc'),
  ]) {
    await using netsuite = await payable(toPay('B', 'Pending Fulfillment'), answer);
    assert.equal((await pay(netsuite.connection)).kind, 'unknown');
  }
  await using netsuite = await erp({
    [`GET ${RECORD}/customerDeposit/eid:WEB-1001_2F6531`]: {
      json: { id: '77', tranId: 'CD1001', externalId: 'WEB-1001_2F6531' },
    },
  });
  const request = writeRequest({ payload: PAYMENT });
  assert.deepEqual(await netsuite.connection.find('payment.find', request), {
    kind: 'found',
    target: { id: '77', number: 'CD1001' },
  });
});

test('open lines are closed by their keys, and the order is seen to be closed', async () => {
  let status = 'B';
  await using netsuite = await erp({
    [`GET ${RECORD}/salesOrder/1201`]: () => ({
      json: { id: '1201', status: { id: status }, item: { items: [line(1), line(4, { isClosed: true }), line(7)] } },
    }),
    [`PATCH ${RECORD}/salesOrder/1201`]: () => {
      status = 'H';
      return { status: 204 };
    },
  });
  assert.equal((await write(netsuite.connection, 'order.cancel', PAYLOAD, TARGET)).kind, 'done');
  assert.deepEqual(JSON.parse(netsuite.received[1]?.body ?? ''), {
    item: {
      items: [
        { line: 1, isClosed: true },
        { line: 7, isClosed: true },
      ],
    },
  });
  await using again = await erp({
    [`GET ${RECORD}/salesOrder/1201`]: { json: { id: '1201', status: { id: 'H' }, item: { items: [line(1)] } } },
  });
  assert.equal((await write(again.connection, 'order.cancel', PAYLOAD, TARGET)).kind, 'done');
  assert.deepEqual(
    again.sent().filter((each) => each.startsWith('PATCH')),
    [],
  );
});

test('what was fulfilled or billed is not cancelled (O03)', async () => {
  for (const done of [{ quantityFulfilled: 1 }, { quantityBilled: 1 }]) {
    await using netsuite = await erp({
      [`GET ${RECORD}/salesOrder/1201`]: {
        json: { id: '1201', status: { id: 'D' }, item: { items: [line(1, done)] } },
      },
    });
    const outcome = await write(netsuite.connection, 'order.cancel', PAYLOAD, TARGET);
    assert.equal(outcome.kind, 'rejected');
    assert.match('reason' in outcome ? outcome.reason.text : '', /an invoice already/);
    assert.equal(netsuite.sent().length, 1);
  }
});

const CUSTOMER = { customer: { isPerson: true, firstName: 'Ana', lastName: 'Čapek', email: 'ana@example.com' } };

test('a customer is searched by e-mail in small letters and compared; several are for a person', async () => {
  const row = (id: string, entityid: string, email: string) => ({ links: [], id, entityid, email });
  await using netsuite = await erp({
    [SUITEQL]: rows([row('845', 'C10010', 'ANA@Example.com'), row('846', 'C10011', 'x@example.com')]),
  });
  const payload = { customer: { email: 'Ana@Example.com' } };
  assert.deepEqual(await netsuite.connection.find('customer.find', writeRequest({ payload })), {
    kind: 'found',
    target: { id: '845', number: 'C10010' },
  });
  assert.deepEqual(netsuite.asked()[0]?.params, ['ana@example.com']);
  await using several = await erp({
    [SUITEQL]: rows([row('845', 'C1', 'ana@example.com'), row('846', 'C2', 'ana@example.com')]),
  });
  assert.equal((await several.connection.find('customer.find', writeRequest({ payload }))).kind, 'several');
});

test('a customer is made, and its number read', async () => {
  await using netsuite = await erp({
    [`POST ${RECORD}/customer`]: { status: 204, headers: { Location: `https://x.example.com${RECORD}/customer/845` } },
    [`GET ${RECORD}/customer/845`]: { json: { id: '845', entityId: 'C10010' } },
  });
  const outcome = await write(netsuite.connection, 'customer.write', CUSTOMER);
  assert.deepEqual(outcome, { kind: 'done', target: { id: '845', number: 'C10010' } });
  assert.deepEqual(JSON.parse(netsuite.received[0]?.body ?? ''), CUSTOMER.customer);
});

test('a change writes over the shop’s own address, adds a new one, and leaves those of staff alone (CUS-07)', async () => {
  const entry = (label: string) => ({ label, defaultBilling: true, addressBookAddress: { city: 'Bonn' } });
  const book = {
    items: [
      { id: '11', label: 'Dock' },
      { id: '12', label: 'Web shop: billing' },
    ],
  };
  await using netsuite = await erp({
    [`GET ${RECORD}/customer/845`]: { json: { id: '845', entityId: 'C10010', addressBook: book } },
    [`PATCH ${RECORD}/customer/845`]: { status: 204 },
  });
  const customer = {
    ...CUSTOMER.customer,
    subsidiary: { id: '2' },
    addressBook: { items: [entry('Web shop: billing'), entry('Web shop: shipping')] },
  };
  const target = { id: '845', number: 'C10010' };
  assert.equal((await write(netsuite.connection, 'customer.write', { customer }, target)).kind, 'done');
  assert.deepEqual(JSON.parse(netsuite.received[1]?.body ?? ''), {
    firstName: 'Ana',
    lastName: 'Čapek',
    email: 'ana@example.com',
    addressBook: { items: [{ id: '12', ...entry('Web shop: billing') }, entry('Web shop: shipping')] },
  });
});

test('lists ask in the time of the account, an hour and more back; the record says when it changed in UTC', async () => {
  await using netsuite = await erp(
    {
      [SUITEQL]: rows([{ id: '1201', tranid: 'SO1001' }]),
      [`GET ${RECORD}/salesOrder/1201`]: {
        json: { id: '1201', tranId: 'SO1001', entity: { id: '845' }, lastModifiedDate: '2025-11-02T09:05:10Z' },
      },
    },
    { time_zone: 'America/Los_Angeles' },
  );
  const pages = await collect(
    netsuite.connection.read('order', { watermark: '2025-11-02T09:30:00.000Z', signal: never() }),
  );
  const [question] = netsuite.asked();
  assert.match(
    question?.q ?? '',
    /type = 'SalesOrd' AND externalid IS NOT NULL AND lastmodifieddate >= TO_TIMESTAMP\(\?/,
  );
  // 09:30 less 70 minutes is 08:20 in UTC: 01:20 of the hour that comes twice there.
  assert.deepEqual(question?.params, ['2025-11-02 01:20:00']);
  assert.equal(pages[0]?.records[0]?.observedAt, '2025-11-02T09:05:10.000Z');
});

test('stock is the sum over locations, those of the option where it names some', async () => {
  await using netsuite = await erp(
    {
      [SUITEQL]: ({ body }) =>
        body.includes('inventoryitemlocations')
          ? rows([
              { item: '301', location: '6', quantityonhand: '85', quantityavailable: '81' },
              { item: '301', location: '7', quantityonhand: '40.5' },
            ])
          : rows([
              { id: '301', itemid: 'SKU-TROWEL', isinactive: 'F', changed: '2026-02-27T10:30:00' },
              { id: '302', itemid: 'SKU-NEW', isinactive: 'F', changed: '2026-02-27T10:30:00' },
            ]),
    },
    { stock_locations: ['6', '7'] },
  );
  const [page] = await collect(netsuite.connection.read('stock', { signal: never() }));
  const natives = page?.records.map(({ native }) => native as Record<string, unknown>) ?? [];
  assert.deepEqual(
    natives.map(({ itemid, on_hand, available }) => [itemid, on_hand, available]),
    [
      ['SKU-TROWEL', '125.5', '81'],
      ['SKU-NEW', undefined, undefined],
    ],
  );
  const quantities = netsuite.asked().find(({ q }) => q.includes('inventoryitemlocations'));
  assert.match(quantities?.q ?? '', /WHERE l\.location IN \(\?, \?\) ORDER BY/);
  assert.deepEqual(quantities?.params, ['6', '7']);
});

test('an item is read as its type, with the categories that name it', async () => {
  await using netsuite = await erp({
    [SUITEQL]: rows([
      { id: '301', itemid: 'SKU-TROWEL', itemtype: 'InvtPart' },
      { id: '400', itemid: 'SET', itemtype: 'Kit' },
    ]),
    [`GET ${RECORD}/inventoryItem/301`]: {
      json: { id: '301', itemId: 'SKU-TROWEL', lastModifiedDate: '2026-02-27T09:30:00Z' },
    },
    [`GET ${RECORD}/kitItem/400`]: { json: { id: '400', itemId: 'SET', lastModifiedDate: '2026-02-27T09:30:00Z' } },
    [`GET ${RECORD}/commerceCategory`]: rows([{ id: '100' }, { id: '101' }]),
    [`GET ${RECORD}/commerceCategory/100`]: {
      json: { id: '100', name: 'Tools', externalId: 'TOOLS', items: { items: [{ item: { id: '301' } }] } },
    },
    [`GET ${RECORD}/commerceCategory/101`]: {
      json: { id: '101', name: 'Garden', items: { items: [{ item: { id: '301' } }, { item: { id: '400' } }] } },
    },
  });
  const [page] = await collect(netsuite.connection.read('product', { signal: never() }));
  const natives = page?.records.map(({ native }) => native as Record<string, unknown>) ?? [];
  assert.deepEqual(
    natives.map(({ itemId, categories }) => [itemId, JSON.parse(JSON.stringify(categories))]),
    [
      [
        'SKU-TROWEL',
        [
          { id: '100', code: 'TOOLS', name: 'Tools' },
          { id: '101', name: 'Garden' },
        ],
      ],
      ['SET', [{ id: '101', name: 'Garden' }]],
    ],
  );
});

const part = (name: string, quantity: number, amount: number) => ({
  item: { name },
  quantity,
  price: { id: '-1' },
  rate: amount / quantity,
  amount,
});
const headOf = (externalId: string) => ({ externalId, tranDate: '2026-03-09', memo: 'Refund 900 of order 1001' });
const REFUND = {
  order_reference: 'WEB-1001',
  currency: '1',
  items: ['MUG', 'WRITEOFF'],
  goods: [part('MUG', 2, 20)],
  others: [part('WRITEOFF', 1, 5)],
  return: { ...headOf('RETURN-900'), toBeEmailed: false, orderStatus: { id: 'B' } },
  receipt: headOf('RECEIPT-900'),
  credit: { ...headOf('REFUND-900'), toBeEmailed: false },
};
const MONEY = { items: ['WRITEOFF'], goods: [], return: undefined, receipt: undefined };
const REFUNDED = { total: '27.00', tax_total: '2.00', currency: 'USD' };
const orderLine = (line: number, billed: number, fulfilled: number, item = '301') => ({
  line,
  item: { id: item, refName: 'MUG' },
  location: { id: '6' },
  units: '1',
  quantityBilled: billed,
  quantityFulfilled: fulfilled,
});
const refundedOrder = (lines: readonly object[] = [orderLine(1, 1, 1), orderLine(4, 3, 3)], currency = '1'): Reply => ({
  json: { id: '1201', currency: { id: currency }, item: { items: lines } },
});
/** A document with lines that the tax of it is on. */
const totalled = (id: string, tranId: string, total: number, taxes: readonly unknown[] = TAXES): Reply => ({
  json: { id, tranId, externalId: 'REFUND-900', total, taxTotal: 2, taxDetails: { items: taxes } },
});
const MADE = [
  { id: '31', type: 'RtnAuth', externalid: 'RETURN-900' },
  { id: '32', type: 'ItemRcpt', externalid: 'RECEIPT-900' },
  { id: '33', type: 'CustCred', externalid: 'REFUND-900' },
];
const LINKED = [
  { id: '21', type: 'CustInvc' },
  { id: '22', type: 'CustInvc' },
];
interface Asked {
  readonly known?: readonly object[];
  readonly items?: readonly object[];
  readonly linked?: readonly object[];
}
const REFUND_ITEMS = [
  { id: '301', itemid: 'MUG', itemtype: 'InvtPart' },
  { id: '502', itemid: 'WRITEOFF', itemtype: 'OthCharge' },
];
const asking =
  ({ known = [], items = REFUND_ITEMS, linked = LINKED }: Asked = {}) =>
  ({ body }: Received): Reply =>
    rows(body.includes('FROM item') ? items : body.includes('t.id = ?') ? linked : known);
const at = (type: string, id: string): Reply => ({
  status: 204,
  headers: { Location: `https://x.example.com${RECORD}/${type}/${id}` },
});
const RETURN = `POST ${RECORD}/salesOrder/1201/!transform/returnAuthorization`;
const RECEIPT = `POST ${RECORD}/returnAuthorization/31/!transform/itemReceipt`;
const CREDIT = `POST ${RECORD}/returnAuthorization/31/!transform/creditMemo`;
const OF_INVOICE = `POST ${RECORD}/invoice/21/!transform/creditMemo`;
const refunding = (answers: Answers = {}, asked: Asked = {}): Answers => ({
  [SUITEQL]: asking(asked),
  [`GET ${RECORD}/salesOrder/eid:WEB-1001`]: refundedOrder(),
  [RETURN]: at('returnAuthorization', '31'),
  [`GET ${RECORD}/returnAuthorization/31`]: totalled('31', 'RMA1', 27),
  [RECEIPT]: at('itemReceipt', '32'),
  [CREDIT]: at('creditMemo', '33'),
  [OF_INVOICE]: at('creditMemo', '33'),
  [`GET ${RECORD}/creditMemo/33`]: totalled('33', 'CM1', 27),
  ...answers,
});
const refund = (connection: Connection, changes: object = {}) =>
  written(connection, 'refund.write', { ...REFUND, ...changes }, undefined, REFUNDED);
const isHeld = (code: string) => (thrown: unknown) => thrown instanceof Hold && thrown.code === code;
/** Everything that was to change something, as it was sent. */
const writes = ({ received }: Erp) =>
  received
    .filter(({ method, url }) => method !== 'GET' && !url.includes('suiteql'))
    .map(({ method, url, body }) => ({ call: `${method} ${decodeURIComponent(url)}`, body: JSON.parse(body) }));
const calls = (netsuite: Erp) => writes(netsuite).map(({ call }) => call);

test('a refund is a return on a line of the order that has enough, its receipt, and its credit memo', async () => {
  await using netsuite = await erp(refunding());
  assert.deepEqual(await refund(netsuite.connection), { kind: 'done', target: { id: '33', number: 'CM1' } });
  assert.deepEqual(writes(netsuite), [
    {
      call: `${RETURN}?replace=item`,
      body: {
        ...REFUND.return,
        item: {
          items: [
            {
              item: { id: '301' },
              quantity: 2,
              price: { id: '-1' },
              rate: 10,
              amount: 20,
              orderDoc: { id: '1201' },
              orderLine: 4,
              units: '1',
              location: { id: '6' },
            },
            { ...part('WRITEOFF', 1, 5), item: { id: '502' } },
          ],
        },
      },
    },
    { call: RECEIPT, body: REFUND.receipt },
    { call: CREDIT, body: REFUND.credit },
  ]);
});

test('what other returns of the order take is left to them: received, where they were called off', async () => {
  const back = (status: string, lines: readonly object[]): Reply => ({
    json: { status: { id: status }, item: { items: lines } },
  });
  const others = { linked: [...LINKED, { id: '23', type: 'RtnAuth' }, { id: '24', type: 'RtnAuth' }] };
  const two = (first: Reply, second: Reply) =>
    refunding(
      { [`GET ${RECORD}/returnAuthorization/23`]: first, [`GET ${RECORD}/returnAuthorization/24`]: second },
      others,
    );
  const own = { line: 1, orderLine: 4, quantity: 2 };
  const charge = { line: 2, quantity: 9 };
  await using open = await erp(two(back('B', [own, charge]), back('C', [{ ...own, quantityReceived: 0 }])));
  await assert.rejects(refund(open.connection), isHeld('not-on-one-line'));
  assert.deepEqual(calls(open), []);
  for (const over of [
    back('C', [own]),
    back('H', [{ ...own, quantityReceived: 1 }]),
    back('B', [{ ...own, isClosed: true }]),
  ]) {
    await using netsuite = await erp(two(back('C', [own]), over));
    assert.equal((await refund(netsuite.connection)).kind, 'done');
  }
});

test('pieces of one article in two lines of a refund share a line of the order, which comes back once', async () => {
  await using netsuite = await erp(refunding());
  await refund(netsuite.connection, { goods: [part('MUG', 1, 10), part('MUG', 2, 10), part('MUG', 1, 3)] });
  const [made] = writes(netsuite);
  assert.deepEqual(
    made?.body.item.items.map(({ orderLine, quantity, rate, amount }: Record<string, number>) => [
      orderLine,
      quantity,
      rate,
      amount,
    ]),
    [
      [1, 1, 10, 10],
      [4, 3, 4.33333333, 13],
      [undefined, 1, 5, 5],
    ],
  );
});

test('a refund of which no goods come back is a credit memo of the invoice, and no return', async () => {
  await using netsuite = await erp(refunding());
  assert.deepEqual(await refund(netsuite.connection, MONEY), { kind: 'done', target: { id: '33', number: 'CM1' } });
  assert.deepEqual(writes(netsuite), [
    {
      call: `${OF_INVOICE}?replace=item`,
      body: { ...REFUND.credit, item: { items: [{ ...part('WRITEOFF', 1, 5), item: { id: '502' } }] } },
    },
  ]);
  const [known] = netsuite.asked();
  assert.deepEqual(known?.params, ['REFUND-900']);
});

test('what cannot be credited is held before anything is written', async () => {
  const order = `GET ${RECORD}/salesOrder/eid:WEB-1001`;
  const held: readonly [code: string, answers: Answers, changes?: object][] = [
    ['order-unknown', refunding({ [order]: notThere })],
    ['not-invoiced', refunding({}, { linked: [] })],
    ['not-invoiced', refunding({}, { linked: [] }), MONEY],
    ['currency-differs', refunding({ [order]: refundedOrder([orderLine(1, 3, 3)], '2') })],
    ['not-on-one-line', refunding({ [order]: refundedOrder([orderLine(1, 1, 1), orderLine(4, 1, 1)]) })],
    ['not-on-one-line', refunding({ [order]: refundedOrder([orderLine(1, 3, 1)]) })],
    ['not-on-one-line', refunding({ [order]: refundedOrder([orderLine(1, 1, 3)]) })],
    ['not-on-one-line', refunding({ [order]: refundedOrder([orderLine(1, 3, 3, '999')]) })],
    ['item-unknown', refunding({}, { items: REFUND_ITEMS.slice(0, 1) })],
    ['item-in-stock', refunding({}, { items: REFUND_ITEMS.map((each) => ({ ...each, itemtype: 'InvtPart' })) }), MONEY],
    ['item-ambiguous', refunding({}, { items: [...REFUND_ITEMS, { id: '503', itemid: 'WRITEOFF' }] })],
  ];
  for (const [code, answers, changes] of held) {
    await using netsuite = await erp(answers);
    await assert.rejects(refund(netsuite.connection, changes), isHeld(code), code);
    assert.deepEqual(calls(netsuite), []);
  }
});

test('a return that comes to another total is held before goods move; a memo that does is for a person', async () => {
  await using early = await erp(refunding({ [`GET ${RECORD}/returnAuthorization/31`]: totalled('31', 'RMA1', 27.01) }));
  await assert.rejects(refund(early.connection), isHeld('total-differs'));
  assert.deepEqual(calls(early), [`${RETURN}?replace=item`]);
  await using late = await erp(refunding({ [`GET ${RECORD}/creditMemo/33`]: totalled('33', 'CM1', 26.99) }));
  await assert.rejects(refund(late.connection), isHeld('total-differs'));
  assert.equal(calls(late).at(-1), CREDIT);
});

test('cents within the tolerance go into the largest tax of the memo, and it is seen that none is left', async () => {
  const options = { tax_tolerance: '0.02' };
  const memo = `GET ${RECORD}/creditMemo/33`;
  const patch = `PATCH ${RECORD}/creditMemo/33`;
  const differing = (after: number, taxes?: readonly unknown[]) => {
    const seen = [26.99, after];
    return refunding({
      [`GET ${RECORD}/returnAuthorization/31`]: totalled('31', 'RMA1', 26.98),
      [memo]: () => totalled('33', 'CM1', seen.shift() ?? after, taxes),
      [patch]: { status: 204 },
    });
  };
  await using put = await erp(differing(27), options);
  assert.equal((await refund(put.connection)).kind, 'done');
  const last = writes(put).at(-1);
  assert.equal(last?.call, `${patch}?replace=taxDetails`);
  assert.deepEqual(last?.body, {
    taxDetailsOverride: true,
    taxDetails: { items: [tax('1_ITEM', 54, 4.33), tax('4_ITEM', 36, 2.88)] },
  });
  await using left = await erp(differing(26.99), options);
  await assert.rejects(refund(left.connection), isHeld('total-differs'));
  await using untaxed = await erp(differing(26.99, []), options);
  await assert.rejects(refund(untaxed.connection), isHeld('total-differs'));
  assert.equal(calls(untaxed).includes(`${patch}?replace=taxDetails`), false);
});

test('whatever was made already is found by its external id, and only the rest is made (D02)', async () => {
  for (const [made, rest] of [
    [1, [RECEIPT, CREDIT]],
    [2, [CREDIT]],
    [3, []],
  ] as const) {
    await using netsuite = await erp(refunding({}, { known: MADE.slice(0, made) }));
    assert.deepEqual(await refund(netsuite.connection), { kind: 'done', target: { id: '33', number: 'CM1' } });
    assert.deepEqual(calls(netsuite), rest);
  }
  // A number of the same letters in another type of record is not ours.
  const others = MADE.map((each) => ({ ...each, externalid: `${each.externalid}1` }));
  await using netsuite = await erp(refunding({}, { known: others }));
  await refund(netsuite.connection);
  assert.equal(calls(netsuite).length, 3);
});

test('a document that is there already, or whose answer proves nothing, is looked for in another attempt (D02)', async () => {
  for (const step of [RETURN, RECEIPT, CREDIT])
    for (const answer of [
      failing(400, 'DUP_RCRD', 'This record already exists.'),
      failing(400, 'USER_ERROR', 'A record with this external id already exists.'),
      failing(500, 'UNEXPECTED_ERROR', 'An unexpected error occurred. Error ID: abc'),
    ]) {
      await using netsuite = await erp(refunding({ [step]: answer }));
      assert.equal((await refund(netsuite.connection)).kind, 'retry');
    }
  const refused = failing(400, 'USER_ERROR', 'The sales order SO1001 is closed.');
  await using no = await erp(refunding({ [RETURN]: refused }));
  const outcome = await refund(no.connection);
  assert.match(
    'reason' in outcome ? `${outcome.kind}: ${outcome.reason.text}` : outcome.kind,
    /^rejected: .*SO1001 is closed/,
  );
  await using there = await erp({ [`GET ${RECORD}/creditMemo/eid:REFUND-900`]: totalled('33', 'CM1', 27) });
  assert.deepEqual(await there.connection.find('refund.find', writeRequest({ payload: REFUND })), {
    kind: 'found',
    target: { id: '33', number: 'CM1' },
  });
});
