/** What the REST templates of Distribution One and DDI Inform send and make of answers, against a server on 127.0.0.1 whose paths are its own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkProject } from '../src/check/check-project.ts';
import { openConnection } from '../src/connector/open-connection.ts';
import { loopbackServer, type Received, type Reply } from '../src/connector/testing/loopback-server.ts';
import { collect, never } from '../src/connector/testing/test-connection.ts';
import { createHttpClient } from '../src/http/http-client.ts';
import { loadProject } from '../src/load/load-project.ts';
import { ManualClock, systemClock } from '../src/model/clock.ts';
import type { Connection, WriteOutcome } from '../src/model/connection.ts';
import { connectionName } from '../src/model/names.ts';
import { ORDER, requestOf } from './file-partner.ts';
import { BUILT_IN, sampleProject } from './sample-project.ts';
import { shippedConnector } from './shipped-connector.ts';

const ERPS = {
  'distribution-one-rest': { mappings: 'distribution-one', number: 'orderNo' },
  'ddi-inform-rest': { mappings: 'ddi-inform', number: 'erpOrderNo' },
} as const;
type Erp = keyof typeof ERPS;

interface Setting {
  readonly options?: Readonly<Record<string, unknown>>;
  readonly auth?: string;
}

async function opened(erp: Erp, answer: (request: Received) => Reply, { options, auth = 'api-key' }: Setting = {}) {
  const { connector, defaults } = shippedConnector(erp);
  const server = await loopbackServer(answer);
  const http = createHttpClient({ clock: systemClock });
  const connection = openConnection(
    {
      name: connectionName('erp'),
      url: `${server.url}/ws`,
      auth,
      credentials: {
        api_key: 'ApiKey hush-1',
        username: 'api',
        password: 'word-1',
        token: 'token-1',
        client_id: 'app',
        client_secret: 'hush-2',
      },
      options: {
        ...defaults,
        local_currency: 'USD',
        default_ship_method: 'PICKUP',
        order_create: '/create',
        order_by_ref: '/orders?ref={$payload.ref}',
        customer_create: '/customers',
        customer_by_email: '/customers?email={$payload.ref}',
        inventory: '/stock/all',
        ...options,
      },
    },
    connector,
    { clock: new ManualClock(), http, random: () => 0.5 },
  );
  return {
    connection,
    received: server.received,
    [Symbol.asyncDispose]: async () => {
      await http.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

const order = (erp: Erp, connection: Connection) => requestOf(connection, `${ERPS[erp].mappings}/order.to`, ORDER);
const write = (connection: Connection, capability: string, request: ReturnType<typeof order>) =>
  connection.write(capability, request, async () => undefined);
const reasonOf = (outcome: WriteOutcome) => ('reason' in outcome ? outcome.reason.text : '');

for (const erp of Object.keys(ERPS) as Erp[]) {
  const { number } = ERPS[erp];

  test(`${erp}: an order is looked for by the shop's number, posted once, and has the ERP's number`, async () => {
    await using system = await opened(erp, ({ method }) =>
      method === 'GET' ? { json: [] } : { status: 201, json: { [number]: 70012345 } },
    );
    const request = order(erp, system.connection);
    assert.deepEqual(await system.connection.find('order.write', request), { kind: 'none' });
    const outcome = await write(system.connection, 'order.write', request);
    assert.deepEqual(outcome.kind === 'done' ? outcome.target : reasonOf(outcome), { id: '1001', number: '70012345' });
    assert.deepEqual(
      system.received.map(({ method, url }) => `${method} ${url}`),
      ['GET /ws/orders?ref=1001', 'POST /ws/create'],
    );
    assert.equal(system.received[1]?.headers.authorization, 'ApiKey hush-1');
  });

  test(`${erp}: only the order with exactly this number counts, wherever the answer has its parts`, async () => {
    const orders = [{ head: { ref: '10010', no: 'A-1' } }, { head: { ref: '1001', no: 'A-2' } }];
    const options = { ref_at: 'head.ref', order_number_at: 'head.no', order_by_ref: '/find/{$payload.ref}' };
    await using system = await opened(erp, () => ({ json: { orders } }), { options });
    assert.deepEqual(await system.connection.find('order.write', order(erp, system.connection)), {
      kind: 'found',
      target: { id: '1001', number: 'A-2' },
    });
    assert.equal(system.received[0]?.url, '/ws/find/1001');
  });

  test(`${erp}: what refuses and what does not`, async () => {
    for (const [reply, kind, says] of [
      [{ status: 400, json: { error: 'item not found' } }, 'rejected', /item not found/],
      [{ status: 200, json: { error: { code: 'UNKNOWN_SKU', message: 'no VALVE-34' } } }, 'rejected', /no VALVE-34/],
      [{ status: 409, json: { code: 'DUPLICATE', message: 'there already' } }, 'unknown', /there already/],
      [{ status: 200, json: { ok: true } }, 'unknown', /nothing proves/],
      [{ status: 503, json: {} }, 'retry', /503/],
      [{ status: 401, json: { error: 'who?' } }, 'halted', /who\?/],
    ] as const) {
      await using system = await opened(erp, () => reply);
      const outcome = await write(system.connection, 'order.write', order(erp, system.connection));
      assert.equal(outcome.kind, kind, JSON.stringify(reply));
      assert.match(reasonOf(outcome), says);
    }
  });

  test(`${erp}: each way to sign in`, async () => {
    const basic = `Basic ${Buffer.from('api:word-1').toString('base64')}`;
    for (const [auth, expected] of [
      ['api-key', 'ApiKey hush-1'],
      ['basic', basic],
      ['bearer', 'Bearer token-1'],
      ['oauth2', 'Bearer granted'],
      ['none', undefined],
    ] as const) {
      await using system = await opened(
        erp,
        ({ url }) => ({ json: url === '/ws/oauth/token' ? { access_token: 'granted', expires_in: 60 } : [] }),
        { auth },
      );
      await system.connection.find('order.write', order(erp, system.connection));
      assert.equal(system.received.at(-1)?.headers.authorization, expected, auth);
    }
    await using named = await opened(erp, () => ({ json: [] }), { options: { api_key_header: 'X-Api-Key' } });
    await named.connection.find('order.write', order(erp, named.connection));
    const { headers } = named.received[0] ?? assert.fail();
    assert.deepEqual([headers['x-api-key'], headers.authorization], ['ApiKey hush-1', undefined]);
  });

  test(`${erp}: a customer is found by e-mail or made with the addresses to ship to`, async () => {
    const customers: unknown[] = [];
    await using system = await opened(erp, ({ method, body }) => {
      if (method === 'GET') return { json: { customers } };
      customers.push({ ...JSON.parse(body), customerId: 120045 });
      return { status: 201, json: { customerId: 120045 } };
    });
    const request = requestOf(system.connection, 'distribution-one/customer.to', {
      ...ORDER.customer,
      origin: { system: 'woocommerce', id: '2', updated_at: '2026-05-04T09:30:00Z' },
      addresses: [{ ...ORDER.billing_address, default_billing: true, default_shipping: true }],
    });
    assert.deepEqual(await system.connection.find('customer.write', request), { kind: 'none' });
    const made = await write(system.connection, 'customer.write', request);
    const target = { id: '120045', number: '120045' };
    assert.deepEqual(made.kind === 'done' ? made.target : reasonOf(made), target);
    assert.deepEqual(JSON.parse(system.received[1]?.body ?? ''), {
      ref: 'pat@example.com',
      name: 'Pat Moreno',
      email: 'pat@example.com',
      billTo: { line1: '100 Main Street', city: 'Boulder', zip: '80301', country: 'US' },
      shipTo: [{ name: 'Pat Moreno', line1: '100 Main Street', city: 'Boulder', zip: '80301', country: 'US' }],
    });
    assert.deepEqual(await system.connection.find('customer.write', request), { kind: 'found', target });
  });

  test(`${erp}: stock is one record an item, whether figures are numbers or texts`, async () => {
    const rows = [
      { sku: 'VALVE-34', warehouse: 'MAIN', onHand: 120, available: '106.0', modifiedAt: '2026-05-04T07:30:00Z' },
      { sku: 'VALVE-34', warehouse: 'EAST', onHand: 5, available: 5, modifiedAt: '2026-05-04T07:45:00Z' },
    ];
    await using system = await opened(erp, () => ({ json: { items: rows } }));
    const pages = await collect(system.connection.read('stock', { signal: never() }));
    const [record, ...others] = pages.flatMap(({ records }) => records);
    assert.deepEqual(others, []);
    assert.equal(record?.observedAt, '2026-05-04T07:45:00.000Z');
    assert.deepEqual(record.native, {
      sku: 'VALVE-34',
      observed: '2026-05-04T07:45:00Z',
      rows: [
        { sku: 'VALVE-34', warehouse: 'MAIN', onHand: '120', available: '106', modifiedAt: '2026-05-04T07:30:00Z' },
        { sku: 'VALVE-34', warehouse: 'EAST', onHand: '5', available: '5', modifiedAt: '2026-05-04T07:45:00Z' },
      ],
    });
  });

  test(`${erp}: an installation that does not say its paths is told which, before anything runs`, async () => {
    const written = (options: object) => `project: rest
connections:
  shop:
    connector: woocommerce
    url: https://shop.example.com
    credentials: { consumer_key: "\${env:KEY}", consumer_secret: "\${env:SECRET}" }
    options: { currency: USD, prices_include_tax: false }
  erp: { connector: ${erp}, url: "https://erp.example.com", auth: none, options: ${JSON.stringify({ local_currency: 'USD', ...options })} }
pipes: [orders]
`;
    const told = async (options: object) => {
      using sample = sampleProject({
        'pipewright.yaml': written(options),
        'lookups/shipping-methods.csv': 'shop,erp\n',
        'lookups/payment-methods.csv': 'shop,erp\n',
      });
      const findings = await checkProject(loadProject({ root: sample.root, builtIn: BUILT_IN }), { cases: false });
      return findings.filter(({ code }) => code === 'PIPE204').map(({ message }) => /`(\w+)`/.exec(message)?.[1]);
    };
    const paths = { order_create: '/create', order_by_ref: '/o?ref={$payload.ref}' };
    assert.deepEqual(await told({ ...paths, customer_create: '/c', customer_by_email: '/c?e={$payload.ref}' }), []);
    assert.deepEqual(await told({ order_create: '/create' }), ['order_by_ref', 'customer_create', 'customer_by_email']);
  });
}

test('the order of ERP-ONE is the template of the sheet, with what the shop knows besides', async () => {
  await using system = await opened('distribution-one-rest', () => ({ json: { orderNo: 'S-1' } }));
  await write(system.connection, 'order.write', order('distribution-one-rest', system.connection));
  assert.deepEqual(JSON.parse(system.received[0]?.body ?? ''), {
    ref: '1001',
    orderDate: '2026-05-04T09:00:00Z',
    customer: '120045',
    email: 'pat@example.com',
    billTo: { name: 'Pat Moreno', line1: '100 Main Street', city: 'Boulder', zip: '80301', country: 'US' },
    shipVia: 'PICKUP',
    shipTo: {},
    freight: '0.00',
    discount: '0.00',
    tax: '4.00',
    total: '54.00',
    lines: [
      {
        line: 1,
        item: 'VALVE-34',
        description: '3/4 in ball valve, "brass"',
        quantity: '4',
        unit: 'EA',
        price: '12.5000',
        discount: '0.00',
        tax: '4.00',
      },
    ],
  });
});

test('the order of Inform is that of the sheet, and what was paid a deposit', async () => {
  await using system = await opened('ddi-inform-rest', () => ({ json: { erpOrderNo: 'S-1' } }));
  await write(system.connection, 'order.write', order('ddi-inform-rest', system.connection));
  const { customer, payment, orderTotal, lines } = JSON.parse(system.received[0]?.body ?? '');
  assert.deepEqual(
    { customer, payment, orderTotal, lines },
    {
      customer: { customerId: '120045', name: 'Pat Moreno', email: 'pat@example.com' },
      payment: {},
      orderTotal: '54.00',
      lines: [
        {
          lineNo: 1,
          type: 'ITEM',
          sku: 'VALVE-34',
          description: '3/4 in ball valve, "brass"',
          quantity: '4',
          uom: 'EA',
          unitPrice: '12.5000',
          lineTax: '4.00',
          lineDiscount: '0.00',
        },
      ],
    },
  );
});

test('the price call of ERP-ONE proves address and key, with the slash that belongs to its path', async () => {
  const options = { probe_customer: '120045', probe_item: 'VALVE-34' };
  await using system = await opened('distribution-one-rest', () => ({ json: { unitName: 'EA', price: '12.50' } }), {
    options,
  });
  assert.equal(await system.connection.probe(never()), 'Distribution One ERP-ONE by REST');
  assert.equal(system.received[0]?.url, '/ws/price/fetch/?customer=120045&item=VALVE-34');
  await using wrong = await opened(
    'distribution-one-rest',
    () => ({ status: 400, json: { error: 'item not found' } }),
    { options },
  );
  await assert.rejects(wrong.connection.probe(never()), /item not found/);
});
