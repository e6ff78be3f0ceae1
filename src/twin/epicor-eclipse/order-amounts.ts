import type Big from 'big.js';
import { cents, decimal, sum, ZERO } from '../kit/decimal.ts';
import type { Company, Order, OrderLine } from './company.ts';

export const lineAmount = ({ unitPrice }: OrderLine, quantity: Big): Big => cents(unitPrice.times(quantity));

interface Amounts {
  readonly freight: Big;
  readonly tax: Big;
  readonly total: Big;
}

/**
 * What pieces of an order cost: tax by the country of the ship-to on goods and freight, half up to the cent (sheet section
 * 10: Eclipse computes it). `before`: goods and freight of earlier generations, so that all of them together owe the tax
 * of the whole.
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
  const tax = taxUpTo(before.plus(net)).minus(taxUpTo(before));
  return { freight, tax, total: net.plus(tax) };
}

/** Goods and freight that generations before have taken. */
export const netOf = (generations: Order['generations']): Big =>
  generations.reduce((net, { total, tax }) => net.plus(total).minus(tax), ZERO);
