/** What the CloudSuite Distribution connector really sends, and what it makes of the answers of gateway and SX, against a server on 127.0.0.1. */
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

const { connector, defaults } = shippedConnector('infor');
const TOKEN_PATH = '/ACME_TST/as/token.oauth2';
const ORDER = 'sxapioefullordermntv6';
const READ = 'sxapioegetsingleorderv3';
const CANCEL = 'sxapioeorderdeleteorcancel';
const CUSTOMER = 'sxapiarcustomermnt';

interface Erp extends AsyncDisposable {
  readonly connection: Connection;
  /** Every call but the sign-in, by function or table. */
  readonly sent: () => string[];
  /** What the calls of a function or table said: what is in their envelopes. */
  readonly said: (name: string) => Fields[];
  readonly received: LoopbackServer['received'];
}

// Tests look into bodies of every shape.
// biome-ignore lint/suspicious/noExplicitAny: what a body holds is what the test is about
type Fields = any;
type Answers = Readonly<Record<string, Reply | ((body: Fields) => Reply)>>;

const bodyOf = (received: Received): Fields => JSON.parse(received.body);
const nameOf = (received: Received): string =>
  received.url.endsWith('/proxy/FetchWhere') ? bodyOf(received).TableName : (received.url.split('/').at(-1) ?? '');
const calls = (received: LoopbackServer['received']) => received.filter(({ url }) => url !== TOKEN_PATH);

/** Answers by the name of a function or table; a table that is not listed is empty, a function succeeds and says nothing. */
async function sx(answers: Answers, options: Readonly<Record<string, unknown>> = {}): Promise<Erp> {
  const server = await loopbackServer((request) => {
    if (request.url === TOKEN_PATH) {
      const answer = answers.token ?? { json: { access_token: 'token-1', token_type: 'Bearer', expires_in: 7200 } };
      return typeof answer === 'function' ? answer(request.body) : answer;
    }
    const name = nameOf(request);
    const answer = answers[name];
    if (answer !== undefined) return typeof answer === 'function' ? answer(bodyOf(request)) : answer;
    return request.url.endsWith('/FetchWhere') ? rows(name) : told({});
  });
  const open = connected(server, connector, {
    name: 'erp',
    credentials: { access_key: 'saak', secret_key: 'sask', client_id: 'ci', client_secret: 'cs' },
    options: {
      ...defaults,
      tenant: 'ACME_TST',
      token_url: `${server.url}${TOKEN_PATH}`,
      company_number: 1,
      operator: 'web',
      warehouse: 'DEN1',
      currency: 'USD',
      time_zone: 'America/Denver',
      ...options,
    },
  });
  return {
    ...open,
    received: server.received,
    sent: () => calls(server.received).map(nameOf),
    said: (wanted) =>
      calls(server.received)
        .filter((each) => nameOf(each) === wanted)
        .map((each) => bodyOf(each).request ?? bodyOf(each)),
  };
}

const rows = (table: string, ...found: readonly object[]): Reply => ({ json: { [`ttbl${table}`]: found } });
const told = (response: object, cErrorMessage = ''): Reply => ({ json: { response: { cErrorMessage, ...response } } });
const acknowledged = (data1: string, msg = '', errorNo = data1 === '' ? 4000 : 0): Reply =>
  told({ sxt_func_ack: { sxt_func_ack: [{ coNo: 1, trxType: 'SO', seqNo: 1, data1, errorNo, msg }] } });
const order = (
  header: Readonly<Record<string, string>>,
  lines: readonly object[] = [{ lineNo: 1, prod: 'VALVE-34' }],
) =>
  told({
    tFieldlist: {
      't-fieldlist': Object.entries({
        orderno: '1234567',
        ordersuf: '00',
        taxamt: '5.76',
        totinvamt: '87.71',
        ...header,
      }).map(([fieldName, fieldValue], index) => ({ fieldName, fieldValue, seqNo: index + 1 })),
    },
    tOelineitemV3: { 't-oelineitemV3': lines },
    tOetaxsa: { 't-oetaxsa': [] },
  });

const DOCUMENT = { number: '100045', total: '87.71', tax_total: '5.76', currency: 'USD' };
const PAYLOAD = {
  order: { refer: 'WEB-100045', shipVia: 'UPSG', addonno1: 1, addonamt1: 9.95, addontype1: '$' },
  customer: { custNo: '120045' },
  ship_to: { shipToNo: '', name: 'Northfield Depot 2', city: 'Denver', countryCd: 'US' },
  items: [{ lineIden: '1', sellerProd: 'VALVE-34', qtyOrd: '4', price: '12.5', lineComments: 'Placed: 2026-03-02' }],
};

const write = (connection: Connection, capability: string, payload: unknown, target?: TargetReference) =>
  written(connection, capability, payload, target, DOCUMENT);
const heldAs =
  (code: string, says = /./) =>
  (thrown: unknown) =>
    thrown instanceof Hold && thrown.code === code && says.test(thrown.message);

test('the service account signs in once, and every call carries its token', async () => {
  await using erp = await sx({ icsw: rows('icsw', { prod: 'VALVE-34' }) });
  assert.match(await erp.connection.probe(never()), /company 1/);
  await erp.connection.probe(never());
  const [token, first] = erp.received;
  assert.deepEqual(Object.fromEntries(new URLSearchParams(token?.body)), {
    grant_type: 'password',
    username: 'saak',
    password: 'sask',
    client_id: 'ci',
    client_secret: 'cs',
  });
  assert.equal(first?.headers.authorization, 'Bearer token-1');
  assert.equal(first?.url, '/ACME_TST/SX/rest/serviceinterface/proxy/FetchWhere');
  assert.deepEqual(bodyOf(first), {
    CompanyNumber: 1,
    Operator: 'web',
    TableName: 'icsw',
    WhereClause: 'icsw.cono = 1 and icsw.whse = "DEN1"',
    BatchSize: 1,
    RestartRowID: '',
  });
  assert.equal(erp.received.length, 3);
});

test('a token that the gateway does not take any more is fetched anew, once', async () => {
  let ended = true;
  await using erp = await sx({
    sxapiicgetproductcategorylist: () => {
      const reply = ended
        ? { status: 401, json: { error: 'Unauthorized' } }
        : told({ tCodeLst: { 't-codeLst': [{ codeValue: 'PLUMB', codeDesc: 'Plumbing' }] } });
      ended = false;
      return reply;
    },
  });
  const pages = await collect(erp.connection.read('category', { signal: never() }));
  assert.deepEqual(
    pages.flatMap(({ records }) => records.map(({ label }) => label)),
    ['Plumbing'],
  );
  assert.equal(erp.received.filter(({ url }) => url === TOKEN_PATH).length, 2);
});

test('an order is entered by one call, and its totals are read back', async () => {
  await using erp = await sx({ [ORDER]: acknowledged('1234567-00'), [READ]: order({}) });
  assert.deepEqual(await write(erp.connection, 'order.write', PAYLOAD), {
    kind: 'done',
    target: { id: '1234567', number: '1234567' },
  });
  assert.deepEqual(erp.sent(), [ORDER, READ]);
  const [entered] = erp.said(ORDER);
  const table = (name: string) => entered[name][name];
  assert.deepEqual([entered.companyNumber, entered.operatorInit, entered.operatorPassword], [1, 'web', '']);
  assert.deepEqual(table('sxt_orderV4'), [
    { actionType: 'original', transType: 'SO', whse: 'DEN1', orderNo: '', orderSuf: '', ...PAYLOAD.order },
  ]);
  assert.deepEqual(table('sxt_customer'), [PAYLOAD.customer]);
  assert.deepEqual(table('sxt_shipto'), [PAYLOAD.ship_to]);
  assert.deepEqual(table('sxt_itemV4'), PAYLOAD.items);
  for (const name of [
    'sxt_billto',
    'sxt_terms',
    'sxt_shipfm',
    'sxt_schedule',
    'sxt_total',
    'sxt_header_extra',
    'sxt_line_extra',
    'sxt_line_component',
  ])
    assert.deepEqual(table(name), [], name);
  assert.equal(erp.said(READ)[0].orderNumber, 1234567);
});

test('quotes, another name of the price, other functions and the other service are the connection’s choice', async () => {
  await using erp = await sx(
    { sxapioefullordermntv7: acknowledged('0012-00'), [READ]: order({}) },
    { order_type: 'QU', price_field: 'unitCost', order_function: 'sxapioefullordermntv7', service: 'web' },
  );
  const outcome = await write(erp.connection, 'order.write', {
    ...PAYLOAD,
    order: { refer: 'WEB-100045', whse: 'EAST' },
    terms: { sxTermsCd: 'N30' },
  });
  assert.deepEqual(outcome, { kind: 'done', target: { id: '12', number: '12' } });
  const [entered] = erp.said('sxapioefullordermntv7');
  const [header] = entered.sxt_orderV4.sxt_orderV4;
  assert.deepEqual([header.transType, header.whse], ['QU', 'EAST']);
  const [item] = entered.sxt_itemV4.sxt_itemV4;
  assert.deepEqual([item.unitCost, item.price], ['12.5', undefined]);
  assert.deepEqual(entered.sxt_terms.sxt_terms, [{ sxTermsCd: 'N30' }]);
  assert.ok(erp.received.some(({ url }) => url === '/ACME_TST/SX/web/sxapirestservice/sxapioefullordermntv7'));
});

test('a total that differs is for a person, one within the tolerance stays, or is made up by an addon', async () => {
  const differs = { [ORDER]: acknowledged('1234567-00'), [READ]: order({ totinvamt: '00000087.70' }) };
  await using wrong = await sx(differs);
  await assert.rejects(
    write(wrong.connection, 'order.write', PAYLOAD),
    heldAs('total-differs', /1234567 .* 87\.70 with tax 5\.76; the shop says 87\.71/),
  );
  await using near = await sx(differs, { tax_tolerance: '0.01' });
  assert.equal((await write(near.connection, 'order.write', PAYLOAD)).kind, 'done');
  assert.deepEqual(near.sent(), [ORDER, READ]);
  await using made = await sx(differs, { tax_tolerance: '0.01', rounding_addon: '9' });
  assert.equal((await write(made.connection, 'order.write', PAYLOAD)).kind, 'done');
  const [update] = made.said('sxapioeheaderupdate');
  assert.deepEqual(
    [update.orderNumber, update.orderSuffix, update.tOehdrupdatett['t-oehdrupdatett']],
    [
      1234567,
      0,
      [
        { seqno: 1, fieldname: 'addonno2', fieldvalue: '9' },
        { seqno: 2, fieldname: 'addonamt2', fieldvalue: '0.01' },
      ],
    ],
  );
  await using even = await sx(
    { [ORDER]: acknowledged('1234567-00'), [READ]: order({}) },
    { tax_tolerance: '0.01', rounding_addon: '9' },
  );
  assert.equal((await write(even.connection, 'order.write', PAYLOAD)).kind, 'done');
  assert.deepEqual(even.sent(), [ORDER, READ]);
  await using below = await sx({ [ORDER]: acknowledged('1234567-00'), [READ]: order({ totinvamt: '87.71-' }) });
  await assert.rejects(write(below.connection, 'order.write', PAYLOAD), heldAs('total-differs', /total of -87\.71/));
});

test('an order that lost a line is for a person; a comment is no line', async () => {
  const comment = { lineNo: 2, prod: '/', desc1: 'By hand' };
  await using lost = await sx({ [ORDER]: acknowledged('1234567-00'), [READ]: order({}, [comment]) });
  await assert.rejects(write(lost.connection, 'order.write', PAYLOAD), heldAs('lines-lost', /with 0 of 1 lines/));
  await using whole = await sx({
    [ORDER]: acknowledged('1234567-00'),
    [READ]: order({}, [{ lineNo: 1, prod: 'VALVE-34' }, comment]),
  });
  assert.equal((await write(whole.connection, 'order.write', PAYLOAD)).kind, 'done');
});

/** Bodies of sheet section 6 to what they mean for the create of an order. */
const MEANINGS: readonly (readonly [what: string, reply: Reply, kind: string, says: RegExp])[] = [
  ['no order was made', acknowledged('', 'Product NO Not Set Up in Product Setup - ICSP (4600)'), 'rejected', /ICSP/],
  [
    'an error number beside a number',
    acknowledged('1234567-00', 'Check the order', 4711),
    'rejected',
    /Check the order/,
  ],
  ['no message at all', acknowledged(''), 'rejected', /./],
  ['a business error', told({}, 'Operator Initials Not Set Up - SASO'), 'rejected', /Operator Initials/],
  [
    'the same with 400',
    { status: 400, json: { response: { cErrorMessage: 'Company # Not Set Up' } } },
    'rejected',
    /Company #/,
  ],
  ['the PO is there already', acknowledged('', 'Customer PO# Already Exists: PO-7781'), 'unknown', /Already Exists/],
  ['the same in the envelope', told({}, 'Customer PO# Already Exists: PO-7781'), 'unknown', /Already Exists/],
  ['the record is in use', acknowledged('', 'Customer 120045: record in use by another operator'), 'retry', /in use/],
  ['the same in the envelope', told({}, 'OEEH record is locked'), 'retry', /locked/],
  ['an acknowledgement without a number', told({ sxt_func_ack: { sxt_func_ack: [] } }), 'unknown', /./],
  ['a body that says nothing', { json: {} }, 'unknown', /./],
  ['the app is not granted SX', { status: 403, json: { error: 'Forbidden' } }, 'halted', /./],
  [
    'no such function',
    { status: 404, json: { error: 'Not Found', error_description: 'No such API' } },
    'halted',
    /No such API/,
  ],
  [
    'throttled',
    { status: 429, json: { error: 'Too Many Requests' }, headers: { 'retry-after': '7' } },
    'retry',
    /429|Too Many/,
  ],
  ['the agent died', { status: 500, json: { error: 'Internal Server Error' } }, 'unknown', /500|Internal/],
  [
    'the gateway gave up',
    { status: 504, text: 'upstream timeout', headers: { 'content-type': 'text/plain' } },
    'unknown',
    /504/,
  ],
  [
    'the gateway has nobody',
    { status: 503, text: 'no backend', headers: { 'content-type': 'text/plain' } },
    'retry',
    /503/,
  ],
  ['the line breaks', 'cut', 'unknown', /./],
];

for (const [what, reply, kind, says] of MEANINGS)
  test(`${what}: ${kind}`, async () => {
    await using erp = await sx({ [ORDER]: reply });
    const outcome = await write(erp.connection, 'order.write', PAYLOAD);
    assert.equal(outcome.kind, kind, JSON.stringify(outcome));
    assert.match('reason' in outcome ? outcome.reason.text : '', says);
  });

test('a sign-in that is refused halts the connection', async () => {
  await using erp = await sx({ token: { status: 400, json: { error: 'invalid_grant', error_description: 'no' } } });
  assert.equal((await write(erp.connection, 'order.write', PAYLOAD)).kind, 'halted');
});

test('an order is found by its exact reference, whatever stands in it', async () => {
  const refer = 'WEB-3/4" ~x\\';
  await using erp = await sx({
    oeeh: rows('oeeh', { orderno: 8, ordersuf: 0, refer: refer.toLowerCase() }, { orderno: 9, ordersuf: 0, refer }),
  });
  assert.deepEqual(await erp.connection.find('order.find', writeRequest({ payload: { order: { refer } } })), {
    kind: 'found',
    target: { id: '9', number: '9' },
  });
  assert.equal(
    erp.said('oeeh')[0].WhereClause,
    'oeeh.cono = 1 and oeeh.refer = "WEB-3/4~" ~~x~\\" and oeeh.ordersuf = 0',
  );
  await using none = await sx({ oeeh: { json: {} } });
  assert.equal(
    (await none.connection.find('order.find', writeRequest({ payload: { order: { refer } } }))).kind,
    'none',
  );
  await using away = await sx({ oeeh: { status: 503, text: 'no backend' } });
  assert.equal(
    (await away.connection.find('order.find', writeRequest({ payload: { order: { refer } } }))).kind,
    'retry',
  );
});

const target = { id: '1234567', number: '1234567' };
const suffix = (ordersuf: number, stagecd: number) => ({ orderno: 1234567, ordersuf, stagecd, refer: 'WEB-100045' });
const CANCELLED = { order: { refer: 'WEB-100045' } };

test('all suffixes of an order are cancelled, once', async () => {
  const stages = new Map([
    [0, 1],
    [1, 0],
    [2, 9],
  ]);
  await using erp = await sx(
    {
      oeeh: () => rows('oeeh', ...[...stages].map(([ordersuf, stage]) => suffix(ordersuf, stage))),
      [CANCEL]: ({ request }) => {
        stages.set(request.orderSuffix, 9);
        return told({});
      },
    },
    { cancel_reason: 'WEB' },
  );
  const cancel = () => write(erp.connection, 'order.cancel', CANCELLED, target);
  assert.equal((await cancel()).kind, 'done');
  assert.equal((await cancel()).kind, 'done');
  assert.deepEqual(
    erp
      .said(CANCEL)
      .map(({ orderNumber, orderSuffix, deleteOrderFlag, lostBusinessReason }) => [
        orderNumber,
        orderSuffix,
        deleteOrderFlag,
        lostBusinessReason,
      ]),
    [
      [1234567, 0, false, 'WEB'],
      [1234567, 1, false, 'WEB'],
    ],
  );
});

test('an order of which something was picked or more is not cancelled', async () => {
  for (const stage of [2, 3, 4, 5]) {
    await using erp = await sx({ oeeh: rows('oeeh', suffix(0, stage), suffix(1, 1)) });
    const outcome = await write(erp.connection, 'order.cancel', CANCELLED, target);
    assert.equal(outcome.kind, 'rejected');
    assert.match('reason' in outcome ? outcome.reason.text : '', /1234567 was picked, shipped or invoiced already/);
    assert.deepEqual(erp.sent(), ['oeeh']);
  }
});

test('a cancellation that SX took without doing it is asked for again', async () => {
  await using erp = await sx({ oeeh: rows('oeeh', suffix(0, 9), suffix(1, 1)) });
  const outcome = await write(erp.connection, 'order.cancel', CANCELLED, target);
  assert.equal(outcome.kind, 'retry');
  assert.match(
    'reason' in outcome ? outcome.reason.text : '',
    /something of order 1234567 is cancelled and something is not/,
  );
});

const CARD = { customer: { name: 'Ada Park', addr2: '', email: 'ada@example.com' }, created: { lookupnm: 'ADA PARK' } };
const SHIP_TO = { name: 'Depot', addr1: 'Via Po 3', countrycd: 'IT' };
const fieldsOf = (request: Fields) =>
  request.tMntTt['t-mnt-tt'].map(({ setNo, seqNo, key1, key2, updateMode, fieldName, fieldValue }: Fields) =>
    [setNo, seqNo, key1, key2, updateMode, `${fieldName}=${fieldValue}`].join(' '),
  );
const saved = (custno: string) => told({ returnData: `Set#: 1 Update Successful, Cono: 1 Customer #: ${custno}` });

test('a customer is made of rows of names and values, with what the connection gives to new ones', async () => {
  await using erp = await sx({ [CUSTOMER]: saved('12345') }, { new_customer: { termstype: 'CC', name: 'never' } });
  assert.deepEqual(await write(erp.connection, 'customer.write', CARD), {
    kind: 'done',
    target: { id: '12345', number: '12345' },
  });
  assert.deepEqual(fieldsOf(erp.said(CUSTOMER)[0]), [
    '1 1   add termstype=CC',
    '1 2   add name=Ada Park',
    '1 3   add lookupnm=ADA PARK',
    '1 4   add addr2=',
    '1 5   add email=ada@example.com',
  ]);
  assert.deepEqual(erp.sent(), [CUSTOMER]);
});

test('a ship-to is made below its customer, and changed when it is there', async () => {
  let there = false;
  await using erp = await sx({
    [CUSTOMER]: saved('12345'),
    arss: () => (there ? rows('arss', { shipto: 'WEB' }) : rows('arss')),
  });
  const card = { ...CARD, ship_to: SHIP_TO };
  assert.equal((await write(erp.connection, 'customer.write', card)).kind, 'done');
  assert.deepEqual(erp.sent(), [CUSTOMER, 'arss', CUSTOMER]);
  assert.equal(erp.said('arss')[0].WhereClause, 'arss.cono = 1 and arss.custno = 12345 and arss.shipto = "WEB"');
  assert.deepEqual(fieldsOf(erp.said(CUSTOMER)[1]), [
    '1 1 12345 WEB add name=Depot',
    '1 2 12345 WEB add addr1=Via Po 3',
    '1 3 12345 WEB add countrycd=IT',
  ]);
  there = true;
  const known = { id: '777', number: '777' };
  assert.deepEqual(await write(erp.connection, 'customer.write', card, known), { kind: 'done', target: known });
  assert.deepEqual(fieldsOf(erp.said(CUSTOMER)[2]), [
    '1 1 777  chg name=Ada Park',
    '1 2 777  chg addr2=',
    '1 3 777  chg email=ada@example.com',
  ]);
  assert.match(fieldsOf(erp.said(CUSTOMER)[3])[0], /^1 1 777 WEB chg name=Depot$/);
});

for (const [what, reply, kind] of [
  ['refused', told({ returnData: '' }, 'Set#: 1 Name Is Required'), 'rejected'],
  ['in use', told({ returnData: '' }, 'Set#: 1 Customer 777: record in use'), 'retry'],
  ['answered without a number', told({ returnData: 'Set#: 1 Update Successful' }), 'unknown'],
] as const)
  test(`a new customer that is ${what}: ${kind}`, async () => {
    await using erp = await sx({ [CUSTOMER]: reply });
    assert.equal((await write(erp.connection, 'customer.write', CARD)).kind, kind);
  });

test('a customer is found by e-mail whatever its letters, and several are told', async () => {
  await using erp = await sx({
    arsc: rows(
      'arsc',
      { custno: 1, email: 'ADA@example.com ' },
      { custno: 2, email: 'ada@example.com' },
      { custno: 3, email: 'adam@example.com' },
    ),
  });
  const outcome = await erp.connection.find('customer.find', writeRequest({ payload: CARD }));
  assert.deepEqual(outcome.kind === 'several' ? outcome.targets.map(({ id }) => id) : outcome, ['1', '2']);
  assert.equal(erp.said('arsc')[0].WhereClause, 'arsc.cono = 1 and arsc.email = "ada@example.com"');
});

const stamped = { transdt: '2026-03-02', transtm: '1430' };

test('changes are asked for by the company’s clock, and pages go on after the last row', async () => {
  const card = (n: number) => ({ custno: n, name: `C${n}`, ...stamped, arscRowID: `row-${n}` });
  await using erp = await sx({
    arsc: ({ RestartRowID }) =>
      RestartRowID === '' ? rows('arsc', ...Array.from({ length: 500 }, (_, n) => card(n))) : rows('arsc', card(500)),
  });
  const pages = await collect(erp.connection.read('customer', { signal: never() }));
  assert.equal(pages.flatMap(({ records }) => records).length, 501);
  const [first, second] = erp.said('arsc');
  assert.equal(first.WhereClause, 'arsc.cono = 1');
  assert.deepEqual([first.BatchSize, second.RestartRowID], [500, 'row-499']);
  const watermark = '2026-01-04T21:30:00.000Z';
  await collect(erp.connection.read('customer', { watermark, signal: never() }));
  // 14:30 in Denver less the overlap of 70 minutes.
  assert.equal(
    erp.said('arsc')[2].WhereClause,
    'arsc.cono = 1 and (arsc.transdt > 01/04/2026 or (arsc.transdt = 01/04/2026 and arsc.transtm >= "1320"))',
  );
});

test('a full page that does not say where the next one begins is no end of the list', async () => {
  await using erp = await sx({
    arsc: rows('arsc', ...Array.from({ length: 500 }, (_, n) => ({ custno: n, ...stamped }))),
  });
  await assert.rejects(collect(erp.connection.read('customer', { signal: never() })));
});

test('an order is read with all its suffixes, its comments and its customer', async () => {
  const row = (ordersuf: number, more = {}) => ({ ...suffix(ordersuf, 1), custno: 120045, ...stamped, ...more });
  await using erp = await sx({
    oeeh: ({ WhereClause }) =>
      /orderno = 1234567/.test(WhereClause) ? rows('oeeh', row(0), row(1, { transtm: '1431' })) : rows('oeeh', row(1)),
    [READ]: ({ request }) => order({ ordersuf: `0${request.orderSuffix}`, refer: ' WEB-100045 ' }),
    sxapisagetlinecomments: told({
      tGetcomlistresults: { 't-getcomlistresults': [{ lineno: 1, commenttext: 'Placed: 2026-03-02' }] },
    }),
    arsc: rows('arsc', { custno: 120045, name: 'Northfield Supply' }),
  });
  const pages = await collect(erp.connection.read('order', { signal: never() }));
  const [record] = pages.flatMap(({ records }) => records);
  assert.equal(record?.key, '1234567');
  const native = record?.native as Fields;
  assert.deepEqual(
    native.suffixes.map(({ header }: Fields) => [header.ordersuf, header.refer]),
    [
      ['00', 'WEB-100045'],
      ['01', 'WEB-100045'],
    ],
  );
  assert.deepEqual([native.comments.texts, native.customer.name], [['Placed: 2026-03-02'], 'Northfield Supply']);
  assert.match(erp.said('oeeh')[0].WhereClause, /^oeeh\.cono = 1 and oeeh\.refer <> ""$/);
  assert.deepEqual(erp.said('sxapisagetlinecomments')[0].tGetcomlistcriteria['t-getcomlistcriteria'], [
    { comtype: 'oe', orderno: 1234567, ordersuf: 0, lineno: 1, linefeed: true },
  ]);
  assert.equal(record?.observedAt, '2026-03-02T21:31:00.000Z');
});

test('where an order stands is read from all its suffixes, of which the last change counts', async () => {
  const row = (ordersuf: number, stagecd: number, more = {}) => ({ ...suffix(ordersuf, stagecd), ...stamped, ...more });
  await using erp = await sx({
    oeeh: ({ WhereClause }) =>
      /orderno = 1234567/.test(WhereClause)
        ? rows('oeeh', row(0, 4, { transtm: '1431' }), row(1, 1))
        : rows('oeeh', row(1, 1)),
  });
  const pages = await collect(erp.connection.read('order-status', { signal: never() }));
  const [record, ...more] = pages.flatMap(({ records }) => records);
  assert.deepEqual([record?.key, record?.observedAt, more], ['1234567', '2026-03-02T21:31:00.000Z', []]);
  const native = record?.native as Fields;
  assert.deepEqual(
    native.rows.map(({ stagecd }: Fields) => stagecd),
    [4, 1],
  );
  assert.deepEqual(erp.sent(), ['oeeh', 'oeeh']);
});

test('shipments and invoices are suffixes by their stage, with what belongs to them', async () => {
  const row = { ...suffix(1, 4), custno: 120045, ...stamped, invoicedt: '2026-03-02' };
  await using erp = await sx({
    oeeh: rows('oeeh', row),
    [READ]: order({ ordersuf: '01' }),
    sxapisfgettrackingnum: told({ tTrackernum: { 't-trackernum': [{ trackerno: '1Z999' }] } }),
    sxapiargetinvoicelistv3: told({ tArtransV3: { 't-artransV3': [{ invsufraw: 1, amtduex: '87.71' }] } }),
  });
  const natives = async (document: string) => {
    const pages = await collect(erp.connection.read(document, { signal: never() }));
    return pages.flatMap(({ records }) => records.map(({ key, native }) => ({ key, native: native as Fields })));
  };
  const [shipment] = await natives('shipment');
  assert.deepEqual([shipment?.key, shipment?.native.tracking.numbers], ['1234567-01', [{ trackerno: '1Z999' }]]);
  const [invoice] = await natives('invoice');
  assert.deepEqual([invoice?.key, invoice?.native.receivables.rows[0].amtduex], ['1234567-01', '87.71']);
  assert.equal(invoice?.native.detail.header.totinvamt, '87.71');
  const [shipped, invoiced] = erp.said('oeeh').map(({ WhereClause }) => WhereClause);
  assert.match(shipped, /stagecd >= 3 and oeeh\.stagecd <= 5 and oeeh\.transtype <> "RM"/);
  assert.match(invoiced, /stagecd >= 4 and oeeh\.stagecd <= 5/);
  const [asked] = erp.said('sxapiargetinvoicelistv3');
  assert.deepEqual([asked.customerNumber, asked.invoiceNumber, asked.includeInvoices], [120045, 1234567, true]);
  assert.deepEqual(
    [erp.said('sxapisfgettrackingnum')[0].orderNumber, erp.said('sxapisfgettrackingnum')[0].orderSuffix],
    [1234567, 1],
  );
});

test('stock is that of the selling warehouse and of the further ones together', async () => {
  const at = (whse: string, qtyonhand: number) => ({
    prod: 'VALVE-34',
    whse,
    qtyonhand,
    qtyreservd: 2,
    qtycommit: 1,
    ...stamped,
  });
  await using erp = await sx(
    {
      icsw: ({ WhereClause }) =>
        /EAST/.test(WhereClause) ? rows('icsw', at('EAST', 30), at('WEST', 4)) : rows('icsw', at('DEN1', 10)),
    },
    { stock_warehouses: ['EAST', 'DEN1', 'WEST'] },
  );
  const pages = await collect(erp.connection.read('stock', { signal: never() }));
  const native = pages.flatMap(({ records }) => records)[0]?.native as Fields;
  assert.deepEqual([native.whse, native.further_on_hand, native.further_committed], ['DEN1', '34', '6']);
  assert.ok(
    erp
      .said('icsw')
      .some(({ WhereClause }) => WhereClause === 'icsw.cono = 1 and (icsw.whse = "EAST" or icsw.whse = "WEST")'),
  );
});

test('a product has the price of the selling warehouse and the name of its category', async () => {
  await using erp = await sx({
    icsp: rows('icsp', { prod: 'VALVE-34', prodcat: 'PLUMB', statustype: 'A', ...stamped }),
    icsw: rows('icsw', { prod: 'VALVE-34', whse: 'DEN1', listprice: 14, ...stamped }),
    sxapiicgetproductcategorylist: told({ tCodeLst: { 't-codeLst': [{ codeValue: 'PLUMB', codeDesc: 'Plumbing' }] } }),
  });
  const pages = await collect(erp.connection.read('product', { signal: never() }));
  const native = pages.flatMap(({ records }) => records)[0]?.native as Fields;
  assert.deepEqual([native.warehouse.listprice, native.category], [14, { code: 'PLUMB', name: 'Plumbing' }]);
});

test('a table that cannot be read is no empty one', async () => {
  for (const reply of [
    { status: 400, json: { error: 'Bad Request', error_description: 'WhereClause' } },
    told({}, 'Table is not allowed'),
  ]) {
    await using erp = await sx({ icsw: reply });
    await assert.rejects(collect(erp.connection.read('stock', { signal: never() })));
  }
});
