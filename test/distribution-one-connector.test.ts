/** What the Distribution One connector really does with files, over SFTP, with an importer on the other side that answers as the sheet says. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { never } from '../src/connector/testing/test-connection.ts';
import type { Connection, WriteOutcome } from '../src/model/connection.ts';
import { type FilePartner, ORDER, recordsOf, requestOf, startFilePartner } from './file-partner.ts';

let partner: FilePartner;
let erp: Connection;
before(async () => {
  partner = await startFilePartner('distribution-one');
  erp = partner.connect({ default_ship_method: 'PICKUP' });
});
after(async () => {
  await erp.close();
  await partner.close();
});
beforeEach(() => partner.clear());

const request = (mapping: string, document: unknown, more: object = {}) =>
  requestOf(erp, `distribution-one/${mapping}`, document, more);

const kept = new Map<string, unknown>();
const keep = async (step: string, result: unknown) => {
  kept.set(step, result);
};
const reasonOf = (outcome: WriteOutcome) => ('reason' in outcome ? outcome.reason.text : '');

test('an order is one file, and is delivered when it is acknowledged; until then nothing is sent again', async () => {
  kept.clear();
  const order = request('order.to', ORDER);
  assert.deepEqual(await erp.find('order.write', order), { kind: 'none' });
  const first = await erp.write('order.write', order, keep);
  assert.equal(first.kind, 'retry', reasonOf(first));
  assert.match(reasonOf(first), /sent and not confirmed|not acknowledged/);
  const [name = '', ...others] = partner.list('to-erp/orders');
  assert.equal(name, 'orders_MAIN_20260504T093000Z_1001.csv');
  assert.deepEqual(others, []);
  const written = partner.read(`to-erp/orders/${name}`).split('\r\n');
  assert.equal(written.length, 3, 'a header, a row and the end of the last line');
  assert.match(
    written[1] ?? '',
    /^1001,2026-05-04T09:00:00Z,120045,Pat Moreno,pat@example\.com,.*"3\/4 in ball valve, ""brass""",4,EA,12\.5000,4\.00,0\.00$/,
  );

  // ERP-ONE takes it, and answers.
  partner.move(`to-erp/orders/${name}`, `archive/${name}`);
  partner.acknowledge('orders', '1001', 'ACCEPTED', '70012345', '2026-05-04T09:40:00Z');
  const second = await erp.write('order.write', { ...order, done: Object.fromEntries(kept) }, keep);
  assert.deepEqual(second.kind === 'done' ? second.target : second, { id: '1001', number: '70012345' });
  assert.deepEqual(partner.list('to-erp/orders'), [], 'nothing was sent twice');
});

test('a process that died after the file was written writes none besides, and has no order until ERP-ONE says so', async () => {
  const order = request('order.to', ORDER);
  await erp.write('order.write', order, keep);
  assert.deepEqual(await erp.find('order.write', order), { kind: 'none' });
  assert.equal((await erp.write('order.write', order, keep)).kind, 'retry');
  const [name = '', ...others] = partner.list('to-erp/orders');
  assert.deepEqual(others, []);
  partner.move(`to-erp/orders/${name}`, `archive/${name}`);
  assert.deepEqual(await erp.find('order.write', order), { kind: 'none' });
  assert.equal((await erp.write('order.write', order, keep)).kind, 'retry');
  assert.deepEqual(partner.list('to-erp/orders'), []);
});

test('what ERP-ONE has refused is not written again, wherever it keeps its files', async () => {
  const order = request('order.to', ORDER);
  await erp.write('order.write', order, keep);
  const [name = ''] = partner.list('to-erp/orders');
  partner.move(`to-erp/orders/${name}`, `archive/2026-05-04/${name}`);
  partner.acknowledge('orders', '1001', 'REJECTED', '', '2026-05-04T09:45:00Z', 'BAD_TOTAL');
  assert.deepEqual(await erp.find('order.write', order), { kind: 'none' });
  assert.equal((await erp.write('order.write', order, keep)).kind, 'rejected');
  assert.deepEqual(partner.list('to-erp/orders'), []);
});

test('an order that ERP-ONE refuses is refused with its words, and a later version is judged by its own answer', async () => {
  const order = request('order.to', ORDER);
  partner.acknowledge('orders', '1001', 'REJECTED', '', '2026-05-04T09:45:00Z', 'UNKNOWN_SKU VALVE-34');
  const refused = await erp.write('order.write', order, keep);
  assert.equal(refused.kind, 'rejected');
  assert.match(reasonOf(refused), /UNKNOWN_SKU VALVE-34/);
  const edited = request('order.to', {
    ...ORDER,
    origin: { ...ORDER.origin, updated_at: '2026-05-04T09:50:00Z' },
  });
  assert.deepEqual(await erp.find('order.write', edited), { kind: 'none' });
  assert.equal((await erp.write('order.write', edited, keep)).kind, 'retry');
  assert.equal(partner.list('to-erp/orders').length, 1);
});

test('an answer that nobody knows is for a person', async () => {
  partner.acknowledge('orders', '1001', 'MAYBE', '', '2026-05-04T09:45:00Z');
  assert.equal((await erp.write('order.write', request('order.to', ORDER), keep)).kind, 'rejected');
});

test('an order that ERP-ONE has by another way is found by its acknowledgement', async () => {
  partner.acknowledge('orders', '1001', 'DUPLICATE', '70000001', '2026-05-04T08:00:00Z');
  assert.deepEqual(await erp.find('order.write', request('order.to', ORDER)), {
    kind: 'found',
    target: { id: '1001', number: '70000001' },
  });
});

test('a cancellation names the number that ERP-ONE gave, and waits for its own answer', async () => {
  const cancelled = { ...ORDER, status: 'cancelled', origin: { ...ORDER.origin, updated_at: '2026-05-04T09:55:00Z' } };
  partner.acknowledge('orders', '1001', 'ACCEPTED', '70012345', '2026-05-04T09:40:00Z');
  const target = { id: '1001', number: '70012345' };
  const cancel = request('order.cancel', cancelled, { target });
  assert.equal((await erp.write('order.cancel', cancel, keep)).kind, 'retry');
  const [name = ''] = partner.list('to-erp/orders');
  assert.equal(
    partner.read(`to-erp/orders/${name}`),
    'ref,erpOrderNo,lineNo,quantity,reason\r\n1001,70012345,,,cancelled in the shop\r\n',
  );
  partner.acknowledge('ordercancel', '1001', 'ACCEPTED', '70012345', '2026-05-04T09:58:00Z');
  assert.equal((await erp.write('order.cancel', cancel, keep)).kind, 'done');
});

test('a customer is found by e-mail: as acknowledged, or as ERP-ONE exports it', async () => {
  const customer = request('customer.to', {
    origin: { system: 'woocommerce', id: '2', updated_at: '2026-05-04T09:30:00Z' },
    guest: false,
    kind: 'person',
    name: 'Pat Moreno',
    email: 'pat@example.com',
    addresses: [],
  });
  assert.deepEqual(await erp.find('customer.write', customer), { kind: 'none' });
  partner.put('from-erp/customers/customers_MAIN_1.csv', [
    'customerId,name,email',
    '120045,Pat Moreno,pat@example.com',
    '7,Other,o@example.com',
  ]);
  const known = { kind: 'found', target: { id: '120045', number: '120045' } };
  assert.deepEqual(await erp.find('customer.write', customer), known);
  partner.put('from-erp/customers/customers_MAIN_2.csv', ['customerId,name,email', '120099,P. Moreno,pat@example.com']);
  assert.equal((await erp.find('customer.write', customer)).kind, 'several');
  partner.acknowledge('customers', 'pat@example.com', 'ACCEPTED', '120045', '2026-05-04T09:40:00Z');
  const outcome = await erp.write('customer.write', customer, keep);
  assert.deepEqual(outcome.kind === 'done' ? outcome.target : reasonOf(outcome), { id: '120045', number: '120045' });
});

test('stock comes from each file once, added up over the warehouses of an item', async () => {
  partner.put('from-erp/inventory/inventory_MAIN_20260504T080000Z_1.csv', [
    'sku,warehouse,onHand,committed,available,onOrder,modifiedAt',
    'VALVE-34,MAIN,120,14,106,50,2026-05-04T07:30:00Z',
    'VALVE-34,EAST,5,0,5,0,2026-05-04T07:45:00Z',
    'HOSE-10FT,MAIN,3,0,3,0,',
  ]);
  partner.put('from-erp/inventory/inventory_MAIN_20260504T090000Z_2.csv', ['sku,available', 'VALVE-34,99']);
  const records = await recordsOf(erp, 'stock');
  assert.deepEqual(
    records.map(({ key, observedAt }) => [key, observedAt]),
    [
      ['VALVE-34', '2026-05-04T07:45:00.000Z'],
      ['HOSE-10FT', '2026-05-04T09:59:00.000Z'],
      ['VALVE-34', '2026-05-04T09:59:00.000Z'],
    ],
  );
  assert.deepEqual(partner.list('from-erp/inventory'), []);
  assert.equal(partner.list('archive').length, 2);
  // Another pipe, which has no mark yet, reads them from the archive.
  assert.equal((await recordsOf(erp, 'stock')).length, records.length);
});

test('a file that nobody can read is put aside and told; what comes after it is read by the next run', async () => {
  partner.put('from-erp/inventory/inventory_MAIN_1.csv', ['item,available', 'VALVE-34,1']);
  partner.put('from-erp/inventory/inventory_MAIN_2.csv', ['sku,available', 'VALVE-34,2']);
  await assert.rejects(
    recordsOf(erp, 'stock'),
    /inventory_MAIN_1\.csv lies in error now: line 1: the header lacks "sku"/,
  );
  assert.deepEqual(
    (await recordsOf(erp, 'stock')).map(({ key }) => key),
    ['VALVE-34'],
  );
});

test('items, categories, prices, shipments and invoices are read as their files have them', async () => {
  partner.put('from-erp/items/items_MAIN_1.csv', ['sku,description,status,price', 'VALVE-34,Valve,A,12.5000']);
  partner.put('from-erp/categories/categories_MAIN_1.csv', ['code,name,active', 'VALVES,Valves,N']);
  partner.put('from-erp/prices/prices_MAIN_1.csv', ['sku,price', 'VALVE-34,12.5000']);
  partner.put('from-erp/shipments/shipments_MAIN_1.csv', [
    'ref,shipmentNo,sku,quantity,trackingNo',
    '1001,S-1,VALVE-34,4,1ZA',
  ]);
  partner.put('from-erp/invoices/invoices_MAIN_1.csv', [
    'invoiceNo,ref,invoiceDate,tax,total,status',
    'I-1,1001,2026-05-04,4.00,54.00,OPEN',
  ]);
  for (const [document, key] of [
    ['product', 'VALVE-34'],
    ['category', 'VALVES'],
    ['price', 'VALVE-34'],
    ['shipment', 'S-1'],
    ['invoice', 'I-1'],
  ] as const) {
    assert.deepEqual(
      (await recordsOf(erp, document)).map((record) => record.key),
      [key],
      document,
    );
  }
});

test('an installation with other columns needs an option and no other connector', async () => {
  const own = partner.connect({
    layouts: { orders: { delimiter: ';', encoding: 'windows-1252', columns: { ref: 'WebOrder' } } },
  });
  try {
    await own.write(
      'order.write',
      request('order.to', { ...ORDER, customer: { ...ORDER.customer, name: 'Pat Müller' } }),
      keep,
    );
    const [name = ''] = partner.list('to-erp/orders');
    const written = partner.read(`to-erp/orders/${name}`, 'latin1');
    assert.match(written, /^WebOrder;orderDate;/);
    assert.match(written, /Pat Müller/);
  } finally {
    await own.close();
  }
});

test('the probe says that the place is reached, and a strange server is never spoken to', async () => {
  assert.equal(await erp.probe(never()), 'an exchange of files');
  const stranger = partner.connect({ host_key: `SHA256:${'A'.repeat(43)}` });
  await assert.rejects(stranger.probe(never()), /not the one in the option host_key/);
  await stranger.close();
});

test('a folder that is not there stops the connection, and no order is blamed', async () => {
  partner.remove('to-erp/orders');
  const own = partner.connect();
  const outcome = await own.write('order.write', request('order.to', ORDER), keep);
  assert.equal(outcome.kind, 'halted');
  assert.match(reasonOf(outcome), /there is no "to-erp\/orders"/);
  await own.close();
});
