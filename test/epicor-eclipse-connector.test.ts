/** What the Eclipse connector really sends, and what it makes of the answers of the sheet, against a server on 127.0.0.1. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type LoopbackServer,
  loopbackServer,
  type Received,
  type Reply,
} from '../src/connector/testing/loopback-server.ts';
import { collect, never, writeRequest } from '../src/connector/testing/test-connection.ts';
import type { Connection, NativeRecord } from '../src/model/connection.ts';
import type { TargetReference } from '../src/model/delivery.ts';
import { Hold } from '../src/model/hold.ts';
import { connected, written } from './connected.ts';
import { shippedConnector } from './shipped-connector.ts';

const { connector, defaults } = shippedConnector('epicor-eclipse');

interface Erp extends AsyncDisposable {
  readonly connection: Connection;
  /** Method, path and query of every request but those of the session, decoded. */
  readonly sent: () => string[];
  readonly received: LoopbackServer['received'];
  readonly body: (call: string) => unknown;
}

type Answers = Readonly<Record<string, Reply | ((request: Received) => Reply)>>;

const list = (...results: readonly unknown[]): Reply => ({
  json: { metadata: { startIndex: 0, pageSize: 100, totalItems: results.length }, results },
});

/** The login of the sheet, section 11. */
const SESSION: Reply = {
  json: { id: 'sess-5501', sessionUser: { id: 'WEBAPI' }, sessionToken: 'tok-example', refreshToken: 'ref-example' },
};

/** Answers by `METHOD /path` without query; a list that is not listed is empty, anything else is not there. */
async function erp(answers: Answers, options: Readonly<Record<string, unknown>> = {}): Promise<Erp> {
  const server = await loopbackServer((request) => {
    const path = decodeURIComponent(new URL(request.url, 'http://erp.example.com').pathname);
    const answer = answers[`${request.method} ${path}`];
    if (answer !== undefined) return typeof answer === 'function' ? answer(request) : answer;
    if (path === '/Sessions') return SESSION;
    if (path.startsWith('/Sessions/')) return { status: 200, json: {} };
    if (request.method === 'GET' && path.split('/').length === 2) return list();
    return { status: 404, json: { message: `Resource ${path} not found` } };
  });
  const open = connected(server, connector, {
    name: 'erp',
    credentials: { username: 'WEBAPI', password: 'word-1' },
    options: { ...defaults, currency: 'USD', time_zone: 'America/Denver', branch: '10', ...options },
  });
  const called = ({ method, url }: Received) => `${method} ${decodeURIComponent(url).replaceAll('+', ' ')}`;
  return {
    ...open,
    received: server.received,
    sent: () => server.received.filter(({ url }) => !url.startsWith('/Session')).map(called),
    body: (call) => JSON.parse(server.received.find((each) => called(each) === call)?.body ?? 'null'),
  };
}

const DOCUMENT = { number: '100045', total: '87.71', tax_total: '5.76', currency: 'USD' };
const money = (value: string) => ({ value, currency: 'USD' });
const PAYLOAD = {
  reference: 'WEB-100045',
  skus: ['VALVE-34', 'WEBCOUPON'],
  order: {
    billToCustomer: '120045',
    shipToCustomer: '120045',
    customerPONumber: 'PO 7 / WEB-100045',
    shipTo: { name: 'Northfield Depot 2', country: 'US' },
    lines: [
      { sku: 'VALVE-34', quantity: 4, unitPrice: money('12.50000000') },
      { sku: 'WEBCOUPON', quantity: 1, unitPrice: money('-8.00000000'), comment: 'Coupon: SPRING10' },
      { comment: 'Payment status: paid' },
    ],
  },
};
const PRODUCTS = [
  { id: '55101', catalogNumber: 'VALVE-34' },
  { id: '55102', catalogNumber: 'VALVE-34', deleted: true },
  { id: '55900', catalogNumber: 'WEBCOUPON' },
];
const generation = (more: object = {}) => ({
  generation: 1,
  status: 'OPEN',
  shipDate: null,
  lines: [
    { lineNumber: 1, productId: '55101', quantity: 4 },
    { lineNumber: 2, productId: '55900', quantity: 1, comment: 'Coupon: SPRING10' },
    { lineNumber: 3, comment: 'Payment status: paid' },
  ],
  tax: money('5.76000000'),
  total: money('87.71000000'),
  ...more,
});
const ORDER = { id: 'S1001234', customerPONumber: 'PO 7 / WEB-100045', generations: [generation()] };
const CUSTOMER = { id: '120045', name: 'Northfield Supply', oeExempt: false, deleted: false };

const ready = (answers: Answers = {}): Answers => ({
  'GET /Customers/120045': { json: CUSTOMER },
  'GET /Products': list(...PRODUCTS),
  'POST /SalesOrders': { status: 201, json: { results: [ORDER] } },
  'GET /SalesOrders/S1001234': { json: ORDER },
  ...answers,
});

const write = (
  connection: Connection,
  capability: string,
  payload: unknown,
  target?: TargetReference,
  document: object = DOCUMENT,
) => written(connection, capability, payload, target, document as typeof DOCUMENT);

const holds =
  (code: string, says: RegExp) =>
  (thrown: unknown): boolean =>
    thrown instanceof Hold && thrown.code === code && says.test(thrown.message);

// ---- Sign-in ----

test('one session for all calls, which is deleted with the connection', async () => {
  await using eclipse = await erp({ 'GET /Products': list({ id: '55101' }) });
  await eclipse.connection.probe(never());
  await eclipse.connection.probe(never());
  await eclipse.connection.close?.();
  const [login, first, second, off] = eclipse.received;
  assert.deepEqual(JSON.parse(login?.body ?? ''), { username: 'WEBAPI', password: 'word-1' });
  for (const call of [first, second, off]) assert.equal(call?.headers.authorization, 'SessionToken tok-example');
  assert.deepEqual([off?.method, off?.url, eclipse.received.length], ['DELETE', '/Sessions/sess-5501', 4]);
});

test('a session that has ended is revived by its refresh token; where that is refused, a new one is opened', async () => {
  for (const revives of [true, false]) {
    let ended = false;
    await using eclipse = await erp(
      {
        'GET /Products': () => (ended ? { status: 401, json: { message: 'The session has expired' } } : list()),
        'POST /Sessions': () => {
          ended = false;
          return SESSION;
        },
        'POST /SessionRefresh': () => {
          ended = !revives;
          return revives ? { json: { sessionToken: 'tok-2' } } : { status: 401, json: {} };
        },
      },
      { session_header: 'X-Session', session_prefix: 'Token ' },
    );
    await eclipse.connection.probe(never());
    ended = true;
    await eclipse.connection.probe(never());
    assert.equal(eclipse.received.at(-1)?.headers['x-session'], revives ? 'Token tok-2' : 'Token tok-example');
    assert.equal(eclipse.received.filter(({ url }) => url === '/Sessions').length, revives ? 1 : 2);
    assert.deepEqual(eclipse.body('POST /SessionRefresh'), { refreshToken: 'ref-example' });
  }
});

// ---- Orders ----

test('an order is made of its products, and its totals are read back', async () => {
  await using eclipse = await erp(ready());
  const outcome = await write(eclipse.connection, 'order.write', PAYLOAD);
  assert.deepEqual(outcome, { kind: 'done', target: { id: 'S1001234', number: 'S1001234' } });
  assert.deepEqual(eclipse.sent(), [
    'GET /Customers/120045',
    'GET /Products?keyword=VALVE-34&startIndex=0&pageSize=100',
    'GET /Products?keyword=WEBCOUPON&startIndex=0&pageSize=100',
    'POST /SalesOrders',
    'GET /SalesOrders/S1001234',
  ]);
  assert.deepEqual(eclipse.body('POST /SalesOrders'), {
    ...PAYLOAD.order,
    lines: [
      { productId: '55101', quantity: 4, unitPrice: money('12.50000000') },
      { productId: '55900', quantity: 1, unitPrice: money('-8.00000000'), comment: 'Coupon: SPRING10' },
      { comment: 'Payment status: paid' },
    ],
  });
});

test('where the number of Eclipse is the SKU, no product is looked for', async () => {
  await using eclipse = await erp(ready(), { sku_field: 'id' });
  await write(eclipse.connection, 'order.write', PAYLOAD);
  assert.equal(eclipse.sent().filter((call) => call.startsWith('GET /Products')).length, 0);
  const { lines } = eclipse.body('POST /SalesOrders') as { readonly lines: readonly { readonly productId?: string }[] };
  assert.deepEqual(
    lines.map(({ productId }) => productId),
    ['VALVE-34', 'WEBCOUPON', undefined],
  );
});

for (const [what, products] of [
  ['is not there', PRODUCTS.slice(2)],
  ['is there twice', [...PRODUCTS, { id: '55199', catalogNumber: 'VALVE-34' }]],
] as const)
  test(`a product that ${what} is held, and no order is made`, async () => {
    await using eclipse = await erp(ready({ 'GET /Products': list(...products) }));
    await assert.rejects(
      write(eclipse.connection, 'order.write', PAYLOAD),
      holds('item-unknown', /100045.*`catalogNumber` is "VALVE-34"/),
    );
    assert.ok(!eclipse.sent().includes('POST /SalesOrders'));
  });

for (const [what, customer, document, code] of [
  ['is OE exempt', { oeExempt: true }, DOCUMENT, 'customer-stopped'],
  ['is deleted', { deleted: true }, DOCUMENT, 'customer-deleted'],
  ['pays at once', { cod: true }, { ...DOCUMENT, payment_terms: { code: 'NET30' } }, 'customer-pays-at-once'],
] as const)
  test(`no order is made for a customer who ${what}`, async () => {
    await using eclipse = await erp(ready({ 'GET /Customers/120045': { json: { ...CUSTOMER, ...customer } } }));
    await assert.rejects(
      write(eclipse.connection, 'order.write', PAYLOAD, undefined, document),
      holds(code, /120045 \(Northfield Supply\)/),
    );
    assert.ok(!eclipse.sent().includes('POST /SalesOrders'));
  });

test('who pays at once may order without terms', async () => {
  await using eclipse = await erp(ready({ 'GET /Customers/120045': { json: { ...CUSTOMER, cod: true } } }));
  assert.equal((await write(eclipse.connection, 'order.write', PAYLOAD)).kind, 'done');
});

test('cents within the tolerance are made up by a line without tax', async () => {
  const total = { ...ORDER, generations: [generation({ total: money('87.70000000') })] };
  await using eclipse = await erp(
    ready({
      'GET /Products': list(...PRODUCTS, { id: '55901', catalogNumber: 'ROUNDING' }),
      'GET /SalesOrders/S1001234': { json: total },
      'POST /SalesOrders/S1001234/LineItems': { json: {} },
    }),
    { tax_tolerance: '0.02', rounding_item: 'ROUNDING' },
  );
  const payload = { ...PAYLOAD, skus: [...PAYLOAD.skus, 'ROUNDING'] };
  assert.equal((await write(eclipse.connection, 'order.write', payload)).kind, 'done');
  assert.deepEqual(eclipse.body('POST /SalesOrders/S1001234/LineItems'), {
    productId: '55901',
    quantity: 1,
    unitPrice: money('0.01000000'),
    comment: 'Rounding of tax',
  });
});

const read = (more: object, first = generation()): Answers => ({
  'GET /SalesOrders/S1001234': { json: { ...ORDER, generations: [first], ...more } },
});
const { total: _total, ...untold } = generation();

for (const [what, answers, code, says] of [
  ['a total that differs', read({}, generation({ total: money('87.70') })), 'total-differs', /87\.70 .*87\.71/],
  ['a total that nobody may see', read({}, untold as ReturnType<typeof generation>), 'total-unknown', /right to see/],
  ['a line that got lost', read({}, generation({ lines: generation().lines.slice(1) })), 'lines-lost', /1 of 2 lines/],
  ['a number that was cut', read({ customerPONumber: 'PO 7 / WEB-1' }), 'reference-changed', /"PO 7 \/ WEB-1"/],
] as const)
  test(`${what} is for a person, who is told the number of the order`, async () => {
    await using eclipse = await erp(ready(answers));
    await assert.rejects(
      write(eclipse.connection, 'order.write', PAYLOAD),
      (thrown: unknown) => holds(code, says)(thrown) && /S1001234/.test((thrown as Hold).message),
    );
  });

test('an order is found behind the number of the buyer; returns and orders under like numbers are not it', async () => {
  const known = (id: string, customerPONumber: string, status = 'OPEN') => ({
    id,
    customerPONumber,
    generations: [generation({ status })],
  });
  await using eclipse = await erp({
    'GET /SalesOrders': list(
      known('S1', 'WEB-1000455'),
      known('S2', 'XWEB-100045'),
      known('S3', 'OTHER / WEB-100045', 'RETURNED'),
      known('S4', 'OTHER / WEB-100045'),
    ),
  });
  assert.deepEqual(await eclipse.connection.find('order.find', writeRequest({ payload: PAYLOAD })), {
    kind: 'found',
    target: { id: 'S4', number: 'S4' },
  });
  assert.deepEqual(eclipse.sent(), ['GET /SalesOrders?customerPONumber=PO 7 / WEB-100045&startIndex=0&pageSize=100']);
});

test('a server that does not know the parameter lists all orders, which are looked through to the last', async () => {
  const orders = ['S1', 'S2', 'S3'].map((id) => ({
    ...ORDER,
    id,
    customerPONumber: id === 'S3' ? 'WEB-100045' : id,
  }));
  await using eclipse = await erp(
    {
      'GET /SalesOrders': ({ url }) => {
        const at = Number(new URL(url, 'http://erp.example.com').searchParams.get('startIndex'));
        // It caps pages at one row, whatever is asked for.
        return { json: { metadata: { startIndex: at, pageSize: 1, totalItems: 3 }, results: [orders[at - 1]] } };
      },
    },
    { first_index: 1 },
  );
  const found = await eclipse.connection.find('order.find', writeRequest({ payload: PAYLOAD }));
  assert.deepEqual(found, { kind: 'found', target: { id: 'S3', number: 'S3' } });
  assert.equal(eclipse.sent().length, 3);
});

test('another path of the search comes from the connection', async () => {
  await using eclipse = await erp(
    {},
    { order_search: '/SalesOrders/search?keyword={$payload.order.customerPONumber}' },
  );
  await eclipse.connection.find('order.find', writeRequest({ payload: PAYLOAD }));
  assert.match(eclipse.sent()[0] ?? '', /^GET \/SalesOrders\/search\?keyword=PO 7 \/ WEB-100045&/);
});

/** What answers mean for the look-up of an order, and for its create. */
const INDEX = 'To use the search, first index the records of this file';
for (const [what, reply] of [
  ['as text', { text: INDEX, headers: { 'content-type': 'text/plain' } }],
  ['as JSON', { status: 400, json: { message: INDEX } }],
] as const)
  test(`a search without its index, ${what}, says nothing of the order: the connection stops`, async () => {
    await using eclipse = await erp({ 'GET /SalesOrders': reply });
    const outcome = await eclipse.connection.find('order.find', writeRequest({ payload: PAYLOAD }));
    assert.equal(outcome.kind, 'halted');
    assert.match('reason' in outcome ? outcome.reason.text : '', /index/i);
  });

const MEANINGS: readonly (readonly [what: string, reply: Reply, write: string, says: RegExp])[] = [
  ['a field is wrong', { status: 400, json: { message: 'shipVia: there is no code MULE' } }, 'rejected', /MULE/],
  ['told as one text', { status: 422, json: { error: 'quantity is missing' } }, 'rejected', /quantity is missing/],
  ['told as an object', { status: 400, json: { error: { message: 'no such branch' } } }, 'rejected', /no such branch/],
  ['told as a list', { status: 400, json: { errors: [{ message: 'no such unit' }] } }, 'rejected', /no such unit/],
  ['no licence', { status: 403, json: { message: 'not licensed for SalesOrders' } }, 'halted', /not licensed/],
  ['another one there', { status: 409, json: { message: 'changed by another user' } }, 'unknown', /another user/],
  ['too many at once', { status: 429, json: { message: 'busy' }, headers: { 'retry-after': '9' } }, 'retry', /busy/],
  ['an inner error', { status: 500, json: { message: 'unexpected' } }, 'unknown', /unexpected/],
  ['a gateway gave up', { status: 504, text: '<html>', headers: { 'content-type': 'text/html' } }, 'unknown', /504/],
  ['away', { status: 503, json: { message: 'stopping' } }, 'retry', /stopping/],
  [
    'a 200 with errors, and nothing made',
    { json: { hasErrors: true, results: [{ referenceId: '1', message: 'no such product' }] } },
    'rejected',
    /no such product/,
  ],
  [
    'a 200 with errors, and something made',
    { json: { hasErrors: true, results: [{ id: 'S1001234', message: 'line 2 refused' }] } },
    'unknown',
    /line 2 refused/,
  ],
  ['a 200 that proves nothing', { json: { results: [] } }, 'unknown', /nothing proves/],
  ['the line breaks', 'cut', 'unknown', /./],
];

for (const [what, reply, kind, says] of MEANINGS)
  test(`${what}: ${kind}`, async () => {
    await using eclipse = await erp(ready({ 'POST /SalesOrders': reply }));
    const outcome = await write(eclipse.connection, 'order.write', PAYLOAD);
    assert.equal(outcome.kind, kind, JSON.stringify(outcome));
    assert.match('reason' in outcome ? outcome.reason.text : '', says);
  });

test('an order is cancelled once, and whether it is cancelled then is looked at', async () => {
  let status = 'OPEN';
  let obeys = true;
  await using eclipse = await erp({
    'GET /SalesOrders/S1001234': () => ({ json: { ...ORDER, generations: [generation({ status })] } }),
    'PUT /SalesOrders/S1001234/Status': () => {
      if (obeys) status = 'CANCELLED';
      return { json: {} };
    },
  });
  const target = { id: 'S1001234', number: 'S1001234' };
  const cancel = () => write(eclipse.connection, 'order.cancel', PAYLOAD, target);
  assert.equal((await cancel()).kind, 'done');
  assert.deepEqual(eclipse.body('PUT /SalesOrders/S1001234/Status'), { status: 'CANCELLED' });
  assert.equal((await cancel()).kind, 'done');
  assert.equal(eclipse.sent().filter((call) => call.startsWith('PUT')).length, 1);
  [status, obeys] = ['OPEN', false];
  assert.equal((await cancel()).kind, 'retry');
});

test('what was shipped or is being picked is not cancelled', async () => {
  const target = { id: 'S1001234', number: 'S1001234' };
  await using shipped = await erp(read({}, generation({ shipDate: '2026-03-04' } as object)));
  const outcome = await write(shipped.connection, 'order.cancel', PAYLOAD, target);
  assert.equal(outcome.kind, 'rejected');
  assert.match('reason' in outcome ? outcome.reason.text : '', /S1001234 was shipped or invoiced already/);
  await using picked = await erp(read({}, generation({ status: 'P' })), { statuses: { P: 'picking' } });
  await assert.rejects(
    write(picked.connection, 'order.cancel', PAYLOAD, target),
    holds('order-picked', /S1001234 is being picked/),
  );
  for (const erpOf of [shipped, picked]) assert.ok(!erpOf.sent().some((call) => call.startsWith('PUT')));
});

// ---- Customers ----

const CARD = {
  email: 'pat@example.com',
  card: {
    name: 'Pat Lee',
    address: { name: 'Pat Lee', address: '100 Main Street', city: 'Boulder', zip: '80301', country: 'US' },
  },
  ship_to: { name: 'Depot', address: '9 Quarry Road', city: 'Denver', zip: '80202', country: 'US' },
  contact: { firstname: 'Pat', lastname: 'Lee', emails: [{ address: 'pat@example.com' }] },
};

test('a customer is made with its address and ship-to, then the contact that it is found by', async () => {
  await using eclipse = await erp(
    {
      'POST /Customers': { status: 201, json: { results: [{ id: '120046' }] } },
      'POST /Contacts': { status: 201, json: {} },
    },
    { terms: 'NET30', price_class: 'WEB' },
  );
  assert.deepEqual(await write(eclipse.connection, 'customer.write', CARD), {
    kind: 'done',
    target: { id: '120046', number: '120046' },
  });
  assert.deepEqual(eclipse.body('POST /Customers'), {
    ...CARD.card,
    terms: 'NET30',
    priceClass: 'WEB',
    shipTos: [CARD.ship_to],
  });
  assert.deepEqual(eclipse.body('POST /Contacts'), { EntityID: '120046', ...CARD.contact });
});

test('a change sends the whole customer back, with what only Eclipse keeps, and adds a ship-to once', async () => {
  let known: object = {
    id: '120046',
    name: 'P. Lee',
    creditLimit: '5000.00',
    updateKey: '7',
    shipTos: [{ id: '1', address: 'X' }],
  };
  const ours = { id: '7001', EntityID: '120046', jobtitle: 'Buyer', emails: [{ address: 'PAT@example.com' }] };
  await using eclipse = await erp({
    'GET /Customers/120046': () => ({ json: known }),
    'PUT /Customers/120046': ({ body }) => {
      known = JSON.parse(body) as object;
      return { json: { results: [known] } };
    },
    'GET /Contacts': list({ id: '7000', EntityID: '1', emails: [{ address: 'pat@example.com' }] }, ours),
    'PUT /Contacts/7001': { json: {} },
  });
  const target = { id: '120046', number: '120046' };
  const expected = {
    id: '120046',
    creditLimit: '5000.00',
    updateKey: '7',
    ...CARD.card,
    shipTos: [{ id: '1', address: 'X' }, CARD.ship_to],
  };
  for (const _again of [1, 2]) {
    assert.equal((await write(eclipse.connection, 'customer.write', CARD, target)).kind, 'done');
    assert.deepEqual(known, expected);
  }
  assert.deepEqual(eclipse.body('PUT /Contacts/7001'), { ...ours, ...CARD.contact });
  assert.ok(!eclipse.sent().includes('POST /Contacts'));
});

test('a customer without a contact gets one; a new e-mail changes the only one, and is added beside several', async () => {
  const target = { id: '120046', number: '120046' };
  const contact = (id: string) => ({ id, EntityID: '120046', emails: [{ address: `${id}@example.com` }] });
  for (const [contacts, call] of [
    [[], 'POST /Contacts'],
    [[contact('1')], 'PUT /Contacts/1'],
    [[contact('1'), contact('2')], 'POST /Contacts'],
  ] as const) {
    await using eclipse = await erp({
      'GET /Customers/120046': { json: { id: '120046' } },
      'PUT /Customers/120046': { json: {} },
      'GET /Contacts': list(...contacts),
      'POST /Contacts': { status: 201, json: {} },
      'PUT /Contacts/1': { json: {} },
    });
    assert.equal((await write(eclipse.connection, 'customer.write', CARD, target)).kind, 'done');
    assert.deepEqual(
      eclipse.sent().filter((each) => /Contacts/.test(each) && !each.startsWith('GET')),
      [call],
    );
  }
});

test('somebody who changes the customer at the same time is no refusal; one that is gone is', async () => {
  for (const [status, kind] of [
    [409, 'retry'],
    [404, 'rejected'],
  ] as const) {
    await using eclipse = await erp({
      'GET /Customers/120046': { json: { id: '120046' } },
      'PUT /Customers/120046': { status, json: { message: 'not now' } },
    });
    const outcome = await write(eclipse.connection, 'customer.write', CARD, { id: '120046', number: '120046' });
    assert.equal(outcome.kind, kind);
  }
});

test('a customer is the one of the contact with the e-mail, unless it is deleted', async () => {
  const contact = (EntityID: string, address = 'PAT@example.com') => ({
    id: `c${EntityID}`,
    EntityID,
    emails: [{ address }],
  });
  const find = (...contacts: readonly object[]) =>
    erp({
      'GET /Contacts': list(...contacts),
      'GET /Customers/1': { json: { id: '1', name: 'Pat Lee' } },
      'GET /Customers/2': { json: { id: '2', deleted: true } },
      'GET /Customers/3': { json: { id: '3', name: 'Lee Ltd' } },
    });
  const request = writeRequest({ payload: CARD });
  await using one = await find(contact('2'), contact('1'), contact('1'), contact('3', 'pat@example.org'), contact('9'));
  assert.deepEqual(await one.connection.find('customer.find', request), {
    kind: 'found',
    target: { id: '1', number: '1' },
  });
  await using two = await find(contact('1'), contact('3'));
  assert.equal((await two.connection.find('customer.find', request)).kind, 'several');
  await using none = await find(contact('2'));
  assert.equal((await none.connection.find('customer.find', request)).kind, 'none');
});

test('a customer whose contact was never made is found by name and address, and no namesake is', async () => {
  const card = (id: string, more: object = {}) => ({ id, name: 'Pat Lee', address: CARD.card.address, ...more });
  await using eclipse = await erp({
    'GET /Customers': list(
      card('1', { address: { ...CARD.card.address, city: 'Denver' } }),
      card('2', { name: 'Pat Leeds' }),
      card('3', { deleted: true }),
      card('4'),
      card('5'),
    ),
    'GET /Contacts': ({ url }) =>
      url.includes('entityId=4') ? list({ id: 'c4', EntityID: '4', emails: [] }) : list({ id: 'c9', EntityID: '9' }),
  });
  const found = await eclipse.connection.find('customer.find', writeRequest({ payload: CARD }));
  assert.deepEqual(found, { kind: 'found', target: { id: '5', number: '5' } });
});

// ---- Reading ----

const joined = (record: NativeRecord | undefined, field: string): unknown =>
  (record?.native as Readonly<Record<string, unknown>> | undefined)?.[field];

test('changes are asked for with the offset of the server’s zone, back over the hour that comes twice', async () => {
  await using eclipse = await erp({
    'GET /SalesOrders': list({ ...ORDER, billToCustomer: '120045', updatedAt: '2026-01-05T02:00:00' }),
    'GET /Customers/120045': { json: CUSTOMER },
    'GET /Products/55101': { json: PRODUCTS[0] },
  });
  const pages = await collect(
    eclipse.connection.read('order', { watermark: '2026-01-05T05:30:00.000Z', signal: never() }),
  );
  const [record] = pages.flatMap(({ records }) => records);
  assert.equal(record?.observedAt, '2026-01-05T09:00:00.000Z');
  assert.deepEqual(joined(record, 'customer'), CUSTOMER);
  assert.deepEqual(joined(record, 'products'), [PRODUCTS[0]]);
  assert.equal(eclipse.sent()[0], 'GET /SalesOrders?updatedAfter=2026-01-04T21:20:00-07:00&startIndex=0&pageSize=100');
});

test('each generation that was shipped is a shipment, each that was invoiced an invoice; what is taken back is neither', async () => {
  const done = (number: number, more: object = {}) =>
    generation({ generation: number, shipDate: '2026-03-04', invoiceDate: '2026-03-05', ...more });
  const answers = {
    'GET /SalesOrders': list(
      { ...ORDER, generations: [done(1), done(2, { invoiceDate: null }), generation({ generation: 3 })] },
      { ...ORDER, id: 'S2', generations: [done(1, { total: money('-8.00') })] },
    ),
  };
  await using eclipse = await erp(answers);
  const keys = async (document: string) => {
    const pages = await collect(eclipse.connection.read(document, { signal: never() }));
    return pages.flatMap(({ records }) => records.map(({ key }) => key));
  };
  assert.deepEqual(await keys('shipment'), ['S1001234.001', 'S1001234.002']);
  assert.deepEqual(await keys('invoice'), ['S1001234.001']);
});

test('stock is read as a whole, with product and the rows of all branches', async () => {
  const row = (productId: string, branch: string) => ({ productId, branch, availableQuantity: 1 });
  await using eclipse = await erp({
    'GET /Products': list(PRODUCTS[0]),
    'GET /ProductInventoryList': list(row('55101', '10'), row('55101', '20')),
  });
  const pages = await collect(eclipse.connection.read('stock', { signal: never() }));
  const records = pages.flatMap((page) => page.records);
  assert.deepEqual(new Set(records.map(({ key, label }) => `${key} ${label}`)), new Set(['55101 VALVE-34']));
  assert.deepEqual(records[0]?.native, {
    productId: '55101',
    product: PRODUCTS[0],
    rows: [row('55101', '10'), row('55101', '20')],
  });
});

test('a product has the price of the customer whose price is shown; categories are the codes of what is not deleted', async () => {
  const price = { productId: '55101', pricingPerQuantity: 1, productUnitPrice: money('12.50000000') };
  await using eclipse = await erp(
    {
      'GET /Products': list(
        { id: '55101', selectCode: 'VALVES' },
        { id: '55102', selectCode: 'VALVES' },
        { id: '55103', selectCode: '' },
        { id: '55104' },
        { id: '55105', selectCode: 'OLD', deleted: true },
      ),
      'GET /ProductPricing': ({ url }) => (url.includes('55101') ? list(price) : { status: 404, json: {} }),
    },
    { price_customer: '120001' },
  );
  const read = async (document: string) =>
    (await collect(eclipse.connection.read(document, { signal: never() }))).flatMap(({ records }) => records);
  const [first, second] = await read('product');
  assert.deepEqual(joined(first, 'price'), price);
  assert.equal(joined(second, 'price'), undefined);
  assert.ok(eclipse.sent().includes('GET /ProductPricing?productIds=55101&customerId=120001&branch=10&quantity=1'));
  assert.deepEqual(
    (await read('category')).map(({ key }) => key),
    ['VALVES'],
  );
});
