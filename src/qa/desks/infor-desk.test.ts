import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManualClock } from '../../model/clock.ts';
import { fullOrder } from '../../twin/infor/full-order.ts';
import { InforTwin } from '../../twin/infor/infor-twin.ts';
import { openInfor } from './infor-desk.ts';

async function open(t: { after: (close: () => Promise<void>) => void }, taxPercent?: Record<string, string>) {
  const clock = new ManualClock('2026-03-02T09:00:00.000Z');
  const desk = await openInfor(taxPercent === undefined ? {} : { taxPercent })(clock);
  t.after(() => desk.twin.close());
  const { system } = desk.twin;
  assert.ok(system instanceof InforTwin);
  desk.addItem({ sku: 'MUG-01', name: 'Ceramic mug', price: '12.50', stock: 40, category: 'HOME' });
  desk.addCustomer({ number: '777', name: 'Hans Müller', email: 'HANS@example.com', country: 'DE' });
  const table = (name: string, ...rows: readonly object[]) => ({ [name]: { [name]: rows } });
  fullOrder(system.company, {
    ...table('sxt_orderV4', { actionType: 'original', transType: 'SO', refer: '1001', shipVia: 'EXPR' }),
    ...table('sxt_customer', { custNo: '777' }),
    ...table('sxt_shipto', {
      name: 'Hans Müller',
      address1: 'Neumarkt 9',
      city: 'Bonn',
      postalCd: '53111',
      countryCd: 'DE',
    }),
    ...table(
      'sxt_itemV4',
      { sellerProd: 'MUG-01', qtyOrd: '3', price: '12.50', discamt: '1.50', disctype: true },
      { sellerProd: '/', lineComments: 'Coupon SPRING10' },
    ),
  });
  return desk;
}

test('a clerk sees the order as it was written, under its tax', async (t) => {
  const desk = await open(t);
  assert.deepEqual(await desk.orderFor('1001'), {
    id: '1234567',
    number: '1234567',
    customer: '777',
    customerName: 'Hans Müller',
    orderDate: '2026-03-02',
    currency: 'EUR',
    method: 'EXPR',
    net: '36.00',
    tax: '6.84',
    total: '42.84',
    shipTo: 'Hans Müller, Neumarkt 9, 53111, Bonn, DE',
    lines: [{ no: 'MUG-01', name: 'Ceramic mug', quantity: '3', price: '12.50', discount: '1.50' }],
    words: ['Coupon SPRING10'],
  });
  const otherwise = await open(t, { DE: '7' });
  assert.equal((await otherwise.orderFor('1001'))?.tax, '2.52');
});

test('an order that is shipped in parts is one order with two suffixes', async (t) => {
  const desk = await open(t);
  assert.deepEqual(desk.ship('1001', { 'MUG-01': 1 }), {
    shipment: '1234567-00',
    invoice: '1234567-00',
    tracking: '1Z123456700',
  });
  await desk.renumberOrder('1001', 'PHONE-1');
  assert.equal(await desk.orderFor('1001'), undefined);
  assert.deepEqual(desk.ship('PHONE-1'), {
    shipment: '1234567-01',
    invoice: '1234567-01',
    tracking: '1Z123456701',
  });
  const seen = await desk.orderFor('PHONE-1');
  assert.deepEqual([seen?.total, seen?.lines[0]?.quantity, seen?.lines[0]?.discount], ['42.84', '3', '1.50']);
  assert.deepEqual([await desk.documentsFor('PHONE-1'), desk.orderPosts()], [1, 0]);
});

test('clerks keep products and customers', async (t) => {
  const desk = await open(t);
  await desk.changeItem('MUG-01', { name: 'Mug', price: undefined, category: 'OFFICE', blocked: true });
  const { system } = desk.twin;
  assert.ok(system instanceof InforTwin);
  const { descrip1, listprice, prodcat, statustype } = system.product('MUG-01');
  assert.deepEqual([descrip1, listprice, prodcat, statustype], ['Mug', undefined, 'OFFICE', 'I']);
  await desk.annotateCustomer('777', 'pays late');
  const [card] = await desk.customers('hans@example.com');
  assert.deepEqual([card?.number, card?.fields.user9, card?.fields.pricetype], ['777', 'pays late', 'GOLD']);
  await desk.deleteItem('MUG-01');
  assert.equal(await desk.hasItem('MUG-01'), false);
});
