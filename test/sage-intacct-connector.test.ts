/** What the Sage Intacct connector really sends, and what it makes of the answers of the REST API, against a server on 127.0.0.1. */
import assert from 'node:assert/strict';
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

const { connector, defaults } = shippedConnector('sage-intacct');
const BASE = '/ia/api/v1';
const ORDERS = '/objects/order-entry/document::Sales Order';
const CUSTOMERS = '/objects/accounts-receivable/customer';
const CONTACTS = '/objects/company-config/contact';
const QUERY = 'POST /services/core/query';

interface Erp extends AsyncDisposable {
  readonly clock: ManualClock;
  readonly connection: Connection;
  /** Method and path of every request but the sign-in, decoded and without the API's base; of queries the object. */
  readonly sent: () => string[];
  /** The bodies of the queries. */
  readonly asked: () => Record<string, unknown>[];
  readonly bodyOf: (sent: string) => unknown;
  readonly received: LoopbackServer['received'];
}

type Answers = Readonly<Record<string, Reply | ((request: Received) => Reply)>>;

const failing = (status: number, code: string, message: string, details?: unknown): Reply => ({
  status,
  json: {
    'ia::error': { code, message, supportId: 'x', ...(details === undefined ? {} : { details }) },
    'ia::meta': { totalCount: 1, totalSuccess: 0, totalError: 1 },
  },
});
const one = (record: unknown, status = 200): Reply => ({
  status,
  json: { 'ia::result': record, 'ia::meta': { totalCount: 1, totalSuccess: 1, totalError: 0 } },
});
const rows = (records: readonly unknown[], next: number | null = null): Reply => ({
  json: {
    'ia::result': records,
    'ia::meta': { totalCount: records.length, start: 1, pageSize: 100, next, previous: null },
  },
});

const nameOf = ({ method, url, body }: Received): string => {
  const path = decodeURIComponent(new URL(url, 'http://erp.example.com').pathname).replace(BASE, '');
  return path === '/services/core/query' ? `${QUERY} ${JSON.parse(body).object}` : `${method} ${path}`;
};

/** Answers by what `sent` tells; a query that is not listed finds nothing, anything else is not there. */
async function erp(answers: Answers, options: Readonly<Record<string, unknown>> = {}): Promise<Erp> {
  const server = await loopbackServer((request) => {
    const name = nameOf(request);
    const answer = answers[name];
    if (answer !== undefined) return typeof answer === 'function' ? answer(request) : answer;
    if (name === 'POST /oauth2/token')
      return { json: { token_type: 'Bearer', access_token: 'token-1', expires_in: 3600 } };
    if (name.startsWith(QUERY)) return rows([]);
    return failing(404, 'invalidKey', 'There is no record of this key');
  });
  const clock = new ManualClock('2026-03-02T00:00:00.000Z');
  const open = connected(
    server,
    connector,
    {
      name: 'erp',
      credentials: { client_id: 'app-1', client_secret: 'hush-0123456789', username: 'web@ACME' },
      options: { ...defaults, currency: 'USD', time_zone: 'America/New_York', warehouse: 'EAST', ...options },
    },
    clock,
  );
  const calls = () => server.received.filter((request) => nameOf(request) !== 'POST /oauth2/token');
  return {
    ...open,
    clock,
    received: server.received,
    sent: () => calls().map(nameOf),
    asked: () =>
      calls()
        .filter((request) => nameOf(request).startsWith(QUERY))
        .map(({ body }) => JSON.parse(body)),
    bodyOf: (sent) => JSON.parse(calls().find((request) => nameOf(request) === sent)?.body ?? 'null'),
  };
}

const DOCUMENT = { number: '1001', total: '112.20', tax_total: '7.20', currency: 'USD' };
const BILL_TO = {
  id: 'Dana Reyes, Austin (0123456789ab)',
  printAs: 'Dana Reyes',
  mailingAddress: { isoCountryCode: 'us' },
};
const SHIP_TO = { id: 'Dock 4, Peoria (ba9876543210)', printAs: 'Dock 4', mailingAddress: { isoCountryCode: 'us' } };
const ORDER = {
  customer: { key: '32' },
  referenceNumber: 'WEB-1001',
  contacts: { billTo: { id: BILL_TO.id }, shipTo: { id: SHIP_TO.id } },
  lines: [
    { dimensions: { item: { id: 'SKU-TROWEL' }, warehouse: { id: 'EAST' } }, unitQuantity: '4', unitPrice: '15' },
  ],
};
const PAYLOAD = { bill_to: BILL_TO, ship_to: SHIP_TO, order: ORDER };
const stored = (more: object = {}): Reply =>
  one({
    key: '4511',
    id: 'Sales Order-SO0023',
    documentNumber: 'SO0023',
    state: 'pending',
    total: '112.20',
    lines: [],
    ...more,
  });
const CREATED = one({ key: '4511', id: '4511', href: '/objects/order-entry/document::Sales%20Order/4511' }, 201);
const CONTACT_MADE = one({ key: '306', id: 'x', href: `${CONTACTS}/306` }, 201);
const fine: Answers = {
  [`POST ${CONTACTS}`]: CONTACT_MADE,
  [`POST ${ORDERS}`]: CREATED,
  [`GET ${ORDERS}/4511`]: stored(),
};

const write = (connection: Connection, capability: string, payload: unknown, target?: TargetReference) =>
  written(connection, capability, payload, target, DOCUMENT);
const looking = (payload: unknown) => writeRequest({ payload });

test('the app signs in for its user, who names the company; the token goes with each call, the entity where one is set', async () => {
  await using intacct = await erp(
    { [`${QUERY} inventory-control/warehouse`]: rows([{ key: '4', id: 'EAST', name: 'East' }]) },
    { entity: '100' },
  );
  await intacct.connection.probe(never());
  const [signIn, probe] = intacct.received;
  assert.deepEqual(Object.fromEntries(new URLSearchParams(signIn?.body)), {
    grant_type: 'client_credentials',
    username: 'web@ACME',
    client_id: 'app-1',
    client_secret: 'hush-0123456789',
  });
  assert.equal(probe?.headers.authorization, 'Bearer token-1');
  assert.equal(probe?.headers['x-ia-api-param-entity'], '100');
  await using other = await erp({ [`${QUERY} inventory-control/warehouse`]: rows([{ key: '4', id: 'EAST' }]) });
  await other.connection.probe(never());
  assert.equal(other.received[1]?.headers['x-ia-api-param-entity'], undefined);
});

test('an order: its contacts that are not there yet, the order that refers to them, and the order read back', async () => {
  await using intacct = await erp({
    ...fine,
    [`${QUERY} company-config/contact`]: rows([{ key: '305', id: BILL_TO.id }]),
  });
  const outcome = await write(intacct.connection, 'order.write', PAYLOAD);
  assert.deepEqual(outcome, { kind: 'done', target: { id: '4511', number: 'SO0023' } });
  assert.deepEqual(intacct.sent(), [
    `${QUERY} company-config/contact`,
    `POST ${CONTACTS}`,
    `POST ${ORDERS}`,
    `GET ${ORDERS}/4511`,
  ]);
  assert.deepEqual(intacct.asked()[0]?.filters, [{ $in: { id: [BILL_TO.id, SHIP_TO.id] } }]);
  assert.deepEqual(intacct.bodyOf(`POST ${CONTACTS}`), SHIP_TO);
  assert.deepEqual(intacct.bodyOf(`POST ${ORDERS}`), ORDER);
  // A refusal would be kept under it for 60 days.
  assert.ok(intacct.received.every(({ headers }) => headers['idempotency-key'] === undefined));
});

test('contacts that are there are not made again', async () => {
  await using intacct = await erp({
    ...fine,
    [`${QUERY} company-config/contact`]: rows([
      { key: '305', id: BILL_TO.id },
      { key: '306', id: SHIP_TO.id },
    ]),
  });
  assert.equal((await write(intacct.connection, 'order.write', PAYLOAD)).kind, 'done');
  assert.ok(!intacct.sent().includes(`POST ${CONTACTS}`));
});

test('one address and one line stay lists (X07)', async () => {
  await using intacct = await erp(fine);
  await write(intacct.connection, 'order.write', { bill_to: BILL_TO, order: ORDER });
  assert.deepEqual(intacct.asked()[0]?.filters, [{ $in: { id: [BILL_TO.id] } }]);
  assert.equal(intacct.sent().filter((each) => each === `POST ${CONTACTS}`).length, 1);
  assert.ok(Array.isArray((intacct.bodyOf(`POST ${ORDERS}`) as typeof ORDER).lines));
});

test('a contact that somebody else has made meanwhile is the same one', async () => {
  for (const reply of [
    failing(409, 'conflict', 'Key is taken'),
    failing(422, 'operationFailed', 'Operation create object contact failed', [
      { code: 'BL34000061', message: 'Another contact with the given value already exists' },
    ]),
  ]) {
    await using intacct = await erp({ ...fine, [`POST ${CONTACTS}`]: reply });
    assert.equal((await write(intacct.connection, 'order.write', PAYLOAD)).kind, 'done');
  }
  await using refused = await erp({
    ...fine,
    [`POST ${CONTACTS}`]: failing(422, 'operationFailed', 'State is not valid'),
  });
  assert.equal((await write(refused.connection, 'order.write', PAYLOAD)).kind, 'rejected');
  assert.ok(!refused.sent().includes(`POST ${ORDERS}`));
});

test('an answer that does not name the order proves nothing', async () => {
  await using intacct = await erp({ ...fine, [`POST ${ORDERS}`]: one({ jobId: 'j-1' }, 202) });
  assert.equal((await write(intacct.connection, 'order.write', PAYLOAD)).kind, 'unknown');
});

test('a total that is not the shop’s is for a person, as when subtotals were not stored', async () => {
  await using intacct = await erp({ ...fine, [`GET ${ORDERS}/4511`]: stored({ total: '90.00' }) });
  await assert.rejects(
    write(intacct.connection, 'order.write', PAYLOAD),
    (error: unknown) =>
      error instanceof Hold &&
      error.code === 'total-differs' &&
      /SO0023 .*90; the shop says 112\.20/.test(error.message),
  );
  await using near = await erp(
    { ...fine, [`GET ${ORDERS}/4511`]: stored({ total: '112.21' }) },
    { tax_tolerance: '0.01' },
  );
  assert.equal((await write(near.connection, 'order.write', PAYLOAD)).kind, 'done');
  await using above = await erp(
    { ...fine, [`GET ${ORDERS}/4511`]: stored({ total: '112.22' }) },
    { tax_tolerance: '0.01' },
  );
  await assert.rejects(write(above.connection, 'order.write', PAYLOAD), /total-differs|comes to a total/);
});

test('an order is found by its reference number, whatever else the search yields', async () => {
  const row = (key: string, referenceNumber: string) => ({
    key,
    documentNumber: `SO${key}`,
    referenceNumber,
    state: 'pending',
  });
  await using intacct = await erp({
    [`${QUERY} order-entry/document::Sales Order`]: rows([row('1', 'web-1001'), row('2', 'WEB-1001')]),
  });
  assert.deepEqual(await intacct.connection.find('order.find', looking(PAYLOAD)), {
    kind: 'found',
    target: { id: '2', number: 'SO2' },
  });
  assert.deepEqual(intacct.asked()[0]?.filters, [{ $eq: { referenceNumber: 'WEB-1001' } }]);
  await using other = await erp({}, { order_definition: 'Web Order' });
  assert.deepEqual(await other.connection.find('order.find', looking(PAYLOAD)), { kind: 'none' });
  assert.deepEqual(other.sent(), [`${QUERY} order-entry/document::Web Order`]);
});

/** Bodies of sheet section 6 to what they mean for the create of an order, and for a look-up. */
const MEANINGS: readonly (readonly [what: string, reply: Reply, write: string, find: string, says: RegExp])[] = [
  [
    'the body is wrong',
    failing(400, 'invalidRequest', 'Malformed field unitPrice'),
    'rejected',
    'rejected',
    /Malformed field/,
  ],
  [
    'a rule of the business says no',
    failing(422, 'operationFailed', 'Operation create object document failed', [
      { code: 'INV-1359', message: 'Unit Each is not of the group' },
      { code: 'BL01001973', message: 'Nothing was saved' },
    ]),
    'rejected',
    'rejected',
    /create object document failed; Unit Each is not of the group; Nothing was saved/,
  ],
  ['the definition is not there', failing(404, 'invalidRequest', 'Object not found'), 'rejected', 'none', /not found/],
  ['it may be there already', failing(409, 'conflict', 'Unique key clash'), 'unknown', 'retry', /Unique key/],
  ['the role may not', failing(403, 'forbidden', 'No permission to add'), 'halted', 'halted', /No permission/],
  [
    'the company is not active',
    failing(400, 'GW-0011', 'Invalid Request', { requestId: 'AC47' }),
    'halted',
    'halted',
    /Invalid Request/,
  ],
  [
    'too many at once',
    failing(429, 'GW-0010', 'API rate limit exceeded', { requestId: 'AC47' }),
    'retry',
    'retry',
    /rate limit/,
  ],
  [
    'too many at once, by another status',
    failing(503, 'GW-0010', 'API rate limit exceeded'),
    'retry',
    'retry',
    /rate limit/,
  ],
  [
    'the gateway could not',
    failing(500, 'GW-0001', 'Unable to process request'),
    'unknown',
    'retry',
    /Unable to process/,
  ],
  ['the gateway gave up', { status: 504, text: '<html>timeout</html>' }, 'unknown', 'retry', /504/],
  ['maintenance', { status: 503, text: '<html>maintenance</html>' }, 'retry', 'retry', /503/],
  [
    'an error in a success',
    {
      status: 200,
      json: { 'ia::error': { code: 'operationFailed', message: 'Not stored' }, 'ia::meta': { totalError: 1 } },
    },
    'rejected',
    'rejected',
    /Not stored/,
  ],
  [
    'of several only some',
    { status: 207, json: { 'ia::result': [], 'ia::meta': { totalSuccess: 1, totalError: 1 } } },
    'unknown',
    'unknown',
    /207/,
  ],
];

for (const [what, reply, writes, finds, says] of MEANINGS)
  test(`${what}: a create is ${writes}, a look-up ${finds}`, async () => {
    await using intacct = await erp({ ...fine, [`POST ${ORDERS}`]: reply });
    const outcome = await write(intacct.connection, 'order.write', PAYLOAD);
    assert.equal(outcome.kind, writes);
    assert.match('reason' in outcome ? outcome.reason.text : '', says);
    await using other = await erp({ [`${QUERY} order-entry/document::Sales Order`]: reply });
    const looked = other.connection.find('order.find', looking(PAYLOAD));
    assert.equal((await withTimePassing(other.clock, looked)).kind, finds);
  });

test('a document number that is taken may be our own', async () => {
  await using intacct = await erp({
    ...fine,
    [`POST ${ORDERS}`]: failing(422, 'operationFailed', 'Document WEB-1001 already exists'),
  });
  const numbered = { ...PAYLOAD, order: { ...ORDER, documentNumber: 'WEB-1001' } };
  assert.equal((await write(intacct.connection, 'order.write', numbered)).kind, 'unknown');
});

test('a token that is no good any more is renewed once, told by 401 or by 400', async () => {
  for (const status of [400, 401]) {
    let refused = 0;
    await using intacct = await erp({
      [`${QUERY} inventory-control/warehouse`]: () => {
        refused += 1;
        return refused === 1 ? failing(status, 'GW-0031', 'Invalid Token') : rows([{ key: '4', id: 'EAST' }]);
      },
    });
    await intacct.connection.probe(never());
    assert.equal(intacct.received.filter((request) => nameOf(request) === 'POST /oauth2/token').length, 2);
  }
});

test('how long to wait is said in a header of Intacct’s own', async () => {
  let asked = 0;
  await using intacct = await erp({
    [`${QUERY} inventory-control/item`]: () => {
      asked += 1;
      return asked === 1
        ? {
            status: 429,
            json: { 'ia::error': { code: 'GW-0010', message: 'API rate limit exceeded' } },
            headers: { 'X-IA-Throttle-RetryAfter': '7' },
          }
        : rows([]);
    },
    [`${QUERY} inventory-control/item-warehouse-inventory`]: rows([]),
  });
  const began = intacct.clock.now();
  await withTimePassing(intacct.clock, collect(intacct.connection.read('stock', { signal: never() })));
  assert.equal(asked, 2);
  assert.ok(intacct.clock.now() - began >= 7000, `waited ${intacct.clock.now() - began} ms`);
});

const TARGET = { id: '4511', number: 'SO0023' };

test('a cancelled order is closed and seen to be closed; one that is closed already is left', async () => {
  let state = 'pending';
  await using intacct = await erp({
    [`GET ${ORDERS}/4511`]: () =>
      stored({
        state,
        lines: [
          { key: '1', quantityConverted: '0' },
          { key: '2', quantityConverted: null },
        ],
      }),
    [`PATCH ${ORDERS}/4511`]: () => {
      state = 'closed';
      return one({ key: '4511' });
    },
  });
  const cancel = { order: { referenceNumber: 'WEB-1001' } };
  assert.equal((await write(intacct.connection, 'order.cancel', cancel, TARGET)).kind, 'done');
  assert.deepEqual(intacct.bodyOf(`PATCH ${ORDERS}/4511`), { state: 'closed' });
  await using again = await erp({ [`GET ${ORDERS}/4511`]: stored({ state: 'closed' }) });
  assert.equal((await write(again.connection, 'order.cancel', cancel, TARGET)).kind, 'done');
  assert.ok(!again.sent().includes(`PATCH ${ORDERS}/4511`));
});

test('a change that is answered with success and not stored is no cancellation', async () => {
  await using intacct = await erp({ [`GET ${ORDERS}/4511`]: stored(), [`PATCH ${ORDERS}/4511`]: one({ key: '4511' }) });
  const cancel = { order: { referenceNumber: 'WEB-1001' } };
  assert.equal((await write(intacct.connection, 'order.cancel', cancel, TARGET)).kind, 'retry');
});

test('what was converted is not cancelled, and the reason says so (O03)', async () => {
  for (const more of [
    { state: 'converted' },
    { state: 'partiallyConvertedByLine' },
    {
      lines: [
        { key: '1', quantityConverted: '0' },
        { key: '2', quantityConverted: '1' },
      ],
    },
  ]) {
    await using intacct = await erp({ [`GET ${ORDERS}/4511`]: stored(more) });
    const outcome = await write(intacct.connection, 'order.cancel', { order: { referenceNumber: 'WEB-1001' } }, TARGET);
    assert.equal(outcome.kind, 'rejected');
    assert.match('reason' in outcome ? outcome.reason.text : '', /SO0023 has a shipper or an invoice already/);
    assert.equal(intacct.sent().length, 1);
  }
});

const CARD = {
  name: 'Ana Čapek',
  contacts: {
    default: {
      printAs: 'Ana Čapek',
      email1: 'ana@example.com',
      mailingAddress: { addressLine1: 'Piazza Dante 9', isoCountryCode: 'it' },
    },
  },
};

test('a customer is searched by e-mail whatever its letters, and compared; several are for a person', async () => {
  const row = (key: string, email1: string) => ({ key, id: `C${key}`, name: 'x', 'contacts.default.email1': email1 });
  await using intacct = await erp({
    [`${QUERY} accounts-receivable/customer`]: rows([row('32', 'ANA@Example.com'), row('33', 'x@example.com')]),
  });
  assert.deepEqual(await intacct.connection.find('customer.find', looking({ customer: CARD })), {
    kind: 'found',
    target: { id: '32', number: 'C32' },
  });
  const [asked] = intacct.asked();
  assert.deepEqual(asked?.filters, [{ $eq: { 'contacts.default.email1': 'ana@example.com' } }]);
  assert.deepEqual(asked?.filterParameters, { caseSensitiveComparison: false });
  await using several = await erp({
    [`${QUERY} accounts-receivable/customer`]: rows([row('32', 'ana@example.com'), row('33', 'Ana@example.com')]),
  });
  assert.equal((await several.connection.find('customer.find', looking({ customer: CARD }))).kind, 'several');
});

test('a customer is made with the contact of its shipping address; a namesake gets the e-mail behind the name', async () => {
  const made: Answers = {
    [`POST ${CONTACTS}`]: CONTACT_MADE,
    [`POST ${CUSTOMERS}`]: one({ key: '32', id: 'C10010' }, 201),
    [`GET ${CUSTOMERS}/32`]: one({ key: '32', id: 'C10010', name: 'Ana Čapek' }),
  };
  await using intacct = await erp(made);
  const outcome = await write(intacct.connection, 'customer.write', { customer: CARD, ship_to: SHIP_TO });
  assert.deepEqual(outcome, { kind: 'done', target: { id: '32', number: 'C10010' } });
  assert.deepEqual(intacct.sent(), [
    `${QUERY} accounts-receivable/customer`,
    `${QUERY} company-config/contact`,
    `POST ${CONTACTS}`,
    `POST ${CUSTOMERS}`,
    `GET ${CUSTOMERS}/32`,
  ]);
  assert.deepEqual(intacct.asked()[0]?.filters, [{ $eq: { name: 'Ana Čapek' } }]);
  assert.deepEqual(intacct.bodyOf(`POST ${CUSTOMERS}`), CARD);
  await using second = await erp({
    ...made,
    [`${QUERY} accounts-receivable/customer`]: rows([{ key: '9', id: 'C9', name: 'Ana Čapek' }]),
  });
  await write(second.connection, 'customer.write', { customer: CARD });
  assert.deepEqual(second.bodyOf(`POST ${CUSTOMERS}`), { ...CARD, name: 'Ana Čapek (ana@example.com)' });
  assert.ok(!second.sent().includes(`POST ${CONTACTS}`));
});

test('a customer that is there already may be our own', async () => {
  await using intacct = await erp({
    [`POST ${CUSTOMERS}`]: failing(422, 'operationFailed', 'Another customer already exists'),
  });
  assert.equal((await write(intacct.connection, 'customer.write', { customer: CARD })).kind, 'unknown');
});

test('a change replaces the address as a whole, keeps the number, and is no namesake of itself (CUS-07)', async () => {
  const target = { id: '32', number: 'C10010' };
  const card = (shipTo: unknown, primary: unknown = { key: '1', id: 'Ana(C10010)' }) =>
    one({ key: '32', id: 'C10010', name: 'Ana Čapek', contacts: { primary, shipTo } });
  const changing = (answer: Reply): Answers => ({
    [`GET ${CUSTOMERS}/32`]: answer,
    [`PATCH ${CUSTOMERS}/32`]: one({ key: '32' }),
    [`POST ${CONTACTS}`]: CONTACT_MADE,
    [`${QUERY} accounts-receivable/customer`]: rows([{ key: '32', id: 'C10010', name: 'Ana Čapek' }]),
  });
  const sent = async (answer: Reply, payload: unknown) => {
    await using intacct = await erp(changing(answer));
    assert.equal((await write(intacct.connection, 'customer.write', payload, target)).kind, 'done');
    return intacct.bodyOf(`PATCH ${CUSTOMERS}/32`);
  };
  const address = {
    addressLine1: 'Piazza Dante 9',
    addressLine2: null,
    addressLine3: null,
    state: null,
    isoCountryCode: 'it',
  };
  const plain = { name: 'Ana Čapek', contacts: { default: { ...CARD.contacts.default, mailingAddress: address } } };
  // What staff have chosen stays.
  assert.deepEqual(await sent(card({ key: '2', id: 'Warehouse' }), { customer: { ...CARD, id: 'WEB-2' } }), plain);
  // What the shop has put there and has no more goes.
  assert.deepEqual(await sent(card({ key: '2', id: SHIP_TO.id }), { customer: CARD }), {
    ...plain,
    contacts: { ...plain.contacts, shipTo: { id: 'Ana(C10010)' } },
  });
  assert.deepEqual(await sent(card({ key: '2', id: SHIP_TO.id }, null), { customer: CARD }), {
    ...plain,
    contacts: { ...plain.contacts, shipTo: null },
  });
  const shipped = { ...CARD, contacts: { ...CARD.contacts, shipTo: { id: SHIP_TO.id } } };
  assert.deepEqual(await sent(card(null), { customer: shipped, ship_to: SHIP_TO }), {
    ...plain,
    contacts: { ...plain.contacts, shipTo: { id: SHIP_TO.id } },
  });
  // Who has no address in the shop keeps the one that he has.
  const { mailingAddress: _, ...nowhere } = CARD.contacts.default;
  assert.deepEqual(
    await sent(card({ key: '2', id: SHIP_TO.id }), { customer: { ...CARD, contacts: { default: nowhere } } }),
    {
      name: 'Ana Čapek',
      contacts: { default: nowhere },
    },
  );
});

test('a customer that was deleted in Intacct is told', async () => {
  await using intacct = await erp({});
  assert.equal(
    (await write(intacct.connection, 'customer.write', { customer: CARD }, { id: '32', number: 'C1' })).kind,
    'rejected',
  );
});

test('lists ask by key for what changed, five minutes back, and go on where the answer says', async () => {
  const order = {
    key: '1',
    documentNumber: 'SO1',
    audit: { modifiedDateTime: '2026-03-01T09:30:00Z' },
    contacts: { billTo: { key: '305' } },
  };
  await using intacct = await erp({
    [`${QUERY} order-entry/document::Sales Order`]: ({ body }) =>
      JSON.parse(body).start === 1 ? rows([{ key: '1', documentNumber: 'SO1' }], 1001) : rows([]),
    [`GET ${ORDERS}/1`]: one(order),
    [`GET ${CONTACTS}/305`]: one({ key: '305', printAs: 'Dana Reyes' }),
  });
  const pages = await collect(
    intacct.connection.read('order', { watermark: '2026-03-01T09:00:00.000Z', signal: never() }),
  );
  const [first, second] = intacct.asked();
  assert.deepEqual(first?.filters, [{ $gte: { 'audit.modifiedDateTime': '2026-03-01T08:55:00Z' } }]);
  assert.deepEqual(first?.orderBy, [{ key: 'asc' }]);
  assert.deepEqual([first?.start, first?.size, second?.start], [1, 1000, 1001]);
  const [record] = pages[0]?.records ?? [];
  assert.equal(record?.observedAt, '2026-03-01T09:30:00.000Z');
  assert.deepEqual((record?.native as Record<string, unknown> | undefined)?.bill_to, {
    key: '305',
    printAs: 'Dana Reyes',
  });
});

test('stock is the sum over warehouses, those of the option where it names some', async () => {
  const row = (key: string, item: string, onHand: number | null, unCommitted: number) => ({
    key,
    'item.key': item,
    'item.id': `SKU-${item}`,
    'warehouse.id': 'EAST',
    onHand,
    onOrder: 0,
    unCommitted,
  });
  const item = (key: string) => ({
    key,
    id: `SKU-${key}`,
    status: 'active',
    itemType: 'inventory',
    'audit.modifiedDateTime': '2026-02-27T09:30:00Z',
  });
  await using intacct = await erp(
    {
      [`${QUERY} inventory-control/item`]: rows([item('89'), item('90')]),
      [`${QUERY} inventory-control/item-warehouse-inventory`]: rows([
        row('1', '89', 85, 81),
        row('2', '89', 40.5, 40.5),
        row('3', '91', null, 1),
      ]),
    },
    { stock_warehouses: ['EAST', 'WEST'] },
  );
  const [page] = await collect(intacct.connection.read('stock', { signal: never() }));
  const natives = page?.records.map(({ native }) => native as Record<string, unknown>) ?? [];
  assert.deepEqual(
    natives.map(({ id, on_hand, available }) => [id, on_hand, available]),
    [
      ['SKU-89', '125.5', '121.5'],
      ['SKU-90', undefined, undefined],
    ],
  );
  const rowsAsked = intacct.asked().find(({ object }) => object === 'inventory-control/item-warehouse-inventory');
  assert.deepEqual(rowsAsked?.filters, [{ $in: { 'warehouse.id': ['EAST', 'WEST'] } }]);
  assert.deepEqual(intacct.asked().find(({ object }) => object === 'inventory-control/item')?.filters, [
    { $in: { itemType: ['inventory'] } },
  ]);
});

test('an invoice knows its orders directly and by its shippers, whichever way ids are written, and what is left to pay', async () => {
  const SHIPPERS = '/objects/order-entry/document::Sales Shipper';
  const INVOICES = '/objects/order-entry/document::Sales Invoice';
  const changed = { audit: { modifiedDateTime: '2026-03-05T09:00:00Z' } };
  await using intacct = await erp({
    [`${QUERY} order-entry/document::Sales Invoice`]: rows([{ key: '7', documentNumber: 'SI7' }]),
    [`GET ${INVOICES}/7`]: one({
      key: '7',
      documentNumber: 'SI7',
      ...changed,
      invoice: { key: '880' },
      sourceDocument: { key: '5', id: '5', documentType: 'Sales Shipper' },
      lines: [
        { key: '71', sourceDocument: null },
        { key: '72', sourceDocument: { key: '2', id: 'Sales Order-SO2' } },
      ],
    }),
    [`GET ${SHIPPERS}/5`]: one({
      key: '5',
      documentNumber: 'SH5',
      ...changed,
      sourceDocument: { key: '1', id: 'Sales Order-SO1' },
      lines: [{ key: '51', sourceDocument: null }],
    }),
    [`GET ${ORDERS}/1`]: one({ key: '1', documentNumber: 'SO1', referenceNumber: 'WEB-1' }),
    [`GET ${ORDERS}/2`]: one({ key: '2', documentNumber: 'SO2', referenceNumber: 'WEB-2' }),
    'GET /objects/accounts-receivable/invoice/880': one({ key: '880', totalTxnAmountDue: '30.10' }),
  });
  const [page] = await collect(intacct.connection.read('invoice', { signal: never() }));
  const native = page?.records[0]?.native as Record<
    string,
    { documentNumber: string }[] & { totalTxnAmountDue: string }
  >;
  assert.deepEqual(
    native.shippers?.map(({ documentNumber }) => documentNumber),
    ['SH5'],
  );
  assert.deepEqual(native.orders?.map(({ documentNumber }) => documentNumber).sort(), ['SO1', 'SO2']);
  assert.equal(native.receivable?.totalTxnAmountDue, '30.10');
});

const ADVANCES = '/objects/accounts-receivable/advance';
const ADVANCE = {
  referenceNumber: 'WEB-1001/6531',
  description: 'Card',
  paymentInformation: { paymentDate: '2026-03-02', receiptDate: '2026-03-02', paymentMethod: 'creditCard' },
  items: [{ txnAmount: '112.20', glAccount: { id: '2100' }, dimensions: {} }],
};
const PAYMENT = { order_reference: 'WEB-1001', advance: ADVANCE };
const pay = (connection: Connection) =>
  written(connection, 'payment.write', PAYMENT, undefined, { order: { shop_number: '1001' }, currency: 'USD' });
const toPay = (state: string, key = '501') => ({
  key,
  documentNumber: `SO-${key}`,
  state,
  txnDate: '2026-03-01',
  'customer.id': 'C10010',
});
const payable = (orders: readonly unknown[], reply: Reply = one({ key: '77', id: '77', href: '/x/77' }, 201)) =>
  erp({ [`${QUERY} order-entry/document::Sales Order`]: rows(orders), [`POST ${ADVANCES}`]: reply });

test('a payment is an advance of the order’s customer', async () => {
  await using intacct = await payable([toPay('closed', '500'), toPay('pending')]);
  assert.deepEqual(await pay(intacct.connection), { kind: 'done', target: { id: '77', number: '77' } });
  assert.deepEqual(intacct.bodyOf(`POST ${ADVANCES}`), { ...ADVANCE, customer: { id: 'C10010' } });
  assert.deepEqual(intacct.asked()[0]?.filters, [{ $eq: { referenceNumber: 'WEB-1001' } }]);
});

test('a payment without a day has that of the order', async () => {
  await using intacct = await payable([toPay('pending')]);
  const { paymentInformation: _, ...advance } = ADVANCE;
  const undated = {
    order_reference: 'WEB-1001',
    advance: { ...advance, paymentInformation: { paymentMethod: 'eft' } },
  };
  const document = { order: { shop_number: '1001' }, currency: 'USD' };
  assert.equal((await written(intacct.connection, 'payment.write', undated, undefined, document)).kind, 'done');
  assert.deepEqual(intacct.bodyOf(`POST ${ADVANCES}`), {
    ...advance,
    customer: { id: 'C10010' },
    paymentInformation: { paymentDate: '2026-03-01', receiptDate: '2026-03-01', paymentMethod: 'eft' },
  });
});

test('a payment waits for its order', async () => {
  await using intacct = await payable([]);
  const outcome = await pay(intacct.connection);
  assert.match('reason' in outcome ? `${outcome.kind}: ${outcome.reason.text}` : '', /^retry: .*no sales order of it/);
  assert.equal(intacct.sent().length, 1);
});

test('a payment of an order that is closed, or there twice, is held before anything is booked', async () => {
  for (const [orders, code] of [
    [[toPay('closed')], 'order-cancelled'],
    [[toPay('pending'), toPay('converted', '502')], 'order-ambiguous'],
  ] as const) {
    await using intacct = await payable(orders);
    await assert.rejects(pay(intacct.connection), (error: unknown) => error instanceof Hold && error.code === code);
    assert.equal(intacct.sent().length, 1);
  }
});

test('what answers to an advance mean: a rule refuses it, what proves nothing is looked up (D02)', async () => {
  for (const [reply, kind] of [
    [failing(422, 'operationFailed', 'A bank account or an undeposited funds account is required'), 'rejected'],
    [failing(404, 'invalidRequest', 'Object not found'), 'rejected'],
    [failing(500, 'GW-0001', 'Unable to process request'), 'unknown'],
    [one({ href: '/x' }, 201), 'unknown'],
    ['cut', 'unknown'],
  ] as const) {
    await using intacct = await payable([toPay('pending')], reply);
    assert.equal((await pay(intacct.connection)).kind, kind);
  }
});

test('an advance is found by its reference, unless it was reversed', async () => {
  const found = { key: '77', id: '77', referenceNumber: 'WEB-1001/6531', state: 'partiallyApplied' };
  const others = [
    { ...found, key: '70', state: 'reversed' },
    { ...found, key: '71', state: 'reversal' },
  ];
  const query = `${QUERY} accounts-receivable/advance`;
  await using intacct = await erp({ [query]: rows([...others, found]) });
  assert.deepEqual(await intacct.connection.find('payment.find', looking(PAYMENT)), {
    kind: 'found',
    target: { id: '77', number: '77' },
  });
  await using none = await erp({ [query]: rows(others) });
  assert.deepEqual(await none.connection.find('payment.find', looking(PAYMENT)), { kind: 'none' });
});

const INVOICES = '/objects/order-entry/document::Sales Invoice';
const SHIPPERS = '/objects/order-entry/document::Sales Shipper';
const RETURNS = '/objects/order-entry/document::Sales Return';
const CREDITS = '/objects/order-entry/document::Sales Credit Memo';
const DEFINITIONS = `${QUERY} order-entry/txn-definition`;
const piece = (item: string, quantity: string, more: object = {}) => ({
  item,
  quantity,
  comes_back: true,
  line: { lineDescription: item, unitQuantity: quantity, unitPrice: '10' },
  ...more,
});
const asItem = (item: string) => ({
  dimensions: { item: { id: item }, warehouse: { id: 'EAST' } },
  unitQuantity: '1',
  unitPrice: '5',
});
const thrownAway = (item: string) => ({ item, quantity: '1', comes_back: false, line: asItem('WRITEOFF') });
const REFUND_HEADER = {
  referenceNumber: 'WEB-REFUND-900',
  txnDate: '2026-03-09',
  dueDate: '2026-03-09',
  baseCurrency: 'USD',
  txnCurrency: 'USD',
  memo: 'Refund 900 of order WEB-1001',
  subtotals: [{ description: 'Sales Tax', absoluteValue: '2.00', total: '2.00' }],
};
const REFUND = {
  order_reference: 'WEB-1001',
  returns: true,
  goods: [piece('MUG', '2'), thrownAway('BAG')],
  lines: [asItem('REFUND')],
  document: REFUND_HEADER,
};
const MONEY = { ...REFUND, returns: false, goods: [] };
const REFUNDED = { number: undefined, total: '32.00', tax_total: '2.00', currency: 'USD' };
const became = (definition: string, key: string) => ({
  convertedTo: { key, id: `${definition}-${key}`, documentType: definition },
});
const refundedOrder = (history: readonly unknown[] | null, more: object = {}) =>
  one({
    key: '501',
    documentNumber: 'SO1',
    customer: { key: '32', id: 'C10010' },
    txnCurrency: 'USD',
    contacts: { primary: { id: 'Dana' }, billTo: { key: '1', id: 'Bill' }, shipTo: { key: '2', id: 'Ship' } },
    lines: [],
    history,
    ...more,
  });
const invoiced = (key: string, state: string, lines: readonly object[]) =>
  one({ key, documentNumber: `SI${key}`, state, lines });
const invoicedLine = (
  key: string,
  item: string,
  quantity: string,
  converted: string | null = null,
  more: object = {},
) => ({
  key,
  dimensions: { item: { id: item }, warehouse: { id: 'WEST' }, location: { id: 'US' } },
  unit: 'Each',
  unitQuantity: quantity,
  quantityConverted: converted,
  ...more,
});
const definition = (id: string, inventoryUpdateType: string, more: object = {}) => ({
  key: '35',
  id,
  inventoryUpdateType,
  increaseOrDecreaseInventory: 'increase',
  partialConvertMethod: 'leaveTransactionOpen',
  ...more,
});
const RULES = [definition('Sales Return', 'quantityAndValue'), definition('Sales Invoice', 'no')];
const refundMade = (state = 'draft', total = '32.00') => one({ key: '900', documentNumber: 'SR1', state, total });
const MADE = one({ key: '900', id: '900', href: '/x/900' }, 201);
const refunding = (answers: Answers = {}): Answers => ({
  [`${QUERY} order-entry/document::Sales Order`]: rows([
    { key: '501', documentNumber: 'SO1', referenceNumber: 'WEB-1001' },
  ]),
  [`GET ${ORDERS}/501`]: refundedOrder([
    became('Sales Order', '501'),
    became('Sales Shipper', '601'),
    became('Sales Invoice', '701'),
  ]),
  [`GET ${SHIPPERS}/601`]: one({ key: '601', history: [became('Sales Invoice', '701')] }),
  [`GET ${INVOICES}/701`]: invoiced('701', 'pending', [
    invoicedLine('71', 'MUG', '3'),
    invoicedLine('72', 'BAG', '1', '0'),
  ]),
  [DEFINITIONS]: rows(RULES),
  [`POST ${RETURNS}`]: MADE,
  [`GET ${RETURNS}/900`]: refundMade(),
  ...answers,
});
const giveBack = (connection: Connection, refund: object = REFUND) =>
  written(connection, 'refund.write', refund, undefined, REFUNDED);
const heldAs = (code: string) => (thrown: unknown) => thrown instanceof Hold && thrown.code === code;

test('a return is a draft of the lines of the order’s invoice, with what is given back besides', async () => {
  await using intacct = await erp(refunding());
  assert.deepEqual(await giveBack(intacct.connection), { kind: 'done', target: { id: '900', number: 'SR1' } });
  assert.deepEqual(intacct.sent(), [
    `${QUERY} order-entry/document::Sales Order`,
    `GET ${ORDERS}/501`,
    `GET ${SHIPPERS}/601`,
    `GET ${INVOICES}/701`,
    DEFINITIONS,
    `POST ${RETURNS}`,
    `GET ${RETURNS}/900`,
  ]);
  assert.deepEqual(intacct.bodyOf(`POST ${RETURNS}`), {
    ...REFUND_HEADER,
    customer: { key: '32' },
    state: 'draft',
    contacts: { billTo: { id: 'Bill' }, shipTo: { id: 'Ship' } },
    sourceDocument: { key: '701' },
    lines: [
      {
        dimensions: { item: { id: 'MUG' }, warehouse: { id: 'WEST' }, location: { id: 'US' } },
        unit: 'Each',
        discountPercent: '0',
        sourceDocument: { key: '701' },
        sourceDocumentLine: { key: '71' },
        lineDescription: 'MUG',
        unitQuantity: '2',
        unitPrice: '10',
      },
      asItem('WRITEOFF'),
      asItem('REFUND'),
    ],
  });
  const [order, rules] = intacct.asked();
  assert.deepEqual(order?.filters, [{ $eq: { referenceNumber: 'WEB-1001' } }]);
  assert.deepEqual(rules?.filters, [{ $in: { id: ['Sales Return', 'Sales Invoice'] } }]);
});

test('money alone is a credit of its own', async () => {
  await using intacct = await erp(
    refunding({
      [`GET ${ORDERS}/501`]: refundedOrder([became('Sales Invoice', '701')], { contacts: null, txnCurrency: null }),
      [DEFINITIONS]: rows([definition('Sales Credit Memo', 'no')]),
      [`POST ${CREDITS}`]: MADE,
      [`GET ${CREDITS}/900`]: refundMade(),
    }),
  );
  assert.equal((await giveBack(intacct.connection, MONEY)).kind, 'done');
  assert.deepEqual(intacct.bodyOf(`POST ${CREDITS}`), {
    ...REFUND_HEADER,
    customer: { key: '32' },
    state: 'draft',
    lines: [asItem('REFUND')],
  });
});

test('invoices are found by what shippers became, and by ids where no kind is told; what comes back goes where the shop says', async () => {
  const unnamed = { convertedTo: { key: '702', id: 'Sales Invoice-SI2' } };
  await using intacct = await erp(
    refunding({
      [`GET ${ORDERS}/501`]: refundedOrder([became('Sales Shipper', '601'), { convertedTo: null }]),
      [`GET ${SHIPPERS}/601`]: one({ key: '601', history: [unnamed, became('Sales Return', '801')] }),
      [`GET ${INVOICES}/702`]: invoiced('702', 'partiallyConverted', [
        invoicedLine('71', 'MUG', '3', '2'),
        invoicedLine('72', 'MUG', '9', null, { unit: 'Box' }),
        invoicedLine('73', 'MUG', '2', '0', { dimensions: { item: { id: 'MUG' }, warehouse: null } }),
      ]),
    }),
  );
  const goods = [
    piece('MUG', '1', { unit: 'Each', warehouse: 'SOUTH' }),
    piece('MUG', '1', { unit: 'Each' }),
    piece('MUG', '1', { unit: 'Each' }),
  ];
  await giveBack(intacct.connection, { ...REFUND, goods, lines: [] });
  const { lines } = intacct.bodyOf(`POST ${RETURNS}`) as { lines: Record<string, unknown>[] };
  assert.deepEqual(
    lines.map(({ dimensions, sourceDocumentLine, unit }) => [sourceDocumentLine, dimensions, unit]),
    [
      [{ key: '71' }, { item: { id: 'MUG' }, warehouse: { id: 'SOUTH' }, location: { id: 'US' } }, 'Each'],
      [{ key: '73' }, { item: { id: 'MUG' } }, 'Each'],
      [{ key: '73' }, { item: { id: 'MUG' } }, 'Each'],
    ],
  );
});

test('of several invoices the first that has all that comes back is taken', async () => {
  await using intacct = await erp(
    refunding({
      [`GET ${ORDERS}/501`]: refundedOrder(['701', '702', '703'].map((key) => became('Sales Invoice', key))),
      [`GET ${INVOICES}/701`]: invoiced('701', 'converted', [
        invoicedLine('71', 'MUG', '3'),
        invoicedLine('72', 'BAG', '1'),
      ]),
      [`GET ${INVOICES}/702`]: invoiced('702', 'pending', [invoicedLine('73', 'MUG', '1')]),
      [`GET ${INVOICES}/703`]: invoiced('703', 'pending', [invoicedLine('74', 'MUG', '2')]),
    }),
  );
  await giveBack(intacct.connection);
  const { sourceDocument, lines } = intacct.bodyOf(`POST ${RETURNS}`) as { sourceDocument: object; lines: object[] };
  assert.deepEqual([sourceDocument, lines.length], [{ key: '703' }, 3]);
});

const ONE_INVOICE = (state: string, ...lines: readonly object[]): Answers => ({
  [`GET ${INVOICES}/701`]: invoiced('701', state, lines),
});
const MUGS = invoicedLine('71', 'MUG', '2');
const BAGS = invoicedLine('72', 'BAG', '1');
for (const [words, code, answers, refund] of [
  ['that nothing was invoiced for', 'not-invoiced', { [`GET ${ORDERS}/501`]: refundedOrder(null) }, REFUND],
  ['of which only a draft was invoiced', 'not-invoiced', ONE_INVOICE('draft', MUGS, BAGS), REFUND],
  [
    'of more than is left',
    'not-on-one-invoice',
    ONE_INVOICE('pending', invoicedLine('71', 'MUG', '3', '2'), BAGS),
    REFUND,
  ],
  [
    'of pieces on lines that have not enough each',
    'not-on-one-invoice',
    ONE_INVOICE('pending', MUGS, BAGS),
    { ...REFUND, goods: [piece('MUG', '2'), piece('MUG', '1')] },
  ],
  [
    'in another unit than was invoiced',
    'not-on-one-invoice',
    ONE_INVOICE('pending', MUGS, BAGS),
    { ...REFUND, goods: [piece('MUG', '1', { unit: 'Box' })] },
  ],
  ['of goods that are thrown away and were never invoiced', 'not-on-one-invoice', ONE_INVOICE('pending', MUGS), REFUND],
  ['of an invoice that somebody has closed', 'not-on-one-invoice', ONE_INVOICE('closed', MUGS, BAGS), REFUND],
  ['of an invoice that has a draft already', 'return-in-progress', ONE_INVOICE('inProgress', MUGS, BAGS), REFUND],
  [
    'in another currency than its order',
    'currency-differs',
    { [`GET ${ORDERS}/501`]: refundedOrder([became('Sales Invoice', '701')], { txnCurrency: 'EUR' }) },
    REFUND,
  ],
  [
    'of an order that is there twice',
    'order-ambiguous',
    { [`${QUERY} order-entry/document::Sales Order`]: rows([{ key: '501' }, { key: '502' }]) },
    REFUND,
  ],
  [
    'whose definition nobody may see',
    'definition-unknown',
    { [DEFINITIONS]: rows([definition('Sales Invoice', 'no')]) },
    REFUND,
  ],
  [
    'by a return that moves nothing',
    'return-moves-no-stock',
    { [DEFINITIONS]: rows([definition('Sales Return', 'no')]) },
    REFUND,
  ],
  [
    'by a return that moves values alone',
    'return-moves-no-stock',
    { [DEFINITIONS]: rows([definition('Sales Return', 'value')]) },
    REFUND,
  ],
  [
    'by a return that lowers the stock',
    'return-moves-no-stock',
    { [DEFINITIONS]: rows([definition('Sales Return', 'quantity', { increaseOrDecreaseInventory: 'decrease' })]) },
    REFUND,
  ],
  [
    'of money by a credit that moves stock',
    'credit-moves-stock',
    { [DEFINITIONS]: rows([definition('Sales Credit Memo', 'quantity')]) },
    MONEY,
  ],
  [
    'of a part, where the rest becomes a back order',
    'return-back-orders',
    {
      [DEFINITIONS]: rows([
        RULES[0],
        definition('Sales Invoice', 'no', { partialConvertMethod: 'closeOriginalAndCreateBackOrder' }),
      ]),
    },
    REFUND,
  ],
] as const)
  test(`a refund ${words} is for a person, and nothing is made`, async () => {
    await using intacct = await erp(refunding(answers));
    await assert.rejects(giveBack(intacct.connection, refund), heldAs(code));
    assert.ok(!intacct.sent().some((sent) => sent.startsWith('POST /objects')));
  });

test('a whole invoice may be taken back whatever becomes of a rest', async () => {
  const rule = definition('Sales Invoice', 'no', { partialConvertMethod: 'closeOriginalAndCreateBackOrder' });
  await using intacct = await erp(
    refunding({ ...ONE_INVOICE('pending', MUGS), [DEFINITIONS]: rows([RULES[0], rule]) }),
  );
  assert.equal((await giveBack(intacct.connection, { ...REFUND, goods: [piece('MUG', '2')] })).kind, 'done');
});

test('a refund that comes to another total is for a person, and its draft is not posted', async () => {
  for (const [total, differs] of [
    ['32.01', true],
    ['31.99', true],
    ['-32.00', true],
    ['32', false],
  ] as const) {
    await using intacct = await erp(refunding({ [`GET ${RETURNS}/900`]: refundMade('draft', total) }));
    if (differs)
      await assert.rejects(
        giveBack(intacct.connection),
        (thrown: unknown) =>
          heldAs('total-differs')(thrown) && /it is a draft, and nothing is booked$/.test(String(thrown)),
      );
    else assert.equal((await giveBack(intacct.connection)).kind, 'done');
    assert.ok(!intacct.sent().some((sent) => sent.startsWith('PATCH')));
  }
  await using posting = await erp(refunding({ [`GET ${RETURNS}/900`]: refundMade('draft', '32.01') }), {
    post_refunds: true,
  });
  await assert.rejects(giveBack(posting.connection), heldAs('total-differs'));
  assert.ok(!posting.sent().some((sent) => sent.startsWith('PATCH')));
});

test('a refund is posted once its total was compared, and seen to be posted', async () => {
  let state = 'draft';
  const patched: Answers = {
    [`GET ${RETURNS}/900`]: () => refundMade(state),
    [`PATCH ${RETURNS}/900`]: () => {
      state = 'closed';
      return one({ key: '900', id: '900', href: '/x/900' });
    },
  };
  await using intacct = await erp(refunding(patched), { post_refunds: true });
  assert.equal((await giveBack(intacct.connection)).kind, 'done');
  assert.deepEqual(intacct.sent().slice(-4), [
    `POST ${RETURNS}`,
    `GET ${RETURNS}/900`,
    `PATCH ${RETURNS}/900`,
    `GET ${RETURNS}/900`,
  ]);
  assert.deepEqual(intacct.bodyOf(`PATCH ${RETURNS}/900`), { state: 'pending' });
  // What somebody has posted meanwhile is left alone.
  await using posted = await erp(refunding({ [`GET ${RETURNS}/900`]: refundMade('closed') }), { post_refunds: true });
  assert.equal((await giveBack(posted.connection)).kind, 'done');
  assert.ok(!posted.sent().some((sent) => sent.startsWith('PATCH')));
  // A success that was not stored proves nothing.
  await using kept = await erp(
    refunding({ [`PATCH ${RETURNS}/900`]: one({ key: '900', id: '900', href: '/x/900' }) }),
    { post_refunds: true },
  );
  const outcome = await giveBack(kept.connection);
  assert.match(
    'reason' in outcome ? `${outcome.kind}: ${outcome.reason.text}` : '',
    /^retry: .*document SR1 is still draft/,
  );
});

test('where the answer to posting is lost, the next attempt looks first, and makes nothing anew (D02)', async () => {
  await using intacct = await erp(refunding({ [`PATCH ${RETURNS}/900`]: 'cut' }), { post_refunds: true });
  assert.equal((await giveBack(intacct.connection)).kind, 'retry');
  const again = writeRequest({ payload: REFUND, document: REFUNDED, done: { refund: { id: '900' } }, unsure: true });
  for (const [state, posts] of [
    ['closed', 0],
    ['draft', 1],
  ] as const) {
    let stands: string = state;
    await using later = await erp(
      refunding({
        [`GET ${RETURNS}/900`]: () => refundMade(stands),
        [`PATCH ${RETURNS}/900`]: () => {
          stands = 'closed';
          return one({ key: '900', id: '900', href: '/x/900' });
        },
      }),
      { post_refunds: true },
    );
    const outcome = await later.connection.write('refund.write', again, async () => undefined);
    assert.deepEqual(outcome, { kind: 'done', target: { id: '900', number: 'SR1' } });
    const sent = later.sent();
    assert.equal(sent.filter((each) => each.startsWith('PATCH')).length, posts);
    assert.ok(!sent.includes(`POST ${RETURNS}`));
  }
});

test('what answers to a refund mean: a rule refuses it, what proves nothing is looked up (D02)', async () => {
  const taken = failing(422, 'operationFailed', 'Failed', [
    { code: 'BL01001973', message: 'A Sales Return with the number already exists' },
  ]);
  for (const [reply, kind] of [
    [failing(422, 'operationFailed', 'Document SI701 has 1 MUG left to convert'), 'rejected'],
    [failing(404, 'invalidRequest', 'Object not found'), 'rejected'],
    [taken, 'unknown'],
    [failing(500, 'GW-0001', 'Unable to process request'), 'unknown'],
    [one({ href: '/x' }, 201), 'unknown'],
    ['cut', 'unknown'],
  ] as const) {
    await using intacct = await erp(refunding({ [`POST ${RETURNS}`]: reply }));
    assert.equal((await giveBack(intacct.connection)).kind, kind);
  }
});

test('a refund of an order that was never carried over is told', async () => {
  await using intacct = await erp({});
  const outcome = await giveBack(intacct.connection);
  assert.match(
    'reason' in outcome ? `${outcome.kind}: ${outcome.reason.text}` : '',
    /^rejected: .*no sales order of it/,
  );
  assert.equal(intacct.sent().length, 1);
});

test('a refund is found by its number among documents of every definition', async () => {
  const query = `${QUERY} order-entry/document`;
  const found = { key: '900', documentNumber: 'SR1', referenceNumber: 'WEB-REFUND-900', state: 'closed' };
  await using intacct = await erp({
    [query]: rows([{ ...found, key: '1', referenceNumber: 'WEB-REFUND-9001' }, found]),
  });
  assert.deepEqual(await intacct.connection.find('refund.find', looking(REFUND)), {
    kind: 'found',
    target: { id: '900', number: 'SR1' },
  });
  assert.deepEqual(intacct.asked()[0]?.filters, [{ $eq: { referenceNumber: 'WEB-REFUND-900' } }]);
});

const STANDS = '/objects/order-entry/document::Sales Order/501';
const lineOf = (item: string, unitQuantity: string, more: object = {}) => ({
  dimensions: { item: { id: item }, warehouse: { id: 'EAST' } },
  lineDescription: item,
  unitQuantity,
  unitPrice: '15',
  ...more,
});
const subtotal = (description: string, total: string) => ({
  description,
  absoluteValue: total.replace('-', ''),
  total,
});
const V1 = {
  bill_to: BILL_TO,
  order: {
    customer: { key: '32' },
    referenceNumber: 'WEB-1001',
    txnCurrency: 'USD',
    customerPONumber: 'PO-7',
    notes: 'Shop total: 112.20 USD',
    contacts: { billTo: { id: BILL_TO.id }, shipTo: { id: BILL_TO.id } },
    shippingMethod: { id: 'Ground' },
    lines: [lineOf('SKU-TROWEL', '4', { discountPercent: '10', discountMemo: 'SAVE10' }), lineOf('SKU-HOSE', '1')],
    subtotals: [subtotal('Sales Tax', '7.20'), subtotal('Shipping', '9.95')],
  },
};
/** The order as Intacct shows it: more fields, keys, and figures with other zeros. */
const standing = (order: typeof V1.order, more: object = {}) =>
  one({
    key: '501',
    documentNumber: 'SO0023',
    state: 'pending',
    total: '112.20',
    ...order,
    lines: order.lines.map((line, index) => ({
      key: String(81 + index),
      memo: null,
      discountPercent: null,
      quantityConverted: '0',
      ...line,
      unitQuantity: `${line.unitQuantity}.0000000000`,
    })),
    subtotals: [...order.subtotals, subtotal('Sales Discount', '0')].map((row, index) => ({
      key: String(91 + index),
      ...row,
      total: `${row.total}000`,
    })),
    ...more,
  });
async function revise(stands: Reply, order: object, options = {}, before: readonly unknown[] = [V1]) {
  const answers = {
    [`${QUERY} company-config/contact`]: rows([{ key: '9', id: BILL_TO.id }]),
    [`POST ${CONTACTS}`]: one({ key: '10', id: SHIP_TO.id }, 201),
    [`GET ${STANDS}`]: stands,
    [`PATCH ${STANDS}`]: one({ key: '501', id: 'Sales Order-SO0023' }),
  };
  await using intacct = await erp(answers, options);
  const outcome = await intacct.connection.write(
    'order.revise',
    writeRequest({
      payload: { ...V1, ship_to: SHIP_TO, order: { ...V1.order, ...order } },
      before,
      target: { id: '501', number: 'SO0023' },
      document: DOCUMENT,
    }),
    async () => undefined,
  );
  return { outcome, sent: intacct.sent(), patch: intacct.bodyOf(`PATCH ${STANDS}`) };
}

test('an edit sends what has changed: lines and subtotals by their keys, contacts together (O02)', async () => {
  const { outcome, patch, sent } = await revise(standing(V1.order), {
    customerPONumber: undefined,
    contacts: { billTo: { id: BILL_TO.id }, shipTo: { id: SHIP_TO.id } },
    lines: [lineOf('SKU-TROWEL', '3'), lineOf('SKU-GLOVES', '2')],
    subtotals: [subtotal('Sales Tax', '5.40'), subtotal('Sales Discount', '-5.00')],
  });
  assert.equal(outcome.kind, 'done');
  assert.deepEqual(patch, {
    customerPONumber: null,
    contacts: { billTo: { id: BILL_TO.id }, shipTo: { id: SHIP_TO.id } },
    lines: [
      { key: '81', ...lineOf('SKU-TROWEL', '3'), discountPercent: '0', memo: null, discountMemo: null },
      { ...lineOf('SKU-GLOVES', '2'), discountPercent: '0' },
      { key: '82', 'ia::operation': 'delete' },
    ],
    subtotals: [
      { key: '91', ...subtotal('Sales Tax', '5.40') },
      { key: '93', ...subtotal('Sales Discount', '-5.00') },
      { key: '92', ...subtotal('Shipping', '0') },
    ],
  });
  assert.ok(
    sent.indexOf(`POST ${CONTACTS}`) < sent.indexOf(`PATCH ${STANDS}`),
    'a contact is there before it is named',
  );
});

test('a term or a way of shipping that the shop has no more is taken off', async () => {
  const { patch } = await revise(standing(V1.order), { shippingMethod: undefined });
  assert.deepEqual(patch, { shippingMethod: null });
});

test('an edit that arrived already is not sent again (D02)', async () => {
  const V2 = { ...V1.order, lines: [lineOf('SKU-TROWEL', '3'), V1.order.lines[1] ?? lineOf('SKU-HOSE', '1')] };
  const { outcome, patch } = await revise(standing(V2), V2);
  assert.deepEqual([outcome.kind, patch], ['done', null]);
});

test('a tax that Intacct works out is nobody’s change', async () => {
  const untaxed = { ...V1, order: { ...V1.order, subtotals: [subtotal('Shipping', '9.95')] } };
  const { patch } = await revise(
    standing(V1.order),
    { ...untaxed.order, subtotals: [subtotal('Shipping', '4.95')] },
    { sales_tax: 'calculated' },
    [untaxed],
  );
  assert.deepEqual(patch, { subtotals: [{ key: '92', ...subtotal('Shipping', '4.95') }] });
});

test('an order that was shipped, closed or changed by a clerk, or is for somebody else, is for a person (O02)', async () => {
  const fewer = { lines: [lineOf('SKU-TROWEL', '3'), lineOf('SKU-HOSE', '1')] };
  const [line] = V1.order.lines;
  const cases: readonly (readonly [Reply, object, RegExp])[] = [
    [standing(V1.order, { lines: [{ ...line, quantityConverted: '1' }] }), fewer, /shipped or billed.*SKU-TROWEL/],
    [standing(V1.order, { state: 'submitted' }), fewer, /it is submitted/],
    [standing({ ...V1.order, lines: [lineOf('SKU-TROWEL', '7'), lineOf('SKU-HOSE', '1')] }), fewer, /as well/],
    [standing(V1.order), { customer: { key: '33' } }, /the customer of it cannot be changed/],
  ];
  for (const [stands, order, says] of cases)
    await assert.rejects(
      revise(stands, order),
      (error: unknown) => error instanceof Hold && error.code === 'changed-after-delivery' && says.test(error.message),
    );
});

test('an edited order that comes to another total is for a person', async () => {
  await assert.rejects(
    revise(standing(V1.order, { total: '110.00' }), { notes: 'Shop total: 112.20 USD, changed' }),
    (error: unknown) => error instanceof Hold && error.code === 'total-differs' && /was changed as/.test(error.message),
  );
});
