import { Big } from 'big.js';

export { shareOf } from '../kit/decimal.ts';

export type Amount = Big;
export const ZERO: Amount = new Big(0);

export function amountOf(written: string | number): Amount {
  return new Big(written);
}

export function sum(amounts: Iterable<Amount>): Amount {
  let total = ZERO;
  for (const amount of amounts) total = total.plus(amount);
  return total;
}

/** To the cent, half away from zero: PHP's `round`. */
export function cents(amount: Amount): Amount {
  return amount.round(2, Big.roundHalfUp);
}

/** As the database keeps it, four decimals, and as JSON shows it: a number. */
export function shown(amount: Amount): number {
  return Number(amount.round(4, Big.roundHalfUp).toFixed());
}

/** Rounds to the cent and hands what was lost on to the next amount, so that the sum is the rounded sum. */
export class CarriedRounding {
  #carried = ZERO;

  next(exact: Amount): Amount {
    const wanted = exact.plus(this.#carried);
    const rounded = cents(wanted);
    this.#carried = wanted.minus(rounded);
    return rounded;
  }
}
