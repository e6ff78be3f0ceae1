import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openGateway, order } from './open-gateway.support.ts';
import { childIn } from './xml-element.ts';

const byQuery = (object: string, fields: string, query: string, more = '') =>
  `<readByQuery><object>${object}</object><fields>${fields}</fields><query>${query}</query>${more}</readByQuery>`;
const queried = (object: string, fields: readonly string[], more = '') =>
  `<query><object>${object}</object><select>${fields.map((name) => `<field>${name}</field>`).join('')}</select>${more}</query>`;
const filter = (operator: string, field: string, ...values: readonly string[]) =>
  `<${operator}><field>${field}</field>${values.map((value) => `<value>${value}</value>`).join('')}</${operator}>`;

async function openFilled() {
  const gateway = await openGateway();
  for (const [id, name, basePrice] of [
    ['A-1', 'Apple', '2.00'],
    ['B-1', "Ben's box", '10.00'],
    ['b_2', 'Bottle', '9.00'],
  ] as const)
    gateway.twin.addItem({ id, name, basePrice, ...(id === 'A-1' ? { itemType: 'nonInventory' as const } : {}) });
  gateway.clock.advance(60_000);
  gateway.twin.changeItem('B-1', { status: 'inactive' });
  return gateway;
}

test('readByQuery answers a page, and readMore what is left of what was found', async (context) => {
  const gateway = await openFilled();
  context.after(() => gateway.close());
  const first = await gateway.call(byQuery('ITEM', 'ITEMID', '', '<pagesize>2</pagesize>'));
  const id = first.data?.attributes.resultId ?? '';
  assert.deepEqual(
    { ...first.data?.attributes, resultId: '' },
    { listtype: 'item', count: '2', totalcount: '5', numremaining: '3', resultId: '' },
  );
  assert.notEqual(id, '');
  assert.deepEqual(
    first.data?.children.map(({ name }) => name),
    ['item', 'item'],
  );
  gateway.twin.deleteItem('b_2');
  const more = (xml: string) => gateway.call(`<readMore>${xml}</readMore>`);
  const second = await more(`<resultId>${id}</resultId>`);
  assert.deepEqual(
    [second.function, second.data?.attributes.numremaining, second.data?.attributes.resultId],
    ['readMore', '1', id],
  );
  const third = await more('<object>ITEM</object>');
  assert.deepEqual(
    [third.data?.attributes.count, third.data?.attributes.numremaining, third.data?.attributes.resultId],
    ['1', '0', ''],
  );
  assert.equal(third.data?.children[0]?.children[0]?.text, 'b_2', 'as it was found at first');
  const none = await more(`<resultId>${id}</resultId>`);
  assert.deepEqual([none.status, none.errors], ['failure', ['Query Failed']]);
});

test('conditions compare with what the database keeps', async (context) => {
  const gateway = await openFilled();
  context.after(() => gateway.close());
  const ids = async (condition: string) =>
    (await gateway.rows(byQuery('ITEM', 'ITEMID', condition))).map(({ ITEMID }) => ITEMID);
  for (const [condition, found] of [
    [`ITEMID = 'A-1'`, ['A-1']],
    [`ITEMID = 'a-1'`, []],
    [`STATUS = 'F'`, ['B-1']],
    [`STATUS = 'inactive'`, []],
    [`ITEMTYPE = 'NI'`, ['A-1']],
    [`ITEMTYPE = 'Non-Inventory'`, []],
    [`BASEPRICE &gt;= 9 AND BASEPRICE &lt; 10.5`, ['B-1', 'b_2']],
    [`ITEMID like 'B%' or NAME LIKE '_pple'`, ['A-1', 'B-1']],
    [`ITEMID like 'b_2'`, ['b_2']],
    [`NOT (ITEMID in ('A-1', 'B-1') OR ITEMID = 'b_2')`, ['MUG-01', 'PEN-01']],
    [`ITEMID not in ('MUG-01','PEN-01') and STATUS = 'T'`, ['A-1', 'b_2']],
    [`PRODUCTLINEID IS NOT NULL`, ['MUG-01']],
    [`PRODUCTLINEID is null AND ITEMID not like '%-%'`, ['b_2']],
    [`NAME = 'Ben\\'s box'`, ['B-1']],
    [`WHENMODIFIED &gt; '03/02/2026 09:00:00'`, ['B-1']],
    [
      `WHENMODIFIED &gt;= '03/02/2026 09:00:00' AND WHENMODIFIED &lt; '03/02/2026 09:01:00'`,
      ['MUG-01', 'PEN-01', 'A-1', 'b_2'],
    ],
  ] as const)
    assert.deepEqual(await ids(condition), found, condition);
});

for (const [words, xml, errorno] of [
  ['an object that there is not', byQuery('NOTHING', '*', ''), 'Query Failed'],
  ['a field that there is not', byQuery('ITEM', 'ITEMID,NOTHING', ''), 'Invalid fields list NOTHING'],
  [
    'a field of a joined record in the condition',
    byQuery('SODOCUMENT', 'DOCNO', "TERM.NAME = 'Net 30'"),
    'Query Failed',
  ],
  ['a condition that ends too early', byQuery('ITEM', 'ITEMID', 'ITEMID ='), 'Query Failed'],
  ['a bracket that is not closed', byQuery('ITEM', 'ITEMID', "(ITEMID = 'A'"), 'Query Failed'],
  ['words behind the condition', byQuery('ITEM', 'ITEMID', "ITEMID = 'A' ITEMID"), 'Query Failed'],
  ['a string that is not closed', byQuery('ITEM', 'ITEMID', "ITEMID = 'A"), 'Query Failed'],
  ['too many rows', byQuery('ITEM', 'ITEMID', '', '<pagesize>1001</pagesize>'), 'BL01001973'],
] as const)
  test(`readByQuery with ${words} fails`, async (context) => {
    const gateway = await openFilled();
    context.after(() => gateway.close());
    const result = await gateway.call(xml);
    assert.deepEqual([result.status, result.data, result.errors], ['failure', undefined, [errorno]]);
  });

test('a date in another form is refused wherever there is something to compare', async (context) => {
  const gateway = await openFilled();
  context.after(() => gateway.close());
  const asked = await gateway.call(byQuery('ITEM', 'ITEMID', "WHENMODIFIED &gt; '2026-03-02'"));
  assert.match(asked.words, /2026-03-02 is not a date: mm\/dd\/yyyy/);
});

test('query compares with what is shown, orders, and skips so many', async (context) => {
  const gateway = await openFilled();
  context.after(() => gateway.close());
  const ids = async (condition: string) =>
    (await gateway.rows(queried('ITEM', ['ITEMID'], `<filter>${condition}</filter>`))).map(({ ITEMID }) => ITEMID);
  for (const [condition, found] of [
    [filter('equalto', 'STATUS', 'inactive'), ['B-1']],
    [filter('equalto', 'STATUS', 'F'), []],
    [filter('notequalto', 'ITEMTYPE', 'Inventory'), ['A-1']],
    [filter('greaterthanorequalto', 'BASEPRICE', '10'), ['MUG-01', 'B-1']],
    [filter('lessthan', 'BASEPRICE', '2'), ['PEN-01']],
    [filter('lessthanorequalto', 'BASEPRICE', '2'), ['PEN-01', 'A-1']],
    [filter('between', 'BASEPRICE', '2', '9'), ['A-1', 'b_2']],
    [filter('in', 'ITEMID', 'A-1', 'b_2'), ['A-1', 'b_2']],
    [filter('notin', 'ITEMID', 'A-1', 'b_2', 'MUG-01'), ['PEN-01', 'B-1']],
    [filter('like', 'NAME', 'B%x'), ['B-1']],
    [filter('notlike', 'NAME', 'B%'), ['MUG-01', 'A-1']],
    [filter('isnull', 'PRODUCTLINEID'), ['PEN-01', 'A-1', 'B-1', 'b_2']],
    [filter('isnotnull', 'PRODUCTLINEID'), ['MUG-01']],
    [
      `<and>${filter('like', 'ITEMID', '%-1')}<or>${filter('equalto', 'NAME', 'Apple')}${filter('greaterthan', 'BASEPRICE', '9.99')}</or></and>`,
      ['A-1', 'B-1'],
    ],
    [filter('greaterthan', 'WHENMODIFIED', '03/02/2026 09:00:30'), ['B-1']],
  ] as const)
    assert.deepEqual(await ids(condition), found, condition);
  const page = await gateway.call(
    queried(
      'ITEM',
      ['ITEMID'],
      '<orderby><order><field>BASEPRICE</field><descending/></order></orderby><pagesize>2</pagesize><offset>1</offset>',
    ),
  );
  assert.deepEqual(page.data?.attributes, {
    listtype: 'ITEM',
    totalcount: '5',
    offset: '1',
    count: '2',
    numremaining: '2',
  });
  assert.deepEqual(
    page.data?.children.map(({ name, children }) => [name, children[0]?.text]),
    [
      ['ITEM', 'B-1'],
      ['ITEM', 'b_2'],
    ],
  );
  const beyond = await gateway.call(queried('ITEM', ['ITEMID'], '<offset>9</offset>'));
  assert.deepEqual([beyond.data?.attributes.count, beyond.data?.attributes.numremaining], ['0', '0']);
});

test('query joins, counts, and minds capitals unless told otherwise', async (context) => {
  const gateway = await openFilled();
  context.after(() => gateway.close());
  await gateway.call(order());
  await gateway.call(order({ head: '<referenceno>web-1001</referenceno>' }));
  const equal = filter('equalto', 'PONUMBER', 'WEB-1001');
  const count = async (more: string) =>
    (await gateway.rows(queried('SODOCUMENT', ['DOCNO'], `<filter>${equal}</filter>${more}`))).length;
  assert.equal(await count(''), 1);
  assert.equal(await count('<options><caseinsensitive>true</caseinsensitive></options>'), 2);
  assert.deepEqual(
    await gateway.rows(
      queried(
        'SODOCUMENT',
        ['TERM.NAME'],
        `<filter><and>${equal}${filter('equalto', 'TERM.NAME', 'Net 30')}</and></filter>`,
      ),
    ),
    [{ 'TERM.NAME': 'Net 30' }],
  );
  assert.deepEqual(await gateway.rows(queried('CUSTOMER', ['SHIPTOCONTACT.CONTACTNAME'])), [
    { 'SHIPTOCONTACT.CONTACTNAME': 'Northfield Supply(C10010)' },
  ]);
  assert.deepEqual(
    await gateway.rows(
      '<query><object>SODOCUMENT</object><select><field>CUSTVENDID</field><count>RECORDNO</count><sum>TOTAL</sum></select></query>',
    ),
    [{ CUSTVENDID: 'C10010', 'COUNT.RECORDNO': '2', 'SUM.TOTAL': '118.88' }],
  );
});

for (const [words, xml, errorno] of [
  ['a field that there is not', queried('ITEM', ['NOTHING']), 'XL03000006'],
  [
    'a filter on a field that there is not',
    queried('ITEM', ['ITEMID'], `<filter>${filter('equalto', 'NOTHING', '1')}</filter>`),
    'XL03000006',
  ],
  [
    'an order by a field that there is not',
    queried('ITEM', ['ITEMID'], '<orderby><order><field>NOTHING</field></order></orderby>'),
    'XL03000006',
  ],
  ['no fields', '<query><object>ITEM</object></query>', 'BL01001973'],
  [
    'an operator that there is not',
    queried('ITEM', ['ITEMID'], `<filter>${filter('startswith', 'ITEMID', 'A')}</filter>`),
    'XL03000003',
  ],
  [
    'two conditions without and',
    queried('ITEM', ['ITEMID'], `<filter>${filter('isnull', 'UPC')}${filter('isnull', 'NAME')}</filter>`),
    'XL03000003',
  ],
  [
    'one condition in and',
    queried('ITEM', ['ITEMID'], `<filter><and>${filter('isnull', 'UPC')}</and></filter>`),
    'XL03000003',
  ],
  [
    'between without an end',
    queried('ITEM', ['ITEMID'], `<filter>${filter('between', 'BASEPRICE', '1')}</filter>`),
    'XL03000003',
  ],
  ['an element that there is not', queried('ITEM', ['ITEMID'], '<limit>3</limit>'), 'XL03000003'],
  [
    'a date in another form',
    queried('ITEM', ['ITEMID'], `<filter>${filter('greaterthan', 'WHENMODIFIED', '2026-03-02T09:00:00Z')}</filter>`),
    'BL01001973',
  ],
  ['too many rows', queried('ITEM', ['ITEMID'], '<pagesize>2001</pagesize>'), 'BL01001973'],
  ['an object that there is not', queried('NOTHING', ['RECORDNO']), 'Query Failed'],
] as const)
  test(`a query with ${words} fails in its result`, async (context) => {
    const gateway = await openFilled();
    context.after(() => gateway.close());
    const result = await gateway.call(xml);
    assert.deepEqual([result.status, result.data, result.errors], ['failure', undefined, [errorno]]);
  });

test('records are read by their numbers and by their ids', async (context) => {
  const gateway = await openFilled();
  context.after(() => gateway.close());
  const key = gateway.twin.item('A-1').key;
  const read = await gateway.call(
    `<read><object>ITEM</object><keys>${key},9999</keys><fields>ITEMID,BASEPRICE</fields></read>`,
  );
  assert.deepEqual(read.data?.attributes, { listtype: 'ITEM', count: '1' });
  assert.deepEqual(
    read.data?.children[0]?.children.map(({ name, text }) => [name, text]),
    [
      ['ITEMID', 'A-1'],
      ['BASEPRICE', '2.00'],
    ],
  );
  const named = await gateway.call(
    '<readByName><object>ITEM</object><keys>B-1,A-1</keys><fields>ITEMID</fields></readByName>',
  );
  assert.deepEqual(
    named.data?.children.map(({ children }) => children[0]?.text),
    ['B-1', 'A-1'],
  );
  const failed = await gateway.call('<read><object>ITEM</object><keys>1</keys><fields>NOTHING</fields></read>');
  assert.deepEqual([failed.status, failed.errors], ['failure', ['Invalid fields list NOTHING']]);
});

test('lookup and inspect tell the fields of an object', async (context) => {
  const gateway = await openFilled();
  context.after(() => gateway.close());
  const fieldsIn = async (xml: string) => {
    const { data } = await gateway.call(xml);
    const type = data === undefined ? undefined : childIn(data, 'Type');
    assert.equal(type?.attributes.Name, 'ITEM');
    return (type === undefined ? undefined : childIn(type, 'Fields'))?.children ?? [];
  };
  assert.ok((await fieldsIn('<inspect><object>ITEM</object></inspect>')).some(({ text }) => text === 'BASEPRICE'));
  const price = (await fieldsIn('<lookup><object>ITEM</object></lookup>')).find(
    (field) => childIn(field, 'ID')?.text === 'BASEPRICE',
  );
  assert.equal(price === undefined ? '' : childIn(price, 'DATATYPE')?.text, 'DECIMAL');
});
