import Big from 'big.js';
import type { Company } from './company.ts';
import { cents, decimal, plain, ZERO } from './decimal.ts';
import type { Row } from './entity-set.ts';
import type { Body } from './request-body.ts';
import { taxPercent } from './tax-setup.ts';

/** What the system computes for a document: fields to write on the header, and on each line in order. */
export interface Amounts {
  readonly header: Readonly<Record<string, number>>;
  readonly lines: readonly Readonly<Record<string, number>>[];
}

/**
 * The amounts of a document from quantity, price, discounts and the customer's tax set-up, half up to the cent a line
 * (sheet sections 3.1 and 11). `shares` are the invoice discounts of posted lines; without them the header's discount is
 * spread. As in the sample, a line's `totalTaxAmount` is the tax after all discounts.
 */
export function amountsOf(
  company: Company,
  header: Body,
  lines: readonly Body[],
  customer: Row,
  shares?: readonly Big[],
): Amounts {
  const amounts = lines.map(lineAmount);
  const discounts = shares ?? spread(decimal(header.discountAmount), lines, amounts);
  let netTotal = ZERO;
  let taxTotal = ZERO;
  let discountTotal = ZERO;
  const computed = lines.map((line, index) => {
    const percent = new Big(line.lineType === 'Comment' ? 0 : taxPercent(company, customer, line));
    const amount = amounts[index] ?? ZERO;
    const share = discounts[index] ?? ZERO;
    const { net, tax } = split(amount.minus(share), percent, header.pricesIncludeTax === true);
    const before = split(amount, percent, header.pricesIncludeTax === true).net;
    netTotal = netTotal.plus(net);
    taxTotal = taxTotal.plus(tax);
    discountTotal = discountTotal.plus(share);
    return {
      taxPercent: plain(percent),
      invoiceDiscountAllocation: plain(share),
      amountExcludingTax: plain(before),
      totalTaxAmount: plain(tax),
      amountIncludingTax: plain(before.plus(tax)),
      netAmount: plain(net),
      netTaxAmount: plain(tax),
      netAmountIncludingTax: plain(net.plus(tax)),
    };
  });
  return {
    header: {
      // What could not be put on any line is not kept: this is why a discount in the POST is lost (sheet section 12).
      discountAmount: plain(discountTotal),
      totalAmountExcludingTax: plain(netTotal),
      totalTaxAmount: plain(taxTotal),
      totalAmountIncludingTax: plain(netTotal.plus(taxTotal)),
    },
    lines: computed,
  };
}

/** With prices that include tax, the net is what is left of the rounded gross; otherwise the tax comes on top. */
function split(amount: Big, percent: Big, gross: boolean): { readonly net: Big; readonly tax: Big } {
  if (!gross) return { net: amount, tax: cents(amount.times(percent).div(100)) };
  const net = cents(amount.div(percent.div(100).plus(1)));
  return { net, tax: amount.minus(net) };
}

export function lineAmount(line: Body): Big {
  return cents(decimal(line.quantity).times(decimal(line.unitPrice))).minus(decimal(line.discountAmount));
}

/** Only item and resource lines take invoice discount, never G/L account, charge and fixed-asset lines (sheet section 12). */
const takesDiscount = ({ lineType }: Body): boolean => lineType === 'Item' || lineType === 'Resource';

/** How much invoice discount the lines of a document can take at most. */
export const discountBase = (lines: readonly Body[]): Big =>
  lines.filter(takesDiscount).reduce((total, line) => total.plus(lineAmount(line)), ZERO);

/** By amount; the cents that rounding leaves go to the lines that lost most. How the product rounds is not established. */
function spread(discount: Big, lines: readonly Body[], amounts: readonly Big[]): Big[] {
  const base = discountBase(lines);
  if (discount.eq(0) || base.lte(0)) return lines.map(() => ZERO);
  const given = discount.gt(base) ? base : discount;
  const exact = lines.map((line, index) =>
    takesDiscount(line) ? given.times(amounts[index] ?? ZERO).div(base) : ZERO,
  );
  const parts = exact.map((share) => share.round(2, Big.roundDown));
  let left = given.minus(parts.reduce((total, part) => total.plus(part), ZERO));
  const byLoss = exact
    .map((share, index) => ({ index, lost: share.minus(parts[index] ?? ZERO) }))
    .sort((a, b) => b.lost.cmp(a.lost));
  for (const { index } of byLoss) {
    if (left.lte(0)) break;
    parts[index] = (parts[index] ?? ZERO).plus('0.01');
    left = left.minus('0.01');
  }
  return parts;
}
