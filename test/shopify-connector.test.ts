/** What the Shopify connector really sends, against a server on 127.0.0.1 that answers in the shapes of Admin API 2026-04. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type DocumentNode, Kind, parse as parseGraphql, type SelectionSetNode } from 'graphql';
import { openConnection } from '../src/connector/open-connection.ts';
import { type LoopbackServer, loopbackServer, type Reply } from '../src/connector/testing/loopback-server.ts';
import { collect, never, writeRequest } from '../src/connector/testing/test-connection.ts';
import { createHttpClient } from '../src/http/http-client.ts';
import { compileExpression } from '../src/map/expression.ts';
import { compileMapping } from '../src/map/mapping.ts';
import { ManualClock, systemClock } from '../src/model/clock.ts';
import type { Connection, WriteOutcome } from '../src/model/connection.ts';
import type { TargetReference } from '../src/model/delivery.ts';
import type { Document } from '../src/model/document.ts';
import { Hold } from '../src/model/hold.ts';
import { connectionName } from '../src/model/names.ts';
import { moneyAddsUp } from '../src/validate/rules/money-adds-up.ts';
import { pathText, SchemaRegistry } from '../src/validate/schema-registry.ts';
import { shippedConnector } from './shipped-connector.ts';

const ROOT = new URL('..', import.meta.url).pathname;
const { schema, written, file, connector, problems, defaults: options } = shippedConnector('shopify');

/** Shopify refuses a query that asks for more (sheet 5). */
const MOST_POINTS = 1000;

test('the file is a connector, and everything in it compiles', () => {
  const registry = new SchemaRegistry();
  registry.add(schema);
  assert.deepEqual(
    registry
      .validator(schema.$id)(written)
      .map(({ path, message }) => `${pathText(path)}: ${message}`),
    [],
  );
  assert.deepEqual(problems, []);
});

for (const [name, operation] of Object.entries(file.operations)) {
  test(`${name}: one named document that costs no more than it says, and less than ${MOST_POINTS} points`, async () => {
    const document = parseGraphql(operation.graphql ?? '');
    const [definition, ...others] = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    assert.ok(definition?.kind === Kind.OPERATION_DEFINITION && others.length === 0);
    assert.ok(definition.name !== undefined);
    const size = operation.paging !== undefined && 'size' in operation.paging ? operation.paging.size : 0;
    const surroundings = { options, page: { size }, item: { id: 'x' }, key: '1' };
    const isRead = definition.operation === 'query';
    const variables = isRead
      ? compileExpression((operation.variables ?? '{}').replace(/\$searchText\(.*\)/, '"x"')).evaluate({}, surroundings)
      : {};
    const cost = costOf(definition.selectionSet, document, variables as Record<string, unknown>) + (isRead ? 0 : 10);
    assert.ok(cost < MOST_POINTS, `${cost} points`);
    assert.ok(operation.cost === undefined || operation.cost >= cost, `costs ${cost}, says ${operation.cost}`);
  });
}

/**
 * Points that a document asks for, as if each connection cost 2 and all of its items: object 1, scalar and enum 0, a union
 * its dearest branch. More than Shopify has been seen to ask for, so a document that passes here passes there.
 */
function costOf(set: SelectionSetNode, document: DocumentNode, variables: Readonly<Record<string, unknown>>): number {
  let fields = 0;
  let dearest = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      dearest = Math.max(dearest, costOf(selection.selectionSet, document, variables));
      continue;
    }
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = document.definitions.find(
        (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === selection.name.value,
      );
      assert.ok(fragment?.kind === Kind.FRAGMENT_DEFINITION);
      fields += costOf(fragment.selectionSet, document, variables);
      continue;
    }
    if (selection.selectionSet === undefined) continue;
    const first = selection.arguments?.find(({ name }) => name.value === 'first')?.value;
    const times = first === undefined ? 1 : first.kind === Kind.INT ? Number(first.value) : countOf(first, variables);
    const nodes = selection.selectionSet.selections.find(
      (each) => each.kind === Kind.FIELD && each.name.value === 'nodes',
    );
    if (nodes?.kind === Kind.FIELD && nodes.selectionSet !== undefined) {
      const pageInfo = selection.selectionSet.selections.length - 1;
      fields += 2 + times * (1 + costOf(nodes.selectionSet, document, variables)) + pageInfo;
      continue;
    }
    fields += times * (1 + costOf(selection.selectionSet, document, variables));
  }
  return fields + dearest;
}

function countOf(value: { readonly kind: string }, variables: Readonly<Record<string, unknown>>): number {
  assert.ok('name' in value);
  const count = variables[(value.name as { readonly value: string }).value];
  assert.ok(typeof count === 'number', 'a list of unknown length');
  return count;
}

interface Asked {
  readonly name: string;
  readonly variables: Record<string, unknown>;
  readonly query: string;
}

type Told = Record<string, unknown> | ((asked: Asked) => Reply);

interface Store extends AsyncDisposable {
  readonly connection: Connection;
  /** Names of the documents that were sent, in order. */
  readonly names: () => string[];
  readonly asked: (name: string) => Asked;
  readonly received: LoopbackServer['received'];
}

/** A full budget, as every answer of Shopify tells it. */
const extensions = { cost: { throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 2000, restoreRate: 100 } } };

/** Answers each document by its name with that `data`, and grants every token request. */
async function store(answers: Record<string, Told>, own: Record<string, unknown> = {}): Promise<Store> {
  const asked: Asked[] = [];
  const server = await loopbackServer((request) => {
    if (request.url === '/admin/oauth/access_token') {
      return { json: { access_token: 'shpat_1', scope: 'read_orders', expires_in: 86399 } };
    }
    const { query, variables } = JSON.parse(request.body) as { query: string; variables: Record<string, unknown> };
    const name = /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? '';
    const one = { name, variables, query };
    asked.push(one);
    const answer = answers[name];
    if (answer === undefined) return { status: 500, text: `nothing is said to ${name}` };
    if (typeof answer !== 'function') return { json: { data: answer, extensions } };
    const reply = answer(one);
    if (typeof reply === 'string' || typeof reply.json !== 'object' || reply.json === null) return reply;
    return { ...reply, json: { ...reply.json, extensions } };
  });
  const http = createHttpClient({ clock: systemClock });
  const connection = openConnection(
    {
      name: connectionName('shop'),
      url: server.url,
      credentials: { client_id: 'id-1', client_secret: 'secret-1' },
      options: { ...options, ...own },
    },
    connector,
    { clock: new ManualClock(), http, random: () => 0.5 },
  );
  return {
    connection,
    received: server.received,
    names: () => asked.map(({ name }) => name),
    asked: (name) => {
      const found = asked.findLast((each) => each.name === name);
      assert.ok(found !== undefined, `${name} was never asked`);
      return found;
    },
    [Symbol.asyncDispose]: async () => {
      await http.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

const write = (connection: Connection, capability: string, payload: unknown, target?: TargetReference) =>
  connection.write(
    capability,
    writeRequest({ payload, ...(target === undefined ? {} : { target }) }),
    async () => undefined,
  );

/** As the engine does it: look, then write to what was found. */
async function findAndWrite(connection: Connection, capability: string, payload: unknown): Promise<WriteOutcome> {
  const found = await connection.find(capability, writeRequest({ payload }));
  assert.ok(found.kind === 'found', JSON.stringify(found));
  return write(connection, capability, payload, found.target);
}

const fixture = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(ROOT, 'mappings/shopify/fixtures', name), 'utf8'));

test('a token is fetched once and sent in the header of Shopify', async () => {
  await using shop = await store({
    ProbeShop: {
      shop: { name: 'Acme', myshopifyDomain: 'acme.myshopify.com', currencyCode: 'USD' },
      orders: { nodes: [], pageInfo: { hasNextPage: false } },
    },
  });
  assert.equal(await shop.connection.probe(never()), 'Acme (acme.myshopify.com), USD');
  assert.match(shop.received[0]?.body ?? '', /grant_type=client_credentials/);
  assert.equal(shop.received[1]?.url, '/admin/api/2026-04/graphql.json');
  assert.equal(shop.received[1]?.headers['x-shopify-access-token'], 'shpat_1');
});

test('an app that may not read orders has signed in, and is no good all the same', async () => {
  await using shop = await store({
    ProbeShop: {
      shop: { name: 'Acme', myshopifyDomain: 'acme.myshopify.com', currencyCode: 'USD' },
      orders: null,
    },
  });
  await assert.rejects(shop.connection.probe(never()));
});

test('orders: the list is walked five minutes back, and each order is read whole', async () => {
  await using shop = await store({
    ListOrders: ({ variables }) => ({
      json: {
        data: {
          orders: {
            nodes: [
              {
                id: variables.after === undefined ? 'gid://shopify/Order/1' : 'gid://shopify/Order/2',
                legacyResourceId: variables.after === undefined ? '1' : '2',
              },
            ],
            pageInfo:
              variables.after === undefined
                ? { hasNextPage: true, endCursor: 'c1' }
                : { hasNextPage: false, endCursor: 'c2' },
          },
        },
      },
    }),
    ReadOrder: ({ variables }) => ({
      json: {
        data: {
          order: { ...fixture('order-1001.json'), id: variables.id, legacyResourceId: String(variables.id).slice(-1) },
        },
      },
    }),
  });
  const pages = await collect(
    shop.connection.read('order', { watermark: '2026-01-05T08:00:00.000Z', signal: never() }),
  );
  assert.deepEqual(
    pages.flatMap(({ records }) => records.map(({ key, label }) => `${key} ${label}`)),
    ['1 #1001', '2 #1001'],
  );
  assert.equal(shop.asked('ListOrders').variables.query, "updated_at:>='2026-01-05T07:55:00Z'");
  const { lines, refunds, refundLines, customerKeys, namespace } = shop.asked('ReadOrder').variables;
  assert.deepEqual(
    { lines, refunds, refundLines, namespace },
    { lines: 40, refunds: 3, refundLines: 12, namespace: 'erp' },
  );
  assert.deepEqual(customerKeys, [
    'custom.apply_for_credit',
    'custom.credit_status',
    'custom.apply_for_tax_exemption',
    'custom.tax_certificate',
    'custom.tax_id',
    'custom.po_required',
  ]);
  assert.equal(pages.at(-1)?.watermark, '2026-01-05T09:00:00.000Z', 'never later than the run began');
});

test('customers are asked for by day, from a day that holds in every zone', async () => {
  await using shop = await store({ ListCustomers: { customers: { nodes: [], pageInfo: { hasNextPage: false } } } });
  await collect(shop.connection.read('customer', { watermark: '2026-01-05T08:00:00.000Z', signal: never() }));
  assert.equal(shop.asked('ListCustomers').variables.query, "updated_at:>='2026-01-04'");
});

test('no order, no stock item, no refund: an empty list is none, and not a broken answer', async () => {
  const none = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
  await using shop = await store({
    ListOrders: { orders: none },
    ListInventoryItems: { inventoryItems: none },
    ListRefunds: { orders: { nodes: [{ id: 'gid://shopify/Order/1', refunds: [] }], pageInfo: none.pageInfo } },
    FindInventoryItems: { inventoryItems: none },
    FindCustomerByEmail: { customerByIdentifier: null },
    FindCollection: { collectionByIdentifier: null },
    FindVariantsBySku: { productVariants: none },
    FindOrderById: { order: null },
    FindOrderByName: { orders: none },
  });
  for (const document of ['order', 'stock', 'refund']) {
    const pages = await collect(shop.connection.read(document, { signal: never() }));
    assert.deepEqual(
      pages.flatMap(({ records }) => records),
      [],
    );
  }
  const find = (capability: string, payload: unknown) => shop.connection.find(capability, writeRequest({ payload }));
  assert.equal((await find('stock.write', { sku: 'A' })).kind, 'none');
  assert.equal((await find('customer.write', { input: { email: 'a@example.com' } })).kind, 'none');
  assert.equal((await find('category.write', { handle: 'a' })).kind, 'none');
  assert.equal((await find('product.write', { sku: 'A' })).kind, 'none');
  assert.equal((await find('order.cancel', { order: { name: '#1' } })).kind, 'none');
});

test('a search finds more than was asked for: only the very same SKU counts, and two of it are two', async () => {
  const items = (...skus: string[]) => ({
    inventoryItems: {
      nodes: skus.map((sku, i) => ({
        id: `gid://shopify/InventoryItem/${i}`,
        legacyResourceId: String(i),
        sku,
        tracked: true,
        inventoryLevels: { nodes: [] },
      })),
    },
  });
  await using shop = await store({
    FindInventoryItems: ({ variables }) => ({
      json: { data: variables.query === 'sku:"HX-8"' ? items('HX-80', 'HX-8', 'hx-8') : items('A "1"', 'A "1"') },
    }),
  });
  const find = (sku: string) => shop.connection.find('stock.write', writeRequest({ payload: { sku } }));
  assert.deepEqual(await find('HX-8'), {
    kind: 'found',
    target: { id: '1', number: 'HX-8', kept: { tracked: true, locations: [] } },
  });
  assert.equal((await find('A "1"')).kind, 'several');
  assert.equal(shop.asked('FindInventoryItems').variables.query, 'sku:"A \\"1\\""');
});

test('the ERP’s number goes into metafields of the order', async () => {
  await using shop = await store({
    SetMetafields: { metafieldsSet: { metafields: [{ id: 'gid://shopify/Metafield/1' }], userErrors: [] } },
  });
  const metafields = [{ namespace: 'erp', key: 'order_number', type: 'single_line_text_field', value: 'SO-1' }];
  const outcome = await write(shop.connection, 'order-reference.write', {
    order: { id: 'gid://shopify/Order/555', name: '#1001' },
    metafields,
  });
  assert.deepEqual(outcome, { kind: 'done', target: { id: '555', number: '#1001' } });
  assert.deepEqual(shop.asked('SetMetafields').variables, {
    metafields: [{ ...metafields[0], ownerId: 'gid://shopify/Order/555' }],
  });
});

const STOCK = {
  sku: 'A',
  name: 'available',
  quantities: [
    { location: 'gid://shopify/Location/81', quantity: 7 },
    { location: 'gid://shopify/Location/82', quantity: 0 },
  ],
};
const ITEM = {
  inventoryItems: {
    nodes: [
      {
        id: 'gid://shopify/InventoryItem/601',
        legacyResourceId: '601',
        sku: 'A',
        tracked: false,
        inventoryLevels: { nodes: [{ id: 'x', location: { id: 'gid://shopify/Location/81' } }] },
      },
    ],
  },
};

test('stock is set with the delivery’s key and no compared value; an untracked item and a new location are made ready first', async () => {
  await using shop = await store({
    FindInventoryItems: ITEM,
    TrackInventory: {
      inventoryItemUpdate: { inventoryItem: { id: 'gid://shopify/InventoryItem/601', tracked: true }, userErrors: [] },
    },
    ActivateInventory: { inventoryActivate: { inventoryLevel: { id: 'l' }, userErrors: [] } },
    SetInventory: { inventorySetQuantities: { inventoryAdjustmentGroup: null, userErrors: [] } },
  });
  assert.equal((await findAndWrite(shop.connection, 'stock.write', STOCK)).kind, 'done');
  assert.deepEqual(shop.names(), ['FindInventoryItems', 'TrackInventory', 'ActivateInventory', 'SetInventory']);
  assert.equal(shop.asked('ActivateInventory').variables.locationId, 'gid://shopify/Location/82');
  const { variables, query } = shop.asked('SetInventory');
  assert.match(query, /@idempotent\(key: \$idempotencyKey\)/);
  assert.deepEqual(variables, {
    idempotencyKey: 'orders/to/1001/abc',
    input: {
      name: 'available',
      reason: 'correction',
      quantities: [
        {
          inventoryItemId: 'gid://shopify/InventoryItem/601',
          locationId: 'gid://shopify/Location/81',
          quantity: 7,
          changeFromQuantity: null,
        },
        {
          inventoryItemId: 'gid://shopify/InventoryItem/601',
          locationId: 'gid://shopify/Location/82',
          quantity: 0,
          changeFromQuantity: null,
        },
      ],
    },
  });
});

for (const [code, kind] of [
  ['CHANGE_FROM_QUANTITY_STALE', 'retry'],
  ['IDEMPOTENCY_CONCURRENT_REQUEST', 'retry'],
  ['IDEMPOTENCY_KEY_PARAMETER_MISMATCH', 'rejected'],
  ['INVALID_LOCATION', 'rejected'],
] as const) {
  test(`a user error ${code} inside a 200 means ${kind}`, async () => {
    await using shop = await store({
      SetInventory: {
        inventorySetQuantities: {
          inventoryAdjustmentGroup: null,
          userErrors: [{ field: ['input'], message: 'no', code }],
        },
      },
    });
    const payload = { ...STOCK, quantities: STOCK.quantities.slice(0, 1) };
    const outcome = await write(shop.connection, 'stock.write', payload, {
      id: '601',
      kept: { tracked: true, locations: ['gid://shopify/Location/81'] },
    });
    assert.equal(outcome.kind, kind);
  });
}

for (const [code, kind] of [
  ['THROTTLED', 'retry'],
  ['MAX_COST_EXCEEDED', 'rejected'],
  ['ACCESS_DENIED', 'halted'],
  ['SHOP_INACTIVE', 'halted'],
  ['undefinedField', 'halted'],
  // A customer may have been made before the error.
  ['INTERNAL_SERVER_ERROR', 'unknown'],
] as const) {
  test(`an error ${code} inside a 200 means ${kind} for what creates`, async () => {
    await using shop = await store({
      CreateCustomer: () => ({ json: { errors: [{ message: 'no', extensions: { code } }], data: null } }),
    });
    const outcome = await write(shop.connection, 'customer.write', {
      input: { email: 'a@example.com' },
      addresses: [],
    });
    assert.equal(outcome.kind, kind);
  });
}

for (const [status, kind] of [
  [402, 'halted'],
  [403, 'halted'],
  [404, 'halted'],
  [423, 'halted'],
  [430, 'halted'],
  [429, 'retry'],
  [503, 'retry'],
  [502, 'unknown'],
] as const) {
  test(`HTTP ${status} means ${kind}`, async () => {
    await using shop = await store({ CreateCustomer: () => ({ status, json: { errors: 'no' } }) });
    const outcome = await write(shop.connection, 'customer.write', {
      input: { email: 'a@example.com' },
      addresses: [],
    });
    assert.equal(outcome.kind, kind);
  });
}

test('an expired token is fetched anew, once', async () => {
  let count = 0;
  await using shop = await store({
    CreateCustomer: () => {
      count += 1;
      return count === 1
        ? { status: 401, json: { errors: '[API] Invalid API key or access token' } }
        : {
            json: {
              data: {
                customerCreate: {
                  customer: { id: 'gid://shopify/Customer/7', legacyResourceId: '7', displayName: 'A' },
                  userErrors: [],
                },
              },
            },
          };
    },
  });
  const outcome = await write(shop.connection, 'customer.write', { input: { email: 'a@example.com' }, addresses: [] });
  assert.deepEqual(outcome, { kind: 'done', target: { id: '7', number: 'A' } });
});

test('an e-mail that is taken may be our own earlier attempt: it is looked up', async () => {
  await using shop = await store({
    CreateCustomer: {
      customerCreate: { customer: null, userErrors: [{ field: ['email'], message: 'Email has already been taken' }] },
    },
  });
  assert.equal(
    (await write(shop.connection, 'customer.write', { input: { email: 'a@example.com' }, addresses: [] })).kind,
    'unknown',
  );
});

const shipOrder = (left: number, more: Record<string, unknown> = {}) => ({
  order: {
    id: 'gid://shopify/Order/555',
    legacyResourceId: '555',
    name: '#1001',
    fulfillments: [],
    fulfillmentOrders: {
      nodes: [
        {
          id: 'gid://shopify/FulfillmentOrder/1',
          status: 'OPEN',
          assignedLocation: { name: 'Main', location: { id: 'gid://shopify/Location/81' } },
          supportedActions: [{ action: 'CREATE_FULFILLMENT' }, { action: 'HOLD' }],
          lineItems: {
            nodes: [
              {
                id: 'gid://shopify/FulfillmentOrderLineItem/1',
                remainingQuantity: left,
                sku: 'A',
                lineItem: { id: 'gid://shopify/LineItem/11' },
              },
              {
                id: 'gid://shopify/FulfillmentOrderLineItem/2',
                remainingQuantity: 0,
                sku: 'A',
                lineItem: { id: 'gid://shopify/LineItem/11' },
              },
            ],
            pageInfo: { hasNextPage: false },
          },
        },
        {
          id: 'gid://shopify/FulfillmentOrder/2',
          status: 'IN_PROGRESS',
          assignedLocation: { name: 'Main', location: { id: 'gid://shopify/Location/81' } },
          supportedActions: [{ action: 'CREATE_FULFILLMENT' }],
          lineItems: {
            nodes: [
              {
                id: 'gid://shopify/FulfillmentOrderLineItem/3',
                remainingQuantity: 1,
                sku: 'A',
                lineItem: { id: 'gid://shopify/LineItem/12' },
              },
            ],
            pageInfo: { hasNextPage: false },
          },
        },
        {
          id: 'gid://shopify/FulfillmentOrder/3',
          status: 'OPEN',
          assignedLocation: { name: '3PL', location: { id: 'gid://shopify/Location/90' } },
          supportedActions: [{ action: 'REQUEST_FULFILLMENT' }],
          lineItems: {
            nodes: [
              {
                id: 'gid://shopify/FulfillmentOrderLineItem/4',
                remainingQuantity: 5,
                sku: 'A',
                lineItem: { id: 'gid://shopify/LineItem/13' },
              },
            ],
            pageInfo: { hasNextPage: false },
          },
        },
      ],
      pageInfo: { hasNextPage: false },
    },
    ...more,
  },
});

const SHIPMENT = {
  action: 'ship',
  shipment: 'SH-1',
  order: { id: 'gid://shopify/Order/555', name: '#1001' },
  lines: [{ sku: 'A', quantity: 3 }],
  everything: false,
  tracking: { company: 'UPS', numbers: ['1Z999'] },
};
const FULFILLED = {
  fulfillmentCreate: {
    fulfillment: { id: 'gid://shopify/Fulfillment/9', legacyResourceId: '9', name: '#1001-F1', status: 'SUCCESS' },
    userErrors: [],
  },
};

test('a shipment is spread over the open fulfilment orders of its own house', async () => {
  await using shop = await store({ FindOrderToShipById: shipOrder(2), CreateFulfillment: FULFILLED });
  const outcome = await findAndWrite(shop.connection, 'shipment.write', SHIPMENT);
  assert.equal(outcome.kind, 'done');
  assert.deepEqual(shop.asked('CreateFulfillment').variables.fulfillment, {
    notifyCustomer: true,
    lineItemsByFulfillmentOrder: [
      {
        fulfillmentOrderId: 'gid://shopify/FulfillmentOrder/1',
        fulfillmentOrderLineItems: [{ id: 'gid://shopify/FulfillmentOrderLineItem/1', quantity: 2 }],
      },
      {
        fulfillmentOrderId: 'gid://shopify/FulfillmentOrder/2',
        fulfillmentOrderLineItems: [{ id: 'gid://shopify/FulfillmentOrderLineItem/3', quantity: 1 }],
      },
    ],
    trackingInfo: { company: 'UPS', numbers: ['1Z999'] },
  });
});

test('by line of the order only its own row is shipped; everything means all that remains here', async () => {
  await using shop = await store({ FindOrderToShipById: shipOrder(2), CreateFulfillment: FULFILLED });
  await findAndWrite(shop.connection, 'shipment.write', {
    ...SHIPMENT,
    lines: [{ id: 'gid://shopify/LineItem/12', sku: 'A', quantity: 1 }],
  });
  assert.deepEqual(
    (shop.asked('CreateFulfillment').variables.fulfillment as Record<string, unknown>).lineItemsByFulfillmentOrder,
    [
      {
        fulfillmentOrderId: 'gid://shopify/FulfillmentOrder/2',
        fulfillmentOrderLineItems: [{ id: 'gid://shopify/FulfillmentOrderLineItem/3', quantity: 1 }],
      },
    ],
  );
  await findAndWrite(shop.connection, 'shipment.write', { ...SHIPMENT, lines: [], everything: true });
  assert.deepEqual(
    (shop.asked('CreateFulfillment').variables.fulfillment as Record<string, unknown>).lineItemsByFulfillmentOrder,
    [
      {
        fulfillmentOrderId: 'gid://shopify/FulfillmentOrder/1',
        fulfillmentOrderLineItems: [{ id: 'gid://shopify/FulfillmentOrderLineItem/1', quantity: 2 }],
      },
      {
        fulfillmentOrderId: 'gid://shopify/FulfillmentOrder/2',
        fulfillmentOrderLineItems: [{ id: 'gid://shopify/FulfillmentOrderLineItem/3', quantity: 1 }],
      },
    ],
  );
});

for (const [why, order, payload, code] of [
  ['more than remains', shipOrder(1), SHIPMENT, 'ships-more-than-remains'],
  [
    'half of it, because the other half is nowhere,',
    shipOrder(2),
    {
      ...SHIPMENT,
      lines: [
        { sku: 'A', quantity: 1 },
        { sku: 'B', quantity: 1 },
      ],
    },
    'ships-more-than-remains',
  ],
  [
    'what waits at a third party',
    shipOrder(2),
    { ...SHIPMENT, lines: [{ id: 'gid://shopify/LineItem/13', quantity: 1 }] },
    'ships-more-than-remains',
  ],
  [
    'what lies elsewhere',
    shipOrder(2),
    { ...SHIPMENT, location: 'gid://shopify/Location/82' },
    'ships-more-than-remains',
  ],
  [
    'nothing',
    shipOrder(0, { fulfillmentOrders: { nodes: [], pageInfo: { hasNextPage: false } } }),
    { ...SHIPMENT, lines: [], everything: true },
    'nothing-to-ship',
  ],
  [
    'of an order that was not read whole',
    shipOrder(3, {
      fulfillments: Array.from({ length: 41 }, () => ({ id: 'f', status: 'SUCCESS', trackingInfo: [] })),
    }),
    SHIPMENT,
    'order-not-whole',
  ],
] as const) {
  test(`${why} is never sent`, async () => {
    await using shop = await store({ FindOrderToShipById: order, CreateFulfillment: FULFILLED });
    await assert.rejects(
      findAndWrite(shop.connection, 'shipment.write', payload),
      (error: unknown) => error instanceof Hold && error.code === code,
    );
    assert.deepEqual(shop.names(), ['FindOrderToShipById']);
  });
}

test('a shipment that is there already is not shipped again; a tracking number that was missing is added', async () => {
  const shipped = {
    fulfillments: [{ id: 'gid://shopify/Fulfillment/9', status: 'SUCCESS', trackingInfo: [{ number: '1Z999' }] }],
  };
  await using shop = await store({
    FindOrderToShipById: shipOrder(2, shipped),
    UpdateTracking: {
      fulfillmentTrackingInfoUpdate: { fulfillment: { id: 'gid://shopify/Fulfillment/9' }, userErrors: [] },
    },
    CancelFulfillment: {
      fulfillmentCancel: { fulfillment: { id: 'gid://shopify/Fulfillment/9', status: 'CANCELLED' }, userErrors: [] },
    },
  });
  assert.equal((await findAndWrite(shop.connection, 'shipment.write', SHIPMENT)).kind, 'done');
  assert.deepEqual(shop.names(), ['FindOrderToShipById']);
  await findAndWrite(shop.connection, 'shipment.write', { ...SHIPMENT, tracking: { numbers: ['1Z999', '1Z998'] } });
  assert.deepEqual(shop.asked('UpdateTracking').variables, {
    fulfillmentId: 'gid://shopify/Fulfillment/9',
    trackingInfoInput: { numbers: ['1Z999', '1Z998'] },
    notifyCustomer: false,
  });
  await findAndWrite(shop.connection, 'shipment.write', { ...SHIPMENT, action: 'cancel' });
  assert.deepEqual(shop.asked('CancelFulfillment').variables, { id: 'gid://shopify/Fulfillment/9' });
});

test('a cancelled shipment with the same number was another one', async () => {
  const gone = {
    fulfillments: [{ id: 'gid://shopify/Fulfillment/9', status: 'CANCELLED', trackingInfo: [{ number: '1Z999' }] }],
  };
  await using shop = await store({ FindOrderToShipById: shipOrder(2, gone), CreateFulfillment: FULFILLED });
  await findAndWrite(shop.connection, 'shipment.write', SHIPMENT);
  assert.deepEqual(shop.names(), ['FindOrderToShipById', 'CreateFulfillment']);
});

test('an order is cancelled once', async () => {
  const order = (cancelledAt: string | null) => ({
    order: { id: 'gid://shopify/Order/555', legacyResourceId: '555', name: '#1001', cancelledAt },
  });
  const payload = {
    order: { id: 'gid://shopify/Order/555' },
    cancel: { reason: 'OTHER', restock: true, notifyCustomer: false },
  };
  await using shop = await store({
    FindOrderById: order(null),
    CancelOrder: { orderCancel: { job: { id: 'gid://shopify/Job/1', done: false }, orderCancelUserErrors: [] } },
  });
  assert.equal((await findAndWrite(shop.connection, 'order.cancel', payload)).kind, 'done');
  assert.deepEqual(shop.asked('CancelOrder').variables, {
    reason: 'OTHER',
    restock: true,
    notifyCustomer: false,
    orderId: 'gid://shopify/Order/555',
  });
  await using later = await store({ FindOrderById: order('2026-05-05T08:00:00Z') });
  assert.equal((await findAndWrite(later.connection, 'order.cancel', payload)).kind, 'done');
  assert.deepEqual(later.names(), ['FindOrderById']);
});

const VARIANT = (sku: string, size: string) => ({
  sku,
  price: '10.00',
  optionValues: [{ optionName: 'Size', name: size }],
  inventory: { tracked: true, requiresShipping: true },
});
const PRODUCT = {
  sku: 'S',
  product: { title: 'Shirt', status: 'ACTIVE' },
  options: [{ name: 'Size', values: [{ name: 'S' }, { name: 'M' }] }],
  variants: [VARIANT('S', 'S'), VARIANT('M', 'M')],
  collections: ['gid://shopify/Collection/1', 'gid://shopify/Collection/2'],
};

test('a new product is made in one call and shown where the option says', async () => {
  await using shop = await store(
    {
      CreateProduct: {
        productSet: {
          product: { id: 'gid://shopify/Product/301', legacyResourceId: '301', handle: 'shirt' },
          userErrors: [],
        },
      },
      Publish: { publishablePublish: { userErrors: [] } },
    },
    { publications: ['gid://shopify/Publication/1'] },
  );
  const outcome = await write(shop.connection, 'product.write', PRODUCT);
  assert.deepEqual(outcome, { kind: 'done', target: { id: '301', number: 'shirt' } });
  assert.deepEqual(shop.asked('CreateProduct').variables.input, {
    title: 'Shirt',
    status: 'ACTIVE',
    productOptions: PRODUCT.options,
    variants: PRODUCT.variants.map(({ inventory, ...variant }) => ({ ...variant, inventoryItem: inventory })),
    collections: PRODUCT.collections,
  });
  assert.deepEqual(shop.asked('Publish').variables, {
    id: 'gid://shopify/Product/301',
    input: [{ publicationId: 'gid://shopify/Publication/1' }],
  });
});

test('of a product that is there nothing is taken away but what the ERP owns', async () => {
  await using shop = await store({
    ReadTargetProduct: {
      product: {
        id: 'gid://shopify/Product/301',
        variants: {
          nodes: [
            { id: 'gid://shopify/ProductVariant/1', sku: 'S' },
            { id: 'gid://shopify/ProductVariant/9', sku: 'OLD' },
          ],
          pageInfo: { hasNextPage: false },
        },
        collections: {
          nodes: [
            { id: 'gid://shopify/Collection/1', metafield: { value: 'A' } },
            { id: 'gid://shopify/Collection/7', metafield: { value: 'B' } },
            { id: 'gid://shopify/Collection/8', metafield: null },
          ],
          pageInfo: { hasNextPage: false },
        },
      },
    },
    UpdateProduct: {
      productUpdate: {
        product: { id: 'gid://shopify/Product/301', legacyResourceId: '301', handle: 'shirt' },
        userErrors: [],
      },
    },
    UpdateVariants: {
      productVariantsBulkUpdate: { productVariants: [{ id: 'gid://shopify/ProductVariant/1' }], userErrors: [] },
    },
    CreateVariant: {
      productVariantsBulkCreate: {
        productVariants: null,
        userErrors: [{ field: ['variants'], message: 'exists', code: 'VARIANT_ALREADY_EXISTS' }],
      },
    },
  });
  assert.equal((await write(shop.connection, 'product.write', PRODUCT, { id: '301' })).kind, 'done');
  assert.deepEqual(shop.names(), ['ReadTargetProduct', 'UpdateProduct', 'UpdateVariants', 'CreateVariant']);
  assert.deepEqual(shop.asked('UpdateProduct').variables.product, {
    title: 'Shirt',
    status: 'ACTIVE',
    id: 'gid://shopify/Product/301',
    collectionsToJoin: ['gid://shopify/Collection/2'],
    collectionsToLeave: ['gid://shopify/Collection/7'],
  });
  assert.deepEqual(shop.asked('UpdateVariants').variables, {
    productId: 'gid://shopify/Product/301',
    variants: [
      {
        id: 'gid://shopify/ProductVariant/1',
        price: '10.00',
        inventoryItem: { tracked: true, requiresShipping: true, sku: 'S' },
      },
    ],
  });
  assert.deepEqual(shop.asked('CreateVariant').variables, {
    productId: 'gid://shopify/Product/301',
    variants: [
      {
        price: '10.00',
        optionValues: [{ optionName: 'Size', name: 'M' }],
        inventoryItem: { tracked: true, requiresShipping: true, sku: 'M' },
      },
    ],
  });
});

test('the only variant of a simple product takes a new SKU; a deleted product is archived and nothing else', async () => {
  await using shop = await store({
    ReadTargetProduct: {
      product: {
        id: 'gid://shopify/Product/301',
        variants: { nodes: [{ id: 'gid://shopify/ProductVariant/1', sku: 'OLD' }], pageInfo: { hasNextPage: false } },
        collections: { nodes: [], pageInfo: { hasNextPage: false } },
      },
    },
    UpdateProduct: {
      productUpdate: {
        product: { id: 'gid://shopify/Product/301', legacyResourceId: '301', handle: 'shirt' },
        userErrors: [],
      },
    },
    UpdateVariants: {
      productVariantsBulkUpdate: { productVariants: [{ id: 'gid://shopify/ProductVariant/1' }], userErrors: [] },
    },
  });
  const simple = {
    sku: 'NEW',
    product: { title: 'Shirt', status: 'ACTIVE' },
    options: [],
    variants: [VARIANT('NEW', 'Default Title')],
  };
  assert.equal((await write(shop.connection, 'product.write', simple, { id: '301' })).kind, 'done');
  assert.deepEqual(shop.names(), ['ReadTargetProduct', 'UpdateProduct', 'UpdateVariants']);
  assert.equal(
    (
      await write(
        shop.connection,
        'product.write',
        { sku: 'NEW', product: { status: 'ARCHIVED' }, options: [], variants: [] },
        { id: '301' },
      )
    ).kind,
    'done',
  );
  assert.deepEqual(shop.names().slice(3), ['ReadTargetProduct', 'UpdateProduct']);
  assert.deepEqual(shop.asked('UpdateProduct').variables, {
    product: { status: 'ARCHIVED', id: 'gid://shopify/Product/301' },
  });
});

test('a product that was deleted in the shop is told, not made again over its link', async () => {
  await using shop = await store({ ReadTargetProduct: { product: null } });
  assert.equal((await write(shop.connection, 'product.write', PRODUCT, { id: '301' })).kind, 'rejected');
});

test('a price goes to the variant, and null takes the crossed-out price away', async () => {
  await using shop = await store({
    FindVariantsBySku: {
      productVariants: {
        nodes: [
          {
            id: 'gid://shopify/ProductVariant/401',
            legacyResourceId: '401',
            sku: 'A',
            product: { id: 'gid://shopify/Product/301', legacyResourceId: '301' },
          },
        ],
      },
    },
    UpdateVariants: {
      productVariantsBulkUpdate: { productVariants: [{ id: 'gid://shopify/ProductVariant/401' }], userErrors: [] },
    },
  });
  assert.equal(
    (await findAndWrite(shop.connection, 'price.write', { sku: 'A', price: { price: '9.99', compareAtPrice: null } }))
      .kind,
    'done',
  );
  assert.deepEqual(shop.asked('UpdateVariants').variables, {
    productId: 'gid://shopify/Product/301',
    variants: [{ price: '9.99', compareAtPrice: null, id: 'gid://shopify/ProductVariant/401' }],
  });
});

test('a collection is made under its handle; one that Shopify renamed is looked at again', async () => {
  const payload = {
    handle: 'fast',
    input: { title: 'Fasteners' },
    metafields: [{ namespace: 'erp', key: 'category_code', type: 'single_line_text_field', value: 'FAST' }],
  };
  let handle = 'fast';
  await using shop = await store({
    CreateCollection: () => ({
      json: {
        data: {
          collectionCreate: {
            collection: { id: 'gid://shopify/Collection/1', legacyResourceId: '1', handle },
            userErrors: [],
          },
        },
      },
    }),
  });
  assert.deepEqual(await write(shop.connection, 'category.write', payload), {
    kind: 'done',
    target: { id: '1', number: 'fast' },
  });
  assert.deepEqual(shop.asked('CreateCollection').variables.input, {
    title: 'Fasteners',
    handle: 'fast',
    metafields: payload.metafields,
  });
  handle = 'fast-1';
  assert.equal((await write(shop.connection, 'category.write', payload)).kind, 'unknown');
});

test('a collection is deleted once; one that is gone is gone', async () => {
  let errors: unknown[] = [];
  await using shop = await store({
    FindCollection: {
      collectionByIdentifier: { id: 'gid://shopify/Collection/1', legacyResourceId: '1', handle: 'fast' },
    },
    DeleteCollection: () => ({
      json: {
        data: {
          collectionDelete: {
            deletedCollectionId: errors.length > 0 ? null : 'gid://shopify/Collection/1',
            userErrors: errors,
          },
        },
      },
    }),
  });
  assert.equal((await findAndWrite(shop.connection, 'category.delete', { handle: 'fast' })).kind, 'done');
  errors = [{ field: ['id'], message: 'Collection does not exist' }];
  assert.equal((await findAndWrite(shop.connection, 'category.delete', { handle: 'fast' })).kind, 'done');
});

test('an invoice goes to every order that it bills', async () => {
  const metafields = [{ namespace: 'erp', key: 'invoice_number', type: 'single_line_text_field', value: 'R-1' }];
  const owners: unknown[] = [];
  await using shop = await store({
    FindOrderById: { order: { id: 'gid://shopify/Order/1', legacyResourceId: '1', name: '#1', cancelledAt: null } },
    SetMetafields: ({ variables }) => {
      owners.push((variables.metafields as { ownerId: string }[])[0]?.ownerId);
      return { json: { data: { metafieldsSet: { metafields: [{ id: 'm' }], userErrors: [] } } } };
    },
  });
  const outcome = await findAndWrite(shop.connection, 'invoice.write', {
    order: { id: 'gid://shopify/Order/1' },
    other_orders: ['gid://shopify/Order/2'],
    metafields,
  });
  assert.equal(outcome.kind, 'done');
  assert.deepEqual(owners, ['gid://shopify/Order/1', 'gid://shopify/Order/2']);
});

for (const name of ['order-1001.json', 'order-2077-business.json']) {
  test(`${name}: the money of the document adds up to the cent`, async () => {
    const mapping = compileMapping(
      'order.from.jsonata',
      readFileSync(join(ROOT, 'mappings/shopify/order.from.jsonata'), 'utf8'),
    );
    const document = await mapping.run(fixture(name), { options, needs: {}, translate: String, reference: String });
    assert.deepEqual(moneyAddsUp('0.00').judge(document as Document), []);
  });
}

test('the paths of the checklist read what the fixture says', async () => {
  const paths = file.checklist.order ?? {};
  const read = async (name: string, item: string) => {
    const value = compileExpression(paths[item] ?? '').evaluate(fixture(name));
    return JSON.parse(JSON.stringify(value ?? null)) as unknown;
  };
  const of = async (name: string) =>
    Object.fromEntries(
      await Promise.all(Object.keys(paths).map(async (item) => [item, await read(name, item)] as const)),
    );
  assert.deepEqual(await of('order-1001.json'), {
    'ORD-01': '#1001',
    'ORD-02.email': 'dana.reyes@example.com',
    'ORD-02.name': 'Reyes Tools LLC',
    'ORD-02.phone': '+15125550100',
    'ORD-02.ship_to': 'Sam Ito, 880 Dock St, 78664, Round Rock, US',
    'ORD-03.items': ['HX-BOLT-M8', 'DRILL-18V-KIT'],
    'ORD-03.names': ['Hex Bolt M8 - Box of 50', 'Cordless Drill 18V Kit'],
    'ORD-04.quantities': ['10', '1'],
    'ORD-04.unit_prices': ['4.50', '129.00'],
    'ORD-05.method': 'GROUND',
    'ORD-05.cost': '12.00',
    'ORD-06.total': '182.09',
    'ORD-06.tax': '13.49',
    'ORD-07.codes': ['SPRING10'],
    'ORD-07.discount': '17.40',
    'ORD-08.invoice_number': null,
    'ORD-09.method': 'shopify_payments',
    'ORD-09.reference': 'c40219118.1',
    'ORD-09.paid': true,
  });
  const business = await of('order-2077-business.json');
  assert.deepEqual(
    [business['ORD-02.name'], business['ORD-04.quantities'], business['ORD-08.invoice_number']],
    ['Weiß & Söhne GmbH', ['2', '1', '1', '1'], 'RE-9002'],
  );
});
