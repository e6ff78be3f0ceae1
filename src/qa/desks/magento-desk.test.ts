import assert from 'node:assert/strict';
import test from 'node:test';
import { ManualClock } from '../../model/clock.ts';
import { MagentoTwin } from '../../twin/magento/magento-twin.ts';
import { addComment } from '../../twin/magento/order-comments.ts';
import { shipOrder } from '../../twin/magento/shipments.ts';
import { PEOPLE } from '../scenario/people.ts';
import { openMagento } from './magento-desk.ts';
import type { OrderPlaced, ShopDesk, ShopSetUp } from './shop-desk.ts';

const GOODS = [
  { sku: 'MUG-01', name: 'Ceramic mug', price: '12.50', stock: 400 },
  { sku: 'LAMP-01', name: 'Desk lamp', price: '39.90', stock: 80 },
  { sku: 'PEN-01', name: 'Ball pen', price: '1.33', stock: 5000 },
  { sku: 'TEE-S', name: 'T-shirt S', price: '14.99', stock: 50, variantOf: 'T-shirt' },
  { sku: 'TEE-M', name: 'T-shirt M', price: '15.49', stock: 60, variantOf: 'T-shirt' },
];

async function withDesk(setUp: ShopSetUp, play: (desk: ShopDesk, clock: ManualClock) => Promise<void>): Promise<void> {
  const clock = new ManualClock('2026-03-02T09:00:00.000Z');
  const desk = await openMagento(setUp)(clock);
  try {
    desk.sell(GOODS);
    await play(desk, clock);
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
    assert.equal(total(order({ 'MUG-01': 1 }, { guest: { ...buyer('Hans'), country: 'FR' } })), '12.50');
  }));

test('an exempt account is not taxed, and prices may hold their tax', async () => {
  await withDesk({}, async (desk) => {
    const account = desk.register({ ...buyer('Giulia'), taxExempt: true });
    assert.equal(desk.totalOf(desk.place({ lines: [{ sku: 'MUG-01', quantity: 1 }], account }).id), '12.50');
  });
  await withDesk({ pricesIncludeTax: true, currency: 'DKK' }, async (desk) => {
    desk.offerCoupon({ code: 'SAVE10', percent: '10', off: 'order' });
    const { id } = desk.place(order({ 'PEN-01': 7, 'LAMP-01': 1 }, { coupons: ['SAVE10'] }));
    assert.equal(desk.totalOf(id), '44.29');
  });
});

test('pieces that staff take off are called off, with their money and their stock', () =>
  withDesk({}, async (desk) => {
    const { id } = desk.place(order({ 'LAMP-01': 1, 'PEN-01': 5 }));
    assert.equal(desk.totalOf(id), '56.79');
    await desk.reduce(id, 'PEN-01', 2);
    assert.equal(desk.totalOf(id), '51.92');
    assert.equal(desk.offer('PEN-01').quantity, 4998);
  }));

test('a paid order is cancelled, and what it kept is on offer again', () =>
  withDesk({}, async (desk) => {
    for (const pays of ['card', 'later', 'not yet'] as const) {
      const { id } = desk.place(order({ 'LAMP-01': 4 }, { pays }));
      assert.equal(desk.offer('LAMP-01').quantity, 76);
      await desk.cancel(id);
      assert.equal(desk.offer('LAMP-01').quantity, 80);
    }
  }));

test('money that comes later, refunds, and remarks', () =>
  withDesk({}, async (desk, clock) => {
    const { id, number } = desk.place(order({ 'LAMP-01': 2 }, { pays: 'not yet' }));
    assert.equal(number, '000000001');
    await desk.receivePayment(id);
    clock.advance(60_000);
    await desk.refund(id, 'LAMP-01', 1, true);
    assert.equal(desk.totalOf(id), '48.68');
    assert.equal(desk.offer('LAMP-01').quantity, 79);
    await desk.refund(id, 'LAMP-01', 1, false);
    assert.deepEqual(desk.offer('LAMP-01'), { quantity: 79, inStock: true });
    const later = desk.place(order({ 'TEE-M': 1 }, { po: '4500-77/b' })).id;
    await desk.annotate(later);
    await desk.refund(later, 'TEE-M', 1, true);
    assert.equal(desk.offer('TEE-M').quantity, 60);
  }));

test('accounts keep what is not changed', () =>
  withDesk({}, async (desk) => {
    const id = desk.register({ ...buyer('Officina'), needsPo: true, taxCertificate: 'EX-9' });
    await desk.changeAccount(id, { city: 'Rivoli', postcode: '10098', asksForCredit: true });
    const { system } = desk.twin;
    assert.ok(system instanceof MagentoTwin);
    const account = system.store.customers.get(Number(id));
    assert.deepEqual(
      [...(account?.attributes ?? [])],
      [
        ['po_number_required', '1'],
        ['apply_for_tax_exemption', '1'],
        ['tax_exemption_certificate', 'EX-9'],
        ['apply_for_credit', '1'],
      ],
    );
    const [address, ...others] = account?.addresses ?? [];
    assert.deepEqual(
      [others.length, account?.defaultShipping, address?.city, address?.postcode, address?.company, address?.region],
      [0, 1, 'Rivoli', '10098', 'Officina Verdi Srl', 'Torino'],
    );
    desk.place({ lines: [{ sku: 'TEE-S', quantity: 1 }], account: id, shipTo: buyer('Ana') });
    assert.deepEqual([system.order(1).billing?.city, system.order(1).shipTo?.city], ['Rivoli', 'Milano']);
  }));

test('what the ERP writes on an order is read from where the API puts it', () =>
  withDesk({}, async (desk) => {
    const { system } = desk.twin;
    assert.ok(system instanceof MagentoTwin);
    const { id } = desk.place(order({ 'PEN-01': 5 }));
    assert.deepEqual([desk.erpNumberOn(id), desk.invoiceOn(id), desk.shipmentsOn(id)], [undefined, undefined, []]);
    const placed = system.order(1);
    placed.extOrderId = 'SO-10045';
    const say = (comment: string) => addComment(placed.comments, 'order', system.store, { comment });
    say('ERP invoice 103001 of 2026-03-01: 8.11, open');
    say('ERP invoice 103001 of 2026-03-01: 8.11, paid');
    say('Leave at dock 3');
    const row = placed.items[0]?.id;
    const comment = { comment: 'ERP shipment 102001' };
    shipOrder(placed, { items: [{ order_item_id: row, qty: 2 }], appendComment: true, comment }, system.store);
    shipOrder(placed, { tracks: [{ track_number: 'TRK-2', carrier_code: 'dhl', title: 'DHL' }] }, system.store);
    assert.equal(desk.erpNumberOn(id), 'SO-10045');
    assert.deepEqual(desk.invoiceOn(id), { number: '103001', date: '2026-03-01', amount: '8.11', status: 'paid' });
    assert.deepEqual([desk.shipmentsOn(id), desk.shippedOn(id)], [['102001', 'TRK-2'], { 'PEN-01': 5 }]);
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
