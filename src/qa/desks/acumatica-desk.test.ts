import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManualClock } from '../../model/clock.ts';
import { AcumaticaTwin } from '../../twin/acumatica/acumatica-twin.ts';
import { openAcumatica } from './acumatica-desk.ts';
import type { ErpDesk } from './erp-desk.ts';

/** An order as a shop's connector would write it. */
function write(desk: ErpDesk, shopNumber: string): void {
  const { system } = desk.twin;
  assert.ok(system instanceof AcumaticaTwin);
  system.save('SalesOrder', {
    CustomerID: 'C00777',
    ExternalRef: shopNumber,
    Hold: false,
    ShipVia: 'EXPRESS',
    ShipToAddressOverride: true,
    ShipToAddress: { AddressLine1: 'Neumarkt 9', City: 'Bonn', PostalCode: '53111', Country: 'DE' },
    Details: [{ InventoryID: 'MUG-01', OrderQty: 3, DiscountAmount: 0.5, ManualDiscount: true }],
  });
}

async function open(t: { after: (close: () => Promise<void>) => void }, taxPercent?: Record<string, string>) {
  const clock = new ManualClock('2026-03-02T09:00:00.000Z');
  const desk = await openAcumatica(taxPercent === undefined ? {} : { taxPercent })(clock);
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
  assert.match(seen?.id ?? '', /^[0-9a-f-]{36}$/, 'a key with a slash cannot stand in a path');
  assert.deepEqual(seen, {
    id: seen?.id,
    number: 'SO000001',
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
    words: [],
  });
  const otherwise = await open(t, { DE: '7' });
  assert.equal((await otherwise.orderFor('1001'))?.tax, '2.59');
});

test('orders are renumbered, shipped and counted; a canceled one is there no more', async (t) => {
  const desk = await open(t);
  assert.equal(await desk.documentsFor('1001'), 1);
  await desk.renumberOrder('1001', 'PHONE-1');
  assert.equal(await desk.orderFor('1001'), undefined);
  const posted = desk.ship('PHONE-1', { 'MUG-01': 1 });
  assert.deepEqual(posted, { shipment: '000001', invoice: 'INV000001' });
  assert.deepEqual(desk.ship('PHONE-1'), { shipment: '000002', invoice: 'INV000002' });
  assert.equal(desk.orderPosts(), 0);
});

test('clerks keep items, categories and customers', async (t) => {
  const desk = await open(t);
  const { system } = desk.twin;
  assert.ok(system instanceof AcumaticaTwin);
  desk.addCategory({ code: 'OFFICE', name: 'Office' });
  await desk.changeItem('MUG-01', { name: 'Mug', price: undefined, category: 'OFFICE', blocked: true });
  const item = system.tenant.stockItems.get('MUG-01');
  assert.deepEqual(
    [item?.values.Description, item?.values.DefaultPrice, item?.values.ItemStatus],
    ['Mug', 0, 'No Sales'],
  );
  const categories = item?.parts.Categories;
  assert.ok(Array.isArray(categories));
  assert.deepEqual(
    categories.map(({ values }) => values.CategoryID),
    [2],
  );
  await desk.changeItem('MUG-01', { category: 'OFFICE', blocked: false });
  assert.equal(system.tenant.stockItems.get('MUG-01')?.values.ItemStatus, 'Active');
  await desk.renameCategory('HOME', 'House');
  assert.equal(system.tenant.categories.get('1')?.values.Description, 'House');
  await desk.deleteCategory('HOME');
  assert.equal(system.tenant.categories.get('1'), undefined);
  desk.adjust('MUG-01', -50);
  assert.equal(system.tenant.stock.all()('MUG-01', 'MAIN').onHand, -10);
  await desk.annotateCustomer('C00777', 'mueller.example');
  const [card] = await desk.customers('hans@EXAMPLE.com');
  assert.deepEqual(
    [card?.number, card?.name, card?.fields.CreditLimit, card?.fields.PriceClassID],
    ['C00777', 'Hans Müller', 5000, 'GOLD'],
  );
  assert.match(await desk.itemId('MUG-01'), /^[0-9a-f-]{36}$/);
});
