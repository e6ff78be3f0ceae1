import assert from 'node:assert/strict';
import test from 'node:test';
import { notSuspicious } from './not-suspicious.ts';
import { poNumberWhenRequired } from './po-number-when-required.ts';

test('CUS-06: an order of a customer who needs a PO number has one', () => {
  const customer = { po_number_required: true };
  assert.equal(poNumberWhenRequired.judge({ customer }).toString().includes('purchase order number'), true);
  assert.deepEqual(poNumberWhenRequired.judge({ customer, po_number: '4500-77' }), []);
  assert.equal((poNumberWhenRequired.judge({ customer, po_number: '  ' }) as readonly string[]).length, 1);
  assert.deepEqual(poNumberWhenRequired.judge({ customer: { po_number_required: false } }), []);
  assert.deepEqual(poNumberWhenRequired.judge({ customer: {} }), []);
});

test('O14: test orders and suspected fraud are held', () => {
  assert.deepEqual(notSuspicious.judge({ test: true }), ['it is a test order']);
  assert.deepEqual(notSuspicious.judge({ risk: 'high', hold_reason: 'card from elsewhere' }), [
    'the shop takes it for fraud: card from elsewhere',
  ]);
  assert.deepEqual(notSuspicious.judge({ risk: 'low', test: false }), []);
});
