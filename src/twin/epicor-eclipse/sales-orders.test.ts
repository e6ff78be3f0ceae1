import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ORDER, openCompany } from './open-company.support.ts';

test('an order is taken with one generation, taxed by where it goes', () => {
  const { ask } = openCompany();
  const { status, body } = ask('POST', '/SalesOrders', ORDER);
  assert.equal(status, 201);
  const [order] = body.results;
  assert.deepEqual(
    [order.id, order.billToCustomer, order.shipTo.city, order.orderDate],
    ['S1001234', '120045', 'Bonn', '2026-03-02'],
  );
  const [generation] = order.generations;
  assert.deepEqual(generation.freight, { value: '9.95000000', currency: 'EUR' });
  // 48.00 + 9.95, and 19 % of it, half up.
  assert.deepEqual([generation.tax.value, generation.total.value], ['11.01000000', '68.96000000']);
  assert.deepEqual(generation.lines[1], { lineNumber: 2, comment: 'Coupon SPRING10' });
  assert.deepEqual(ask('GET', '/SalesOrders?customerPONumber=WEB-100045').body.results, [order]);
  assert.deepEqual(ask('GET', '/SalesOrders?customerPONumber=WEB-1000').body.results, []);
});

test('an open order holds stock back, in base units; a cancelled one gives it back', () => {
  const { ask } = openCompany();
  const lines = [{ productId: '55102', quantity: '2', unitOfMeasure: 'box' }];
  const { id } = ask('POST', '/SalesOrders', { ...ORDER, lines }).body.results[0];
  const stock = () => ask('GET', '/ProductInventoryList?productId=55102').body.results[0];
  assert.deepEqual([stock().onHandQuantity, stock().committedQuantity, stock().availableQuantity], [500, 200, 300]);
  assert.equal(ask('PUT', `/SalesOrders/${id}/Status`, { status: 'CANCELLED' }).status, 200);
  assert.equal(ask('PUT', `/SalesOrders/${id}/Status`, { status: 'CANCELLED' }).status, 200, 'twice is once');
  assert.deepEqual([stock().onHandQuantity, stock().availableQuantity], [500, 500]);
});

test('what is shipped in parts is several generations, which together cost what the order costs', () => {
  const { twin, ask } = openCompany();
  const { id } = ask('POST', '/SalesOrders', { ...ORDER, lines: [ORDER.lines[0]] }).body.results[0];
  const [order] = twin.ordersFor('WEB-100045');
  assert.ok(order !== undefined);
  twin.ship(order, { 'MUG-01': 1 });
  const { generations } = ask('GET', `/SalesOrders/${id}`).body;
  assert.deepEqual(
    generations.map(
      (each: { generation: number; status: string; invoiceNumber?: string; lines: { quantity: number }[] }) => [
        each.generation,
        each.status,
        each.invoiceNumber,
        each.lines[0]?.quantity,
      ],
    ),
    [
      [1, 'INVOICED', 'S1001234.001', 1],
      [2, 'OPEN', undefined, 3],
    ],
  );
  const refusedCancel = ask('PUT', `/SalesOrders/${id}/Status`, { status: 'CANCELLED' });
  assert.match(refusedCancel.body.message, /generation S1001234\.001 is an invoice/);
  twin.ship(order);
  const totals = ask('GET', `/SalesOrders/${id}`).body.generations.map(
    (each: { total: { value: string } }) => each.total.value,
  );
  // 12.00 + 9.95 + 4.17, and the rest of 68.96.
  assert.deepEqual(totals, ['26.12000000', '42.84000000']);
  assert.equal(ask('GET', '/ARInquiry?customerId=120045').body.results.length, 2);
  assert.throws(() => twin.ship(order), /nothing of order S1001234 is open/);
});

test('pieces that come back are an order of their own, and lie on the shelf again', () => {
  const { twin, ask } = openCompany();
  ask('POST', '/SalesOrders', ORDER);
  const [order] = twin.ordersFor('WEB-100045');
  assert.ok(order !== undefined);
  twin.ship(order);
  const { id } = twin.takeBack(order, 'MUG-01', 2, true);
  const [generation] = ask('GET', `/SalesOrders/${id}`).body.generations;
  assert.deepEqual(
    [generation.status, generation.lines[0].quantity, generation.total.value],
    ['RETURNED', -2, '-28.56000000'],
  );
  assert.equal(ask('GET', '/ProductInventoryList?productId=55101').body.results[0].onHandQuantity, 38);
  assert.deepEqual(twin.ordersFor('WEB-100045'), [order]);
});

test('a line is added to what is open, and the log of changes tells it', () => {
  const { ask } = openCompany();
  const { id } = ask('POST', '/SalesOrders', ORDER).body.results[0];
  const { body } = ask('POST', `/SalesOrders/${id}/LineItems`, { productId: '55102', quantity: 10 });
  assert.equal(body.results[0].generations[0].lines.length, 3);
  // 0.75 more, taxed with the rest.
  assert.equal(body.results[0].generations[0].total.value, '69.85000000');
  assert.deepEqual(
    ask('GET', `/SalesOrders/${id}/OrderChangeLog`).body.results.map((each: { what: string }) => each.what),
    ['entered', 'line 3 added'],
  );
});

for (const [words, change, says] of [
  ['no customer', { billToCustomer: '' }, /billToCustomer is missing/],
  ['an unknown customer', { billToCustomer: '1' }, /there is no customer 1/],
  ['an unknown way of shipping', { shipVia: 'MULE' }, /shipVia: there is no code MULE/],
  ['no lines', { lines: [] }, /lines is missing/],
  ['an unknown product', { lines: [{ productId: '1', quantity: 1 }] }, /line 1: there is no product 1/],
  [
    'a unit that the product has not',
    { lines: [{ productId: '55101', quantity: 1, unitOfMeasure: 'box' }] },
    /no unit box/,
  ],
  ['a quantity of nothing', { lines: [{ productId: '55101', quantity: 0 }] }, /must be above zero/],
  ['a PO number that is too long', { customerPONumber: 'x'.repeat(41) }, /longer than 40/],
  ['another currency', { freight: { value: '1', currency: 'USD' } }, /USD is not the currency/],
  ['a date that is none', { orderDate: '2.3.2026' }, /orderDate is not a date/],
] as const)
  test(`an order with ${words} is refused, and nothing is kept`, () => {
    const { ask } = openCompany();
    const { status, body } = ask('POST', '/SalesOrders', { ...ORDER, ...change });
    assert.equal(status, 400);
    assert.match(body.message, says);
    assert.deepEqual(ask('GET', '/SalesOrders').body.results, []);
  });

test('orders of a customer who is exempt from order entry, or must give a number, are refused', () => {
  const { twin, ask } = openCompany();
  twin.changeCustomer('120045', { poRequired: true });
  assert.match(ask('POST', '/SalesOrders', { ...ORDER, customerPONumber: '' }).body.message, /requires a customer PO/);
  twin.changeCustomer('120045', { oeExempt: true });
  assert.match(ask('POST', '/SalesOrders', ORDER).body.message, /OE exempt/);
});
