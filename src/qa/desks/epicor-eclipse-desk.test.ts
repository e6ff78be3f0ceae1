import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManualClock } from '../../model/clock.ts';
import { EpicorEclipseTwin } from '../../twin/epicor-eclipse/epicor-eclipse-twin.ts';
import { takeOrder } from '../../twin/epicor-eclipse/take-order.ts';
import { openEpicorEclipse } from './epicor-eclipse-desk.ts';

async function open(t: { after: (close: () => Promise<void>) => void }, taxPercent?: Record<string, string>) {
  const clock = new ManualClock('2026-03-02T09:00:00.000Z');
  const desk = await openEpicorEclipse(taxPercent === undefined ? {} : { taxPercent })(clock);
  t.after(() => desk.twin.close());
  const { system } = desk.twin;
  assert.ok(system instanceof EpicorEclipseTwin);
  desk.addItem({ sku: 'MUG-01', name: 'Ceramic mug', price: '12.50', stock: 40, category: 'HOME' });
  desk.addCustomer({ number: 'C00777', name: 'Hans Müller', email: 'HANS@example.com', country: 'DE' });
  const productId = await desk.itemId('MUG-01');
  const shipTo = { name: 'Hans Müller', address: 'Neumarkt 9', city: 'Bonn', zip: '53111', country: 'DE' };
  const lines = [{ productId, quantity: 3, unitPrice: { value: '12.00' } }, { comment: 'Coupon SPRING10' }];
  takeOrder(
    system.company,
    JSON.stringify({ billToCustomer: 'C00777', customerPONumber: 'PO 7 / 1001', shipVia: 'EXPRESS', shipTo, lines }),
  );
  return desk;
}

test('a clerk sees the order as it was written, under its tax', async (t) => {
  const desk = await open(t);
  assert.deepEqual(await desk.orderFor('1001'), {
    id: 'S1001234',
    number: 'S1001234',
    customer: 'C00777',
    customerName: 'Hans Müller',
    orderDate: '2026-03-02',
    currency: 'EUR',
    method: 'EXPRESS',
    net: '36.00',
    tax: '6.84',
    total: '42.84',
    shipTo: 'Hans Müller, Neumarkt 9, 53111, Bonn, DE',
    lines: [{ no: 'MUG-01', name: 'Ceramic mug', quantity: '3', price: '12.00', discount: '0.00' }],
    words: ['Coupon SPRING10'],
  });
  const otherwise = await open(t, { DE: '7' });
  assert.equal((await otherwise.orderFor('1001'))?.tax, '2.52');
});

test('orders are renumbered and shipped in parts; a shipment and its invoice have one number', async (t) => {
  const desk = await open(t);
  await desk.renumberOrder('1001', 'PHONE-1');
  assert.equal(await desk.orderFor('1001'), undefined);
  assert.deepEqual(desk.ship('PHONE-1', { 'MUG-01': 1 }), {
    shipment: 'S1001234.001',
    invoice: 'S1001234.001',
    tracking: '1Z1001234001',
  });
  assert.deepEqual(desk.ship('PHONE-1'), {
    shipment: 'S1001234.002',
    invoice: 'S1001234.002',
    tracking: '1Z1001234002',
  });
  assert.deepEqual([await desk.documentsFor('PHONE-1'), desk.orderPosts()], [1, 0]);
});

test('clerks keep products and customers', async (t) => {
  const desk = await open(t);
  await desk.changeItem('MUG-01', { name: 'Mug', price: undefined, category: 'OFFICE', blocked: true });
  const { system } = desk.twin;
  assert.ok(system instanceof EpicorEclipseTwin);
  const { description, price, selectCode, status } = system.product('MUG-01');
  assert.deepEqual([description, price, selectCode, status], ['Mug', undefined, 'OFFICE', 'INACTIVE']);
  await desk.annotateCustomer('C00777', 'pays late');
  const [card] = await desk.customers('hans@example.com');
  assert.deepEqual([card?.number, card?.fields.remarks, card?.fields.priceClass], ['C00777', 'pays late', 'GOLD']);
  await desk.deleteItem('MUG-01');
  assert.equal(await desk.hasItem('MUG-01'), false);
});
