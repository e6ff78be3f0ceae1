/** What the SAP Business One connector really sends, and what it makes of the Service Layer's answers, against a server on 127.0.0.1. */
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

const { connector, defaults } = shippedConnector('sap-business-one');
const BASE = '/b1s/v2';
const COOKIES = ['B1SESSION=s-1; path=/b1s; HttpOnly', 'ROUTEID=.node2; path=/b1s'];

interface Erp extends AsyncDisposable {
  readonly connection: Connection;
  /** Method, path and query of every request but those of the session, decoded and without the API's base. */
  readonly sent: () => string[];
  readonly received: LoopbackServer['received'];
}

type Answers = Readonly<Record<string, Reply | ((request: Received) => Reply)>>;

/** Answers by `METHOD /path` without query; a list that is not listed is empty, anything else is not there. */
async function erp(answers: Answers, options: Readonly<Record<string, unknown>> = {}): Promise<Erp> {
  const server = await loopbackServer((request) => {
    const path = decodeURIComponent(new URL(request.url, 'http://erp.example.com').pathname).replace(BASE, '');
    const answer = answers[`${request.method} ${path}`];
    if (answer !== undefined) return typeof answer === 'function' ? answer(request) : answer;
    if (path === '/Login')
      return { json: { SessionId: 's-1', SessionTimeout: 30 }, headers: { 'set-cookie': COOKIES } };
    if (path === '/Logout') return { status: 204, text: '' };
    if (request.method === 'GET' && !path.includes('(')) return { json: { value: [] } };
    return { status: 404, json: { error: { code: '-2028', message: 'No matching records found' } } };
  });
  const open = connected(server, connector, {
    name: 'erp',
    credentials: { company_db: 'SBODEMO', username: 'web', password: 'word-1' },
    options: { ...defaults, currencies: ['USD'], time_zone: 'America/New_York', customer_series: 70, ...options },
  });
  return {
    ...open,
    received: server.received,
    sent: () =>
      server.received
        .filter(({ url }) => !/\/Log(in|out)$/.test(url))
        .map(({ method, url }) => `${method} ${decodeURIComponent(url.slice(BASE.length)).replaceAll('+', ' ')}`),
  };
}

const DOCUMENT = { number: '100245', total: '87.20', tax_total: '5.90', currency: 'USD' };
const PAYLOAD = { CardCode: 'C1001', NumAtCard: 'WEB-100245' };
const SAVED = { DocEntry: 4711, DocNum: 10452, NumAtCard: 'WEB-100245', CardCode: 'C1001' };
const TOTALS = { ...SAVED, DocCurrency: 'USD', DocTotal: 87.2, DocTotalFc: 0, VatSum: 5.9 };
const error = (code: string, message: string) => ({ error: { code, message } });

const write = (connection: Connection, capability: string, payload: unknown, target?: TargetReference) =>
  written(connection, capability, payload, target, DOCUMENT);

const bodyOf = (received: Received | undefined): unknown => JSON.parse(received?.body ?? '');

test('one session with both its cookies for all calls, which ends with the connection', async () => {
  await using b1 = await erp({ 'GET /ShippingTypes': { json: { value: [{ Code: 1, Name: 'Ground' }] } } });
  await b1.connection.probe(never());
  await b1.connection.probe(never());
  await b1.connection.close?.();
  const [login, first, second, logout] = b1.received;
  assert.deepEqual(bodyOf(login), { CompanyDB: 'SBODEMO', UserName: 'web', Password: 'word-1', Language: 3 });
  for (const call of [first, second, logout]) assert.equal(call?.headers.cookie, 'B1SESSION=s-1; ROUTEID=.node2');
  assert.deepEqual([logout?.method, logout?.url, b1.received.length], ['POST', '/b1s/v2/Logout', 4]);
});

test('a session that has ended is opened anew, once', async () => {
  let ended = true;
  await using b1 = await erp({
    'GET /ItemGroups': () => {
      const reply: Reply = ended
        ? { status: 401, json: error('301', 'Invalid session or session already timeout.') }
        : { json: { value: [{ Number: 104, GroupName: 'Drinkware' }] } };
      ended = false;
      return reply;
    },
  });
  const pages = await collect(b1.connection.read('category', { signal: never() }));
  assert.deepEqual(
    pages.flatMap(({ records }) => records.map(({ label }) => label)),
    ['Drinkware'],
  );
  assert.equal(b1.received.filter(({ url }) => url.endsWith('/Login')).length, 2);
});

test('an order is made by one POST, with series and branch of the connection, and its totals are read back', async () => {
  await using b1 = await erp(
    { 'POST /Orders': { status: 201, json: SAVED }, 'GET /Orders(4711)': { json: TOTALS } },
    { order_series: 12, branch: 1 },
  );
  const outcome = await write(b1.connection, 'order.write', PAYLOAD);
  assert.deepEqual(outcome, { kind: 'done', target: { id: '4711', number: '10452' } });
  assert.deepEqual(b1.sent(), [
    'POST /Orders',
    'GET /Orders(4711)?$select=DocEntry,DocNum,DocCurrency,DocTotal,DocTotalFc,VatSum',
  ]);
  const post = b1.received.find(({ method, url }) => method === 'POST' && url.endsWith('/Orders'));
  assert.deepEqual(bodyOf(post), { ...PAYLOAD, Series: 12, BPL_IDAssignedToInvoice: 1 });
});

test('cents within the tolerance are made up by an expense without tax, which is added to the others', async () => {
  await using b1 = await erp(
    {
      'POST /Orders': { status: 201, json: SAVED },
      'GET /Orders(4711)': { json: { ...TOTALS, DocTotal: 87.19 } },
      'PATCH /Orders(4711)': { status: 204, text: '' },
    },
    { tax_tolerance: '0.02', rounding_expense: 9, untaxed_code: 'X0', tax_field: 'TaxCode' },
  );
  assert.equal((await write(b1.connection, 'order.write', PAYLOAD)).kind, 'done');
  assert.deepEqual(bodyOf(b1.received.at(-1)), {
    DocumentAdditionalExpenses: [{ ExpenseCode: 9, LineTotal: 0.01, Remarks: 'Rounding of tax', TaxCode: 'X0' }],
  });
});

test('a total that differs by more is for a person; one in another currency is compared in it', async () => {
  await using wrong = await erp({
    'POST /Orders': { status: 201, json: SAVED },
    'GET /Orders(4711)': { json: { ...TOTALS, DocTotal: 87.19 } },
  });
  await assert.rejects(
    write(wrong.connection, 'order.write', PAYLOAD),
    (thrown: unknown) =>
      thrown instanceof Hold && thrown.code === 'total-differs' && /10452 .*87\.19/.test(thrown.message),
  );
  await using foreign = await erp(
    {
      'POST /Orders': { status: 201, json: SAVED },
      'GET /Orders(4711)': { json: { ...TOTALS, DocTotal: 70.1, DocTotalFc: 87.2 } },
    },
    { currencies: ['EUR', 'USD'] },
  );
  assert.equal((await write(foreign.connection, 'order.write', PAYLOAD)).kind, 'done');
});

test('an order is found by its exact reference, quotes and all', async () => {
  await using b1 = await erp({
    'GET /Orders': {
      json: {
        value: [
          { ...SAVED, NumAtCard: "web-10'01" },
          { ...SAVED, DocEntry: 2, NumAtCard: "WEB-10'01" },
        ],
      },
    },
  });
  const request = writeRequest({ payload: { NumAtCard: "WEB-10'01" } });
  assert.deepEqual(await b1.connection.find('order.find', request), {
    kind: 'found',
    target: { id: '2', number: '10452' },
  });
  assert.match(b1.sent()[0] ?? '', /\$filter=NumAtCard eq 'WEB-10''01'$/);
});

test('an order that waits for approval is a draft, which is told to a person and not posted again', async () => {
  const draft = {
    DocEntry: 9,
    DocNum: 77,
    NumAtCard: 'WEB-100245',
    DocObjectCode: 'oOrders',
    DocumentStatus: 'bost_Open',
  };
  await using waiting = await erp({
    'POST /Orders': { status: 400, json: error('-2028', 'No matching records found (ODBC -2028)') },
    'GET /Drafts': { json: { value: [draft] } },
  });
  assert.equal((await write(waiting.connection, 'order.write', PAYLOAD)).kind, 'unknown');
  const found = await waiting.connection.find('order.find', writeRequest({ payload: PAYLOAD }));
  assert.equal(found.kind, 'rejected');
  assert.match('reason' in found ? found.reason.text : '', /waits for approval as draft 9/);
  // Once approved there is an order, and nobody asks for drafts.
  await using approved = await erp({ 'GET /Orders': { json: { value: [SAVED] } } });
  assert.equal((await approved.connection.find('order.find', writeRequest({ payload: PAYLOAD }))).kind, 'found');
  assert.equal(approved.sent().length, 1);
  // A draft that became an order, or one of something else, is no order that waits.
  await using others = await erp({
    'GET /Drafts': {
      json: {
        value: [
          { ...draft, DocumentStatus: 'bost_Close' },
          { ...draft, DocObjectCode: 'oQuotations' },
        ],
      },
    },
  });
  assert.equal((await others.connection.find('order.find', writeRequest({ payload: PAYLOAD }))).kind, 'none');
});

/** Bodies of sheet section 6 to what they mean for the create of an order. */
const MEANINGS: readonly (readonly [what: string, reply: Reply, write: string, says: RegExp])[] = [
  [
    'a rule of the business',
    { status: 400, json: error('-5002', 'Item number is missing [RDR1.ItemCode]') },
    'rejected',
    /Item number is missing/,
  ],
  [
    'the same in the older protocol',
    { status: 400, json: { error: { code: -5002, message: { lang: 'en-us', value: 'Invalid customer' } } } },
    'rejected',
    /Invalid customer/,
  ],
  [
    'it is there already',
    { status: 400, json: error('-10', 'This entry already exists in the following tables') },
    'unknown',
    /already exists/,
  ],
  [
    'a general failure',
    { status: 400, json: error('-10', 'Date deviates from permissible range') },
    'rejected',
    /permissible range/,
  ],
  [
    'somebody else changed it',
    { status: 412, json: error('-2039', 'Another user modified the table') },
    'retry',
    /Another user/,
  ],
  [
    'the user may not',
    { status: 403, json: error('-1101', 'You are not permitted to perform this action') },
    'halted',
    /not permitted/,
  ],
  [
    'a deadlock, or whatever else',
    { status: 500, json: error('-1', 'Transaction was deadlocked') },
    'unknown',
    /deadlocked/,
  ],
  [
    'a node restarts',
    { status: 502, text: '<html>Bad gateway</html>', headers: { 'content-type': 'text/html' } },
    'unknown',
    /502/,
  ],
  [
    'the balancer has no node',
    { status: 503, text: '<html>Unavailable</html>', headers: { 'content-type': 'text/html' } },
    'retry',
    /503/,
  ],
  ['the line breaks', 'cut', 'unknown', /./],
];

for (const [what, reply, kind, says] of MEANINGS)
  test(`${what}: ${kind}`, async () => {
    await using b1 = await erp({ 'POST /Orders': reply });
    const outcome = await write(b1.connection, 'order.write', PAYLOAD);
    assert.equal(outcome.kind, kind, JSON.stringify(outcome));
    assert.match('reason' in outcome ? outcome.reason.text : '', says);
  });

const target = { id: '4711', number: '10452' };
const line = (open: number, status = 'bost_Open') => ({ Quantity: 2, RemainingOpenQuantity: open, LineStatus: status });

test('an order is cancelled once, and not when something of it was shipped', async () => {
  let cancelled = 'tNO';
  await using b1 = await erp({
    'GET /Orders(4711)': () => ({
      json: {
        ...SAVED,
        Cancelled: cancelled,
        DocumentLines: [line(2, cancelled === 'tNO' ? 'bost_Open' : 'bost_Close')],
      },
    }),
    'POST /Orders(4711)/Cancel': { status: 204, text: '' },
  });
  const cancel = () => write(b1.connection, 'order.cancel', { NumAtCard: 'WEB-100245' }, target);
  assert.equal((await cancel()).kind, 'done');
  cancelled = 'tYES';
  assert.equal((await cancel()).kind, 'done');
  assert.equal(b1.sent().filter((call) => call.endsWith('/Cancel')).length, 1);
  for (const shipped of [line(1), line(0, 'bost_Close')]) {
    await using begun = await erp({
      'GET /Orders(4711)': { json: { ...SAVED, Cancelled: 'tNO', DocumentLines: [line(2), shipped] } },
    });
    const outcome = await write(begun.connection, 'order.cancel', { NumAtCard: 'WEB-100245' }, target);
    assert.equal(outcome.kind, 'rejected');
    assert.match('reason' in outcome ? outcome.reason.text : '', /10452 was shipped or invoiced already/);
    assert.equal(begun.sent().length, 1);
  }
});

const CUSTOMER = {
  CardName: 'Ada Park',
  EmailAddress: 'ada@example.com',
  Currency: '##',
  ContactEmployees: [{ Name: 'Ada Park' }],
  BPAddresses: [{ AddressName: 'Web billing', AddressType: 'bo_BillTo', Country: 'US' }],
};

test('a customer is made with the series of the connection; a change doubles no contact person', async () => {
  await using b1 = await erp({
    'POST /BusinessPartners': { status: 201, json: { CardCode: 'C1001' } },
    "PATCH /BusinessPartners('C''1')": { status: 204, text: '' },
  });
  assert.deepEqual(await write(b1.connection, 'customer.write', CUSTOMER), {
    kind: 'done',
    target: { id: 'C1001', number: 'C1001' },
  });
  assert.deepEqual(bodyOf(b1.received.at(-1)), { ...CUSTOMER, CardType: 'cCustomer', Series: 70 });
  const known = { id: "C'1", number: "C'1" };
  assert.deepEqual(await write(b1.connection, 'customer.write', CUSTOMER, known), { kind: 'done', target: known });
  const { ContactEmployees, Currency, ...owned } = CUSTOMER;
  assert.deepEqual(bodyOf(b1.received.at(-1)), owned);
});

test('a customer is found without regard to capitals, several are told, and another tax number is another one', async () => {
  const found = [
    { CardCode: 'C1', EmailAddress: 'ADA@example.com', FederalTaxID: null },
    { CardCode: 'C2', EmailAddress: 'ada@example.com', FederalTaxID: '99' },
  ];
  await using b1 = await erp({ 'GET /BusinessPartners': { json: { value: found } } });
  const outcome = await b1.connection.find(
    'customer.find',
    writeRequest({ payload: { EmailAddress: 'ada@example.com' } }),
  );
  assert.deepEqual(outcome.kind === 'several' ? outcome.targets.map(({ id }) => id) : outcome, ['C1', 'C2']);
  assert.equal(b1.received.at(-1)?.headers['b1s-caseinsensitive'], 'true');
  const payload = { EmailAddress: 'ada@example.com', FederalTaxID: '12-3' };
  assert.deepEqual(await b1.connection.find('customer.find', writeRequest({ payload })), {
    kind: 'found',
    target: { id: 'C1', number: 'C1' },
  });
});

test('changes are asked for by the server’s clock, and pages follow the relative link', async () => {
  const document = (entry: number) => ({
    DocEntry: entry,
    DocNum: entry,
    UpdateDate: '2026-01-05',
    UpdateTime: '09:00:00',
    DocumentLines: [
      { BaseType: 17, BaseEntry: 4711 },
      { BaseType: 17, BaseEntry: 4711 },
    ],
  });
  await using b1 = await erp({
    'GET /DeliveryNotes': ({ url }) => ({
      json: url.includes('skip')
        ? { value: [document(2)] }
        : { value: [document(1)], '@odata.nextLink': 'DeliveryNotes?$skip=1' },
    }),
    'GET /Orders(4711)': { json: SAVED },
  });
  const pages = await collect(
    b1.connection.read('shipment', { watermark: '2026-01-05T05:30:00.000Z', signal: never() }),
  );
  const records = pages.flatMap((page) => page.records);
  assert.deepEqual(
    records.map(({ label, observedAt, native }) => [label, observedAt, (native as { orders: unknown[] }).orders]),
    [
      ['1', '2026-01-05T14:00:00.000Z', [SAVED]],
      ['2', '2026-01-05T14:00:00.000Z', [SAVED]],
    ],
  );
  // 70 minutes earlier, in New York: the day before.
  const day = '2026-01-04';
  assert.deepEqual(b1.sent(), [
    `GET /DeliveryNotes?$filter=CancelStatus ne 'csCancellation' and (UpdateDate gt '${day}' or (UpdateDate eq '${day}' and UpdateTime ge '23:20:00'))&$orderby=UpdateDate,UpdateTime,DocEntry`,
    'GET /Orders(4711)?$select=DocEntry,DocNum,NumAtCard',
    'GET /DeliveryNotes?$skip=1',
  ]);
  assert.equal(b1.received.find(({ url }) => url.includes('DeliveryNotes'))?.headers.prefer, 'odata.maxpagesize=100');
});

test('an invoice of a delivery names the order that the delivery was made from', async () => {
  const invoice = {
    DocEntry: 901,
    DocNum: 30009,
    UpdateDate: '2026-01-05',
    UpdateTime: '09:00:00',
    DocumentLines: [
      { BaseType: 15, BaseEntry: 801 },
      { BaseType: 17, BaseEntry: 4712 },
    ],
  };
  await using b1 = await erp({
    'GET /Invoices': { json: { value: [invoice] } },
    'GET /DeliveryNotes(801)': { json: { DocEntry: 801, DocumentLines: [{ BaseType: 17, BaseEntry: 4711 }] } },
    'GET /Orders(4711)': { json: SAVED },
    'GET /Orders(4712)': { json: { ...SAVED, DocEntry: 4712, NumAtCard: 'WEB-100246' } },
  });
  const [page] = await collect(b1.connection.read('invoice', { signal: never() }));
  const native = page?.records[0]?.native as { readonly orders: readonly { readonly NumAtCard: string }[] } | undefined;
  assert.deepEqual(native?.orders.map(({ NumAtCard }) => NumAtCard).sort(), ['WEB-100245', 'WEB-100246']);
});

const REFUND = {
  OrderNumAtCard: 'WEB-100245',
  NumAtCard: 'WEB-REFUND-900',
  DocDate: '2026-03-09',
  DocCurrency: 'USD',
  Gross: false,
  Comments: 'Refund 900 of order 100245',
  Goods: [
    { ItemCode: 'MUG', Quantity: 2, Amount: '33.30', ComesBack: true },
    { ItemCode: 'BAG', Quantity: 1, Amount: '40.50', ComesBack: false },
  ],
  Others: [{ ItemCode: 'REFUND', ItemDescription: 'Shipping', Amount: '7.50' }],
};
const row = (LineNum: number, ItemCode: string, RemainingOpenQuantity: number, base: readonly [number, number]) => ({
  LineNum,
  ItemCode,
  Quantity: 3,
  RemainingOpenQuantity,
  BaseType: base[0],
  BaseEntry: base[1],
  VatGroup: 'S8',
});
const ORDERED = { 'GET /Orders': { json: { value: [{ ...SAVED, DocDate: '2026-03-02T00:00:00Z' }] } } };
const DELIVERED = {
  'GET /DeliveryNotes': {
    json: {
      value: [
        { DocEntry: 801, DocumentLines: [row(0, 'BAG', 0, [17, 4711])] },
        { DocEntry: 802, DocumentLines: [row(0, 'BAG', 0, [17, 4999])] },
      ],
    },
  },
};
const INVOICED = {
  'GET /Invoices': {
    json: {
      value: [
        // Of another order of the same customer.
        { DocEntry: 900, DocumentLines: [row(0, 'MUG', 3, [17, 4999]), row(1, 'BAG', 3, [15, 802])] },
        { DocEntry: 901, DocumentLines: [row(0, 'MUG', 1, [17, 4711]), row(1, 'MUG', 2, [17, 4711])] },
        { DocEntry: 902, DocumentLines: [row(0, 'BAG', 3, [15, 801])] },
      ],
    },
  },
};
const MEMO = { DocEntry: 55, DocNum: 40001, NumAtCard: 'WEB-REFUND-900', CancelStatus: 'csNo' };
const CREDITED = {
  'GET /Drafts': { json: { value: [] } },
  'POST /Drafts': { status: 201, json: { DocEntry: 77 } },
  'GET /Drafts(77)': { json: { DocEntry: 77, DocCurrency: 'USD', DocTotal: 87.2 } },
  'PATCH /Drafts(77)': { status: 204 },
  'POST /DraftsService_SaveDraftToDocument': { status: 204 },
  'GET /CreditNotes': { json: { value: [{ ...MEMO, DocEntry: 54, CancelStatus: 'csCancellation' }, MEMO] } },
};
const parked = ({ method, url }: { readonly method: string; readonly url: string }) =>
  method === 'POST' && url.endsWith('/Drafts');
/** What was written, without the reads around it. */
const writesOf = (sent: readonly string[]) => sent.filter((call) => !call.startsWith('GET'));

test('a refund takes back rows of the order’s own invoices that have enough left, and moves stock only where goods came back', async () => {
  await using b1 = await erp({ ...ORDERED, ...DELIVERED, ...INVOICED, ...CREDITED });
  const outcome = await write(b1.connection, 'refund.write', REFUND);
  assert.deepEqual(outcome, { kind: 'done', target: { id: '55', number: '40001' } });
  assert.deepEqual(bodyOf(b1.received.find(parked)), {
    DocObjectCode: 'oCreditNotes',
    CardCode: 'C1001',
    NumAtCard: 'WEB-REFUND-900',
    DocDate: '2026-03-09',
    DocCurrency: 'USD',
    Comments: 'Refund 900 of order 100245',
    DocumentLines: [
      { BaseType: 13, BaseEntry: 901, BaseLine: 1, Quantity: 2, UnitPrice: 16.65, DiscountPercent: 0 },
      {
        BaseType: 13,
        BaseEntry: 902,
        BaseLine: 0,
        Quantity: 1,
        UnitPrice: 40.5,
        DiscountPercent: 0,
        WithoutInventoryMovement: 'tYES',
      },
      {
        ItemCode: 'REFUND',
        ItemDescription: 'Shipping',
        Quantity: 1,
        UnitPrice: 7.5,
        DiscountPercent: 0,
        VatGroup: 'S8',
      },
    ],
  });
  assert.match(
    b1.sent()[1] ?? '',
    /\$filter=CardCode eq 'C1001' and CancelStatus eq 'csNo' and DocDate ge '2026-03-02'$/,
  );
  await using gross = await erp({ ...ORDERED, ...INVOICED, ...CREDITED });
  const goods = [{ ItemCode: 'MUG', Quantity: 1, Amount: '20.00', ComesBack: true }];
  assert.equal(
    (await write(gross.connection, 'refund.write', { ...REFUND, Gross: true, Goods: goods, Others: [] })).kind,
    'done',
  );
  assert.deepEqual((bodyOf(gross.received.find(parked)) as { DocumentLines: unknown }).DocumentLines, [
    { BaseType: 13, BaseEntry: 901, BaseLine: 0, Quantity: 1, PriceAfterVAT: 20 },
  ]);
});

const heldAs = (code: string) => (thrown: unknown) => thrown instanceof Hold && thrown.code === code;

test('a refund that nothing was invoiced for, or too little, or that comes to another sum, is for a person', async () => {
  await using none = await erp({ ...ORDERED, ...CREDITED });
  await assert.rejects(write(none.connection, 'refund.write', REFUND), heldAs('not-invoiced'));
  await using little = await erp({ ...ORDERED, ...INVOICED, ...CREDITED });
  const goods = [{ ItemCode: 'MUG', Quantity: 3, Amount: '50.00', ComesBack: true }];
  await assert.rejects(
    write(little.connection, 'refund.write', { ...REFUND, Goods: goods }),
    heldAs('not-on-one-invoice'),
  );
  for (const { sent } of [none, little]) assert.equal(sent().filter((call) => call.startsWith('POST')).length, 0);
  const other = { json: { DocEntry: 77, DocCurrency: 'USD', DocTotal: 87.1 } };
  await using off = await erp({ ...ORDERED, ...DELIVERED, ...INVOICED, ...CREDITED, 'GET /Drafts(77)': other });
  await assert.rejects(write(off.connection, 'refund.write', REFUND), heldAs('total-differs'));
  assert.deepEqual(writesOf(off.sent()), ['POST /Drafts'], 'what is off is parked, and not posted');
});

test('cents that the tax of a refund differs by are made up in the draft, before it is posted', async () => {
  const all = { ...ORDERED, ...DELIVERED, ...INVOICED, ...CREDITED };
  const cent = { json: { DocEntry: 77, DocCurrency: 'USD', DocTotal: 87.21 } };
  const options = { tax_tolerance: '0.02', rounding_expense: 9, untaxed_code: 'S0' };
  await using b1 = await erp({ ...all, 'GET /Drafts(77)': cent }, options);
  assert.equal((await write(b1.connection, 'refund.write', REFUND)).kind, 'done');
  assert.deepEqual(writesOf(b1.sent()), [
    'POST /Drafts',
    'PATCH /Drafts(77)',
    'POST /DraftsService_SaveDraftToDocument',
  ]);
  assert.deepEqual(bodyOf(b1.received.find(({ method }) => method === 'PATCH')), {
    DocumentAdditionalExpenses: [{ ExpenseCode: 9, LineTotal: -0.01, Remarks: 'Rounding of tax', VatGroup: 'S0' }],
  });
  assert.deepEqual(bodyOf(b1.received.find(({ url }) => url.endsWith('SaveDraftToDocument'))), {
    Document: { DocEntry: 77 },
  });
});

test('a draft of a refund that an earlier attempt has left is posted, and none is made besides', async () => {
  const draft = {
    DocEntry: 77,
    NumAtCard: 'WEB-REFUND-900',
    DocObjectCode: 'oCreditNotes',
    DocumentStatus: 'bost_Open',
  };
  const closed = { ...draft, DocEntry: 76, DocumentStatus: 'bost_Close' };
  const all = { ...ORDERED, ...DELIVERED, ...INVOICED, ...CREDITED };
  await using b1 = await erp({ ...all, 'GET /Drafts': { json: { value: [closed, draft] } } });
  assert.equal((await write(b1.connection, 'refund.write', REFUND)).kind, 'done');
  assert.deepEqual(writesOf(b1.sent()), ['POST /DraftsService_SaveDraftToDocument']);
});

test('a refund that waits for approval is for a person, whoever made the draft', async () => {
  const draft = {
    DocEntry: 77,
    NumAtCard: 'WEB-REFUND-900',
    DocObjectCode: 'oCreditNotes',
    DocumentStatus: 'bost_Open',
    AuthorizationStatus: 'dasPending',
  };
  const waiting = { json: { value: [draft] } };
  await using b1 = await erp({ 'GET /CreditNotes': { json: { value: [] } }, 'GET /Drafts': waiting });
  const found = await b1.connection.find('refund.find', writeRequest({ payload: REFUND }));
  assert.match('reason' in found ? `${found.kind}: ${found.reason.text}` : '', /^rejected: .*approval as draft 77/);
});

test('a refund of an order that is not there, or whose invoices are not all on the page, is refused', async () => {
  await using gone = await erp(CREDITED);
  const missing = await write(gone.connection, 'refund.write', REFUND);
  assert.match(
    'reason' in missing ? `${missing.kind}: ${missing.reason.text}` : '',
    /^rejected: .*no sales order of it/,
  );
  const more = { json: { ...INVOICED['GET /Invoices'].json, '@odata.nextLink': 'Invoices?$skip=1000' } };
  await using many = await erp({ ...ORDERED, ...CREDITED, 'GET /Invoices': more });
  const refused = await write(many.connection, 'refund.write', REFUND);
  assert.match(
    'reason' in refused ? `${refused.kind}: ${refused.reason.text}` : '',
    /^rejected: .*more documents than one page/,
  );
});

test('the credit memo of a refund is found by the number of the refund, unless it is a cancellation', async () => {
  await using b1 = await erp(CREDITED);
  assert.deepEqual(await b1.connection.find('refund.find', writeRequest({ payload: REFUND })), {
    kind: 'found',
    target: { id: '55', number: '40001' },
  });
});

const PAYMENT = {
  order_reference: 'WEB-100245',
  reference: 'WEB-100245/6531',
  payment: { DocDate: '2026-03-02', DocCurrency: 'USD', TransferSum: 87.2, TransferAccount: '161010', Remarks: 'CARD' },
};
const TO_PAY = { ...SAVED, DocCurrency: 'USD', Cancelled: 'tNO' };
const BOOKED: Answers = { 'POST /IncomingPayments': { status: 201, json: { DocEntry: 8, DocNum: 80001 } } };
const orders = (...value: readonly unknown[]): Answers => ({ 'GET /Orders': { json: { value } } });
const pay = (connection: Connection) =>
  written(connection, 'payment.write', PAYMENT, undefined, { order: { shop_number: '100245' }, currency: 'USD' });
const posts = ({ sent }: Erp) => sent().filter((call) => call.startsWith('POST'));

test('a payment is booked on the account of the order’s customer, with its reference where it is found by it', async () => {
  for (const [options, field] of [
    [{ branch: 1 }, 'TransferReference'],
    [{ branch: 1, payment_field: 'U_WebPayment' }, 'U_WebPayment'],
  ] as const) {
    const cancelled = { ...TO_PAY, DocEntry: 4700, Cancelled: 'tYES' };
    await using b1 = await erp({ ...orders(cancelled, TO_PAY), ...BOOKED }, options);
    assert.deepEqual(await pay(b1.connection), { kind: 'done', target: { id: '8', number: '80001' } });
    const post = b1.received.find(({ method, url }) => method === 'POST' && url.endsWith('/IncomingPayments'));
    assert.deepEqual(bodyOf(post), {
      ...PAYMENT.payment,
      [field]: 'WEB-100245/6531',
      DocType: 'rCustomer',
      CardCode: 'C1001',
      BPLID: 1,
    });
  }
});

test('a payment waits for its order', async () => {
  await using b1 = await erp(BOOKED);
  const outcome = await pay(b1.connection);
  assert.match('reason' in outcome ? `${outcome.kind}: ${outcome.reason.text}` : '', /^retry: .*no sales order of it/);
  assert.deepEqual(posts(b1), []);
});

test('a payment of an order that is cancelled, there twice, of another number or in another currency is held', async () => {
  for (const [found, code] of [
    [[{ ...TO_PAY, Cancelled: 'tYES' }], 'order-cancelled'],
    [[TO_PAY, { ...TO_PAY, DocEntry: 4712 }], 'order-ambiguous'],
    [[{ ...TO_PAY, NumAtCard: 'web-100245' }], 'order-ambiguous'],
    [[{ ...TO_PAY, DocCurrency: 'CAD' }], 'currency-differs'],
  ] as const) {
    await using b1 = await erp({ ...orders(...found), ...BOOKED }, { currencies: ['USD', 'CAD'] });
    await assert.rejects(pay(b1.connection), heldAs(code));
    assert.deepEqual(posts(b1), []);
  }
});

test('what answers to a payment mean: a rule refuses it, what proves nothing is looked up (D02)', async () => {
  for (const [reply, kind] of [
    [{ status: 400, json: error('-5002', 'Account is missing [ORCT.TransferAccount]') }, 'rejected'],
    [{ status: 404, json: error('-2028', 'No matching records found') }, 'rejected'],
    [{ status: 500, json: error('-1', 'Transaction was deadlocked') }, 'unknown'],
    ['cut', 'unknown'],
  ] as const) {
    await using b1 = await erp({ ...orders(TO_PAY), 'POST /IncomingPayments': reply });
    assert.equal((await pay(b1.connection)).kind, kind);
  }
});

test('a payment is found by its reference, letter by letter, unless it was cancelled', async () => {
  const booked = { DocEntry: 8, DocNum: 80001, TransferReference: 'WEB-100245/6531', Cancelled: 'tNO' };
  const others = [
    { ...booked, DocEntry: 6, Cancelled: 'tYES' },
    { ...booked, DocEntry: 7, TransferReference: 'web-100245/6531' },
  ];
  const request = writeRequest({ payload: PAYMENT });
  await using b1 = await erp({ 'GET /IncomingPayments': { json: { value: [...others, booked] } } });
  assert.deepEqual(await b1.connection.find('payment.find', request), {
    kind: 'found',
    target: { id: '8', number: '80001' },
  });
  assert.match(b1.sent()[0] ?? '', /\$filter=TransferReference eq 'WEB-100245\/6531'$/);
  await using none = await erp({ 'GET /IncomingPayments': { json: { value: others } } }, { payment_field: 'U_Web' });
  assert.deepEqual(await none.connection.find('payment.find', request), { kind: 'none' });
  assert.match(none.sent()[0] ?? '', /\$filter=U_Web eq /);
});
