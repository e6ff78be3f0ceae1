import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManualClock } from '../../model/clock.ts';
import { EpicorP21Twin } from '../../twin/epicor-p21/epicor-p21-twin.ts';
import { header, items, line } from '../../twin/epicor-p21/open-company.support.ts';
import { TWIN_USER } from '../../twin/epicor-p21/settings.ts';
import { askTwin } from './ask-twin.ts';
import { EPICOR_P21_CODES, openEpicorP21 } from './epicor-p21-desk.ts';
import type { ErpDesk } from './erp-desk.ts';

/** An order as a shop's connector would write it. */
async function write({ twin }: ErpDesk, shopNumber: string): Promise<void> {
  const json = { accept: 'application/json' };
  const signIn = { method: 'POST', path: '/api/security/token/v2', headers: json, body: TWIN_USER };
  const { AccessToken } = JSON.parse(await askTwin(twin, signIn)) as { AccessToken: string };
  const order = {
    customer_id: '777',
    ship_to_id: '777',
    sales_loc_id: '10',
    source_loc_id: '10',
    job_name: shopNumber,
    oe_hdr_carrier_id: EPICOR_P21_CODES.shippingMethods.express,
    oe_hdr_ship2_add1: 'Neumarkt 9',
    oe_hdr_ship2_city: 'Bonn',
    oe_hdr_ship2_zip: '53111',
    delivery_instructions: 'Gate 3',
  };
  const elements = [
    header(order),
    items([line('010', 'MUG-01', '3'), line('910', 'FREIGHT', '1', { unit_price: '7.50' })]),
  ];
  const answer = await askTwin(twin, {
    method: 'POST',
    path: '/uiserver0/api/v2/transaction',
    headers: { ...json, authorization: `Bearer ${AccessToken}` },
    body: { Name: 'Order', UseCodeValues: true, Transactions: [{ Status: 'New', DataElements: elements }] },
  });
  assert.match(answer, /"Succeeded":1/);
}

async function open(t: { after: (close: () => Promise<void>) => void }, taxPercent?: Record<string, string>) {
  const clock = new ManualClock('2026-03-02T09:00:00.000Z');
  const desk = await openEpicorP21(taxPercent === undefined ? {} : { taxPercent })(clock);
  t.after(() => desk.twin.close());
  desk.addCategory({ code: 'HOME', name: 'Home' });
  desk.addItem({ sku: 'MUG-01', name: 'Ceramic mug', price: '12.50', stock: 40, category: 'HOME' });
  desk.addCustomer({ number: 'C00777', name: 'Hans Müller', email: 'HANS@example.com', country: 'DE' });
  await write(desk, '1001');
  return desk;
}

test('a clerk sees the order as it was written, under its tax', async (t) => {
  const desk = await open(t);
  assert.deepEqual(await desk.orderFor('1001'), {
    id: '1000001',
    number: '1000001',
    customer: '777',
    customerName: 'Hans Müller',
    orderDate: '2026-03-02',
    currency: 'EUR',
    method: '100013',
    net: '45.00',
    tax: '8.55',
    total: '53.55',
    shipTo: 'Hans Müller, Neumarkt 9, 53111, Bonn, DE',
    lines: [
      { no: 'MUG-01', name: 'Ceramic mug', quantity: '3', price: '12.50', discount: '0.00' },
      { no: 'FREIGHT', name: 'Freight', quantity: '1', price: '7.50', discount: '0.00' },
    ],
    words: ['Gate 3'],
  });
  assert.equal(desk.orderPosts(), 1);
  assert.deepEqual(desk.twin.exchanges.filter(desk.requests.isWrite).length, 1);
  const otherwise = await open(t, { DE: '7' });
  assert.equal((await otherwise.orderFor('1001'))?.tax, '3.15');
});

test('orders are renumbered, shipped and counted', async (t) => {
  const desk = await open(t);
  assert.equal(await desk.documentsFor('1001'), 1);
  await desk.renumberOrder('1001', 'PHONE-1');
  assert.equal(await desk.orderFor('1001'), undefined);
  assert.deepEqual(desk.ship('PHONE-1', { 'MUG-01': 1 }), {
    shipment: '2000001',
    invoice: '3000001',
    tracking: '1ZTWIN0002000001',
  });
  assert.deepEqual(desk.ship('PHONE-1'), { shipment: '2000002', invoice: '3000002', tracking: '1ZTWIN0002000002' });
});

test('clerks keep items, categories and customers', async (t) => {
  const desk = await open(t);
  const { system } = desk.twin;
  assert.ok(system instanceof EpicorP21Twin);
  desk.addCategory({ code: 'OFFICE', name: 'Office' });
  await desk.changeItem('MUG-01', { name: 'Mug', price: undefined, category: 'OFFICE', blocked: true });
  assert.deepEqual([system.item('MUG-01').item_desc, system.item('MUG-01').price1], ['Mug', 0]);
  assert.deepEqual([system.stockOf('MUG-01').product_group_id, system.stockOf('MUG-01').sellable], ['OFFICE', 'N']);
  await desk.renameCategory('HOME', 'House');
  const group = () => system.company.productGroups.get('01', 'HOME');
  assert.equal(group()?.product_group_desc, 'House');
  await desk.deleteCategory('HOME');
  assert.deepEqual([group()?.delete_flag, group()?.product_group_desc], ['Y', 'House']);
  desk.adjust('MUG-01', -50);
  assert.equal(system.stockOf('MUG-01').qty_on_hand, -10);
  await desk.annotateCustomer('C00777', 'mueller.example');
  const [card] = await desk.customers('hans@EXAMPLE.com');
  assert.deepEqual(
    [card?.id, card?.number, card?.name, card?.fields.credit_limit, card?.fields.class_5id],
    ['777', 'C00777', 'Hans Müller', 5000, 'mueller.example'],
  );
  await desk.deleteItem('MUG-01');
  assert.equal(await desk.hasItem('MUG-01'), false);
});
