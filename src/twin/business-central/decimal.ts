import Big from 'big.js';

/** A number of a row as an exact decimal. Rows only hold numbers that came in as JSON or out of {@link plain}. */
export function decimal(value: unknown): Big {
  if (typeof value !== 'number') throw new TypeError(`expected a number, got ${String(value)}`);
  return new Big(value);
}

/** Half up to the cent: how line amounts are rounded (sheet section 11). Currencies without cents are not modelled. */
export const cents = (value: Big): Big => value.round(2, Big.roundHalfUp);

/** Prices and percents carry up to five decimals. */
export const fine = (value: Big): Big => value.round(5, Big.roundHalfUp);

/** As it goes into JSON: decimals are numbers (sheet section 3). */
export const plain = (value: Big): number => Number(value.toString());

export const ZERO = new Big(0);
