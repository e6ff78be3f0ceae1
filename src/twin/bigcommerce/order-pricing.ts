import type Big from 'big.js';
import { cents, decimal, sum, ZERO } from '../kit/decimal.ts';
import { type Coupon, sharesOf } from './coupons.ts';
import { percentOf, withoutTax } from './money.ts';
import type { AppliedDiscount, Fee, LineMoney, OrderTotals, Taxed } from './order-state.ts';

/** What is bought, before it is priced. */
export interface PricedLine {
  readonly sku: string;
  readonly quantity: number;
  /** Of one piece, as prices are entered in this store: with tax where they hold it. */
  readonly price: Big;
  /** Of tax. */
  readonly percent: Big;
}

/** A reduction that a store gives by itself or by hand, off the goods. */
export interface Reduction {
  /** Of a promotion, or `manual-discount`. */
  readonly id: string;
  readonly name: string;
  readonly amount: Big;
}

export interface Reductions {
  readonly coupons: readonly Coupon[];
  readonly others: readonly Reduction[];
}

/** An amount as entered, with its tax beside it. */
export function taxed(entered: Big, percent: Big, pricesIncludeTax: boolean): Taxed {
  return pricesIncludeTax
    ? { inc: entered, ex: cents(withoutTax(entered, percent)) }
    : { ex: entered, inc: entered.plus(percentOf(entered, percent)) };
}

/** Of one piece: four decimals are shown, so it is not rounded to the cent. */
export function taxedPrice({ price, percent }: PricedLine, pricesIncludeTax: boolean): Taxed {
  if (pricesIncludeTax) return { inc: price, ex: withoutTax(price, percent) };
  return { ex: price, inc: price.plus(price.times(percent).div(100)) };
}

/** Lines with all discounts, one after the other, each off what the ones before have left. Tax is of what is left, line by line. */
export function priceLines(
  lines: readonly PricedLine[],
  { coupons, others }: Reductions,
  pricesIncludeTax: boolean,
): readonly LineMoney[] {
  const wholes = lines.map(({ price, quantity }) => cents(price.times(quantity)));
  const given = lines.map((): AppliedDiscount[] => []);
  const left = (at: number) => (wholes[at] ?? ZERO).minus(sum((given[at] ?? []).map(({ amount }) => amount)));
  const take = (terms: Parameters<typeof sharesOf>[0], discount: Omit<AppliedDiscount, 'amount'>) => {
    const open = lines.map(({ sku, quantity }, at) => ({ sku, quantity, left: left(at) }));
    sharesOf(terms, open).forEach((amount, at) => {
      if (amount.gt(0)) given[at]?.push({ ...discount, amount });
    });
  };
  for (const coupon of coupons) {
    const { code, sku } = coupon;
    take(coupon, { id: 'coupon', name: code, code, target: sku === undefined ? 'order' : 'product' });
  }
  for (const { id, name, amount } of others)
    take({ type: 2, amount, sku: undefined }, { id, name, code: null, target: 'order' });
  return lines.map(({ percent }, at) => {
    const whole = wholes[at] ?? ZERO;
    return {
      base: whole,
      total: taxed(whole, percent, pricesIncludeTax),
      discounts: given[at] ?? [],
      discounted: taxed(left(at), percent, pricesIncludeTax),
    };
  });
}

export function totalsOf(
  lines: readonly LineMoney[],
  shipping: { readonly base: Big; readonly cost: Taxed },
  fees: readonly Fee[],
): OrderTotals {
  const discounts = lines.flatMap((line) => line.discounts);
  const both = (parts: readonly Taxed[]): Taxed => ({
    ex: sum(parts.map(({ ex }) => ex)),
    inc: sum(parts.map(({ inc }) => inc)),
  });
  const of = (isCoupon: boolean) =>
    sum(discounts.filter(({ id }) => (id === 'coupon') === isCoupon).map(({ amount }) => amount));
  return {
    subtotal: both(lines.map(({ total }) => total)),
    shippingBase: shipping.base,
    shipping: shipping.cost,
    discount: of(false),
    couponDiscount: of(true),
    total: both([...lines.map(({ discounted }) => discounted), shipping.cost, ...fees.map(({ cost }) => cost)]),
  };
}

/** The price of one piece for a buyer abroad: where prices hold the tax of the store's own country, that is taken out and the buyer's put in. */
export function priceAbroad(price: number, home: Big, percent: Big, pricesIncludeTax: boolean): Big {
  const entered = decimal(price);
  if (!pricesIncludeTax || home.eq(percent)) return entered;
  return cents(withoutTax(entered, home).times(percent.div(100).plus(1)));
}
