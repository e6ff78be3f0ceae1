import assert from 'node:assert/strict';
import { test } from 'node:test';
import Big from 'big.js';
import fc from 'fast-check';
import { moneyFunctions } from './money.ts';

/**
 * Laws against big.js, a decimal library. `MONEY_RUNS=100000 node --test …` for more of each.
 */
const RUNS = Number(process.env.MONEY_RUNS ?? 2000);

function call(name: string, ...args: readonly unknown[]): unknown {
  const found = moneyFunctions.find((each) => each.name === name);
  assert.ok(found, name);
  return found.call(...args);
}

/** Digits enough that a division is exact for all that the laws look at. */
const Exact = Big();
Exact.DP = 90;
const big = (value: unknown): Big => new Exact(typeof value === 'string' ? value.trim() : String(value));

const digits = (most: number) => fc.stringMatching(new RegExp(`^[0-9]{1,${most}}$`));
const decimalText = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.oneof(digits(4), digits(9), digits(24)),
    fc.option(fc.oneof(digits(2), digits(4), digits(20))),
  )
  .map(([sign, whole, fraction]) => `${sign}${whole}${fraction === null ? '' : `.${fraction}`}`);
/** Halves and round figures, where modes of rounding differ. */
const nearHalf = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.nat(300),
    fc.constantFrom('5', '50', '500001', '4999999', '25', '15', '005', '125', '0'),
  )
  .map(([sign, whole, fraction]) => `${sign}${whole}.${fraction}`);
const amount: fc.Arbitrary<string | number> = fc.oneof(
  decimalText,
  nearHalf,
  fc.integer({ min: -10000, max: 10000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e21, max: 1e21 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1, max: 1 }),
  fc.constantFrom(
    9007199254740991,
    '9007199254740993',
    '90071992547409.93',
    1e21,
    1e-7,
    -0,
    '-0',
    '-0.00',
    ' 1.50 ',
    '007.50',
  ),
);
const places = fc.option(fc.integer({ min: 0, max: 10 }), { nil: undefined });
const MODES = { 'half-up': 1, 'half-even': 2, up: 3, down: 0 } as const;
const modes = fc.option(fc.constantFrom(...(Object.keys(MODES) as (keyof typeof MODES)[])), { nil: undefined });

const law = (name: string, property: fc.IRawProperty<unknown>): void => {
  test(name, () => {
    fc.assert(property, { numRuns: RUNS, seed: Number(process.env.MONEY_SEED ?? 20260302) });
  });
};

law(
  'sums, differences, products and comparisons are those of a decimal library',
  fc.property(amount, amount, (a, b) => {
    assert.equal(call('moneyAdd', a, b), big(a).plus(big(b)).toFixed());
    assert.equal(call('moneySubtract', a, b), big(a).minus(big(b)).toFixed());
    assert.equal(call('moneyMultiply', a, b), big(a).times(big(b)).toFixed());
    assert.equal(call('moneyCompare', a, b), big(a).cmp(big(b)));
    assert.equal(call('decimal', a), big(a).toFixed());
  }),
);

law(
  'a sum over a list is exact, whatever the order',
  fc.property(fc.array(amount, { maxLength: 12 }), (list) => {
    assert.equal(call('moneySum', list), list.reduce((sum, item) => sum.plus(big(item)), new Exact(0)).toFixed());
    assert.equal(call('moneySum', [...list].reverse()), call('moneySum', list));
  }),
);

law(
  'rounding is that of a decimal library, in each mode and to any digits',
  fc.property(amount, places, modes, (value, to, mode) => {
    const expected = big(value).round(to ?? 2, MODES[mode ?? 'half-up']);
    assert.equal(call('moneyRound', value, to, mode), expected.toFixed(to ?? 2));
  }),
);

law(
  'a quotient is rounded half up once',
  fc.property(amount, amount, places, (a, b, to) => {
    fc.pre(!big(b).eq(0));
    assert.equal(
      call('moneyDivide', a, b, to),
      big(a)
        .div(big(b))
        .round(to ?? 10, 1)
        .toFixed(),
    );
  }),
);

law(
  'parts of a total add up to it, are those of exact shares rounded down, and the rest goes to the largest remainders',
  fc.property(
    fc.oneof(decimalText, nearHalf),
    fc.array(fc.oneof(nearHalf, decimalText), { minLength: 1, maxLength: 8 }),
    places,
    (total, weights, to) => {
      const sum = weights.reduce((all, weight) => all.plus(big(weight)), new Exact(0));
      fc.pre(!sum.eq(0));
      const parts = call('moneyAllocate', total, weights, to) as string[];
      assert.deepEqual(parts, allocated(total, weights, to ?? 2));
      if (weights.every((weight) => big(weight).gte(0))) {
        const rounded = big(total).round(to ?? 2, 1);
        assert.equal(parts.reduce((all, part) => all.plus(big(part)), new Exact(0)).toFixed(), rounded.toFixed());
      }
    },
  ),
);

/** The same by a decimal library, step by step. */
function allocated(total: string, weights: readonly string[], to: number): string[] {
  const sum = weights.reduce((all, weight) => all.plus(big(weight)), new Exact(0));
  const unit = new Exact(10).pow(-to);
  const size = big(total).abs();
  // Compared without dividing: shares of equal weights are equal to the last digit.
  const shares = weights.map((weight) => size.times(big(weight)).div(sum).round(80, 1));
  const parts = shares.map((share) => share.round(to, 0));
  const left = size.minus(parts.reduce((all, part) => all.plus(part), new Exact(0)));
  const order = shares
    .map((share, index) => ({ index, remainder: share.minus(parts[index] as Big) }))
    .sort((a, b) => b.remainder.cmp(a.remainder) || a.index - b.index);
  const units = Number(left.div(unit).round(0, 1).toFixed());
  for (let i = 0; i < units; i += 1) {
    const { index } = order[i % order.length] as { index: number };
    parts[index] = (parts[index] as Big).plus(unit);
  }
  return parts.map((part) => (big(total).lt(0) ? part.times(-1) : part).toFixed(to));
}

test('what is no decimal holds the record and is shown', () => {
  for (const value of [
    undefined,
    null,
    '',
    ' ',
    '1,50',
    '1e5',
    '.5',
    '5.',
    '-',
    '--1',
    '1.2.3',
    '0x10',
    Number.NaN,
    Infinity,
    [],
    {},
    true,
  ]) {
    assert.throws(() => call('moneyAdd', value, '1'), { name: 'Hold', code: 'not-a-decimal' }, String(value));
  }
  assert.throws(() => call('moneyDivide', '1', '0.00'), { code: 'division-by-zero' });
  assert.throws(() => call('moneyAllocate', '1', ['1', '-1']), { code: 'nothing-to-allocate-over' });
  assert.throws(() => call('moneyAllocate', '1', []), { code: 'nothing-to-allocate-over' });
  assert.throws(() => call('moneyRound', '1', 2, 'nearest'), { code: 'rounding-mode-unknown' });
  assert.throws(() => call('moneyRound', '1', 11), { code: 'digits-unknown' });
});
