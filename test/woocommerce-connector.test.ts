/** What the WooCommerce connector really sends, against a server on 127.0.0.1 that answers in the captured shapes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type LoopbackServer,
  loopbackServer,
  type Received,
  type Reply,
} from '../src/connector/testing/loopback-server.ts';
import { collect, never, writeRequest } from '../src/connector/testing/test-connection.ts';
import type { Connection } from '../src/model/connection.ts';
import { connected, written } from './connected.ts';
import { shippedConnector } from './shipped-connector.ts';

const { connector, defaults: options } = shippedConnector('woocommerce');

interface Shop extends AsyncDisposable {
  readonly connection: Connection;
  /** Method, path and body of every request, without the API's base. */
  readonly sent: () => string[];
  readonly received: LoopbackServer['received'];
}

/** Answers by `METHOD /path` without query; what is not listed is an unknown route. */
async function shop(answers: Record<string, Reply | ((request: Received, url: URL) => Reply)>): Promise<Shop> {
  const server = await loopbackServer((request) => {
    const url = new URL(request.url, 'http://shop.example.com');
    const answer = answers[`${request.method} ${url.pathname.replace('/wp-json/wc/v3', '')}`];
    if (answer === undefined) {
      return {
        status: 404,
        json: { code: 'woocommerce_rest_shop_order_invalid_id', message: 'Invalid ID.', data: { status: 404 } },
      };
    }
    return typeof answer === 'function' ? answer(request, url) : answer;
  });
  const open = connected(server, connector, {
    name: 'shop',
    credentials: { consumer_key: 'ck_1', consumer_secret: 'cs_1' },
    options,
  });
  return {
    ...open,
    received: server.received,
    sent: () =>
      server.received.map(
        ({ method, url, body }) =>
          `${method} ${decodeURIComponent(url.replace('/wp-json/wc/v3', '').replace(/\?.*/, ''))}${body === '' ? '' : ` ${body}`}`,
      ),
  };
}

test('orders are asked for by time of change, in listed statuses, with fractions of a cent', async () => {
  await using woo = await shop({
    'GET /orders': {
      headers: { 'x-wp-totalpages': '1' },
      json: [{ id: 20, number: '20', date_modified_gmt: '2026-01-05T08:30:00' }],
    },
  });
  const pages = await collect(woo.connection.read('order', { watermark: '2026-01-05T08:00:00.000Z', signal: never() }));
  const query = new URL(woo.received[0]?.url ?? '', 'http://x').searchParams;
  assert.equal(query.get('modified_after'), '2026-01-05T07:58:00', 'two minutes back, no zone');
  assert.equal(query.get('dates_are_gmt'), 'true');
  assert.equal(query.get('dp'), '6');
  assert.equal(query.get('status'), 'pending,processing,on-hold,completed,cancelled,refunded,failed');
  assert.equal(`${query.get('orderby')} ${query.get('order')} ${query.get('per_page')}`, 'modified asc 100');
  assert.deepEqual(
    pages.flatMap(({ records }) => records.map(({ key, label }) => `${key} ${label}`)),
    ['20 20'],
  );
  assert.equal(pages.at(-1)?.watermark, '2026-01-05T08:30:00.000Z');
});

test('the ERP’s number goes into meta data, and nothing else goes with it', async () => {
  const meta_data = [{ key: 'erp_order_number', value: 'SO-1' }];
  await using woo = await shop({
    'PUT /orders/20': { json: { id: 20, number: '20', meta_data: [{ id: 43, ...meta_data[0] }] } },
  });
  const outcome = await written(woo.connection, 'order-reference.write', { order_id: '20', meta_data });
  assert.deepEqual(outcome, { kind: 'done', target: { id: '20', number: '20' } });
  assert.deepEqual(woo.sent(), [`PUT /orders/20 ${JSON.stringify({ meta_data })}`]);
});

test('an answer without the number that was written proves nothing', async () => {
  await using woo = await shop({ 'PUT /orders/20': { json: { id: 20, number: '20', meta_data: [] } } });
  const outcome = await written(woo.connection, 'order-reference.write', {
    order_id: '20',
    meta_data: [{ key: 'erp_order_number', value: 'SO-1' }],
  });
  assert.equal(outcome.kind, 'retry');
});

test('an order is found by id only when its number is right, else by search and comparison', async () => {
  await using woo = await shop({
    'GET /orders/1060': { json: { id: 1060, number: 'W-7', status: 'processing' } },
    'GET /orders': {
      json: [
        { id: 11, number: 'W-10600', status: 'processing' },
        { id: 12, number: '1060', status: 'processing' },
      ],
    },
  });
  const find = (payload: unknown) => woo.connection.find('order.find', writeRequest({ payload }));
  assert.deepEqual(await find({ order_id: '1060', order_number: '1060' }), {
    kind: 'found',
    target: { id: '12', number: '1060', kept: { status: 'processing' } },
  });
  assert.equal((await find({ order_number: 'W-9' })).kind, 'none');
});

test('a completed order is not found for cancelling, one in processing is cancelled', async () => {
  await using woo = await shop({
    'GET /orders/1': { json: { id: 1, number: '1', status: 'completed' } },
    'GET /orders/2': { json: { id: 2, number: '2', status: 'processing' } },
    'GET /orders': { json: [] },
    'PUT /orders/2': { json: { id: 2, number: '2', status: 'cancelled' } },
  });
  const find = (id: string) =>
    woo.connection.find('order.cancel', writeRequest({ payload: { order_id: id, order_number: id } }));
  assert.equal((await find('1')).kind, 'none');
  const found = await find('2');
  assert.ok(found.kind === 'found');
  assert.equal((await written(woo.connection, 'order.cancel', {}, found.target)).kind, 'done');
  assert.equal(woo.sent().at(-1), 'PUT /orders/2 {"status":"cancelled"}');
});

test('an order that cancelling left as it was does not count as cancelled', async () => {
  await using woo = await shop({ 'PUT /orders/2': { json: { id: 2, number: '2', status: 'processing' } } });
  assert.equal((await written(woo.connection, 'order.cancel', {}, { id: '2' })).kind, 'retry');
});

test('stock of a variation is written to the variation, of a product to the product', async () => {
  await using woo = await shop({
    'GET /products': (_request, url) => ({
      json:
        url.searchParams.get('sku') === 'HOOD-L'
          ? [{ id: 17, sku: 'HOOD-L', type: 'variation', parent_id: 15 }]
          : [{ id: 10, sku: 'MUG-01', type: 'simple', parent_id: 0 }],
    }),
    'PUT /products/15/variations/17': { json: { id: 17, parent_id: 15, stock_quantity: 9 } },
    'PUT /products/10': { json: { id: 10, stock_quantity: 42 } },
  });
  for (const [sku, stock_quantity, id] of [
    ['HOOD-L', 9, '15/17'],
    ['MUG-01', 42, '10'],
  ] as const) {
    const payload = { sku, fields: { manage_stock: true, stock_quantity } };
    const found = await woo.connection.find('stock.write', writeRequest({ payload }));
    assert.deepEqual(found, { kind: 'found', target: { id, number: sku } });
    assert.ok(found.kind === 'found');
    assert.equal((await written(woo.connection, 'stock.write', payload, found.target)).kind, 'done');
  }
  assert.deepEqual(
    woo.sent().filter((each) => each.startsWith('PUT')),
    [
      'PUT /products/15/variations/17 {"manage_stock":true,"stock_quantity":9}',
      'PUT /products/10 {"manage_stock":true,"stock_quantity":42}',
    ],
  );
});

test('a figure that the shop did not take is not done', async () => {
  await using woo = await shop({ 'PUT /products/10': { json: { id: 10, stock_quantity: 96 } } });
  const outcome = await written(
    woo.connection,
    'stock.write',
    { sku: 'MUG-01', fields: { manage_stock: true, stock_quantity: 42 } },
    { id: '10' },
  );
  assert.equal(outcome.kind, 'retry');
});

const product = {
  sku: 'MUG-01',
  product: {
    sku: 'MUG-01',
    name: 'Mug',
    type: 'simple',
    status: 'publish',
    images: [{ src: 'https://img.example.com/1.jpg' }],
    categories: [{ id: 17 }, { id: 18 }],
    meta_data: [{ key: 'erp_category_ids', value: '17,18' }],
  },
  variation: { status: 'publish' },
  variations: [],
};

test('an update of a product keeps what the shop added, and its pictures and type', async () => {
  await using woo = await shop({
    'GET /products/10': {
      json: {
        id: 10,
        categories: [{ id: 5, slug: 'gifts' }, { id: 9 }, { id: 17 }, { id: 15, slug: 'uncategorized' }],
        images: [{ id: 1 }],
        meta_data: [{ id: 3, key: 'erp_category_ids', value: '9,17' }],
      },
    },
    'PUT /products/10': { json: { id: 10, sku: 'MUG-01' } },
  });
  assert.equal((await written(woo.connection, 'product.write', product, { id: '10' })).kind, 'done');
  const body = JSON.parse(woo.received.at(-1)?.body ?? '{}');
  assert.deepEqual(
    body.categories,
    [{ id: 5 }, { id: 17 }, { id: 18 }],
    '5 is the shop’s, 9 was taken back by the ERP, 15 is nobody’s choice',
  );
  assert.ok(!('type' in body) && !('images' in body));
  assert.equal(body.name, 'Mug');
});

test('a product in one category, from no category, gets a list of one and its first picture', async () => {
  await using woo = await shop({
    'GET /products/10': { json: { id: 10, categories: [], images: [], meta_data: [] } },
    'PUT /products/10': { json: { id: 10, sku: 'MUG-01' } },
  });
  const one = { ...product, product: { ...product.product, categories: [{ id: 17 }] } };
  assert.equal((await written(woo.connection, 'product.write', one, { id: '10' })).kind, 'done');
  const body = JSON.parse(woo.received.at(-1)?.body ?? '{}');
  assert.deepEqual(body.categories, [{ id: 17 }]);
  assert.equal(body.images.length, 1);
});

test('a variable product gets the variations that it lacks, and the others are updated', async () => {
  const variations = [
    { sku: 'H-M', status: 'publish', attributes: [] },
    { sku: 'H-L', status: 'publish', attributes: [] },
  ];
  const payload = {
    sku: 'H',
    product: { sku: 'H', name: 'Hoodie', type: 'variable', status: 'publish' },
    variation: { status: 'publish' },
    variations,
  };
  await using woo = await shop({
    'GET /products/15': { json: { id: 15, categories: [], images: [], meta_data: [] } },
    'PUT /products/15': { json: { id: 15, sku: 'H' } },
    'POST /products': { status: 201, json: { id: 15, sku: 'H' } },
    'GET /products/15/variations': { json: [{ id: 16, sku: 'H-M' }] },
    'POST /products/15/variations': { status: 201, json: { id: 17, sku: 'H-L' } },
    'PUT /products/15/variations/16': { json: { id: 16, sku: 'H-M' } },
  });
  assert.equal((await written(woo.connection, 'product.write', payload, { id: '15' })).kind, 'done');
  assert.deepEqual(woo.sent().slice(2), [
    'GET /products/15/variations',
    `POST /products/15/variations ${JSON.stringify(variations[1])}`,
    `PUT /products/15/variations/16 ${JSON.stringify(variations[0])}`,
  ]);
  const created = await written(woo.connection, 'product.write', payload);
  assert.deepEqual(created, { kind: 'done', target: { id: '15', number: 'H' } });
});

test('an ERP item that is a variation here is updated as one', async () => {
  await using woo = await shop({
    'PUT /products/15/variations/17': { json: { id: 17, parent_id: 15, sku: 'HOOD-L' } },
  });
  const payload = { ...product, sku: 'HOOD-L', variation: { status: 'publish', regular_price: '41.50' } };
  assert.equal(
    (await written(woo.connection, 'product.write', payload, { id: '15/17', number: 'HOOD-L' })).kind,
    'done',
  );
  assert.deepEqual(woo.sent(), ['PUT /products/15/variations/17 {"status":"publish","regular_price":"41.50"}']);
});

test('a SKU that is taken is looked up, not created again', async () => {
  await using woo = await shop({
    'POST /products': {
      status: 400,
      json: {
        code: 'product_invalid_sku',
        message: 'Invalid or duplicated SKU.',
        data: { status: 400, resource_id: 10, unique_sku: 'MUG-01-1' },
      },
    },
  });
  assert.equal((await written(woo.connection, 'product.write', product)).kind, 'unknown');
});

test('a shipment adds its numbers to those of the order, and tells the buyer once', async () => {
  let shipments = 'S-1';
  await using woo = await shop({
    'GET /orders/20': () => ({
      json: {
        id: 20,
        number: '20',
        meta_data: [
          { key: 'erp_shipments', value: shipments },
          { key: 'erp_tracking_number', value: 'T1' },
        ],
      },
    }),
    'PUT /orders/20': { json: { id: 20, number: '20', status: 'completed' } },
    'POST /orders/20/notes': { status: 201, json: { id: 30 } },
  });
  const payload = {
    variant: 'meta',
    order_id: '20',
    order_number: '20',
    shipment: 'S-2',
    trackings: [{ tracking_number: 'T2' }, { tracking_number: 'T1' }],
    carrier: 'ups',
    complete: true,
    note: 'Shipped: T2',
    note_to_buyer: true,
  };
  assert.equal((await written(woo.connection, 'shipment.write', payload, { id: '20' })).kind, 'done');
  assert.deepEqual(woo.sent(), [
    'GET /orders/20',
    'PUT /orders/20 {"meta_data":[{"key":"erp_shipments","value":"S-1 S-2"},{"key":"erp_tracking_number","value":"T1,T2"},{"key":"erp_carrier","value":"ups"}],"status":"completed"}',
    'POST /orders/20/notes {"note":"Shipped: T2","customer_note":true}',
  ]);
  shipments = 'S-1 S-2';
  assert.equal((await written(woo.connection, 'shipment.write', payload, { id: '20' })).kind, 'done');
  assert.equal(
    woo.sent().filter((each) => each.startsWith('POST')).length,
    1,
    'the second time only meta data is written',
  );
});

test('the first shipment of an order, and one without a parcel', async () => {
  await using woo = await shop({
    'GET /orders/20': { json: { id: 20, number: '20', meta_data: [] } },
    'PUT /orders/20': { json: { id: 20, number: '20', status: 'processing' } },
    'POST /orders/20/notes': { status: 201, json: { id: 30 } },
  });
  const payload = {
    variant: 'meta',
    order_id: '20',
    shipment: 'S-1',
    trackings: [],
    complete: false,
    note: 'Shipped',
    note_to_buyer: false,
  };
  assert.equal((await written(woo.connection, 'shipment.write', payload, { id: '20' })).kind, 'done');
  assert.equal(woo.sent()[1], 'PUT /orders/20 {"meta_data":[{"key":"erp_shipments","value":"S-1"}]}');
});

test('with the Shipment Tracking extension only parcels that it does not know are added', async () => {
  const path = '/wp-json/wc-shipment-tracking/v3/orders/20/shipment-trackings';
  await using woo = await shop({
    'GET /orders/20': { json: { id: 20, number: '20', meta_data: [] } },
    [`GET ${path}`]: { json: [{ tracking_id: 'a', tracking_number: 'T1' }] },
    [`POST ${path}`]: { status: 201, json: { tracking_id: 'b', tracking_number: 'T2' } },
    'PUT /orders/20': { json: { id: 20, number: '20', status: 'processing' } },
  });
  const payload = {
    variant: 'shipment-tracking',
    order_id: '20',
    shipment: 'S-1',
    trackings: [{ tracking_number: 'T1' }, { tracking_number: 'T2' }],
    complete: false,
    note: 'Shipped',
    note_to_buyer: true,
  };
  assert.equal((await written(woo.connection, 'shipment.write', payload, { id: '20' })).kind, 'done');
  assert.deepEqual(
    woo.sent().filter((each) => each.startsWith('POST')),
    [`POST ${path} {"tracking_number":"T2"}`],
  );
});

test('an invoice goes to every order that it bills, and its note only to a new one', async () => {
  await using woo = await shop({
    'GET /orders/11': { json: { id: 11, number: 'W-1', meta_data: [{ key: 'erp_invoice_number', value: 'OLD' }] } },
    'PUT /orders/11': { json: { id: 11, number: 'W-1' } },
    'PUT /orders/12': { json: { id: 12, number: 'W-2' } },
    'POST /orders/11/notes': { status: 201, json: { id: 1 } },
  });
  const meta_data = [{ key: 'erp_invoice_number', value: 'INV-1' }];
  const payload = {
    order_id: '11',
    order_number: 'W-1',
    other_orders: [{ order_id: '12' }],
    invoice_number: 'INV-1',
    meta_data,
    note: 'Invoice',
    note_to_buyer: true,
  };
  assert.equal((await written(woo.connection, 'invoice.write', payload, { id: '11' })).kind, 'done');
  assert.deepEqual(woo.sent(), [
    'GET /orders/11',
    `PUT /orders/11 ${JSON.stringify({ meta_data })}`,
    `PUT /orders/12 ${JSON.stringify({ meta_data })}`,
    'POST /orders/11/notes {"note":"Invoice","customer_note":true}',
  ]);
});

test('an order with a SKU that the shop lacks is rejected before anything is created', async () => {
  await using woo = await shop({ 'GET /products': { json: [] } });
  const payload = {
    source_system: 'shopify',
    source_order_number: '#1',
    order: { line_items: [{ sku: 'GONE', quantity: 1 }] },
  };
  assert.equal((await written(woo.connection, 'order.write', payload)).kind, 'rejected');
  assert.deepEqual(woo.sent(), ['GET /products']);
});

test('a pushed order is created once its SKUs are known, and found again by its origin', async () => {
  const order = { created_via: 'pipewright', line_items: [{ sku: 'PEN-01', quantity: 2 }] };
  const pushed = {
    id: 28,
    number: '28',
    line_items: [{ product_id: 13 }],
    meta_data: [
      { key: 'source_system', value: 'shopify' },
      { key: 'source_order_number', value: '#1' },
    ],
  };
  await using woo = await shop({
    'GET /products': { json: [{ id: 13, sku: 'PEN-01' }] },
    'POST /orders': { status: 201, json: pushed },
    'GET /orders': { headers: { 'x-wp-totalpages': '1' }, json: [{ id: 27, number: '27', meta_data: [] }, pushed] },
  });
  const payload = { source_system: 'shopify', source_order_number: '#1', order };
  assert.deepEqual(await written(woo.connection, 'order.write', payload), {
    kind: 'done',
    target: { id: '28', number: '28' },
  });
  assert.equal(woo.sent().at(-1), `POST /orders ${JSON.stringify(order)}`);
  const found = await woo.connection.find('order.write', writeRequest({ payload }));
  assert.deepEqual(found, { kind: 'found', target: { id: '28', number: '28' } });
});

test('a created order with a line that lost its product is looked up, not taken for done', async () => {
  await using woo = await shop({
    'GET /products': { json: [{ id: 13, sku: 'PEN-01' }] },
    'POST /orders': { status: 201, json: { id: 27, number: '27', line_items: [{ product_id: 0, sku: null }] } },
  });
  const payload = {
    source_system: 'shopify',
    source_order_number: '#1',
    order: { line_items: [{ sku: 'PEN-01', quantity: 2 }] },
  };
  assert.equal((await written(woo.connection, 'order.write', payload)).kind, 'unknown');
});

test('customers are found by e-mail in any case, among all roles', async () => {
  await using woo = await shop({ 'GET /customers': { json: [{ id: 5, email: 'new1@example.com' }] } });
  const found = await woo.connection.find('customer.write', writeRequest({ payload: { email: 'NEW1@example.com' } }));
  assert.deepEqual(found, { kind: 'found', target: { id: '5', number: 'new1@example.com' } });
  assert.equal(new URL(woo.received[0]?.url ?? '', 'http://x').searchParams.get('role'), 'all');
});

test('a category that is gone already counts as deleted', async () => {
  await using woo = await shop({
    'DELETE /products/categories/17': {
      status: 404,
      json: { code: 'woocommerce_rest_term_invalid', message: 'Resource does not exist.', data: { status: 404 } },
    },
    'DELETE /products/categories/18': { json: { id: 18, slug: 'fax' } },
  });
  assert.equal((await written(woo.connection, 'category.delete', { slug: 'x' }, { id: '17' })).kind, 'done');
  assert.equal((await written(woo.connection, 'category.delete', { slug: 'fax' }, { id: '18' })).kind, 'done');
  assert.ok(woo.received.every(({ url }) => url.endsWith('force=true')));
});

test('categories are translated by slug and by name', async () => {
  await using woo = await shop({
    'GET /products/categories': {
      headers: { 'x-wp-totalpages': '1' },
      json: [{ id: 17, slug: 'fasteners', name: 'Nuts &amp; Bolts' }],
    },
  });
  assert.equal((await woo.connection.reference('categories', false, never())).get('fasteners'), 17);
  assert.equal((await woo.connection.reference('categories-by-name', false, never())).get('nuts & bolts'), 17);
});

test('the probe needs a list of orders, and says the version', async () => {
  await using woo = await shop({ 'GET /orders': { json: [{ id: 20, number: '20', version: '11.0.1' }] } });
  assert.equal(await woo.connection.probe(never()), 'WooCommerce 11.0.1: orders can be read');
  await using empty = await shop({ 'GET /orders': { json: [] } });
  assert.equal(await empty.connection.probe(never()), 'WooCommerce: orders can be read');
  await using other = await shop({ 'GET /orders': { json: { hello: 'world' } } });
  await assert.rejects(other.connection.probe(never()));
});
