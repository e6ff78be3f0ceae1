import assert from 'node:assert/strict';
import test from 'node:test';
import type { Delivery } from '../../model/delivery.ts';
import { pipeName, recordKey } from '../../model/names.ts';
import { type Aftermath, judge } from './pack-oracles.ts';

const delivery = (changes: Partial<Delivery> = {}): Delivery => ({
  id: 1,
  pipe: pipeName('orders'),
  part: 'to',
  key: recordKey('17'),
  label: '17',
  state: 'delivered',
  fingerprint: 'f',
  receivedAt: '2026-03-02T09:00:00.000Z' as Delivery['receivedAt'],
  record: '{}',
  attempts: 1,
  steps: {},
  ...changes,
});
const GOOD: Aftermath = {
  number: '17',
  paid: '39.65',
  deliveries: [delivery()],
  documents: 1,
  total: '39.65',
  customers: 1,
  writesAtRest: [],
  numberBack: { is: 'S-1', expected: 'S-1' },
};
const held = delivery({ state: 'held', reason: { code: 'RULE', text: 'too odd' } });

test('one document with the money that was paid, and all at rest: nothing is wrong', () => {
  assert.deepEqual(judge(GOOD, { mayBeHeld: false }), []);
});

test('held with a reason and no document is right where the order may be held', () => {
  const found: Aftermath = { ...GOOD, deliveries: [held], documents: 0, total: undefined };
  assert.deepEqual(judge(found, { mayBeHeld: true }), []);
  assert.match(judge(found, { mayBeHeld: false }).join(), /held though the trouble passed: too odd \[RULE\]/);
  assert.match(judge({ ...found, documents: 1 }, { mayBeHeld: true }).join(), /held, but the ERP has a document/);
});

test('left out by the pipe and without a document is right only where the order may be left out', () => {
  const found: Aftermath = { ...GOOD, deliveries: [delivery({ state: 'excluded' })], documents: 0, total: undefined };
  assert.deepEqual(judge({ ...found, numberBack: undefined }, { mayBeHeld: true, mayBeExcluded: true }), []);
  assert.match(judge(found, { mayBeHeld: true }).join(), /excluded, but the ERP has no document/);
  assert.match(
    judge({ ...found, documents: 1 }, { mayBeHeld: true, mayBeExcluded: true }).join(),
    /excluded, but the ERP has a document/,
  );
});

for (const [words, changes] of [
  ['2 documents in the ERP', { documents: 2 }],
  ['2 customer cards', { customers: 2 }],
  ['written again with nothing left to do: PUT /orders/17', { writesAtRest: ['PUT /orders/17'] }],
  ['lost: the ledger has no delivery', { deliveries: [] }],
  ['to is stuck: waiting', { deliveries: [delivery({ state: 'waiting' })] }],
  ['then/0 is stuck: unknown', { deliveries: [delivery(), delivery({ part: 'then/0', state: 'unknown' })] }],
  [
    'then/0 is parked',
    { deliveries: [delivery(), delivery({ part: 'then/0', state: 'parked', reason: { code: 'X', text: 'x' } })] },
  ],
  ['to is held without a reason', { deliveries: [delivery({ state: 'held' })], documents: 0 }],
  ['the delivery is called "", not 17', { deliveries: [delivery({ label: '' })] }],
  ['delivered, but the ERP has no document', { documents: 0 }],
  ['total is 39.64, paid was 39.65', { total: '39.64' }],
  ['the shop shows no number, the ERP’s is S-1', { numberBack: { is: undefined, expected: 'S-1' } }],
] as const satisfies readonly (readonly [string, Partial<Aftermath>])[])
  test(`refused: ${words}`, () => {
    assert.ok(
      judge({ ...GOOD, ...changes }, { mayBeHeld: true })
        .join('\n')
        .includes(words),
      judge({ ...GOOD, ...changes }, { mayBeHeld: true }).join('\n'),
    );
  });
