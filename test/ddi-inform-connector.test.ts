/** What the DDI Inform connector really does with files, over SFTP, with an importer on the other side that answers as the sheet says. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { compilePipe, MappingStore } from '../src/compile/compile-pipe.ts';
import { never } from '../src/connector/testing/test-connection.ts';
import { loadProject } from '../src/load/load-project.ts';
import type { Connection, WriteOutcome } from '../src/model/connection.ts';
import { configurationOf } from '../src/qa/verification/configuration.ts';
import { type FilePartner, ORDER, recordsOf, requestOf, startFilePartner } from './file-partner.ts';
import { BUILT_IN, sampleProject } from './sample-project.ts';

let partner: FilePartner;
let erp: Connection;
before(async () => {
  partner = await startFilePartner('ddi-inform');
  erp = partner.connect({ default_ship_method: 'PICKUP' });
});
after(async () => {
  await erp.close();
  await partner.close();
});
beforeEach(() => partner.clear());

const order = (document: unknown = ORDER, more: object = {}) => requestOf(erp, 'ddi-inform/order.to', document, more);
const kept = new Map<string, unknown>();
const keep = async (step: string, result: unknown) => {
  kept.set(step, result);
};
const reasonOf = (outcome: WriteOutcome) => ('reason' in outcome ? outcome.reason.text : '');
const FILE = 'orders_MAIN_20260504T093000Z_1001.csv';

test('an order is one file; it is delivered when Inform has taken it, and nothing is sent meanwhile', async () => {
  kept.clear();
  const request = order();
  assert.deepEqual(await erp.find('order.write', request), { kind: 'none' });
  const first = await erp.write('order.write', request, keep);
  assert.equal(first.kind, 'retry');
  assert.match(reasonOf(first), /Inform has not acknowledged it yet|not confirmed/);
  assert.deepEqual(partner.list('to-erp/orders'), [FILE]);
  const [header = '', row = ''] = partner.read(`to-erp/orders/${FILE}`).split('\r\n');
  // The columns of the sheet, 3.1, in its order.
  assert.equal(
    header,
    'ref,orderDate,customerId,customerName,customerEmail,customerPhone,billName,billLine1,billLine2,billCity,billState,billZip,billCountry,shipName,shipLine1,shipLine2,shipCity,shipState,shipZip,shipCountry,shipPhone,poNumber,shipMethod,shipAmount,taxTotal,discountTotal,couponCode,orderTotal,paymentMethod,paymentRef,depositAmount,warehouse,applyForCredit,taxExempt,taxExemptNo,poRequired,notes,lineNo,recordType,sku,description,quantity,uom,unitPrice,lineTax,lineDiscount',
  );
  assert.match(row, /,ITEM,VALVE-34,"3\/4 in ball valve, ""brass""",4,EA,12\.5000,4\.00,0\.00$/);

  partner.move(`to-erp/orders/${FILE}`, `archive/${FILE}`);
  partner.acknowledge('orders', '1001', 'ACCEPTED', '70012345', '2026-05-04T09:40:00Z');
  const second = await erp.write('order.write', { ...request, done: Object.fromEntries(kept) }, keep);
  assert.deepEqual(second.kind === 'done' ? second.target : second, { id: '1001', number: '70012345' });
  assert.deepEqual(partner.list('to-erp/orders'), [], 'nothing was sent twice');
});

test('a second file with the same version is its own file; one with other rows is never laid over it', async () => {
  await erp.write('order.write', order(), keep);
  assert.equal((await erp.write('order.write', order(), keep)).kind, 'retry');
  const changed = order({ ...ORDER, tax_total: '4.10', total: '54.10' });
  const outcome = await erp.write('order.write', changed, keep);
  assert.notEqual(outcome.kind, 'done');
  assert.match(reasonOf(outcome), /is there already, with other rows/);
  assert.deepEqual(partner.list('to-erp/orders'), [FILE]);
});

for (const [code, kind] of [
  ['UNKNOWN_SKU', 'rejected'],
  ['UNKNOWN_CUSTOMER', 'rejected'],
  ['BAD_UOM', 'rejected'],
  ['BAD_TOTAL', 'rejected'],
  ['CREDIT_HOLD FOR', 'rejected'],
  ['LOCKED', 'retry'],
] as const) {
  test(`an order refused with ${code} is ${kind}, in Inform's words`, async () => {
    partner.acknowledge('orders', '1001', 'REJECTED', '', '2026-05-04T09:45:00Z', `${code} VALVE-34`);
    const outcome = await erp.write('order.write', order(), keep);
    assert.equal(outcome.kind, kind);
    assert.match(reasonOf(outcome), new RegExp(`${code} VALVE-34`));
  });
}

test('a refusal of an earlier version does not stand against a later one', async () => {
  partner.acknowledge('orders', '1001', 'REJECTED', '', '2026-05-04T09:45:00Z', 'BAD_UOM');
  const edited = order({ ...ORDER, origin: { ...ORDER.origin, updated_at: '2026-05-04T09:50:00Z' } });
  assert.equal((await erp.write('order.write', edited, keep)).kind, 'retry');
  assert.deepEqual(partner.list('to-erp/orders'), ['orders_MAIN_20260504T095000Z_1001.csv']);
});

test('a duplicate is the order that is there; one on hold is there too; a status that nobody knows is for a person', async () => {
  const found = { kind: 'found', target: { id: '1001', number: '70000001' } };
  partner.acknowledge('orders', '1001', 'DUPLICATE', '70000001', '2026-05-04T08:00:00Z');
  assert.deepEqual(await erp.find('order.write', order()), found);
  partner.clear();
  partner.acknowledge('orders', '1001', 'HELD', '70000001', '2026-05-04T09:45:00Z', 'CREDIT_HOLD');
  assert.deepEqual(await erp.find('order.write', order()), found);
  assert.equal((await erp.write('order.write', order(), keep)).kind, 'done');
  partner.clear();
  partner.acknowledge('orders', '1001', 'PERHAPS', '', '2026-05-04T09:45:00Z');
  assert.equal((await erp.write('order.write', order(), keep)).kind, 'rejected');
});

test('a cancellation names the number that Inform gave, and waits for its own answer', async () => {
  partner.acknowledge('orders', '1001', 'ACCEPTED', '70012345', '2026-05-04T09:40:00Z');
  const cancelled = { ...ORDER, status: 'cancelled', origin: { ...ORDER.origin, updated_at: '2026-05-04T09:55:00Z' } };
  const target = { id: '1001', number: '70012345' };
  const cancel = requestOf(erp, 'distribution-one/order.cancel', cancelled, { target });
  assert.deepEqual(await erp.find('order.cancel', cancel), { kind: 'found', target });
  assert.equal((await erp.write('order.cancel', cancel, keep)).kind, 'retry');
  assert.equal(
    partner.read('to-erp/orders/ordercancel_MAIN_20260504T090000Z_1001.csv'),
    'ref,erpOrderNo,lineNo,quantity,reason\r\n1001,70012345,,,cancelled in the shop\r\n',
  );
  partner.acknowledge('ordercancel', '1001', 'ACCEPTED', '70012345', '2026-05-04T09:58:00Z');
  assert.equal((await erp.write('order.cancel', cancel, keep)).kind, 'done');
});

test('a customer is found by e-mail, and two with one e-mail are for a person', async () => {
  const customer = requestOf(erp, 'distribution-one/customer.to', {
    ...ORDER.customer,
    origin: { system: 'woocommerce', id: '2', updated_at: '2026-05-04T09:30:00Z' },
  });
  assert.deepEqual(await erp.find('customer.write', customer), { kind: 'none' });
  const columns = 'customerId,name,email,terms';
  partner.put('from-erp/customers/customers_MAIN_1.csv', [
    columns,
    '120045,Pat Moreno,PAT@example.com,N30',
    '7,Other,o@x.com,',
  ]);
  // Inform writes the address in other letters.
  assert.deepEqual(await erp.find('customer.write', customer), {
    kind: 'found',
    target: { id: '120045', number: '120045' },
  });
  partner.put('from-erp/customers/customers_MAIN_2.csv', [columns, '120045,Pat Moreno,pat@example.com,N30']);
  assert.deepEqual(await erp.find('customer.write', customer), {
    kind: 'found',
    target: { id: '120045', number: '120045' },
  });
  partner.put('from-erp/customers/customers_MAIN_3.csv', [columns, '120099,P. Moreno,pat@example.com,']);
  assert.equal((await erp.find('customer.write', customer)).kind, 'several');
});

test('FULL and NET files of stock are read in the order of their names, each once', async () => {
  const columns = 'sku,warehouse,onHand,committed,available,onOrder,nextReceiptDate,modifiedAt';
  partner.put('from-erp/inventory/inventory_MAIN_20260504T010000Z_1_FULL.csv', [
    columns,
    'VALVE-34,MAIN,120,14,106,50,2026-05-20,2026-05-04T00:30:00Z',
    'VALVE-34,EAST,5,0,5,0,,2026-05-04T00:45:00Z',
    'HOSE-10FT,MAIN,3,0,3,0,,',
  ]);
  partner.put('from-erp/inventory/inventory_MAIN_20260504T090000Z_2_NET.csv', [
    columns,
    'VALVE-34,MAIN,119,14,105,50,NULL,2026-05-04T08:59:00Z',
  ]);
  const records = await recordsOf(erp, 'stock');
  assert.deepEqual(
    records.map(({ key, observedAt }) => [key, observedAt]),
    [
      ['VALVE-34', '2026-05-04T00:45:00.000Z'],
      ['HOSE-10FT', '2026-05-04T09:59:00.000Z'],
      ['VALVE-34', '2026-05-04T08:59:00.000Z'],
    ],
  );
  assert.deepEqual(partner.list('from-erp/inventory'), []);
  assert.equal(partner.list('archive').length, 2);
  // Another pipe, which has no mark yet, reads them from the archive.
  assert.equal((await recordsOf(erp, 'stock')).length, records.length);
});

test('items, categories, prices, shipments and invoices are read as their files have them', async () => {
  partner.put('from-erp/items/items_MAIN_1.csv', [
    'sku,description,productType,available,price,status',
    'VALVE-34,Valve,STOCK,106,12.5000,A',
  ]);
  partner.put('from-erp/categories/categories_MAIN_1.csv', ['code,name,active', 'VALVES,Valves,N']);
  partner.put('from-erp/prices/prices_MAIN_1.csv', [
    'sku,priceLevel,price',
    'VALVE-34,,12.5000',
    'VALVE-34,GOLD,11.0000',
  ]);
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
  ] as const)
    assert.deepEqual(
      (await recordsOf(erp, document)).map((record) => record.key),
      [key],
      document,
    );
});

test('XML with the same names takes an option', async () => {
  const own = partner.connect({ layouts: { orders: { format: 'xml' } } });
  await own.write('order.write', order(), keep);
  assert.match(partner.read(`to-erp/orders/${FILE}`), /<orders>\s*<order>\s*<ref>1001<\/ref>/);
  await own.close();
});

test('the probe says that the place is reached; a folder that is not there stops the connection', async () => {
  assert.equal(await erp.probe(never()), 'an exchange of files');
  partner.remove('to-erp/orders');
  const own = partner.connect();
  const outcome = await own.write('order.write', order(), keep);
  assert.equal(outcome.kind, 'halted');
  assert.match(reasonOf(outcome), /there is no "to-erp\/orders"/);
  await own.close();
});

test('what it has in common with Distribution One is used from there, and is verified with it', () => {
  using sample = sampleProject({
    'pipewright.yaml': `project: files
connections:
  shop:
    connector: woocommerce
    url: https://shop.example.com
    credentials: { consumer_key: "\${env:KEY}", consumer_secret: "\${env:SECRET}" }
    options: { currency: USD, prices_include_tax: false }
  erp: { connector: ddi-inform, url: "file:///srv/exchange", auth: folder, options: { company: MAIN, local_currency: USD } }
pipes: [inventory, orders]
`,
  });
  const project = loadProject({ root: sample.root, builtIn: BUILT_IN });
  const mappings = new MappingStore(project);
  const plan = (pipe: string) => {
    const loaded = project.pipes.get(pipe);
    assert.ok(loaded !== undefined);
    return compilePipe(loaded.value, project, mappings);
  };
  assert.equal(plan('inventory').source.mapping.file, 'mappings/distribution-one/stock.from.jsonata');
  assert.deepEqual(
    plan('inventory')
      .source.judgeShape({ sku: 'A', observed: '2026-05-04T09:00:00Z' })
      .map(({ message }) => message),
    ['"rows" is missing'],
  );
  assert.equal(plan('orders').target.mapping.file, 'mappings/ddi-inform/order.to.jsonata');
  const { files } = configurationOf(project);
  for (const path of [
    'mappings/distribution-one/stock.from.jsonata',
    'connectors/distribution-one/stock.read.schema.json',
  ])
    assert.ok(path in files, path);
  assert.ok(!('mappings/acumatica/stock.from.jsonata' in files));
});
