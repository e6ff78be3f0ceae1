import { Big } from 'big.js';
import { amountOf } from './money.ts';
import type { TaxLine } from './order-record.ts';

export interface TaxRate {
  readonly title: string;
  /** A fraction: 0.08 is eight per cent. */
  readonly rate: number;
}

/**
 * The tax on one discounted amount, rounded for each rate. Included: the amount is gross and the taxes are the parts of
 * it that the rates together make up.
 */
export function taxLinesOn(base: Big, rates: readonly TaxRate[], included: boolean): TaxLine[] {
  const combined = rates.reduce((sum, { rate }) => sum.plus(rate), new Big(0));
  return rates.map(({ title, rate }) => ({
    title,
    rate,
    amount: amountOf(included ? base.times(rate).div(combined.plus(1)) : base.times(rate)),
  }));
}

/** One tax line for each title and rate, as the order shows them. */
export function mergeTaxLines(lines: Iterable<TaxLine>): TaxLine[] {
  const merged = new Map<string, TaxLine>();
  for (const line of lines) {
    const key = `${line.title}|${line.rate}`;
    const held = merged.get(key);
    merged.set(key, held === undefined ? line : { ...held, amount: amountOf(new Big(held.amount).plus(line.amount)) });
  }
  return [...merged.values()];
}
