import type Big from 'big.js';
import { cents, decimal, sum } from '../kit/decimal.ts';
import type { Company, Order, OrderLine } from './company.ts';

export const lineAmount = ({ unitPrice }: OrderLine, quantity: Big): Big => cents(unitPrice.times(quantity));

interface Amounts {
  readonly freight: Big;
  readonly tax: Big;
  readonly total: Big;
}

/**
 * What pieces of an order cost: tax by the country of the ship-to on goods and freight, half up to the cent (sheet section
 * 10: Eclipse computes it). `before`: what of earlier generations is taxed, so that all of them together owe the tax of the
 * whole.
 */
export function amountsOf(
  { settings: { taxPercent } }: Company,
  { shipTo, taxExempt }: Pick<Order, 'shipTo' | 'taxExempt'>,
  lines: readonly { readonly line: OrderLine; readonly quantity: Big }[],
  { freight, before }: { readonly freight: Big; readonly before: Big },
): Amounts {
  const net = sum(lines.map(({ line, quantity }) => lineAmount(line, quantity))).plus(freight);
  const percent = decimal(taxExempt ? 0 : (taxPercent[shipTo.country] ?? taxPercent['*'] ?? 0));
  const taxUpTo = (amount: Big): Big => cents(amount.times(percent).div(100));
  const tax = taxUpTo(before.plus(taxedOf({ lines, freight }))).minus(taxUpTo(before));
  return { freight, tax, total: net.plus(tax) };
}

/** What of some generations is taxed. */
export const taxedBefore = (generations: Order['generations']): Big => sum(generations.map(taxedOf));

/** Goods that are not set up as untaxed, and freight. */
const taxedOf = ({ lines, freight }: Pick<Order['generations'][number], 'lines' | 'freight'>): Big =>
  sum(
    lines.filter(({ line }) => line.product?.taxed !== false).map(({ line, quantity }) => lineAmount(line, quantity)),
  ).plus(freight);
