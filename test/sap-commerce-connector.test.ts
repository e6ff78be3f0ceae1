/** What the SAP Commerce connector really sends, and what it makes of the shop's answers, against a server on 127.0.0.1. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loopbackServer, type Received, type Reply } from '../src/connector/testing/loopback-server.ts';
import { collect, never, writeRequest } from '../src/connector/testing/test-connection.ts';
import type { WriteOutcome } from '../src/model/connection.ts';
import { connected, written } from './connected.ts';
import { shippedConnector } from './shipped-connector.ts';

const { connector, defaults: DEFAULTS } = shippedConnector('sap-commerce');
const OPTIONS = { currency: 'USD', prices_include_tax: false, warehouse: 'wh_us' };

type Answers = Record<string, Reply | ((request: Received, url: URL) => Reply)>;

/** Answers by `METHOD /set` below `/odata2webservices`, or by the whole path; what is not listed is an empty list. */
async function shop(answers: Answers, options: Record<string, unknown> = {}) {
  const server = await loopbackServer((request) => {
    const url = new URL(request.url, 'http://shop.example.com');
    if (url.pathname === '/authorizationserver/oauth/token')
      return { json: { access_token: 'at-5ecret', token_type: 'bearer', expires_in: 43_199 } };
    const path = decodeURIComponent(url.pathname).replace('/odata2webservices', '');
    const answer = answers[`${request.method} ${path}`];
    if (answer === undefined) return { json: { d: { results: [] } } };
    return typeof answer === 'function' ? answer(request, url) : answer;
  });
  const open = connected(server, connector, {
    name: 'shop',
    credentials: { client_id: 'erp', client_secret: 'cs-5ecret' },
    options: { ...DEFAULTS, ...OPTIONS, ...options },
  });
  const received = () => server.received.filter(({ url }) => !url.includes('/oauth/token'));
  return {
    ...open,
    received,
    tokens: () => server.received.filter(({ url }) => url.includes('/oauth/token')),
    sent: () => received().map(({ method, url }) => `${method} ${decodeURIComponent(url).replace(/\?.*/, '')}`),
  };
}

const list = (...results: unknown[]): Reply => ({ json: { d: { results } } });
const item = (d: unknown): Reply => ({ status: 201, json: { d } });
const bodyOf = (received: Received | undefined) => JSON.parse(received?.body || '{}');
const queryOf = (received: Received | undefined) => new URL(received?.url ?? '', 'http://x').searchParams;
const order = (code: string, more: object = {}) => ({
  integrationKey: `${code}|null`,
  code,
  versionID: null,
  modifiedTime: '/Date(1772460314000)/',
  ...more,
});

const step = (code: string, type: string, transactionStatus = 'ACCEPTED') => ({
  code,
  type: { code: type },
  transactionStatus,
});
const paid = (code: string, totalPrice: string, word: string, ...steps: object[]) =>
  order(code, {
    totalPrice,
    status: { code: 'CREATED' },
    currency: { isocode: 'USD' },
    paymentStatus: { code: word },
    paymentTransactions: { results: [{ code: `pt-${code}`, entries: { results: steps } }] },
  });

describe('reading', () => {
  test('each step of a payment is a record; so is an order that counts as paid by none of them', async () => {
    await using sap = await shop({
      'GET /ErpOrder/Orders': list(
        paid('1', '20.0', 'PAID', step('a-1', 'AUTHORIZATION'), step('a-2', 'CAPTURE')),
        paid('2', '20.0', 'PARTPAID', step('b-1', 'AUTHORIZATION'), step('b-2', 'CAPTURE', 'REJECTED')),
        paid('3', '0.0', 'PAID'),
        paid('4', '20.0', 'NOTPAID'),
        order('5', { totalPrice: '20.0', paymentStatus: { code: 'PAID' } }),
      ),
    });
    const pages = await collect(sap.connection.read('payment', { signal: never() }));
    const records = pages.flatMap((each) => each.records);
    assert.deepEqual(
      records.map(({ key, label }) => [String(key), label]),
      [
        ['a-1', '1'],
        ['a-2', '1'],
        ['b-1', '2'],
        ['b-2', '2'],
        ['2/unknown', '2'],
        ['5/unknown', '5'],
      ],
    );
    const [capture] = records.slice(1).map((each) => each.native as { readonly order: unknown });
    assert.deepEqual(capture?.order, {
      code: '1',
      status: 'CREATED',
      paymentStatus: 'PAID',
      currency: 'USD',
      modifiedTime: '/Date(1772460314000)/',
      steps: [
        { type: 'AUTHORIZATION', transactionStatus: 'ACCEPTED' },
        { type: 'CAPTURE', transactionStatus: 'ACCEPTED' },
      ],
    });
    assert.match(queryOf(sap.received()[0]).get('$expand') ?? '', /paymentTransactions\/entries\/type$/);
  });

  test('orders are asked for by time of change and code, old versions left out, signed with a token of the client', async () => {
    await using sap = await shop(
      { 'GET /ErpOrder/Orders': list(order('1'), order('1', { versionID: 'v1' }), order('2')) },
      { sites: ['electronics', "d'or"] },
    );
    const pages = await collect(
      sap.connection.read('order', { watermark: '2026-01-05T08:00:00.000Z', signal: never() }),
    );
    assert.equal(
      queryOf(sap.received()[0]).get('$filter'),
      "modifiedTime ge datetime'2026-01-05T07:55:00' and (site/uid eq 'electronics' or site/uid eq 'd''or')",
    );
    assert.equal(queryOf(sap.received()[0]).get('$orderby'), 'code');
    assert.match(queryOf(sap.received()[0]).get('$expand') ?? '', /entries\/product.*consignments\/consignmentEntries/);
    assert.equal(sap.received()[0]?.headers.authorization, 'Bearer at-5ecret');
    assert.equal(sap.received()[0]?.headers.accept, 'application/json');
    assert.match(sap.tokens()[0]?.body ?? '', /grant_type=client_credentials/);
    assert.deepEqual(
      pages.flatMap(({ records }) => records.map(({ key }) => key)),
      ['1', '2'],
    );
  });

  test('the first reading filters nothing', async () => {
    await using sap = await shop({ 'GET /ErpOrder/Orders': list(order('1')) });
    await collect(sap.connection.read('order', { signal: never() }));
    assert.equal(queryOf(sap.received()[0]).get('$filter'), null);
  });

  test('a full page goes on from its last code, and so does a shorter one that the server has cut', async () => {
    const page = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => order(String(1000 + from + index)));
    const seen: (string | null)[] = [];
    await using sap = await shop({
      'GET /ErpOrder/Orders': (_request, url) => {
        seen.push(url.searchParams.get('$filter'));
        if (seen.length === 1) return list(...page(0, 100));
        if (seen.length === 2)
          return { json: { d: { results: page(99, 30), __next: 'http://elsewhere.example.com/x' } } };
        return list(...page(128, 2));
      },
    });
    const pages = await collect(sap.connection.read('order', { signal: never() }));
    assert.deepEqual(seen, [null, "code ge '1099'", "code ge '1128'"]);
    assert.equal(new Set(pages.flatMap(({ records }) => records.map(({ key }) => key))).size, 130);
  });

  test('customers count as changed when their default addresses are; guests are left out', async () => {
    const customer = (uid: string, more: object = {}) => ({ uid, modifiedTime: '/Date(1772460000000)/', ...more });
    await using sap = await shop({
      'GET /ErpCustomer/Customers': list(
        customer('anonymous'),
        customer('9e57|anna@example.com'),
        customer('ada@example.com', {
          customerID: 'c-1',
          defaultPaymentAddress: { modifiedTime: '/Date(1772460314000)/' },
        }),
      ),
    });
    const pages = await collect(
      sap.connection.read('customer', { watermark: '2026-01-05T08:00:00.000Z', signal: never() }),
    );
    const since = "modifiedTime ge datetime'2026-01-05T07:55:00'";
    assert.equal(
      queryOf(sap.received()[0]).get('$filter'),
      `(${since} or defaultPaymentAddress/${since} or defaultShipmentAddress/${since})`,
    );
    assert.deepEqual(
      pages.flatMap(({ records }) => records.map(({ key, observedAt }) => [key, observedAt])),
      [['c-1', '2026-03-02T14:05:14.000Z']],
    );
  });

  test('a return comes with its order', async () => {
    await using sap = await shop({
      'GET /ErpReturn/ReturnRequests': list({
        code: 'r-1',
        modifiedTime: '/Date(1772460314000)/',
        order: { code: '7' },
      }),
      'GET /ErpOrder/Orders': list(order('7', { net: true })),
    });
    const [page] = await collect(sap.connection.read('refund', { signal: never() }));
    assert.match(JSON.stringify(page?.records[0]?.native), /"order_record":.*"net":true/);
  });
});

describe('what answers mean', () => {
  const odata = (code: string, value: string) => ({
    error: { code, message: { lang: 'en', value }, innererror: 'Online|Default|A-1' },
  });
  const BODIES: readonly [status: number, json: unknown, kind: WriteOutcome['kind'], says?: RegExp][] = [
    [
      400,
      odata('missing_nav_property', 'Required NavigationProperty for EntityType [Product]'),
      'rejected',
      /missing_nav_property.*Required.*\(Online\|Default\|A-1\)/,
    ],
    [400, odata('invalid_attribute_value', 'Not a valid value'), 'rejected'],
    [400, odata('missing_property', 'Property [code] is required'), 'rejected'],
    [400, odata('odata_error', 'Property "erpOrderNumber" is invalid'), 'halted'],
    [400, odata('filter_not_supported', 'Filter on virtual attribute'), 'halted'],
    [403, odata('forbidden', 'The user is not authorized to UPDATE'), 'halted', /right on a type|not authorized/],
    [404, odata('unknown', 'no such service'), 'halted'],
    [500, odata('internal_error', 'ambiguous unique keys'), 'rejected'],
    [500, odata('runtime_error', 'JaloSystemException: stale data'), 'retry'],
    [500, odata('runtime_error', 'Deadlock found when trying to get lock'), 'retry'],
    [500, odata('runtime_error', 'optimistic locking failed'), 'retry'],
    // Whatever became of it: saved by its code, it can be sent again.
    [500, odata('runtime_error', 'NullPointerException'), 'retry'],
    [429, { errors: [{ type: 'TooManyRequests', message: 'slow down' }] }, 'retry'],
    [503, {}, 'retry'],
  ];
  for (const [status, json, kind, says] of BODIES)
    test(`${status} ${JSON.stringify(json).slice(0, 90)} is ${kind}`, async () => {
      await using sap = await shop({ 'POST /InboundCategories/Categories': { status, json } });
      const outcome = await written(sap.connection, 'category.write', { code: 'erp-mugs', category: { name: 'Mugs' } });
      assert.equal(outcome.kind, kind, JSON.stringify(outcome));
      if (says !== undefined) assert.match(JSON.stringify(outcome), says);
    });

  test('an order that is not there is nobody’s, and an old version is none', async () => {
    await using sap = await shop({ 'GET /ErpOrder/Orders': list(order('7', { versionID: 'v1' })) });
    const found = await sap.connection.find('order.find', writeRequest({ payload: { order_code: '7' } }));
    assert.equal(found.kind, 'none');
    assert.equal(queryOf(sap.received()[0]).get('$filter'), "code eq '7'");
  });

  test('a success that does not show what was written is not believed', async () => {
    await using sap = await shop({
      'POST /InboundCategories/Categories': { status: 201, json: { d: { code: 'other' } } },
    });
    const outcome = await written(sap.connection, 'category.write', { code: 'erp-mugs', category: { name: 'Mugs' } });
    assert.equal(outcome.kind, 'retry');
  });
});

test('the ERP’s number goes to the order under its key, with the mark that it was exported, and only once', async () => {
  let now: object = { erpOrderNumber: null, exportStatus: { code: 'NOTEXPORTED' } };
  await using sap = await shop({
    'GET /ErpOrder/Orders': () => list(order("O'7", now)),
    "PATCH /ErpOrder/Orders('O''7|null')": ({ body }) => ({ json: { d: { ...order("O'7"), ...JSON.parse(body) } } }),
  });
  const refer = () =>
    written(sap.connection, 'order-reference.write', { order_code: "O'7", erp_number: 'SO-1' }, { id: "O'7" });
  assert.equal((await refer()).kind, 'done');
  assert.deepEqual(bodyOf(sap.received().at(-1)), { exportStatus: { code: 'EXPORTED' }, erpOrderNumber: 'SO-1' });
  now = { erpOrderNumber: 'SO-1', exportStatus: { code: 'EXPORTED' } };
  const before = sap.received().length;
  assert.equal((await refer()).kind, 'done');
  assert.equal(sap.received().length, before + 1);
});

test('a cancellation asks OCC for what is left of each entry, and for nothing when it is cancelled already', async () => {
  let status = 'CREATED';
  const user = '/occ/v2/electronics/users/ada@example.com/orders/7';
  await using sap = await shop({
    'GET /ErpOrder/Orders': list(order('7', { user: { uid: 'ada@example.com' }, site: { uid: 'electronics' } })),
    [`GET ${user}`]: () => ({
      json: {
        status,
        entries: [
          { entryNumber: 0, quantity: 2 },
          { entryNumber: 1, quantity: 0 },
        ],
      },
    }),
    [`POST ${user}/cancellation`]: { status: 200, json: {} },
  });
  const cancel = () => written(sap.connection, 'order.cancel', { order_code: '7' }, { id: '7' });
  assert.equal((await cancel()).kind, 'done');
  assert.deepEqual(bodyOf(sap.received().at(-1)).cancellationRequestEntryInputs, [
    { orderEntryNumber: 0, quantity: 2 },
  ]);
  status = 'CANCELLED';
  await cancel();
  assert.equal(sap.sent().at(-1), `GET ${user}`);
});

describe('products', () => {
  const product = { name: 'Mug', approvalStatus: { code: 'approved' } };
  const version = { version: 'Online', catalog: { id: 'Default' } };

  test('a new one is saved with its categories, its price as a row of its own', async () => {
    await using sap = await shop({
      'POST /InboundProduct/Products': item({ integrationKey: 'Online|Default|A-1', code: 'A-1' }),
      'POST /InboundPriceRow/PriceRows': item({ integrationKey: 'USD|1|A-1|pieces|null' }),
    });
    const payload = { code: 'A-1', product, categories: ['erp-mugs'], price: '18.5' };
    const outcome = await written(sap.connection, 'product.write', payload);
    assert.deepEqual(outcome, { kind: 'done', target: { id: 'Online|Default|A-1', number: 'A-1' } });
    const [saved, priced] = sap.received().slice(-2);
    assert.deepEqual(bodyOf(saved), {
      code: 'A-1',
      catalogVersion: version,
      unit: { code: 'pieces' },
      ...product,
      supercategories: [{ code: 'erp-mugs', catalogVersion: version }],
    });
    assert.deepEqual(bodyOf(priced), {
      productId: 'A-1',
      currency: { isocode: 'USD' },
      unit: { code: 'pieces' },
      minqtd: '1',
      price: '18.5',
      net: true,
    });
  });

  test('a change takes the ERP’s categories that it does not name, and leaves those of staff', async () => {
    const key = 'Online|Default|A-1';
    await using sap = await shop({
      'GET /InboundProduct/Products': list({
        integrationKey: key,
        code: 'A-1',
        supercategories: { results: [{ code: 'gifts' }, { code: 'erp-old' }] },
      }),
      [`PATCH /InboundProduct/Products('${key}')`]: { json: { d: { integrationKey: key, code: 'A-1' } } },
    });
    const change = (more: object) =>
      written(sap.connection, 'product.write', { code: 'A-1', product, ...more }, { id: key, number: 'A-1' });
    await change({ categories: ['erp-mugs'] });
    assert.deepEqual(
      bodyOf(sap.received().at(-1)).supercategories.map(({ code }: { code: string }) => code),
      ['gifts', 'erp-mugs'],
    );
    await change({});
    assert.ok(!('supercategories' in bodyOf(sap.received().at(-1))));
    assert.ok(!sap.sent().some((each) => each.includes('PriceRows')));
  });
});

describe('stock', () => {
  const set = async (answers: Answers, payload: object) => {
    await using sap = await shop({
      'POST /ErpStock/StockLevels': item({ productCode: 'A-1' }),
      ...answers,
    });
    const outcome = await written(
      sap.connection,
      'stock.write',
      { code: 'A-1', tracked: true, ...payload },
      { id: 'Online|Default|A-1' },
    );
    return { outcome, level: bodyOf(sap.received().at(-1)) };
  };
  const entry = (code: string, quantity: string) => ({ product: { code }, quantity });
  const unheard = (status: string, ...entries: object[]) =>
    order('9', { status: { code: status }, entries: { results: entries } });

  test('what is reserved is added, what may be oversold and what the ERP has not heard of is taken off', async () => {
    const { level } = await set(
      {
        'GET /ErpStock/StockLevels': list({ productCode: 'A-1', reserved: 8, overSelling: 2 }),
        'GET /ErpOrder/Orders': list(
          unheard('CREATED', entry('A-1', '3'), entry('B-2', '7')),
          unheard('CANCELLED', entry('A-1', '5')),
        ),
      },
      { basis: 'offer', figure: '38' },
    );
    assert.deepEqual(level, {
      productCode: 'A-1',
      warehouse: { code: 'wh_us' },
      available: 41,
      inStockStatus: { code: 'notSpecified' },
    });
  });

  test('a level that is not there yet, and never less than nothing', async () => {
    assert.equal((await set({}, { basis: 'offer', figure: '12' })).level.available, 12);
    const sold = { 'GET /ErpOrder/Orders': list(unheard('CREATED', entry('A-1', '3'))) };
    assert.equal((await set(sold, { basis: 'offer', figure: '1' })).level.available, 0);
  });

  test('a list of orders that was cut short is no ground for a figure', async () => {
    const cut = { 'GET /ErpOrder/Orders': { json: { d: { results: [unheard('CREATED')], __next: 'x' } } } };
    assert.equal((await set(cut, { basis: 'offer', figure: '38' })).outcome.kind, 'rejected');
  });

  test('what lies there is written as it is; what is not counted is forced', async () => {
    assert.equal((await set({}, { basis: 'on-hand', figure: '12' })).level.available, 12);
    const { level } = await set({}, { tracked: false, in_stock: true });
    assert.deepEqual([level.inStockStatus.code, level.available], ['forceInStock', undefined]);
  });
});

describe('shipments', () => {
  const entries = {
    results: [
      { entryNumber: 0, quantity: '1', product: { code: 'MUG' } },
      { entryNumber: 1, quantity: '5', product: { code: 'MUG' } },
      { entryNumber: 2, quantity: '1', product: { code: 'TEE' } },
    ],
  };
  const gone = (code: string, status: string, number: number, quantity: string) => ({
    code,
    status: { code: status },
    consignmentEntries: { results: [{ orderEntry: { entryNumber: number }, quantity }] },
  });
  const ship = async (consignments: object[], more: object, after: object[] = consignments) => {
    let reads = 0;
    await using sap = await shop({
      'GET /ErpOrder/Orders': () => {
        reads += 1;
        return list(
          order('7', {
            entries,
            consignments: { results: reads === 1 ? consignments : after },
            deliveryAddress: { pk: '8796', streetname: 'Dock 3', country: { isocode: 'IT' } },
          }),
        );
      },
      'POST /ErpConsignment/Consignments': ({ body }) => item(JSON.parse(body)),
      "PATCH /ErpOrder/Orders('7|null')": { json: { d: order('7') } },
    });
    const payload = { order_code: '7', code: 'SHP-9', everything: false, lines: [], ...more };
    const outcome = await written(sap.connection, 'shipment.write', payload, { id: '7' }).catch(
      (error: unknown) => error,
    );
    const posted = sap.received().find(({ method, url }) => method === 'POST' && url.includes('Consignments'));
    return { outcome, consignment: bodyOf(posted), last: sap.received().at(-1), posted };
  };
  const pieces = (consignment: { consignmentEntries: { orderEntry: { entryNumber: number }; quantity: string }[] }) =>
    consignment.consignmentEntries.map(({ orderEntry, quantity }) => `${orderEntry.entryNumber}: ${quantity}`);

  test('lines fill up what is left of the entries, by article or by number', async () => {
    const before = [gone('SHP-1', 'SHIPPED', 1, '2'), gone('SHP-2', 'CANCELLED', 1, '3')];
    const { consignment, last } = await ship(before, {
      lines: [
        { sku: 'MUG', quantity: '3' },
        { entry_number: '2', quantity: '1' },
      ],
      tracking: 'Z1',
      carrier: 'DHL',
    });
    assert.deepEqual(pieces(consignment), ['0: 1', '1: 2', '2: 1']);
    assert.deepEqual(
      [
        consignment.code,
        consignment.status.code,
        consignment.trackingID,
        consignment.carrier,
        consignment.warehouse.code,
      ],
      ['SHP-9', 'SHIPPED', 'Z1', 'DHL', 'wh_us'],
    );
    assert.deepEqual(consignment.shippingAddress, { pk: '8796' });
    assert.deepEqual(bodyOf(last), { deliveryStatus: { code: 'PARTSHIPPED' } });
  });

  test('a repeat counts not against itself, and all that is left completes the order', async () => {
    const own = gone('SHP-9', 'SHIPPED', 1, '5');
    const others = [gone('SHP-1', 'SHIPPED', 0, '1'), gone('SHP-2', 'SHIPPED', 2, '1')];
    const { consignment, last } = await ship([own, ...others], { everything: true });
    assert.deepEqual(pieces(consignment), ['1: 5']);
    assert.deepEqual(bodyOf(last), { deliveryStatus: { code: 'SHIPPED' } });
  });

  test('more than is left is never sent', async () => {
    const { outcome, posted } = await ship([], { lines: [{ sku: 'TEE', quantity: '2' }] });
    assert.match(JSON.stringify(outcome) + String(outcome), /more than is left/);
    assert.equal(posted, undefined);
  });
});

test('an invoice is a document of the account summary that names its order', async () => {
  await using sap = await shop({
    'GET /ErpOrder/Orders': list(order('7')),
    'POST /ErpInvoice/B2BDocuments': ({ body }) => item({ integrationKey: 'INV-5', ...JSON.parse(body) }),
  });
  const payload = {
    order_code: '7',
    number: 'INV-5',
    status: 'open',
    date: '/Date(1772582400000)/',
    amount: '87.2',
    currency: 'USD',
  };
  assert.equal((await written(sap.connection, 'invoice.write', payload, { id: '7' })).kind, 'done');
  assert.deepEqual(bodyOf(sap.received().at(-1)), {
    documentNumber: 'INV-5',
    documentType: { code: 'Invoice' },
    status: { code: 'open' },
    date: '/Date(1772582400000)/',
    amount: '87.2',
    currency: { isocode: 'USD' },
    order: { code: '7' },
  });
});
