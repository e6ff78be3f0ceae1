import assert from 'node:assert/strict';
import test from 'node:test';
import { ManualClock } from '../../model/clock.ts';
import { SalesforceCommerceTwin } from '../../twin/salesforce-commerce/salesforce-commerce-twin.ts';
import { PEOPLE } from '../scenario/people.ts';
import { openSalesforceCommerce } from './salesforce-commerce-desk.ts';
import type { OrderPlaced, ShopDesk, ShopSetUp } from './shop-desk.ts';

const GOODS = [
  { sku: 'MUG-01', name: 'Ceramic mug', price: '12.50', stock: 400 },
  { sku: 'LAMP-01', name: 'Desk lamp', price: '39.90', stock: 80 },
  { sku: 'PEN-01', name: 'Ball pen', price: '1.33', stock: 5000 },
  { sku: 'TEE-S', name: 'T-shirt S', price: '14.99', stock: 50, variantOf: 'T-shirt' },
  { sku: 'TEE-M', name: 'T-shirt M', price: '15.49', stock: 60, variantOf: 'T-shirt' },
];

interface Play {
  readonly desk: ShopDesk;
  readonly shop: SalesforceCommerceTwin;
  readonly clock: ManualClock;
}

async function atTheDesk(setUp: ShopSetUp, play: (at: Play) => Promise<void>): Promise<void> {
  const clock = new ManualClock('2026-03-02T09:00:00.000Z');
  const desk = await openSalesforceCommerce(setUp)(clock);
  const { system: shop } = desk.twin;
  assert.ok(shop instanceof SalesforceCommerceTwin);
  try {
    desk.sell(GOODS);
    await play({ desk, shop, clock });
  } finally {
    await desk.twin.close();
  }
}

const person = (name: string) => PEOPLE[name] ?? assert.fail(`nobody is called ${name}`);

const order = (lines: Readonly<Record<string, number>>, more: Partial<OrderPlaced> = {}): OrderPlaced => ({
  lines: Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity })),
  guest: person('Giulia'),
  ...more,
});

test('what buyers pay is what scenarios expect of every shop', () =>
  atTheDesk({}, async ({ desk }) => {
    const pays = (placed: OrderPlaced) => desk.totalOf(desk.place(placed).id);
    desk.offerCoupon({ code: 'SAVE10', percent: '10', off: 'order' });
    desk.offerCoupon({ code: 'LAMPS', percent: '20', off: { sku: 'LAMP-01' } });
    desk.offerCoupon({ code: 'FREESHIP', percent: '100', off: 'shipping' });
    const shipping = 'standard';
    assert.deepEqual(
      [
        order({ 'MUG-01': 2 }, { shipping }),
        order({ 'LAMP-01': 3 }, { shipping, coupons: ['SAVE10'] }),
        order({ 'LAMP-01': 1, 'MUG-01': 2 }, { coupons: ['LAMPS'] }),
        order({ 'MUG-01': 1 }, { shipping, coupons: ['FREESHIP'] }),
        order({ 'MUG-01': 1 }, { fees: [{ name: 'Handling', amount: '5.00' }] }),
        order({ 'MUG-01': 1 }, { guest: person('Hans') }),
        order({ 'MUG-01': 1 }, { guest: { ...person('Hans'), country: 'FR' } }),
        order({ 'MUG-01': 1 }, { pays: 'store credit' }),
      ].map(pays),
      ['39.65', '140.58', '69.44', '15.25', '21.35', '14.88', '12.50', '15.25'],
    );
  }));

test('prices may hold their tax, in another currency; who is exempt pays none', async () => {
  await atTheDesk({ pricesIncludeTax: true, currency: 'DKK' }, async ({ desk }) => {
    desk.offerCoupon({ code: 'SAVE10', percent: '10', off: 'order' });
    const placed = order({ 'PEN-01': 7, 'LAMP-01': 1 }, { coupons: ['SAVE10'] });
    assert.equal(desk.totalOf(desk.place(placed).id), '44.29');
  });
  await atTheDesk({}, async ({ desk }) => {
    const account = desk.register({ ...person('Giulia'), taxExempt: true });
    assert.equal(desk.totalOf(desk.place({ lines: [{ sku: 'MUG-01', quantity: 1 }], account }).id), '12.50');
  });
});

test('an order that is cancelled gives its goods back, whoever has paid', () =>
  atTheDesk({}, async ({ desk, shop, clock }) => {
    for (const pays of ['card', 'later', 'not yet'] as const) {
      const { id, number } = desk.place(order({ 'LAMP-01': 4 }, { pays }));
      assert.equal(id, number);
      assert.deepEqual(desk.offer('LAMP-01'), { quantity: 76, inStock: true });
      clock.advance(1000);
      await desk.cancel(id);
      assert.equal(desk.offer('LAMP-01').quantity, 80);
      assert.equal(shop.store.order(id).changedAt, clock.now());
    }
  }));

test('an order waits for its money, and is ready for the ERP when it has come', () =>
  atTheDesk({}, async ({ desk, shop }) => {
    const { id } = desk.place(order({ 'MUG-01': 1 }, { pays: 'not yet' }));
    const { side } = shop.store.order(id);
    assert.deepEqual([side.payment, side.export], ['not_paid', 'not_exported']);
    await desk.receivePayment(id);
    assert.deepEqual([side.payment, side.export], ['paid', 'ready']);
    const later = shop.store.order(desk.place(order({ 'MUG-01': 1 }, { pays: 'later', po: '4500-77/b' })).id);
    assert.deepEqual([later.side.payment, later.side.export, later.reference], ['not_paid', 'ready', '4500-77/b']);
  }));

test('an account keeps what is not changed, and an order may go elsewhere', () =>
  atTheDesk({}, async ({ desk, shop }) => {
    const id = desk.register({ ...person('Officina'), needsPo: true, taxCertificate: 'EX-9' });
    await desk.changeAccount(id, { city: 'Rivoli', postcode: '10098', asksForCredit: true });
    const { fields, addresses } = shop.store.customer(id);
    assert.deepEqual(
      [fields.c_poRequired, fields.c_applyForTaxExemption, fields.c_taxExemptionCertificate, fields.c_applyForCredit],
      [true, true, 'EX-9', true],
    );
    assert.deepEqual(
      [...addresses.values()].map((address) => [
        address.fields.city,
        address.fields.postalCode,
        address.fields.companyName,
      ]),
      [['Rivoli', '10098', 'Officina Verdi Srl']],
    );
    const placed = desk.place({ lines: [{ sku: 'TEE-S', quantity: 1 }], account: id, shipTo: person('Ana') });
    const { billing, shipTo, customer } = shop.store.order(placed.id);
    assert.deepEqual([billing?.city, shipTo?.city, customer.no, customer.guest], ['Rivoli', 'Milano', id, false]);
    const atTheTill = shop.store.order(desk.place(order({ 'PEN-01': 1 }, { withoutAddress: 'any' })).id);
    assert.deepEqual([atTheTill.billing, atTheTill.shipTo], [undefined, undefined]);
  }));

test('what the ERP has told of an order stands in attributes that the shop has added', () =>
  atTheDesk({}, async ({ desk, shop }) => {
    const { id } = desk.place(order({ 'PEN-01': 5 }));
    assert.deepEqual([desk.erpNumberOn(id), desk.invoiceOn(id), desk.shipmentsOn(id)], [undefined, undefined, []]);
    await desk.annotate(id);
    Object.assign(shop.store.order(id).custom, {
      c_erpOrderNo: 'SO-10045',
      c_erpInvoiceNo: '103001',
      c_erpInvoiceDate: '2026-03-01',
      c_erpInvoiceAmount: '8.11',
      c_erpInvoiceStatus: 'open',
      c_erpShipments: '102001 102002',
    });
    assert.equal(desk.erpNumberOn(id), 'SO-10045');
    assert.deepEqual(desk.invoiceOn(id), { number: '103001', date: '2026-03-01', amount: '8.11', status: 'open' });
    assert.deepEqual([desk.shipmentsOn(id), desk.shippedOn(id)], [['102001', '102002'], undefined]);
  }));

test('what the site cannot do fails, and is not passed over', () =>
  atTheDesk({}, async ({ desk }) => {
    const { id } = desk.place(order({ 'PEN-01': 5 }));
    await assert.rejects(desk.reduce(id, 'PEN-01', 2), /keeps orders as they were placed/);
    await assert.rejects(desk.refund(id, 'PEN-01', 1, true), /gives no money back/);
    assert.throws(() => desk.place(order({ 'PEN-01': 1 }, { test: true })), /no test orders/);
  }));

test('the catalog as visitors see it', () =>
  atTheDesk({}, async ({ desk }) => {
    await desk.putInto('Gifts & more', 'MUG-01');
    const shown = { name: 'Ceramic mug', price: '12.50', categories: ['Gifts & more'], shown: true };
    assert.deepEqual(desk.article('MUG-01'), shown);
    assert.deepEqual(desk.categories(), ['Gifts & more']);
    assert.equal(desk.article('NONE'), undefined);
    assert.deepEqual([desk.articleCount(), desk.articleCount('TEE-M')], [6, 1]);
    assert.deepEqual(desk.siblings?.('TEE-M'), ['TEE-M', 'TEE-S']);
  }));

test('asking and signing in are no writes', () =>
  atTheDesk({}, async ({ desk }) => {
    const written = (method: string, path: string) => desk.requests.isWrite({ method, path, body: '', status: 200 });
    assert.deepEqual(
      [
        written('POST', '/dwsso/oauth2/access_token'),
        written('POST', '/customer/customers/v1/organizations/f/customer-lists/RefArch/customer-search'),
        written('POST', '/s/RefArch/dw/shop/v25_6/order_search?client_id=x'),
        written('PUT', '/checkout/orders/v1/organizations/f/orders/1/export-status?siteId=RefArch'),
      ],
      [false, false, false, true],
    );
  }));
