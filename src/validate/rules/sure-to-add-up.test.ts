import assert from 'node:assert/strict';
import test from 'node:test';
import Big from 'big.js';
import fc from 'fast-check';
import type { Order } from '../../model/documents.generated.ts';
import { wrongByDecimals } from './money-adds-up.ts';
import { sureToAddUp } from './sure-to-add-up.ts';

/** Amounts close to one another, so that sums are often right, or wrong by very little. */
const amount = fc
  .tuple(fc.integer({ min: -2_000, max: 2_000_000 }), fc.constantFrom(0, 1, 2, 3, 6))
  .map(([units, digits]) => new Big(units).div(10 ** digits).toFixed());
const nudge = fc.constantFrom(
  '0',
  '0.005',
  '0.0050',
  '0.005001',
  '-0.005',
  '-0.005001',
  '0.01',
  '0.5',
  '0.0005',
  '0.000501',
);
const discounts = fc.array(fc.record({ amount }), { maxLength: 3 });
const part = fc.record({ total: amount, tax_total: amount, discounts, off: nudge });

const order = fc
  .record({
    currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
    prices_include_tax: fc.boolean(),
    lines: fc.array(part, { minLength: 1, maxLength: 5 }),
    shipping_lines: fc.array(part, { maxLength: 2 }),
    fees: fc.array(fc.record({ total: amount, tax_total: amount }), { maxLength: 2 }),
    credits: fc.array(fc.record({ amount }), { maxLength: 2 }),
    off: nudge,
    taxOff: nudge,
    payable: fc.option(nudge, { nil: undefined }),
  })
  .map(({ off, taxOff, payable, ...made }) => {
    const sum = (texts: readonly string[]) => texts.reduce((all, text) => all.plus(text), new Big(0));
    const subtotalled = (parts: typeof made.lines) =>
      parts.map(({ off: by, ...rest }) => ({
        ...rest,
        subtotal: sum([rest.total, by, ...rest.discounts.map((each) => each.amount)]).toFixed(),
      }));
    const parts = [...made.lines, ...made.shipping_lines, ...made.fees];
    const tax = sum([taxOff, ...parts.map((each) => each.tax_total)]);
    const total = sum([off, ...parts.map((each) => each.total)]).plus(made.prices_include_tax ? 0 : tax);
    return {
      ...made,
      lines: subtotalled(made.lines),
      shipping_lines: subtotalled(made.shipping_lines),
      tax_total: tax.toFixed(),
      total: total.toFixed(),
      ...(payable === undefined
        ? {}
        : {
            amount_payable: total
              .minus(sum(made.credits.map((each) => each.amount)))
              .plus(payable)
              .toFixed(),
          }),
    } as unknown as Order;
  });

test('whole numbers are sure of exactly those orders that are right by decimals', () => {
  let sure = 0;
  let wrong = 0;
  fc.assert(
    fc.property(order, (made) => {
      const isRight = wrongByDecimals(made, new Big(0)).length === 0;
      if (isRight) sure += 1;
      else wrong += 1;
      assert.equal(sureToAddUp(made), isRight);
    }),
    { numRuns: 2000 },
  );
  assert.ok(sure > 20 && wrong > 20, `${sure} right, ${wrong} wrong`);
});

test('what cannot be counted exactly is left to the decimals', () => {
  const made = (total: string) =>
    ({
      currency: 'EUR',
      prices_include_tax: true,
      lines: [{ total, tax_total: '0', discounts: [] }],
      shipping_lines: [],
      fees: [],
      credits: [],
      tax_total: '0',
      total,
    }) as unknown as Order;
  assert.equal(sureToAddUp(made('12.50')), true);
  for (const total of ['0.0000001', '1e-9', '', ' 1', '99999999999999', 'Infinity']) {
    assert.equal(sureToAddUp(made(total)), false, total);
  }
});
