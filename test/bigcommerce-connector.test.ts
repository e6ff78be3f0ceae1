/** What the BigCommerce connector really sends, and what it makes of the store's answers, against a server on 127.0.0.1. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, test } from 'node:test';
import {
  type LoopbackServer,
  loopbackServer,
  type Received,
  type Reply,
} from '../src/connector/testing/loopback-server.ts';
import { collect, never, writeRequest } from '../src/connector/testing/test-connection.ts';
import type { Connection, WriteOutcome } from '../src/model/connection.ts';
import { connected, written } from './connected.ts';
import { shippedConnector } from './shipped-connector.ts';

const { connector, defaults: DEFAULTS } = shippedConnector('bigcommerce');

interface Shop extends AsyncDisposable {
  readonly connection: Connection;
  /** Method, path and body of every request, without the store's base. */
  readonly sent: () => string[];
  readonly received: LoopbackServer['received'];
}

type Answers = Record<string, Reply | ((request: Received, url: URL) => Reply)>;

const BASE = '/stores/abc123';
const EMPTY: Reply = { status: 204 };

/** Answers by `METHOD /path` without query; what is not listed is a record that is not there. */
async function shop(answers: Answers, options: Record<string, unknown> = {}): Promise<Shop> {
  const server = await loopbackServer((request) => {
    const url = new URL(request.url, 'http://shop.example.com');
    const path = url.pathname.replace(BASE, '');
    const answer = answers[`${request.method} ${path}`];
    if (answer === undefined)
      return path.startsWith('/v2')
        ? { status: 404, json: [{ status: 404, message: 'The requested resource was not found.' }] }
        : { status: 404, json: { status: 404, title: 'Not found', type: 'about:blank', errors: {} } };
    return typeof answer === 'function' ? answer(request, url) : answer;
  });
  const open = connected(server, connector, {
    name: 'shop',
    credentials: { access_token: 'at-5ecret', client_secret: 'cs-5ecret' },
    options: { ...DEFAULTS, store_hash: 'abc123', ...options },
  });
  return {
    ...open,
    received: server.received,
    sent: () =>
      server.received.map(
        ({ method, url, body }) =>
          `${method} ${decodeURIComponent(url.replace(BASE, '').replace(/\?.*/, ''))}${body === '' ? '' : ` ${body}`}`,
      ),
  };
}

const order = (id: number, more: object = {}) => ({
  id,
  customer_id: 0,
  status_id: 11,
  date_modified: 'Mon, 05 Jan 2026 08:30:00 +0000',
  ...more,
});
const page = (data: readonly unknown[], total = data.length) => ({ data, meta: { pagination: { total } } });

test('orders are asked for by time of change, and each with its parts; an empty list is a 204', async () => {
  await using store = await shop({
    'GET /v2/orders': { json: [order(7, { customer_id: 57 })] },
    'GET /v2/orders/7/products': { json: [{ id: 311 }, { id: 312 }] },
    'GET /v2/orders/7/shipping_addresses': { json: [{ id: 71 }] },
    'GET /v2/orders/7/coupons': EMPTY,
    'GET /v2/orders/7/taxes': EMPTY,
    'GET /v3/customers': { json: page([{ id: 57, tax_exempt_category: 'G' }]) },
  });
  const pages = await collect(
    store.connection.read('order', { watermark: '2026-01-05T08:00:00.000Z', signal: never() }),
  );
  const query = new URL(store.received[0]?.url ?? '', 'http://x').searchParams;
  assert.deepEqual(
    ['min_date_modified', 'sort', 'limit', 'page'].map((name) => query.get(name)),
    ['2026-01-05T07:58:00Z', 'date_modified:asc', '250', '1'],
  );
  assert.equal(store.received[0]?.headers['x-auth-token'], 'at-5ecret');
  assert.equal(store.received[0]?.headers.accept, 'application/json');
  assert.match(store.received.find(({ url }) => url.includes('/taxes'))?.url ?? '', /details=true/);
  const [record] = pages.flatMap(({ records }) => records);
  const native = record?.native as Record<string, { readonly rows: readonly unknown[] }>;
  assert.deepEqual(
    [record?.key, record?.observedAt, native.order_products?.rows.length, native.order_coupons],
    ['7', '2026-01-05T08:30:00.000Z', 2, { rows: [] }],
  );
  assert.deepEqual(native.account, { id: 57, tax_exempt_category: 'G' });
});

test('no orders at all are no orders; of a checkout that is none yet only the lines are read', async () => {
  await using none = await shop({ 'GET /v2/orders': EMPTY });
  const read = await collect(none.connection.read('order', { signal: never() }));
  assert.equal(read.flatMap(({ records }) => records).length, 0);
  assert.ok(!(none.received[0]?.url ?? '').includes('min_date_modified'));
  await using begun = await shop({
    'GET /v2/orders': { json: [order(8, { status_id: 0, customer_id: 57 })] },
    'GET /v2/orders/8/products': { json: [{ id: 1 }] },
  });
  await collect(begun.connection.read('order', { signal: never() }));
  assert.deepEqual(begun.sent(), ['GET /v2/orders', 'GET /v2/orders/8/products']);
});

describe('what answers mean', () => {
  const v3 = (status: number, title: string, errors: object = {}) => ({ status, title, type: 'about:blank', errors });
  const BODIES: readonly [status: number, json: unknown, kind: WriteOutcome['kind'], says?: RegExp][] = [
    [400, v3(400, 'Input is invalid', { '0.email': 'must be an address' }), 'rejected', /0\.email: must be an address/],
    [422, v3(422, 'JSON data is missing or invalid', { '0.first_name': 'required' }), 'rejected', /0\.first_name/],
    [422, v3(422, 'Create customers failed', { '0.email': 'email ana@example.com already in use' }), 'unknown'],
    [409, v3(409, 'The product sku is a duplicate'), 'unknown'],
    [409, v3(409, 'The product name is a duplicate'), 'rejected', /name is a duplicate/],
    [409, v3(409, 'Products would be orphaned by this'), 'rejected'],
    [207, { data: [], errors: { 0: 'not taken' } }, 'rejected'],
    [401, v3(401, 'Unauthorized'), 'halted'],
    [403, v3(403, 'You do not have the required scope'), 'halted', /required scope/],
    [405, v3(405, 'Method not allowed'), 'halted'],
    [406, v3(406, 'Not acceptable'), 'halted'],
    [413, v3(413, 'Request entity too large'), 'rejected'],
    [415, v3(415, 'Unsupported media type'), 'halted'],
    [423, v3(423, 'Locked'), 'retry'],
    [429, v3(429, 'Too many requests'), 'retry'],
    [500, v3(500, 'Server error'), 'unknown'],
    [503, v3(503, 'Maintenance'), 'retry'],
    [507, v3(507, 'Plan limit reached'), 'halted'],
  ];
  for (const [status, json, kind, says] of BODIES)
    test(`${status} ${JSON.stringify(json).slice(0, 70)} is ${kind}`, async () => {
      await using store = await shop({ 'POST /v3/customers': { status, json } });
      const outcome = await written(store.connection, 'customer.write', {
        customer: { email: 'ana@example.com', first_name: 'Ana', last_name: 'Čapek' },
        addresses: [],
      });
      assert.equal(outcome.kind, kind, JSON.stringify(outcome));
      if (says !== undefined) assert.match(JSON.stringify(outcome), says);
    });

  test('V2 tells its errors in a list', async () => {
    await using store = await shop({
      'GET /v2/orders/7': { json: order(7) },
      'PUT /v2/orders/7': { status: 400, json: [{ status: 400, message: "The field 'status_id' is invalid." }] },
    });
    const outcome = await written(store.connection, 'order.cancel', { order_id: '7' }, { id: '7' });
    assert.equal(outcome.kind, 'rejected');
    assert.match(JSON.stringify(outcome), /'status_id' is invalid/);
  });

  test('a limit says in milliseconds when it is over, or in seconds', async () => {
    for (const [headers, wait] of [
      [{ 'X-Rate-Limit-Time-Reset-Ms': '12500', 'X-Rate-Limit-Requests-Left': '0' }, 12_500],
      [{ 'X-Retry-After': '20' }, 20_000],
    ] as const) {
      await using store = await shop({
        'POST /v3/customers': { status: 429, headers, json: v3(429, 'Too many requests') },
      });
      const outcome = await written(store.connection, 'customer.write', {
        customer: { email: 'ana@example.com', first_name: 'Ana', last_name: 'Čapek' },
        addresses: [],
      });
      assert.equal(outcome.kind === 'retry' && outcome.afterMs, wait);
    }
  });

  test('an order that is not there is nobody’s; one that is shipped is not cancelled any more', async () => {
    await using store = await shop({ 'GET /v2/orders/9': { json: order(9, { status_id: 2 }) } });
    const find = (capability: string, order_id: string) =>
      store.connection.find(capability, writeRequest({ payload: { order_id } }));
    assert.equal((await find('order.find', '8')).kind, 'none');
    assert.equal((await find('order.find', '9')).kind, 'found');
    assert.equal((await find('order-to-cancel.find', '9')).kind, 'none');
  });
});

test('the ERP’s number goes alone, and only when it is another', async () => {
  await using store = await shop({
    'GET /v2/orders/7': { json: order(7, { external_order_id: 'OLD' }) },
    'PUT /v2/orders/7': ({ body }) => ({ json: { ...order(7), ...JSON.parse(body) } }),
  });
  const payload = { order_id: '7', erp_number: 'SO-1' };
  assert.equal((await written(store.connection, 'order-reference.write', payload, { id: '7' })).kind, 'done');
  assert.equal(store.sent().at(-1), 'PUT /v2/orders/7 {"external_order_id":"SO-1"}');
  await written(store.connection, 'order-reference.write', { order_id: '7', erp_number: 'OLD' }, { id: '7' });
  assert.equal(store.sent().filter((each) => each.startsWith('PUT')).length, 1);
});

test('a status that did not become Cancelled proves nothing; one that is so already is left alone', async () => {
  await using ignored = await shop({
    'GET /v2/orders/7': { json: order(7) },
    'PUT /v2/orders/7': { json: order(7) },
  });
  // The write may be repeated, so it is simply asked again.
  assert.equal((await written(ignored.connection, 'order.cancel', { order_id: '7' }, { id: '7' })).kind, 'retry');
  await using done = await shop({ 'GET /v2/orders/7': { json: order(7, { status_id: 5 }) } });
  assert.equal((await written(done.connection, 'order.cancel', { order_id: '7' }, { id: '7' })).kind, 'done');
  assert.deepEqual(done.sent(), ['GET /v2/orders/7']);
});

describe('shipments', () => {
  const LINES = [
    { id: 311, sku: 'MUG-01', order_address_id: 71, quantity: 2, quantity_shipped: 2 },
    { id: 312, sku: 'mug-01', order_address_id: 71, quantity: 3, quantity_shipped: 0 },
    { id: 313, sku: 'PEN-01', order_address_id: 71, quantity: 1, quantity_shipped: 0 },
  ];
  const payload = (more: object = {}) => ({
    order_id: '7',
    mark: 'ERP shipment S-1',
    everything: false,
    lines: [
      { sku: 'MUG-01', quantity: '2' },
      { order_line_id: '313', quantity: '1' },
    ],
    comment: 'ERP shipment S-1\nFurther parcels: 1Z2',
    parcel: { tracking_number: '1Z1', shipping_provider: 'ups' },
    ...more,
  });
  const answers = (shipments: Reply): Answers => ({
    'GET /v2/orders/7/shipments': shipments,
    'GET /v2/orders/7/products': { json: LINES },
    'POST /v2/orders/7/shipments': { status: 201, json: { id: 5, order_id: 7 } },
  });

  test('lines are found by id, else by the SKU that has pieces left', async () => {
    await using store = await shop(answers(EMPTY));
    assert.equal((await written(store.connection, 'shipment.write', payload(), { id: '7' })).kind, 'done');
    assert.deepEqual(JSON.parse(store.received.at(-1)?.body ?? ''), {
      order_address_id: 71,
      items: [
        { order_product_id: 312, quantity: 2 },
        { order_product_id: 313, quantity: 1 },
      ],
      comments: 'ERP shipment S-1\nFurther parcels: 1Z2',
      tracking_number: '1Z1',
      shipping_provider: 'ups',
    });
  });

  test('all that is left', async () => {
    await using store = await shop(answers(EMPTY));
    await written(store.connection, 'shipment.write', payload({ everything: true, lines: [] }), { id: '7' });
    assert.deepEqual(JSON.parse(store.received.at(-1)?.body ?? '').items, [
      { order_product_id: 312, quantity: 3 },
      { order_product_id: 313, quantity: 1 },
    ]);
  });

  for (const [what, shipment] of [
    ['whose comments name it', { id: 5, comments: 'ERP shipment S-1\nFurther parcels: 1Z2', tracking_number: '' }],
    ['that has its tracking number', { id: 5, comments: '', tracking_number: '1Z1' }],
  ] as const)
    test(`a shipment ${what} is the shipment itself, and the buyer is mailed once`, async () => {
      await using store = await shop(answers({ json: [shipment] }));
      assert.equal((await written(store.connection, 'shipment.write', payload(), { id: '7' })).kind, 'done');
      assert.equal(store.sent().filter((each) => each.startsWith('POST')).length, 0);
    });

  test('one whose number begins alike is another', async () => {
    await using store = await shop(answers({ json: [{ id: 4, comments: 'ERP shipment S-10', tracking_number: '' }] }));
    await written(store.connection, 'shipment.write', payload(), { id: '7' });
    assert.equal(store.sent().filter((each) => each.startsWith('POST')).length, 1);
  });
});

test('an invoice is told in metafields: new ones are made, others changed, the same ones left alone', async () => {
  const known = [
    { id: 1, key: 'invoice_number', value: 'INV-1' },
    { id: 2, key: 'invoice_status', value: 'open' },
  ];
  await using store = await shop(
    {
      'GET /v3/orders/7/metafields': { json: page(known) },
      'GET /v3/orders/8/metafields': { json: page([]) },
      'POST /v3/orders/7/metafields': ({ body }) => ({ json: { data: JSON.parse(body) } }),
      'POST /v3/orders/8/metafields': ({ body }) => ({ json: { data: JSON.parse(body) } }),
      'PUT /v3/orders/7/metafields/2': ({ body }) => ({ json: { data: { id: 2, ...JSON.parse(body) } } }),
    },
    { invoice_visibility: 'app_only' },
  );
  const fields = [
    { key: 'invoice_number', value: 'INV-1' },
    { key: 'invoice_status', value: 'paid' },
    { key: 'invoice.INV-1', value: 'paid' },
  ];
  const outcome = await written(
    store.connection,
    'invoice.write',
    { order_id: '7', other_orders: ['8'], fields },
    { id: '7' },
  );
  assert.equal(outcome.kind, 'done', JSON.stringify(outcome));
  const field = (key: string, value: string) =>
    JSON.stringify({ namespace: 'erp', key, value, permission_set: 'app_only', description: 'Written from the ERP' });
  assert.deepEqual(store.sent(), [
    'GET /v3/orders/7/metafields',
    'GET /v3/orders/8/metafields',
    `POST /v3/orders/7/metafields ${field('invoice.INV-1', 'paid')}`,
    `POST /v3/orders/8/metafields ${field('invoice_number', 'INV-1')}`,
    `POST /v3/orders/8/metafields ${field('invoice_status', 'paid')}`,
    `POST /v3/orders/8/metafields ${field('invoice.INV-1', 'paid')}`,
    'PUT /v3/orders/7/metafields/2 {"value":"paid"}',
  ]);
});

describe('products', () => {
  const payload = (more: object = {}) => ({
    sku: 'MUG-01',
    product: { sku: 'MUG-01', name: 'Ceramic mug', price: 12.5 },
    variant: { purchasing_disabled: false, price: 12.5 },
    ...more,
  });

  test('a SKU is a product’s own, or that of a variant with options', async () => {
    await using store = await shop({
      'GET /v3/catalog/products': { json: page([]) },
      'GET /v3/catalog/variants': { json: page([{ id: 402, product_id: 210, sku: 'mug-01' }]) },
    });
    const found = await store.connection.find('product.find', writeRequest({ payload: payload() }));
    assert.deepEqual(found, { kind: 'found', target: { id: '210/402', number: 'mug-01' } });
  });

  test('a new one is tracked, and in the categories of the ERP', async () => {
    await using store = await shop({
      'POST /v3/catalog/products': ({ body }) => ({ json: { data: { id: 210, ...JSON.parse(body) } } }),
    });
    const outcome = await written(store.connection, 'product.write', payload({ categories: ['23'] }));
    assert.deepEqual(outcome, { kind: 'done', target: { id: '210', number: 'MUG-01' } });
    assert.deepEqual(JSON.parse(store.received.at(-1)?.body ?? ''), {
      type: 'physical',
      weight: 0,
      inventory_tracking: 'product',
      sku: 'MUG-01',
      name: 'Ceramic mug',
      price: 12.5,
      categories: [23],
    });
  });

  test('a list of categories is replaced as a whole: those of staff go along, those that the ERP left go', async () => {
    await using store = await shop({
      'GET /v3/catalog/products/210': { json: { data: { id: 210, categories: [5, 23, 24] } } },
      'GET /v3/catalog/trees/categories': (_request, url) => {
        assert.equal(url.searchParams.get('category_id:in'), '5,23,24');
        return {
          json: page([
            { category_id: 5, url: { path: '/sale/' } },
            { category_id: 23, url: { path: '/erp-home/' } },
            { category_id: 24, url: { path: '/erp-office/' } },
          ]),
        };
      },
      'PUT /v3/catalog/products/210': ({ body }) => ({ json: { data: { id: 210, ...JSON.parse(body) } } }),
    });
    await written(store.connection, 'product.write', payload({ categories: ['24', '26'] }), { id: '210' });
    assert.deepEqual(JSON.parse(store.received.at(-1)?.body ?? '').categories, [5, 24, 26]);
  });

  test('what the ERP does not say of categories is left alone', async () => {
    await using store = await shop({
      'PUT /v3/catalog/products/210': ({ body }) => ({ json: { data: { id: 210, ...JSON.parse(body) } } }),
    });
    await written(store.connection, 'product.write', payload(), { id: '210' });
    assert.deepEqual(store.sent(), ['PUT /v3/catalog/products/210 {"sku":"MUG-01","name":"Ceramic mug","price":12.5}']);
  });

  test('of a variant only what is its own is written, its price with a proof', async () => {
    await using store = await shop({
      'PUT /v3/catalog/variants': ({ body }) => ({ json: { data: JSON.parse(body) } }),
    });
    await written(store.connection, 'product.write', payload({ categories: ['24'] }), { id: '210/402' });
    const prices = { price: 9.9, sale_price: 0 };
    await written(store.connection, 'price.write', { sku: 'MUG-01', prices }, { id: '210/402' });
    assert.deepEqual(store.sent(), [
      'PUT /v3/catalog/variants [{"purchasing_disabled":false,"price":12.5,"id":402}]',
      'PUT /v3/catalog/variants [{"price":9.9,"sale_price":0,"id":402}]',
    ]);
  });
});

test('price lists get a record or lose it, by article and currency; a list that is not there is a refusal', async () => {
  await using store = await shop(
    {
      'PUT /v3/catalog/products/210': ({ body }) => ({ json: { data: { id: 210, ...JSON.parse(body) } } }),
      'PUT /v3/pricelists/1/records': { json: { data: [], meta: { saved_records: [] } } },
      'DELETE /v3/pricelists/2/records': EMPTY,
    },
    { currency: 'EUR' },
  );
  const record = { sku: 'MUG-01', currency: 'eur', price: 12.5, sale_price: null, bulk_pricing_tiers: [] };
  const set = (lists: readonly object[]) =>
    written(store.connection, 'price.write', { sku: 'MUG-01', prices: { price: 12.5 }, lists }, { id: '210' });
  assert.equal((await set([{ id: '1', record }, { id: '2' }])).kind, 'done');
  assert.deepEqual(store.sent().slice(1), [
    `PUT /v3/pricelists/1/records ${JSON.stringify([record])}`,
    'DELETE /v3/pricelists/2/records',
  ]);
  assert.deepEqual(
    [...new URL(store.received.at(-1)?.url ?? '', 'http://x').searchParams],
    [
      ['sku:in', 'MUG-01'],
      ['currency', 'eur'],
    ],
  );
  for (const lists of [[{ id: '9', record }], [{ id: '9' }]]) assert.equal((await set(lists)).kind, 'rejected');
});

describe('stock', () => {
  const item = (settings: object) => ({
    identity: { sku: 'MUG-01' },
    locations: [{ location_id: 1, available_to_sell: 1, settings }],
  });
  const taken: Reply = { json: { transaction_id: 't1', meta: {} } };
  const payload = { sku: 'MUG-01', tracked: true, quantity: 35 };
  const body = (quantity: number) =>
    `{"reason":"ERP stock","items":[{"location_id":1,"sku":"MUG-01","quantity":${quantity}}]}`;

  test('what is held back goes on top, so that the figure is what the store offers', async () => {
    await using store = await shop({
      'GET /v3/inventory/items': { json: page([item({ safety_stock: 10 })]) },
      'PUT /v3/inventory/adjustments/absolute': taken,
    });
    assert.equal((await written(store.connection, 'stock.write', payload, { id: '210' })).kind, 'done');
    assert.deepEqual(store.sent(), ['GET /v3/inventory/items', `PUT /v3/inventory/adjustments/absolute ${body(45)}`]);
  });

  test('what is not counted yet is counted from now on', async () => {
    await using store = await shop({
      'GET /v3/inventory/items': { json: page([]) },
      'PUT /v3/catalog/products/210': ({ body: sent }) => ({ json: { data: { id: 210, ...JSON.parse(sent) } } }),
      'PUT /v3/inventory/adjustments/absolute': taken,
    });
    await written(store.connection, 'stock.write', payload, { id: '210/402' });
    assert.deepEqual(store.sent().slice(1), [
      'PUT /v3/catalog/products/210 {"inventory_tracking":"variant"}',
      `PUT /v3/inventory/adjustments/absolute ${body(35)}`,
    ]);
  });

  test('what is never counted is available or not', async () => {
    await using store = await shop({
      'PUT /v3/catalog/products/210': ({ body: sent }) => ({ json: { data: { id: 210, ...JSON.parse(sent) } } }),
    });
    await written(store.connection, 'stock.write', { sku: 'A', tracked: false, in_stock: false }, { id: '210' });
    assert.deepEqual(store.sent(), [
      'PUT /v3/catalog/products/210 {"inventory_tracking":"none","availability":"disabled"}',
    ]);
  });
});

test('a category is found by its address, made in its tree or below its parent, and keeps both', async () => {
  await using store = await shop({
    'GET /v3/catalog/trees/categories': {
      json: page([{ category_id: 5, name: 'Renamed', url: { path: '/erp-tools/' } }]),
    },
    'POST /v3/catalog/trees/categories': ({ body }) => ({
      json: { data: [{ category_id: 9, ...JSON.parse(body)[0] }] },
    }),
    'PUT /v3/catalog/trees/categories': EMPTY,
    'DELETE /v3/catalog/trees/categories': EMPTY,
  });
  const find = (url_path: string) =>
    store.connection.find('category.find', writeRequest({ payload: { url_path, category: { name: 'Tools' } } }));
  assert.deepEqual(await find('/erp-tools/'), { kind: 'found', target: { id: '5', number: 'Renamed' } });
  assert.equal((await find('/erp-saws/')).kind, 'none');
  const made = { url_path: '/erp-saws/', category: { name: 'Saws' } };
  await written(store.connection, 'category.write', { ...made, parent_id: '5' });
  await written(store.connection, 'category.write', made);
  await written(store.connection, 'category.write', made, { id: '9' });
  await written(store.connection, 'category.delete', { id: '9' }, { id: '9' });
  const url = '"url":{"path":"/erp-saws/","is_customized":true},"name":"Saws"';
  assert.deepEqual(store.sent().slice(2), [
    `POST /v3/catalog/trees/categories [{"parent_id":5,"is_visible":true,${url}}]`,
    `POST /v3/catalog/trees/categories [{"tree_id":1,"is_visible":true,${url}}]`,
    'PUT /v3/catalog/trees/categories [{"name":"Saws","category_id":9}]',
    'DELETE /v3/catalog/trees/categories',
  ]);
});

test('an account is made with its address; of a known one the first address is changed', async () => {
  const address = { first_name: 'Ana', last_name: 'Lee', address1: 'Rue 1', city: 'Lyon', country_code: 'FR' };
  const payload = { customer: { email: 'ana@example.com', first_name: 'Ana', last_name: 'Lee' }, addresses: [address] };
  await using store = await shop({
    'POST /v3/customers': ({ body }) => ({ json: { data: [{ id: 58, ...JSON.parse(body)[0] }] } }),
    'PUT /v3/customers': ({ body }) => ({ json: { data: JSON.parse(body) } }),
    'GET /v3/customers/addresses': { json: page([{ id: 11 }, { id: 12 }]) },
    'PUT /v3/customers/addresses': ({ body }) => ({ json: { data: JSON.parse(body) } }),
  });
  assert.deepEqual(await written(store.connection, 'customer.write', payload), {
    kind: 'done',
    target: { id: '58', number: 'ana@example.com' },
  });
  assert.deepEqual(JSON.parse(store.received[0]?.body ?? ''), [{ ...payload.customer, addresses: [address] }]);
  await written(store.connection, 'customer.write', payload, { id: '58' });
  assert.deepEqual(JSON.parse(store.received.at(-1)?.body ?? ''), [{ ...address, id: 11 }]);
});

test('a refund comes with the order, lines and taxes that it is told in', async () => {
  const refund = { id: 9, order_id: 7, created: '2026-01-05T08:30:00Z', total_amount: 5, total_tax: 0, items: [] };
  await using store = await shop({
    'GET /v3/orders/payment_actions/refunds': { json: page([refund]) },
    'GET /v2/orders/7': { json: order(7) },
    'GET /v2/orders/7/products': { json: [{ id: 311 }] },
    'GET /v2/orders/7/taxes': EMPTY,
  });
  const pages = await collect(
    store.connection.read('refund', { watermark: '2026-01-05T08:00:00.000Z', signal: never() }),
  );
  const query = new URL(store.received[0]?.url ?? '', 'http://x').searchParams;
  assert.equal(query.get('created:min'), '2026-01-05T07:58:00Z');
  const native = pages.flatMap(({ records }) => records)[0]?.native as Record<string, unknown>;
  assert.deepEqual(native, {
    ...refund,
    order: order(7),
    order_products: { rows: [{ id: 311 }] },
    order_taxes: { rows: [] },
  });
});

test('each transaction of an order is a payment; what settles one that took the money already is not another', async () => {
  const settled = { id: 93, event: 'settled', status: 'ok', reference_transaction_id: 92 };
  await using store = await shop({
    'GET /v2/orders': { json: [order(7), order(8), order(9), order(10, { status_id: 0 })] },
    'GET /v3/orders/7/transactions': {
      json: page([
        { id: 91, event: 'authorization', status: 'ok' },
        { id: 92, event: 'capture', status: 'ok' },
        settled,
      ]),
    },
    'GET /v3/orders/8/transactions': EMPTY,
    'GET /v3/orders/9/transactions': {
      json: page(
        [
          { id: 94, event: 'pending', status: 'ok' },
          { ...settled, id: 95, reference_transaction_id: 94 },
        ],
        300,
      ),
    },
  });
  const pages = await collect(store.connection.read('payment', { signal: never() }));
  const records = pages.flatMap((each) => each.records);
  assert.deepEqual(
    records.map(({ key, label }) => [String(key), label]),
    [
      ['91', '7'],
      ['92', '7'],
      ['94', '9'],
      ['95', '9'],
    ],
  );
  const [native] = records.slice(3).map((each) => each.native as { readonly order: unknown });
  assert.deepEqual(native?.order, {
    id: 9,
    status_id: 11,
    date_modified: 'Mon, 05 Jan 2026 08:30:00 +0000',
    transactions: [
      { event: 'pending', status: 'ok' },
      { event: 'settled', status: 'ok', acts_on: 94 },
    ],
    transactions_in_all: 300,
  });
  assert.ok(!store.sent().some((each) => each.includes('/10/')), 'a checkout that is no order yet is not asked about');
});

test('a webhook is proven by the client secret as it is written, and told once whatever comes again', async () => {
  await using store = await shop({});
  const body = JSON.stringify({
    scope: 'store/order/statusUpdated',
    data: { type: 'order', id: 173331, status: { previous_status_id: 0, new_status_id: 11 } },
    hash: '7ee67cd1cf2ca60bc1aa9e5fe957d2de373be4ca',
    created_at: 1_767_603_600,
    producer: 'stores/abc123',
  });
  const time = String(Date.parse('2026-01-05T09:00:00Z') / 1000);
  const judged = (secret: string, id = 'msg_1') =>
    store.connection.events?.judge({
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': time,
        'webhook-signature': `v1,${createHmac('sha256', secret).update(`${id}.${time}.${body}`).digest('base64')}`,
      },
      query: {},
      body: new TextEncoder().encode(body),
    });
  const verdict = await judged('cs-5ecret');
  assert.ok(verdict?.kind === 'told');
  assert.deepEqual(
    verdict.changes.map(({ event, key }) => [event, key]),
    [['order.changed', '173331']],
  );
  const again = await judged('cs-5ecret', 'msg_2');
  assert.ok(again?.kind === 'told');
  assert.equal(again.changes[0]?.identity, verdict.changes[0]?.identity);
  assert.equal((await judged('another'))?.kind, 'refused');
});
