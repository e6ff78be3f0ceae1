import { type Amount, amountOf, sum, ZERO } from './amount.ts';
import { fromMinor, splitDiscount, toMinor } from './coupon-discounts.ts';
import { couponCovers, eligibleCoupon } from './coupon-eligibility.ts';
import type { CouponLine, Order } from './order-state.ts';
import { calculateTotals, lineTax, ratesForLine } from './order-totals.ts';
import type { Store } from './store.ts';
import { netOf, taxesOn } from './tax-rates.ts';

/** Adds a coupon by its code and reduces the lines. Throws the 400 of an invalid coupon. */
export function applyCoupon(order: Order, writtenCode: string, store: Store): void {
  const code = writtenCode.trim().toLowerCase();
  const coupon = eligibleCoupon(code, order, store);
  const nominalAmount = amountOf(coupon.amount);
  const info: unknown[] = [
    coupon.id,
    code,
    coupon.discountType === 'fixed_cart' ? null : coupon.discountType,
    Number(nominalAmount),
  ];
  if (coupon.freeShipping) info.push(true);
  order.couponLines.push({
    id: store.nextId('orderItem'),
    couponId: coupon.id,
    code,
    discount: ZERO,
    discountTax: ZERO,
    discountType: coupon.discountType,
    nominalAmount,
    freeShipping: coupon.freeShipping,
    meta: [{ id: store.nextMetaId(), key: 'coupon_info', value: JSON.stringify(info) }],
  });
  allocateCoupons(order, store);
}

/** Takes all coupons off; the lines cost their subtotal again, also where a lower total had been written by hand. */
export function removeCoupons(order: Order, store: Store): void {
  if (order.couponLines.length === 0) return;
  order.couponLines = [];
  allocateCoupons(order, store);
}

function allocateCoupons(order: Order, store: Store): void {
  for (const line of order.lines) line.total = line.subtotal;
  const discounted = new Map<number, Amount>();
  for (const couponLine of order.couponLines) allocate(order, couponLine, discounted, store);
  calculateTotals(order, store);
}

/** `discounted` holds, by line id and in minor units, what earlier coupons took. */
function allocate(order: Order, couponLine: CouponLine, discounted: Map<number, Amount>, store: Store): void {
  const { priceDecimals, pricesIncludeTax } = store.settings;
  const coupon = store.coupons.get(couponLine.couponId);
  const lines = order.lines
    .filter((line) => coupon === undefined || couponCovers(coupon, line, store))
    .map((line) => {
      const rates = ratesForLine(order, line, store);
      const taxInPrice = pricesIncludeTax ? sum(taxesOn(line.subtotal, rates).values()) : ZERO;
      const price = toMinor(line.subtotal.plus(taxInPrice), priceDecimals);
      return {
        line,
        rates,
        lineId: line.id,
        quantity: line.quantity,
        price,
        remaining: price.minus(discounted.get(line.id) ?? ZERO),
      };
    });
  const isPercent = couponLine.discountType === 'percent';
  const amount = isPercent ? couponLine.nominalAmount : toMinor(couponLine.nominalAmount, priceDecimals);
  const split = splitDiscount(couponLine.discountType, amount, lines);
  couponLine.discount = ZERO;
  couponLine.discountTax = ZERO;
  for (const { line, rates } of lines) {
    const minor = split.get(line.id);
    if (minor === undefined) continue;
    discounted.set(line.id, (discounted.get(line.id) ?? ZERO).plus(minor));
    const given = fromMinor(minor, priceDecimals);
    const net = pricesIncludeTax ? netOf(given, rates) : given;
    const tax = pricesIncludeTax ? given.minus(net) : sum(taxesOn(given, rates).values());
    line.total = line.total.minus(net);
    if (line.total.lt(0)) line.total = ZERO;
    couponLine.discount = couponLine.discount.plus(net);
    couponLine.discountTax = couponLine.discountTax.plus(lineTax(tax, store));
  }
}
