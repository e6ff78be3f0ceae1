import Big from 'big.js';
import { cents, sum, ZERO } from '../kit/decimal.ts';

export const percentOf = (value: Big, percent: Big): Big => cents(value.times(percent).div(100));

/** What of an amount that holds a tax is net. */
export const withoutTax = (gross: Big, percent: Big): Big => gross.div(percent.div(100).plus(1));

/** As V2 writes money: `"54.0000"`. */
export const v2Money = (value: Big): string => value.toFixed(4, Big.roundHalfUp);

/** As V3 writes money: a number. */
export const v3Money = (value: Big): number => Number(value.round(4, Big.roundHalfUp).toFixed());

/** `whole` to the cent, in proportion to `weights`; the parts add up to it. */
export function apportion(whole: Big, weights: readonly Big[]): readonly Big[] {
  const all = sum(weights);
  if (all.eq(0)) return weights.map(() => ZERO);
  let weightSoFar = ZERO;
  let givenSoFar = ZERO;
  return weights.map((weight) => {
    weightSoFar = weightSoFar.plus(weight);
    const upToHere = cents(whole.times(weightSoFar).div(all));
    const part = upToHere.minus(givenSoFar);
    givenSoFar = upToHere;
    return part;
  });
}
