import { add, compare, decimalText, divide, fixed, multiply, round, subtract } from '../../model/decimal-number.ts';
import { Hold } from '../../model/hold.ts';
import { allocate } from './allocate.ts';
import { decimalOf, decimalsOf, ROUNDING_MODE_NAMES, roundingModeOf, sumOf } from './decimal.ts';
import type { MappingFunction } from './mapping-function.ts';
import { DECIMAL, DECIMAL_WRITTEN, listOf, oneOf, wholeNumber } from './value-schema.ts';

/** Digits that are kept when a division does not end. More than any currency or unit price needs. */
const DIVISION_DIGITS = 10;

function digitsOf(value: unknown): number {
  if (value === undefined) return 2;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 10) return value;
  throw new Hold('digits-unknown', `digits must be a whole number from 0 to 10, not ${JSON.stringify(value)}`);
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
    call: (a, b) => decimalText(add(decimalOf(a, 'a summand'), decimalOf(b, 'a summand'))),
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
    call: (a, b) => decimalText(subtract(decimalOf(a, 'the first amount'), decimalOf(b, 'the amount taken off'))),
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
    call: (a, b) => decimalText(multiply(decimalOf(a, 'a factor'), decimalOf(b, 'a factor'))),
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
      if (Number(divisor.units) === 0) {
        throw new Hold('division-by-zero', `${String(a)} cannot be divided by zero`);
      }
      const dividend = decimalOf(a, 'the dividend');
      return decimalText(divide(dividend, divisor, digits === undefined ? DIVISION_DIGITS : digitsOf(digits)));
    },
  },
  {
    name: 'moneySum',
    parameters: [{ name: 'list', takes: listOf(DECIMAL_WRITTEN), maybeNothing: true }],
    returns: { gives: DECIMAL },
    description: 'Sum of a list of decimals, exactly; of nothing, "0".',
    examples: [{ expression: '$moneySum(["0.10", "0.20", "0.30"])', result: '0.6' }],
    call: (list) => decimalText(sumOf(list, 'an amount')),
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
      return fixed(round(decimalOf(amount, 'the amount'), places, roundingModeOf(mode)), places);
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
        fixed(part, places),
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
    call: (a, b) => compare(decimalOf(a, 'the first amount'), decimalOf(b, 'the second amount')),
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
