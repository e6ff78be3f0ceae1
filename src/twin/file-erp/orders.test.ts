import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createDdiInformTwin } from '../ddi-inform/ddi-inform-twin.ts';
import type { FileRow } from './csv.ts';
import { type OpenedErp, ORDER_COLUMNS, openErp, SAMPLE_LINES, sampleOrder } from './open-erp.support.ts';

const FILE = 'to-erp/orders/orders_MAIN_20260302T090010Z_1.csv';

function send({ putRows, pass }: OpenedErp, rows: readonly FileRow[], path = FILE): void {
  putRows(path, ORDER_COLUMNS, rows);
  pass(1);
}

/** What the latest acknowledgement says. */
function answer({ rows }: OpenedErp): { readonly status: string; readonly message: string; readonly number: string } {
  const last = rows('ack').at(-1);
  return { status: last?.status ?? '', message: last?.message ?? '', number: last?.erpOrderNo ?? '' };
}

test('the sample order is taken, acknowledged and archived, and holds back its goods', (t) => {
  const opened = openErp(t);
  send(opened, sampleOrder());
  const { erp, rows, list } = opened;
  assert.deepEqual(rows('ack'), [
    { ref: 'WEB-100045', status: 'ACCEPTED', erpOrderNo: '70000001', at: '2026-03-02T09:01:00Z' },
  ]);
  assert.deepEqual(list('to-erp/orders'), []);
  assert.deepEqual(list('archive'), ['orders_MAIN_20260302T090010Z_1.csv']);
  assert.deepEqual(list('error'), []);
  const [order] = erp.company.ordersWithRef('WEB-100045');
  assert.equal(order?.orderTotal.toFixed(2), '87.71');
  assert.equal(order?.shipping.line1, '9 Quarry Road');
  assert.equal(erp.company.committed('VALVE-34').toFixed(), '4');
});

test('a second order with the reference is a duplicate of the first, also in a file of the same name', (t) => {
  const opened = openErp(t);
  send(opened, sampleOrder());
  send(opened, sampleOrder());
  assert.equal(answer(opened).status, 'DUPLICATE');
  assert.equal(answer(opened).number, '70000001');
  assert.deepEqual(opened.list('ack'), ['orders_MAIN_20260302T090010Z_1.csv', 'orders_MAIN_20260302T090010Z_1_2.csv']);
  assert.equal(opened.erp.company.orders.size, 1);
});

test('one order of a file is refused and the other taken; the report names the row', (t) => {
  const opened = openErp(t);
  const [first = {}] = SAMPLE_LINES;
  const good = sampleOrder({ ref: 'WEB-2', orderTotal: '57.71', lineNo: '1' }, [first]);
  send(opened, [...sampleOrder({ ref: 'WEB-1', sku: 'NO-SUCH' }), ...good]);
  assert.deepEqual(
    opened.rows('ack').map(({ ref, status }) => `${ref} ${status}`),
    ['WEB-1 REJECTED', 'WEB-2 ACCEPTED'],
  );
  assert.deepEqual(opened.rows('error'), [
    { rowNo: '1', ref: 'WEB-1', code: 'UNKNOWN_SKU', message: 'there is no item NO-SUCH' },
  ]);
});

test('each reason for a refusal has its code', (t) => {
  const refusal = (changes: FileRow, options = {}) => {
    const opened = openErp(t, options);
    send(opened, sampleOrder(changes));
    assert.equal(answer(opened).status, 'REJECTED', JSON.stringify(changes));
    return answer(opened).message;
  };
  assert.match(refusal({ customerId: '999999' }), /^UNKNOWN_CUSTOMER: there is no customer 999999/);
  assert.match(refusal({ customerId: '' }), /^UNKNOWN_CUSTOMER: no customer is named/);
  assert.match(refusal({ uom: 'BOX' }), /^BAD_UOM: VALVE-34 is sold by EA, not by BOX/);
  assert.match(refusal({ orderTotal: '87.72' }), /^BAD_TOTAL: the rows come to a total of 87.71/);
  assert.match(refusal({ shipMethod: 'DRONE' }), /^BAD_VALUE: shipMethod "DRONE"/);
  assert.match(refusal({ paymentMethod: 'GOLD' }), /^BAD_VALUE: paymentMethod/);
  assert.match(refusal({ orderDate: '04.03.2025' }), /^BAD_VALUE: orderDate/);
  assert.match(refusal({ quantity: '1,5' }), /^BAD_VALUE: quantity "1,5"/);
  assert.match(refusal({ ref: 'X'.repeat(41) }), /^BAD_VALUE: ref has more than 40/);
  assert.match(refusal({ taxTotal: '5.76' }, { taxPercent: { US: '20' } }), /^BAD_TOTAL: our tax is 16.39/);
});

test('an order without a customer belongs to the one that was agreed for the web', (t) => {
  const opened = openErp(t, { webCustomer: '120046' });
  send(opened, sampleOrder({ customerId: '' }));
  assert.equal(opened.erp.company.ordersWithRef('WEB-100045')[0]?.customerId, '120046');
});

test('rows of freight and discounts are the header’s, told once more; they are not counted twice', (t) => {
  const opened = openErp(t);
  const extra = { description: '', quantity: '1', uom: 'EA' };
  const freight = { ...extra, lineNo: '3', recordType: 'FREIGHT', sku: 'FREIGHT', unitPrice: '9.95' };
  const discount = { ...extra, lineNo: '4', recordType: 'DISCOUNT', sku: 'SPRING10', unitPrice: '-8.00' };
  send(opened, sampleOrder({}, [...SAMPLE_LINES, freight, discount]));
  assert.equal(answer(opened).status, 'ACCEPTED');
  send(opened, sampleOrder({ ref: 'WEB-2' }, [...SAMPLE_LINES, { ...freight, unitPrice: '9.90' }]));
  assert.match(answer(opened).message, /^BAD_TOTAL: the FREIGHT rows come to 9.90/);
});

test('credit keeps an order on hold, which has a number; a clerk releases it', (t) => {
  const opened = openErp(t);
  opened.erp.changeCustomer('120045', { creditHold: true });
  send(opened, sampleOrder());
  assert.equal(answer(opened).status, 'HELD');
  assert.match(answer(opened).message, /^CREDIT_HOLD: customer 120045/);
  assert.equal(opened.rows('error')[0]?.code, 'CREDIT_HOLD');
  const [order] = opened.erp.company.ordersWithRef('WEB-100045');
  assert.ok(order);
  assert.throws(() => opened.erp.ship(order), /is HELD/);
  opened.erp.release(order);
  assert.equal(opened.erp.ship(order).invoice.total.toFixed(2), '87.71');
});

test('an order of a customer whose card is open is refused as locked, and taken when it comes again', (t) => {
  const opened = openErp(t);
  opened.erp.edit('120045', true);
  send(opened, sampleOrder());
  assert.match(answer(opened).message, /^LOCKED/);
  opened.erp.edit('120045', false);
  send(opened, sampleOrder(), FILE.replace('_1.csv', '_2.csv'));
  assert.equal(answer(opened).status, 'ACCEPTED');
});

test('what is not finished, and a folder under lock, is left alone; a header that is none sends the file away', (t) => {
  const opened = openErp(t);
  const { folders, list, put, pass } = opened;
  writeFileSync(join(folders.root, 'to-erp/orders/orders_MAIN_2.csv.tmp'), 'half of it');
  put('to-erp/orders/.lock', '');
  put(FILE, 'no,header\r\n');
  pass(1);
  assert.deepEqual(list('error'), []);
  folders.move('to-erp/orders/.lock', 'archive/.lock');
  pass(1);
  assert.deepEqual(list('error'), ['orders_MAIN_20260302T090010Z_1.csv']);
  assert.deepEqual(list('ack'), []);
  assert.deepEqual(list('to-erp/orders'), ['orders_MAIN_2.csv.tmp']);
});

test('names, addresses and PO numbers that are too long are cut, and nobody is told', (t) => {
  const opened = openErp(t);
  send(opened, sampleOrder({ shipName: 'N'.repeat(31), shipLine1: 'L'.repeat(31), poNumber: 'P'.repeat(21) }));
  const [order] = opened.erp.company.ordersWithRef('WEB-100045');
  assert.deepEqual([order?.shipping.name.length, order?.shipping.line1.length, order?.poNumber.length], [30, 30, 20]);
});

test('an order is cancelled by its reference, once; what has been shipped is not', (t) => {
  const opened = openErp(t);
  const { erp, putRows, pass, rows } = opened;
  send(opened, sampleOrder());
  const cancel = (fields: FileRow) => {
    putRows('to-erp/orders/ordercancel_MAIN_1.csv', ['ref', 'erpOrderNo', 'lineNo', 'quantity', 'reason'], [fields]);
    pass(1);
    return rows('ack').at(-1);
  };
  const latest = (status: string) =>
    rows('ack').filter((row) => row.status === status && row.ref === 'WEB-100045').length;
  cancel({ ref: 'WEB-100045', lineNo: '1', quantity: '3' });
  assert.equal(erp.company.committed('VALVE-34').toFixed(), '1');
  const [order] = erp.company.ordersWithRef('WEB-100045');
  assert.ok(order);
  erp.ship(order, { 'VALVE-34': 1 });
  cancel({ ref: 'WEB-100045' });
  assert.match(
    rows('ack').find(({ status }) => status === 'REJECTED')?.message ?? '',
    /^ALREADY_SHIPPED: order 70000001 has the invoice 90000001/,
  );
  send(opened, sampleOrder({ ref: 'WEB-2' }), FILE.replace('_1.csv', '_3.csv'));
  cancel({ ref: 'WEB-2' });
  cancel({ ref: 'WEB-2' });
  assert.equal(erp.company.ordersWithRef('WEB-2')[0]?.status, 'CANCELLED');
  assert.equal(erp.company.committed('HOSE-10FT').toFixed(), '1');
  cancel({ ref: 'WEB-9' });
  assert.equal(rows('ack').filter(({ message }) => message?.startsWith('UNKNOWN_ORDER')).length, 1);
  assert.equal(latest('ACCEPTED'), 2);
});

test('Inform takes the unit price as net, books a deposit and archives by month', (t) => {
  const opened = openErp(t, {}, createDdiInformTwin);
  const [valve = {}] = SAMPLE_LINES;
  const line = { ...valve, quantity: '2', unitPrice: '11.2500', lineDiscount: '2.50', lineTax: '' };
  const changes = { discountTotal: '', taxTotal: '0.00', orderTotal: '32.45', depositAmount: '32.45' };
  send(opened, sampleOrder(changes, [line]));
  assert.equal(answer(opened).status, 'ACCEPTED');
  assert.deepEqual(opened.list('archive/2026/03'), ['orders_MAIN_20260302T090010Z_1.csv']);
  const [order] = opened.erp.company.ordersWithRef('WEB-100045');
  assert.ok(order);
  const { invoice } = opened.erp.ship(order);
  assert.deepEqual([invoice.total.toFixed(2), invoice.balance.toFixed(2), invoice.status], ['32.45', '0.00', 'PAID']);
});
