import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCompany } from './open-company.support.ts';

const CUSTOMER = '/objects/accounts-receivable/customer';
const CONTACT = '/objects/company-config/contact';
const LINES = '/objects/inventory-control/product-line';

test('a customer is made with its display contact, and only what is sent is changed', () => {
  const { ask } = openCompany();
  const made = ask('POST', CUSTOMER, {
    name: 'Hans Müller',
    contacts: {
      default: {
        printAs: 'Hans Müller',
        email1: 'hans@example.com',
        mailingAddress: { city: 'Bonn', isoCountryCode: 'de' },
      },
    },
    'nsp::PO_REQUIRED': 'true',
  });
  assert.equal(made.status, 201);
  const { key, id } = made.body['ia::result'];
  assert.equal(id, 'C10001');
  ask('PATCH', `${CUSTOMER}/${key}`, { contacts: { default: { phone1: '0228 555' } } });
  const read = ask('GET', `${CUSTOMER}/${key}`).body['ia::result'];
  const { email1, phone1, mailingAddress } = read.contacts.default;
  assert.deepEqual([email1, phone1, mailingAddress.country], ['hans@example.com', '0228 555', 'Germany']);
  assert.equal(read['nsp::PO_REQUIRED'], 'true');
});

test('names of customers and ids of contacts are unique', () => {
  const { ask } = openCompany();
  assert.equal(ask('POST', CUSTOMER, { name: 'Northfield Supply' }).status, 409);
  const contact = { id: 'Dock 4', printAs: 'Dock 4' };
  assert.equal(ask('POST', CONTACT, contact).status, 201);
  assert.equal(ask('POST', CONTACT, contact).status, 409);
  assert.equal(ask('POST', CONTACT, { id: 'Dock 5' }).status, 400, 'printAs is required');
});

test('fields and codes that Intacct does not know are refused', () => {
  const { ask } = openCompany();
  assert.equal(ask('POST', CUSTOMER, { name: 'A', nonsense: 'x' }).status, 400);
  assert.equal(ask('POST', CUSTOMER, { name: 'A', 'nsp::NONSENSE': 'x' }).status, 400);
  assert.equal(ask('POST', CUSTOMER, { name: 'A', term: { id: 'Never' } }).status, 400);
  assert.equal(ask('POST', CUSTOMER, { name: 'A', contacts: { shipTo: { id: 'Nowhere' } } }).status, 400);
  assert.equal(ask('POST', CUSTOMER).status, 400);
});

test('product lines are a tree; one that is in use stays', () => {
  const { ask, twin } = openCompany();
  assert.equal(ask('POST', LINES, { id: 'MUGS', description: 'Mugs', parent: { id: 'HOME' } }).status, 201);
  assert.equal(ask('POST', LINES, { id: 'X', parent: { id: 'NOWHERE' } }).status, 400);
  const key = (id: string) => twin.company.productLines.get(id)?.key ?? '';
  assert.equal(ask('DELETE', `${LINES}/${key('HOME')}`).status, 422);
  assert.equal(ask('DELETE', `${LINES}/${key('MUGS')}`).status, 204);
});

test('a changed contact does not change a document that was written before', () => {
  const { ask, order, twin } = openCompany();
  const address = { addressLine1: 'Quarry Road 9', city: 'Köln', isoCountryCode: 'de' };
  const { key } = ask('POST', CONTACT, { id: 'Depot', printAs: 'Depot', mailingAddress: address }).body['ia::result'];
  order({ contacts: { shipTo: { id: 'Depot' } } });
  ask('PATCH', `${CONTACT}/${key}`, { mailingAddress: { ...address, city: 'Berlin' } });
  assert.equal(twin.company.contacts.get('Depot')?.mailingAddress.city, 'Berlin');
  assert.equal(twin.ordersFor('WEB-1001')[0]?.shipTo.mailingAddress.city, 'Köln');
});
