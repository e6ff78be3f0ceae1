import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Big } from 'big.js';
import fc from 'fast-check';
import { roundHalfDown, sum } from './amount.ts';
import { type DiscountableLine, splitDiscount } from './coupon-discounts.ts';

const cart = fc.array(
  fc.record({ quantity: fc.integer({ min: 1, max: 9 }), unit: fc.integer({ min: 1, max: 99_999 }) }),
  {
    minLength: 1,
    maxLength: 8,
  },
);

test('a percentage of a cart is given away to the cent', () => {
  fc.assert(
    fc.property(cart, fc.integer({ min: 1, max: 100 }), (items, percent) => {
      const lines = linesOf(items);
      const given = sum(splitDiscount('percent', new Big(percent), lines).values());
      const wanted = roundHalfDown(
        sum(lines.map((line) => line.price))
          .times(percent)
          .div(100),
        0,
      );
      // One cent a piece is all that is handed out after cutting, which always suffices.
      assert.equal(given.toFixed(), wanted.toFixed());
    }),
  );
});

test('a cart amount is given away whole, or all that there is, and no line goes below zero', () => {
  fc.assert(
    fc.property(cart, fc.integer({ min: 1, max: 500_000 }), (items, amount) => {
      const lines = linesOf(items);
      const split = splitDiscount('fixed_cart', new Big(amount), lines);
      const total = sum(lines.map((line) => line.price));
      assert.equal(sum(split.values()).toFixed(), (total.lt(amount) ? total : new Big(amount)).toFixed());
      for (const line of lines) assert.ok(split.get(line.lineId)?.lte(line.price) ?? true);
    }),
  );
});

function linesOf(items: readonly { readonly quantity: number; readonly unit: number }[]): DiscountableLine[] {
  return items.map(({ quantity, unit }, lineId) => {
    const price = new Big(quantity).times(unit);
    return { lineId, quantity, price, remaining: price };
  });
}
