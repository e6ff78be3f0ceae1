import {
  add,
  compare,
  type Decimal,
  decimalText,
  divide,
  fixed,
  multiply,
  parseDecimal,
  round,
  subtract,
  ZERO,
} from '../../model/decimal-number.ts';
import { Hold } from '../../model/hold.ts';
import { allocate } from './allocate.ts';
import { isNothing, wholeNumberOf } from './argument.ts';
import { currencyDigits } from './currency.ts';
import { decimalOf, decimalsOf } from './decimal.ts';
import type { MappingFunction } from './mapping-function.ts';
import { DECIMAL, DECIMAL_WRITTEN, listOf, TEXT, wholeNumber } from './value-schema.ts';

const constant = (text: string): Decimal => parseDecimal(text) ?? ZERO;
const HUNDRED = constant('100');
const HUNDREDTH = constant('0.01');
const HALF = constant('0.5');

const powerOfTen = (digits: number): Decimal => constant(`1${'0'.repeat(digits)}`);
const unitOf = (digits: number): Decimal => constant(digits === 0 ? '1' : `0.${'0'.repeat(digits - 1)}1`);
const negated = (value: Decimal): Decimal => subtract(ZERO, value);
const absolute = (value: Decimal): Decimal => (compare(value, ZERO) < 0 ? negated(value) : value);

const digitsOf = (value: unknown): number => (value === undefined ? 2 : wholeNumberOf(value, 'digits', 0, 10));

function extreme(list: unknown, sign: 1 | -1): string | undefined {
  const [first, ...others] = decimalsOf(list, 'an amount');
  if (first === undefined) return undefined;
  return decimalText(others.reduce((best, item) => (compare(item, best) === sign ? item : best), first));
}

/** 1 + rate / 100. A rate of −100 % or less leaves nothing to calculate with. */
function factorOf(rate: unknown): Decimal {
  const factor = add(constant('1'), multiply(decimalOf(rate, 'the rate'), HUNDREDTH));
  if (compare(factor, ZERO) > 0) return factor;
  throw new Hold('rate-impossible', `a rate of ${String(rate)} % leaves no amount`);
}

const AMOUNT = { name: 'amount', takes: DECIMAL_WRITTEN };
const DIGITS = { name: 'digits', takes: wholeNumber(0, 10), optional: true } as const;
const RATE = { name: 'rate', takes: DECIMAL_WRITTEN };
const CURRENCY = { name: 'currency', takes: { ...TEXT, pattern: '^[A-Z]{3}$' } };
const AMOUNTS = { name: 'amounts', takes: listOf(DECIMAL_WRITTEN), maybeNothing: true } as const;

export const amountFunctions: readonly MappingFunction[] = [
  {
    name: 'moneyMin',
    parameters: [AMOUNTS],
    returns: { gives: DECIMAL, nothingForNothing: true },
    description: 'The smallest of a list of decimals; of nothing, nothing.',
    examples: [{ expression: '$moneyMin(["9.90", "10.00", "9.9"])', result: '9.9' }],
    call: (amounts) => extreme(amounts, -1),
  },
  {
    name: 'moneyMax',
    parameters: [AMOUNTS],
    returns: { gives: DECIMAL, nothingForNothing: true },
    description: 'The largest of a list of decimals; of nothing, nothing.',
    examples: [{ expression: '$moneyMax(["9.90", "10.00"])', result: '10' }],
    call: (amounts) => extreme(amounts, 1),
  },
  {
    name: 'moneyAbs',
    parameters: [AMOUNT],
    returns: { gives: DECIMAL },
    description: 'The decimal without its minus.',
    examples: [{ expression: '$moneyAbs("-5.00")', result: '5' }],
    call: (amount) => decimalText(absolute(decimalOf(amount, 'the amount'))),
  },
  {
    name: 'moneyNegate',
    parameters: [AMOUNT],
    returns: { gives: DECIMAL },
    description: 'The decimal with its sign turned.',
    examples: [{ expression: '$moneyNegate("5.00")', result: '-5' }],
    call: (amount) => decimalText(negated(decimalOf(amount, 'the amount'))),
  },
  {
    name: 'moneySign',
    parameters: [AMOUNT],
    returns: { gives: wholeNumber(-1, 1) },
    description: '-1 below zero, 0 for zero, 1 above.',
    examples: [{ expression: '$moneySign("-0.01")', result: -1 }],
    call: (amount) => compare(decimalOf(amount, 'the amount'), ZERO),
  },
  {
    name: 'moneyPercent',
    parameters: [AMOUNT, { name: 'percent', takes: DECIMAL_WRITTEN }],
    returns: { gives: DECIMAL },
    description: 'So many percent of an amount, exactly and unrounded.',
    examples: [{ expression: '$moneyPercent("96.00", "20")', result: '19.2' }],
    call: (amount, percent) =>
      decimalText(multiply(multiply(decimalOf(amount, 'the amount'), decimalOf(percent, 'the percentage')), HUNDREDTH)),
  },
  {
    name: 'moneyRatio',
    parameters: [{ name: 'part', takes: DECIMAL_WRITTEN }, { name: 'whole', takes: DECIMAL_WRITTEN }, DIGITS],
    returns: { gives: DECIMAL },
    description: 'How many percent of the whole a part is, rounded half up. A whole of zero holds the record.',
    examples: [{ expression: '$moneyRatio("9.60", "48.00")', result: '20.00' }],
    call: (part, whole, digits) => {
      const under = decimalOf(whole, 'the whole');
      if (compare(under, ZERO) === 0) throw new Hold('division-by-zero', 'nothing is a percentage of zero');
      const places = digitsOf(digits);
      return fixed(divide(multiply(decimalOf(part, 'the part'), HUNDRED), under, places), places);
    },
  },
  {
    name: 'moneyNet',
    parameters: [{ name: 'gross', takes: DECIMAL_WRITTEN }, RATE, DIGITS],
    returns: { gives: DECIMAL },
    description: 'The amount without tax of one that includes tax at `rate` percent, rounded half up to `digits` (2).',
    examples: [{ expression: '$moneyNet("119.00", "19")', result: '100.00' }],
    call: (gross, rate, digits) => {
      const places = digitsOf(digits);
      return fixed(divide(decimalOf(gross, 'the amount with tax'), factorOf(rate), places), places);
    },
  },
  {
    name: 'moneyGross',
    parameters: [{ name: 'net', takes: DECIMAL_WRITTEN }, RATE, DIGITS],
    returns: { gives: DECIMAL },
    description: 'The amount with tax at `rate` percent of one without, rounded half up to `digits` (2).',
    examples: [{ expression: '$moneyGross("100.00", "8.25")', result: '108.25' }],
    call: (net, rate, digits) => {
      const places = digitsOf(digits);
      return fixed(
        round(multiply(decimalOf(net, 'the amount without tax'), factorOf(rate)), places, 'half-up'),
        places,
      );
    },
  },
  {
    name: 'currencyDigits',
    parameters: [CURRENCY],
    returns: { gives: wholeNumber(0, 4) },
    description: 'Decimals of a currency by ISO 4217. A code that is none holds the record.',
    examples: [
      { expression: '[$currencyDigits("EUR"), $currencyDigits("JPY"), $currencyDigits("KWD")]', result: [2, 0, 3] },
      { expression: '$currencyDigits("EURO")', holds: 'currency-unknown' },
    ],
    call: (currency) => currencyDigits(currency),
  },
  {
    name: 'moneyIn',
    parameters: [AMOUNT, CURRENCY],
    returns: { gives: DECIMAL },
    description: 'The amount with the decimals of its currency, rounded half up.',
    examples: [{ expression: '$moneyIn("8.333333", "EUR") & ", " & $moneyIn("833.5", "JPY")', result: '8.33, 834' }],
    call: (amount, currency) => {
      const digits = currencyDigits(currency);
      return fixed(round(decimalOf(amount, 'the amount'), digits, 'half-up'), digits);
    },
  },
  {
    name: 'moneyToMinor',
    parameters: [AMOUNT, CURRENCY],
    returns: { gives: DECIMAL },
    description:
      'The amount in the smallest unit of its currency, as some payment services write it. An amount finer than that holds the record.',
    examples: [
      { expression: '$moneyToMinor("19.99", "EUR")', result: '1999' },
      { expression: '$moneyToMinor("19.995", "EUR")', holds: 'finer-than-currency' },
    ],
    call: (amount, currency) => {
      const units = multiply(decimalOf(amount, 'the amount'), powerOfTen(currencyDigits(currency)));
      if (compare(round(units, 0, 'down'), units) === 0) return fixed(round(units, 0, 'down'), 0);
      throw new Hold('finer-than-currency', `${String(amount)} is finer than ${String(currency)} can be`);
    },
  },
  {
    name: 'moneyFromMinor',
    parameters: [{ name: 'units', takes: DECIMAL_WRITTEN }, CURRENCY],
    returns: { gives: DECIMAL },
    description: 'An amount from a number of the smallest units of its currency.',
    examples: [{ expression: '$moneyFromMinor(1999, "EUR")', result: '19.99' }],
    call: (units, currency) => {
      const digits = currencyDigits(currency);
      const whole = decimalOf(units, 'the number of units');
      if (compare(round(whole, 0, 'down'), whole) !== 0)
        throw new Hold('finer-than-currency', `${String(units)} is no whole number of the smallest units`);
      return fixed(multiply(whole, unitOf(digits)), digits);
    },
  },
  {
    name: 'moneySpread',
    parameters: [
      { name: 'total', takes: DECIMAL_WRITTEN },
      { name: 'amounts', takes: listOf(DECIMAL_WRITTEN) },
      DIGITS,
      { name: 'others', takes: wholeNumber(0), optional: true },
    ],
    returns: { gives: listOf(DECIMAL) },
    description:
      'The amounts rounded so that they add up to the total: the units that rounding left over go to the largest amounts’ remainders. A difference that rounding does not explain (half a unit for each amount, and for each of so many `others` that were taken off the total rounded) holds the record.',
    examples: [
      { expression: '$moneySpread("10.00", ["3.333", "3.333", "3.333"])', result: ['3.34', '3.33', '3.33'] },
      { expression: '$moneySpread("10.00", ["3.33", "3.33"])', holds: 'money-does-not-add-up' },
      { expression: '$moneySpread("6.67", ["3.33", "3.32"], 2, 2)', result: ['3.34', '3.33'] },
    ],
    call: (total, amounts, digits, others) => {
      const places = digitsOf(digits);
      const sum = decimalOf(total, 'the total');
      const parts = decimalsOf(amounts, 'an amount');
      const stated = parts.reduce(add, ZERO);
      const allowed = multiply(
        multiply(HALF, unitOf(places)),
        constant(String(parts.length + (isNothing(others) ? 0 : wholeNumberOf(others, 'the others', 0, 1_000_000)))),
      );
      if (compare(absolute(subtract(sum, stated)), allowed) > 0)
        throw new Hold(
          'money-does-not-add-up',
          `the parts add up to ${decimalText(stated)}, not to ${decimalText(sum)}: more is missing than rounding explains`,
        );
      const plain = parts.map((part) => round(part, places, 'half-up'));
      const exact = compare(plain.reduce(add, ZERO), sum) === 0;
      return (exact ? plain : allocate(sum, parts, places)).map((part) => fixed(part, places));
    },
  },
  {
    name: 'moneyIsZero',
    parameters: [{ name: 'amount', takes: { ...DECIMAL_WRITTEN }, maybeNothing: true }],
    returns: { gives: { type: 'boolean' }, nothingForNothing: true },
    description: 'Whether a decimal is zero, however it is written; of nothing, nothing, because that is not zero.',
    examples: [{ expression: '$moneyIsZero("0.00")', result: true }],
    call: (amount) => (isNothing(amount) ? undefined : compare(decimalOf(amount, 'the amount'), ZERO) === 0),
  },
];
