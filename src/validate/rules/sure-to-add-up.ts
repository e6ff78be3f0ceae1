import type { Order } from '../../model/documents.generated.ts';
import { minorUnits } from './minor-units.ts';

/** Amounts are counted in millionths of a unit, as whole numbers that a double holds exactly. */
const DIGITS = 6;
const UNIT = 10 ** DIGITS;
const COUNTABLE = /^-?\d{1,15}(\.\d{1,6})?$/;
/** Largest amount that is counted so: a thousand parts of it still add up exactly. */
const LARGEST = 2 ** 53 / 1000;
const MOST_PARTS = 900;

/** The amount in millionths; NaN for one that cannot be counted so, and nothing that is made of it is sure. */
function millionths(text: string | undefined): number {
  if (text === undefined) return 0;
  if (!COUNTABLE.test(text)) return Number.NaN;
  const count = Math.round(Number(text) * UNIT);
  return Math.abs(count) < LARGEST ? count : Number.NaN;
}

const inMillionths = (parts: readonly { readonly amount?: string | undefined }[] | undefined): number => {
  let sum = 0;
  for (const { amount } of parts ?? []) sum += millionths(amount);
  return sum;
};

/**
 * Whether the money equation certainly holds, by whole numbers alone, which takes a tenth of the time that decimals do.
 * False says nothing: the decimals decide, and say what is wrong. The equations are those of `moneyAddsUp`.
 */
export function sureToAddUp(order: Order): boolean {
  const half = UNIT / 10 ** minorUnits(order.currency) / 2;
  const reduced = [...order.lines, ...order.shipping_lines];
  const parts = [...reduced, ...order.fees];
  if (parts.length > MOST_PARTS) return false;
  const tax = millionths(order.tax_total);
  let made = order.prices_include_tax ? 0 : tax;
  let partTax = 0;
  for (const { total, tax_total } of parts) {
    made += millionths(total);
    partTax += millionths(tax_total);
  }
  const total = millionths(order.total);
  // Every comparison with NaN is false.
  if (!(Math.abs(made - total) <= half)) return false;
  if (!(Math.abs(partTax - tax) <= half * (parts.length + 1))) return false;
  for (const { subtotal, discounts, total: rest } of reduced) {
    if (subtotal === undefined) continue;
    if ((discounts?.length ?? 0) > MOST_PARTS) return false;
    if (!(Math.abs(millionths(subtotal) - inMillionths(discounts) - millionths(rest)) <= half)) return false;
  }
  if (order.amount_payable === undefined) return true;
  return Math.abs(total - inMillionths(order.credits) - millionths(order.amount_payable)) <= half;
}
