import {
  add,
  type Decimal,
  decimalOfNumber,
  parseDecimal,
  type RoundingMode,
  ZERO,
} from '../../model/decimal-number.ts';
import { Hold } from '../../model/hold.ts';

/**
 * A decimal from what a system wrote. Text must be a plain decimal; a JSON number is taken at its shortest exact
 * written form, never by its binary value. Anything else holds the record: unknown is never zero.
 */
export function decimalOf(value: unknown, what: string): Decimal {
  if (typeof value === 'string') {
    const parsed = parseDecimal(value) ?? parseDecimal(value.trim());
    if (parsed !== undefined) return parsed;
  } else if (typeof value === 'number' && Number.isFinite(value)) return decimalOfNumber(value);
  throw new Hold('not-a-decimal', `${what} must be a decimal such as "12.50", not ${shown(value)}`);
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** Rounding modes by the names that accounting uses. */
export const ROUNDING_MODE_NAMES: readonly RoundingMode[] = ['half-up', 'half-even', 'down', 'up'];

export function roundingModeOf(value: unknown): RoundingMode {
  if (value === undefined) return 'half-up';
  const known = ROUNDING_MODE_NAMES.find((name) => name === value);
  if (known !== undefined) return known;
  throw new Hold(
    'rounding-mode-unknown',
    `rounding mode must be one of ${ROUNDING_MODE_NAMES.join(', ')}, not ${shown(value)}`,
  );
}

/** A list from a JSONata value, which is no list when it holds one or none. */
const listOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

export const decimalsOf = (value: unknown, what: string): Decimal[] =>
  listOf(value).map((item) => decimalOf(item, what));

export function sumOf(value: unknown, what: string): Decimal {
  let sum = ZERO;
  for (const item of listOf(value)) sum = add(sum, decimalOf(item, what));
  return sum;
}
