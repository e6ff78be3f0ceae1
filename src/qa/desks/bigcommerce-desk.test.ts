import assert from 'node:assert/strict';
import test from 'node:test';
import { ManualClock } from '../../model/clock.ts';
import { BigCommerceTwin } from '../../twin/bigcommerce/bigcommerce-twin.ts';
import { TWIN_ACCOUNTS } from '../../twin/bigcommerce/settings.ts';
import { PEOPLE } from '../scenario/people.ts';
import { askTwin } from './ask-twin.ts';
import { openBigCommerce } from './bigcommerce-desk.ts';
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
  play: (desk: ShopDesk, shop: BigCommerceTwin, clock: ManualClock) => Promise<void>,
): Promise<void> {
  const clock = new ManualClock('2026-03-02T09:00:00.000Z');
  const desk = await openBigCommerce(setUp)(clock);
  try {
    desk.sell(GOODS);
    assert.ok(desk.twin.system instanceof BigCommerceTwin);
    await play(desk, desk.twin.system, clock);
  } finally {
    await desk.twin.close();
  }
}

const buyer = (name: string) => PEOPLE[name] ?? assert.fail(`nobody is called ${name}`);

const order = (lines: Readonly<Record<string, number>>, more: Partial<OrderPlaced> = {}): OrderPlaced => ({
  lines: Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity })),
  guest: buyer('Giulia'),
  ...more,
});

/** What an integration does by the API. */
const byApi = (desk: ShopDesk, method: string, path: string, body: unknown) =>
  askTwin(desk.twin, {
    method,
    path: `/stores/abc123/${path}`,
    headers: { 'x-auth-token': TWIN_ACCOUNTS.erp.accessToken, accept: 'application/json' },
    body,
  });

test('orders cost what the scenarios say', async () => {
  await withDesk({}, async (desk) => {
    desk.offerCoupon({ code: 'SAVE10', percent: '10', off: 'order' });
    desk.offerCoupon({ code: 'LAMPS', percent: '20', off: { sku: 'LAMP-01' } });
    desk.offerCoupon({ code: 'FIVEOFF', amount: '5.00', off: 'order' });
    desk.offerCoupon({ code: 'FREESHIP', percent: '100', off: 'shipping' });
    const total = (placed: OrderPlaced) => desk.totalOf(desk.place(placed).id);
    assert.equal(total(order({ 'MUG-01': 2 }, { shipping: 'standard' })), '39.65');
    assert.equal(total(order({ 'LAMP-01': 3 }, { shipping: 'standard', coupons: ['SAVE10'] })), '140.58');
    assert.equal(total(order({ 'LAMP-01': 1, 'MUG-01': 2 }, { coupons: ['LAMPS'] })), '69.44');
    assert.equal(total(order({ 'MUG-01': 2 }, { coupons: ['FIVEOFF'] })), '24.40');
    assert.equal(total(order({ 'MUG-01': 1 }, { shipping: 'standard', coupons: ['FREESHIP'] })), '15.25');
    assert.equal(total(order({ 'MUG-01': 2 }, { rules: [{ name: 'Spring sale', amount: '5.00' }] })), '24.40');
    assert.equal(total(order({ 'MUG-01': 1 }, { fees: [{ name: 'Handling', amount: '5.00' }] })), '21.35');
    assert.equal(total(order({ 'MUG-01': 1 }, { guest: buyer('Hans') })), '14.88');
    const account = desk.register({ ...buyer('Giulia'), taxExempt: true });
    assert.equal(total({ lines: [{ sku: 'MUG-01', quantity: 1 }], account }), '12.50');
  });
  await withDesk({ pricesIncludeTax: true, currency: 'DKK' }, async (desk) => {
    desk.offerCoupon({ code: 'SAVE10', percent: '10', off: 'order' });
    const { id } = desk.place(order({ 'PEN-01': 7, 'LAMP-01': 1 }, { coupons: ['SAVE10'] }));
    assert.equal(desk.totalOf(id), '44.29');
  });
});

test('pieces that staff take off go with their discount, their tax and their stock', () =>
  withDesk({}, async (desk) => {
    desk.offerCoupon({ code: 'SAVE20', percent: '20', off: 'order' });
    const { id } = desk.place(order({ 'LAMP-01': 2 }, { coupons: ['SAVE20'] }));
    assert.equal(desk.totalOf(id), '77.88');
    await desk.reduce(id, 'LAMP-01', 1);
    assert.equal(desk.totalOf(id), '38.94');
    assert.equal(desk.offer('LAMP-01').quantity, 79);
  }));

test('an order is cancelled however it is paid, and what it kept is on offer again', () =>
  withDesk({}, async (desk) => {
    for (const pays of ['card', 'later', 'not yet', 'store credit'] as const) {
      const { id } = desk.place(order({ 'LAMP-01': 4 }, { pays }));
      assert.equal(desk.offer('LAMP-01').quantity, 76);
      await desk.cancel(id);
      assert.equal(desk.offer('LAMP-01').quantity, 80);
    }
  }));

test('money that comes later, refunds, and remarks', () =>
  withDesk({}, async (desk, shop, clock) => {
    const { id, number } = desk.place(order({ 'LAMP-01': 2 }, { pays: 'not yet', shipping: 'standard' }));
    assert.equal(number, id);
    await desk.receivePayment(id);
    assert.equal(shop.order(Number(id)).statusId, 11);
    clock.advance(60_000);
    await desk.annotate(id);
    await desk.refund(id, 'LAMP-01', 1, true);
    assert.deepEqual(desk.offer('LAMP-01'), { quantity: 79, inStock: true });
    await desk.refund(id, 'LAMP-01', 1, false);
    assert.equal(desk.offer('LAMP-01').quantity, 79);
    await desk.refundShipping(id, '7.50');
    const refunds = [...shop.store.refunds.values()].map(({ total, tax }) => [total.toFixed(2), tax.toFixed(2)]);
    assert.deepEqual(refunds, [
      ['48.68', '8.78'],
      ['48.68', '8.78'],
      ['9.15', '1.65'],
    ]);
    assert.equal(shop.order(Number(id)).statusId, 4);
  }));

test('what a buyer asks for, whom the shop doubts, and who has no address', () =>
  withDesk({}, async (desk, shop) => {
    const placed = (more: Partial<OrderPlaced>) => shop.order(Number(desk.place(order({ 'PEN-01': 1 }, more)).id));
    const asked = placed({ po: '4500-77/b', note: 'Leave at dock 3', shipTo: buyer('Ana') });
    assert.deepEqual(asked.billing.form_fields, [{ name: 'PO Number', value: '4500-77/b' }]);
    assert.deepEqual([asked.customerMessage, asked.addresses[0]?.city], ['Leave at dock 3', 'Milano']);
    assert.equal(placed({ fraudRisk: true }).statusId, 12);
    const unbilled = placed({ withoutAddress: 'billing' });
    assert.deepEqual([unbilled.billing.zip, unbilled.addresses.length], ['', 1]);
    assert.deepEqual(placed({ withoutAddress: 'any' }).addresses, []);
  }));

test('accounts keep what is not changed', () =>
  withDesk({}, async (desk, shop) => {
    const id = desk.register({ ...buyer('Officina'), needsPo: true, taxCertificate: 'EX-9' });
    await desk.changeAccount(id, { city: 'Rivoli', postcode: '10098', asksForCredit: true });
    const account = shop.store.customers.get(Number(id));
    assert.deepEqual(
      [...(account?.formFields ?? [])],
      [
        ['PO Number Required', 'Yes'],
        ['Tax Exemption Certificate', 'EX-9'],
        ['Apply for Credit', 'Yes'],
      ],
    );
    const [address, ...others] = account?.addresses ?? [];
    assert.deepEqual(
      [others.length, address?.city, address?.postal_code, address?.company, address?.state_or_province],
      [0, 'Rivoli', '10098', 'Officina Verdi Srl', 'Torino'],
    );
    const { id: placed } = desk.place({ lines: [{ sku: 'TEE-S', quantity: 1 }], account: id, shipTo: buyer('Ana') });
    const { billing, customerId } = shop.order(Number(placed));
    assert.deepEqual([billing.city, billing.email, customerId], ['Rivoli', buyer('Officina').email, Number(id)]);
  }));

test('what the ERP writes on an order is read from where the API puts it', () =>
  withDesk({}, async (desk, shop) => {
    const { id } = desk.place(order({ 'PEN-01': 5 }));
    assert.deepEqual([desk.erpNumberOn(id), desk.invoiceOn(id), desk.shipmentsOn(id)], [undefined, undefined, []]);
    await byApi(desk, 'PUT', `v2/orders/${id}`, { external_order_id: 'SO-10045' });
    for (const [key, value] of Object.entries({ number: '103001', date: '2026-03-01', amount: '8.11', status: 'open' }))
      await byApi(desk, 'POST', `v3/orders/${id}/metafields`, {
        namespace: 'erp',
        key: `invoice_${key}`,
        value,
        permission_set: 'read',
      });
    const { lines, addresses } = shop.order(Number(id));
    const ship = (quantity: number, more: object) =>
      byApi(desk, 'POST', `v2/orders/${id}/shipments`, {
        order_address_id: addresses[0]?.id,
        items: [{ order_product_id: lines[0]?.id, quantity }],
        ...more,
      });
    await ship(2, { comments: 'ERP shipment 102001', tracking_number: 'TRK-1' });
    await ship(3, { tracking_number: 'TRK-2' });
    assert.equal(desk.erpNumberOn(id), 'SO-10045');
    assert.deepEqual(desk.invoiceOn(id), { number: '103001', date: '2026-03-01', amount: '8.11', status: 'open' });
    assert.deepEqual([desk.shipmentsOn(id), desk.shippedOn(id)], [['102001', 'TRK-2'], { 'PEN-01': 5 }]);
  }));

test('the catalogue as visitors see it', () =>
  withDesk({}, async (desk, shop) => {
    await desk.putInto('Gifts', 'MUG-01');
    const mug = { name: 'Ceramic mug', price: '12.50', categories: ['Gifts'], shown: true };
    assert.deepEqual(desk.article('MUG-01'), mug);
    await byApi(desk, 'PUT', `v3/catalog/products/${desk.productId('MUG-01')}`, { sale_price: 9.9 });
    assert.deepEqual(desk.article('MUG-01'), { ...mug, price: '9.90', formerPrice: '12.50' });
    assert.deepEqual([desk.categories(), desk.article('NONE')], [['Gifts'], undefined]);
    assert.deepEqual(
      [desk.articleCount(), desk.articleCount('TEE-M'), desk.siblings?.('TEE-M')],
      [6, 1, ['TEE-M', 'TEE-S']],
    );
    assert.deepEqual([desk.article('TEE-M')?.price, desk.productId('TEE-M')], ['15.49', desk.productId('TEE-S')]);
    const [location] = shop.store.stock.locations;
    const items = [{ location_id: location?.id, sku: 'TEE-M', quantity: 0 }];
    await byApi(desk, 'PUT', 'v3/inventory/adjustments/absolute', { items });
    assert.deepEqual(desk.offer('TEE-M'), { quantity: 0, inStock: false });
  }));

test('it tells of what happens to whoever has asked', () =>
  withDesk({}, async (desk) => {
    await byApi(desk, 'POST', 'v3/hooks', {
      scope: 'store/order/statusUpdated',
      destination: 'https://pipes.example.com/x',
    });
    assert.deepEqual(desk.events?.subscriptions(), ['store/order/statusUpdated']);
    desk.place(order({ 'PEN-01': 1 }));
    const [message] = desk.events?.take() ?? [];
    assert.match(message?.body ?? '', /"new_status_id":11/);
    message?.answered(500);
    assert.deepEqual(desk.events?.take(), []);
  }));
