import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCompany } from './open-company.support.ts';

test('a list pages by its start, and says how many there are', () => {
  const { ask } = openCompany({ mostRows: 1 });
  const { body } = ask('GET', '/Products?startIndex=1&pageSize=50');
  assert.deepEqual(body.metadata, { startIndex: 1, pageSize: 1, totalItems: 2 });
  assert.deepEqual(
    body.results.map((product: { catalogNumber: string }) => product.catalogNumber),
    ['WIRE'],
  );
  assert.equal(ask('GET', '/Products?startIndex=first').status, 400);
});

test('what has changed since a time, and only that', () => {
  const { clock, twin, ask } = openCompany();
  clock.advance(60_000);
  twin.changeProduct('MUG-01', { deleted: true });
  const { body } = ask('GET', '/Products?updatedAfter=2026-03-02T10:00:00%2B01:00');
  assert.deepEqual(
    body.results.map((product: { id: string; deleted: boolean }) => [product.id, product.deleted]),
    [['55101', true]],
    'a deleted one is still told',
  );
  assert.equal(ask('GET', '/Products?updatedAfter=yesterday').status, 400);
});

test('a search in a file without an index answers with a sentence and success', () => {
  const { ask } = openCompany({ indexed: ['Products'] });
  assert.equal(ask('GET', '/Products?keyword=ceramic').body.results.length, 1);
  const { status, body } = ask('GET', '/Customers?keyword=north');
  assert.equal(status, 200);
  assert.match(body, /^To use the search, first index the records/);
});

test('a field that the user may not see is left out, wherever it stands', () => {
  const { ask } = openCompany({ hiddenFields: ['email', 'onHandQuantity'] });
  assert.ok(!('email' in ask('GET', '/Customers/120045').body));
  assert.ok(!('onHandQuantity' in ask('GET', '/ProductInventoryList').body.results[0]));
});

test('stock is told for the branches that the user may see', () => {
  const { twin, ask } = openCompany({ branches: ['10', '20'], visibleBranches: ['20'] });
  twin.adjust('MUG-01', 7, '20');
  const { results } = ask('GET', '/ProductInventoryList?productId=55101').body;
  assert.deepEqual(results, [
    {
      productId: '55101',
      branch: '20',
      onHandQuantity: 7,
      committedQuantity: 0,
      availableQuantity: 7,
      onOrderQuantity: 0,
      uom: 'ea',
    },
  ]);
});

test('a price is that of so many pieces, with eight decimals', () => {
  const { ask } = openCompany();
  const { results } = ask('GET', '/ProductPricing?productIds=55102&customerId=120045').body;
  assert.deepEqual(results, [
    {
      productId: '55102',
      branch: '10',
      pricingPerQuantity: 100,
      pricingUOM: 'ea',
      productUnitPrice: { value: '7.50000000', currency: 'EUR' },
      quantityBreaks: [],
    },
  ]);
  assert.equal(ask('GET', '/ProductPricing?productIds=1').status, 404);
});

test('a customer is written whole, with the key that was read', () => {
  const { ask } = openCompany();
  const made = ask('POST', '/Customers', { name: 'Hans Müller', email: 'hans@example.com', poRequired: true });
  assert.equal(made.status, 201);
  const [customer] = made.body.results;
  const changed = ask('PUT', `/Customers/${customer.id}`, { ...customer, phone: '0228 555', email: null });
  assert.deepEqual(
    [changed.status, changed.body.results[0].phone, changed.body.results[0].email],
    [200, '0228 555', ''],
  );
  const late = ask('PUT', `/Customers/${customer.id}`, customer);
  assert.deepEqual([late.status, late.body.message.includes('changed by another user')], [409, true]);
  assert.equal(ask('POST', '/Customers', { name: 'x'.repeat(36) }).status, 400);
  assert.equal(ask('POST', '/Customers', { name: 'A', terms: 'NEVER' }).status, 400);
});

test('contacts belong to a customer and are found by their address', () => {
  const { ask } = openCompany();
  const contact = { firstname: 'Pat', lastname: 'Doe', emails: [{ address: 'pat@example.com' }] };
  assert.equal(ask('POST', '/Contacts', { ...contact, EntityID: '1' }).status, 400);
  const { body } = ask('POST', '/Contacts', { ...contact, EntityID: '120045' });
  assert.deepEqual(ask('GET', '/Contacts?keyword=pat@example').body.results, body.results);
  const { id } = body.results[0];
  ask('PUT', `/Contacts/${id}`, { ...contact, lastname: 'Roe' });
  assert.equal(ask('GET', '/Contacts?entityId=120045').body.results[0].lastname, 'Roe');
});
