import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LINE, openGateway, order, request } from './open-gateway.support.ts';
import { childIn, textIn } from './xml-element.ts';

const ITEMS = '<readByQuery><object>ITEM</object><fields>ITEMID</fields><query></query></readByQuery>';

const VALID = request({ f1: ITEMS });
for (const [words, body] of [
  ['what is no XML', '{"request": {}}'],
  ['nothing', ''],
  ['a tag that is not closed', VALID.replace('</content>', '')],
  ['two roots', `${VALID}<request/>`],
  ['a document type', VALID.replace('<request>', '<!DOCTYPE request SYSTEM "x.dtd"><request>')],
  [
    'an entity of its own',
    VALID.replace('<request>', '<!DOCTYPE r [<!ENTITY a "aaaa">]><request>').replace('ITEMID', '&a;'),
  ],
  ['an entity that is not defined', VALID.replace('ITEMID', '&nbsp;')],
  ['a character that XML does not have', VALID.replace('ITEMID', '&#0;')],
  ['elements nested too deep', VALID.replace('ITEMID', `${'<a>'.repeat(60)}${'</a>'.repeat(60)}`)],
  ['more than it takes', VALID.replace('ITEMID', 'x'.repeat(5_000_001))],
  ['another root', VALID.replaceAll('request>', 'demand>')],
  ['no control', VALID.replace(/<control>.*<\/control>/, '')],
  ['control behind the operation', VALID.replace(/(<control>.*<\/control>)\s*(<operation.*<\/operation>)/s, '$2$1')],
  ['no control id', VALID.replace('<controlid>request-1</controlid>', '')],
  ['an empty control id', VALID.replace('request-1', '')],
  ['a control id that is too long', VALID.replace('request-1', 'x'.repeat(257))],
  ['no content', VALID.replace(/<content>.*<\/content>/, '')],
  ['no authentication', VALID.replace(/<authentication>.*<\/authentication>/, '<authentication></authentication>')],
  ['a function without a control id', VALID.replace(' controlid="f1"', '')],
  ['a function that there is not', VALID.replaceAll('readByQuery', 'readBySomething')],
] as const)
  test(`a request with ${words} is refused as a whole`, async (context) => {
    const gateway = await openGateway();
    context.after(() => gateway.close());
    const { status, control, errors, results } = await gateway.post(body);
    assert.ok(control !== undefined);
    assert.deepEqual([status, textIn(control, 'status'), errors, results], [200, 'failure', ['XL03000003'], []]);
  });

test('the control of a request is told again, and entities of XML are understood', async (context) => {
  const gateway = await openGateway();
  context.after(() => gateway.close());
  gateway.twin.addItem({ id: `<"A&B'>`, name: 'Odd' });
  const where = `ITEMID = '&lt;&quot;A&#38;&#x42;\\&apos;&gt;'`;
  const { text, results, control } = await gateway.post(
    request({
      f1: `<readByQuery><object>ITEM</object><fields>ITEMID,NAME</fields><query>${where}</query></readByQuery>`,
    }),
  );
  assert.ok(control !== undefined);
  assert.deepEqual(
    ['status', 'senderid', 'controlid', 'uniqueid', 'dtdversion'].map((name) => textIn(control, name)),
    ['success', 'twin-sender', 'request-1', 'false', '3.0'],
  );
  const item = results[0]?.data === undefined ? undefined : childIn(results[0].data, 'item');
  assert.equal(item === undefined ? '' : textIn(item, 'ITEMID'), `<"A&B'>`);
  assert.match(text, /<ITEMID>&lt;&quot;A&amp;B&apos;&gt;<\/ITEMID>/);
});

test('what is no XML by its header is refused before the gateway, and so is a GET', async (context) => {
  const gateway = await openGateway();
  context.after(() => gateway.close());
  const { status, errors } = await gateway.post(VALID, 'application/json');
  assert.deepEqual([status, errors], [400, ['GW-0011']]);
  assert.equal((await fetch(`${gateway.url}/ia/xml/xmlgw.phtml`)).status, 400);
});

const head = (xml: string) => order({ head: xml });
for (const [words, xml, expected] of [
  [
    'a message before the reference',
    head('<message>Hi</message><referenceno>W</referenceno>'),
    /'referenceno'.*not expected.*shippingmethod/,
  ],
  [
    'the customer after the reference',
    order()
      .replace('<customerid>C10010</customerid>', '')
      .replace('</referenceno>', '</referenceno><customerid>C10010</customerid>'),
    /'referenceno'.*not expected. Expected is one of \( dateposted, createdfrom, customerid/,
  ],
  ['no customer', order().replace('<customerid>C10010</customerid>', ''), /'referenceno'.*not expected/],
  ['a name twice', head('<referenceno>W</referenceno><referenceno>X</referenceno>'), /'referenceno'.*not expected/],
  ['an unknown name', head('<freight>1</freight>'), /'freight'.*not expected/],
  ['no lines', order({ lines: '' }), /'sotransitems': Missing child element\(s\). Expected is \( sotransitem \)/],
  [
    'subtotals before lines',
    order().replace(/(<sotransitems>.*<\/sotransitems>)(<subtotals>.*<\/subtotals>)/, '$2$1'),
    /'subtotals'.*not expected/,
  ],
  [
    'the price before the unit',
    order({ lines: LINE.replace('<unit>Each</unit><price>12.00</price>', '<price>12.00</price><unit>Each</unit>') }),
    /'unit'.*not expected/,
  ],
  [
    'a line without a quantity',
    order({ lines: LINE.replace('<quantity>4</quantity>', '') }),
    /'unit'.*not expected. Expected is .*quantity/,
  ],
  [
    'a subtotal without a total',
    order({ subtotals: '<subtotals><subtotal><description>Shipping</description></subtotal></subtotals>' }),
    /'subtotal': Missing child element\(s\). Expected is \( total \)/,
  ],
  [
    'a day as text',
    order().replace(/<year>.*<\/day>/, '2026-03-02'),
    /'datecreated': Missing child element\(s\). Expected is \( year \)/,
  ],
  ['an element where text belongs', head('<referenceno><no>1</no></referenceno>'), /'no'.*not expected/],
] as const)
  test(`an order with ${words} is refused by the schema, and nothing is kept`, async (context) => {
    const gateway = await openGateway();
    context.after(() => gateway.close());
    const { errors, words: told, results } = await gateway.send({ f1: xml });
    assert.deepEqual([errors, results, gateway.twin.company.documents.length], [['XL03000003'], [], 0]);
    assert.match(told, expected);
  });

test('an older function without its key is refused by the schema', async (context) => {
  const gateway = await openGateway();
  context.after(() => gateway.close());
  const { errors, words } = await gateway.send({ f1: '<delete_sotransaction/>' });
  assert.deepEqual(errors, ['XL03000003']);
  assert.match(words, /attribute 'key' is required but missing/);
});

test('a function with a control id that was executed is not executed again where uniqueid is true', async (context) => {
  const gateway = await openGateway();
  context.after(() => gateway.close());
  const unique = { uniqueid: 'true' };
  const send = async (id: string, xml: string, envelope = unique) =>
    (await gateway.send({ [id]: xml }, envelope)).results[0];
  assert.equal((await send('web-1', order()))?.status, 'success');
  const again = await send('web-1', order());
  assert.deepEqual(
    [again?.status, again?.function, again?.controlid, again?.key],
    ['failure', 'create_sotransaction', 'web-1', undefined],
  );
  assert.match(again?.words ?? '', /control ID 'web-1' was already executed/);
  assert.equal(gateway.twin.company.documents.length, 1);
  assert.equal((await send('web-2', order()))?.status, 'success', 'the control id of the request does not count');
  assert.equal((await send('web-2', order(), { uniqueid: 'false' }))?.status, 'success');
  const unknown = order().replace('C10010', 'X');
  assert.equal((await send('web-3', unknown))?.status, 'failure');
  assert.equal((await send('web-3', order()))?.status, 'success', 'what failed was not executed');
});

test('uniqueid is true where it is not said', async (context) => {
  const gateway = await openGateway();
  context.after(() => gateway.close());
  const body = request({ 'web-1': ITEMS }).replace('<uniqueid>false</uniqueid>', '');
  assert.equal((await gateway.post(body)).results[0]?.status, 'success');
  assert.equal((await gateway.post(body)).results[0]?.status, 'failure');
});

test('functions are alone unless they are a transaction', async (context) => {
  const gateway = await openGateway();
  context.after(() => gateway.close());
  const functions = {
    first: order(),
    wrong: order().replace('C10010', 'X'),
    last: '<update><CUSTOMER><CUSTOMERID>C10010</CUSTOMERID><COMMENTS>Hello</COMMENTS></CUSTOMER></update>',
  };
  const alone = await gateway.send(functions);
  assert.deepEqual(
    alone.results.map(({ status }) => status),
    ['success', 'failure', 'success'],
  );
  assert.equal(gateway.twin.company.documents.length, 1);
  const [made] = gateway.twin.company.documents;
  assert.ok(made !== undefined);
  const renamed = `<update_sotransaction key="Sales Order-${made.documentNumber}"><referenceno>OTHER</referenceno><updatesotransitems><updatesotransitem line_num="1"><quantity>9</quantity></updatesotransitem></updatesotransitems></update_sotransaction>`;
  const together = await gateway.send(
    { change: renamed, first: order(), wrong: functions.wrong, last: functions.last.replace('Hello', 'No') },
    { transaction: true },
  );
  assert.deepEqual(
    together.results.map(({ controlid, status, key, errors }) => [controlid, status, key, errors.at(-1)]),
    ['change', 'first', 'wrong', 'last'].map((id) => [id, 'aborted', undefined, 'XL03000009']),
  );
  assert.equal(together.results[2]?.errors.length, 2, 'its own error and that of the transaction');
  assert.deepEqual(gateway.twin.company.documents, [made]);
  assert.deepEqual([made.referenceNumber, made.lines[0]?.unitQuantity.toFixed()], ['WEB-1001', '4']);
  assert.equal(gateway.twin.company.customers.get('C10010')?.notes, 'Hello');
  const right = await gateway.send({ first: order(), last: functions.last }, { transaction: true });
  assert.deepEqual(
    right.results.map(({ status }) => status),
    ['success', 'success'],
  );
});

test('faults are told apart by the function in the body', async (context) => {
  const gateway = await openGateway();
  context.after(() => gateway.close());
  const create = { method: 'POST', match: '<create_sotransaction>' } as const;
  gateway.faults.arm({ kind: 'cut-after-commit', ...create });
  assert.equal((await gateway.send({ f1: ITEMS })).status, 200);
  await assert.rejects(gateway.send({ f1: order() }));
  assert.equal(gateway.twin.ordersFor('WEB-1001').length, 1, 'the order is there');
  gateway.faults.arm({ kind: 'cut-before-commit', ...create });
  await assert.rejects(gateway.send({ f1: order() }));
  assert.equal(gateway.twin.ordersFor('WEB-1001').length, 1);
  gateway.faults.arm({ kind: 'throttled', retryAfterSeconds: 7, ...create });
  const throttled = await gateway.send({ f1: order() });
  assert.deepEqual(
    [throttled.status, throttled.errors, throttled.headers.get('x-ia-throttle-retryafter')],
    [429, ['GW-0010'], '7'],
  );
  gateway.faults.arm({ kind: 'error-after-commit', ...create });
  const failed = await gateway.send({ f1: order() });
  assert.deepEqual([failed.status, failed.errors], [500, ['GW-0001']]);
  assert.equal(gateway.twin.ordersFor('WEB-1001').length, 2);
});

test('faults of fields and lists change what the XML says', async (context) => {
  const gateway = await openGateway();
  context.after(() => gateway.close());
  const stock =
    '<query><object>ITEMWAREHOUSEINFO</object><select><field>ITEMID</field><field>WONHAND</field></select></query>';
  gateway.faults.arm({ kind: 'other-value', match: 'ITEMWAREHOUSEINFO', field: 'WONHAND', value: '0' });
  assert.deepEqual(await gateway.rows(stock), [
    { ITEMID: 'MUG-01', WONHAND: '0' },
    { ITEMID: 'PEN-01', WONHAND: '0' },
  ]);
  gateway.faults.arm({ kind: 'missing-field', match: 'ITEMWAREHOUSEINFO', field: 'WONHAND' });
  assert.deepEqual(await gateway.rows(stock), [{ ITEMID: 'MUG-01' }, { ITEMID: 'PEN-01' }]);
  gateway.faults.arm({ kind: 'empty-lists', match: 'ITEMWAREHOUSEINFO' });
  assert.deepEqual(await gateway.rows(stock), []);
  gateway.faults.arm({ kind: 'errors-beside-data', match: 'ITEMWAREHOUSEINFO' });
  const beside = await gateway.call(stock);
  assert.deepEqual([beside.status, beside.data?.children.length, beside.errors], ['failure', 2, ['BL01001973']]);
  gateway.faults.arm({ kind: 'errors-in-200', match: 'ITEMWAREHOUSEINFO' });
  assert.deepEqual((await gateway.send({ f1: stock })).errors, ['BL01001973']);
  assert.equal((await gateway.rows(stock)).length, 2);
});

test('a page that is repeated is one of the same list', async (context) => {
  const gateway = await openGateway();
  context.after(() => gateway.close());
  const page = (offset: number) =>
    `<query><object>ITEM</object><select><field>ITEMID</field></select><orderby><order><field>ITEMID</field></order></orderby><pagesize>1</pagesize><offset>${offset}</offset></query>`;
  const ids = async (offset: number) => (await gateway.rows(page(offset))).map(({ ITEMID }) => ITEMID);
  assert.deepEqual(await ids(0), ['MUG-01']);
  await gateway.rows('<query><object>CUSTOMER</object><select><field>CUSTOMERID</field></select></query>');
  gateway.faults.arm({ kind: 'repeat-page', match: '<object>ITEM</object>' });
  assert.deepEqual([await ids(1), await ids(1)], [['MUG-01'], ['PEN-01']]);
});
