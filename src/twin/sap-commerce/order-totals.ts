import type { Big } from 'big.js';
import { cents, decimal, sum, ZERO } from '../kit/decimal.ts';
import type { AppliedValue } from './internal-values.ts';
import type { TaxRate } from './settings.ts';

/** Off the goods of the whole order, or of one article: so much per cent or so much money. */
export interface Discount {
  readonly code: string;
  readonly percent?: string | undefined;
  readonly amount?: string | undefined;
  readonly sku?: string | undefined;
}

export interface CartRow {
  readonly sku: string;
  readonly quantity: number;
  readonly price: Big;
}

export interface Cart {
  readonly rows: readonly CartRow[];
  readonly discounts: readonly Discount[];
  readonly rate: TaxRate | undefined;
  readonly deliveryCost: Big;
  readonly paymentCost: Big;
  readonly net: boolean;
}

export interface RowTotals {
  readonly total: Big;
  readonly discounts: readonly AppliedValue[];
  readonly taxes: readonly AppliedValue[];
  /** What the row costs after its share of the order's discounts. */
  readonly paid: Big;
}

export interface OrderTotals {
  readonly rows: readonly RowTotals[];
  readonly subtotal: Big;
  readonly discounts: readonly AppliedValue[];
  readonly totalDiscounts: Big;
  readonly taxes: readonly AppliedValue[];
  readonly totalTax: Big;
  /** Without tax where prices are net. */
  readonly totalPrice: Big;
}

/**
 * A cart calculated: discounts of entries, then those of the order, then the tax of what is left. An entry's tax is that of
 * its share after the order's discounts, as in the sheet's sample; delivery and payment are taxed like the goods.
 */
export function totalsOf(cart: Cart): OrderTotals {
  const entries = cart.rows.map((row) => discounted(row, cart.discounts));
  const subtotal = sum(entries.map(({ total }) => total));
  const discounts = applied(
    cart.discounts.filter(({ sku }) => sku === undefined),
    subtotal,
  );
  const totalDiscounts = sum(discounts.map((each) => each.applied));
  const left = subtotal.minus(totalDiscounts);
  const totalPrice = left.plus(cart.deliveryCost).plus(cart.paymentCost);
  const taxOf = (amount: Big) => cents(taxIn(amount, cart));
  const rows = entries.map(({ total, discounts: own }) => {
    const paid = subtotal.eq(0) ? ZERO : total.times(left).div(subtotal);
    return { total, discounts: own, paid, taxes: taxValues(cart.rate, taxOf(paid)) };
  });
  const totalTax = taxOf(totalPrice);
  return { rows, subtotal, discounts, totalDiscounts, taxes: taxValues(cart.rate, totalTax), totalTax, totalPrice };
}

/** What is paid: with the tax where prices are without it (sheet section 12). */
export const payable = ({ totalPrice, totalTax }: OrderTotals, { net }: Cart): Big =>
  net ? totalPrice.plus(totalTax) : totalPrice;

/** The tax of an amount that is without it, or in one that holds it. */
export function taxIn(amount: Big, { rate, net }: Pick<Cart, 'rate' | 'net'>): Big {
  const percent = decimal(rate?.percent ?? '0');
  return net ? amount.times(percent).div(100) : amount.minus(amount.div(percent.div(100).plus(1)));
}

function discounted({ sku, quantity, price }: CartRow, all: readonly Discount[]) {
  const whole = cents(price.times(quantity));
  const discounts = applied(
    all.filter((each) => each.sku === sku),
    whole,
  );
  return { total: whole.minus(sum(discounts.map((each) => each.applied))), discounts };
}

/** One after the other, none below nothing. */
function applied(discounts: readonly Discount[], whole: Big): readonly AppliedValue[] {
  let left = whole;
  return discounts.map(({ code, percent, amount }) => {
    const wanted = percent === undefined ? decimal(amount ?? '0') : cents(left.times(percent).div(100));
    const taken = wanted.gt(left) ? left : wanted;
    left = left.minus(taken);
    return { code, value: decimal(percent ?? amount ?? '0'), absolute: percent === undefined, applied: taken };
  });
}

function taxValues(rate: TaxRate | undefined, tax: Big): readonly AppliedValue[] {
  return rate === undefined ? [] : [{ code: rate.code, value: decimal(rate.percent), absolute: false, applied: tax }];
}
