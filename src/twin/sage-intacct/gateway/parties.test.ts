import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openGateway } from './open-gateway.support.ts';
import { childIn, childrenIn, textIn, type XmlElement } from './xml-element.ts';

const CUSTOMER = (id: string, name: string, more = '') =>
  `<CUSTOMER><CUSTOMERID>${id}</CUSTOMERID><NAME>${name}</NAME><DISPLAYCONTACT><PRINTAS>${name}</PRINTAS><EMAIL1>${id}@example.com</EMAIL1><MAILADDRESS><ADDRESS1>1 Road</ADDRESS1><CITY>Roma</CITY><COUNTRY>Italy</COUNTRY></MAILADDRESS></DISPLAYCONTACT>${more}</CUSTOMER>`;

async function openParties() {
  const gateway = await openGateway();
  const shown = async (id: string): Promise<XmlElement> => {
    const { data } = await gateway.call(`<readByName><object>CUSTOMER</object><keys>${id}</keys></readByName>`);
    const customer = data === undefined ? undefined : childIn(data, 'CUSTOMER');
    assert.ok(customer !== undefined);
    return customer;
  };
  const below = (element: XmlElement, ...path: readonly string[]): string =>
    path.reduce<XmlElement | undefined>((at, name) => (at === undefined ? undefined : childIn(at, name)), element)
      ?.text ?? 'none';
  const list = (customer: XmlElement) => {
    const contacts = childIn(customer, 'CUSTOMERCONTACTS');
    return (contacts === undefined ? [] : childrenIn(contacts, 'customerentitycontacts')).map((row) => [
      textIn(row, 'CATEGORYNAME'),
      below(row, 'CONTACT', 'NAME'),
    ]);
  };
  return { ...gateway, shown, below, list };
}

test('a customer is made with its display contact, custom fields and further contacts', async (context) => {
  const gateway = await openParties();
  context.after(() => gateway.close());
  await gateway.call(
    '<create_contact><contactname>Dock 4</contactname><printas>Dock</printas><companyname>Dock Ltd</companyname><mailaddress><city>Roma</city><countrycode>IT</countrycode></mailaddress></create_contact>',
  );
  const result = await gateway.call(
    `<create>${CUSTOMER('W-1', 'Web One', '<TERMNAME>Card</TERMNAME><CREDITLIMIT>1234.5</CREDITLIMIT><ONHOLD>false</ONHOLD><SHIPTO><CONTACTNAME>Dock 4</CONTACTNAME></SHIPTO><CONTACT_LIST_INFO><CATEGORYNAME>Dock</CATEGORYNAME><CONTACT><NAME>Dock 4</NAME></CONTACT></CONTACT_LIST_INFO><APPLY_CREDIT>yes</APPLY_CREDIT>')}</create>`,
  );
  assert.deepEqual(
    [result.status, result.key, result.data?.attributes],
    ['success', undefined, { listtype: 'objects', count: '1' }],
  );
  const [written] = result.data?.children ?? [];
  assert.deepEqual([written?.name, written === undefined ? '' : textIn(written, 'CUSTOMERID')], ['customer', 'W-1']);
  const customer = await gateway.shown('W-1');
  assert.deepEqual(
    [
      ['NAME'],
      ['TERMNAME'],
      ['CREDITLIMIT'],
      ['ONHOLD'],
      ['APPLY_CREDIT'],
      ['DISPLAYCONTACT', 'CONTACTNAME'],
      ['DISPLAYCONTACT', 'EMAIL1'],
      ['DISPLAYCONTACT', 'MAILADDRESS', 'COUNTRYCODE'],
      ['SHIPTO', 'CONTACTNAME'],
      ['SHIPTO', 'COMPANYNAME'],
      ['BILLTO', 'CONTACTNAME'],
    ].map((path) => gateway.below(customer, ...path)),
    [
      'Web One',
      'Card',
      '1234.5',
      'false',
      'yes',
      'Web One(W-1)',
      'W-1@example.com',
      'IT',
      'Dock 4',
      'Dock Ltd',
      'Web One(W-1)',
    ],
  );
  assert.deepEqual(gateway.list(customer), [['Dock', 'Dock 4']]);
});

test('of several objects those that are right are written, beside the errors of the others', async (context) => {
  const gateway = await openParties();
  context.after(() => gateway.close());
  const result = await gateway.call(`<create>${CUSTOMER('W-1', 'Web One')}${CUSTOMER('C10010', 'Web Two')}</create>`);
  assert.deepEqual(
    [result.status, result.data?.attributes.count, result.errors],
    ['failure', '1', ['BL01001973', 'BL01001973']],
  );
  assert.match(result.words, /C10010 already exists.*Could not create CUSTOMER record/);
  assert.deepEqual([...gateway.twin.company.customers.keys()], ['C10010', 'W-1']);
});

test('only what is sent is changed; further contacts are added, and taken away by an empty list', async (context) => {
  const gateway = await openParties();
  context.after(() => gateway.close());
  for (const name of ['Dock 1', 'Dock 2'])
    await gateway.call(
      `<create><CONTACT><CONTACTNAME>${name}</CONTACTNAME><PRINTAS>${name}</PRINTAS></CONTACT></create>`,
    );
  const update = (xml: string) =>
    gateway.call(`<update><CUSTOMER><CUSTOMERID>C10010</CUSTOMERID>${xml}</CUSTOMER></update>`);
  const contacts = (...names: readonly string[]) =>
    `<CUSTOMERCONTACTS>${names.map((name) => `<CUSTOMERENTITYCONTACTS><CATEGORYNAME>Dock</CATEGORYNAME><CONTACT><NAME>${name}</NAME></CONTACT></CUSTOMERENTITYCONTACTS>`).join('')}</CUSTOMERCONTACTS>`;
  assert.equal((await update(`<COMMENTS>Hello</COMMENTS>${contacts('Dock 1')}`)).status, 'success');
  await update(contacts('Dock 1', 'Dock 2'));
  const customer = await gateway.shown('C10010');
  assert.deepEqual(gateway.list(customer), [
    ['Dock', 'Dock 1'],
    ['Dock', 'Dock 2'],
  ]);
  assert.deepEqual(
    [
      gateway.below(customer, 'COMMENTS'),
      gateway.below(customer, 'TERMNAME'),
      gateway.below(customer, 'DISPLAYCONTACT', 'EMAIL1'),
    ],
    ['Hello', 'Net 30', 'orders@example.com'],
  );
  await update(
    '<CUSTOMERCONTACTS></CUSTOMERCONTACTS><DISPLAYCONTACT><EMAIL1>new@example.com</EMAIL1></DISPLAYCONTACT>',
  );
  const changed = await gateway.shown('C10010');
  assert.deepEqual(
    [
      gateway.list(changed),
      gateway.below(changed, 'DISPLAYCONTACT', 'EMAIL1'),
      gateway.below(changed, 'DISPLAYCONTACT', 'MAILADDRESS', 'CITY'),
    ],
    [[], 'new@example.com', 'Bonn'],
  );
  const key = gateway.twin.company.customers.get('C10010')?.key;
  assert.equal(
    (await gateway.call(`<update><CUSTOMER><RECORDNO>${key}</RECORDNO><NAME>Northfield</NAME></CUSTOMER></update>`))
      .status,
    'success',
  );
  assert.equal(gateway.twin.company.customers.get('C10010')?.name, 'Northfield');
  assert.match(
    (await gateway.call('<update><CUSTOMER><CUSTOMERID>X</CUSTOMERID></CUSTOMER></update>')).words,
    /There is no CUSTOMER X/,
  );
});

test('the older functions write the same, in their order', async (context) => {
  const gateway = await openParties();
  context.after(() => gateway.close());
  const made = await gateway.call(
    '<create_customer><customerid>W-2</customerid><name>Web Two</name><termname>Card</termname><taxid>DE1</taxid><creditlimit>50</creditlimit><onhold>false</onhold><comments>Old</comments><status>active</status><contactinfo><contact><contactname>Web Two(CW-2)</contactname><printas>Web Two</printas><taxable>false</taxable><companyname>Two Ltd</companyname><email1>w2@example.com</email1><mailaddress><address1>2 Road</address1><city>Bonn</city><zip>53111</zip><isocountrycode>DE</isocountrycode></mailaddress></contact></contactinfo><customfields><customfield><customfieldname>APPLY_CREDIT</customfieldname><customfieldvalue>no</customfieldvalue></customfield></customfields></create_customer>',
  );
  assert.deepEqual([made.status, made.key], ['success', 'W-2']);
  const updated = await gateway.call(
    '<update_customer customerid="W-2"><comments>New</comments><primary><contactname>Northfield Supply(C10010)</contactname></primary></update_customer>',
  );
  assert.deepEqual([updated.status, updated.key], ['success', 'W-2']);
  const customer = await gateway.shown('W-2');
  assert.deepEqual(
    [
      ['TERMNAME'],
      ['TAXID'],
      ['COMMENTS'],
      ['APPLY_CREDIT'],
      ['DISPLAYCONTACT', 'TAXABLE'],
      ['DISPLAYCONTACT', 'MAILADDRESS', 'ZIP'],
      ['CONTACTINFO', 'CONTACTNAME'],
    ].map((path) => gateway.below(customer, ...path)),
    ['Card', 'DE1', 'New', 'no', 'false', '53111', 'Northfield Supply(C10010)'],
  );
  const wrong = await gateway.send({
    f1: '<create_customer><name>X</name><customerid>W-3</customerid></create_customer>',
  });
  assert.deepEqual([wrong.errors, wrong.results], [['XL03000003'], []]);
  assert.equal(
    (await gateway.call('<update_contact contactname="Web Two(W-2)"><printas>Web 2</printas></update_contact>')).status,
    'success',
  );
  assert.equal((await gateway.call('<delete_customer customerid="W-2"/>')).status, 'success');
  assert.equal(gateway.twin.company.customers.has('W-2'), false);
});

test('records are deleted by their numbers: all that are named, or none', async (context) => {
  const gateway = await openParties();
  context.after(() => gateway.close());
  await gateway.call(`<create>${CUSTOMER('W-1', 'Web One')}</create>`);
  const key = gateway.twin.company.customers.get('W-1')?.key;
  const remove = (keys: string) => gateway.call(`<delete><object>CUSTOMER</object><keys>${keys}</keys></delete>`);
  assert.equal((await remove(`${key},9999`)).status, 'failure');
  assert.equal(gateway.twin.company.customers.has('W-1'), true);
  const removed = await remove(`${key}`);
  assert.deepEqual([removed.status, removed.data], ['success', undefined]);
  assert.equal(gateway.twin.company.customers.has('W-1'), false);
});

for (const [words, xml] of [
  ['a customer without a name', `<create>${CUSTOMER('W-1', '')}</create>`],
  [
    'a customer without a display contact',
    '<create><CUSTOMER><CUSTOMERID>W-1</CUSTOMERID><NAME>One</NAME></CUSTOMER></create>',
  ],
  ['a customer with the name of another', `<create>${CUSTOMER('W-1', 'Northfield Supply')}</create>`],
  ['a customer in an unknown country', `<create>${CUSTOMER('W-1', 'One').replace('Italy', 'Italia')}</create>`],
  ['a customer with an unknown term', `<create>${CUSTOMER('W-1', 'One', '<TERMNAME>Never</TERMNAME>')}</create>`],
  ['a credit limit that is no number', `<create>${CUSTOMER('W-1', 'One', '<CREDITLIMIT>much</CREDITLIMIT>')}</create>`],
  ['a hold that is neither true nor false', `<create>${CUSTOMER('W-1', 'One', '<ONHOLD>T</ONHOLD>')}</create>`],
  ['a product line', '<create><PRODUCTLINE><PRODUCTLINEID>X</PRODUCTLINEID></PRODUCTLINE></create>'],
  ['an object that there is not', '<create><NOTHING><NAME>X</NAME></NOTHING></create>'],
] as const)
  test(`${words} cannot be made`, async (context) => {
    const gateway = await openParties();
    context.after(() => gateway.close());
    const result = await gateway.call(xml);
    assert.deepEqual([result.status, result.data?.attributes.count], ['failure', '0']);
    assert.equal(gateway.twin.company.customers.size, 1);
    assert.equal(gateway.twin.company.contacts.size, 1);
  });
