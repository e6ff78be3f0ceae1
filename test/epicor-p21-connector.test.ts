/** What the Prophet 21 connector really sends, and what it makes of the middleware's answers, against a server on 127.0.0.1. */
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
import type { TargetReference } from '../src/model/delivery.ts';
import { Hold } from '../src/model/hold.ts';
import { connected, written } from './connected.ts';
import { shippedConnector } from './shipped-connector.ts';

const { connector, defaults } = shippedConnector('epicor-p21');
const TABLES = '/odataservice/odata/table';
const TRANSACTION = 'POST /uiserver0/api/v2/transaction';

interface Erp extends AsyncDisposable {
  readonly connection: Connection;
  /** Method, path and query of every request but the sign-in, decoded, tables by their name alone. */
  readonly sent: () => string[];
  readonly received: LoopbackServer['received'];
}

type Answers = Readonly<Record<string, Reply | ((request: Received) => Reply)>>;

/** Answers by `METHOD /path` without query, tables as `GET oe_hdr`; what is not listed is an empty table. */
async function p21(
  answers: Answers,
  options: Readonly<Record<string, unknown>> = {},
  auth?: 'consumer-key',
): Promise<Erp> {
  const short = (path: string) => path.replace(`${TABLES}/`, '');
  const server = await loopbackServer((request) => {
    const url = new URL(request.url, 'http://p21.example.com');
    if (url.pathname === '/api/security/token/v2')
      return { json: { AccessToken: 'token-1', RefreshToken: 'r-1', ExpiresInSeconds: 86400, TokenType: 'Bearer' } };
    const answer = answers[`${request.method} ${short(url.pathname)}`] ?? { json: { value: [] } };
    return typeof answer === 'function' ? answer(request) : answer;
  });
  const open = connected(server, connector, {
    name: 'erp',
    credentials: { username: 'api.user', password: 'word-1', consumer_key: 'key-1' },
    options: {
      ...defaults,
      ui_url: `${server.url}/uiserver0`,
      company: '01',
      currency: 'USD',
      location: '10',
      salesrep: '1001',
      time_zone: 'America/Denver',
      ...options,
    },
    ...(auth === undefined ? {} : { auth }),
  });
  return {
    ...open,
    received: server.received,
    sent: () =>
      server.received
        .filter(({ url }) => !url.startsWith('/api/security/'))
        .map(({ method, url }) => `${method} ${short(decodeURIComponent(url))}`),
  };
}

const write = (connection: Connection, capability: string, payload: unknown, target?: TargetReference) =>
  written(connection, capability, payload, target, DOCUMENT);

const rows = (...value: readonly unknown[]): Reply => ({ json: { value } });

const DOCUMENT = { number: '100045', total: '59.76', tax_total: '3.80', currency: 'USD' };
const PAYLOAD = {
  reference: 'WEB-100045',
  header: {
    job_name: 'WEB-100045',
    oe_hdr_ship2_city: 'Denver',
    ship_to_id: '120045',
    oe_hdr_ship2_add2: '',
    customer_id: '120045',
  },
  ship_to: { phys_country: 'US' },
  items: [
    {
      extended_desc: 'Valve',
      user_line_no: '010',
      oe_order_item_id: 'VALVE-34',
      unit_quantity: '4',
      unit_price: '12.5',
    },
    { user_line_no: 'freight:1', oe_order_item_id: 'FREIGHT', unit_quantity: '1', unit_price: '5.96' },
  ],
  notes: [{ topic: 'Web order', note: 'Payment status: paid' }],
};
const PASSED: Reply = {
  json: {
    Messages: ['Transaction 1:: '],
    Results: {
      Name: 'Order',
      Transactions: [
        {
          Status: 'Passed',
          DataElements: [{ Name: 'TABPAGE_1.order', Rows: [{ Edits: [{ Name: 'order_no', Value: '1000123' }] }] }],
        },
      ],
    },
    Summary: { Succeeded: 1, Failed: 0, Other: 0 },
  },
};
const failed = (message: string): Reply => ({
  json: { Messages: [`Transaction 1:: ${message}`], Results: null, Summary: { Succeeded: 0, Failed: 1, Other: 0 } },
});
const LINES = [
  { order_no: '1000123', line_no: 1, user_line_no: '010', extended_price: 50, sales_tax: 3.8 },
  { order_no: '1000123', line_no: 2, user_line_no: 'freight:1', extended_price: 5.96, sales_tax: null },
];
const made = { [TRANSACTION]: PASSED, 'GET oe_line': rows(...LINES) };

test('a user signs in with JSON, once, and every call accepts JSON only', async () => {
  await using erp = await p21({ 'GET inv_mast': rows({ item_id: 'VALVE-34' }) });
  await erp.connection.probe(never());
  await erp.connection.probe(never());
  const signIns = erp.received.filter(({ url }) => url === '/api/security/token/v2');
  assert.deepEqual(
    signIns.map(({ body }) => JSON.parse(body)),
    [{ username: 'api.user', password: 'word-1' }],
  );
  const { headers } = erp.received.at(-1) ?? assert.fail();
  assert.deepEqual([headers.authorization, headers.accept], ['Bearer token-1', 'application/json']);
});

test('a consumer key signs in as the user that is attached to it', async () => {
  await using erp = await p21({ 'GET inv_mast': rows({ item_id: 'VALVE-34' }) }, {}, 'consumer-key');
  await erp.connection.probe(never());
  assert.deepEqual(JSON.parse(erp.received[0]?.body ?? ''), {
    ClientSecret: 'key-1',
    GrantType: 'client_credentials',
    username: 'api.user',
  });
});

test('the window is filled in its own order, the customer first, with lines that have their handle for a key', async () => {
  await using erp = await p21(made);
  const outcome = await write(erp.connection, 'order.write', PAYLOAD);
  assert.deepEqual(outcome, { kind: 'done', target: { id: '1000123', number: '1000123' } });
  const [, post] = erp.received;
  assert.equal(`${post?.method} ${post?.url}`, TRANSACTION);
  const edits = (fields: Readonly<Record<string, string>>) => ({
    Edits: Object.entries(fields).map(([Name, Value]) => ({ Name, Value })),
    RelativeDateEdits: [],
  });
  assert.deepEqual(JSON.parse(post?.body ?? ''), {
    Name: 'Order',
    UseCodeValues: true,
    IgnoreDisabled: true,
    Transactions: [
      {
        Status: 'New',
        DataElements: [
          {
            Name: 'TABPAGE_1.order',
            Type: 'Form',
            Keys: [],
            Rows: [
              edits({
                customer_id: '120045',
                ship_to_id: '120045',
                job_name: 'WEB-100045',
                oe_hdr_ship2_add2: '',
                oe_hdr_ship2_city: 'Denver',
              }),
            ],
          },
          { Name: 'TP_SHIPTO.shipto', Type: 'Form', Keys: [], Rows: [edits({ phys_country: 'US' })] },
          {
            Name: 'TP_ITEMS.items',
            Type: 'List',
            Keys: ['user_line_no'],
            Rows: [
              edits({
                user_line_no: '010',
                oe_order_item_id: 'VALVE-34',
                unit_quantity: '4',
                unit_price: '12.5',
                extended_desc: 'Valve',
              }),
              edits({ user_line_no: 'freight:1', oe_order_item_id: 'FREIGHT', unit_quantity: '1', unit_price: '5.96' }),
            ],
          },
          {
            Name: 'HDR_NOTE.hdr_note',
            Type: 'List',
            Keys: [],
            Rows: [edits({ topic: 'Web order', note: 'Payment status: paid' })],
          },
        ],
      },
    ],
  });
  assert.match(erp.sent()[1] ?? '', /^GET oe_line\?\$filter=order_no eq '1000123' and delete_flag eq 'N'&/);
});

test('freight that is no line and an order that is not taxed have elements of their own', async () => {
  const [valve] = LINES;
  await using erp = await p21({ [TRANSACTION]: PASSED, 'GET oe_line': rows({ ...valve, sales_tax: 0 }) });
  const { items, ...others } = PAYLOAD;
  const payload = { ...others, items: items.slice(0, 1), freight: { freight_out: '9.76' }, tax: { taxable: 'N' } };
  assert.equal((await write(erp.connection, 'order.write', payload)).kind, 'done');
  const { Transactions: transactions } = JSON.parse(erp.received[1]?.body ?? '') as {
    readonly Transactions: readonly { readonly DataElements: readonly { readonly Name: string }[] }[];
  };
  assert.deepEqual(
    transactions[0]?.DataElements.map(({ Name }) => Name),
    [
      'TABPAGE_1.order',
      'TP_SHIPTO.shipto',
      'TP_SHIPINFO.shipinfo',
      'TP_TAX.tp_tax_dw_2',
      'TP_ITEMS.items',
      'HDR_NOTE.hdr_note',
    ],
  );
});

test('cents within the tolerance are made up by a line that is there once; more is for a person', async () => {
  const answers = { ...made, 'GET oe_line': rows({ ...LINES[0], sales_tax: 3.79 }, LINES[1]) };
  const options = { rounding_item: 'ROUNDING', tax_tolerance: '0.02' };
  await using close = await p21(answers, options);
  assert.equal((await write(close.connection, 'order.write', PAYLOAD)).kind, 'done');
  const { Transactions: transactions } = JSON.parse(close.received.at(-1)?.body ?? '') as { Transactions: unknown[] };
  assert.deepEqual(transactions, [
    {
      Status: 'New',
      DataElements: [
        {
          Name: 'TABPAGE_1.order',
          Type: 'Form',
          Keys: ['order_no'],
          Rows: [{ Edits: [{ Name: 'order_no', Value: '1000123' }], RelativeDateEdits: [] }],
        },
        {
          Name: 'TP_ITEMS.items',
          Type: 'List',
          Keys: ['user_line_no'],
          Rows: [
            {
              Edits: [
                { Name: 'user_line_no', Value: 'ROUNDING' },
                { Name: 'oe_order_item_id', Value: 'ROUNDING' },
                { Name: 'unit_quantity', Value: '1' },
                { Name: 'unit_price', Value: '0.01' },
                { Name: 'manual_price_overide', Value: 'Y' },
                { Name: 'extended_desc', Value: 'Rounding of tax' },
              ],
              RelativeDateEdits: [],
            },
          ],
        },
      ],
    },
  ]);
  await using far = await p21({ ...made, 'GET oe_line': rows({ ...LINES[0], sales_tax: 3.7 }, LINES[1]) }, options);
  await assert.rejects(
    write(far.connection, 'order.write', PAYLOAD),
    (error: unknown) =>
      error instanceof Hold && error.code === 'total-differs' && /1000123 .*59\.66/.test(error.message),
  );
  await using exact = await p21(made, options);
  await write(exact.connection, 'order.write', PAYLOAD);
  assert.equal(exact.received.filter(({ method }) => method === 'POST').length, 2);
});

test('a line that a rule of the tenant dropped is told, whatever the total', async () => {
  await using erp = await p21({ ...made, 'GET oe_line': rows({ ...LINES[0], extended_price: 55.96 }) });
  await assert.rejects(
    write(erp.connection, 'order.write', PAYLOAD),
    (error: unknown) => error instanceof Hold && error.code === 'lines-lost' && /1 of 2 lines/.test(error.message),
  );
});

test('an order is found by the exact reference, quotes and all, in the column that the option names', async () => {
  const found = (reference: string): Reply =>
    rows(
      { order_no: '1000123', job_name: `${reference} `, web_reference_no: reference, cancel_flag: 'N' },
      { order_no: '1000124', job_name: 'WEB-1', web_reference_no: 'WEB-1', cancel_flag: 'N' },
    );
  await using erp = await p21({ 'GET oe_hdr': found("web-10'01") });
  const request = writeRequest({ payload: { reference: "WEB-10'01" } });
  const outcome = await erp.connection.find('order.find', request);
  assert.deepEqual(outcome, { kind: 'found', target: { id: '1000123', number: '1000123' } });
  assert.match(
    erp.sent()[0] ?? '',
    /\?\$filter=job_name eq 'WEB-10''01' and company_id eq '01' and delete_flag eq 'N'&/,
  );
  await using other = await p21({ 'GET oe_hdr': found('WEB-7') }, { order_reference: 'web_reference_no' });
  await other.connection.find('order.find', writeRequest({ payload: { reference: 'WEB-7' } }));
  assert.match(other.sent()[0] ?? '', /\?\$filter=web_reference_no eq 'WEB-7' /);
});

const rest = (status: number, ErrorType: string, ErrorMessage: string): Reply => ({
  status,
  json: { DateTimeStamp: '2025-03-04T09:12:00', ErrorMessage, ErrorType, HostName: 'P21', LogId: null, UserId: 'api' },
});

/** Bodies of sheet section 6 to what they mean for the create of an order. */
const MEANINGS: readonly (readonly [what: string, reply: Reply, write: string, says: RegExp])[] = [
  [
    'a window that refuses',
    failed('Item ID VALVE-99 does not exist.'),
    'rejected',
    /^.*Item ID VALVE-99 does not exist\./,
  ],
  [
    'a dialog of somebody else',
    failed('Unexpected response window: w_response'),
    'unknown',
    /Unexpected response window/,
  ],
  ['a record that somebody has open', failed('The record is locked by user JDOE.'), 'retry', /locked by user JDOE/],
  ['a success without a number', { json: { ...Object(PASSED.json), Results: null } }, 'unknown', /./],
  [
    'a rule of the application',
    rest(500, 'P21.Business.Common.BusinessException', 'Customer is on hold.'),
    'rejected',
    /Customer is on hold\./,
  ],
  [
    'a failure that may pass',
    rest(500, 'System.Exception', 'Exception has been thrown by the target of an invocation.'),
    'unknown',
    /target of an invocation/,
  ],
  ['an empty 500', { status: 500 }, 'unknown', /500/],
  ['a gateway that gave up', { status: 502 }, 'unknown', /502/],
  ['a server that is down', { status: 503 }, 'retry', /503/],
  [
    'rights that are missing',
    { status: 403, json: { error: 'insufficient_scope' } },
    'halted',
    /insufficient_scope|403/,
  ],
];

for (const [what, reply, kind, says] of MEANINGS)
  test(`${what} means: ${kind}`, async () => {
    await using erp = await p21({ ...made, [TRANSACTION]: reply });
    const outcome = await write(erp.connection, 'order.write', PAYLOAD);
    assert.equal(outcome.kind, kind);
    assert.match(JSON.stringify(outcome), says);
    assert.equal(erp.received.filter(({ url }) => url.includes('/transaction')).length, 1);
  });

test('a table that is not published stops the reading', async () => {
  const unknown = {
    status: 404,
    json: { error: { code: '404', message: "Resource not found for the segment 'inv_loc'." } },
  };
  await using erp = await p21({ 'GET inv_loc': unknown });
  await assert.rejects(
    collect(erp.connection.read('stock', { signal: never() })),
    /Resource not found for the segment/,
  );
});

const TARGET: TargetReference = { id: '1000123', number: '1000123' };

test('an order is cancelled, and looked at again; one that is cancelled already is left', async () => {
  let flag = 'N';
  await using erp = await p21({
    'GET oe_line': rows({ order_no: '1000123', line_no: 1, qty_invoiced: 0, qty_on_pick_tickets: 0 }),
    'GET oe_hdr': () => rows({ order_no: '1000123', cancel_flag: flag, delete_flag: 'N' }),
    [TRANSACTION]: () => {
      flag = 'Y';
      return PASSED;
    },
  });
  assert.equal((await write(erp.connection, 'order.cancel', { reference: 'WEB-1' }, TARGET)).kind, 'done');
  const posts = () => erp.received.filter(({ url }) => url.includes('/transaction'));
  const { Transactions: transactions } = JSON.parse(posts()[0]?.body ?? '') as { Transactions: unknown[] };
  assert.deepEqual(transactions, [
    {
      Status: 'New',
      DataElements: [
        {
          Name: 'TABPAGE_1.order',
          Type: 'Form',
          Keys: ['order_no'],
          Rows: [
            {
              Edits: [
                { Name: 'order_no', Value: '1000123' },
                { Name: 'cancel_flag', Value: 'Y' },
              ],
              RelativeDateEdits: [],
            },
          ],
        },
      ],
    },
  ]);
  assert.equal((await write(erp.connection, 'order.cancel', { reference: 'WEB-1' }, TARGET)).kind, 'done');
  assert.equal(posts().length, 1);
});

test('what is picked or invoiced is not cancelled; a cancellation that did not take is asked for again', async () => {
  for (const line of [
    { qty_invoiced: 2, qty_on_pick_tickets: 0 },
    { qty_invoiced: 0, qty_on_pick_tickets: 1 },
  ]) {
    await using erp = await p21({ 'GET oe_line': rows({ order_no: '1000123', line_no: 1, ...line }) });
    const outcome = await write(erp.connection, 'order.cancel', { reference: 'WEB-1' }, TARGET);
    assert.equal(outcome.kind, 'rejected');
    assert.match(JSON.stringify(outcome), /sales order 1000123 was picked or invoiced already/);
  }
  await using stays = await p21({
    'GET oe_line': rows({ order_no: '1000123', line_no: 1, qty_invoiced: 0, qty_on_pick_tickets: 0 }),
    'GET oe_hdr': rows({ order_no: '1000123', cancel_flag: 'N', delete_flag: 'N' }),
    [TRANSACTION]: PASSED,
  });
  assert.equal((await write(stays.connection, 'order.cancel', { reference: 'WEB-1' }, TARGET)).kind, 'retry');
});

const CONTACT = {
  id: '3381',
  email_address: 'Pat@Example.com',
  address_id: 120045,
  first_name: 'Pat',
  last_name: 'Lee',
};

test('a customer is the one that a contact belongs to, in our company', async () => {
  await using erp = await p21({
    'GET contacts': rows({ ...CONTACT, id: '3380', email_address: 'pat@example.com.example' }, CONTACT),
    'GET oe_contacts_customer': ({ url }) =>
      decodeURIComponent(url).includes("'3381'") ? rows({ contact_id: '3381', customer_id: 120045 }) : rows(),
  });
  const request = writeRequest({ payload: { email: 'pat@example.com' } });
  assert.deepEqual(await erp.connection.find('customer.find', request), {
    kind: 'found',
    target: { id: '120045', number: '120045' },
  });
  assert.match(erp.sent()[0] ?? '', /\?\$filter=email_address eq 'pat@example\.com' and delete_flag eq 'N'&/);
  assert.match(erp.sent().at(-1) ?? '', /contact_id eq '3381' and company_id eq '01' and delete_flag eq 'N'/);
});

test('a contact of nobody is nobody; one of several customers is for a person', async () => {
  const request = writeRequest({ payload: { email: 'pat@example.com' } });
  await using nobody = await p21({ 'GET contacts': rows(CONTACT) });
  assert.deepEqual(await nobody.connection.find('customer.find', request), { kind: 'none' });
  await using several = await p21({
    'GET contacts': rows(CONTACT),
    'GET oe_contacts_customer': rows({ customer_id: 120045 }, { customer_id: 120046 }),
  });
  const outcome = await several.connection.find('customer.find', request);
  assert.ok(outcome.kind !== 'none' && outcome.kind !== 'found');
  assert.match(JSON.stringify(outcome), /120045, 120046/);
});

const CUSTOMER = {
  email: 'pat@example.com',
  card: { CustomerName: 'Pat Lee', PoNoRequired: 'Y' },
  address: { Name: 'Pat Lee', MailCity: 'Denver', EmailAddress: 'pat@example.com' },
  contact: { LastName: 'Lee', EmailAddress: 'pat@example.com' },
};

test('a customer is made in one call, with what the connection says of new ones', async () => {
  await using erp = await p21(
    {
      'POST /api/entity/customers/': { json: { CustomerId: 120047, CompanyId: '01' } },
      'GET address': rows({ id: 120047, mail_city: 'Denver', email_address: 'pat@example.com' }),
    },
    { terms: '30', branch: '10' },
  );
  const outcome = await write(erp.connection, 'customer.write', CUSTOMER);
  assert.deepEqual(outcome, { kind: 'done', target: { id: '120047', number: '120047' } });
  assert.deepEqual(JSON.parse(erp.received[1]?.body ?? ''), {
    CompanyId: '01',
    SalesrepId: '1001',
    TermsId: '30',
    DefaultBranch: '10',
    CustomerName: 'Pat Lee',
    PoNoRequired: 'Y',
    CustomerAddress: CUSTOMER.address,
    CustomerContacts: { list: [CUSTOMER.contact] },
  });
});

test('an update changes the contact that is there, and sends nothing that the shop does not own', async () => {
  const known = { CustomerId: 120047, CustomerContacts: { list: [{ Id: '3381', EmailAddress: 'old@example.com' }] } };
  await using erp = await p21({
    'GET /api/entity/customers/01_120047': { json: known },
    'PUT /api/entity/customers/01_120047': { json: known },
  });
  const target = { id: '120047', number: '120047' };
  assert.equal((await write(erp.connection, 'customer.write', CUSTOMER, target)).kind, 'done');
  assert.deepEqual(JSON.parse(erp.received.at(-1)?.body ?? ''), {
    CompanyId: '01',
    CustomerId: 120047,
    CustomerName: 'Pat Lee',
    PoNoRequired: 'Y',
    CustomerAddress: CUSTOMER.address,
    CustomerContacts: { list: [{ Id: '3381', LastName: 'Lee', EmailAddress: 'pat@example.com' }] },
  });
});

test('what changed since is asked for in the time of the server, at each location by its name', async () => {
  const row = { company_id: '01', location_id: 10, inv_mast_uid: 55101, qty_on_hand: 120, qty_allocated: 14 };
  await using erp = await p21(
    {
      'GET inv_loc': rows({ ...row, date_last_modified: '2026-01-05T01:30:00' }),
      'GET inv_mast': rows({ inv_mast_uid: 55101, item_id: 'VALVE-34' }),
    },
    { stock_locations: ['10', '20'] },
  );
  const pages = await collect(erp.connection.read('stock', { signal: never(), watermark: '2026-01-05T08:10:00.000Z' }));
  // An hour and ten minutes before 01:10 in Denver.
  assert.match(
    erp.sent()[0] ?? '',
    /\?\$filter=company_id eq '01' and \(location_id eq 10 or location_id eq 20\) and date_last_modified ge 2026-01-05T00:00:00\.000Z&/,
  );
  const [record] = pages[0]?.records ?? [];
  assert.deepEqual([record?.key, record?.label, record?.observedAt], ['55101', 'VALVE-34', '2026-01-05T08:30:00.000Z']);
  assert.ok(
    erp.sent().some((each) => each.startsWith("GET inv_loc?$filter=company_id eq '01' and inv_mast_uid eq 55101")),
  );
});

test('one location is the row itself, and no other rows are asked for', async () => {
  const row = { company_id: '01', location_id: 10, inv_mast_uid: 55101, qty_on_hand: 120, qty_allocated: 14 };
  await using erp = await p21({ 'GET inv_loc': rows({ ...row, date_last_modified: '2026-01-05T01:30:00' }) });
  await collect(erp.connection.read('stock', { signal: never() }));
  assert.equal(erp.sent().filter((each) => each.startsWith('GET inv_loc')).length, 1);
  assert.match(erp.sent()[0] ?? '', /and \(location_id eq 10\)&/);
});

test('an invoice tells its orders by the pick tickets, whose numbers are numbers', async () => {
  await using erp = await p21({
    'GET invoice_hdr': rows({ invoice_no: '3000001', total_amount: 57.1, date_last_modified: '2026-01-05T01:30:00' }),
    'GET invoice_line': rows({ line_no: 1, item_id: 'VALVE-34' }),
    'GET oe_pick_ticket': rows({ order_no: '1000123' }, { order_no: '1000123' }),
    'GET oe_hdr': rows({ order_no: '1000123', job_name: 'WEB-100045' }),
  });
  const pages = await collect(erp.connection.read('invoice', { signal: never() }));
  const native = pages[0]?.records[0]?.native as { readonly orders: unknown; readonly lines: unknown };
  assert.deepEqual(native.orders, [{ order_no: '1000123', job_name: 'WEB-100045' }]);
  assert.deepEqual(native.lines, { rows: [{ line_no: 1, item_id: 'VALVE-34' }] });
  const sent = erp.sent();
  assert.match(sent[0] ?? '', /company_no eq '01' and total_amount ge 0&/);
  assert.ok(sent.some((each) => each.startsWith('GET oe_pick_ticket?$filter=invoice_no eq 3000001&')));
  assert.equal(sent.filter((each) => each.startsWith('GET oe_hdr')).length, 1);
});

test('items have their group from the selling location, read as lists once', async () => {
  await using erp = await p21({
    'GET inv_mast': rows(
      { inv_mast_uid: 1, item_id: 'A', delete_flag: 'N', date_last_modified: '2026-01-05T01:30:00' },
      { inv_mast_uid: 2, item_id: 'B', delete_flag: 'N', date_last_modified: '2026-01-05T01:30:00' },
    ),
    'GET inv_loc': rows({ inv_mast_uid: 1, product_group_id: 'VALVES', sellable: 'Y', delete_flag: 'N' }),
    'GET product_group': rows({ product_group_id: 'VALVES', product_group_desc: 'Valves' }),
  });
  const pages = await collect(erp.connection.read('product', { signal: never() }));
  const natives = pages.flatMap(({ records }) => records.map(({ native }) => native as Record<string, unknown>));
  assert.deepEqual(
    natives.map(({ item_id, groups }) => [item_id, groups]),
    [
      ['A', [{ id: 'VALVES', name: 'Valves' }]],
      ['B', []],
    ],
  );
  assert.equal(erp.sent().length, 3);
});

const PAYMENT = {
  reference: 'WEB-100045',
  payment_reference: 'WEB-100045/6531',
  remittance: {
    cc_authorized_number: 'ch_3Qz81',
    payment_desc: 'WEB-100045/6531',
    payment_date: '2026-03-02',
    payment_amount: '59.76',
    payment_type_id: '14',
  },
};
const TO_PAY = {
  order_no: '1000123',
  job_name: 'WEB-100045',
  web_reference_no: null,
  cancel_flag: 'N',
  completed: 'N',
};
const BOOKED = { payment_number: 70001, payment_desc: 'WEB-100045/6531', payment_amount: 59.76 };
const payable = (answers: Answers = {}): Answers => ({
  'GET oe_hdr': rows(TO_PAY),
  [TRANSACTION]: PASSED,
  'GET ar_payment_details': rows(BOOKED),
  ...answers,
});
const pay = (connection: Connection) =>
  written(connection, 'payment.write', PAYMENT, undefined, { order: { shop_number: '100045' }, currency: 'USD' });
const entered = ({ sent }: Erp) => sent().filter((call) => call.startsWith('POST')).length;

test('a payment is a remittance that is entered in the window of its order, and read back', async () => {
  const cancelled = { ...TO_PAY, order_no: '1000100', cancel_flag: 'Y' };
  await using erp = await p21(payable({ 'GET oe_hdr': rows(cancelled, TO_PAY) }));
  assert.deepEqual(await pay(erp.connection), { kind: 'done', target: { id: 'WEB-100045/6531', number: '70001' } });
  const post = erp.received.find(({ url }) => url.endsWith('/transaction'));
  const [{ DataElements: elements }] = JSON.parse(post?.body ?? '').Transactions;
  assert.deepEqual(
    elements.map(({ Name, Type, Keys, Rows }: Record<string, unknown>) => [
      Name,
      Type,
      Keys,
      (Rows as { Edits: { Name: string; Value: string }[] }[])[0]?.Edits.map(({ Name: n, Value: v }) => `${n}=${v}`),
    ]),
    [
      ['TABPAGE_1.order', 'Form', ['order_no'], ['order_no=1000123']],
      [
        'TP_REMITTANCES.remittances',
        'Form',
        [],
        [
          'payment_type_id=14',
          'payment_amount=59.76',
          'payment_date=2026-03-02',
          'payment_desc=WEB-100045/6531',
          'cc_authorized_number=ch_3Qz81',
        ],
      ],
    ],
  );
});

test('a payment waits for its order, and for its row where a rule of the tenant keeps it back', async () => {
  await using early = await p21(payable({ 'GET oe_hdr': rows() }));
  const waits = await pay(early.connection);
  assert.match('reason' in waits ? `${waits.kind}: ${waits.reason.text}` : '', /^retry: .*no such record/);
  assert.equal(entered(early), 0);
  await using dropped = await p21(payable({ 'GET ar_payment_details': rows() }));
  assert.equal((await pay(dropped.connection)).kind, 'retry');
});

test('a payment that nobody may enter unasked is held', async () => {
  const cases: readonly (readonly [Answers, string, number])[] = [
    [{ 'GET oe_hdr': rows({ ...TO_PAY, cancel_flag: 'Y' }) }, 'order-cancelled', 0],
    [{ 'GET oe_hdr': rows(TO_PAY, { ...TO_PAY, order_no: '1000124' }) }, 'order-ambiguous', 0],
    [{ 'GET oe_hdr': rows({ ...TO_PAY, completed: 'Y' }) }, 'order-completed', 0],
    [{ 'GET remittances': rows({ payment_number: 69000 }) }, 'remittance-there', 0],
    [{ 'GET ar_payment_details': rows({ ...BOOKED, payment_amount: 59.7 }) }, 'payment-differs', 1],
  ];
  for (const [answers, code, posts] of cases) {
    await using erp = await p21(payable(answers));
    await assert.rejects(pay(erp.connection), (error: unknown) => error instanceof Hold && error.code === code);
    assert.equal(entered(erp), posts);
  }
  const tried = { 'GET remittances': rows({ payment_number: 69000 }) };
  await using several = await p21(payable(tried), { several_remittances: true });
  assert.equal((await pay(several.connection)).kind, 'done');
});

test('what the window says to a remittance: a rule refuses it, what proves nothing is looked up (D02)', async () => {
  for (const [reply, kind] of [
    [failed('Payment Type ID 14 was not found.'), 'rejected'],
    [failed('Order 1000123 is locked by another user.'), 'retry'],
    [failed('Unexpected response window'), 'unknown'],
    ['cut', 'unknown'],
  ] as const) {
    await using erp = await p21(payable({ [TRANSACTION]: reply }));
    assert.equal((await pay(erp.connection)).kind, kind);
  }
});

test('a payment is found by its reference, in the column that keeps it', async () => {
  const request = writeRequest({ payload: PAYMENT });
  const other = { ...BOOKED, payment_desc: 'WEB-100045/65310' };
  await using erp = await p21({
    'GET ar_payment_details': rows(other, { ...BOOKED, payment_desc: 'web-100045/6531 ' }),
  });
  assert.deepEqual(await erp.connection.find('payment.find', request), {
    kind: 'found',
    target: { id: 'web-100045/6531', number: '70001' },
  });
  await using check = await p21({ 'GET ar_payment_details': rows(BOOKED) }, { payment_reference: 'check_number' });
  assert.deepEqual(await check.connection.find('payment.find', request), { kind: 'none' });
  assert.match(check.sent()[0] ?? '', /check_number eq 'WEB-100045\/6531'/);
});
