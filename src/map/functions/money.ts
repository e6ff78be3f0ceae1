import Big from 'big.js';
import { Hold } from '../../model/hold.ts';
import { decimalOf, decimalsOf, decimalText, ROUNDING_MODE_NAMES, roundingModeOf } from './decimal.ts';
import type { MappingFunction } from './mapping-function.ts';
import { DECIMAL, DECIMAL_WRITTEN, listOf, oneOf, wholeNumber } from './value-schema.ts';

/** Digits that are kept when a division does not end. More than any currency or unit price needs. */
const DIVISION_DIGITS = 10;

function digitsOf(value: unknown): number {
  if (value === undefined) return 2;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 10) return value;
  throw new Hold('digits-unknown', `digits must be a whole number from 0 to 10, not ${JSON.stringify(value)}`);
}

/**
 * Splits `total` over `weights` so that the parts add up to it exactly: each part is rounded down to `digits`, and the
 * units left over go to the largest remainders, first come first served among equals.
 */
export function allocate(total: Big, weights: readonly Big[], digits: number): Big[] {
  const sum = weights.reduce((acc, weight) => acc.plus(weight), new Big(0));
  if (weights.length === 0 || sum.eq(0)) {
    throw new Hold('nothing-to-allocate-over', `${decimalText(total)} cannot be split: the weights add up to zero`);
  }
  const unit = new Big(1).div(new Big(10).pow(digits));
  const shares = weights.map((weight) => total.abs().times(weight).div(sum));
  const parts = shares.map((share) => share.round(digits, Big.roundDown));
  const left = total.abs().minus(parts.reduce((acc, part) => acc.plus(part), new Big(0)));
  const order = shares
    .map((share, index) => ({ index, remainder: share.minus(parts[index] ?? 0) }))
    .sort((a, b) => b.remainder.cmp(a.remainder) || a.index - b.index);
  const units = Number(left.div(unit).round(0, Big.roundHalfUp).toString());
  for (let i = 0; i < units; i += 1) {
    const at = order[i % order.length]?.index ?? 0;
    parts[at] = (parts[at] ?? new Big(0)).plus(unit);
  }
  return total.lt(0) ? parts.map((part) => part.times(-1)) : parts;
}

/** Decimals after the point. */
const DIGITS = wholeNumber(0, 10);

export const moneyFunctions: readonly MappingFunction[] = [
  {
    name: 'moneyAdd',
    parameters: [
      { name: 'a', takes: DECIMAL_WRITTEN },
      { name: 'b', takes: DECIMAL_WRITTEN },
    ],
    returns: { gives: DECIMAL },
    description: 'Sum of two decimals, exactly.',
    examples: [{ expression: '$moneyAdd("0.10", "0.20")', result: '0.3' }],
    call: (a, b) => decimalText(decimalOf(a, 'a summand').plus(decimalOf(b, 'a summand'))),
  },
  {
    name: 'moneySubtract',
    parameters: [
      { name: 'a', takes: DECIMAL_WRITTEN },
      { name: 'b', takes: DECIMAL_WRITTEN },
    ],
    returns: { gives: DECIMAL },
    description: 'The first decimal less the second, exactly.',
    examples: [{ expression: '$moneySubtract("100.00", "20.00")', result: '80' }],
    call: (a, b) => decimalText(decimalOf(a, 'the first amount').minus(decimalOf(b, 'the amount taken off'))),
  },
  {
    name: 'moneyMultiply',
    parameters: [
      { name: 'a', takes: DECIMAL_WRITTEN },
      { name: 'b', takes: DECIMAL_WRITTEN },
    ],
    returns: { gives: DECIMAL },
    description: 'Product of two decimals, exactly and unrounded.',
    examples: [{ expression: '$moneyMultiply("0.99", 10)', result: '9.9' }],
    call: (a, b) => decimalText(decimalOf(a, 'a factor').times(decimalOf(b, 'a factor'))),
  },
  {
    name: 'moneyDivide',
    parameters: [
      { name: 'a', takes: DECIMAL_WRITTEN },
      { name: 'b', takes: DECIMAL_WRITTEN },
      { name: 'digits', takes: DIGITS, optional: true },
    ],
    returns: { gives: DECIMAL },
    description:
      'The first decimal divided by the second, rounded half up to `digits` (10 when not given). Division by zero holds the record.',
    examples: [{ expression: '$moneyDivide("9.21", 10)', result: '0.921' }],
    call: (a, b, digits) => {
      const divisor = decimalOf(b, 'the divisor');
      if (divisor.eq(0)) throw new Hold('division-by-zero', `${String(a)} cannot be divided by zero`);
      const exact = new (bigWith(DIVISION_DIGITS + 10))(decimalText(decimalOf(a, 'the dividend'))).div(
        decimalText(divisor),
      );
      return new Big(exact.toFixed())
        .round(digits === undefined ? DIVISION_DIGITS : digitsOf(digits), Big.roundHalfUp)
        .toFixed();
    },
  },
  {
    name: 'moneySum',
    parameters: [{ name: 'list', takes: listOf(DECIMAL_WRITTEN), maybeNothing: true }],
    returns: { gives: DECIMAL },
    description: 'Sum of a list of decimals, exactly; of nothing, "0".',
    examples: [{ expression: '$moneySum(["0.10", "0.20", "0.30"])', result: '0.6' }],
    call: (list) => decimalText(decimalsOf(list, 'an amount').reduce((acc, item) => acc.plus(item), new Big(0))),
  },
  {
    name: 'moneyRound',
    parameters: [
      { name: 'amount', takes: DECIMAL_WRITTEN },
      { name: 'digits', takes: DIGITS, optional: true },
      { name: 'mode', takes: oneOf(ROUNDING_MODE_NAMES), optional: true },
    ],
    returns: { gives: DECIMAL },
    description:
      'The amount with exactly `digits` decimals (2 when not given). Modes: half-up (default), half-even, up, down.',
    examples: [{ expression: '$moneyRound("0.125")', result: '0.13' }],
    call: (amount, digits, mode) => {
      const places = digitsOf(digits);
      return decimalOf(amount, 'the amount').round(places, roundingModeOf(mode)).toFixed(places);
    },
  },
  {
    name: 'moneyAllocate',
    parameters: [
      { name: 'total', takes: DECIMAL_WRITTEN },
      { name: 'weights', takes: listOf(DECIMAL_WRITTEN) },
      { name: 'digits', takes: DIGITS, optional: true },
    ],
    returns: { gives: listOf(DECIMAL) },
    description: 'Splits a total over weights so that the parts add up to it to the last unit (largest remainder).',
    examples: [{ expression: '$moneyAllocate("5.00", ["10.00", "10.00", "10.00"])', result: ['1.67', '1.67', '1.66'] }],
    call: (total, weights, digits) => {
      const places = digitsOf(digits);
      return allocate(decimalOf(total, 'the total'), decimalsOf(weights, 'a weight'), places).map((part) =>
        part.toFixed(places),
      );
    },
  },
  {
    name: 'moneyCompare',
    parameters: [
      { name: 'a', takes: DECIMAL_WRITTEN },
      { name: 'b', takes: DECIMAL_WRITTEN },
    ],
    returns: { gives: wholeNumber(-1, 1) },
    description:
      '-1, 0 or 1: whether the first decimal is smaller than, equal to or larger than the second. "1.0" equals "1.00".',
    examples: [{ expression: '$moneyCompare("1.0", "1.00")', result: 0 }],
    call: (a, b) => decimalOf(a, 'the first amount').cmp(decimalOf(b, 'the second amount')),
  },
  {
    name: 'decimal',
    parameters: [{ name: 'value', takes: DECIMAL_WRITTEN }],
    returns: { gives: DECIMAL },
    description: 'A JSON number or decimal text as plain decimal text. Anything else holds the record.',
    examples: [{ expression: '$decimal(15.5)', result: '15.5' }],
    call: (value) => decimalText(decimalOf(value, 'the value')),
  },
];

function bigWith(digits: number): typeof Big {
  const Precise = Big();
  Precise.DP = digits;
  return Precise;
}
