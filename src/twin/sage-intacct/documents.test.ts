import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LINE, openCompany } from './open-company.support.ts';

test('an order keeps its subtotals, and they make its total', () => {
  const { order, read } = openCompany();
  const { status, body } = order();
  const { id, key, href } = body['ia::result'];
  assert.deepEqual([status, id], [201, 'Sales Order-SO0001']);
  assert.equal(href, `/objects/order-entry/document::Sales%20Order/${key}`);
  const written = read(body['ia::result'].key);
  assert.deepEqual(
    written.subtotals.map((each: Record<string, string>) => [each.description, each.total]),
    [
      ['Shipping', '9.95'],
      ['Sales Discount', '-8.00'],
      ['Sales Tax', '9.49'],
    ],
  );
  assert.deepEqual([written.subtotal, written.total, written.state], ['48.00', '59.44', 'pending']);
  assert.deepEqual([written.contacts.shipTo.id, written.paymentTerm.id], ['Northfield Supply(C10010)', 'Net 30']);
});

test('where the company works out the tax, the given one does not count', () => {
  const { order, read } = openCompany({ taxPercent: { DE: '7', '*': '0' } });
  const written = read(order().body['ia::result'].key);
  assert.deepEqual([written.total, written.subtotals[2].total], ['53.45', '3.50']);
});

test('a company whose definition keeps no subtotals by REST drops them with success', () => {
  const { order, read } = openCompany({ keepsSubtotals: false });
  const { status, body } = order();
  assert.deepEqual([status, read(body['ia::result'].key).total], [201, '48.00']);
});

test('the same key and body get the same answer, another body gets none', () => {
  const { clock, twin, order } = openCompany({ tokenSeconds: 90 * 24 * 3600 });
  const once = { 'idempotency-key': 'WEB-1001-create' };
  const first = order({}, once);
  const again = order({}, once);
  assert.deepEqual(again.body, first.body);
  assert.ok('x-ia-idempotency-cached-date' in again.headers);
  assert.equal(twin.ordersFor('WEB-1001').length, 1);
  assert.equal(order({ memo: 'other' }, once).status, 409);
  clock.advance(60 * 24 * 3_600_000);
  assert.equal(order({ memo: 'other' }, once).status, 201, 'after 60 days it is forgotten');
});

test('what is shipped in parts is several invoices, which together cost what the order costs', () => {
  const { twin, ask, order, read, query } = openCompany();
  const { key } = order().body['ia::result'];
  const [document] = twin.ordersFor('WEB-1001');
  assert.ok(document !== undefined);
  twin.ship(document, { 'MUG-01': 1 });
  const after = read(key);
  assert.deepEqual([after.state, after.lines[0].quantityRemaining], ['partiallyConverted', '3']);
  assert.equal(ask('PATCH', `/objects/order-entry/document::Sales%20Order/${key}`, { state: 'closed' }).status, 422);
  const { invoice } = twin.ship(document);
  assert.equal(read(key).state, 'converted');
  const totals = query('order-entry/document::Sales Invoice', ['documentNumber', 'total', 'paymentStatus']).body[
    'ia::result'
  ];
  assert.deepEqual(totals, [
    // 12.00 + 9.95 - 2.00 + 2.37, and the rest of 59.44.
    { documentNumber: 'SI0001', total: '22.32', paymentStatus: 'open' },
    { documentNumber: 'SI0002', total: '37.12', paymentStatus: 'open' },
  ]);
  twin.settle(invoice);
  const dues = query('accounts-receivable/invoice', ['invoiceNumber', 'totalTxnAmountDue', 'state']).body['ia::result'];
  assert.deepEqual(
    dues.map((row: Record<string, string>) => [row.totalTxnAmountDue, row.state]),
    [
      ['22.32', 'posted'],
      ['0.00', 'paid'],
    ],
  );
  assert.throws(() => twin.ship(document), /is converted/);
});

test('stock is held back by what is open, and leaves with the shipper', () => {
  const { twin, query, order, ask, ORDERS } = openCompany();
  const { key } = order({
    lines: [{ ...LINE, dimensions: { ...LINE.dimensions, item: { id: 'PEN-01' } }, unit: 'Box', unitQuantity: '2' }],
  }).body['ia::result'];
  const stock = () => {
    const [row] = query('inventory-control/item-warehouse-inventory', ['onHand', 'unCommitted'], {
      filters: [{ $eq: { 'item.id': 'PEN-01' } }],
    }).body['ia::result'];
    return [row.onHand, row.unCommitted];
  };
  assert.deepEqual(stock(), [500, 400]);
  assert.equal(ask('PATCH', `${ORDERS}/${key}`, { state: 'closed' }).status, 200);
  assert.equal(ask('PATCH', `${ORDERS}/${key}`, { state: 'closed' }).status, 200, 'twice is once');
  assert.deepEqual(stock(), [500, 500]);
  order({ referenceNumber: 'WEB-2' });
  const [other] = twin.ordersFor('WEB-2');
  assert.ok(other !== undefined);
  twin.ship(other);
  assert.equal(twin.item('MUG-01').onHand.get('MAIN')?.toFixed(), '36');
});

test('an order is deleted only where its definition allows it', () => {
  const refusing = openCompany();
  const { key } = refusing.order().body['ia::result'];
  const refused = refusing.ask('DELETE', `${refusing.ORDERS}/${key}`);
  assert.deepEqual([refused.status, refused.body['ia::error'].details[0].code], [422, 'INV-1372']);
  const allowing = openCompany({ ordersMayBeDeleted: true });
  const other = allowing.order().body['ia::result'].key;
  assert.equal(allowing.ask('DELETE', `${allowing.ORDERS}/${other}`).status, 204);
  assert.equal(allowing.ask('GET', `${allowing.ORDERS}/${other}`).status, 404);
});

test('lines of a pending order are changed, added and removed by their key', () => {
  const { ask, order, read, ORDERS } = openCompany();
  const { key } = order().body['ia::result'];
  const [line] = read(key).lines;
  ask('PATCH', `${ORDERS}/${key}`, {
    lines: [
      { key: line.key, unitQuantity: '2' },
      { ...LINE, unitQuantity: '1' },
    ],
  });
  assert.deepEqual([read(key).lines.length, read(key).subtotal], [2, '36.00']);
  ask('PATCH', `${ORDERS}/${key}`, { lines: [{ key: line.key, 'ia::operation': 'delete' }] });
  assert.deepEqual([read(key).lines.length, read(key).subtotal], [1, '12.00']);
});

test('the head of a pending order is changed; what is not sent stays', () => {
  const { ask, order, read, ORDERS } = openCompany();
  const { key } = order({ customerPONumber: 'PO-1', 'nsp::SHOP_COUPON': 'A' }).body['ia::result'];
  const changes = {
    memo: 'Call first',
    dueDate: '2026-04-01',
    shippingMethod: { id: 'Standard' },
    'nsp::SHOP_COUPON': 'B',
  };
  assert.equal(ask('PATCH', `${ORDERS}/${key}`, changes).status, 200);
  const changed = read(key);
  assert.deepEqual(
    [changed.memo, changed.dueDate, changed.shippingMethod.id, changed['nsp::SHOP_COUPON'], changed.customerPONumber],
    ['Call first', '2026-04-01', 'Standard', 'B', 'PO-1'],
  );
  assert.deepEqual([changed.total, changed.referenceNumber], ['59.44', 'WEB-1001']);
});

test('a number that is given is taken once', () => {
  const { twin, order } = openCompany();
  assert.equal(order({ documentNumber: 'WEB-1' }).body['ia::result'].id, 'Sales Order-WEB-1');
  assert.equal(order({ documentNumber: 'WEB-1' }).status, 409);
  assert.equal(twin.company.documents.length, 1);
});

const dimensions = LINE.dimensions;
for (const [words, change, status] of [
  ['no customer', { customer: undefined }, 400],
  ['an unknown customer', { customer: { id: 'X' } }, 400],
  ['no lines', { lines: [] }, 400],
  ['an unknown item', { lines: [{ ...LINE, dimensions: { ...dimensions, item: { id: 'X' } } }] }, 400],
  ['no warehouse', { lines: [{ ...LINE, dimensions: { item: { id: 'MUG-01' } } }] }, 422],
  ['a unit of another group', { lines: [{ ...LINE, unit: 'Box' }] }, 422],
  ['a quantity of nothing', { lines: [{ ...LINE, unitQuantity: '0' }] }, 422],
  ['a quantity that is no text', { lines: [{ ...LINE, unitQuantity: 4 }] }, 400],
  ['a field that there is not', { freight: '1' }, 400],
  ['a subtotal that is not defined', { subtotals: [{ description: 'Tip', absoluteValue: '1' }] }, 422],
  ['another currency', { txnCurrency: 'USD' }, 422],
  ['a date that is none', { txnDate: '2.3.2026' }, 400],
  ['an unknown way of shipping', { shippingMethod: { id: 'Mule' } }, 400],
] as const)
  test(`an order with ${words} is refused, and nothing is kept`, () => {
    const { twin, order } = openCompany();
    assert.equal(order(change).status, status);
    assert.equal(twin.company.documents.length, 0);
  });

test('nothing is sold to a customer on hold, nor without a date on which to pay', () => {
  const { twin, order } = openCompany();
  twin.changeCustomer('C10010', { isOnHold: true });
  assert.equal(order().status, 422);
  twin.addCustomer('C1', 'Hans', { email1: 'hans@example.com' });
  assert.equal(order({ customer: { id: 'C1' } }).status, 422);
  assert.equal(order({ customer: { id: 'C1' }, dueDate: '2026-03-09' }).status, 201);
});

test('an edit changes what it names: the header, lines and subtotals by their keys', () => {
  const { ask, order, read, ORDERS } = openCompany();
  ask('POST', '/objects/company-config/contact', { id: 'Depot', printAs: 'Depot' });
  const { key } = order({ customerPONumber: 'PO-7', notes: 'bell' }).body['ia::result'];
  const before = read(key);
  const shipping = before.subtotals.find(({ description }: { description: string }) => description === 'Shipping');
  const tax = before.subtotals.find(({ description }: { description: string }) => description === 'Sales Tax');
  const changed = ask('PATCH', `${ORDERS}/${key}`, {
    customerPONumber: null,
    shippingMethod: { id: 'Standard' },
    contacts: { shipTo: { id: 'Depot' } },
    requestedShippingDate: '2026-03-09',
    lines: [{ key: before.lines[0].key, lineDescription: 'Mug', discountPercent: '50', discountMemo: 'HALF' }],
    subtotals: [
      { key: shipping.key, absoluteValue: '4.95' },
      { description: 'Sales Tax', absoluteValue: '5.00' },
    ],
  });
  assert.equal(changed.status, 200);
  const after = read(key);
  assert.deepEqual(
    [after.customerPONumber, after.notes, after.shippingMethod.id, after.contacts.shipTo.id],
    [null, 'bell', 'Standard', 'Depot'],
  );
  assert.deepEqual([after.contacts.billTo, after.requestedShippingDate], [before.contacts.billTo, '2026-03-09']);
  const [line] = after.lines;
  assert.deepEqual(
    [line.key, line.lineDescription, line.unitQuantity, line.unitPrice, line.discountPercent, line.discountMemo],
    [before.lines[0].key, 'Mug', '4', '12', '50', 'HALF'],
  );
  const totals = Object.fromEntries(
    after.subtotals.map((each: { key: string; total: string }) => [each.key, each.total]),
  );
  assert.deepEqual([totals[shipping.key], totals[tax.key], after.total], ['4.95', '5.00', '25.95']);
});

test('a subtotal goes where it is taken off, and one that is not there cannot be changed', () => {
  const { ask, order, read, ORDERS } = openCompany();
  const { key } = order().body['ia::result'];
  const [first, ...others] = read(key).subtotals;
  assert.equal(ask('PATCH', `${ORDERS}/${key}`, { subtotals: [{ key: '999', absoluteValue: '1' }] }).status, 400);
  const off = { subtotals: [{ key: first.key, 'ia::operation': 'delete' }] };
  assert.equal(ask('PATCH', `${ORDERS}/${key}`, off).status, 200);
  assert.deepEqual(read(key).subtotals, others);
});
