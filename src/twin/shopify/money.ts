import { Big } from 'big.js';

/** An amount as Shopify writes it: a decimal string with two places, `"129.00"`. */
export type Amount = string;

export interface MoneyV2 {
  readonly amount: Amount;
  readonly currencyCode: string;
}

export interface MoneyBag {
  readonly shopMoney: MoneyV2;
  readonly presentmentMoney: MoneyV2;
}

/** What an amount needs to be shown in both currencies: the order's currencies and its fixed rate. */
export interface CurrencyPair {
  readonly currencyCode: string;
  readonly presentmentCurrencyCode: string;
  /** One unit of the shop's currency in the buyer's, fixed when the order was placed. */
  readonly exchangeRate: string;
}

/** Rounds half up to two places, as the sheet's sample order does (9.288 of tax becomes 9.29). */
export function amountOf(value: Big | string | number): Amount {
  return new Big(value).toFixed(2, Big.roundHalfUp);
}

export function sumOf(values: Iterable<Big | string>): Big {
  let sum = new Big(0);
  for (const value of values) sum = sum.plus(value);
  return sum;
}

export function moneyBag(pair: CurrencyPair, value: Big | string): MoneyBag {
  const amount = amountOf(value);
  return {
    shopMoney: { amount, currencyCode: pair.currencyCode },
    presentmentMoney: {
      amount:
        pair.exchangeRate === '1' || pair.presentmentCurrencyCode === pair.currencyCode
          ? amount
          : amountOf(new Big(amount).times(pair.exchangeRate)),
      currencyCode: pair.presentmentCurrencyCode,
    },
  };
}

/**
 * Splits `total` over `weights` to the cent, so that the parts add up to it: the cents left over by rounding down go to
 * the largest remainders, the first of equals first. All weights zero gives all parts zero.
 */
export function allocate(total: Big, weights: readonly Big[]): Amount[] {
  const whole = sumOf(weights);
  if (whole.eq(0)) return weights.map(() => '0.00');
  const exact = weights.map((weight) => total.times(weight).div(whole));
  const floors = exact.map((share) => share.round(2, Big.roundDown));
  let cents = total.minus(sumOf(floors)).times(100).round(0, Big.roundHalfUp).toNumber();
  const order = exact
    .map((share, index) => ({ index, rest: share.minus(floors[index] ?? 0) }))
    .sort((a, b) => b.rest.cmp(a.rest) || a.index - b.index);
  for (const { index } of order) {
    if (cents <= 0) break;
    floors[index] = (floors[index] ?? new Big(0)).plus('0.01');
    cents -= 1;
  }
  return floors.map((share) => share.toFixed(2));
}
