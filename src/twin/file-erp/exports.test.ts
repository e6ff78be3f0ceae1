import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDdiInformTwin } from '../ddi-inform/ddi-inform-twin.ts';
import { ORDER_COLUMNS, openErp, sampleOrder } from './open-erp.support.ts';

test('what is new is written at the next turn, as of that turn, and what has not changed is not written again', (t) => {
  const { pass, rows, list, changedAt } = openErp(t);
  pass(7);
  assert.deepEqual(list('from-erp/inventory'), ['inventory_MAIN_20260302T090500Z_000004_NET.csv']);
  assert.equal(
    changedAt('from-erp/inventory/inventory_MAIN_20260302T090500Z_000004_NET.csv'),
    '2026-03-02T09:05:00.000Z',
  );
  assert.deepEqual(rows('from-erp/inventory')[0], {
    sku: 'VALVE-34',
    warehouse: 'MAIN',
    onHand: '120',
    committed: '0',
    available: '120',
    onOrder: '0',
    modifiedAt: '2026-03-02T09:05:00Z',
  });
  pass(60);
  assert.equal(list('from-erp/inventory').length, 1);
});

test('stock that orders hold back is told as committed; only the item that changed is in the file', (t) => {
  const { pass, rows, putRows } = openErp(t);
  pass(6);
  putRows('to-erp/orders/orders_1.csv', ORDER_COLUMNS, sampleOrder({ ref: 'W-1' }));
  pass(5);
  assert.deepEqual(
    rows('from-erp/inventory')
      .slice(2)
      .map(({ sku, committed, available }) => [sku, committed, available]),
    [
      ['VALVE-34', '4', '116'],
      ['HOSE-10FT', '1', '8'],
    ],
  );
});

test('at night the whole stock is written, whatever has changed', (t) => {
  const { pass, list } = openErp(t);
  pass(6);
  pass(24 * 60);
  assert.deepEqual(list('from-erp/inventory').slice(1), ['inventory_MAIN_20260303T010000Z_000005_FULL.csv']);
});

test('shipments and invoices of parts come to what the order comes to, with the freight on the first', (t) => {
  const { erp, pass, rows, putRows } = openErp(t);
  putRows('to-erp/orders/orders_1.csv', ORDER_COLUMNS, sampleOrder());
  pass(1);
  const [order] = erp.company.ordersWithRef('WEB-100045');
  assert.ok(order);
  erp.ship(order, { 'VALVE-34': 1 });
  erp.ship(order);
  pass(6);
  assert.deepEqual(
    rows('from-erp/shipments').map(({ shipmentNo, sku, quantity, shipDate }) => [shipmentNo, sku, quantity, shipDate]),
    [
      ['S000001', 'VALVE-34', '1', '2026-03-02'],
      ['S000002', 'VALVE-34', '3', '2026-03-02'],
      ['S000002', 'HOSE-10FT', '1', '2026-03-02'],
    ],
  );
  const invoices = rows('from-erp/invoices');
  assert.deepEqual(
    invoices.map(({ invoiceNo, subtotal, discount, tax, freight, total, amount }) => [
      invoiceNo,
      subtotal,
      discount,
      tax,
      freight,
      total,
      amount,
    ]),
    [
      // 12.50 of 80.00 goods: 1.25 of the discount, 0.90 of the tax, and all of the freight.
      ['90000001', '12.50', '1.25', '0.90', '9.95', '22.10', '12.50'],
      ['90000002', '67.50', '6.75', '4.86', '0.00', '65.61', '37.50'],
      ['90000002', '67.50', '6.75', '4.86', '0.00', '65.61', '30.00'],
    ],
  );
  assert.equal(invoices[0]?.status, 'OPEN');
  assert.equal(erp.item('VALVE-34').onHand.toFixed(), '116');
});

test('what is taken back is credited at what was paid for it', (t) => {
  const { erp, pass, rows, putRows } = openErp(t);
  putRows('to-erp/orders/orders_1.csv', ORDER_COLUMNS, sampleOrder());
  pass(1);
  const [order] = erp.company.ordersWithRef('WEB-100045');
  assert.ok(order);
  erp.ship(order);
  erp.takeBack(order, 'VALVE-34', 2, true);
  pass(6);
  assert.deepEqual(rows('from-erp/returns'), [
    {
      creditNo: 'C000001',
      erpOrderNo: '70000001',
      ref: 'WEB-100045',
      sku: 'VALVE-34',
      quantity: '2',
      amount: '22.50',
      restock: 'Y',
      date: '2026-03-02',
    },
  ]);
  assert.equal(erp.item('VALVE-34').onHand.toFixed(), '118');
});

test('items, categories and prices are written in the columns of their system', (t) => {
  const { erp, pass, rows } = openErp(t, {}, createDdiInformTwin);
  erp.addCategory('VALVES', 'Valves');
  erp.changeItem('VALVE-34', { categoryCode: 'VALVES' });
  erp.setPrice({ sku: 'VALVE-34', price: '11.00', priceLevel: 'GOLD' });
  pass(6);
  assert.deepEqual(rows('from-erp/categories'), [{ code: 'VALVES', name: 'Valves', active: 'Y' }]);
  const [item] = rows('from-erp/items');
  assert.deepEqual(
    [item?.productType, item?.available, item?.price, item?.categoryCode],
    ['STOCK', '120', '12.5000', 'VALVES'],
  );
  assert.deepEqual(
    rows('from-erp/prices').map(({ priceLevel, sku, price }) => [priceLevel, sku, price]),
    [
      [undefined, 'VALVE-34', '12.5000'],
      ['GOLD', 'VALVE-34', '11.0000'],
      [undefined, 'HOSE-10FT', '30.0000'],
    ],
  );
  erp.changeCategory('VALVES', { active: false });
  pass(5);
  assert.equal(rows('from-erp/categories').at(-1)?.active, 'N');
});

test('customers come from the other side, are found by their mail address, and go back with their number', (t) => {
  const { erp, pass, rows, putRows } = openErp(t);
  const columns = [
    'customerId',
    'ref',
    'name',
    'email',
    'phone',
    'billLine1',
    'billCity',
    'billZip',
    'billCountry',
    'shipToId',
    'shipLine1',
  ];
  putRows('to-erp/customers/customers_MAIN_1.csv', columns, [
    {
      ref: '17',
      name: 'Giulia Rossi',
      email: 'giulia@example.com',
      phone: '+390115550101',
      billLine1: 'Via Roma 1',
      billCity: 'Torino',
      billZip: '10121',
      billCountry: 'IT',
    },
    { name: 'Pat of Northfield', email: 'PAT@example.com', phone: null, shipToId: 'D2', shipLine1: '9 Quarry Road' },
    { customerId: '999999', name: 'Nobody', email: 'nobody@example.com' },
  ]);
  pass(6);
  assert.deepEqual(
    rows('ack').map(({ status, erpOrderNo, message }) => `${status} ${erpOrderNo ?? message}`),
    ['ACCEPTED 200001', 'ACCEPTED 120045', 'REJECTED UNKNOWN_CUSTOMER: there is no customer 999999'],
  );
  const exported = rows('from-erp/customers');
  assert.deepEqual(
    exported.map(({ customerId, name }) => [customerId, name]),
    [
      ['120045', 'Pat of Northfield'],
      ['120046', 'Southfield Ltd'],
      ['200001', 'Giulia Rossi'],
    ],
  );
  assert.equal(exported[0]?.shipToId, 'D2');
  assert.equal(exported[2]?.billCity, 'Torino');
  assert.equal(erp.company.customers.get('120045')?.email, 'PAT@example.com');
});
