/**
 * An exact decimal: `units` × 10^−scale. Whole units are a number as long as that is exact, and a BigInt beyond: nearly
 * every amount of an order is a number, which is some twenty times as quick as a library of decimals.
 */
export interface Decimal {
  readonly units: number | bigint;
  /** Digits after the point, from 0. */
  readonly scale: number;
}

export type RoundingMode = 'half-up' | 'half-even' | 'up' | 'down';

/** Powers of ten that are exact numbers. */
const POWERS = Array.from({ length: 16 }, (_, i) => 10 ** i);

const power = (exponent: number): bigint => 10n ** BigInt(exponent);

const isExact = (value: number): boolean => value <= Number.MAX_SAFE_INTEGER && value >= -Number.MAX_SAFE_INTEGER;

const decimal = (units: number | bigint, scale: number): Decimal => ({ units, scale });

/** Of a BigInt; as a number where that is exact. */
function narrowed(units: bigint, scale: number): Decimal {
  const number = Number(units);
  return isExact(number) ? decimal(number, scale) : decimal(units, scale);
}

export const ZERO: Decimal = decimal(0, 0);

const MINUS = 45;
const POINT = 46;

/** Reads `-?\d+(\.\d+)?`, nothing around it. Undefined when the text is anything else. */
export function parseDecimal(text: string): Decimal | undefined {
  const { length } = text;
  const negative = text.charCodeAt(0) === MINUS;
  const start = negative ? 1 : 0;
  let units = 0;
  let point = -1;
  for (let i = start; i < length; i += 1) {
    const code = text.charCodeAt(i);
    const digit = code - 48;
    if (digit >= 0 && digit <= 9) units = units * 10 + digit;
    else if (code === POINT && point === -1 && i > start) point = i;
    else return undefined;
  }
  if (length === start || point === length - 1) return undefined;
  const scale = point === -1 ? 0 : length - 1 - point;
  if (isExact(units)) return decimal(negative && units !== 0 ? -units : units, scale);
  return narrowed(BigInt(point === -1 ? text : text.slice(0, point) + text.slice(point + 1)), scale);
}

/**
 * Scales at which the number of an amount is tried. A decimal of 15 digits or fewer is the shortest form of the number
 * that is nearest to it, so that dividing tells whether it is this one.
 */
const USUAL_SCALES = [2, 4] as const;

/** A number at its shortest written form: 0.1 is a tenth, 1e-7 has seven decimals. */
export function decimalOfNumber(value: number): Decimal {
  if (Number.isSafeInteger(value)) return decimal(value === 0 ? 0 : value, 0);
  for (const scale of USUAL_SCALES) {
    const units = Math.round(value * (POWERS[scale] as number));
    if (units < 1e15 && units > -1e15 && units / (POWERS[scale] as number) === value) return decimal(units, scale);
  }
  const [digits = '', exponent = '0'] = String(value).split('e');
  const parsed = parseDecimal(digits);
  if (parsed === undefined) throw new RangeError(`${value} is no decimal`);
  const scale = parsed.scale - Number(exponent);
  return scale >= 0 ? decimal(parsed.units, scale) : narrowed(BigInt(parsed.units) * power(-scale), 0);
}

const TWO_DIGITS = Array.from({ length: 100 }, (_, i) => String(i).padStart(2, '0'));

function fixedText(units: number | bigint, scale: number): string {
  if (scale === 0) return String(units);
  if (scale === 2 && typeof units === 'number') {
    const whole = Math.floor((units < 0 ? -units : units) / 100);
    return `${units < 0 ? '-' : ''}${whole}.${TWO_DIGITS[(units < 0 ? -units : units) - whole * 100]}`;
  }
  const negative = units < 0;
  const digits = String(negative ? -units : units).padStart(scale + 1, '0');
  return `${negative ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** Plain text without zeros at the end of the fraction; never an exponent, and zero has no sign. */
export function decimalText({ units, scale }: Decimal): string {
  if (scale === 0) return String(units);
  if (typeof units === 'number') {
    let whole = units;
    let digits = scale;
    while (digits > 0 && whole % 10 === 0) {
      whole /= 10;
      digits -= 1;
    }
    return fixedText(whole, digits);
  }
  const text = fixedText(units, scale);
  let end = text.length;
  while (text.charCodeAt(end - 1) === 48) end -= 1;
  return text.slice(0, text.charCodeAt(end - 1) === POINT ? end - 1 : end);
}

/** The units at the same or a finer scale. */
export function unitsAt({ units, scale }: Decimal, finer: number): number | bigint {
  const up = finer - scale;
  if (up === 0) return units;
  if (typeof units === 'number' && up < POWERS.length) {
    const scaled = units * (POWERS[up] as number);
    if (isExact(scaled)) return scaled;
  }
  return BigInt(units) * power(up);
}

function combined(a: Decimal, b: Decimal, sign: 1 | -1): Decimal {
  const scale = Math.max(a.scale, b.scale);
  const left = unitsAt(a, scale);
  const right = unitsAt(b, scale);
  if (typeof left === 'number' && typeof right === 'number') {
    const units = left + sign * right;
    if (isExact(units)) return decimal(units === 0 ? 0 : units, scale);
  }
  return narrowed(BigInt(left) + BigInt(sign) * BigInt(right), scale);
}

export const add = (a: Decimal, b: Decimal): Decimal => combined(a, b, 1);

export const subtract = (a: Decimal, b: Decimal): Decimal => combined(a, b, -1);

export function multiply(a: Decimal, b: Decimal): Decimal {
  const scale = a.scale + b.scale;
  if (typeof a.units === 'number' && typeof b.units === 'number') {
    const units = a.units * b.units;
    if (isExact(units)) return decimal(units === 0 ? 0 : units, scale);
  }
  return narrowed(BigInt(a.units) * BigInt(b.units), scale);
}

/** -1, 0 or 1. */
export function compare(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const scale = Math.max(a.scale, b.scale);
  const left = unitsAt(a, scale);
  const right = unitsAt(b, scale);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** `numerator ÷ denominator` as whole units, rounded; the denominator is above zero. */
function divided(numerator: number | bigint, denominator: number | bigint, mode: RoundingMode): number | bigint {
  if (typeof numerator === 'number' && typeof denominator === 'number') {
    const size = numerator < 0 ? -numerator : numerator;
    // Exact, where a quotient of numbers need not be.
    const rest = size % denominator;
    let whole = (size - rest) / denominator;
    if (
      rest !== 0 &&
      isAway(mode, rest > denominator - rest ? 1 : rest === denominator - rest ? 0 : -1, whole % 2 === 1)
    ) {
      whole += 1;
    }
    return numerator < 0 && whole !== 0 ? -whole : whole;
  }
  const below = BigInt(denominator);
  const size = numerator < 0 ? -BigInt(numerator) : BigInt(numerator);
  const rest = size % below;
  let whole = size / below;
  if (rest !== 0n) {
    const half = rest * 2n > below ? 1 : rest * 2n === below ? 0 : -1;
    if (isAway(mode, half, whole % 2n === 1n)) whole += 1n;
  }
  return numerator < 0 ? -whole : whole;
}

/** Whether a fraction is rounded away from zero. `half`: how it compares with one half. */
function isAway(mode: RoundingMode, half: -1 | 0 | 1, odd: boolean): boolean {
  if (mode === 'up') return true;
  if (mode === 'down') return false;
  return half === 1 || (half === 0 && (mode === 'half-up' || odd));
}

/** Rounded to so many digits after the point; one with fewer stays as it is. Modes are those of the size: `up` is away from zero. */
export function round(value: Decimal, digits: number, mode: RoundingMode): Decimal {
  const { units, scale } = value;
  if (scale <= digits) return value;
  const down = scale - digits;
  const rounded =
    typeof units === 'number' && down < POWERS.length
      ? divided(units, POWERS[down] as number, mode)
      : divided(units, power(down), mode);
  return typeof rounded === 'number' ? decimal(rounded, digits) : narrowed(rounded, digits);
}

/** Text with exactly so many digits after the point, of a value that has no more. */
export const fixed = (value: Decimal, digits: number): string => fixedText(unitsAt(value, digits), digits);

/** The quotient, rounded half up to so many digits after the point. The divisor is not zero. */
export function divide(a: Decimal, b: Decimal, digits: number): Decimal {
  // a/b = (a.units × 10^shift) / b.units in units of 10^-digits.
  const shift = digits + b.scale - a.scale;
  const over: Decimal = shift >= 0 ? decimal(unitsAt(decimal(a.units, 0), shift), 0) : decimal(a.units, 0);
  const under: Decimal = shift >= 0 ? decimal(b.units, 0) : decimal(unitsAt(decimal(b.units, 0), -shift), 0);
  const negative = under.units < 0;
  const quotient = divided(negated(over.units, negative), negated(under.units, negative), 'half-up');
  return typeof quotient === 'number' ? decimal(quotient, digits) : narrowed(quotient, digits);
}

const negated = (units: number | bigint, really: boolean): number | bigint => (really && units !== 0 ? -units : units);
