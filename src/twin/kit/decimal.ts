import Big from 'big.js';

/** What a twin keeps as an exact decimal; a number that was never filled is 0, as on the screens of most systems. */
export function decimal(value: string | number | boolean | null | undefined): Big {
  if (value === undefined || value === null) return ZERO;
  if (typeof value === 'boolean') throw new TypeError('a yes or no is no number');
  return new Big(value);
}

/** Half up to the cent: how amounts of documents are rounded. */
export const cents = (value: Big): Big => value.round(2, Big.roundHalfUp);

/** As it goes into JSON where decimals are numbers. */
export const plain = (value: Big): number => Number(value.toString());

export const ZERO = new Big(0);

export const sum = (values: readonly Big[]): Big => values.reduce((total, value) => total.plus(value), ZERO);

/** A share of an amount to the cent, such that the shares of consecutive pieces add up to it. */
export function shareOf(whole: Big, of: Big, before: Big, pieces: Big): Big {
  if (of.eq(0)) return ZERO;
  const upTo = (count: Big) => cents(whole.times(count).div(of));
  return upTo(before.plus(pieces)).minus(upTo(before));
}
