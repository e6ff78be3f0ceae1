/** What the Acumatica connector really sends, and what it makes of Acumatica's answers, against a server on 127.0.0.1. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type LoopbackServer,
  loopbackServer,
  type Received,
  type Reply,
} from '../src/connector/testing/loopback-server.ts';
import { collect, never, writeRequest } from '../src/connector/testing/test-connection.ts';
import { ManualClock } from '../src/model/clock.ts';
import type { Connection } from '../src/model/connection.ts';
import type { TargetReference } from '../src/model/delivery.ts';
import { Hold } from '../src/model/hold.ts';
import { connected, written } from './connected.ts';
import { shippedConnector } from './shipped-connector.ts';

const { connector, defaults } = shippedConnector('acumatica');
const BASE = '/entity/Default/24.200.001';
const ID = '5f0d3a2e-6b1c-4a77-9f10-2f6f1f0a1234';

interface Erp extends AsyncDisposable {
  readonly connection: Connection;
  /** Method, path and query of every request but the sign-in, decoded and without the API's base. */
  readonly sent: () => string[];
  readonly received: LoopbackServer['received'];
}

type Answers = Readonly<Record<string, Reply | ((request: Received) => Reply)>>;

/** Answers by `METHOD /path` without query; what is not listed is not there. */
async function erp(
  answers: Answers,
  options: Readonly<Record<string, unknown>> = {},
  clock = new ManualClock(),
): Promise<Erp> {
  const server = await loopbackServer((request) => {
    const url = new URL(request.url, 'http://erp.example.com');
    if (url.pathname === '/identity/connect/token') return { json: { access_token: 'token-1', expires_in: 3600 } };
    const answer = answers[`${request.method} ${url.pathname.replace(BASE, '')}`];
    if (answer === undefined) return { status: 404, json: { message: 'No entity satisfies the condition.' } };
    return typeof answer === 'function' ? answer(request) : answer;
  });
  const open = connected(
    server,
    connector,
    {
      name: 'erp',
      credentials: { client_id: 'app@Company', client_secret: 'hush-1', username: 'api.user', password: 'word-1' },
      options: { ...defaults, currencies: ['USD'], ...options },
    },
    clock,
  );
  return {
    ...open,
    received: server.received,
    sent: () =>
      server.received
        .filter(({ url }) => url.startsWith(BASE))
        .map(({ method, url }) => `${method} ${decodeURIComponent(url.slice(BASE.length))}`),
  };
}

const write = (connection: Connection, capability: string, payload: unknown, target?: TargetReference) =>
  written(connection, capability, payload, target, DOCUMENT);

const V = (value: unknown) => ({ value });
const DOCUMENT = { number: '1001', total: '87.20', tax_total: '5.90', currency: 'USD' };
const PAYLOAD = { OrderType: V('SO'), ExternalRef: V('WEB-1001'), CustomerID: V('C000000451') };
const SAVED = { id: ID, OrderType: V('SO'), OrderNbr: V('SO001234'), ExternalRef: V('WEB-1001') };
const TAX = { TaxID: V('NYSTATETAX'), TaxRate: V(8), TaxableAmount: V(73.8), TaxAmount: V(5.88) };
const withTotals = (total: number, tax: number, taxes: readonly unknown[] = [TAX]) => ({
  ...SAVED,
  OrderTotal: V(total),
  TaxTotal: V(tax),
  TaxDetails: taxes,
});

test('a user signs in by password, once', async () => {
  await using acumatica = await erp({ 'GET /Customer': { json: [{ CustomerID: V('C1') }] } });
  await acumatica.connection.probe(never());
  await acumatica.connection.probe(never());
  const signIns = acumatica.received.filter(({ url }) => url === '/identity/connect/token');
  assert.deepEqual(
    signIns.map(({ body }) => body),
    ['grant_type=password&username=api.user&password=word-1&client_id=app%40Company&client_secret=hush-1&scope=api'],
  );
  assert.equal(acumatica.received.at(-1)?.headers.authorization, 'Bearer token-1');
});

test('an order is made by one PUT that only inserts, and its totals are read back', async () => {
  await using acumatica = await erp({
    'PUT /SalesOrder': { json: SAVED },
    [`GET /SalesOrder/${ID}`]: { json: withTotals(87.2, 5.9) },
  });
  const outcome = await write(acumatica.connection, 'order.write', PAYLOAD);
  assert.deepEqual(outcome, { kind: 'done', target: { id: ID, number: 'SO001234' } });
  assert.deepEqual(acumatica.sent(), ['PUT /SalesOrder', `GET /SalesOrder/${ID}?$expand=TaxDetails,Totals`]);
  const [, put] = acumatica.received;
  assert.equal(put?.headers['if-none-match'], '*');
  assert.deepEqual(JSON.parse(put?.body ?? ''), PAYLOAD);
});

test('cents of tax within the tolerance go into the one tax that Acumatica found', async () => {
  await using acumatica = await erp(
    { 'PUT /SalesOrder': { json: SAVED }, [`GET /SalesOrder/${ID}`]: { json: withTotals(87.18, 5.88) } },
    { tax_tolerance: '0.02' },
  );
  assert.equal((await write(acumatica.connection, 'order.write', PAYLOAD)).kind, 'done');
  const last = acumatica.received.at(-1);
  assert.equal(last?.headers['if-match'], '*');
  assert.deepEqual(JSON.parse(last?.body ?? ''), {
    OrderType: V('SO'),
    OrderNbr: V('SO001234'),
    IsTaxValid: V(true),
    TaxDetails: [{ TaxID: V('NYSTATETAX'), TaxableAmount: V(73.8), TaxRate: V(8), TaxAmount: V(5.9) }],
  });
});

test('a total that differs by more is for a person; several taxes are left as they are', async () => {
  await using wrong = await erp({
    'PUT /SalesOrder': { json: SAVED },
    [`GET /SalesOrder/${ID}`]: { json: withTotals(87.19, 5.89) },
  });
  await assert.rejects(
    write(wrong.connection, 'order.write', PAYLOAD),
    (error: unknown) =>
      error instanceof Hold && error.code === 'total-differs' && /SO001234 .*87\.19/.test(error.message),
  );
  await using several = await erp(
    { 'PUT /SalesOrder': { json: SAVED }, [`GET /SalesOrder/${ID}`]: { json: withTotals(87.19, 5.89, [TAX, TAX]) } },
    { tax_tolerance: '0.02' },
  );
  assert.equal((await write(several.connection, 'order.write', PAYLOAD)).kind, 'done');
  assert.equal(several.sent().length, 2);
});

test('an order is found by the exact reference of the shop, quotes and all', async () => {
  await using acumatica = await erp({
    'GET /SalesOrder': {
      json: [
        { ...SAVED, ExternalRef: V("web-10'01 ") },
        { ...SAVED, ExternalRef: V('WEB-100') },
      ],
    },
  });
  const found = await acumatica.connection.find(
    'order.find',
    writeRequest({ payload: { ExternalRef: V("WEB-10'01") } }),
  );
  assert.deepEqual(found, { kind: 'found', target: { id: ID, number: 'SO001234' } });
  assert.match(acumatica.sent()[0] ?? '', /\?\$filter=OrderType eq 'SO' and ExternalRef eq 'WEB-10''01'&/);
});

const created = { 'PUT /SalesOrder': { json: SAVED }, [`GET /SalesOrder/${ID}`]: { json: withTotals(87.2, 5.9) } };

/** Bodies of sheet section 6 to what they mean for the create of an order, and for a read. */
const MEANINGS: readonly (readonly [what: string, reply: Reply, write: string, says: RegExp])[] = [
  [
    'a field is wrong',
    {
      status: 422,
      json: { ...PAYLOAD, CustomerID: { value: 'X', error: "'Customer' cannot be found in the system." } },
    },
    'rejected',
    /'Customer' cannot be found in the system\./,
  ],
  [
    'several fields are wrong',
    {
      status: 422,
      json: {
        error: 'The document cannot be saved.',
        Details: [{ InventoryID: { value: 'Y', error: 'No such item.' } }],
      },
    },
    'rejected',
    /The document cannot be saved\.; No such item\./,
  ],
  [
    'a body that is none',
    {
      status: 400,
      json: {
        message: 'The request is invalid.',
        exceptionMessage: 'Unexpected character',
        exceptionType: 'System.Exception',
      },
    },
    'rejected',
    /Unexpected character/,
  ],
  [
    'a rule of the screen',
    {
      status: 500,
      json: {
        message: 'An error has occurred.',
        exceptionMessage: 'The order is on credit hold.',
        exceptionType: 'PX.Data.PXException',
      },
    },
    'rejected',
    /The order is on credit hold\./,
  ],
  [
    'somebody else saved it',
    {
      status: 500,
      json: {
        message: 'An error has occurred.',
        exceptionMessage: "Another process has updated the 'SOOrder' record.",
        exceptionType: 'PX.Data.PXLockViolationException',
      },
    },
    'retry',
    /Another process/,
  ],
  [
    'a deadlock',
    {
      status: 500,
      json: {
        message: 'An error has occurred.',
        exceptionMessage: 'Transaction was deadlocked: deadlock victim.',
        exceptionType: 'PX.Data.PXDatabaseException',
      },
    },
    'retry',
    /deadlock/,
  ],
  [
    'a time-out says nothing of what was done',
    {
      status: 500,
      json: {
        message: 'An error has occurred.',
        exceptionMessage: 'Execution Timeout Expired.',
        exceptionType: 'PX.Data.PXDatabaseException',
      },
    },
    'unknown',
    /Timeout/,
  ],
  [
    'an error of nobody knows what',
    { status: 500, json: { message: 'An error has occurred.' } },
    'unknown',
    /An error has occurred/,
  ],
  [
    'no seat is left',
    { status: 403, json: { message: 'API Login Limit: the number of sessions is exceeded.' } },
    'retry',
    /API Login Limit/,
  ],
  ['too many requests', { status: 429, json: { message: 'Too many requests.' } }, 'retry', /Too many requests/],
  ['it is there already', { status: 412, json: { message: 'Precondition failed.' } }, 'unknown', /Precondition failed/],
  ['no rights', { status: 403, json: { message: 'Insufficient rights.' } }, 'halted', /Insufficient rights/],
  [
    'the site restarts',
    { status: 503, text: '<html>Restarting</html>', headers: { 'content-type': 'text/html' } },
    'retry',
    /503/,
  ],
];

for (const [what, reply, kind, says] of MEANINGS)
  test(`${what}: ${kind}`, async () => {
    await using acumatica = await erp({ ...created, 'PUT /SalesOrder': reply });
    const outcome = await write(acumatica.connection, 'order.write', PAYLOAD);
    assert.equal(outcome.kind, kind, JSON.stringify(outcome));
    assert.match('reason' in outcome ? outcome.reason.text : '', says);
  });

test('an update of a customer names its number, leaves its class, and is refused when it is gone', async () => {
  const payload = { CustomerName: V('Ana'), CustomerClass: V('WEB'), MainContact: { Email: V('ana@example.com') } };
  const target = { id: ID, number: 'C000000451' };
  await using acumatica = await erp({ 'PUT /Customer': { json: { id: ID, CustomerID: V('C000000451 ') } } });
  const outcome = await write(acumatica.connection, 'customer.write', payload, target);
  assert.deepEqual(outcome, { kind: 'done', target });
  assert.deepEqual(JSON.parse(acumatica.received.at(-1)?.body ?? ''), {
    CustomerName: V('Ana'),
    MainContact: { Email: V('ana@example.com') },
    CustomerID: V('C000000451'),
  });
  assert.equal(acumatica.received.at(-1)?.headers['if-match'], '*');
  await using gone = await erp({ 'PUT /Customer': { status: 412, json: { message: 'Precondition failed.' } } });
  assert.equal((await write(gone.connection, 'customer.write', payload, target)).kind, 'rejected');
});

const cancelPayload = { ExternalRef: V('WEB-1001') };
const target = { id: ID, number: 'SO001234' };

test('a cancellation that takes its time is looked after', async () => {
  let status = 'Open';
  await using acumatica = await erp({
    [`GET /SalesOrder/${ID}`]: () => ({ json: { ...SAVED, Status: V(status), Shipments: [] } }),
    'POST /SalesOrder/CancelSalesOrder': { status: 202, text: '' },
  });
  assert.equal((await write(acumatica.connection, 'order.cancel', cancelPayload, target)).kind, 'retry');
  status = 'Canceled';
  assert.equal((await write(acumatica.connection, 'order.cancel', cancelPayload, target)).kind, 'done');
  const posts = acumatica.received.filter(({ url }) => url.endsWith('/CancelSalesOrder'));
  assert.deepEqual(
    posts.map(({ body }) => JSON.parse(body)),
    [{ entity: { OrderType: V('SO'), OrderNbr: V('SO001234') }, parameters: {} }],
    'what is cancelled already is not cancelled again',
  );
});

test('an order of which something was shipped is not cancelled', async () => {
  await using acumatica = await erp({
    [`GET /SalesOrder/${ID}`]: { json: { ...SAVED, Status: V('Shipping'), Shipments: [{ ShipmentNbr: V('SH1') }] } },
  });
  const outcome = await write(acumatica.connection, 'order.cancel', cancelPayload, target);
  assert.equal(outcome.kind, 'rejected');
  assert.match('reason' in outcome ? outcome.reason.text : '', /SO001234 was shipped or invoiced already/);
});

test('each order is read once for all of its shipments, and a page ends the list when it is not full', async () => {
  const shipment = (number: string) => ({
    id: `id-${number}`,
    ShipmentNbr: V(number),
    Orders: [{ OrderType: V('SO'), OrderNbr: V('SO001234') }],
    LastModifiedDateTime: V('2026-01-05T08:30:00+00:00'),
  });
  await using acumatica = await erp({
    'GET /Shipment': { json: [shipment('SH1'), shipment('SH2')] },
    'GET /SalesOrder': { json: [{ OrderType: V('SO'), OrderNbr: V('SO001234'), ExternalRef: V('WEB-1001') }] },
  });
  const pages = await collect(
    acumatica.connection.read('shipment', { watermark: '2026-01-05T08:00:00.000Z', signal: never() }),
  );
  const records = pages.flatMap((page) => page.records);
  assert.deepEqual(
    records.map(({ label, native }) => [
      label,
      (native as { orders: { ExternalRef: unknown }[] }).orders[0]?.ExternalRef,
    ]),
    [
      ['SH1', V('WEB-1001')],
      ['SH2', V('WEB-1001')],
    ],
  );
  assert.deepEqual(acumatica.sent(), [
    "GET /Shipment?$filter=Type eq 'Shipment' and LastModifiedDateTime gt datetimeoffset'2026-01-05T07:50:00Z'&$expand=Packages,Details,Orders&$top=50&$skip=0",
    "GET /SalesOrder?$filter=OrderType eq 'SO' and OrderNbr eq 'SO001234'&$select=OrderType,OrderNbr,ExternalRef,CustomerOrder,Details/LineNbr,Details/ExternalRef&$expand=Details",
  ]);
});

test('categories of an item are named, each one of several; what the list lacks is left to the mapping', async () => {
  const item = (...ids: number[]) => ({
    id: ID,
    InventoryID: V('MUG'),
    Categories: ids.map((id) => ({ CategoryID: V(id) })),
    LastModified: V('2026-01-05T08:30:00+00:00'),
  });
  await using acumatica = await erp({
    'GET /StockItem': { json: [item(14, 3, 99)] },
    'GET /ItemSalesCategory': {
      json: [
        { CategoryID: V(3), Description: V('Home') },
        { CategoryID: V(14), Description: V('Mugs') },
      ],
    },
  });
  const [page] = await collect(acumatica.connection.read('product', { signal: never() }));
  const native = page?.records[0]?.native as { readonly categories: unknown } | undefined;
  assert.deepEqual(native?.categories, [
    { id: '14', name: 'Mugs' },
    { id: '3', name: 'Home' },
  ]);
});

test('prices are asked for the day that it is in the company when they are asked, however long the process has run (T05)', async () => {
  const clock = new ManualClock('2026-01-02T06:59:59Z');
  const row = (price: number, more: object) => ({
    id: ID,
    rowNumber: 1,
    InventoryID: V('MUG-01 '),
    UOM: V('EA'),
    Price: V(price),
    BreakQty: V(0),
    CurrencyID: V('USD'),
    PriceType: V('Base'),
    PriceCode: {},
    Promotion: V(false),
    EffectiveDate: V('2026-01-01T00:00:00-07:00'),
    LastModifiedDateTime: V('2025-12-30T10:00:00-07:00'),
    ...more,
  });
  const asked: unknown[] = [];
  await using system = await erp(
    {
      'PUT /SalesPricesInquiry': ({ body }) => {
        const { EffectiveAsOf } = JSON.parse(body);
        asked.push(EffectiveAsOf.value);
        return {
          json: { EffectiveAsOf, SalesPriceDetails: [row(12.5, {}), row(11, { BreakQty: V(10), ExpirationDate: {} })] },
        };
      },
    },
    { time_zone: 'America/Denver' },
    clock,
  );
  const read = async () =>
    (await collect(system.connection.read('price', { signal: never() }))).flatMap(({ records }) => records);
  const [first] = await read();
  clock.advance(1000);
  const [second] = await read();
  assert.deepEqual(asked, ['2026-01-01', '2026-01-02']);
  assert.deepEqual(system.sent(), Array(2).fill('PUT /SalesPricesInquiry?$expand=SalesPriceDetails'));
  assert.equal(first?.key, 'MUG-01');
  assert.deepEqual(first.native, {
    item: 'MUG-01',
    as_of: '2026-01-01',
    rows: [12.5, 11].map((price, place) => ({
      price,
      unit: 'EA',
      from_quantity: place * 10,
      currency: 'USD',
      kind: 'Base',
      promotion: false,
      from: '2026-01-01T00:00:00-07:00',
      modified_at: '2025-12-30T10:00:00-07:00',
    })),
  });
  assert.notDeepEqual(second?.native, first.native, 'another day is another record, so the ledger carries it over');
});

const priced = (quantity: number, price: number) => ({
  Qty: V(quantity),
  UnitPrice: V(price),
  ManualPrice: V(true),
  DiscountAmount: V(0),
  ManualDiscount: V(true),
});
const good = (item: string, quantity: number, price: number) => ({
  item,
  comes_back: true,
  line: priced(quantity, price),
});
const REFUND = {
  order_reference: 'WEB-1001',
  memo: {
    Type: V('Credit Memo'),
    ExternalRef: V('WEB-REFUND-900'),
    Date: V('2026-03-09T00:00:00+00:00'),
    Currency: V('USD'),
    Hold: V(false),
    Description: V('Refund 900 of order WEB-1001'),
  },
  goods: [
    good('Mug', 2, 16.65),
    {
      item: 'BAG',
      comes_back: false,
      line: { InventoryID: V('WRITEOFF'), TransactionDescr: V('Bag'), ...priced(1, 40.5) },
    },
  ],
  others: [{ InventoryID: V('REFUND'), TransactionDescr: V('Shipping'), ...priced(1, 7.5) }],
};
const invoiceLine = (line: number, item: string, quantity: number, order = 'SO001234') => ({
  LineNbr: V(line),
  InventoryID: V(`${item}   `),
  Qty: V(quantity),
  OrderType: V('SO'),
  OrderNbr: V(order),
  TaxCategory: V('TAXABLE'),
});
const invoice = (number: string, status: string, lines: readonly object[]) => ({
  Type: V('Invoice'),
  ReferenceNbr: V(number),
  Status: V(status),
  Details: lines,
});
const taken = (status: string, of: string, line: number, quantity: number) => ({
  Type: V('Credit Memo'),
  ReferenceNbr: V('CRM1'),
  Status: V(status),
  Details: [
    { OrigInvNbr: V(of), OrigInvLineNbr: V(line), Qty: V(quantity) },
    { InventoryID: V('FEE'), Qty: V(1) },
  ],
});
const REFUNDED_ORDER = {
  ...SAVED,
  CustomerID: V('C1'),
  CurrencyID: V('USD'),
  CreatedDate: V('2026-03-02T14:05:10.117+01:00'),
  FinancialSettings: { id: 'x', CustomerTaxZone: V('NY') },
  ShipToAddress: { id: 'y', City: V('Troy'), State: V('NY'), AddressLine2: {}, custom: {} },
};
const MEMO = 'c0ffee00-6b1c-4a77-9f10-2f6f1f0a9999';
const memoOf = (amount: number, status = 'Balanced', taxes: readonly unknown[] = [TAX]) => ({
  id: MEMO,
  Type: V('Credit Memo'),
  ReferenceNbr: V('CRM000007'),
  ExternalRef: V('WEB-REFUND-900'),
  Status: V(status),
  Amount: V(amount),
  TaxTotal: V(5.88),
  TaxDetails: taxes,
});
const DOCUMENTS = [
  invoice('INV1', 'Open', [invoiceLine(1, 'MUG', 3), invoiceLine(2, 'MUG', 3), invoiceLine(3, 'MUG', 9, 'SO000999')]),
  // Not released, so nobody can take it back.
  invoice('INV2', 'Balanced', [invoiceLine(1, 'BAG', 1)]),
  invoice('INV3', 'Closed', [invoiceLine(1, 'BAG', 1)]),
  taken('Open', 'INV1', 1, 2),
  taken('Voided', 'INV1', 2, 3),
];
const refunding = (amount: number, answers: Answers = {}): Answers => ({
  'GET /SalesOrder': { json: [REFUNDED_ORDER] },
  'GET /SalesInvoice': { json: DOCUMENTS },
  'PUT /SalesInvoice': { json: memoOf(amount) },
  [`GET /SalesInvoice/${MEMO}`]: { json: memoOf(amount) },
  ...answers,
});
const heldAs = (code: string) => (thrown: unknown) => thrown instanceof Hold && thrown.code === code;
const puts = ({ received }: Erp) =>
  received.filter(({ method }) => method === 'PUT').map(({ body }) => JSON.parse(body));

test('a refund takes back released lines of the order’s own invoices that have enough left, taxed where the order was', async () => {
  await using acumatica = await erp(refunding(87.2));
  const outcome = await write(acumatica.connection, 'refund.write', REFUND);
  assert.deepEqual(outcome, { kind: 'done', target: { id: MEMO, number: 'CRM000007' } });
  assert.deepEqual(acumatica.sent(), [
    "GET /SalesOrder?$filter=OrderType eq 'SO' and ExternalRef eq 'WEB-1001'&$expand=FinancialSettings,ShipToAddress",
    "GET /SalesInvoice?$filter=CustomerID eq 'C1' and LastModifiedDateTime ge datetimeoffset'2026-03-02T13:05:10.117Z'&$expand=Details",
    'PUT /SalesInvoice',
    `GET /SalesInvoice/${MEMO}?$expand=TaxDetails`,
  ]);
  const [put] = puts(acumatica);
  assert.deepEqual(put, {
    ...REFUND.memo,
    CustomerID: V('C1'),
    FinancialDetails: { CustomerTaxZone: V('NY') },
    ShipToAddressOverride: V(true),
    ShipToAddress: { City: V('Troy'), State: V('NY'), AddressLine2: {} },
    Details: [
      { OrigInvType: V('Invoice'), OrigInvNbr: V('INV1'), OrigInvLineNbr: V(2), ...priced(2, 16.65) },
      { InventoryID: V('WRITEOFF'), TransactionDescr: V('Bag'), ...priced(1, 40.5), TaxCategory: V('TAXABLE') },
      { InventoryID: V('REFUND'), TransactionDescr: V('Shipping'), ...priced(1, 7.5) },
    ],
  });
});

test('two pieces of one refund share what is left of a line, or go to the next one', async () => {
  await using acumatica = await erp(refunding(87.2));
  const goods = [good('MUG', 1, 10), good('MUG', 2, 10), good('MUG', 1, 10)];
  await write(acumatica.connection, 'refund.write', { ...REFUND, goods, others: [] });
  const [{ Details }] = puts(acumatica);
  assert.deepEqual(
    Details.map(({ OrigInvLineNbr, Qty }: Record<string, { value: number }>) => [OrigInvLineNbr?.value, Qty?.value]),
    [
      [1, 1],
      [2, 2],
      [2, 1],
    ],
  );
});

test('a refund that nothing was invoiced for, or too little, or in another currency, or that comes to another sum, is for a person', async () => {
  const unbilled = { 'GET /SalesInvoice': { json: [DOCUMENTS[1], DOCUMENTS[3]] } };
  const inEuro = { 'GET /SalesOrder': { json: [{ ...REFUNDED_ORDER, CurrencyID: V('EUR') }] } };
  const held: readonly [code: string, answers: Answers, refund: object][] = [
    ['not-invoiced', refunding(87.2, unbilled), REFUND],
    ['not-on-one-invoice', refunding(87.2), { ...REFUND, goods: [good('MUG', 4, 10)] }],
    ['not-on-one-invoice', refunding(87.2), { ...REFUND, goods: [good('MUG', 3, 10), good('MUG', 2, 10)] }],
    ['currency-differs', refunding(87.2, inEuro), REFUND],
  ];
  for (const [code, answers, refund] of held) {
    await using acumatica = await erp(answers);
    await assert.rejects(write(acumatica.connection, 'refund.write', refund), heldAs(code));
    assert.deepEqual(puts(acumatica), []);
  }
  await using off = await erp(refunding(87.19), { release_credit_memos: true });
  await assert.rejects(write(off.connection, 'refund.write', REFUND), heldAs('total-differs'));
  assert.equal(off.sent().filter((call) => call.startsWith('POST')).length, 0, 'nothing is released');
});

test('cents of tax of a refund go into its one tax before it is released, and the release is looked after', async () => {
  const seen = ['Balanced', 'Balanced', 'Open'];
  await using acumatica = await erp(
    refunding(0, {
      [`GET /SalesInvoice/${MEMO}`]: () => ({ json: memoOf(87.19, seen.shift()) }),
      'POST /SalesInvoice/ReleaseSalesInvoice': { status: 202 },
    }),
    { tax_tolerance: '0.02', release_credit_memos: true },
  );
  const waiting = await write(acumatica.connection, 'refund.write', REFUND);
  assert.equal(waiting.kind, 'retry');
  assert.deepEqual(puts(acumatica)[1], {
    Type: V('Credit Memo'),
    ReferenceNbr: V('CRM000007'),
    IsTaxValid: V(true),
    TaxDetails: [{ TaxID: V('NYSTATETAX'), TaxableAmount: V(73.8), TaxRate: V(8), TaxAmount: V(5.89) }],
  });
  const release = acumatica.received.find(({ method, url }) => method === 'POST' && url.includes('Release'));
  assert.deepEqual(JSON.parse(release?.body ?? ''), {
    entity: { Type: V('Credit Memo'), ReferenceNbr: V('CRM000007') },
  });
});

test('a memo that is released already is not released again', async () => {
  await using acumatica = await erp(
    refunding(87.2, { [`GET /SalesInvoice/${MEMO}`]: { json: memoOf(87.2, 'Open') } }),
    { release_credit_memos: true },
  );
  assert.equal((await write(acumatica.connection, 'refund.write', REFUND)).kind, 'done');
  assert.equal(acumatica.sent().filter((call) => call.startsWith('POST')).length, 0);
});

test('what Acumatica refuses of a refund is told in its words', async () => {
  const line = { OrigInvNbr: { value: 'INV1', error: "Invoice 'INV1' cannot be found in the system." } };
  const reasons: readonly [answers: Answers, reason: RegExp][] = [
    [refunding(87.2, { 'GET /SalesOrder': { json: [] } }), /^rejected: .*there is no sales order of it in Acumatica/],
    [
      refunding(87.2, { 'GET /SalesOrder': { json: [REFUNDED_ORDER, REFUNDED_ORDER] } }),
      /^rejected: .*several sales orders carry the number WEB-1001/,
    ],
    [
      refunding(87.2, { 'PUT /SalesInvoice': { status: 422, json: { ...memoOf(0), Details: [line] } } }),
      /^rejected: .*Invoice 'INV1' cannot be found/,
    ],
    [
      refunding(87.2, {
        'PUT /SalesInvoice': {
          status: 500,
          json: {
            message: 'An error has occurred.',
            exceptionType: 'PX.Data.PXException',
            exceptionMessage: 'The inventory document cannot be created.',
          },
        },
      }),
      /^rejected: .*inventory document cannot be created/,
    ],
  ];
  for (const [answers, reason] of reasons) {
    await using acumatica = await erp(answers);
    const outcome = await write(acumatica.connection, 'refund.write', REFUND);
    assert.match('reason' in outcome ? `${outcome.kind}: ${outcome.reason.text}` : outcome.kind, reason);
  }
});

test('the credit memo of a refund is found by the number of the refund, unless it is void', async () => {
  const voided = { ...memoOf(87.2, 'Voided'), id: ID };
  await using acumatica = await erp({ 'GET /SalesInvoice': { json: [memoOf(87.2, 'Open'), voided] } });
  assert.deepEqual(await acumatica.connection.find('refund.find', writeRequest({ payload: REFUND })), {
    kind: 'found',
    target: { id: MEMO, number: 'CRM000007' },
  });
  assert.deepEqual(acumatica.sent(), [
    "GET /SalesInvoice?$filter=Type eq 'Credit Memo' and ExternalRef eq 'WEB-REFUND-900'&$select=Type,ReferenceNbr,ExternalRef,Status",
  ]);
});
