/** What the connector of Sage Intacct's XML gateway really sends, and what it makes of answers, against a server on 127.0.0.1. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type LoopbackServer,
  loopbackServer,
  type Received,
  type Reply,
} from '../src/connector/testing/loopback-server.ts';
import { collect, never, withTimePassing, writeRequest } from '../src/connector/testing/test-connection.ts';
import { parseXmlText } from '../src/http/xml-text.ts';
import { ManualClock } from '../src/model/clock.ts';
import type { Connection } from '../src/model/connection.ts';
import type { TargetReference } from '../src/model/delivery.ts';
import { Hold } from '../src/model/hold.ts';
import { connected, written } from './connected.ts';
import { shippedConnector } from './shipped-connector.ts';

const { connector, defaults, file } = shippedConnector('sage-intacct-xml');
const CREDENTIALS = {
  sender_id: 'sender-1',
  sender_password: 'hush-0123456789',
  company_id: 'ACME',
  user_id: 'web',
  user_password: 'word-98765',
};

type Tree = Readonly<Record<string, unknown>>;
interface Asked {
  /** Function and object: `query SODOCUMENT`. */
  readonly name: string;
  readonly call: Tree;
  readonly control: Tree;
  readonly authentication: Tree;
  readonly controlid: unknown;
}

interface Erp extends AsyncDisposable {
  readonly clock: ManualClock;
  readonly connection: Connection;
  /** Every request but the sign-in. */
  readonly sent: () => string[];
  readonly asked: (name: string) => Asked;
  readonly received: LoopbackServer['received'];
}

type Answers = Readonly<Record<string, Reply | ((asked: Asked) => Reply)>>;

function askedBy({ body }: Received): Asked {
  const { request } = parseXmlText(body) as { request: { control: Tree; operation: Tree } };
  const { authentication, content } = request.operation as { authentication: Tree; content: { function: Tree } };
  const { '@controlid': controlid, ...functions } = content.function;
  const [[name = '', inside] = []] = Object.entries(functions);
  const call = (inside === '' ? {} : inside) as Tree;
  const object = call.object ?? (/^(create|update)$/.test(name) ? Object.keys(call)[0] : undefined);
  return {
    name: object === undefined ? name : `${name} ${object}`,
    call,
    control: request.control,
    authentication,
    controlid,
  };
}

const xml = (inside: string, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'text/xml; charset=UTF-8' },
  text: `<?xml version="1.0" encoding="UTF-8"?>\n<response>${inside}</response>`,
});
const CONTROL =
  '<control><status>success</status><senderid>sender-1</senderid><controlid>x</controlid><uniqueid>false</uniqueid><dtdversion>3.0</dtdversion></control>';
const AUTH =
  '<authentication><status>success</status><userid>web</userid><companyid>ACME</companyid><sessiontimestamp>2026-03-02T00:00:00+00:00</sessiontimestamp></authentication>';
const result = (inside: string, status = 'success'): Reply =>
  xml(
    `${CONTROL}<operation>${AUTH}<result><status>${status}</status><function>f</function><controlid>x</controlid>${inside}</result></operation>`,
  );
const errorOf = (no: string, text: string, correction = '') =>
  `<errormessage><error><errorno>${no}</errorno><description></description><description2>${text}</description2><correction>${correction}</correction></error></errormessage>`;
const failing = (no: string, text: string, correction?: string): Reply =>
  result(errorOf(no, text, correction), 'failure');
const controlFailing = (no: string, text: string, status = 200): Reply =>
  xml(`<control><status>failure</status></control>${errorOf(no, text)}`, status);
const authFailing = (no: string, text: string): Reply =>
  xml(
    `${CONTROL}<operation><authentication><status>failure</status><userid>web</userid><companyid>ACME</companyid></authentication>${errorOf(no, text)}</operation>`,
  );
const element = (name: string, fields: Readonly<Record<string, string>>): string =>
  `<${name}>${Object.entries(fields)
    .map(([field, value]) => `<${field}>${value}</${field}>`)
    .join('')}</${name}>`;
const rows = (name: string, records: readonly Readonly<Record<string, string>>[], total = records.length): Reply =>
  result(
    `<data listtype="${name}" totalcount="${total}" offset="0" count="${records.length}" numremaining="0">${records.map((each) => element(name, each)).join('')}</data>`,
  );
const one = (name: string, fields: Readonly<Record<string, string>>): Reply =>
  result(`<data listtype="${name}" count="1">${element(name, fields)}</data>`);
const NONE = result('<data listtype="x" count="0"/>');
const SIGNED_IN = result('<data><api><sessionid>session-1</sessionid><endpoint></endpoint></api></data>');

/** Answers by what is asked; a query that is not listed finds nothing, a read that is not listed has no record. */
async function erp(answers: Answers, options: Readonly<Record<string, unknown>> = {}): Promise<Erp> {
  const server = await loopbackServer((request) => {
    const asked = askedBy(request);
    const answer = answers[asked.name];
    if (answer !== undefined) return typeof answer === 'function' ? answer(asked) : answer;
    if (asked.name === 'getAPISession') return SIGNED_IN;
    if (asked.name.startsWith('query ')) return rows(asked.name.slice(6), []);
    return NONE;
  });
  const clock = new ManualClock('2026-03-02T00:00:00.000Z');
  const open = connected(
    server,
    connector,
    {
      name: 'erp',
      credentials: CREDENTIALS,
      options: { ...defaults, currency: 'USD', time_zone: 'America/New_York', warehouse: 'EAST', ...options },
    },
    clock,
  );
  const calls = () => server.received.map(askedBy).filter(({ name }) => name !== 'getAPISession');
  return {
    ...open,
    clock,
    received: server.received,
    sent: () => calls().map(({ name }) => name),
    asked: (name) => calls().find((each) => each.name === name) ?? assert.fail(`${name} was not asked`),
  };
}

const DOCUMENT = { number: '1001', total: '112.20', tax_total: '7.20', currency: 'USD' };
const BILL_TO = {
  id: 'Dana Reyes, Austin (0123456789ab)',
  printAs: 'Dana Reyes & Co',
  email1: 'dana@example.com',
  mailingAddress: { addressLine1: '1 Main St', city: 'Austin', state: 'TX', postCode: '00501', isoCountryCode: 'us' },
};
const SHIP_TO = { id: 'Dock 4, Peoria (ba9876543210)', printAs: 'Dock 4', mailingAddress: { isoCountryCode: 'us' } };
const ORDER = {
  customer: { key: '32' },
  referenceNumber: 'WEB-1001',
  txnDate: '2026-03-02',
  dueDate: '2026-04-01',
  requestedShippingDate: '2026-03-09',
  customerPONumber: 'PO 7',
  state: 'pending',
  baseCurrency: 'USD',
  txnCurrency: 'USD',
  notes: 'Payment status: paid\nCoupon: SPRING10 | 10.00 USD off lines',
  contacts: { billTo: { id: BILL_TO.id }, shipTo: { id: SHIP_TO.id } },
  shippingMethod: { id: 'Ground' },
  lines: [
    {
      dimensions: { item: { id: '007' }, warehouse: { id: 'EAST' }, location: { id: 'US' } },
      lineDescription: 'Trowel <steel>',
      unit: 'Each',
      unitQuantity: '4',
      unitPrice: '15.00',
      discountPercent: '12.5000000000',
      discountMemo: 'SPRING10',
    },
  ],
  subtotals: [
    { description: 'Sales Discount', absoluteValue: '10.00', total: '-10.00' },
    { description: 'Shipping', absoluteValue: '15.00', total: '15.00' },
  ],
  'nsp::SHOP_COUPON': 'SPRING10',
};
const PAYLOAD = { bill_to: BILL_TO, ship_to: SHIP_TO, order: ORDER };
const CUSTOMER_ROW = rows('CUSTOMER', [{ RECORDNO: '32', CUSTOMERID: 'C10010' }]);
const stored = (more: Readonly<Record<string, string>> = {}): Reply =>
  one('sodocument', {
    RECORDNO: '4511',
    DOCID: 'Sales Order-SO0023',
    DOCNO: 'SO0023',
    DOCPARID: 'Sales Order',
    STATE: 'Pending',
    TOTAL: '112.20',
    WHENCREATED: '03/02/2026',
    WHENMODIFIED: '03/02/2026 15:05:10',
    ...more,
  });
const CREATED = result('<key>Sales Order-SO0023</key>');
const CONTACT_MADE = one('contact', { RECORDNO: '306', CONTACTNAME: 'x' });
const fine: Answers = {
  'query CUSTOMER': CUSTOMER_ROW,
  'create CONTACT': CONTACT_MADE,
  create_sotransaction: CREATED,
  'readByName SODOCUMENT': stored(),
};

const write = (connection: Connection, capability: string, payload: unknown, target?: TargetReference) =>
  written(connection, capability, payload, target, DOCUMENT);
const looking = (payload: unknown) => writeRequest({ payload });

/** Of refunds, which the gateway does not write. */
const REFUND_OPTIONS = [
  ...['return_definition', 'credit_definition', 'number_refunds', 'refund_item', 'no_restock_item'],
  ...['unknown_restock', 'post_refunds'],
];

test('a company that changes from one API to the other changes its credentials, leaves refunds out, and nothing else', () => {
  const rest = shippedConnector('sage-intacct').file;
  const options = ({ options: all }: typeof rest, without: readonly string[] = []) =>
    Object.fromEntries(
      Object.entries(all)
        .filter(([name]) => !without.includes(name))
        .map(([name, { description: _says, ...option }]) => [name, option]),
    );
  assert.deepEqual(options(file), options(rest, REFUND_OPTIONS));
  assert.ok(!('refund.write' in file.capabilities));
  assert.deepEqual(file.checklist, rest.checklist);
});

test('sender, company and user open a session, which goes with the sender into each call', async () => {
  const warehouse = rows('WAREHOUSE', [{ RECORDNO: '4', WAREHOUSEID: 'EAST', NAME: 'East' }]);
  await using intacct = await erp({ 'query WAREHOUSE': warehouse }, { entity: '100' });
  assert.equal(await intacct.connection.probe(never()), 'Sage Intacct by XML, warehouse EAST');
  const [signIn, probe] = intacct.received.map(askedBy);
  assert.deepEqual(
    [signIn?.control.senderid, signIn?.control.password, signIn?.control.dtdversion, signIn?.control.uniqueid],
    ['sender-1', 'hush-0123456789', '3.0', 'false'],
  );
  assert.deepEqual(signIn?.authentication, {
    login: { userid: 'web', companyid: 'ACME', password: 'word-98765', locationid: '100' },
  });
  assert.deepEqual(probe?.authentication, { sessionid: 'session-1' });
  assert.deepEqual(
    intacct.received.map(({ url, headers }) => [url, headers['content-type']]),
    [
      ['/ia/xml/xmlgw.phtml', 'application/xml'],
      ['/ia/xml/xmlgw.phtml', 'application/xml'],
    ],
  );
  await using none = await erp({});
  await assert.rejects(none.connection.probe(never()));
  assert.ok(!('locationid' in ((none.received.map(askedBy)[0]?.authentication.login as Tree) ?? {})));
});

test('calls go to the endpoint of the session; elsewhere than to Intacct they do not', async () => {
  const at = (endpoint: string): Answers => ({
    getAPISession: result(`<data><api><sessionid>s</sessionid><endpoint>${endpoint}</endpoint></api></data>`),
  });
  await using strange = await erp(at('https://intacct.com.example.net/ia/xml/xmlgw.phtml'));
  assert.equal((await strange.connection.find('order.find', looking(PAYLOAD))).kind, 'halted');
  assert.deepEqual(strange.sent(), []);
});

test('an order: the customer’s number, contacts that are not there yet, the order, and what became of it', async () => {
  await using intacct = await erp({
    ...fine,
    'query CONTACT': rows('CONTACT', [{ RECORDNO: '306', CONTACTNAME: SHIP_TO.id }]),
  });
  const outcome = await write(intacct.connection, 'order.write', PAYLOAD);
  assert.deepEqual(outcome, { kind: 'done', target: { id: '4511', number: 'SO0023' } });
  assert.deepEqual(intacct.sent(), [
    'query CUSTOMER',
    'query CONTACT',
    'create CONTACT',
    'create_sotransaction',
    'readByName SODOCUMENT',
  ]);
  assert.deepEqual(intacct.asked('query CONTACT').call.filter, {
    in: { field: 'CONTACTNAME', value: [BILL_TO.id, SHIP_TO.id] },
  });
  assert.deepEqual(intacct.asked('create CONTACT').call.CONTACT, {
    CONTACTNAME: BILL_TO.id,
    PRINTAS: 'Dana Reyes & Co',
    EMAIL1: 'dana@example.com',
    MAILADDRESS: {
      ADDRESS1: '1 Main St',
      CITY: 'Austin',
      STATE: 'TX',
      ZIP: '00501',
      COUNTRY: 'United States of America',
      COUNTRYCODE: 'US',
    },
  });
  const { keys, docparid } = intacct.asked('readByName SODOCUMENT').call;
  assert.deepEqual([keys, docparid], ['Sales Order-SO0023', 'Sales Order']);
});

test('the elements of an order come in the order that the gateway wants (sheet 3.1)', async () => {
  await using intacct = await erp(fine);
  await write(intacct.connection, 'order.write', PAYLOAD);
  const { call, control, controlid } = intacct.asked('create_sotransaction');
  assert.deepEqual(Object.keys(call), [
    'transactiontype',
    'datecreated',
    'customerid',
    'referenceno',
    'datedue',
    'message',
    'shippingmethod',
    'shipto',
    'billto',
    'externalid',
    'basecurr',
    'currency',
    'customfields',
    'state',
    'needbydate',
    'customerponumber',
    'sotransitems',
    'subtotals',
  ]);
  const { sotransitem } = call.sotransitems as { sotransitem: Tree };
  assert.deepEqual(Object.entries(sotransitem), [
    ['itemid', '007'],
    ['itemdesc', 'Trowel <steel>'],
    ['warehouseid', 'EAST'],
    ['quantity', '4'],
    ['unit', 'Each'],
    ['discountpercent', '12.5000000000'],
    ['price', '15.00'],
    ['discsurchargememo', 'SPRING10'],
    ['locationid', 'US'],
  ]);
  assert.deepEqual(call.subtotals, {
    subtotal: [
      { description: 'Sales Discount', total: '-10.00', absval: '10.00' },
      { description: 'Shipping', total: '15.00', absval: '15.00' },
    ],
  });
  assert.deepEqual(call.customfields, {
    customfield: { customfieldname: 'SHOP_COUPON', customfieldvalue: 'SPRING10' },
  });
  assert.deepEqual(
    [call.datecreated, call.customerid, call.referenceno, call.externalid, call.state, call.message],
    [{ year: '2026', month: '03', day: '02' }, 'C10010', 'WEB-1001', 'WEB-1001', 'Pending', ORDER.notes],
  );
  // The gateway refuses what it has carried out under this name.
  assert.deepEqual([control.uniqueid, control.controlid], ['true', controlid]);
  assert.match(String(controlid), /^order WEB-1001 [0-9a-f]{12}$/);
});

test('a repeat of one delivery has the same name, another version another one', async () => {
  const nameOf = async (deliveryKey: string) => {
    await using intacct = await erp(fine);
    await intacct.connection.write(
      'order.write',
      writeRequest({ payload: PAYLOAD, document: DOCUMENT, deliveryKey }),
      async () => undefined,
    );
    return intacct.asked('create_sotransaction').controlid;
  };
  assert.equal(await nameOf('orders/to/1001/abc'), await nameOf('orders/to/1001/abc'));
  assert.notEqual(await nameOf('orders/to/1001/abc'), await nameOf('orders/to/1001/def'));
});

test('contacts that are there are not made again, and one that somebody has made meanwhile is the same', async () => {
  const known = rows('CONTACT', [
    { RECORDNO: '305', CONTACTNAME: BILL_TO.id },
    { RECORDNO: '306', CONTACTNAME: SHIP_TO.id },
  ]);
  await using intacct = await erp({ ...fine, 'query CONTACT': known });
  assert.equal((await write(intacct.connection, 'order.write', PAYLOAD)).kind, 'done');
  assert.ok(!intacct.sent().includes('create CONTACT'));
  await using there = await erp({
    ...fine,
    'create CONTACT': failing('BL34000061', 'Another contact with the given value(s) already exists'),
  });
  assert.equal((await write(there.connection, 'order.write', PAYLOAD)).kind, 'done');
  await using refused = await erp({ ...fine, 'create CONTACT': failing('BL01001973', 'State is not valid') });
  assert.equal((await write(refused.connection, 'order.write', PAYLOAD)).kind, 'rejected');
  assert.ok(!refused.sent().includes('create_sotransaction'));
});

test('a customer that was deleted is told, and no order is made for nobody', async () => {
  await using intacct = await erp({ ...fine, 'query CUSTOMER': rows('CUSTOMER', []) });
  const outcome = await write(intacct.connection, 'order.write', PAYLOAD);
  assert.equal(outcome.kind, 'rejected');
  assert.match('reason' in outcome ? outcome.reason.text : '', /deleted in Intacct/);
  assert.deepEqual(intacct.sent(), ['query CUSTOMER']);
});

test('an answer that does not name the order proves nothing', async () => {
  for (const reply of [
    result(''),
    result('<key></key>'),
    xml(CONTROL),
    xml(`${CONTROL}<operation>${AUTH}</operation>`),
  ]) {
    await using intacct = await erp({ ...fine, create_sotransaction: reply });
    assert.equal((await write(intacct.connection, 'order.write', PAYLOAD)).kind, 'unknown');
  }
});

test('an order whose answer got lost is looked up by its number, and found', async () => {
  let there = false;
  await using intacct = await erp({
    ...fine,
    create_sotransaction: () => {
      there = true;
      return 'cut';
    },
    'query SODOCUMENT': () =>
      rows('SODOCUMENT', there ? [{ RECORDNO: '4511', DOCNO: 'SO0023', PONUMBER: 'WEB-1001', STATE: 'Pending' }] : []),
  });
  assert.deepEqual(await intacct.connection.find('order.find', looking(PAYLOAD)), { kind: 'none' });
  assert.equal((await write(intacct.connection, 'order.write', PAYLOAD)).kind, 'unknown');
  await using after = await erp({
    'query SODOCUMENT': rows('SODOCUMENT', [
      { RECORDNO: '4510', DOCNO: 'SO0022', PONUMBER: 'web-1001', STATE: 'Pending' },
      { RECORDNO: '4511', DOCID: 'Sales Order-SO0023', DOCNO: 'SO0023', PONUMBER: 'WEB-1001', STATE: 'Pending' },
    ]),
  });
  assert.deepEqual(await after.connection.find('order.find', looking(PAYLOAD)), {
    kind: 'found',
    target: { id: '4511', number: 'SO0023', kept: { document: 'Sales Order-SO0023' } },
  });
  assert.deepEqual(after.asked('query SODOCUMENT').call.filter, {
    and: {
      equalto: [
        { field: 'DOCPARID', value: 'Sales Order' },
        { field: 'PONUMBER', value: 'WEB-1001' },
      ],
    },
  });
});

test('a request that the gateway has carried out before may be our own', async () => {
  for (const reply of [
    failing('XL03000009', 'The control ID order WEB-1001 was used before'),
    controlFailing('XL03000009', 'A request with this controlid was processed already'),
    failing('BL34000061', 'Another document with the given value(s) already exists'),
  ]) {
    await using intacct = await erp({ ...fine, create_sotransaction: reply });
    assert.equal((await write(intacct.connection, 'order.write', PAYLOAD)).kind, 'unknown');
  }
});

test('a total that is not the shop’s is for a person, as when subtotals were not stored', async () => {
  const coming = (total: string, tolerance = '0.00') =>
    erp({ ...fine, 'readByName SODOCUMENT': stored({ TOTAL: total }) }, { tax_tolerance: tolerance });
  await using low = await coming('90.00');
  await assert.rejects(
    write(low.connection, 'order.write', PAYLOAD),
    (error: unknown) =>
      error instanceof Hold &&
      error.code === 'total-differs' &&
      /SO0023 .*90; the shop says 112\.20/.test(error.message),
  );
  await using near = await coming('112.21', '0.01');
  assert.equal((await write(near.connection, 'order.write', PAYLOAD)).kind, 'done');
});

/** Answers of the sheet (section 6) and of the vendor's page on errors to what they mean for the create of an order, and for a look-up. */
const MEANINGS: readonly (readonly [what: string, reply: Reply, write: string, find: string, says: RegExp])[] = [
  [
    'a rule of the business says no',
    failing('BL01001973', 'Unit Each is not of the group', 'Choose another unit'),
    'rejected',
    'rejected',
    /BL01001973: Unit Each is not of the group Choose another unit/,
  ],
  [
    'the request is not what the schema says',
    controlFailing('XL03000003', 'XML Parse schema error'),
    'rejected',
    'rejected',
    /XML Parse schema error/,
  ],
  [
    'the sender is not known',
    controlFailing('XL03000006', 'Incorrect Intacct XML Partner ID or password.'),
    'halted',
    'halted',
    /Partner ID/,
  ],
  ['too many at once, in a 200', controlFailing('GW-0010', 'API rate limit exceeded'), 'retry', 'retry', /rate limit/],
  ['too many at once', controlFailing('GW-0010', 'API rate limit exceeded', 429), 'retry', 'retry', /rate limit/],
  [
    'the gateway refuses',
    controlFailing('GW-0011', 'Invalid Request [Request ID: AC47]'),
    'retry',
    'retry',
    /Invalid Request/,
  ],
  [
    'it was taken back',
    result(errorOf('XL03000009', 'The entire transaction has been rolled back'), 'aborted'),
    'rejected',
    'rejected',
    /rolled back/,
  ],
  ['the gateway could not', { status: 500, text: '<html>oops</html>' }, 'unknown', 'retry', /500/],
  ['the gateway gave up', { status: 504, text: '<html>timeout</html>' }, 'unknown', 'retry', /504/],
  ['a proxy gave up (524 is not repeated)', { status: 524, text: 'A timeout occurred' }, 'unknown', 'retry', /524/],
  ['maintenance', { status: 503, text: '<html>maintenance</html>' }, 'retry', 'retry', /503/],
  [
    'a page in place of an answer',
    { status: 200, text: '<html><body>Sign in</body></html>' },
    'unknown',
    'retry',
    /root element is not <response>/,
  ],
  [
    'half an answer',
    { status: 200, text: '<response><control><status>success</status>' },
    'unknown',
    'retry',
    /not well-formed/,
  ],
  ['nothing', { status: 200, text: '' }, 'unknown', 'retry', /./],
];

for (const [what, reply, writes, finds, says] of MEANINGS)
  test(`${what}: a write is ${writes}, a look-up ${finds}`, async () => {
    await using intacct = await erp({ ...fine, create_sotransaction: reply, 'query SODOCUMENT': reply });
    const outcome = await write(intacct.connection, 'order.write', PAYLOAD);
    assert.equal(outcome.kind, writes);
    const text = 'reason' in outcome ? outcome.reason.text : '';
    assert.match(text, says);
    assert.doesNotMatch(text, /hush|word-98765|session-1/);
    await using other = await erp({ 'query SODOCUMENT': reply });
    const found = await withTimePassing(other.clock, other.connection.find('order.find', looking(PAYLOAD)));
    assert.equal(found.kind, finds);
  });

test('a session that is over is opened anew once; credentials that are no good halt, and say nothing of themselves', async () => {
  let sessions = 0;
  const over = authFailing('XL03000006', 'Your session has timed out, or it is not valid');
  await using intacct = await erp({
    ...fine,
    getAPISession: () => {
      sessions += 1;
      return result(`<data><api><sessionid>session-${sessions}</sessionid></api></data>`);
    },
    create_sotransaction: ({ authentication }) => (authentication.sessionid === 'session-1' ? over : CREATED),
  });
  assert.equal((await write(intacct.connection, 'order.write', PAYLOAD)).kind, 'done');
  assert.equal(sessions, 2);

  for (const reply of [
    authFailing('XL03000006', 'Sign-in information is incorrect'),
    controlFailing('XL03000006', 'Incorrect Intacct XML Partner ID or password.'),
  ]) {
    await using refused = await erp({ ...fine, getAPISession: reply });
    const outcome = await write(refused.connection, 'order.write', PAYLOAD);
    assert.equal(outcome.kind, 'halted');
    const text = 'reason' in outcome ? outcome.reason.text : '';
    assert.match(text, /XL03000006 (Sign-in information|Incorrect Intacct)/);
    assert.doesNotMatch(text, /hush|word-98765/);
  }
  await using busy = await erp({ ...fine, getAPISession: controlFailing('GW-0010', 'API rate limit exceeded') });
  assert.equal((await write(busy.connection, 'order.write', PAYLOAD)).kind, 'retry');
});

test('a cancelled order is closed and seen to be closed; one that is closed already is left', async () => {
  let state = 'Pending';
  const answers: Answers = {
    'query SODOCUMENT': rows('SODOCUMENT', [{ RECORDNO: '4511', DOCNO: 'SO0023', PONUMBER: 'WEB-1001', STATE: state }]),
    'read SODOCUMENT': () => stored({ STATE: state }),
    update_sotransaction: () => {
      state = 'Closed';
      return CREATED;
    },
  };
  const target = { id: '4511', number: 'SO0023' };
  await using intacct = await erp(answers);
  assert.equal((await write(intacct.connection, 'order.cancel', PAYLOAD, target)).kind, 'done');
  assert.deepEqual(intacct.sent(), ['read SODOCUMENT', 'update_sotransaction', 'read SODOCUMENT']);
  assert.deepEqual(intacct.asked('update_sotransaction').call, { '@key': 'Sales Order-SO0023', state: 'Closed' });
  await using again = await erp(answers);
  assert.equal((await write(again.connection, 'order.cancel', PAYLOAD, target)).kind, 'done');
  assert.deepEqual(again.sent(), ['read SODOCUMENT', 'read SODOCUMENT']);
  await using ignored = await erp({ 'read SODOCUMENT': stored(), update_sotransaction: CREATED });
  assert.equal((await write(ignored.connection, 'order.cancel', PAYLOAD, target)).kind, 'retry');
  await using gone = await erp({});
  assert.equal((await write(gone.connection, 'order.cancel', PAYLOAD, target)).kind, 'gone');
});

test('what was converted is not cancelled, and the reason says so (O03)', async () => {
  const target = { id: '4511', number: 'SO0023' };
  for (const answer of [
    stored({ STATE: 'Partially Converted' }),
    stored({
      SODOCUMENTENTRIES: '<sodocumententry><RECORDNO>1</RECORDNO><QTY_CONVERTED>1</QTY_CONVERTED></sodocumententry>',
    }),
  ]) {
    await using intacct = await erp({ 'read SODOCUMENT': answer });
    const outcome = await write(intacct.connection, 'order.cancel', PAYLOAD, target);
    assert.equal(outcome.kind, 'rejected');
    assert.match('reason' in outcome ? outcome.reason.text : '', /has a shipper or an invoice already/);
    assert.ok(!intacct.sent().includes('update_sotransaction'));
  }
});

const PAYMENT = {
  order_reference: 'WEB-1001',
  advance: {
    referenceNumber: 'WEB-1001/7',
    description: 'Card | ch_1 | Payment of order 1001',
    paymentInformation: {
      paymentDate: '2026-03-02',
      receiptDate: '2026-03-02',
      paymentMethod: 'creditCard',
      financialEntity: { entityId: 'BOA' },
    },
    items: [{ txnAmount: '112.20', glAccount: { id: '2100' }, dimensions: {} }],
  },
};
const paid = (connection: Connection, payment: unknown = PAYMENT) =>
  written(connection, 'payment.write', payment, undefined, { order: { shop_number: '1001' } });
const orders = (...states: readonly string[]): Reply =>
  rows(
    'SODOCUMENT',
    states.map((STATE, index) => ({
      RECORDNO: `${index}`,
      DOCNO: 'SO1',
      STATE,
      CUSTVENDID: 'C10010',
      WHENCREATED: '02/28/2026',
    })),
  );

test('a payment is an advance of the order’s customer, which is looked for by its number', async () => {
  await using intacct = await erp({
    'query SODOCUMENT': orders('Closed', 'Pending'),
    'create ARADVANCE': one('aradvance', { RECORDNO: '88' }),
  });
  assert.deepEqual(await paid(intacct.connection), { kind: 'done', target: { id: '88', number: '88' } });
  const { call, control } = intacct.asked('create ARADVANCE');
  assert.deepEqual(call.ARADVANCE, {
    CUSTOMERID: 'C10010',
    PAYMENTMETHOD: 'Credit Card',
    PAYMENTDATE: '03/02/2026',
    RECEIPTDATE: '03/02/2026',
    FINANCIALENTITY: 'BOA',
    DOCNUMBER: 'WEB-1001/7',
    DESCRIPTION: 'Card | ch_1 | Payment of order 1001',
    ARADVANCEITEMS: { ARADVANCEITEM: { ACCOUNTNO: '2100', TRX_AMOUNT: '112.20' } },
  });
  assert.equal(control.uniqueid, 'true');
  const { paymentDate: _day, receiptDate: _same, ...undated } = PAYMENT.advance.paymentInformation;
  await using ofOrder = await erp({
    'query SODOCUMENT': orders('Pending'),
    'create ARADVANCE': one('aradvance', { RECORDNO: '88' }),
  });
  await paid(ofOrder.connection, { ...PAYMENT, advance: { ...PAYMENT.advance, paymentInformation: undated } });
  const { PAYMENTDATE, RECEIPTDATE } = ofOrder.asked('create ARADVANCE').call.ARADVANCE as Tree;
  assert.deepEqual([PAYMENTDATE, RECEIPTDATE], ['02/28/2026', '02/28/2026']);
  await using again = await erp({
    'query ARADVANCE': rows('ARADVANCE', [
      { RECORDNO: '87', DOCNUMBER: 'WEB-1001/7', STATE: 'Reversed' },
      { RECORDNO: '88', DOCNUMBER: 'WEB-1001/7', STATE: 'Posted' },
    ]),
  });
  assert.deepEqual(await again.connection.find('payment.find', looking(PAYMENT)), {
    kind: 'found',
    target: { id: '88', number: '88' },
  });
});

test('a payment waits for its order; of one that is closed, or of two, it is for a person', async () => {
  await using none = await erp({});
  assert.equal((await paid(none.connection)).kind, 'retry');
  for (const [found, code] of [
    [orders('Closed'), 'order-cancelled'],
    [orders('Pending', 'Pending'), 'order-ambiguous'],
  ] as const) {
    await using intacct = await erp({ 'query SODOCUMENT': found });
    await assert.rejects(paid(intacct.connection), (error: unknown) => error instanceof Hold && error.code === code);
    assert.ok(!intacct.sent().includes('create ARADVANCE'));
  }
});

const CUSTOMER = {
  name: 'Dana Reyes',
  taxId: '00-7',
  contacts: {
    default: {
      printAs: 'Dana Reyes',
      firstName: 'Dana',
      lastName: 'Reyes',
      email1: 'dana@example.com',
      mailingAddress: { addressLine1: '1 Main St', city: 'Austin', isoCountryCode: 'us' },
      tax: { isTaxable: false },
    },
    shipTo: { id: SHIP_TO.id },
  },
  'nsp::APPLY_CREDIT': true,
};

test('a customer is searched by e-mail whatever its letters, and compared; several are for a person', async () => {
  const row = (no: string, mail: string) => ({
    RECORDNO: no,
    CUSTOMERID: `C${no}`,
    NAME: 'x',
    'DISPLAYCONTACT.EMAIL1': mail,
  });
  await using intacct = await erp({
    'query CUSTOMER': rows('CUSTOMER', [row('1', 'other@example.com'), row('2', 'Dana@Example.com')]),
  });
  assert.deepEqual(await intacct.connection.find('customer.find', looking({ customer: CUSTOMER })), {
    kind: 'found',
    target: { id: '2', number: 'C2' },
  });
  const { filter, options } = intacct.asked('query CUSTOMER').call;
  assert.deepEqual(filter, { equalto: { field: 'DISPLAYCONTACT.EMAIL1', value: 'dana@example.com' } });
  assert.deepEqual(options, { caseinsensitive: 'true' });
  await using two = await erp({
    'query CUSTOMER': rows('CUSTOMER', [row('1', 'dana@example.com'), row('2', 'dana@example.com')]),
  });
  assert.equal((await two.connection.find('customer.find', looking({ customer: CUSTOMER }))).kind, 'several');
});

test('a customer is made with the contact of its shipping address; a namesake gets the e-mail behind the name', async () => {
  const made: Answers = {
    'create CONTACT': CONTACT_MADE,
    'create CUSTOMER': one('customer', { RECORDNO: '33', CUSTOMERID: 'C10011' }),
  };
  await using intacct = await erp(made);
  const outcome = await write(intacct.connection, 'customer.write', { ship_to: SHIP_TO, customer: CUSTOMER });
  assert.deepEqual(outcome, { kind: 'done', target: { id: '33', number: 'C10011' } });
  assert.deepEqual(intacct.sent(), ['query CUSTOMER', 'query CONTACT', 'create CONTACT', 'create CUSTOMER']);
  const { call, control } = intacct.asked('create CUSTOMER');
  assert.deepEqual(call.CUSTOMER, {
    NAME: 'Dana Reyes',
    DISPLAYCONTACT: {
      PRINTAS: 'Dana Reyes',
      TAXABLE: 'false',
      FIRSTNAME: 'Dana',
      LASTNAME: 'Reyes',
      EMAIL1: 'dana@example.com',
      MAILADDRESS: {
        ADDRESS1: '1 Main St',
        CITY: 'Austin',
        COUNTRY: 'United States of America',
        COUNTRYCODE: 'US',
      },
    },
    TAXID: '00-7',
    SHIPTO: { CONTACTNAME: SHIP_TO.id },
    APPLY_CREDIT: 'true',
  });
  assert.equal(control.uniqueid, 'true');
  await using namesake = await erp({
    ...made,
    'query CUSTOMER': rows('CUSTOMER', [{ RECORDNO: '9', CUSTOMERID: 'C9', NAME: 'Dana Reyes' }]),
  });
  await write(namesake.connection, 'customer.write', { customer: CUSTOMER });
  assert.equal((namesake.asked('create CUSTOMER').call.CUSTOMER as Tree).NAME, 'Dana Reyes (dana@example.com)');
  await using there = await erp({
    'create CUSTOMER': failing('BL34000061', 'Another Customer with the given value(s) already exists'),
  });
  assert.equal((await write(there.connection, 'customer.write', { customer: CUSTOMER })).kind, 'unknown');
});

const card = (more: Readonly<Record<string, string>> = {}) =>
  one('customer', {
    RECORDNO: '33',
    CUSTOMERID: 'C10011',
    NAME: 'Dana Reyes',
    STATUS: 'active',
    ONHOLD: 'false',
    TOTALDUE: '',
    DISPLAYCONTACT:
      '<CONTACTNAME>Dana Reyes(C10011)</CONTACTNAME><PRINTAS>Dana Reyes</PRINTAS><TAXABLE>true</TAXABLE><EMAIL1>dana@example.com</EMAIL1><MAILADDRESS><ADDRESS1>1 Main St</ADDRESS1><ZIP>00501</ZIP><COUNTRY>United States</COUNTRY><COUNTRYCODE>US</COUNTRYCODE></MAILADDRESS>',
    CONTACTINFO: '<CONTACTNAME>Dana Reyes(C10011)</CONTACTNAME>',
    SHIPTO: `<CONTACTNAME>${SHIP_TO.id}</CONTACTNAME><PRINTAS>Dock 4</PRINTAS><MAILADDRESS><COUNTRYCODE>US</COUNTRYCODE></MAILADDRESS>`,
    WHENMODIFIED: '03/02/2026 15:05:10',
    APPLY_CREDIT: 'true',
    ...more,
  });

test('a change replaces the address as a whole, keeps the number, and is no namesake of itself (CUS-07)', async () => {
  const target = { id: '33', number: 'C10011' };
  await using intacct = await erp({
    'read CUSTOMER': card(),
    'query CUSTOMER': rows('CUSTOMER', [{ RECORDNO: '33', CUSTOMERID: 'C10011', NAME: 'Dana Reyes' }]),
    'update CUSTOMER': one('customer', { RECORDNO: '33', CUSTOMERID: 'C10011' }),
  });
  const { shipTo: _shipTo, ...contacts } = CUSTOMER.contacts;
  const customer = { ...CUSTOMER, id: 'WEB-9', contacts };
  assert.equal((await write(intacct.connection, 'customer.write', { customer }, target)).kind, 'done');
  const changed = intacct.asked('update CUSTOMER').call.CUSTOMER as Tree;
  assert.deepEqual([changed.RECORDNO, changed.NAME, 'CUSTOMERID' in changed], ['33', 'Dana Reyes', false]);
  assert.deepEqual((changed.DISPLAYCONTACT as Tree).MAILADDRESS, {
    ADDRESS1: '1 Main St',
    ADDRESS2: '',
    ADDRESS3: '',
    CITY: 'Austin',
    STATE: '',
    ZIP: '',
    COUNTRY: 'United States of America',
    COUNTRYCODE: 'US',
  });
  // The shipping contact was made by us, and the shop has none any more.
  assert.deepEqual(changed.SHIPTO, { CONTACTNAME: 'Dana Reyes(C10011)' });
  await using foreign = await erp({
    'read CUSTOMER': card({ SHIPTO: '<CONTACTNAME>Warehouse</CONTACTNAME>' }),
    'update CUSTOMER': one('customer', { RECORDNO: '33', CUSTOMERID: 'C10011' }),
  });
  await write(foreign.connection, 'customer.write', { customer }, target);
  assert.ok(!('SHIPTO' in (foreign.asked('update CUSTOMER').call.CUSTOMER as Tree)));
  await using gone = await erp({});
  const outcome = await write(gone.connection, 'customer.write', { customer }, target);
  assert.equal(outcome.kind, 'rejected');
});

const listed = (value: unknown): readonly Tree[] => (Array.isArray(value) ? value : assert.fail('no list'));
const nativesOf = async (connection: Connection, document: string, watermark?: string) =>
  (
    await collect(connection.read(document, { signal: never(), ...(watermark === undefined ? {} : { watermark }) }))
  ).flatMap(({ records }) => records.map(({ native }) => native as Tree));

test('customers are read as the REST API has them: texts as they are, flags as flags', async () => {
  await using intacct = await erp(
    { 'query CUSTOMER': rows('CUSTOMER', [{ RECORDNO: '33', CUSTOMERID: 'C10011' }]), 'read CUSTOMER': card() },
    { credit_field: 'APPLY_CREDIT', po_required_field: 'PO_REQUIRED' },
  );
  const [customer] = await nativesOf(intacct.connection, 'customer');
  assert.deepEqual(customer, {
    key: '33',
    id: 'C10011',
    name: 'Dana Reyes',
    status: 'active',
    isOnHold: false,
    contacts: {
      default: {
        printAs: 'Dana Reyes',
        email1: 'dana@example.com',
        mailingAddress: { addressLine1: '1 Main St', postCode: '00501', country: 'US' },
        tax: { isTaxable: true },
      },
      primary: { id: 'Dana Reyes(C10011)' },
      shipTo: { id: SHIP_TO.id },
    },
    audit: { modifiedDateTime: '2026-03-02T15:05:10.000Z' },
    ship_to: { id: SHIP_TO.id, printAs: 'Dock 4', mailingAddress: { country: 'US' } },
    'nsp::APPLY_CREDIT': true,
  });
});

test('lists ask for what changed, five minutes back, page by page in the order of record numbers', async () => {
  const pages = [[{ RECORDNO: '1', DOCNO: 'SO1' }], [{ RECORDNO: '2', DOCNO: 'SO2' }]];
  let asked = 0;
  const offsets: unknown[] = [];
  await using intacct = await erp({
    'query SODOCUMENT': ({ call }) => {
      offsets.push(call.offset);
      asked += 1;
      return rows('SODOCUMENT', pages[asked - 1] ?? [], 2);
    },
    'read SODOCUMENT': ({ call }) =>
      stored({ RECORDNO: String(call.keys), DOCNO: `SO${call.keys}`, STATE: 'Partially Converted' }),
  });
  const read = await nativesOf(intacct.connection, 'order-status', '2026-03-01T10:00:00.000Z');
  assert.deepEqual(offsets, ['0', '1']);
  assert.deepEqual(
    read.map(({ key, documentNumber, state }) => [key, documentNumber, state]),
    [
      ['1', 'SO1', 'partiallyConverted'],
      ['2', 'SO2', 'partiallyConverted'],
    ],
  );
  const { call } = intacct.asked('query SODOCUMENT');
  assert.deepEqual(Object.keys(call), ['select', 'object', 'filter', 'orderby', 'pagesize', 'offset']);
  assert.deepEqual(call.filter, {
    and: {
      equalto: { field: 'DOCPARID', value: 'Sales Order' },
      greaterthanorequalto: { field: 'WHENMODIFIED', value: '03/01/2026 09:55:00' },
    },
  });
  assert.deepEqual(call.orderby, { order: { field: 'RECORDNO', ascending: '' } });
});

const LINE =
  '<sodocumententry><RECORDNO>9011</RECORDNO><LINE_NO>0</LINE_NO><ITEMID>007</ITEMID><ITEMNAME>Trowel</ITEMNAME><ITEMDESC>Trowel, steel</ITEMDESC><WAREHOUSE><LOCATION_NO>EAST</LOCATION_NO></WAREHOUSE><UNIT>Each</UNIT><UIQTY>4</UIQTY><QUANTITY>4</QUANTITY><UIPRICE>15.00</UIPRICE><PRICE>15.00</PRICE><QTY_CONVERTED>0</QTY_CONVERTED><MEMO></MEMO></sodocumententry>';

test('an order is read as the REST API has it, one line as a list, days and times in either way of writing (X07)', async () => {
  const fields = {
    CUSTREC: '32',
    CUSTVENDID: 'C10010',
    CUSTVENDNAME: 'Northwind',
    PONUMBER: 'WEB-1001',
    MESSAGE: 'Payment status: paid\nNote: leave it &amp; ring',
    SHIPVIA: 'Ground',
    SUBTOTAL: '60.00',
    BASECURR: 'USD',
    CURRENCY: 'USD',
    BILLTO:
      '<CONTACTNAME>Dana</CONTACTNAME><PRINTAS>Dana</PRINTAS><EMAIL1>dana@example.com</EMAIL1><MAILADDRESS><ZIP>00501</ZIP><COUNTRY>United States</COUNTRY></MAILADDRESS>',
    SODOCUMENTENTRIES: LINE,
    SUBTOTALS:
      '<sodocumentsubtotals><RECORDNO>1</RECORDNO><DESCRIPTION>Shipping</DESCRIPTION><TOTAL>15.00</TOTAL></sodocumentsubtotals>',
    SHOP_COUPON: 'SPRING10',
  };
  for (const times of [{}, { WHENCREATED: '2026-03-02', WHENMODIFIED: '2026-03-02T15:05:10Z' }]) {
    await using intacct = await erp(
      {
        'query SODOCUMENT': rows('SODOCUMENT', [{ RECORDNO: '4511', DOCNO: 'SO0023' }]),
        'read SODOCUMENT': stored({ ...fields, ...times }),
      },
      { coupon_field: 'SHOP_COUPON' },
    );
    const [order] = await nativesOf(intacct.connection, 'order');
    assert.deepEqual(order, {
      key: '4511',
      id: 'Sales Order-SO0023',
      documentNumber: 'SO0023',
      documentType: 'Sales Order',
      state: 'pending',
      customer: { key: '32', id: 'C10010', name: 'Northwind' },
      txnDate: '2026-03-02',
      referenceNumber: 'WEB-1001',
      notes: 'Payment status: paid\nNote: leave it & ring',
      shippingMethod: { id: 'Ground' },
      baseCurrency: 'USD',
      txnCurrency: 'USD',
      subtotal: '60.00',
      total: '112.20',
      contacts: { billTo: { id: 'Dana' } },
      lines: [
        {
          key: '9011',
          lineNumber: '0',
          dimensions: { item: { id: '007', name: 'Trowel' }, warehouse: { id: 'EAST' } },
          lineDescription: 'Trowel, steel',
          unit: 'Each',
          unitQuantity: '4',
          quantity: '4',
          memo: '',
          unitPrice: '15.00',
          price: '15.00',
          quantityConverted: '0',
        },
      ],
      subtotals: [{ key: '1', description: 'Shipping', total: '15.00' }],
      audit: { modifiedDateTime: '2026-03-02T15:05:10.000Z' },
      bill_to: {
        id: 'Dana',
        printAs: 'Dana',
        email1: 'dana@example.com',
        mailingAddress: { postCode: '00501', country: 'United States' },
      },
      'nsp::SHOP_COUPON': 'SPRING10',
    });
  }
});

test('stock is the sum over warehouses, those of the option where it names some; types as the gateway calls them', async () => {
  const row = (no: string, warehouse: string, free: string) => ({
    RECORDNO: no,
    ITEMID: '007',
    WAREHOUSEID: warehouse,
    WONHAND: '10',
    WONORDER: '',
    WUNCOMMITTED: free,
  });
  const answers: Answers = {
    'query ITEM': rows('ITEM', [
      { RECORDNO: '89', ITEMID: '007', STATUS: 'active', ITEMTYPE: 'Inventory', WHENMODIFIED: '02/27/2026 09:30:00' },
      {
        RECORDNO: '90',
        ITEMID: '008',
        STATUS: 'active',
        ITEMTYPE: 'Non-Inventory',
        WHENMODIFIED: '02/27/2026 09:30:00',
      },
    ]),
    'query ITEMWAREHOUSEINFO': rows('ITEMWAREHOUSEINFO', [row('1', 'EAST', '8.5'), row('2', 'WEST', '1')]),
  };
  await using intacct = await erp(answers, {
    stock_warehouses: ['EAST', 'WEST'],
    item_types: ['inventory', 'nonInventory'],
  });
  const [first, second] = await nativesOf(intacct.connection, 'stock');
  assert.deepEqual(first, {
    key: '89',
    id: '007',
    status: 'active',
    itemType: 'Inventory',
    'audit.modifiedDateTime': '2026-02-27T09:30:00.000Z',
    on_hand: '20',
    available: '9.5',
    incoming: '0',
  });
  assert.deepEqual([second?.itemType, second?.available], ['nonInventory', undefined]);
  assert.deepEqual(intacct.asked('query ITEM').call.filter, {
    in: { field: 'ITEMTYPE', value: ['Inventory', 'Non-Inventory'] },
  });
  assert.deepEqual(intacct.asked('query ITEMWAREHOUSEINFO').call.filter, {
    in: { field: 'WAREHOUSEID', value: ['EAST', 'WEST'] },
  });
  await using all = await erp(answers);
  await nativesOf(all.connection, 'stock');
  assert.equal(all.asked('query ITEMWAREHOUSEINFO').call.filter, undefined);
});

test('an item that costs nothing yet and one with a price, with their product line', async () => {
  await using intacct = await erp({
    'query ITEM': rows('ITEM', [{ RECORDNO: '89', ITEMID: '007' }]),
    'read ITEM': one('item', {
      RECORDNO: '89',
      ITEMID: '007',
      NAME: 'Trowel',
      STATUS: 'active',
      ITEMTYPE: 'Inventory',
      PRODUCTLINEID: 'TOOLS',
      BASEPRICE: '15.00',
      TAXABLE: 'true',
      TAXGROUP: '<NAME>Taxable goods</NAME>',
      UPC: '0036000291452',
      WHENMODIFIED: '02/27/2026 09:30:00',
    }),
    'query PRODUCTLINE': rows('PRODUCTLINE', [
      { RECORDNO: '25', PRODUCTLINEID: 'TOOLS', DESCRIPTION: 'Garden tools', STATUS: 'active' },
    ]),
  });
  const [item] = await nativesOf(intacct.connection, 'product');
  assert.deepEqual(
    [item?.id, item?.sales, item?.precision, item?.product_line],
    [
      '007',
      { isTaxable: true, basePrice: '15.00', taxGroup: { id: 'Taxable goods' } },
      { upc: '0036000291452' },
      { id: '25', code: 'TOOLS', name: 'Garden tools' },
    ],
  );
});

const sourced = (from: string): string =>
  `<sodocumententry><RECORDNO>1</RECORDNO><ITEMID>007</ITEMID><SOURCE_DOCID>${from}</SOURCE_DOCID></sodocumententry>`;

test('an invoice knows its orders directly and by its shippers, and what is left to pay', async () => {
  const document = (kind: string, no: string, from?: string) =>
    one('sodocument', {
      RECORDNO: no,
      DOCID: `${kind}-${no}`,
      DOCNO: no,
      DOCPARID: kind,
      STATE: 'Pending',
      TOTAL: '1',
      WHENCREATED: '03/02/2026',
      WHENMODIFIED: '03/02/2026 15:05:10',
      // Each line names it as well.
      ...(from === undefined ? {} : { CREATEDFROM: from, SODOCUMENTENTRIES: sourced(from) + sourced(from) }),
      ...(kind === 'Sales Invoice' ? { PRRECORDKEY: '77' } : {}),
    });
  await using intacct = await erp({
    'query SODOCUMENT': rows('SODOCUMENT', [{ RECORDNO: '61', DOCNO: '61' }]),
    'read SODOCUMENT': document('Sales Invoice', '61', 'Sales Shipper-51'),
    'readByName SODOCUMENT': ({ call }) =>
      call.keys === 'Sales Shipper-51'
        ? document('Sales Shipper', '51', 'Sales Order-41')
        : document('Sales Order', '41'),
    'read ARINVOICE': one('arinvoice', {
      RECORDNO: '77',
      STATE: 'Partially Paid',
      TRX_TOTALENTERED: '112.20',
      TRX_TOTALDUE: '12.20',
    }),
  });
  const [invoice] = await nativesOf(intacct.connection, 'invoice');
  assert.deepEqual(
    [
      listed(invoice?.shippers).map(({ key }) => key),
      listed(invoice?.orders).map(({ key }) => key),
      invoice?.receivable,
    ],
    [['51'], ['41'], { key: '77', state: 'partially paid', totalTxnAmount: '112.20', totalTxnAmountDue: '12.20' }],
  );
  const [shipment] = await nativesOf(intacct.connection, 'shipment');
  assert.deepEqual(listed(shipment?.orders).length, 0);
});
