import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Big } from 'big.js';
import fc from 'fast-check';
import { allocate, amountOf, sumOf } from './money.ts';

test('parts of an allocation add up to the whole, and no part is off by more than a cent', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.array(fc.nat(100_000), { minLength: 1, maxLength: 12 }), (cents, weights) => {
      const total = new Big(cents).div(100);
      const shares = weights.map((weight) => new Big(weight).div(100));
      const whole = sumOf(shares);
      const parts = allocate(total, shares);
      if (whole.eq(0)) assert.ok(parts.every((part) => part === '0.00'));
      else {
        assert.equal(sumOf(parts).toFixed(2), total.toFixed(2));
        for (const [index, part] of parts.entries())
          assert.ok(
            new Big(part)
              .minus(total.times(shares[index] ?? 0).div(whole))
              .abs()
              .lte('0.01'),
          );
      }
    }),
  );
});

test('amounts have two places and round half up', () => {
  assert.deepEqual(
    ['9.288', '0.005', '-0.005', '4.5', '1e3'].map((value) => amountOf(value)),
    ['9.29', '0.01', '-0.01', '4.50', '1000.00'],
  );
});

test('the cent left over goes to the largest remainder, not to the first part', () => {
  assert.deepEqual(allocate(new Big('1.00'), [new Big(2), new Big(1), new Big(3)]), ['0.33', '0.17', '0.50']);
});
