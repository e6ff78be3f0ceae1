import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManualClock } from '../../model/clock.ts';
import { NetSuiteTwin } from '../../twin/netsuite/netsuite-twin.ts';
import type { ErpDesk } from './erp-desk.ts';
import { openNetSuite } from './netsuite-desk.ts';

/** An order as a shop's connector would write it. */
function write(desk: ErpDesk, shopNumber: string): void {
  const { system } = desk.twin;
  assert.ok(system instanceof NetSuiteTwin);
  const customer = system.account.all('customer')[0]?.id ?? assert.fail('no customer');
  system.create('salesOrder', {
    entity: { id: customer },
    externalId: shopNumber,
    memo: 'Leave it at the door',
    shipMethod: { externalId: 'EXPRESS' },
    shippingAddress: {
      addressee: 'Hans Müller',
      addr1: 'Neumarkt 9',
      city: 'Bonn',
      zip: '53111',
      country: { id: 'DE' },
    },
    item: {
      items: [
        { item: { id: system.itemOf('MUG-01').id }, quantity: 3, rate: 12.5, price: { id: '-1' } },
        { item: { externalId: 'DISCOUNT' }, rate: -0.5 },
      ],
    },
  });
}

async function open(t: { after: (close: () => Promise<void>) => void }, taxPercent?: Record<string, string>) {
  const clock = new ManualClock('2026-03-02T09:00:00.000Z');
  const desk = await openNetSuite(taxPercent === undefined ? {} : { taxPercent })(clock);
  t.after(() => desk.twin.close());
  desk.addCategory({ code: 'HOME', name: 'Home' });
  desk.addItem({ sku: 'MUG-01', name: 'Ceramic mug', price: '12.50', stock: 40, category: 'HOME' });
  desk.addCustomer({ number: 'C00777', name: 'Hans Müller', email: 'HANS@example.com', country: 'DE' });
  write(desk, '1001');
  return desk;
}

test('a clerk sees the order as it was written, under its tax', async (t) => {
  const desk = await open(t);
  const seen = await desk.orderFor('1001');
  assert.deepEqual(seen, {
    id: '1201',
    number: 'SO1001',
    customer: 'C00777',
    customerName: 'Hans Müller',
    orderDate: '2026-03-02',
    currency: 'EUR',
    method: 'EXPRESS',
    net: '37.00',
    tax: '7.03',
    total: '44.03',
    shipTo: 'Hans Müller, Neumarkt 9, 53111, Bonn, DE',
    lines: [{ no: 'MUG-01', name: 'Ceramic mug', quantity: '3', price: '12.50', discount: '0.50' }],
    words: ['Leave it at the door'],
  });
  // 37.50 × 7 % and −0.50 × 7 %, each to the cent: 2.63 − 0.04.
  const otherwise = await open(t, { DE: '7' });
  assert.equal((await otherwise.orderFor('1001'))?.tax, '2.59');
});

test('orders are renumbered, shipped in parts, credited and counted', async (t) => {
  const desk = await open(t);
  assert.equal(await desk.documentsFor('1001'), 1);
  assert.equal(await desk.documentsFor('001'), 0);
  await desk.renumberOrder('1001', 'PHONE-1');
  assert.equal(await desk.orderFor('1001'), undefined);
  assert.deepEqual(desk.ship('PHONE-1', { 'MUG-01': 1 }), { shipment: 'IF1001', invoice: 'INV1001' });
  assert.equal(await desk.onHand?.('MUG-01'), 39);
  assert.deepEqual(desk.ship('PHONE-1'), { shipment: 'IF1002', invoice: 'INV1002' });
  const { system } = desk.twin;
  assert.ok(system instanceof NetSuiteTwin);
  const [order] = system.ordersFor('PHONE-1');
  system.takeBack(order ?? assert.fail('no order'), { 'MUG-01': 1 });
  assert.deepEqual(await desk.credits?.('PHONE-1'), [
    {
      number: 'CM1001',
      posted: true,
      total: '14.88',
      lines: [{ no: 'MUG-01', name: 'Ceramic mug', quantity: '1', price: '12.50', discount: '0.00' }],
    },
  ]);
  assert.equal(await desk.onHand?.('MUG-01'), 38);
  assert.equal(desk.orderPosts(), 0);
});

test('clerks keep items, categories and customers', async (t) => {
  const desk = await open(t);
  const { system } = desk.twin;
  assert.ok(system instanceof NetSuiteTwin);
  const item = () => system.itemOf('MUG-01');
  const members = (code: string) =>
    system.account.findExternal(['commerceCategory'], code)?.entry.lists.items?.map(({ values }) => values.item);
  desk.addCategory({ code: 'OFFICE', name: 'Office' });
  await desk.changeItem('MUG-01', { name: 'Mug', price: undefined, category: 'OFFICE', blocked: true });
  const { displayName, isInactive } = item().values;
  assert.deepEqual([displayName, isInactive, item().lists.price], ['Mug', true, []]);
  assert.deepEqual([members('HOME'), members('OFFICE')], [[], [item().id]]);
  await desk.changeItem('MUG-01', { price: '9.90', blocked: false });
  assert.deepEqual([item().values.isInactive, item().lists.price?.[0]?.values.price], [false, 9.9]);
  await desk.renameCategory('HOME', 'House');
  assert.equal(system.account.findExternal(['commerceCategory'], 'HOME')?.entry.values.name, 'House');
  await desk.deleteCategory('HOME');
  assert.equal(members('HOME'), undefined);
  desk.adjust('MUG-01', -50);
  assert.equal(await desk.onHand?.('MUG-01'), -10);
  await desk.annotateCustomer('C00777', 'mueller.example');
  const [card] = await desk.customers('hans@EXAMPLE.com');
  assert.deepEqual(
    [card?.number, card?.name, card?.fields.creditLimit, card?.fields.url],
    ['C00777', 'Hans Müller', 5000, 'mueller.example'],
  );
  await assert.rejects(desk.deleteItem('MUG-01'), /dependent records/);
  desk.addItem({ sku: 'PEN-01', name: 'Ball pen', price: '1.33', category: 'OFFICE' });
  await desk.deleteItem('PEN-01');
  assert.equal(await desk.hasItem('PEN-01'), false);
});
