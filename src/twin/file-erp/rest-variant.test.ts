import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDdiInformTwin } from '../ddi-inform/ddi-inform-twin.ts';
import type { TwinReply } from '../kit/twin-server.ts';
import { type OpenedErp, openErp } from './open-erp.support.ts';
import { TWIN_API_KEY } from './settings.ts';

function ask(
  { erp }: OpenedErp,
  method: string,
  path: string,
  body?: unknown,
  authorization = TWIN_API_KEY,
): TwinReply {
  const url = new URL(path, 'http://erp.example.com');
  return erp.handle(
    {
      method,
      path: url.pathname,
      query: url.searchParams,
      headers: { authorization },
      url: url.href,
      body: body === undefined ? '' : JSON.stringify(body),
    },
    false,
  );
}

/** The body of the sheets’ template (section 11). */
const BODY = {
  ref: 'WEB-100045',
  customer: '120045',
  poNumber: 'PO-7781',
  shipVia: 'UPSG',
  billTo: {
    name: 'Northfield Supply',
    line1: '100 Main Street',
    city: 'Boulder',
    state: 'CO',
    zip: '80301',
    country: 'US',
  },
  shipTo: {
    name: 'Northfield Depot 2',
    line1: '9 Quarry Road',
    city: 'Denver',
    state: 'CO',
    zip: '80202',
    country: 'US',
  },
  freight: '9.95',
  discount: '8.00',
  couponCode: 'SPRING10',
  tax: '5.76',
  total: '87.71',
  lines: [
    { line: 1, item: 'VALVE-34', quantity: '4', unit: 'EA', price: '12.5000' },
    { line: 2, item: 'HOSE-10FT', quantity: '1', unit: 'EA', price: '30.0000' },
  ],
};

test('the price call answers as it was seen, and fails as it was seen', (t) => {
  const opened = openErp(t);
  const price = (item: string) => ask(opened, 'GET', `/price/fetch/?customer=120045&item=${item}`);
  assert.deepEqual(price('VALVE-34'), { status: 200, body: { unitName: 'EA', price: '12.50' } });
  assert.deepEqual(price('NO-SUCH'), { status: 400, body: { error: 'item not found' } });
  opened.erp.setPrice({ sku: 'VALVE-34', price: '11.25', customerId: '120045' });
  assert.deepEqual(price('VALVE-34').body, { unitName: 'EA', price: '11.25' });
});

test('an order by REST is the order that a file would have made: found by its reference, and refused the second time', (t) => {
  const opened = openErp(t);
  assert.deepEqual(ask(opened, 'GET', '/order/fetch/?ref=WEB-100045').status, 404);
  assert.deepEqual(ask(opened, 'POST', '/create', BODY), {
    status: 200,
    body: { orderNo: '70000001', status: 'ACCEPTED' },
  });
  const again = ask(opened, 'POST', '/create', BODY);
  assert.equal(again.status, 400);
  assert.match(JSON.stringify(again.body), /DUPLICATE: order 70000001/);
  const found = ask(opened, 'GET', '/order/fetch/?ref=WEB-100045').body as Record<string, unknown>;
  assert.deepEqual([found.orderNo, found.total, found.shipVia], ['70000001', '87.71', 'UPSG']);
  assert.equal(opened.erp.company.committed('VALVE-34').toFixed(), '4');
});

test('without the key, at another path and with another body nothing is answered but an error', (t) => {
  const opened = openErp(t);
  assert.equal(ask(opened, 'GET', '/price/fetch/?customer=120045&item=VALVE-34', undefined, 'wrong').status, 401);
  assert.equal(ask(opened, 'GET', '/api/orders').status, 404);
  assert.equal(ask(opened, 'POST', '/create', []).status, 400);
  const lacking = ask(opened, 'POST', '/create', { ...BODY, lines: [{ item: 'VALVE-34' }] });
  assert.match(JSON.stringify(lacking.body), /BAD_VALUE: quantity is empty/);
});

test('customers and stock are asked for, and an order is cancelled', (t) => {
  const opened = openErp(t, {}, createDdiInformTwin);
  const made = ask(opened, 'POST', '/api/customers/create', { name: 'Giulia Rossi', email: 'giulia@example.com' });
  assert.deepEqual(made.body, { customerId: '200001' });
  const found = ask(opened, 'GET', '/api/customers?email=GIULIA@example.com').body as { customers: unknown[] };
  assert.equal(found.customers.length, 1);
  ask(opened, 'POST', '/api/orders/create', BODY);
  assert.deepEqual(ask(opened, 'GET', '/api/inventory?item=VALVE-34').body, {
    inventory: [{ sku: 'VALVE-34', warehouse: 'MAIN', onHand: '120', committed: '4', available: '116', onOrder: '0' }],
  });
  assert.deepEqual(ask(opened, 'POST', '/api/orders/cancel', { ref: 'WEB-100045' }).body, {
    orderNo: '70000001',
    status: 'CANCELLED',
  });
});
