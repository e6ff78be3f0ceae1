import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LINE, openGateway, order } from './open-gateway.support.ts';
import { childIn, childrenIn, textIn, type XmlElement } from './xml-element.ts';

type Opened = Awaited<ReturnType<typeof openGateway>>;

const NUMBERED = /^Sales Order-SO\d{4}$/;

/** A whole document as `read` shows it. */
async function read(gateway: Opened, docparid = '<docparid>Sales Order</docparid>', at = 0): Promise<XmlElement> {
  const key = gateway.twin.company.documents[at]?.key ?? '';
  const { data } = await gateway.call(
    `<read><object>SODOCUMENT</object><keys>${key}</keys><fields>*</fields>${docparid}</read>`,
  );
  const document = data === undefined ? undefined : childIn(data, 'SODOCUMENT');
  assert.ok(document !== undefined);
  return document;
}

const at = (element: XmlElement, path: string): string => {
  const [first = '', ...others] = path.split('/');
  const child = childIn(element, first);
  assert.ok(child !== undefined, `${path} is not in ${element.name}`);
  return others.length === 0 ? child.text : at(child, others.join('/'));
};
const listAt = (element: XmlElement, path: readonly [string, string], names: readonly string[]) =>
  childrenIn(childIn(element, path[0]) ?? element, path[1]).map((row) => names.map((name) => at(row, name)));

test('an order is kept with lines and subtotals, and both APIs show the same', async (context) => {
  const gateway = await openGateway({ keepsSubtotals: false });
  context.after(() => gateway.close());
  await gateway.call(
    '<create><CONTACT><CONTACTNAME>Dock 4</CONTACTNAME><PRINTAS>Dock</PRINTAS><MAILADDRESS><CITY>Köln</CITY><COUNTRYCODE>DE</COUNTRYCODE></MAILADDRESS></CONTACT></create>',
  );
  const result = await gateway.call(
    order({
      head: '<referenceno>WEB-1001</referenceno><termname>Net 30</termname><datedue><year>2026</year><month>4</month><day>1</day></datedue><message>Call first</message><shippingmethod>Express</shippingmethod><shipto><contactname>Dock 4</contactname></shipto><externalid>web-1001</externalid><basecurr>EUR</basecurr><currency>EUR</currency><exchratetype/>',
      tail: '<customfields><customfield><customfieldname>SHOP_COUPON</customfieldname><customfieldvalue>SPRING10</customfieldvalue></customfield></customfields><state>Pending</state><customerponumber>PO-4711</customerponumber>',
      lines: `${LINE}<sotransitem><itemid>PEN-01</itemid><itemdesc>Pens</itemdesc><warehouseid>MAIN</warehouseid><quantity>2</quantity><unit>Box</unit><discountpercent>10</discountpercent><price>50.00</price><locationid>IT</locationid><memo>Red ones</memo></sotransitem>`,
    }),
  );
  assert.deepEqual([result.status, result.function, result.data], ['success', 'create_sotransaction', undefined]);
  assert.match(result.key ?? '', NUMBERED);
  const document = await read(gateway);
  for (const [path, value] of [
    ['DOCID', 'Sales Order-SO0001'],
    ['DOCNO', 'SO0001'],
    ['DOCPARID', 'Sales Order'],
    ['STATE', 'Pending'],
    ['WHENCREATED', '03/02/2026'],
    ['WHENDUE', '04/01/2026'],
    ['WHENMODIFIED', '03/02/2026 09:00:00'],
    ['PONUMBER', 'WEB-1001'],
    ['CUSTOMERPONUMBER', 'PO-4711'],
    ['CUSTVENDID', 'C10010'],
    ['MESSAGE', 'Call first'],
    ['TERM/NAME', 'Net 30'],
    ['SHIPVIA', 'Express'],
    ['SHIPTO/CONTACTNAME', 'Dock 4'],
    ['SHIPTO/MAILADDRESS/CITY', 'Köln'],
    ['SHIPTO/MAILADDRESS/COUNTRY', 'Germany'],
    ['BILLTO/CONTACTNAME', 'Northfield Supply(C10010)'],
    ['SHOP_COUPON', 'SPRING10'],
    ['SUBTOTAL', '138.00'],
    ['TOTAL', '149.44'],
  ] as const)
    assert.equal(at(document, path), value, path);
  const entries = ['SODOCUMENTENTRIES', 'sodocumententry'] as const;
  assert.deepEqual(
    listAt(document, entries, [
      'LINE_NO',
      'ITEMID',
      'ITEMDESC',
      'UNIT',
      'UIQTY',
      'QUANTITY',
      'UIPRICE',
      'PRICE',
      'DISCOUNTPERCENT',
      'TOTAL',
      'MEMO',
    ]),
    [
      ['0', 'MUG-01', 'Ceramic mug', 'Each', '4', '4', '12', '12', '0', '48.00', ''],
      ['1', 'PEN-01', 'Pens', 'Box', '2', '100', '50', '1', '10', '90.00', 'Red ones'],
    ],
  );
  assert.deepEqual(listAt(document, ['SUBTOTALS', 'sodocumentsubtotals'], ['DESCRIPTION', 'TOTAL', 'ABSVAL']), [
    ['Shipping', '9.95', '9.95'],
    ['Sales Discount', '-8.00', '8.00'],
    ['Sales Tax', '9.49', '9.49'],
  ]);
  const [kept] = gateway.twin.ordersFor('WEB-1001');
  assert.deepEqual([kept?.documentNumber, kept?.shipTo.id, kept?.subtotals.length], ['SO0001', 'Dock 4', 3]);
});

test('custom fields of documents are seen by those who name the definition', async (context) => {
  const gateway = await openGateway();
  context.after(() => gateway.close());
  await gateway.call(order());
  assert.equal(childIn(await read(gateway, ''), 'SHOP_COUPON'), undefined);
  assert.notEqual(childIn(await read(gateway), 'SHOP_COUPON'), undefined);
  const query = (docparid: string) =>
    gateway.call(`<query><object>SODOCUMENT</object><select><field>SHOP_COUPON</field></select>${docparid}</query>`);
  assert.equal((await query('')).words.split(' [')[0], 'The following fields cannot be queried: SHOP_COUPON');
  assert.equal((await query('<docparid>Sales Order</docparid>')).status, 'success');
});

test('an external id and a document number are taken once, and find their document', async (context) => {
  const gateway = await openGateway();
  context.after(() => gateway.close());
  const named = (number: string, external: string) =>
    gateway.call(
      order({
        head: `<documentno>${number}</documentno><referenceno>WEB-1</referenceno><externalid>${external}</externalid>`,
      }),
    );
  assert.equal((await named('WEB-1', 'x-1')).key, 'Sales Order-WEB-1');
  const external = await named('WEB-2', 'x-1');
  assert.deepEqual([external.status, external.errors], ['failure', ['BL34000061']]);
  const number = await named('WEB-1', 'x-2');
  assert.deepEqual([number.status, number.errors], ['failure', ['BL01001973']]);
  assert.match(number.words, /the number WEB-1 already exists/);
  assert.equal(gateway.twin.company.documents.length, 1);
  const get = (key: string, externalkey: boolean) =>
    gateway.call(`<get object="sotransaction" key="${key}" externalkey="${externalkey}"/>`);
  for (const [key, isExternal] of [
    ['x-1', true],
    ['Sales Order-WEB-1', false],
  ] as const) {
    const { data } = await get(key, isExternal);
    const found = data === undefined ? undefined : childIn(data, 'sotransaction');
    assert.equal(found === undefined ? '' : textIn(found, 'documentnumber'), 'WEB-1');
  }
  assert.equal((await get('x-2', true)).status, 'failure');
  assert.equal((await get('x-1', false)).status, 'failure');
});

test('an order is changed: its head, lines counted from 1, subtotals by their description', async (context) => {
  const gateway = await openGateway();
  context.after(() => gateway.close());
  const { key } = await gateway.call(
    order({ head: '<referenceno>WEB-1001</referenceno><externalid>x-1</externalid>' }),
  );
  gateway.clock.advance(60_000);
  const added = LINE.replace('<quantity>4', '<quantity>1');
  const changed = await gateway.call(
    `<update_sotransaction key="${key}"><referenceno>WEB-1001b</referenceno><message>Later</message><customerponumber>PO-2</customerponumber><updatesotransitems><updatesotransitem line_num="1"><quantity>2</quantity><memo>Two</memo></updatesotransitem>${added}</updatesotransitems><updatesubtotals><updatesubtotal><description>Shipping</description><total>5.00</total></updatesubtotal></updatesubtotals></update_sotransaction>`,
  );
  assert.deepEqual([changed.status, changed.key], ['success', key]);
  const document = await read(gateway);
  assert.deepEqual(
    ['PONUMBER', 'MESSAGE', 'CUSTOMERPONUMBER', 'SUBTOTAL', 'WHENMODIFIED'].map((name) => at(document, name)),
    ['WEB-1001b', 'Later', 'PO-2', '36.00', '03/02/2026 09:01:00'],
  );
  assert.deepEqual(
    listAt(document, ['SODOCUMENTENTRIES', 'sodocumententry'], ['LINE_NO', 'UIQTY', 'UIPRICE', 'MEMO']),
    [
      ['0', '2', '12', 'Two'],
      ['1', '1', '12', ''],
    ],
  );
  assert.deepEqual(listAt(document, ['SUBTOTALS', 'sodocumentsubtotals'], ['DESCRIPTION', 'TOTAL']).sort(), [
    ['Sales Discount', '-8.00'],
    ['Sales Tax', '9.49'],
    ['Shipping', '5.00'],
  ]);
  const byExternal = await gateway.call(
    '<update_sotransaction key="x-1" externalkey="true"><message>Last</message></update_sotransaction>',
  );
  assert.equal(byExternal.status, 'success');
  const noLine = await gateway.call(
    `<update_sotransaction key="${key}"><updatesotransitems><updatesotransitem line_num="0"><quantity>7</quantity></updatesotransitem></updatesotransitems></update_sotransaction>`,
  );
  assert.match(noLine.words, /There is no line 0/);
});

test('an order is called off by its state, and what is shipped is not changed any more', async (context) => {
  const gateway = await openGateway();
  context.after(() => gateway.close());
  const { key } = await gateway.call(order());
  const close = (id = key) =>
    gateway.call(`<update_sotransaction key="${id}"><state>Closed</state></update_sotransaction>`);
  assert.equal((await close()).status, 'success');
  assert.equal(at(await read(gateway), 'STATE'), 'Closed');
  assert.equal((await close()).status, 'success', 'twice is once');
  const other = await gateway.call(order({ head: '<referenceno>WEB-2</referenceno>' }));
  const [document] = gateway.twin.ordersFor('WEB-2');
  assert.ok(document !== undefined);
  gateway.twin.ship(document, { 'MUG-01': 1 });
  const refused = await close(other.key);
  assert.deepEqual([refused.status, refused.errors], ['failure', ['BL03002087']]);
  assert.equal(at(await read(gateway, undefined, 1), 'STATE'), 'Partially Converted');
  assert.match((await close('Sales Order-X')).words, /does not exist/);
});

test('an order is deleted where its definition allows it', async (context) => {
  const refusing = await openGateway();
  const allowing = await openGateway({ ordersMayBeDeleted: true });
  context.after(() => Promise.all([refusing.close(), allowing.close()]));
  for (const [gateway, status, left] of [
    [refusing, 'failure', 1],
    [allowing, 'success', 0],
  ] as const) {
    const { key } = await gateway.call(order());
    const deleted = await gateway.call(`<delete_sotransaction key="${key}"/>`);
    assert.deepEqual([deleted.status, gateway.twin.company.documents.length], [status, left]);
  }
});

test('shippers and invoices are documents that were made from others, with their receivable', async (context) => {
  const gateway = await openGateway();
  context.after(() => gateway.close());
  await gateway.call(order());
  const [document] = gateway.twin.ordersFor('WEB-1001');
  assert.ok(document !== undefined);
  const { invoice } = gateway.twin.ship(document);
  const fields = [
    'DOCID',
    'CREATEDFROM',
    'STATE',
    'PONUMBER',
    'TOTAL',
    'TRACKINGNUMBER',
    'SHIPPEDDATE',
    'PAYMENTSTATUS',
    'ARINVOICE.RECORDNO',
  ];
  const shown = await gateway.rows(
    `<query><object>SODOCUMENT</object><select>${fields.map((name) => `<field>${name}</field>`).join('')}</select><orderby><order><field>RECORDNO</field></order></orderby></query>`,
  );
  const receivable = gateway.twin.company.receivables[0];
  assert.deepEqual(
    shown.map((row) => fields.map((name) => row[name])),
    [
      ['Sales Order-SO0001', '', 'Converted', 'WEB-1001', '59.44', '', '', '', ''],
      [
        'Sales Shipper-SH0001',
        'Sales Order-SO0001',
        'Converted',
        'WEB-1001',
        '48.00',
        '1Z0000000001',
        '03/02/2026',
        '',
        '',
      ],
      [
        'Sales Invoice-SI0001',
        'Sales Shipper-SH0001',
        'Pending',
        'WEB-1001',
        '59.44',
        '1Z0000000001',
        '03/02/2026',
        'Open',
        receivable?.key,
      ],
    ],
  );
  gateway.twin.settle(invoice);
  const [paid] = await gateway.rows(
    '<query><object>SODOCUMENT</object><select><field>PAYMENTSTATUS</field></select><docparid>Sales Invoice</docparid></query>',
  );
  assert.equal(paid?.PAYMENTSTATUS, 'Paid');
});

for (const [words, xml] of [
  ['an unknown customer', order().replace('C10010', 'X')],
  ['an unknown item', order({ lines: LINE.replace('MUG-01', 'X') })],
  ['an unknown warehouse', order({ lines: LINE.replace('MAIN', 'X') })],
  ['an unknown entity', order({ lines: LINE.replace('</price>', '</price><locationid>X</locationid>') })],
  ['a unit of another group', order({ lines: LINE.replace('Each', 'Box') })],
  ['a quantity that is no number', order({ lines: LINE.replace('>4<', '>four<') })],
  ['an unknown way of shipping', order({ head: '<shippingmethod>Mule</shippingmethod>' })],
  ['an unknown contact', order({ head: '<shipto><contactname>X</contactname></shipto>' })],
  ['a state that there is not', order({ tail: '<state>Shipped</state>' })],
  ['a day that there is not', order().replace('<day>2<', '<day>31<').replace('<month>3<', '<month>2<')],
  [
    'a subtotal that is not defined',
    order({ subtotals: '<subtotals><subtotal><description>Tip</description><total>1</total></subtotal></subtotals>' }),
  ],
  ['another currency', order({ head: '<referenceno>W</referenceno><currency>USD</currency><exchratetype/>' })],
  [
    'a custom field that there is not',
    order({
      tail: '<customfields><customfield><customfieldname>X</customfieldname><customfieldvalue>1</customfieldvalue></customfield></customfields>',
    }),
  ],
  ['a definition that orders do not have', order().replace('Sales Order', 'Sales Quote')],
] as const)
  test(`an order with ${words} fails in its result, and nothing is kept`, async (context) => {
    const gateway = await openGateway();
    context.after(() => gateway.close());
    const result = await gateway.call(xml);
    assert.deepEqual([result.status, result.key, gateway.twin.company.documents.length], ['failure', undefined, 0]);
    assert.match(result.errors[0] ?? '', /^BL\d{8}$/);
    assert.notEqual(result.words, '');
  });
