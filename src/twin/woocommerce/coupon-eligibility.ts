import { amountOf, sum } from './amount.ts';
import type { Coupon } from './coupon-state.ts';
import type { Order, ProductLine } from './order-state.ts';
import { isOnSale } from './product-price.ts';
import { RestError } from './rest-error.ts';
import type { Store } from './store.ts';

/** The coupon behind a code, or the 400 with the reason why it does not apply to this order. */
export function eligibleCoupon(code: string, order: Order, store: Store): Coupon {
  const coupon = [...store.coupons.values()].find((each) => each.code === code && each.status === 'publish');
  const quoted = `&quot;${code}&quot;`;
  if (coupon === undefined) throw invalid(`Coupon ${quoted} cannot be applied because it does not exist.`);
  if (order.couponLines.some((line) => line.code === code)) throw invalid(`Coupon ${quoted} has already been applied.`);
  if (coupon.usageLimit !== undefined && coupon.usageCount >= coupon.usageLimit)
    throw invalid(`Usage limit for coupon ${quoted} has been reached.`);
  if (coupon.expiresAt !== undefined && store.now() > coupon.expiresAt) throw invalid(`Coupon ${quoted} has expired.`);
  const subtotal = sum(order.lines.map((line) => line.subtotal));
  if (amountOf(coupon.minimumAmount).gt(subtotal))
    throw invalid(`The minimum spend for coupon ${quoted} is ${coupon.minimumAmount}.`);
  if (amountOf(coupon.maximumAmount).gt(0) && amountOf(coupon.maximumAmount).lt(subtotal))
    throw invalid(`The maximum spend for coupon ${quoted} is ${coupon.maximumAmount}.`);
  if (!order.lines.some((line) => couponCovers(coupon, line, store)))
    throw invalid(`Sorry, coupon ${quoted} is not applicable to selected products.`);
  if (!emailAllowed(coupon, order)) throw invalid(`Please enter a valid email to use coupon code ${quoted}.`);
  return coupon;
}

/** Whether a line is one that the coupon reduces. */
export function couponCovers(coupon: Coupon, line: ProductLine, store: Store): boolean {
  const ids = [line.productId, line.variationId];
  const product = store.products.get(line.productId);
  const categories = product?.categoryIds ?? [];
  if (coupon.productIds.length > 0 && !ids.some((id) => coupon.productIds.includes(id))) return false;
  if (ids.some((id) => coupon.excludedProductIds.includes(id))) return false;
  if (coupon.categoryIds.length > 0 && !categories.some((id) => coupon.categoryIds.includes(id))) return false;
  if (categories.some((id) => coupon.excludedCategoryIds.includes(id))) return false;
  const sold = store.products.get(line.variationId) ?? product;
  return !(coupon.excludeSaleItems && sold !== undefined && isOnSale(sold, store));
}

function emailAllowed(coupon: Coupon, order: Order): boolean {
  if (coupon.emailRestrictions.length === 0) return true;
  const email = order.billing.email.toLowerCase();
  return coupon.emailRestrictions.some((pattern) =>
    pattern.startsWith('*') ? email.endsWith(pattern.slice(1).toLowerCase()) : email === pattern.toLowerCase(),
  );
}

function invalid(message: string): RestError {
  return new RestError('woocommerce_rest_invalid_coupon', message, 400);
}
