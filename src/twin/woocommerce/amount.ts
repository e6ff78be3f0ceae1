import { Big } from 'big.js';

export type Amount = Big;
export const ZERO: Amount = new Big(0);

/**
 * The number WooCommerce reads from a decimal text: everything but digits, dot and minus is dropped, so `"12,50"`
 * becomes 1250 (captured) and text without a digit becomes "".
 */
export function decimalText(written: string): string {
  const kept = written.trim().replace(/[^0-9.-]/g, '');
  const match = /^-?\d*\.?\d*/.exec(kept)?.[0] ?? '';
  return /\d/.test(match) ? match.replace(/^(-?)\./, '$10.').replace(/\.$/, '') : '';
}

/** An empty or unreadable text counts as zero, as it does in the shop. */
export function amountOf(written: string): Amount {
  const text = decimalText(written);
  return text === '' ? ZERO : new Big(text);
}

export function sum(amounts: Iterable<Amount>): Amount {
  let total = ZERO;
  for (const amount of amounts) total = total.plus(amount);
  return total;
}

/** Half away from zero: PHP's `round`. */
export function roundHalfUp(amount: Amount, decimals: number): Amount {
  return amount.round(decimals, Big.roundHalfUp);
}

/** Half towards zero: how taxes are rounded when prices include tax, and discounts always. */
export function roundHalfDown(amount: Amount, decimals: number): Amount {
  const rounded = amount.round(decimals, Big.roundHalfUp);
  const half = new Big(5).times(new Big(10).pow(-(decimals + 1)));
  const isTie = rounded.minus(amount).abs().eq(half);
  return isTie ? amount.round(decimals, Big.roundDown) : rounded;
}

/** `"60.55"`: never "-0.00". */
export function fixed(amount: Amount, decimals: number): string {
  const text = amount.toFixed(decimals, Big.roundHalfUp);
  return /^-0\.?0*$/.test(text) ? text.slice(1) : text;
}

/** Without trailing zeros, as PHP prints a number: a coupon's discount of 5.00 is `"5"` (captured). */
export function plain(amount: Amount): string {
  return amount.eq(0) ? '0' : amount.toFixed();
}
