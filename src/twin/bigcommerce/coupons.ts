import type Big from 'big.js';
import { cents, sum, ZERO } from '../kit/decimal.ts';
import { apportion } from './money.ts';
import type { CouponType } from './order-state.ts';

/** A code that buyers enter. `sku`: it is good for this article alone. */
export interface Coupon {
  readonly id: number;
  readonly code: string;
  readonly type: CouponType;
  readonly amount: Big;
  readonly sku: string | undefined;
}

/** What a discount has to do with a line. */
export interface DiscountableLine {
  readonly sku: string;
  readonly quantity: number;
  /** What is left of the whole line after the discounts before. */
  readonly left: Big;
}

/** What a coupon takes off each line; of shipping it takes nothing here. */
export function sharesOf(
  { type, amount, sku }: Omit<Coupon, 'id' | 'code'>,
  lines: readonly DiscountableLine[],
): readonly Big[] {
  const base = lines.map((line) => (sku === undefined || sku === line.sku ? line.left : ZERO));
  const all = sum(base);
  switch (type) {
    case 0:
      return base.map((most, at) => smaller(amount.times(lines[at]?.quantity ?? 0), most));
    case 1:
      return apportion(cents(all.times(amount).div(100)), base);
    case 2:
    case 5:
      return apportion(smaller(amount, all), base);
    case 3:
    case 4:
      return base.map(() => ZERO);
  }
}

const smaller = (one: Big, other: Big): Big => (one.gt(other) ? other : one);
