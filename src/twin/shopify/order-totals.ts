import { Big } from 'big.js';
import { mergeTaxLines } from './line-tax.ts';
import { amountOf, sumOf } from './money.ts';
import type {
  Allocation,
  LineRecord,
  OrderedTotals,
  OrderRecord,
  ShippingLineRecord,
  TaxLine,
} from './order-record.ts';
import { currentSurcharges, feeTaxes, originalSurcharges, surchargeTotal, tipTotal } from './surcharges.ts';

export function allocated(of: { readonly allocations: readonly Allocation[] }): Big {
  return sumOf(of.allocations.map(({ amount }) => amount));
}

function taxOf(lines: readonly TaxLine[]): Big {
  return sumOf(lines.map(({ amount }) => amount));
}

/** The whole line before discounts. */
export function originalTotal(line: LineRecord): Big {
  return new Big(line.unitPrice).times(line.quantity);
}

export function currentQuantity(line: LineRecord): number {
  return line.quantity - line.removedQuantity - line.refundedQuantity;
}

/** What still has to be shipped. */
export function unfulfilledQuantity(line: LineRecord): number {
  if (line.isTip) return 0;
  return Math.max(0, line.quantity - line.removedQuantity - line.cancelledQuantity - line.fulfilledQuantity);
}

/** What can never be shipped any more: refunded or removed before it was, or a tip. */
export function nonFulfillableQuantity(line: LineRecord): number {
  return line.isTip ? line.quantity : line.quantity - line.fulfilledQuantity - unfulfilledQuantity(line);
}

/**
 * What `quantity` pieces of a line are worth after all discounts. Refunds take differences of this, so that the cents
 * of a line refunded piece by piece add up to the line.
 */
export function discountedValue(line: LineRecord, quantity: number): Big {
  if (line.quantity === 0) return new Big(0);
  const whole = originalTotal(line).minus(allocated(line));
  return new Big(amountOf(whole.times(quantity).div(line.quantity)));
}

export function taxLinesFor(line: LineRecord, quantity: number): TaxLine[] {
  if (line.quantity === 0) return [];
  return line.taxLines.map((tax) => ({
    ...tax,
    amount: amountOf(new Big(tax.amount).times(quantity).div(line.quantity)),
  }));
}

export function taxValue(line: LineRecord, quantity: number): Big {
  return taxOf(taxLinesFor(line, quantity));
}

export function shippingCost(line: ShippingLineRecord): Big {
  return new Big(line.price).minus(allocated(line));
}

/** Totals as ordered: to be frozen in the record, for edits and refunds do not move them. */
export function orderedTotals(
  order: Pick<OrderRecord, 'lines' | 'shippingLines' | 'taxesIncluded' | 'dutiesIncluded' | 'fees'>,
): OrderedTotals {
  const { lines, shippingLines, taxesIncluded, dutiesIncluded, fees } = order;
  const goods = lines.filter(({ isTip }) => !isTip);
  const subtotal = sumOf(goods.map((line) => discountedValue(line, line.quantity)));
  const discounts = sumOf([...lines, ...shippingLines].map(allocated));
  const goodsTax = taxOf([...lines, ...shippingLines].flatMap(({ taxLines }) => taxLines));
  // The price of a fee is net also where the prices of the goods are gross.
  const feeTax = taxOf(feeTaxes(fees));
  const total = subtotal
    .plus(sumOf(shippingLines.map(shippingCost)))
    .plus(taxesIncluded ? 0 : goodsTax)
    .plus(feeTax)
    .plus(surchargeTotal(originalSurcharges(order), dutiesIncluded))
    .plus(tipTotal(lines));
  return {
    subtotal: amountOf(subtotal),
    discounts: amountOf(discounts),
    // Before discounts: with a shipping discount this does not add up with the subtotal to the total.
    shipping: amountOf(sumOf(shippingLines.map(({ price }) => price))),
    tax: amountOf(goodsTax.plus(feeTax)),
    total: amountOf(total),
    taxLines: mergeTaxLines([...[...lines, ...shippingLines].flatMap(({ taxLines }) => taxLines), ...feeTaxes(fees)]),
  };
}

export interface CurrentTotals {
  readonly subtotal: Big;
  readonly shipping: Big;
  readonly tax: Big;
  readonly discounts: Big;
  readonly total: Big;
  readonly taxLines: readonly TaxLine[];
}

/** Totals after edits, cancellations and refunds. */
export function currentTotals(order: OrderRecord): CurrentTotals {
  const worthNow = (lines: readonly LineRecord[]): Big =>
    sumOf(lines.map((line) => discountedValue(line, currentQuantity(line))));
  const subtotal = worthNow(order.lines.filter(({ isTip }) => !isTip));
  const tips = worthNow(order.lines.filter(({ isTip }) => isTip));
  const shipping = sumOf(order.shippingLines.map((line) => shippingCost(line).minus(line.refunded.subtotal)));
  const lineTaxes = order.lines.flatMap((line) => taxLinesFor(line, currentQuantity(line)));
  const shippingTaxes = order.shippingLines.flatMap((line) => shippingTaxLeft(line));
  const goodsTax = taxOf([...lineTaxes, ...shippingTaxes]);
  const taxesOfFees = order.surchargesReturned ? [] : feeTaxes(order.fees);
  const feeTax = taxOf(taxesOfFees);
  const adjustments = sumOf(order.refunds.flatMap((refund) => refund.adjustments.map(({ amount }) => amount)));
  const discounts = sumOf(
    order.lines.map((line) =>
      line.quantity === 0 ? new Big(0) : allocated(line).times(currentQuantity(line)).div(line.quantity),
    ),
  ).plus(sumOf(order.shippingLines.map(allocated)));
  return {
    subtotal,
    shipping,
    tax: goodsTax.plus(feeTax),
    discounts,
    total: subtotal
      .plus(shipping)
      .plus(order.taxesIncluded ? 0 : goodsTax)
      .plus(feeTax)
      .plus(surchargeTotal(currentSurcharges(order), order.dutiesIncluded))
      .plus(tips)
      .plus(adjustments),
    taxLines: mergeTaxLines([...lineTaxes, ...shippingTaxes, ...taxesOfFees]),
  };
}

function shippingTaxLeft(line: ShippingLineRecord): TaxLine[] {
  const whole = taxOf(line.taxLines);
  if (whole.eq(0)) return [];
  const left = whole.minus(line.refunded.tax);
  return line.taxLines.map((tax) => ({ ...tax, amount: amountOf(new Big(tax.amount).times(left).div(whole)) }));
}

export function shippingTax(line: ShippingLineRecord): Big {
  return taxOf(line.taxLines);
}
