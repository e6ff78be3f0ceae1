import Big from 'big.js';
import { Hold } from '../../model/hold.ts';

/** Exponential notation never appears in a document: 1e-7 is written 0.0000001. */
const plain = (value: Big): string => value.toFixed();

const DECIMAL = /^-?\d+(\.\d+)?$/;

/**
 * A decimal from what a system wrote. Text must be a plain decimal; a JSON number is taken at its shortest exact
 * written form, never by its binary value. Anything else holds the record: unknown is never zero.
 */
export function decimalOf(value: unknown, what: string): Big {
  if (typeof value === 'number' && Number.isFinite(value)) return new Big(String(value));
  if (typeof value === 'string' && DECIMAL.test(value.trim())) return new Big(value.trim());
  throw new Hold('not-a-decimal', `${what} must be a decimal such as "12.50", not ${shown(value)}`);
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** Rounding modes by the names that accounting uses. */
const ROUNDING_MODES = {
  'half-up': Big.roundHalfUp,
  'half-even': Big.roundHalfEven,
  down: Big.roundDown,
  up: Big.roundUp,
} as const;

export const ROUNDING_MODE_NAMES = Object.keys(ROUNDING_MODES);

export function roundingModeOf(value: unknown): (typeof ROUNDING_MODES)[keyof typeof ROUNDING_MODES] {
  if (value === undefined) return ROUNDING_MODES['half-up'];
  if (typeof value === 'string' && Object.hasOwn(ROUNDING_MODES, value)) {
    return ROUNDING_MODES[value as keyof typeof ROUNDING_MODES];
  }
  throw new Hold(
    'rounding-mode-unknown',
    `rounding mode must be one of ${ROUNDING_MODE_NAMES.join(', ')}, not ${shown(value)}`,
  );
}

/** A list of decimals from a JSONata value, which is no list when it holds one or none. */
export function decimalsOf(value: unknown, what: string): Big[] {
  const list = value === undefined ? [] : Array.isArray(value) ? value : [value];
  return list.map((item) => decimalOf(item, what));
}

export { plain as decimalText };
