import assert from 'node:assert/strict';
import test from 'node:test';
import type { ShadowOutcome } from './outcome-of.ts';
import { shadowDiff } from './shadow-diff.ts';

const record = (label: string) => ({ pipe: 'orders', key: label, label, record: '{}', from: 'ledger' });
const sent = (payload: unknown): ShadowOutcome => ({ kind: 'sent', payload });

const says = (before: ShadowOutcome, after: ShadowOutcome): string | undefined =>
  shadowDiff('orders', [{ record: record('1042'), before, after }]).changes[0]?.says;

test('amounts differ by so much, exactly', () => {
  assert.equal(says(sent({ tax: '8.23', total: 10 }), sent({ tax: '8.24', total: 10 })), 'tax +0.01');
  assert.equal(
    says(sent({ lines: [{ unitPrice: 0.3 }] }), sent({ lines: [{ unitPrice: 0.1 }] })),
    'lines[].unitPrice −0.2',
  );
});

test('a field that is new, gone or another is told by its name', () => {
  assert.equal(says(sent({ a: 'x', b: 'y' }), sent({ b: 'z', c: 'w' })), 'a is gone, b is another, c is new');
});

test('a number that is an id is no amount', () => {
  assert.equal(says(sent({ number: '00042' }), sent({ number: '00043' })), 'number is another');
});

test('a record that is held now is told with the reason', () => {
  const held: ShadowOutcome = { kind: 'held', code: 'money-adds-up', text: 'the lines are 1.00 short' };
  const { changes } = shadowDiff('orders', [{ record: record('1042'), before: sent({}), after: held }]);
  assert.equal(changes[0]?.says, 'was sent, is held (money-adds-up)');
  assert.deepEqual(changes[0]?.details, ['the lines are 1.00 short']);
  assert.equal(says(held, held), undefined);
});

test('what is the same is only counted', () => {
  const pairs = ['1', '2', '3'].map((label) => ({
    record: record(label),
    before: sent({ total: '1.00' }),
    after: sent({ total: label === '2' ? '1.01' : '1.00' }),
  }));
  const { records, same, changes } = shadowDiff('orders', pairs);
  assert.deepEqual([records, same, changes.map((change) => change.record.label)], [3, 2, ['2']]);
});
