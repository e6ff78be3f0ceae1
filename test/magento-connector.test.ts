/** What the Magento connector really sends, and what it makes of the shop's answers, against a server on 127.0.0.1. */
import assert from 'node:assert/strict';
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

const { connector, defaults: DEFAULTS } = shippedConnector('magento');

interface Shop extends AsyncDisposable {
  readonly connection: Connection;
  /** Method, path and body of every request, without the API's base. */
  readonly sent: () => string[];
  readonly received: LoopbackServer['received'];
}

type Answers = Record<string, Reply | ((request: Received, url: URL) => Reply)>;

/** Answers by `METHOD /path` without query; what is not listed is a record that is not there. */
async function shop(answers: Answers, options: Record<string, unknown> = {}): Promise<Shop> {
  const server = await loopbackServer((request) => {
    const url = new URL(request.url, 'http://shop.example.com');
    const answer = answers[`${request.method} ${url.pathname.replace('/rest/all/V1', '')}`];
    if (answer === undefined)
      return {
        status: 404,
        json: {
          message: 'No such entity with %fieldName = %fieldValue',
          parameters: { fieldName: 'id', fieldValue: 9 },
        },
      };
    return typeof answer === 'function' ? answer(request, url) : answer;
  });
  const open = connected(server, connector, {
    name: 'shop',
    credentials: {
      consumer_key: 'ck',
      consumer_secret: 'cs',
      access_token: 'at-5ecret',
      access_token_secret: 'as-5ecret',
    },
    options: { ...DEFAULTS, ...options },
  });
  return {
    ...open,
    received: server.received,
    sent: () =>
      server.received.map(
        ({ method, url, body }) =>
          `${method} ${decodeURIComponent(url.replace('/rest/all/V1', '').replace(/\?.*/, ''))}${body === '' ? '' : ` ${body}`}`,
      ),
  };
}

const bodyOf = (received: Received | undefined) => JSON.parse(received?.body || '{}');
const order = (entity_id: number, more: object = {}) => ({
  entity_id,
  increment_id: `00000000${entity_id}`,
  state: 'processing',
  status: 'processing',
  updated_at: '2026-01-05 08:30:00',
  ...more,
});

test('orders are asked for by time of change in UTC, in a stable order, and signed', async () => {
  await using magento = await shop(
    { 'GET /orders': { json: { items: [order(1)], total_count: 1 } } },
    { stores: ['1', '3'] },
  );
  const pages = await collect(
    magento.connection.read('order', { watermark: '2026-01-05T08:00:00.000Z', signal: never() }),
  );
  const query = new URL(magento.received[0]?.url ?? '', 'http://x').searchParams;
  const filter = (group: number) =>
    ['field', 'condition_type', 'value'].map((part) =>
      query.get(`searchCriteria[filter_groups][${group}][filters][0][${part}]`),
    );
  assert.deepEqual(filter(0), ['updated_at', 'gteq', '2026-01-05 07:58:00']);
  assert.deepEqual(filter(1), ['store_id', 'in', '1,3']);
  const sorts = [0, 1].map((at) => query.get(`searchCriteria[sortOrders][${at}][field]`));
  assert.deepEqual(sorts, ['updated_at', 'entity_id']);
  assert.match(magento.received[0]?.headers.authorization ?? '', /^OAuth .*oauth_signature_method="HMAC-SHA256"/);
  assert.deepEqual(
    pages.flatMap(({ records }) => records.map(({ key, label }) => `${key} ${label}`)),
    ['1 000000001'],
  );
});

test('the first reading filters nothing, and a full last page is the last', async () => {
  const items = Array.from({ length: 50 }, (_, index) => ({
    id: index + 1,
    email: `${index}@example.com`,
    updated_at: '2026-01-05 08:30:00',
  }));
  await using magento = await shop({ 'GET /customers/search': { json: { items, total_count: 50 } } });
  const pages = await collect(magento.connection.read('customer', { signal: never() }));
  assert.equal(pages.flatMap(({ records }) => records).length, 50);
  assert.equal(magento.received.length, 1);
  assert.ok(!(magento.received[0]?.url ?? '').includes('filter_groups'));
});

describe('what answers mean', () => {
  const BODIES: readonly [status: number, json: unknown, kind: WriteOutcome['kind'], says?: RegExp][] = [
    [
      400,
      { message: 'The %1 value of %2 is wrong.', parameters: ['x', 'name'] },
      'rejected',
      /The x value of name is wrong\./,
    ],
    [
      400,
      { message: 'Invalid data', errors: [{ message: '"%fieldName" is required.', parameters: { fieldName: 'sku' } }] },
      'rejected',
      /"sku" is required/,
    ],
    [400, { message: 'SQLSTATE[40001]: Serialization failure: 1213 Deadlock found when trying to get lock' }, 'retry'],
    [400, { message: 'A customer with the same email address already exists in an associated website.' }, 'unknown'],
    [400, { message: 'URL key for specified store already exists.' }, 'rejected'],
    [401, { message: 'The nonce is already being used by the consumer with ID 1' }, 'retry'],
    [401, { message: 'The oauth_timestamp value of the request is too far off' }, 'halted'],
    [
      401,
      {
        message: "The consumer isn't authorized to access %resources.",
        parameters: { resources: 'Magento_Customer::manage' },
      },
      'halted',
      /Magento_Customer::manage/,
    ],
    [403, { message: 'Forbidden' }, 'halted'],
    [404, { message: 'Request does not match any route.' }, 'halted'],
    [406, { message: 'Not acceptable' }, 'halted'],
    [429, { message: 'Too Many Requests' }, 'retry'],
    [503, { message: 'Maintenance' }, 'retry'],
    [500, { message: 'Internal Error. Details are available in Magento log file.' }, 'unknown'],
  ];
  for (const [status, json, kind, says] of BODIES)
    test(`${status} ${JSON.stringify(json).slice(0, 60)} is ${kind}`, async () => {
      await using magento = await shop({ 'POST /customers': { status, json } });
      const outcome = await written(magento.connection, 'customer.write', {
        customer: { email: 'ana@example.com', firstname: 'Ana', lastname: 'Čapek' },
        addresses: [],
      });
      assert.equal(outcome.kind, kind, JSON.stringify(outcome));
      if (says !== undefined) assert.match(JSON.stringify(outcome).replaceAll('\\"', '"'), says);
    });

  test('an order that is not there is nobody’s', async () => {
    await using magento = await shop({ 'GET /orders': { json: { items: [], total_count: 0 } } });
    const found = await magento.connection.find(
      'order.find',
      writeRequest({ payload: { order_id: '9', order_number: '000000009' } }),
    );
    assert.equal(found.kind, 'none');
  });
});

test('the ERP’s number goes with state and status as they are, and only when it is another', async () => {
  await using magento = await shop({
    'GET /orders/7': { json: order(7, { ext_order_id: 'OLD' }) },
    'POST /orders': ({ body }) => ({ json: JSON.parse(body).entity }),
  });
  const outcome = await written(magento.connection, 'order-reference.write', { order_id: '7', erp_number: 'SO-1' });
  assert.deepEqual(outcome, { kind: 'done', target: { id: '7', number: '000000007' } });
  assert.deepEqual(bodyOf(magento.received.at(-1)), {
    entity: {
      entity_id: 7,
      increment_id: '000000007',
      state: 'processing',
      status: 'processing',
      ext_order_id: 'SO-1',
    },
  });
  await written(magento.connection, 'order-reference.write', { order_id: '7', erp_number: 'OLD' });
  assert.equal(magento.sent().at(-1), 'GET /orders/7');
});

test('a cancellation that says false is refused; of what is canceled already nothing is asked', async () => {
  let answer: unknown = false;
  let state = 'processing';
  await using magento = await shop({
    'GET /orders/7': () => ({ json: order(7, { state }) }),
    'POST /orders/7/cancel': () => ({ json: answer }),
  });
  const cancel = () => written(magento.connection, 'order.cancel', { order_id: '7' }, { id: '7' });
  assert.equal((await cancel()).kind, 'rejected');
  answer = true;
  assert.equal((await cancel()).kind, 'done');
  state = 'canceled';
  const before = magento.received.length;
  assert.equal((await cancel()).kind, 'done');
  assert.equal(magento.received.length, before + 1);
});

describe('addresses of an account that is there', () => {
  const bill = { id: 81, street: ['Old 1'], country_id: 'IT', default_billing: true };
  const ship = { id: 82, street: ['Old 2'], country_id: 'IT', default_shipping: true };
  const third = { id: 83, street: ['Old 3'], country_id: 'IT' };
  const both = { ...bill, default_shipping: true };
  const place = (more: object) => ({
    firstname: 'A',
    lastname: 'B',
    street: ['New'],
    country_id: 'IT',
    telephone: '1',
    ...more,
  });
  const CASES: readonly [name: string, now: object[], given: object[], expected: (number | undefined | string)[]][] = [
    [
      'the default ones change in place, a third stays',
      [bill, ship, third],
      [place({ default_billing: true }), place({ default_shipping: true })],
      [81, 82, 83],
    ],
    [
      'one place for both changes in place',
      [both, third],
      [place({ default_billing: true, default_shipping: true })],
      [81, 83],
    ],
    [
      'when one place becomes two, it stays for the bills',
      [both],
      [place({ default_billing: true }), place({ default_shipping: true })],
      [81, 'new'],
    ],
    [
      'the place of goods stays when only bills move away from it',
      [both],
      [place({ default_billing: true })],
      ['new', 81],
    ],
    ['somebody without any gets a first one', [], [place({ default_billing: true })], ['new']],
  ];
  for (const [name, addresses, given, expected] of CASES)
    test(name, async () => {
      await using magento = await shop({
        'GET /customers/57': { json: { id: 57, website_id: 1, email: 'ana@example.com', addresses } },
        'PUT /customers/57': { json: { id: 57, email: 'ana@example.com' } },
      });
      const payload = { customer: { email: 'ana@example.com', firstname: 'A', lastname: 'B' }, addresses: given };
      assert.equal((await written(magento.connection, 'customer.write', payload, { id: '57' })).kind, 'done');
      const { customer } = bodyOf(magento.received.at(-1));
      assert.deepEqual(
        customer.addresses.map(({ id }: { id?: number }) => id ?? 'new'),
        expected,
      );
      for (const which of ['default_billing', 'default_shipping'])
        assert.ok(
          customer.addresses.filter((each: Record<string, unknown>) => each[which] === true).length <= 1,
          which,
        );
      assert.deepEqual([customer.id, customer.website_id], [57, 1]);
    });

  test('without an address none is sent, and all stay', async () => {
    await using magento = await shop({
      'GET /customers/57': { json: { id: 57, website_id: 1, email: 'ana@example.com', addresses: [bill] } },
      'PUT /customers/57': { json: { id: 57, email: 'ana@example.com' } },
    });
    const payload = { customer: { email: 'ana@example.com', firstname: 'A', lastname: 'B' }, addresses: [] };
    await written(magento.connection, 'customer.write', payload, { id: '57' });
    assert.ok(!('addresses' in bodyOf(magento.received.at(-1)).customer));
  });
});

describe('stock', () => {
  const read = (quantity: number, salable: number, unheard: object[]): Answers => ({
    'GET /inventory/source-items': {
      json: { items: [{ sku: 'MUG-01', source_code: 'default', quantity, status: 1 }], total_count: 1 },
    },
    'GET /inventory/get-product-salable-quantity/MUG-01/1': { json: salable },
    'GET /orders': { json: { items: unheard, total_count: unheard.length } },
    'POST /inventory/source-items': { json: [] },
  });
  const line = (more: object) => ({
    sku: 'mug-01',
    product_type: 'simple',
    qty_ordered: 3,
    qty_canceled: 0,
    qty_shipped: 0,
    qty_refunded: 0,
    ...more,
  });
  const set = async (answers: Answers, payload: object) => {
    await using magento = await shop(answers);
    const outcome = await written(
      magento.connection,
      'stock.write',
      { sku: 'MUG-01', tracked: true, ...payload },
      { id: 'MUG-01' },
    );
    return { outcome, item: bodyOf(magento.received.at(-1)).sourceItems?.[0] };
  };

  test('the source moves by as much as the offer has to, orders that the ERP has not got taken off', async () => {
    // On offer 35 of 40; the ERP has 38 for sale, and knows nothing of an order of 3, of which 1 was called off.
    const { item } = await set(
      read(40, 35, [
        { items: [line({ qty_canceled: 1 }), line({ sku: 'OTHER' }), line({ product_type: 'configurable' })] },
      ]),
      { basis: 'offer', figure: '38' },
    );
    assert.deepEqual(item, { sku: 'MUG-01', source_code: 'default', quantity: 41, status: 1 });
  });

  test('never below nothing', async () => {
    const { item } = await set(read(2, 2, []), { basis: 'offer', figure: '0' });
    assert.deepEqual([item.quantity, item.status], [0, 0]);
    const { item: reserved } = await set(read(2, -4, []), { basis: 'offer', figure: '0' });
    assert.equal(reserved.quantity, 6);
  });

  test('a list of open orders that was cut short is no ground for a figure', async () => {
    const { outcome } = await set(
      { ...read(40, 35, []), 'GET /orders': { json: { items: [], total_count: 3 } } },
      { basis: 'offer', figure: '38' },
    );
    assert.equal(outcome.kind, 'rejected');
  });

  test('what lies there is written as it is, and nothing is read for it', async () => {
    const { item } = await set({ 'POST /inventory/source-items': { json: [] } }, { basis: 'on-hand', figure: '12.5' });
    assert.equal(item.quantity, 12.5);
  });

  test('what is not counted leaves stock keeping', async () => {
    await using magento = await shop({ 'PUT /products/MUG-01/stockItems/1': { json: 5 } });
    await written(
      magento.connection,
      'stock.write',
      { sku: 'MUG-01', tracked: false, in_stock: true },
      { id: 'MUG-01' },
    );
    assert.equal(bodyOf(magento.received[0]).stockItem.manage_stock, false);
  });
});

describe('shipments', () => {
  const payload = {
    order_id: '7',
    shipment: 'S-1',
    everything: false,
    lines: [
      { sku: 'MUG-01', quantity: '2' },
      { order_line_id: '402', quantity: '1' },
    ],
    tracks: [{ track_number: '1Z1', title: 'UPS', carrier_code: 'ups' }],
    comment: 'ERP shipment S-1',
    notify: true,
  };
  const items = [
    { item_id: 400, sku: 'MUG-01', qty_ordered: 1, qty_shipped: 1, qty_canceled: 0, qty_refunded: 0 },
    { item_id: 401, sku: 'mug-01', qty_ordered: 5, qty_shipped: 1, qty_canceled: 0, qty_refunded: 0 },
    { item_id: 402, sku: 'TEE-M', qty_ordered: 1, qty_shipped: 0, qty_canceled: 0, qty_refunded: 0 },
    {
      item_id: 403,
      sku: 'TEE-M',
      parent_item_id: 402,
      qty_ordered: 1,
      qty_shipped: 0,
      qty_canceled: 0,
      qty_refunded: 0,
    },
  ];
  const ship = async (shipments: object[], more: object = {}) => {
    await using magento = await shop({
      'GET /orders/7': { json: order(7, { items }) },
      'GET /shipments': { json: { items: shipments, total_count: shipments.length } },
      'POST /order/7/ship': { json: '12' },
    });
    const outcome = await written(magento.connection, 'shipment.write', { ...payload, ...more }, { id: '7' });
    return { outcome, last: magento.received.at(-1) };
  };

  test('lines are those of the order that are left, by SKU or id', async () => {
    const { outcome, last } = await ship([{ entity_id: 1, comments: [{ comment: 'ERP shipment S-11' }], tracks: [] }]);
    assert.equal(outcome.kind, 'done');
    const body = bodyOf(last);
    assert.deepEqual(body.items, [
      { order_item_id: 401, qty: 2 },
      { order_item_id: 402, qty: 1 },
    ]);
    assert.deepEqual([body.comment.comment, body.tracks[0].track_number], ['ERP shipment S-1', '1Z1']);
    assert.equal(body.arguments.extension_attributes.source_code, 'default');
  });

  test('one that is there already, by its comment or by a tracking number, is not booked again', async () => {
    for (const known of [
      { comments: [{ comment: 'ERP shipment S-1' }], tracks: [] },
      { comments: [], tracks: [{ track_number: '1Z1' }] },
    ]) {
      const { outcome, last } = await ship([known]);
      assert.deepEqual([outcome.kind, last?.method], ['done', 'GET']);
    }
  });

  test('all that is left names no line', async () => {
    const { last } = await ship([], { everything: true, lines: [] });
    assert.ok(!('items' in bodyOf(last)));
  });
});

test('the same words about an invoice are not written twice, and go to each order that it bills', async () => {
  const comment = 'ERP invoice INV-1 of 2026-05-05: 10.00 EUR, open';
  await using magento = await shop({
    'GET /orders/7': { json: order(7, { status_histories: [{ comment }] }) },
    'GET /orders/8': { json: order(8, { status: 'packing', status_histories: [{ comment: 'else' }] }) },
    'POST /orders/8/comments': { json: true },
  });
  const payload = { order_id: '7', invoice_number: 'INV-1', comment, visible: true, other_orders: [{ order_id: '8' }] };
  assert.equal((await written(magento.connection, 'invoice.write', payload, { id: '7' })).kind, 'done');
  assert.deepEqual(
    magento
      .sent()
      .filter((each) => each.startsWith('POST'))
      .map((each) => each.slice(0, 23)),
    ['POST /orders/8/comments'],
  );
  const { statusHistory } = bodyOf(magento.received.at(-1));
  assert.deepEqual([statusHistory.status, statusHistory.is_visible_on_front], ['packing', 1]);
});

test('a category of the ERP is taken back, one of the staff’s stays', async () => {
  const category = (id: number, url_key: string) => ({
    id,
    custom_attributes: [{ attribute_code: 'url_key', value: url_key }],
  });
  await using magento = await shop({
    'GET /products/MUG-01': {
      json: {
        sku: 'MUG-01',
        extension_attributes: { category_links: [{ category_id: '5' }, { category_id: '9' }] },
        custom_attributes: [],
      },
    },
    'GET /categories/list': {
      json: { items: [category(5, 'erp-home'), category(6, 'erp-office'), category(9, 'gifts')], total_count: 3 },
    },
    'PUT /products/MUG-01': { json: { sku: 'MUG-01' } },
    'POST /categories/6/products': { json: true },
    'DELETE /categories/5/products/MUG-01': { json: true },
  });
  const payload = { sku: 'MUG-01', product: { sku: 'MUG-01', status: 1 }, categories: ['6'] };
  assert.equal((await written(magento.connection, 'product.write', payload, { id: 'MUG-01' })).kind, 'done');
  assert.deepEqual(
    magento
      .sent()
      .slice(3)
      .map((each) => each.split(' {')[0]),
    ['POST /categories/6/products', 'DELETE /categories/5/products/MUG-01'],
  );
});

test('names of the categories of a product come along as a list', async () => {
  await using magento = await shop({
    'GET /products': {
      json: {
        items: [
          {
            id: 10,
            sku: 'MUG-01',
            updated_at: '2026-01-05 08:30:00',
            extension_attributes: { category_links: [{ category_id: '5' }] },
            custom_attributes: [{ attribute_code: 'category_ids', value: ['5', '7', '8'] }],
          },
        ],
        total_count: 1,
      },
    },
    'GET /categories/list': {
      json: {
        items: [
          { id: 5, name: 'Home' },
          { id: 7, name: 'Gifts' },
        ],
        total_count: 2,
      },
    },
  });
  const pages = await collect(magento.connection.read('product', { signal: never() }));
  const native = pages[0]?.records[0]?.native as { category_names?: unknown };
  assert.deepEqual(native.category_names, ['Home', 'Gifts'], '8 is no category any more');
});

test('a list of failures under a 200 is a refusal; an empty one is the price', async () => {
  let failures: unknown[] = [{ message: 'Invalid attribute %fieldName = %fieldValue.', parameters: ['SKU', 'MUG-01'] }];
  await using magento = await shop({ 'POST /products/base-prices': () => ({ json: failures }) });
  const set = () => written(magento.connection, 'price.write', { sku: 'MUG-01', price: 12.5 }, { id: 'MUG-01' });
  assert.equal((await set()).kind, 'rejected');
  failures = [];
  assert.equal((await set()).kind, 'done');
  assert.deepEqual(bodyOf(magento.received.at(-1)), { prices: [{ sku: 'MUG-01', store_id: 0, price: 12.5 }] });
});

test('tier prices are set as a whole; those that the shop did not take are named, under a 200 as well', async () => {
  const row = (customer_group: string, quantity: number, price: number) => ({ customer_group, quantity, price });
  let failures: unknown[] = [];
  const kept = { sku: 'MUG-01', website_id: 0, price_type: 'fixed', ...row('ALL GROUPS', 10, 11) };
  await using magento = await shop({
    'POST /products/base-prices': { json: [] },
    'PUT /products/tier-prices': () => ({ json: failures }),
    'POST /products/tier-prices-information': { json: [kept] },
    'POST /products/tier-prices-delete': () => ({ json: failures }),
  });
  const set = (tiers?: readonly object[]) =>
    written(
      magento.connection,
      'price.write',
      { sku: 'MUG-01', price: 12.5, ...(tiers === undefined ? {} : { tiers }) },
      { id: 'MUG-01' },
    );
  const calls = () => magento.sent().map((sent) => sent.replace(/ \{.*/, ''));
  const [base, all] = ['POST /products/base-prices', 'PUT /products/tier-prices'];
  assert.equal((await set()).kind, 'done');
  assert.deepEqual(calls(), [base]);
  assert.equal((await set([row('ALL GROUPS', 10, 11), row('Wholesale', 1, 10.4)])).kind, 'done');
  assert.deepEqual(bodyOf(magento.received.at(-1)), {
    prices: [kept, { sku: 'MUG-01', website_id: 0, price_type: 'fixed', ...row('Wholesale', 1, 10.4) }],
  });
  // An empty list names no product whose tiers it would replace: they are read and deleted.
  assert.equal((await set([])).kind, 'done');
  assert.deepEqual(calls(), [
    base,
    base,
    all,
    base,
    'POST /products/tier-prices-information',
    'POST /products/tier-prices-delete',
  ]);
  assert.deepEqual(bodyOf(magento.received.at(-1)), { prices: [kept] });

  const message =
    'Invalid attribute Customer Group = %customerGroup. Row ID: SKU = %SKU, Website ID: %websiteId, Customer Group: %customerGroup, Quantity: %qty.';
  failures = [
    { message, parameters: ['MUG-01', '0', 'VIP', '1'] },
    { message, parameters: ['MUG-01', '0', 'Gone', '5'] },
  ];
  for (const tiers of [[row('VIP', 1, 9), row('Gone', 5, 8)], []]) {
    const refused = await set(tiers);
    assert.equal(refused.kind, 'rejected');
    const text = 'reason' in refused ? refused.reason.text : '';
    assert.match(text, /MUG-01, 0, VIP, 1.*MUG-01, 0, Gone, 5/);
  }
});

test('a category is found by its key, made below the root, and gone when it is deleted', async () => {
  await using magento = await shop({
    'GET /categories/list': {
      json: {
        items: [{ id: 5, name: 'Home', custom_attributes: [{ attribute_code: 'url_key', value: 'erp-home' }] }],
        total_count: 1,
      },
    },
    'POST /categories': { json: { id: 12, name: 'Garden' } },
    'DELETE /categories/5': { json: true },
  });
  const find = (payload: unknown) => magento.connection.find('category.write', writeRequest({ payload }));
  assert.deepEqual(await find({ url_key: 'erp-home' }), { kind: 'found', target: { id: '5', number: 'Home' } });
  assert.equal((await find({ url_key: 'erp-garden' })).kind, 'none');
  const made = await written(magento.connection, 'category.write', {
    url_key: 'erp-garden',
    category: { name: 'Garden' },
    attributes: [],
  });
  assert.deepEqual(made, { kind: 'done', target: { id: '12', number: 'Garden' } });
  const { category } = bodyOf(magento.received.at(-1));
  assert.deepEqual(
    [category.parent_id, category.custom_attributes],
    [2, [{ attribute_code: 'url_key', value: 'erp-garden' }]],
  );
  assert.equal((await written(magento.connection, 'category.delete', { id: '5' }, { id: '5' })).kind, 'done');
  assert.equal(
    (await written(magento.connection, 'category.delete', { id: '6' }, { id: '6' })).kind,
    'done',
    'gone already',
  );
});
