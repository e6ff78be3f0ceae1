/** What the Salesforce B2C Commerce connector really sends, and what it makes of the answers of its sheet, against a server on 127.0.0.1. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openConnection } from '../src/connector/open-connection.ts';
import {
  type LoopbackServer,
  loopbackServer,
  type Received,
  type Reply,
} from '../src/connector/testing/loopback-server.ts';
import { collect, never, writeRequest } from '../src/connector/testing/test-connection.ts';
import { createHttpClient } from '../src/http/http-client.ts';
import { ManualClock, systemClock } from '../src/model/clock.ts';
import type { Connection, WriteOutcome } from '../src/model/connection.ts';
import type { TargetReference } from '../src/model/delivery.ts';
import { connectionName } from '../src/model/names.ts';
import { shippedConnector } from './shipped-connector.ts';

const { connector, defaults: DEFAULTS } = shippedConnector('salesforce-commerce');

const ORG = '/organizations/f_ecom_zzte_prd';
const ORDERS = `/checkout/orders/v1${ORG}/orders`;
const PRODUCTS = `/product/products/v1${ORG}/products`;
const CATEGORIES = `/product/catalogs/v1${ORG}/catalogs/storefront/categories`;
const CUSTOMERS = `/customer/customers/v1${ORG}/customer-lists/RefArch`;
const RECORD = '/s/-/dw/data/v25_6/inventory_lists/inv_us/product_inventory_records/MUG-01';
const JOB = '/s/-/dw/data/v25_6/jobs/import-price-books/executions';
const FILE = '/on/demandware.servlet/webdav/Sites/Impex/src/pricebook/pipewright-MUG-01.xml';

interface Site extends AsyncDisposable {
  readonly connection: Connection;
  readonly received: LoopbackServer['received'];
  /** What went to the instance itself: OCAPI and WebDAV. */
  readonly instance: LoopbackServer['received'];
  /** Method and path of every request but those for tokens. */
  readonly sent: () => string[];
}

type Answers = Record<string, Reply | ((request: Received) => Reply)>;

const TOKEN: Reply = { json: { access_token: 'jwt-5ecret-1', token_type: 'Bearer', expires_in: 1799 } };

/** Answers by `METHOD /path` without query, from two hosts; what is not listed is a record that is not there. */
async function site(answers: Answers, options: Record<string, unknown> = {}, auth?: string): Promise<Site> {
  const answer = (request: Received): Reply => {
    const path = request.url.replace(/\?.*/, '');
    if (path === '/token') return TOKEN;
    const found = answers[`${request.method} ${path}`];
    if (found === undefined)
      return { status: 404, json: { title: 'Not Found', type: 'https://api/errors/not-found', detail: 'Nothing.' } };
    return typeof found === 'function' ? found(request) : found;
  };
  const server = await loopbackServer(answer);
  const instance = await loopbackServer(answer);
  const http = createHttpClient({ clock: systemClock });
  const connection = openConnection(
    {
      name: connectionName('shop'),
      url: server.url,
      credentials: { client_id: 'client-1', client_secret: 'cs-5ecret' },
      options: {
        ...DEFAULTS,
        organization_id: 'f_ecom_zzte_prd',
        instance_url: instance.url,
        token_url: `${server.url}/token`,
        site_id: 'RefArch',
        customer_list_id: 'RefArch',
        catalog_id: 'storefront',
        inventory_list_id: 'inv_us',
        price_book_id: 'usd-list',
        currency: 'USD',
        ...options,
      },
      ...(auth === undefined ? {} : { auth }),
    },
    connector,
    { clock: new ManualClock(), http, random: () => 0.5 },
  );
  return {
    connection,
    received: server.received,
    instance: instance.received,
    sent: () =>
      [...server.received, ...instance.received]
        .filter(({ url }) => url !== '/token')
        .map(({ method, url }) => `${method} ${url.replace(/\?.*/, '')}`),
    [Symbol.asyncDispose]: async () => {
      await http.close();
      await server[Symbol.asyncDispose]();
      await instance[Symbol.asyncDispose]();
    },
  };
}

const write = (
  { connection }: Site,
  capability: string,
  payload: unknown,
  target?: TargetReference,
): Promise<WriteOutcome> =>
  connection.write(
    capability,
    writeRequest({ payload, ...(target === undefined ? {} : { target }) }),
    async () => undefined,
  );

const bodyOf = (received: Received | undefined) => JSON.parse(received?.body || '{}');
const order = (more: object = {}) => ({
  orderNo: '00100245',
  status: 'new',
  exportStatus: 'ready',
  taxTotal: 6.5,
  lastModified: '2026-01-05T08:30:00.000Z',
  ...more,
});

describe('signing in', () => {
  test('by HTTP Basic, for the tenant and the scopes that are needed', async () => {
    await using shop = await site({ [`GET ${ORDERS}`]: { json: { data: [] } } });
    await shop.connection.probe(never());
    const [token, probe] = shop.received;
    const form = new URLSearchParams(token?.body);
    assert.deepEqual(
      [form.get('grant_type'), form.get('scope')?.split(' ')[0], form.has('client_secret')],
      ['client_credentials', 'SALESFORCE_COMMERCE_API:zzte_prd', false],
    );
    for (const scope of ['orders', 'products', 'catalogs', 'customerlists'])
      assert.match(form.get('scope') ?? '', new RegExp(` sfcc\\.${scope}\\.rw`));
    assert.equal(token?.headers.authorization, `Basic ${Buffer.from('client-1:cs-5ecret').toString('base64')}`);
    assert.equal(probe?.headers.authorization, 'Bearer jwt-5ecret-1');
  });

  test('or in the form, for clients that are set up so', async () => {
    await using shop = await site({ [`GET ${ORDERS}`]: { json: { data: [] } } }, {}, 'account-manager-post');
    await shop.connection.probe(never());
    assert.equal(new URLSearchParams(shop.received[0]?.body).get('client_secret'), 'cs-5ecret');
    assert.equal(shop.received[0]?.headers.authorization, undefined);
  });
});

describe('reading', () => {
  test('orders are asked for by time of change, oldest first, of one site', async () => {
    await using shop = await site({ [`GET ${ORDERS}`]: { json: { data: [order()] } } });
    const pages = await collect(
      shop.connection.read('order', { watermark: '2026-01-05T08:00:00.000Z', signal: never() }),
    );
    const query = new URL(shop.received[1]?.url ?? '', 'http://x').searchParams;
    assert.deepEqual(Object.fromEntries(query), {
      siteId: 'RefArch',
      lastModifiedDateFrom: '2026-01-05T07:58:00.000Z',
      sortBy: 'last_modified_date',
      sortOrder: 'asc',
      limit: '200',
      offset: '0',
    });
    assert.deepEqual(
      pages.flatMap(({ records }) => records.map(({ key, label }) => `${key} ${label}`)),
      ['00100245 00100245'],
    );
  });

  test('each payment instrument is a record; so is an order that counts as paid by none', async () => {
    const instrument = (paymentInstrumentId: string, paymentMethodId: string, amount: number) => ({
      paymentInstrumentId,
      paymentMethodId,
      paymentTransaction: { amount },
    });
    const paymentInstruments = [instrument('pi1', 'GIFT_CERTIFICATE', 30), instrument('pi2', 'CREDIT_CARD', 57.8)];
    const about = { currency: 'USD', orderTotal: 87.8 };
    await using shop = await site({
      [`GET ${ORDERS}`]: {
        json: {
          data: [
            order({ ...about, paymentStatus: 'paid', paymentInstruments }),
            order({ ...about, orderNo: '00100246', paymentStatus: 'paid' }),
            order({ ...about, orderNo: '00100247', paymentStatus: 'not_paid' }),
            order({ ...about, orderNo: '00100248', paymentStatus: 'paid', orderTotal: 0 }),
          ],
        },
      },
    });
    const pages = await collect(shop.connection.read('payment', { signal: never() }));
    const records = pages.flatMap((each) => each.records);
    assert.deepEqual(
      records.map(({ key, label }) => [String(key), label]),
      [
        ['00100245/pi1', '00100245'],
        ['00100245/pi2', '00100245'],
        ['00100246/none', '00100246'],
      ],
    );
    const [card] = records.slice(1).map((each) => each.native as { readonly order: unknown });
    assert.deepEqual(card?.order, {
      orderNo: '00100245',
      status: 'new',
      paymentStatus: 'paid',
      currency: 'USD',
      orderTotal: 87.8,
      lastModified: '2026-01-05T08:30:00.000Z',
      instruments: [
        { method: 'GIFT_CERTIFICATE', amount: 30 },
        { method: 'CREDIT_CARD', amount: 57.8 },
      ],
    });
  });

  test('the profile is asked of an order without tax alone, and of no guest', async () => {
    const info = { customerInfo: { customerNo: '17', guest: false } };
    const data = [
      order(info),
      order({ ...info, orderNo: '2', taxTotal: 0 }),
      order({ customerInfo: { customerNo: '18', guest: true }, orderNo: '3', taxTotal: 0 }),
    ];
    await using shop = await site({
      [`GET ${ORDERS}`]: { json: { data } },
      [`GET ${CUSTOMERS}/customers/17`]: { json: { customerNo: '17', c_taxExempt: true } },
    });
    const [page] = await collect(shop.connection.read('order', { signal: never() }));
    assert.deepEqual(
      page?.records.map(({ native }) => (native as { buyer?: unknown }).buyer),
      [undefined, { customerNo: '17', c_taxExempt: true }, undefined],
    );
    assert.deepEqual(shop.sent(), [`GET ${ORDERS}`, `GET ${CUSTOMERS}/customers/17`]);
  });

  test('of customers all are read, each with its address book; more than the search finds are told', async () => {
    let total = 1;
    await using shop = await site({
      [`POST ${CUSTOMERS}/customer-search`]: () => ({ json: { total, hits: [{ data: { customerNo: '17' } }] } }),
      [`GET ${CUSTOMERS}/customers/17`]: { json: { customerNo: '17', email: 'ada@example.com' } },
      [`GET ${CUSTOMERS}/customers/17/addresses`]: { json: { data: [{ addressId: 'Home' }] } },
    });
    const [page] = await collect(shop.connection.read('customer', { signal: never() }));
    assert.deepEqual(page?.records[0]?.native, {
      customerNo: '17',
      email: 'ada@example.com',
      address_book: { list: [{ addressId: 'Home' }] },
    });
    total = 10_001;
    await assert.rejects(collect(shop.connection.read('customer', { signal: never() })), /10,000/);
  });
});

describe('what answers mean', () => {
  const scapi = (type: string, title: string, detail: string) => ({
    title,
    type: `https://api.commercecloud.example.com/documentation/error/v1/errors/${type}`,
    detail,
  });
  const BODIES: readonly [status: number, json: unknown, kind: WriteOutcome['kind'], says?: RegExp][] = [
    [
      400,
      scapi('unknown-property', 'Unknown Property', 'The property c_x is not known.'),
      'rejected',
      /c_x is not known/,
    ],
    [400, scapi('missing-parameter', 'Missing Parameter', 'siteId is missing.'), 'rejected', /missing-parameter/],
    [401, scapi('unauthorized', 'Unauthorized', 'The token has expired.'), 'halted', /expired/],
    [403, scapi('forbidden', 'Forbidden', 'The scope sfcc.products.rw is missing.'), 'halted', /sfcc\.products\.rw/],
    [409, scapi('conflict', 'Conflict', 'The status is not possible.'), 'rejected', /not possible/],
    [412, scapi('precondition', 'Precondition Failed', 'ETag.'), 'rejected'],
    [413, undefined, 'rejected'],
    [429, scapi('too-many-requests', 'Too Many Requests', 'Slow down.'), 'retry'],
    [503, undefined, 'retry'],
    [500, scapi('internal', 'Internal Server Error', 'Oops.'), 'retry'],
    [504, undefined, 'retry'],
  ];
  for (const [status, json, kind, says] of BODIES)
    test(`${status} ${JSON.stringify(json ?? '').slice(0, 60)} is ${kind}`, async () => {
      await using shop = await site({
        [`GET ${PRODUCTS}/MUG-01`]: { json: { id: 'MUG-01' } },
        [`PATCH ${PRODUCTS}/MUG-01`]: { status, ...(json === undefined ? {} : { json }) },
      });
      const payload = { sku: 'MUG-01', product: { onlineFlag: { default: true } } };
      const outcome = await write(shop, 'product.write', payload, { id: 'MUG-01' });
      assert.equal(outcome.kind, kind, JSON.stringify(outcome));
      if (says !== undefined) assert.match(JSON.stringify(outcome), says);
    });

  const fault = (type: string, message: string) => ({ _v: '25.6', fault: { type, message, arguments: {} } });
  const FAULTS: readonly [status: number, json: unknown, kind: WriteOutcome['kind'], says?: RegExp][] = [
    [403, fault('ClientAccessForbiddenException', 'Access is not allowed.'), 'halted', /ClientAccessForbidden/],
    [409, fault('ConflictException', 'Another writer.'), 'retry', /Another writer/],
    [400, fault('UnknownPropertyException', 'x'), 'rejected', /UnknownProperty/],
  ];
  for (const [status, json, kind, says] of FAULTS)
    test(`OCAPI’s ${JSON.stringify(json).slice(18, 60)} is ${kind}`, async () => {
      await using shop = await site({
        [`GET ${RECORD}`]: { json: { product_id: 'MUG-01' } },
        [`GET ${ORDERS}`]: { json: { data: [] } },
        [`PATCH ${RECORD}`]: { status, json },
      });
      const outcome = await write(shop, 'stock.write', { sku: 'MUG-01', tracked: true, figure: '1' }, { id: 'MUG-01' });
      assert.equal(outcome.kind, kind, JSON.stringify(outcome));
      if (says !== undefined) assert.match(JSON.stringify(outcome), says);
    });

  test('an order that is not there is nobody’s', async () => {
    await using shop = await site({});
    const found = await shop.connection.find('order.find', writeRequest({ payload: { order_no: '9' } }));
    assert.equal(found.kind, 'none');
  });
});

describe('orders', () => {
  test('the ERP’s number goes to its attribute, and then the order counts as exported; both only where needed', async () => {
    let now = order();
    await using shop = await site({
      [`GET ${ORDERS}/00100245`]: () => ({ json: now }),
      [`PATCH ${ORDERS}/00100245`]: { status: 204 },
      [`PUT ${ORDERS}/00100245/export-status`]: { status: 204 },
    });
    const tell = () =>
      write(shop, 'order-reference.write', { order_no: '00100245', erp_number: 'SO-1' }, { id: '00100245' });
    assert.equal((await tell()).kind, 'done');
    const [patched, exported] = shop.received.slice(-2);
    assert.deepEqual(
      [bodyOf(patched), exported?.url, bodyOf(exported)],
      [{ c_erpOrderNo: 'SO-1' }, `${ORDERS}/00100245/export-status?siteId=RefArch`, { status: 'exported' }],
    );
    now = order({ c_erpOrderNo: 'SO-1', exportStatus: 'exported' });
    const before = shop.received.length;
    await tell();
    assert.ok(shop.received.slice(before).every(({ method }) => method === 'GET'));
  });

  test('an order that is cancelled already is left alone, and one that cannot be is refused', async () => {
    let status = 'new';
    await using shop = await site({
      [`GET ${ORDERS}/00100245`]: () => ({ json: order({ status }) }),
      [`PUT ${ORDERS}/00100245/status`]: ({ body }) =>
        JSON.parse(body).status === 'cancelled' ? { status: 204 } : { status: 400 },
    });
    const cancel = () => write(shop, 'order.cancel', { order_no: '00100245' }, { id: '00100245' });
    assert.equal((await cancel()).kind, 'done');
    assert.deepEqual(bodyOf(shop.received.at(-1)), { status: 'cancelled' });
    status = 'cancelled';
    await cancel();
    assert.equal(shop.received.at(-1)?.method, 'GET');
  });

  describe('shipments', () => {
    const productItems = [
      { itemId: 'a1', productId: 'MUG-01', quantity: 2 },
      { itemId: 'a2', productId: 'BAG', quantity: 1 },
    ];
    const shipment = (more: object = {}) => ({
      order_no: '00100245',
      shipment: 'S-2',
      shipped_at: '2026-01-05T09:00:00Z',
      completes: false,
      everything: false,
      lines: [{ sku: 'mug-01', quantity: '1' }],
      tracks: [
        { event: 'erp-S-2-1Z9', number: '1Z9', url: 'https://ups.example.com/1Z9', carrier: 'UPS' },
        { event: 'erp-S-2-1Z8', number: '1Z8' },
      ],
      ...more,
    });
    const shipped = async (now: object, payload: object) => {
      await using shop = await site({
        [`GET ${ORDERS}/00100245`]: { json: order({ productItems, ...now }) },
        [`POST ${ORDERS}/00100245/oms-status-events`]: { status: 202 },
        [`PUT ${ORDERS}/00100245/shipping-status`]: { status: 204 },
        [`PATCH ${ORDERS}/00100245`]: { status: 204 },
      });
      const outcome = await write(shop, 'shipment.write', payload, { id: '00100245' });
      assert.equal(outcome.kind, 'done', JSON.stringify(outcome));
      const writes = shop.received.filter(({ method, url }) => method !== 'GET' && url !== '/token');
      return writes.map((request) => bodyOf(request));
    };

    test('a parcel with an address is told, the status follows from all pieces, and all of it is noted', async () => {
      const [event, status, noted, ...more] = await shipped({}, shipment());
      assert.deepEqual(event, {
        omsOrderId: '00100245',
        fulfillmentEvent: {
          id: 'erp-S-2-1Z9',
          occurredAt: '2026-01-05T09:00:00Z',
          type: 'shipped',
          lineItems: [{ id: 'a1', quantity: 1 }],
          trackingNumber: '1Z9',
          trackingUrl: 'https://ups.example.com/1Z9',
          carrier: 'UPS',
        },
      });
      assert.deepEqual(status, { status: 'part_shipped' });
      assert.deepEqual(noted, { c_erpShipments: 'S-2', c_erpShippedPieces: '1', c_trackingNumber: '1Z9 1Z8' });
      assert.equal(more.length, 0);
    });

    test('the last pieces make it shipped, beside what stands there', async () => {
      const before = { c_erpShipments: 'S-1', c_erpShippedPieces: '2', c_trackingNumber: '1Z7' };
      const [status, noted] = await shipped(before, shipment({ tracks: [] }));
      assert.deepEqual(status, { status: 'shipped' });
      assert.deepEqual(noted, { c_erpShipments: 'S-1 S-2', c_erpShippedPieces: '3', c_trackingNumber: '1Z7' });
    });

    test('a shipment without lines is all that there is', async () => {
      const [status, noted] = await shipped({}, shipment({ tracks: [], lines: [], everything: true, completes: true }));
      assert.deepEqual([status, noted], [{ status: 'shipped' }, { c_erpShipments: 'S-2', c_erpShippedPieces: '3' }]);
    });

    test('one that stands there already is not added again', async () => {
      assert.deepEqual(await shipped({ c_erpShipments: 'S-1 S-2' }, shipment()), []);
    });
  });

  test('an older invoice does not take the place of a newer one', async () => {
    const attributes = {
      c_erpInvoiceNo: 'I-2',
      c_erpInvoiceDate: '2026-01-05',
      c_erpInvoiceAmount: '1',
      c_erpInvoiceStatus: 'open',
    };
    const CASES: readonly [now: object, written: boolean][] = [
      [{}, true],
      [{ c_erpInvoiceNo: null, c_erpInvoiceDate: null }, true],
      [{ c_erpInvoiceNo: 'I-1', c_erpInvoiceDate: '2026-01-04' }, true],
      [{ c_erpInvoiceNo: 'I-3', c_erpInvoiceDate: '2026-01-06' }, false],
      [{ c_erpInvoiceNo: 'I-2', c_erpInvoiceDate: '2026-01-06' }, true],
    ];
    for (const [now, written] of CASES) {
      await using shop = await site({
        [`GET ${ORDERS}/00100245`]: { json: order(now) },
        [`GET ${ORDERS}/7`]: { json: order({ orderNo: '7', ...now }) },
        [`PATCH ${ORDERS}/00100245`]: { status: 204 },
        [`PATCH ${ORDERS}/7`]: { status: 204 },
      });
      await write(shop, 'invoice.write', { order_no: '00100245', attributes, other_orders: ['7'] }, { id: '00100245' });
      const patched = shop.received.filter(({ method }) => method === 'PATCH');
      assert.equal(patched.length, written ? 2 : 0, JSON.stringify(now));
      for (const each of patched) assert.deepEqual(bodyOf(each), attributes);
    }
  });
});

describe('stock, at the instance itself', () => {
  const set = async (record: Reply, orders: object[], payload: object = { tracked: true, figure: '38' }) => {
    await using shop = await site({
      [`GET ${RECORD}`]: record,
      [`GET ${ORDERS}`]: { json: { data: orders } },
      [`PATCH ${RECORD}`]: { json: { product_id: 'MUG-01' } },
      [`PUT ${RECORD}`]: { json: { product_id: 'MUG-01' } },
    });
    const outcome = await write(shop, 'stock.write', { sku: 'MUG-01', ...payload }, { id: 'MUG-01' });
    const last = shop.instance.at(-1);
    return { outcome, method: last?.method, body: bodyOf(last) };
  };
  const waiting = [
    {
      productItems: [
        { productId: 'mug-01', quantity: 2 },
        { productId: 'BAG', quantity: 5 },
      ],
    },
    { productItems: [{ productId: 'MUG-01', quantity: 1 }] },
  ];

  test('what was sold and has not reached the ERP is taken off, because writing begins the turnover anew', async () => {
    const { method, body } = await set({ json: { product_id: 'MUG-01', quantity_on_order: 0 } }, waiting);
    assert.deepEqual([method, body], ['PATCH', { allocation: { amount: 35 }, perpetual_flag: false }]);
  });

  test('what the record counts as on order is taken off by the shop, and not twice', async () => {
    const { body } = await set({ json: { product_id: 'MUG-01', quantity_on_order: 3 } }, waiting);
    assert.deepEqual(body.allocation, { amount: 38 });
  });

  test('more sold than there is is nothing; a product without a record gets one', async () => {
    const missing = { status: 404, json: { fault: { type: 'InventoryRecordNotFoundException', message: 'No.' } } };
    const { method, body } = await set(missing, waiting, { tracked: true, figure: '2' });
    assert.deepEqual([method, body.allocation], ['PUT', { amount: 0 }]);
  });

  test('what is not counted is there for ever, or not at all', async () => {
    const { body } = await set({ json: { product_id: 'MUG-01' } }, waiting, { tracked: false, in_stock: true });
    assert.deepEqual(body, { perpetual_flag: true, allocation: { amount: 0 } });
  });

  test('with more orders waiting than one page shows nothing is written', async () => {
    const { outcome, method } = await set(
      { json: { product_id: 'MUG-01' } },
      Array.from({ length: 200 }, () => ({ productItems: [] })),
    );
    assert.deepEqual([outcome.kind, method], ['rejected', 'GET']);
  });
});

describe('prices, by a file and a job', () => {
  const answers = (run: Reply, ended: object): Answers => ({
    [`GET ${PRODUCTS}/MUG-01`]: { json: { id: 'MUG-01' } },
    [`PUT ${FILE}`]: { status: 201, text: '<html>Created</html>' },
    [`POST ${JOB}`]: run,
    [`GET ${JOB}/77`]: { json: { id: '77', ...ended } },
  });
  const STARTED: Reply = { json: { id: '77', execution_status: 'running' } };
  const set = async (run: Reply, ended: object, price: object = { list: '18.50' }, options = {}) => {
    await using shop = await site(answers(run, ended), options);
    const outcome = await write(shop, 'price.write', { sku: 'MUG-01', price }, { id: 'MUG-01' });
    return { outcome, file: shop.instance.find(({ method }) => method === 'PUT'), sent: shop.sent() };
  };

  test('the list price stands in the price book when the job has ended well', async () => {
    const { outcome, file } = await set(STARTED, { execution_status: 'finished', exit_status: { code: 'OK' } });
    assert.equal(outcome.kind, 'done', JSON.stringify(outcome));
    assert.equal(file?.headers['content-type'], 'application/xml; charset=utf-8');
    assert.equal(
      file?.body,
      '<?xml version="1.0" encoding="UTF-8"?><pricebooks xmlns="http://www.demandware.com/xml/impex/pricebook/2006-10-31"><pricebook><header pricebook-id="usd-list"><currency>USD</currency></header><price-tables><price-table product-id="MUG-01"><amount quantity="1">18.50</amount></price-table></price-tables></pricebook></pricebooks>',
    );
  });

  test('a sale price has a book of its own, with its days; null takes it out of there', async () => {
    const OK = { execution_status: 'finished', exit_status: { code: 'OK' } };
    const sale = { amount: '12', from: '2026-03-01T00:00:00Z', until: '2026-03-08T00:00:00Z' };
    const options = { sale_price_book_id: 'usd-sale' };
    const on = await set(STARTED, OK, { list: '18.50', sale }, options);
    assert.match(
      on.file?.body ?? '',
      /pricebook-id="usd-sale">.*<price-table product-id="MUG-01"><online-from>2026-03-01T00:00:00Z<\/online-from><online-to>2026-03-08T00:00:00Z<\/online-to><amount quantity="1">12<\/amount><\/price-table>/,
    );
    const off = await set(STARTED, OK, { list: '18.50', sale: null }, options);
    assert.match(off.file?.body ?? '', /pricebook-id="usd-sale">.*<price-table product-id="MUG-01" mode="delete"\/>/);
  });

  test('breaks and groups have books of their own; a book without a price loses the product', async () => {
    const OK = { execution_status: 'finished', exit_status: { code: 'OK' } };
    const books = [
      {
        id: 'breaks',
        amounts: [
          { quantity: '10', amount: '17' },
          { quantity: '50', amount: '16' },
        ],
      },
      { id: 'gold', amounts: [] },
    ];
    const { file } = await set(STARTED, OK, { list: '18.50', books });
    assert.match(
      file?.body ?? '',
      /pricebook-id="breaks">.*<price-table product-id="MUG-01"><amount quantity="10">17<\/amount><amount quantity="50">16<\/amount><\/price-table>.*pricebook-id="gold">.*<price-table product-id="MUG-01" mode="delete"\/>/,
    );
    assert.doesNotMatch((await set(STARTED, OK, { list: '18.50', books: [] })).file?.body ?? '', /mode="delete"/);
  });

  test('until the job has ended it is asked again, and what did not end well is for a person', async () => {
    const outcome = async (run: Reply, ended: object) => (await set(run, ended)).outcome.kind;
    assert.equal(await outcome(STARTED, { execution_status: 'running' }), 'retry');
    assert.equal(await outcome(STARTED, { execution_status: 'aborted', exit_status: { code: 'ERROR' } }), 'rejected');
    assert.equal(await outcome(STARTED, { execution_status: 'finished', exit_status: { code: 'ERROR' } }), 'rejected');
    assert.equal(await outcome(STARTED, { execution_status: 'finished', exit_status: { code: 'WARN' } }), 'rejected');
    const busy = { status: 400, json: { fault: { type: 'JobAlreadyRunningException', message: 'It runs.' } } };
    assert.equal(await outcome(busy, {}), 'retry');
  });
});

describe('the catalog', () => {
  test('categories of the ERP are its own to take back; those of the shop stay', async () => {
    await using shop = await site({
      [`GET ${PRODUCTS}/MUG-01`]: {
        json: {
          id: 'MUG-01',
          assignedCategories: [{ categoryId: 'erp-old' }, { categoryId: 'fresh' }, { categoryId: 'erp-mugs' }],
        },
      },
      [`PATCH ${PRODUCTS}/MUG-01`]: { json: { id: 'MUG-01' } },
      [`PUT ${CATEGORIES}/erp-home/products/MUG-01`]: { status: 204 },
      [`DELETE ${CATEGORIES}/erp-old/products/MUG-01`]: { status: 204 },
    });
    const payload = { sku: 'MUG-01', product: { onlineFlag: { default: true } }, categories: ['erp-mugs', 'erp-home'] };
    assert.equal((await write(shop, 'product.write', payload, { id: 'MUG-01' })).kind, 'done');
    assert.deepEqual(shop.sent().slice(-2), [
      `PUT ${CATEGORIES}/erp-home/products/MUG-01`,
      `DELETE ${CATEGORIES}/erp-old/products/MUG-01`,
    ]);
  });

  test('a new product belongs to the catalog; a new category stands below the root or its parent', async () => {
    await using shop = await site({
      [`PUT ${PRODUCTS}/MUG-01`]: { json: { id: 'MUG-01' } },
      [`PUT ${CATEGORIES}/erp-mugs`]: { json: { id: 'erp-mugs' } },
    });
    await write(shop, 'product.write', { sku: 'MUG-01', product: { onlineFlag: { default: true } } });
    assert.deepEqual(bodyOf(shop.received.at(-1)), {
      id: 'MUG-01',
      owningCatalogId: 'storefront',
      onlineFlag: { default: true },
    });
    const category = { id: 'erp-mugs', category: { name: { default: 'Mugs' } } };
    await write(shop, 'category.write', category);
    assert.equal(bodyOf(shop.received.at(-1)).parentCategoryId, 'root');
    await write(shop, 'category.write', { ...category, parent_id: 'erp-home' });
    assert.deepEqual(bodyOf(shop.received.at(-1)), {
      id: 'erp-mugs',
      online: true,
      parentCategoryId: 'erp-home',
      name: { default: 'Mugs' },
    });
  });

  test('a category that is gone already is deleted', async () => {
    await using shop = await site({});
    assert.equal((await write(shop, 'category.delete', { id: 'erp-mugs' }, { id: 'erp-mugs' })).kind, 'done');
  });
});
