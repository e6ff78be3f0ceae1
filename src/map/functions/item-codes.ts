import { Hold } from '../../model/hold.ts';
import { isNothing, maybe, shown, textOf, wholeNumberOf, wordOf } from './argument.ts';
import type { MappingFunction } from './mapping-function.ts';
import { oneLine } from './text.ts';
import { BOOLEAN, oneOf, TEXT, TEXT_OR_NUMBER, wholeNumber } from './value-schema.ts';

const CASES = ['as-is', 'upper', 'lower'] as const;
const GTIN_LENGTHS = [8, 12, 13, 14] as const;

/** The check digit of GS1 for the digits before it: weights 3 and 1 from the right. */
function checkDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((acc, digit, index) => acc + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return String((10 - (sum % 10)) % 10);
}

const isGtin = (text: string): boolean =>
  /^(\d{8}|\d{12,14})$/.test(text) && checkDigit(text.slice(0, -1)) === text.slice(-1);

/** Digits as written; a JSON number has lost its leading zeros, so that only its length can tell. */
const barcodeText = (value: unknown): string =>
  (typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : textOf(value, 'the barcode')).replace(
    /[\s-]/g,
    '',
  );

function gtin(value: unknown): string {
  const text = barcodeText(value);
  if (isGtin(text)) return text;
  throw new Hold(
    'gtin-impossible',
    `${shown(value)} is not a GTIN: it has 8, 12, 13 or 14 digits, the last of which checks the others`,
  );
}

const BARCODE = maybe('barcode', TEXT_OR_NUMBER);

export const itemCodeFunctions: readonly MappingFunction[] = [
  {
    name: 'sku',
    parameters: [maybe('sku'), { name: 'case', takes: oneOf(CASES), optional: true }],
    returns: { gives: TEXT, nothingForNothing: true, maybeNothing: true },
    description:
      'A SKU on one line, blanks at the ends off, leading zeros kept; in upper or lower case where both systems take case for nothing. A number holds the record, because its leading zeros are lost. Nothing or an empty text yields nothing.',
    examples: [
      { expression: '$sku(" 000123-a ", "upper")', result: '000123-A' },
      { expression: '$sku(123)', holds: 'not-a-text' },
    ],
    call: (sku, letters) => {
      if (isNothing(sku)) return undefined;
      const line = oneLine(textOf(sku, 'the SKU'));
      const chosen = letters === undefined ? 'as-is' : wordOf(letters, 'the case', CASES);
      const written = chosen === 'upper' ? line.toUpperCase() : chosen === 'lower' ? line.toLowerCase() : line;
      return written === '' ? undefined : written;
    },
  },
  {
    name: 'gtin',
    parameters: [BARCODE],
    returns: { gives: { ...TEXT, pattern: '^[0-9]{8,14}$' }, nothingForNothing: true },
    description:
      'A barcode (GTIN-8, UPC, EAN, GTIN-14) as digits, leading zeros kept, blanks and hyphens out. One whose check digit is wrong holds the record. Nothing yields nothing.',
    examples: [
      { expression: '$gtin("0 36000 29145 2")', result: '036000291452' },
      { expression: '$gtin("4006381333932")', holds: 'gtin-impossible' },
    ],
    call: (barcode) => (isNothing(barcode) ? undefined : gtin(barcode)),
  },
  {
    name: 'isGtin',
    parameters: [BARCODE],
    returns: { gives: BOOLEAN },
    description: 'Whether it is a GTIN with the right check digit.',
    examples: [{ expression: '[$isGtin("4006381333931"), $isGtin("A-1")]', result: [true, false] }],
    call: (barcode) => (typeof barcode === 'string' || typeof barcode === 'number') && isGtin(barcodeText(barcode)),
  },
  {
    name: 'gtinAs',
    parameters: [BARCODE, { name: 'length', takes: { type: 'integer', enum: GTIN_LENGTHS } }],
    returns: { gives: { ...TEXT, pattern: '^[0-9]{8,14}$' }, nothingForNothing: true },
    description:
      'The same barcode with another number of digits: longer by zeros in front, shorter only where zeros are there to go. Otherwise the record is held.',
    examples: [
      { expression: '$gtinAs("036000291452", 14)', result: '00036000291452' },
      { expression: '$gtinAs("0036000291452", 12)', result: '036000291452' },
      { expression: '$gtinAs("4006381333931", 12)', holds: 'gtin-too-long' },
    ],
    call: (barcode, length) => {
      if (isNothing(barcode)) return undefined;
      const digits = gtin(barcode);
      const wanted = wholeNumberOf(length, 'the length', 8, 14);
      if (!GTIN_LENGTHS.some((one) => one === wanted))
        throw new Hold('gtin-length-unknown', `there is no GTIN-${wanted}, only ${GTIN_LENGTHS.join(', ')}`);
      const bare = digits.replace(/^0+/, '');
      if (bare.length <= wanted) return bare.padStart(wanted, '0');
      throw new Hold('gtin-too-long', `${digits} cannot be written with ${wanted} digits`);
    },
  },
  {
    name: 'gtinCheckDigit',
    parameters: [{ name: 'digits', takes: TEXT }],
    returns: { gives: { ...TEXT, pattern: '^[0-9]$' } },
    description: 'The check digit that belongs behind 7, 11, 12 or 13 digits.',
    examples: [{ expression: '$gtinCheckDigit("400638133393")', result: '1' }],
    call: (digits) => {
      const text = textOf(digits, 'the digits');
      if (/^(\d{7}|\d{11,13})$/.test(text)) return checkDigit(text);
      throw new Hold('gtin-impossible', `${shown(digits)} are not the digits of a GTIN without the last one`);
    },
  },
  {
    name: 'padZeros',
    parameters: [maybe('code', TEXT_OR_NUMBER), { name: 'length', takes: wholeNumber(1, 100) }],
    returns: { gives: TEXT, nothingForNothing: true },
    description: 'A code with zeros in front up to `length`. A longer one holds the record. Nothing yields nothing.',
    examples: [
      { expression: '$padZeros("77", 10)', result: '0000000077' },
      { expression: '$padZeros("1234", 3)', holds: 'text-too-long' },
    ],
    call: (code, length) => {
      if (isNothing(code)) return undefined;
      const text = typeof code === 'number' ? String(code) : textOf(code, 'the code').trim();
      const wanted = wholeNumberOf(length, 'the length', 1, 100);
      if (text.length <= wanted) return text.padStart(wanted, '0');
      throw new Hold('text-too-long', `"${text}" has more than ${wanted} characters`);
    },
  },
];
