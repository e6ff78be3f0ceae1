import assert from 'node:assert/strict';
import test from 'node:test';
import { ManualClock } from '../../model/clock.ts';
import { SapCommerceTwin } from '../../twin/sap-commerce/sap-commerce-twin.ts';
import { PEOPLE } from '../scenario/people.ts';
import { openSapCommerce } from './sap-commerce-desk.ts';
import type { OrderPlaced, ShopDesk, ShopSetUp } from './shop-desk.ts';

const GOODS = [
  { sku: 'MUG-01', name: 'Ceramic mug', price: '12.50', stock: 400 },
  { sku: 'LAMP-01', name: 'Desk lamp', price: '39.90', stock: 80 },
  { sku: 'PEN-01', name: 'Ball pen', price: '1.33', stock: 5000 },
  { sku: 'TEE-S', name: 'T-shirt S', price: '14.99', stock: 50, variantOf: 'T-shirt' },
  { sku: 'TEE-M', name: 'T-shirt M', price: '15.49', stock: 60, variantOf: 'T-shirt' },
];

async function withDesk(
  setUp: ShopSetUp,
  play: (desk: ShopDesk, shop: SapCommerceTwin) => Promise<void>,
): Promise<void> {
  const desk = await openSapCommerce(setUp)(new ManualClock('2026-03-02T09:00:00.000Z'));
  try {
    desk.sell(GOODS);
    const { system } = desk.twin;
    assert.ok(system instanceof SapCommerceTwin);
    await play(desk, system);
  } finally {
    await desk.twin.close();
  }
}

function buyer(name: string) {
  const found = PEOPLE[name];
  assert.ok(found);
  return found;
}

const order = (lines: Readonly<Record<string, number>>, more: Partial<OrderPlaced> = {}): OrderPlaced => ({
  lines: Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity })),
  guest: buyer('Giulia'),
  ...more,
});

test('orders cost what the scenarios say', () =>
  withDesk({}, async (desk) => {
    desk.offerCoupon({ code: 'SAVE10', percent: '10', off: 'order' });
    desk.offerCoupon({ code: 'LAMPS', percent: '20', off: { sku: 'LAMP-01' } });
    desk.offerCoupon({ code: 'FREESHIP', percent: '100', off: 'shipping' });
    const total = (placed: OrderPlaced) => desk.totalOf(desk.place(placed).id);
    assert.equal(total(order({ 'MUG-01': 2 }, { shipping: 'standard' })), '39.65');
    assert.equal(total(order({ 'LAMP-01': 3 }, { shipping: 'standard', coupons: ['SAVE10'] })), '140.58');
    assert.equal(total(order({ 'LAMP-01': 1, 'MUG-01': 2 }, { coupons: ['LAMPS'] })), '69.44');
    assert.equal(total(order({ 'MUG-01': 1 }, { shipping: 'standard', coupons: ['FREESHIP'] })), '15.25');
    assert.equal(total(order({ 'MUG-01': 1 }, { fees: [{ name: 'Handling', amount: '5.00' }] })), '21.35');
    assert.equal(total(order({ 'MUG-01': 1 }, { guest: buyer('Hans') })), '14.88');
  }));

test('an exempt account is not taxed, and prices may hold their tax', async () => {
  await withDesk({}, async (desk) => {
    const account = desk.register({ ...buyer('Giulia'), taxExempt: true });
    assert.equal(desk.totalOf(desk.place({ lines: [{ sku: 'MUG-01', quantity: 1 }], account }).id), '12.50');
    await desk.changeAccount(account, { taxExempt: false });
    assert.equal(desk.totalOf(desk.place({ lines: [{ sku: 'MUG-01', quantity: 1 }], account }).id), '15.25');
  });
  await withDesk({ pricesIncludeTax: true, currency: 'DKK' }, async (desk) => {
    desk.offerCoupon({ code: 'SAVE10', percent: '10', off: 'order' });
    const { id } = desk.place(order({ 'PEN-01': 7, 'LAMP-01': 1 }, { coupons: ['SAVE10'] }));
    assert.equal(desk.totalOf(id), '44.29');
  });
});

test('pieces that staff take off are called off, with their money and their stock', () =>
  withDesk({}, async (desk, shop) => {
    const { id } = desk.place(order({ 'LAMP-01': 1, 'PEN-01': 5 }));
    assert.equal(desk.totalOf(id), '56.79');
    await desk.reduce(id, 'PEN-01', 2);
    assert.equal(desk.totalOf(id), '51.92');
    assert.equal(desk.offer('PEN-01').quantity, 4998);
    await desk.cancel(id);
    assert.equal(shop.order(id).code('status'), 'CANCELLED');
    assert.deepEqual([desk.offer('PEN-01').quantity, desk.offer('LAMP-01').quantity], [5000, 80]);
  }));

test('what is given back waits for its money, or has it', () =>
  withDesk({}, async (desk, shop) => {
    const { id } = desk.place(order({ 'MUG-01': 3 }, { shipping: 'standard' }));
    await desk.refund(id, 'MUG-01', 1, true);
    await desk.refundLater?.(id, 'MUG-01', 1);
    await desk.refundShipping(id, '7.50');
    const states = () => shop.store.all('ReturnRequest').map((each) => each.code('status'));
    assert.deepEqual(states(), ['COMPLETED', 'WAIT', 'COMPLETED']);
    await desk.settleRefunds?.(id);
    assert.deepEqual(states(), ['COMPLETED', 'COMPLETED', 'COMPLETED']);
    assert.equal(desk.offer('MUG-01').quantity, 399);
  }));

test('an account keeps what its buyer asked for, and its first address is changed in place', () =>
  withDesk({}, async (desk, shop) => {
    const id = desk.register({ ...buyer('Officina'), needsPo: true, taxCertificate: 'EX-9' });
    await desk.changeAccount(id, { city: 'Rivoli', postcode: '10098', asksForCredit: true, email: 'new@example.com' });
    const customer = shop.store.find('Customer', { customerID: id });
    assert.ok(customer);
    assert.deepEqual(
      ['uid', 'poNumberRequired', 'applyForCredit', 'applyForTaxExemption', 'taxExemptionCertificate'].map((each) =>
        customer.get(each),
      ),
      ['new@example.com', true, true, true, 'EX-9'],
    );
    const [address, ...others] = shop.store.parts(customer, 'addresses');
    assert.deepEqual(
      [others.length, address?.text('town'), address?.text('company'), address?.code('region')],
      [0, 'Rivoli', 'Officina Verdi Srl', 'IT-TO'],
    );
    const { id: placed } = desk.place({
      lines: [{ sku: 'TEE-S', quantity: 1 }],
      account: id,
      shipTo: buyer('Ana'),
      po: 'PO-1',
    });
    const [billing, shipping] = ['paymentAddress', 'deliveryAddress'].map((each) =>
      shop.order(placed).item(each)?.text('town'),
    );
    assert.deepEqual([billing, shipping, shop.order(placed).text('purchaseOrderNumber')], ['Rivoli', 'Milano', 'PO-1']);
  }));

test('what the ERP writes on an order is read from where the API puts it', () =>
  withDesk({}, async (desk, shop) => {
    const { store } = shop;
    const { id } = desk.place(order({ 'PEN-01': 5 }));
    assert.deepEqual([desk.erpNumberOn(id), desk.invoiceOn(id), desk.shipmentsOn(id)], [undefined, undefined, []]);
    store.set(shop.order(id), { erpOrderNumber: 'SO-10045' });
    const consignment = store.create('Consignment', { code: 'S-1', order: shop.order(id) });
    const [orderEntry = null] = store.parts(shop.order(id), 'entries');
    store.create('ConsignmentEntry', { consignment, orderEntry, quantity: 2, shippedQuantity: 2 });
    store.create('B2BDocument', {
      documentNumber: '103001',
      order: shop.order(id),
      date: Date.parse('2026-03-01T00:00:00Z'),
      amount: '8.11',
      status: store.enumValue('DocumentStatus', 'open'),
    });
    assert.equal(desk.erpNumberOn(id), 'SO-10045');
    assert.deepEqual(desk.invoiceOn(id), { number: '103001', date: '2026-03-01', amount: '8.11', status: 'open' });
    assert.deepEqual([desk.shipmentsOn(id), desk.shippedOn(id)], [['S-1'], { 'PEN-01': 2 }]);
  }));

test('the catalogue as visitors see it', () =>
  withDesk({}, async (desk) => {
    await desk.putInto('Gifts', 'MUG-01');
    assert.deepEqual(desk.article('MUG-01'), {
      name: 'Ceramic mug',
      price: '12.50',
      categories: ['Gifts'],
      shown: true,
    });
    assert.deepEqual(desk.categories(), ['Gifts']);
    assert.equal(desk.article('NONE'), undefined);
    assert.deepEqual([desk.articleCount(), desk.articleCount('TEE-M')], [6, 1]);
    assert.equal(desk.productId('TEE-M'), desk.productId('TEE-S'));
  }));
