import {
  compare,
  type Decimal,
  decimalText,
  divide,
  multiply,
  parseDecimal,
  subtract,
  ZERO,
} from '../../model/decimal-number.ts';
import { Hold } from '../../model/hold.ts';
import { shown, wholeNumberOf } from './argument.ts';
import { decimalOf } from './decimal.ts';
import type { MappingFunction } from './mapping-function.ts';
import { DECIMAL, DECIMAL_WRITTEN, TEXT, wholeNumber } from './value-schema.ts';

interface Unit {
  readonly measures: 'weight' | 'length' | 'volume';
  /** Exactly how many kilograms, metres or litres it is. */
  readonly is: string;
  readonly also: readonly string[];
}

/** Factors are exact by definition: the international yard and pound agreement of 1959, the US gallon of 231 cubic inches. */
const UNITS: Readonly<Record<string, Unit>> = {
  kg: { measures: 'weight', is: '1', also: ['kgs', 'kilogram', 'kilograms', 'kilogramme'] },
  g: { measures: 'weight', is: '0.001', also: ['gr', 'gram', 'grams', 'gramme'] },
  mg: { measures: 'weight', is: '0.000001', also: ['milligram', 'milligrams'] },
  t: { measures: 'weight', is: '1000', also: ['tonne', 'tonnes', 'metric_ton'] },
  lb: { measures: 'weight', is: '0.45359237', also: ['lbs', 'pound', 'pounds'] },
  oz: { measures: 'weight', is: '0.028349523125', also: ['ounce', 'ounces'] },
  m: { measures: 'length', is: '1', also: ['meter', 'meters', 'metre', 'metres'] },
  cm: { measures: 'length', is: '0.01', also: ['centimeter', 'centimeters', 'centimetre'] },
  mm: { measures: 'length', is: '0.001', also: ['millimeter', 'millimeters', 'millimetre'] },
  in: { measures: 'length', is: '0.0254', also: ['inch', 'inches', '"'] },
  ft: { measures: 'length', is: '0.3048', also: ['foot', 'feet'] },
  yd: { measures: 'length', is: '0.9144', also: ['yard', 'yards'] },
  l: { measures: 'volume', is: '1', also: ['liter', 'liters', 'litre', 'litres'] },
  ml: { measures: 'volume', is: '0.001', also: ['milliliter', 'milliliters', 'millilitre'] },
  cl: { measures: 'volume', is: '0.01', also: ['centiliter', 'centilitre'] },
  m3: { measures: 'volume', is: '1000', also: ['cbm', 'm³'] },
  in3: { measures: 'volume', is: '0.016387064', also: ['cuin', 'in³'] },
  ft3: { measures: 'volume', is: '28.316846592', also: ['cuft', 'ft³'] },
  'gal-us': { measures: 'volume', is: '3.785411784', also: [] },
  'gal-uk': { measures: 'volume', is: '4.54609', also: [] },
  'floz-us': { measures: 'volume', is: '0.0295735295625', also: [] },
};

const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(UNITS).flatMap(([name, { also }]) => [name, ...also].map((spelling) => [spelling, name] as const)),
);

function unitOf(written: unknown): Unit {
  const name = typeof written === 'string' ? NAMES.get(written.trim().toLowerCase().replace(/\.$/, '')) : undefined;
  const unit = name === undefined ? undefined : UNITS[name];
  if (unit !== undefined) return unit;
  throw new Hold(
    'unit-unknown',
    `${shown(written)} is not a unit known here; known are ${Object.keys(UNITS).join(', ')}`,
  );
}

const ONE = parseDecimal('1') ?? ZERO;

const factor = (unit: Unit): Decimal => parseDecimal(unit.is) ?? ZERO;

/** Pieces in a pack: a positive decimal. */
function piecesOf(factorWritten: unknown): Decimal {
  const pieces = decimalOf(factorWritten, 'the number of pieces in a pack');
  if (compare(pieces, ZERO) > 0) return pieces;
  throw new Hold('pack-size-impossible', `a pack of ${decimalText(pieces)} pieces cannot be`);
}

const QUANTITY = { name: 'quantity', takes: DECIMAL_WRITTEN };
const PACK = { name: 'pieces', takes: DECIMAL_WRITTEN };

export const measureFunctions: readonly MappingFunction[] = [
  {
    name: 'convert',
    parameters: [
      { name: 'value', takes: DECIMAL_WRITTEN },
      { name: 'from', takes: TEXT },
      { name: 'to', takes: TEXT },
      { name: 'digits', takes: wholeNumber(0, 10), optional: true },
    ],
    returns: { gives: DECIMAL },
    description: `A weight, length or volume in another unit, by exact factors, rounded half up to \`digits\` (10 when not given). Units: ${Object.keys(UNITS).join(', ')}, and their usual spellings. A unit that is unknown, such as "gal" without its country, or of another kind, holds the record.`,
    examples: [
      { expression: '$convert("2.5", "lb", "kg")', result: '1.133980925' },
      { expression: '$convert(1500, "g", "lbs", 2)', result: '3.31' },
      { expression: '$convert("1", "kg", "cm")', holds: 'units-differ' },
    ],
    call: (value, from, to, digits) => {
      const [source, target] = [unitOf(from), unitOf(to)];
      if (source.measures !== target.measures)
        throw new Hold(
          'units-differ',
          `${String(from)} is a ${source.measures} and ${String(to)} a ${target.measures}: neither is the other`,
        );
      const places = digits === undefined ? 10 : wholeNumberOf(digits, 'digits', 0, 10);
      return decimalText(divide(multiply(decimalOf(value, 'the value'), factor(source)), factor(target), places));
    },
  },
  {
    name: 'packs',
    parameters: [QUANTITY, PACK],
    returns: { gives: DECIMAL },
    description:
      'How many packs (boxes, cases) a quantity of pieces makes. One that does not come out whole holds the record: a part of a pack can neither be ordered nor shipped.',
    examples: [
      { expression: '$packs("120", 12)', result: '10' },
      { expression: '$packs("125", 12)', holds: 'pack-not-whole' },
    ],
    call: (quantity, pieces) => {
      const [wanted, size] = [decimalOf(quantity, 'the quantity'), piecesOf(pieces)];
      const whole = divide(wanted, size, 0);
      if (compare(multiply(whole, size), wanted) === 0) return decimalText(whole);
      throw new Hold(
        'pack-not-whole',
        `${decimalText(wanted)} pieces are no whole number of packs of ${decimalText(size)}`,
      );
    },
  },
  {
    name: 'wholePacks',
    parameters: [QUANTITY, PACK],
    returns: { gives: DECIMAL },
    description:
      'How many whole packs can be sold of a stock of pieces; what is left over is left out. Below zero it is zero.',
    examples: [{ expression: '$wholePacks("125", 12)', result: '10' }],
    call: (quantity, pieces) => {
      const [stock, size] = [decimalOf(quantity, 'the stock'), piecesOf(pieces)];
      if (compare(stock, ZERO) <= 0) return '0';
      const near = divide(stock, size, 0);
      // Rounded to the nearest, it may count a pack that is not there in full.
      return decimalText(compare(multiply(near, size), stock) > 0 ? subtract(near, ONE) : near);
    },
  },
  {
    name: 'pieces',
    parameters: [{ name: 'packs', takes: DECIMAL_WRITTEN }, PACK],
    returns: { gives: DECIMAL },
    description: 'How many pieces a quantity of packs holds.',
    examples: [{ expression: '$pieces("10", 12)', result: '120' }],
    call: (packs, pieces) => decimalText(multiply(decimalOf(packs, 'the quantity'), piecesOf(pieces))),
  },
];
