import Big from 'big.js';
import type { Company } from './company.ts';
import type { Row } from './entity-set.ts';

const cents = (value: Big): Big => value.round(2, Big.roundHalfUp);
const plain = (value: Big): number => Number(value.toString());

/**
 * Computes the amounts of a document and its lines from quantity, price, discounts and the customer's tax set-up, half up
 * to two decimals a line. The invoice discount goes over item and resource lines only, by amount, largest remainder
 * (sheet sections 3.1, 11 and 12).
 */
export function recalculate(company: Company, document: Row, lines: readonly Row[], customer: Row): void {
  const gross = document.pricesIncludeTax === true;
  const amounts = lines.map((line) => lineAmount(line));
  const shares = spread(new Big(String(document.discountAmount ?? 0)), lines, amounts);
  lines.forEach((line, index) => {
    const percent = new Big(line.lineType === 'Comment' ? 0 : company.taxPercent(customer, String(line.taxCode)));
    const amount = amounts[index] ?? new Big(0);
    const share = shares[index] ?? new Big(0);
    const rest = amount.minus(share);
    const net = gross ? cents(rest.div(percent.div(100).plus(1))) : rest;
    const tax = gross ? rest.minus(net) : cents(net.times(percent).div(100));
    const amountNet = gross ? cents(amount.div(percent.div(100).plus(1))) : amount;
    Object.assign(line, {
      taxPercent: plain(percent),
      invoiceDiscountAllocation: plain(share),
      amountExcludingTax: plain(amountNet),
      totalTaxAmount: plain(tax),
      amountIncludingTax: plain(gross ? amount : amountNet.plus(tax)),
      netAmount: plain(net),
      netTaxAmount: plain(tax),
      netAmountIncludingTax: plain(net.plus(tax)),
    });
  });
  const sum = (field: string) => lines.reduce((total, line) => total.plus(String(line[field] ?? 0)), new Big(0));
  Object.assign(document, {
    totalAmountExcludingTax: plain(sum('netAmount')),
    totalTaxAmount: plain(sum('netTaxAmount')),
    totalAmountIncludingTax: plain(sum('netAmount').plus(sum('netTaxAmount'))),
  });
}

function lineAmount(line: Row): Big {
  const full = cents(new Big(String(line.quantity ?? 0)).times(String(line.unitPrice ?? 0)));
  return full.minus(String(line.discountAmount ?? 0));
}

function spread(discount: Big, lines: readonly Row[], amounts: readonly Big[]): Big[] {
  const takes = lines.map((line) => line.lineType === 'Item' || line.lineType === 'Resource');
  const base = amounts.reduce((total, amount, index) => (takes[index] ? total.plus(amount) : total), new Big(0));
  if (discount.eq(0) || base.lte(0)) return lines.map(() => new Big(0));
  const exact = amounts.map((amount, index) => (takes[index] ? discount.times(amount).div(base) : new Big(0)));
  const parts = exact.map((share) => share.round(2, Big.roundDown));
  let left = discount.minus(parts.reduce((total, part) => total.plus(part), new Big(0)));
  const order = exact
    .map((share, index) => ({ index, rest: share.minus(parts[index] ?? 0) }))
    .sort((a, b) => b.rest.cmp(a.rest));
  for (const { index } of order) {
    if (left.lte(0)) break;
    parts[index] = (parts[index] ?? new Big(0)).plus('0.01');
    left = left.minus('0.01');
  }
  return parts;
}
