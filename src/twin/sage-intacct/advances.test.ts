import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCompany } from './open-company.support.ts';

const ADVANCE = '/objects/accounts-receivable/advance';
const PAID = {
  customer: { id: 'C10010' },
  referenceNumber: 'WEB-1001/6531',
  description: 'Card',
  paymentInformation: { paymentDate: '2026-03-02', paymentMethod: 'creditCard', financialEntity: { entityId: 'BOA' } },
  items: [{ txnAmount: '60.00', glAccount: { id: '2100' }, dimensions: {} }],
};

test('an advance is posted at once, and found by its reference, which nothing makes unique', () => {
  const { ask, query, twin } = openCompany();
  const made = ask('POST', ADVANCE, { ...PAID, items: [PAID.items[0], { ...PAID.items[0], txnAmount: '0.55' }] });
  assert.equal(made.status, 201);
  const { state, txnTotalEntered, customer, paymentInformation } = ask(
    'GET',
    `${ADVANCE}/${made.body['ia::result'].key}`,
  ).body['ia::result'];
  assert.deepEqual([state, txnTotalEntered, customer.id], ['posted', '60.55', 'C10010']);
  assert.deepEqual(
    [paymentInformation.receiptDate, paymentInformation.financialEntity.entityId],
    ['2026-03-02', 'BOA'],
  );
  assert.equal(ask('POST', ADVANCE, PAID).status, 201);
  const found = query('accounts-receivable/advance', ['key', 'state'], {
    filters: [{ $eq: { referenceNumber: 'WEB-1001/6531' } }],
  });
  assert.equal(found.body['ia::result'].length, 2);
  assert.equal(twin.advancesFor('WEB-1001/').length, 2);
});

test('undeposited funds take an advance as well, and labels stand for accounts', () => {
  const { ask } = openCompany();
  const { financialEntity: _, ...paymentInformation } = PAID.paymentInformation;
  const funds = { ...PAID, paymentInformation, glAccount: { undepositedGLAccountNumber: '1099' } };
  const items = [{ txnAmount: '60.00', accountLabel: { id: 'Web advances' }, dimensions: {} }];
  assert.equal(ask('POST', ADVANCE, { ...funds, items }).status, 201);
  assert.equal(ask('POST', ADVANCE, { ...PAID, paymentInformation }).status, 422, 'nowhere to put the money');
});

test('an advance without customer, day, method, account or amount is refused, and none is changed', () => {
  const { ask, twin } = openCompany();
  const wrong = [
    { customer: { id: 'C9' } },
    { customer: null },
    { paymentInformation: { ...PAID.paymentInformation, paymentDate: '2.3.2026' } },
    { paymentInformation: { ...PAID.paymentInformation, receiptDate: 'soon' } },
    { paymentInformation: { ...PAID.paymentInformation, paymentMethod: 'shells' } },
    { paymentInformation: { ...PAID.paymentInformation, financialEntity: { entityId: 'NOWHERE' } } },
    { glAccount: { undepositedGLAccountNumber: '9999' } },
    { items: [] },
    { items: [{ ...PAID.items[0], txnAmount: '0.00' }] },
    { items: [{ ...PAID.items[0], glAccount: { id: '9999' } }] },
    { nonsense: 'x' },
  ];
  for (const change of wrong)
    assert.equal(ask('POST', ADVANCE, { ...PAID, ...change }).status, 400, JSON.stringify(change));
  assert.equal(twin.company.advances.length, 0);
  const { key } = ask('POST', ADVANCE, PAID).body['ia::result'];
  assert.equal(ask('PATCH', `${ADVANCE}/${key}`, { description: 'x' }).status, 405);
});
