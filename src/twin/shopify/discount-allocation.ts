import { Big } from 'big.js';
import { allocate, amountOf, sumOf } from './money.ts';
import type { Allocation, DiscountApplicationRecord } from './order-record.ts';

/** A discount as an order is placed with it. Give either `percentage` (10 is ten per cent) or `amount`. */
export interface PlacedDiscount {
  readonly kind?: 'code' | 'automatic' | 'manual' | 'script';
  /** The code, or the title of the others. */
  readonly label: string;
  readonly description?: string;
  readonly percentage?: number;
  readonly amount?: string;
  readonly on?: 'lines' | 'shipping';
  /** Positions of the lines meant; all when not given. */
  readonly lines?: readonly number[];
  readonly allocation?: 'ACROSS' | 'EACH' | 'ONE';
}

export interface Discountable {
  /** Before any discount. */
  readonly price: Big;
  readonly quantity: number;
  readonly allocations: Allocation[];
}

/** Applies the discounts in their order, each to what the ones before have left, and notes the parts on the targets. */
export function applyDiscounts(
  discounts: readonly PlacedDiscount[],
  lines: readonly Discountable[],
  shipping: readonly Discountable[],
): DiscountApplicationRecord[] {
  return discounts.map((discount, index) => {
    const pool = discount.on === 'shipping' ? shipping : lines;
    const targets =
      discount.lines === undefined ? pool : pool.filter((_, position) => discount.lines?.includes(position));
    const parts = partsOf(discount, targets);
    for (const [position, target] of targets.entries()) {
      const amount = parts[position] ?? '0.00';
      if (!new Big(amount).eq(0)) target.allocations.push({ amount, index });
    }
    return {
      kind: discount.kind ?? 'code',
      index,
      label: discount.label,
      description: discount.description ?? null,
      allocationMethod: discount.allocation ?? 'ACROSS',
      targetSelection: discount.lines === undefined ? 'ALL' : 'EXPLICIT',
      targetType: discount.on === 'shipping' ? 'SHIPPING_LINE' : 'LINE_ITEM',
      value:
        discount.percentage === undefined
          ? { amount: amountOf(discount.amount ?? '0') }
          : { percentage: discount.percentage },
    };
  });
}

function partsOf(discount: PlacedDiscount, targets: readonly Discountable[]): string[] {
  const left = targets.map((target) => target.price.minus(sumOf(target.allocations.map(({ amount }) => amount))));
  const least = (a: Big, b: Big): Big => (a.lt(b) ? a : b);
  const share = (of: Big, quantity: number): Big =>
    discount.percentage === undefined
      ? least(new Big(discount.amount ?? 0).times(quantity), of)
      : new Big(amountOf(of.times(discount.percentage).div(100)));
  switch (discount.allocation ?? 'ACROSS') {
    case 'ACROSS':
      return allocate(share(sumOf(left), 1), left);
    case 'EACH':
      return left.map((of, position) => amountOf(share(of, targets[position]?.quantity ?? 1)));
    case 'ONE':
      return left.map((of, position) => (position === 0 ? amountOf(share(of, 1)) : '0.00'));
  }
}
