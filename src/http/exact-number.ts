/**
 * A number of JSON, or its own text when a double cannot hold it: integers beyond ±(2^53 − 1), more digits than a
 * double has, and magnitudes that would become Infinity or 0. `0.1` counts as held: a double writes it back as `0.1`.
 */
export function exactNumber(value: number, source: string): number | string {
  if (!Number.isFinite(value)) return source;
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return source;
  return sameDecimal(String(value), source) ? value : source;
}

function sameDecimal(a: string, b: string): boolean {
  const left = decimalOf(a);
  const right = decimalOf(b);
  return left.digits === right.digits && left.exponent === right.exponent && left.negative === right.negative;
}

/** A decimal as digits without zeros at either end, and the power of ten of the last one. Zero has no digits. */
function decimalOf(text: string): { readonly digits: string; readonly exponent: number; readonly negative: boolean } {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  const [, sign = '', whole = '', fraction = '', power = '0'] = match ?? [];
  const all = (whole + fraction).replace(/^0+/, '');
  const digits = all.replace(/0+$/, '');
  if (digits === '') return { digits: '', exponent: 0, negative: false };
  return { digits, exponent: Number(power) - fraction.length + (all.length - digits.length), negative: sign === '-' };
}
