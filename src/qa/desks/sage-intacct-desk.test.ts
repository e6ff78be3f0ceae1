import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManualClock } from '../../model/clock.ts';
import { documentsOf } from '../../twin/sage-intacct/document-objects.ts';
import { SageIntacctTwin } from '../../twin/sage-intacct/sage-intacct-twin.ts';
import { openSageIntacct } from './sage-intacct-desk.ts';

async function open(t: { after: (close: () => Promise<void>) => void }, taxPercent?: Record<string, string>) {
  const clock = new ManualClock('2026-03-02T09:00:00.000Z');
  const desk = await openSageIntacct(taxPercent === undefined ? {} : { taxPercent })(clock);
  t.after(() => desk.twin.close());
  const { system } = desk.twin;
  assert.ok(system instanceof SageIntacctTwin);
  desk.addCategory({ code: 'HOME', name: 'Home' });
  desk.addItem({ sku: 'MUG-01', name: 'Ceramic mug', price: '12.50', stock: 40, category: 'HOME' });
  desk.addCustomer({ number: 'C00777', name: 'Hans Müller', email: 'HANS@example.com', country: 'DE' });
  documentsOf('Sales Order').create?.(system.company, {
    customer: { id: 'C00777' },
    referenceNumber: '1001',
    shippingMethod: { id: 'Express' },
    paymentTerm: { id: 'Card' },
    memo: 'Coupon SPRING10',
    lines: [
      {
        dimensions: { item: { id: 'MUG-01' }, warehouse: { id: 'MAIN' } },
        unitQuantity: '4',
        unitPrice: '12.50',
        discountPercent: '10',
      },
    ],
    subtotals: [
      { description: 'Shipping', absoluteValue: '5.00' },
      { description: 'Sales Tax', absoluteValue: '9.50' },
    ],
  });
  return desk;
}

test('a clerk sees the order as it was written', async (t) => {
  const desk = await open(t);
  const seen = await desk.orderFor('1001');
  assert.deepEqual(seen, {
    id: seen?.id,
    number: 'SO0001',
    customer: 'C00777',
    customerName: 'Hans Müller',
    orderDate: '2026-03-02',
    currency: 'EUR',
    method: 'Express',
    net: '50.00',
    tax: '9.50',
    total: '59.50',
    shipTo: 'Hans Müller, , , , DE',
    lines: [{ no: 'MUG-01', name: 'Ceramic mug', quantity: '4', price: '12.50', discount: '5.00' }],
    words: ['Coupon SPRING10'],
  });
  const otherwise = await open(t, { DE: '7' });
  assert.equal((await otherwise.orderFor('1001'))?.tax, '3.50');
});

test('orders are renumbered, and shipped and invoiced in parts', async (t) => {
  const desk = await open(t);
  await desk.renumberOrder('1001', 'PHONE-1');
  assert.equal(await desk.orderFor('1001'), undefined);
  assert.deepEqual(desk.ship('PHONE-1', { 'MUG-01': 1 }), {
    shipment: 'SH0001',
    invoice: 'SI0001',
    tracking: '1Z0000000001',
  });
  assert.deepEqual(desk.ship('PHONE-1'), { shipment: 'SH0002', invoice: 'SI0002', tracking: '1Z0000000002' });
  assert.deepEqual([await desk.documentsFor('PHONE-1'), desk.orderPosts()], [1, 0]);
  await desk.cancelOrder?.('PHONE-1');
  assert.equal(await desk.documentsFor('PHONE-1'), 0);
});

test('clerks keep items, product lines and customers', async (t) => {
  const desk = await open(t);
  desk.addCategory({ code: 'OFFICE', name: 'Office' });
  await desk.changeItem('MUG-01', { name: 'Mug', price: undefined, category: 'OFFICE', blocked: true });
  const { system } = desk.twin;
  assert.ok(system instanceof SageIntacctTwin);
  const { name, basePrice, productLine, status } = system.item('MUG-01');
  assert.deepEqual([name, basePrice, productLine, status], ['Mug', undefined, 'OFFICE', 'inactive']);
  await desk.deleteCategory('OFFICE');
  assert.equal(system.item('MUG-01').productLine, '');
  await desk.annotateCustomer('C00777', 'pays late');
  const [card] = await desk.customers('hans@example.com');
  assert.deepEqual([card?.number, card?.fields.notes, card?.fields.priceList], ['C00777', 'pays late', 'GOLD']);
  await desk.deleteItem('MUG-01');
  assert.equal(await desk.hasItem('MUG-01'), false);
});
