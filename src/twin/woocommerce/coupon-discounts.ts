import { Big } from 'big.js';
import { type Amount, roundHalfDown, roundHalfUp, ZERO } from './amount.ts';
import type { DiscountType } from './coupon-state.ts';

/** One line that a coupon may reduce. `price` is for the whole quantity, in minor units. */
export interface DiscountableLine {
  readonly lineId: number;
  readonly quantity: number;
  readonly price: Amount;
  /** What earlier coupons have left of the price, in minor units. */
  readonly remaining: Amount;
}

const ONE = new Big(1);

/**
 * Splits a coupon over lines, in minor units by line id, the way WooCommerce does: percentages are cut down to the
 * cent and a cart amount is split evenly per piece; what cutting lost is handed out cent by cent to the pieces, the
 * dearest line first. So 5.00 on 2 × 14.99 and 1 × 12.50 becomes 3.34 and 1.66 (captured).
 */
export function splitDiscount(
  type: DiscountType,
  amount: Amount,
  lines: readonly DiscountableLine[],
): ReadonlyMap<number, Amount> {
  const sorted = [...lines].filter((line) => line.price.gt(0) && line.quantity > 0).sort(dearestFirst);
  const split = new Split(sorted);
  if (type === 'percent') percent(split, amount);
  if (type === 'fixed_product') perPiece(split, amount);
  if (type === 'fixed_cart') fixedCart(split, amount);
  return split.given;
}

class Split {
  readonly lines: readonly DiscountableLine[];
  readonly given = new Map<number, Amount>();

  constructor(lines: readonly DiscountableLine[]) {
    this.lines = lines;
  }

  /** The lines that still cost something. */
  get open(): readonly DiscountableLine[] {
    return this.lines.filter((line) => this.left(line).gt(0));
  }

  left(line: DiscountableLine): Amount {
    return line.remaining.minus(this.given.get(line.lineId) ?? ZERO);
  }

  /** Gives no more than is left of the line; answers what was given. */
  give(line: DiscountableLine, wanted: Amount): Amount {
    const left = this.left(line);
    const taken = wanted.gt(left) ? left : wanted;
    if (taken.gt(0)) this.given.set(line.lineId, (this.given.get(line.lineId) ?? ZERO).plus(taken));
    return taken.gt(0) ? taken : ZERO;
  }
}

function percent(split: Split, rate: Amount): void {
  let total = ZERO;
  let whole = ZERO;
  for (const line of split.lines) {
    whole = whole.plus(line.price);
    total = total.plus(split.give(line, line.price.times(rate).div(100).round(0, Big.roundDown)));
  }
  handOutCents(split, roundHalfDown(whole.times(rate).div(100), 0).minus(total));
}

function perPiece(split: Split, amount: Amount): Amount {
  let total = ZERO;
  for (const line of split.lines) total = total.plus(split.give(line, amount.times(line.quantity)));
  return total;
}

function fixedCart(split: Split, amount: Amount): void {
  const pieces = split.open.reduce((count, line) => count + line.quantity, 0);
  if (pieces === 0) return;
  const each = amount.div(pieces).round(0, Big.roundDown);
  if (each.lte(0)) {
    handOutCents(split, amount);
    return;
  }
  const given = perPiece(split, each);
  if (given.gt(0) && given.lt(amount)) fixedCart(split, amount.minus(given));
}

function handOutCents(split: Split, cents: Amount): void {
  let left = cents;
  for (const line of split.lines)
    for (let piece = 0; piece < line.quantity && left.gt(0); piece += 1) left = left.minus(split.give(line, ONE));
}

function dearestFirst(a: DiscountableLine, b: DiscountableLine): number {
  return b.price.times(a.quantity).cmp(a.price.times(b.quantity));
}

/** An amount in the smallest unit of the shop's prices. */
export function toMinor(amount: Amount, decimals: number): Amount {
  return roundHalfUp(amount.times(new Big(10).pow(decimals)), 0);
}

export function fromMinor(minor: Amount, decimals: number): Amount {
  return minor.div(new Big(10).pow(decimals));
}
