/** Digits after the point of a currency, by ISO 4217 as the runtime’s CLDR data has it: EUR 2, JPY 0, KWD 3. */
export function minorUnits(currency: string): number {
  const known = DIGITS.get(currency);
  if (known !== undefined) return known;
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  DIGITS.set(currency, digits);
  return digits;
}

/** Making a formatter takes about 20 µs: too much for every order. */
const DIGITS = new Map<string, number>();
