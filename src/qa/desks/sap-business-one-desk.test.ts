import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManualClock } from '../../model/clock.ts';
import { rowsOf } from '../../twin/sap-business-one/row.ts';
import { SapBusinessOneTwin } from '../../twin/sap-business-one/sap-business-one-twin.ts';
import { TWIN_COMPANY_DB, TWIN_USER } from '../../twin/sap-business-one/settings.ts';
import { askTwin } from './ask-twin.ts';
import type { ErpDesk } from './erp-desk.ts';
import { openSapBusinessOne } from './sap-business-one-desk.ts';

/** What a connection sends: an order, or whatever else, in a session of its own. */
async function send(desk: ErpDesk, path: string, body: unknown): Promise<void> {
  const login = { CompanyDB: TWIN_COMPANY_DB, UserName: TWIN_USER.name, Password: TWIN_USER.password };
  const signedIn = await desk.twin.answer({
    method: 'POST',
    path: '/b1s/v2/Login',
    headers: { host: new URL(desk.twin.url).host },
    body: JSON.stringify(login),
  });
  assert.ok(signedIn !== 'cut');
  const cookies = [signedIn.headers['set-cookie'] ?? []].flat().map((each) => each.split(';')[0]);
  await askTwin(desk.twin, { method: 'POST', path: `/b1s/v2/${path}`, headers: { cookie: cookies.join('; ') }, body });
}

const order = (NumAtCard: string) => ({
  CardCode: 'C00777',
  DocDueDate: '2026-03-05',
  NumAtCard,
  TransportationCode: 2,
  Comments: 'Ring twice',
  AddressExtension: {
    ShipToAddress2: 'Hans Müller',
    ShipToStreet: 'Neumarkt 9',
    ShipToZipCode: '53111',
    ShipToCity: 'Bonn',
    ShipToCountry: 'DE',
  },
  DocumentLines: [{ ItemCode: 'MUG-01', Quantity: 3, UnitPrice: 12.5, LineTotal: 37 }],
});

async function open(t: { after: (close: () => Promise<void>) => void }, taxPercent?: Record<string, string>) {
  const clock = new ManualClock('2026-03-02T09:00:00.000Z');
  const desk = await openSapBusinessOne(taxPercent === undefined ? {} : { taxPercent })(clock);
  t.after(() => desk.twin.close());
  desk.addCategory({ code: 'HOME', name: 'Home' });
  desk.addItem({ sku: 'MUG-01', name: 'Ceramic mug', price: '12.50', stock: 40, category: 'HOME' });
  desk.addCustomer({ number: 'C00777', name: 'Hans Müller', email: 'HANS@example.com', country: 'DE' });
  await send(desk, 'Orders', order('1001'));
  return desk;
}

test('a clerk sees the order as it was written, under its tax', async (t) => {
  const desk = await open(t);
  assert.deepEqual(await desk.orderFor('1001'), {
    id: '1',
    number: '10001',
    customer: 'C00777',
    customerName: 'Hans Müller',
    orderDate: '2026-03-02',
    currency: 'EUR',
    method: '2',
    net: '37.00',
    tax: '7.03',
    total: '44.03',
    shipTo: 'Hans Müller, Neumarkt 9, 53111, Bonn, DE',
    lines: [{ no: 'MUG-01', name: 'Ceramic mug', quantity: '3', price: '12.50', discount: '0.50' }],
    words: ['Ring twice'],
  });
  const otherwise = await open(t, { DE: '7' });
  assert.equal((await otherwise.orderFor('1001'))?.tax, '2.59');
});

test('orders are counted, renumbered, shipped and credited; requests are told apart', async (t) => {
  const desk = await open(t);
  assert.equal(await desk.documentsFor('1001'), 1);
  assert.equal(desk.orderPosts(), 1);
  await desk.renumberOrder('1001', 'PHONE-1');
  assert.equal(await desk.orderFor('1001'), undefined);
  assert.deepEqual(desk.ship('PHONE-1', { 'MUG-01': 1 }), { shipment: '20001', invoice: '30001' });
  assert.deepEqual(desk.ship('PHONE-1'), { shipment: '20002', invoice: '30002' });
  assert.equal(await desk.onHand?.('MUG-01'), 37);
  await send(desk, 'CreditNotes', {
    CardCode: 'C00777',
    NumAtCard: 'R-1',
    DocumentLines: [{ BaseType: 13, BaseEntry: 2, BaseLine: 0, Quantity: 1 }],
  });
  const [credit] = (await desk.credits?.('PHONE-1')) ?? [];
  assert.deepEqual([credit?.number, credit?.posted, credit?.total], ['R-1', true, '14.67']);
  assert.equal(await desk.onHand?.('MUG-01'), 38);
  const { isWrite, isNewOrder } = desk.requests;
  assert.deepEqual(
    desk.twin.exchanges.filter(isWrite).map((each) => isNewOrder(each)),
    [true, false],
  );
});

test('clerks keep items, categories and customers', async (t) => {
  const desk = await open(t);
  const { system } = desk.twin;
  assert.ok(system instanceof SapBusinessOneTwin);
  desk.addCategory({ code: 'OFFICE', name: 'Office' });
  await desk.changeItem('MUG-01', { name: 'Mug', price: undefined, category: 'OFFICE', blocked: true });
  const item = system.item('MUG-01');
  assert.deepEqual([item.ItemName, item.ItemsGroupCode, item.Frozen], ['Mug', 102, 'tYES']);
  assert.equal(rowsOf(item, 'ItemPrices')[0]?.Price, null);
  await desk.renameCategory('OFFICE', 'Bureau');
  await desk.deleteCategory('OFFICE');
  assert.equal(system.item('MUG-01').ItemsGroupCode, 100);
  desk.adjust('MUG-01', -50);
  assert.equal(await desk.onHand?.('MUG-01'), -10);
  await desk.annotateCustomer('C00777', 'mueller.example');
  const [card] = await desk.customers('hans@EXAMPLE.com');
  assert.deepEqual(
    [card?.number, card?.name, card?.fields.CreditLimit, card?.fields.PriceListNum, card?.fields.Website],
    ['C00777', 'Hans Müller', 5000, 2, 'mueller.example'],
  );
  await desk.deleteItem('MUG-01');
  assert.equal(await desk.hasItem('MUG-01'), false);
});
