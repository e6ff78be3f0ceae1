import { Big } from 'big.js';
import { allocate, amountOf, sumOf } from './money.ts';
import type { FeeRecord, LineRecord, OrderRecord } from './order-record.ts';

/** What an order is charged beside goods, shipping and taxes. */
export interface Surcharges {
  /** Null when duties do not apply to the order: not the same as none charged. */
  readonly duties: Big | null;
  /** Before their taxes; null when the order has no additional fees. */
  readonly fees: Big | null;
}

type Charged = Pick<OrderRecord, 'lines' | 'fees'>;

/** Duties and fees as they were when the order was placed. */
export function originalSurcharges({ lines, fees }: Charged): Surcharges {
  const duties = lines.flatMap(({ duty }) => (duty === null ? [] : [duty]));
  return {
    duties: duties.length === 0 ? null : sumOf(duties),
    fees: fees.length === 0 ? null : sumOf(fees.map(({ price }) => price)),
  };
}

/** Duties and fees that still stand: a refund of goods leaves them, a cancellation takes them back. */
export function currentSurcharges(order: OrderRecord): Surcharges {
  const original = originalSurcharges(order);
  if (!order.surchargesReturned) return original;
  return {
    duties: original.duties === null ? null : new Big(0),
    fees: original.fees === null ? null : new Big(0),
  };
}

/** What duties and fees put on top of the total: duties only when they are not in the prices already. */
export function surchargeTotal({ duties, fees }: Surcharges, dutiesIncluded: boolean): Big {
  return (dutiesIncluded ? new Big(0) : (duties ?? new Big(0))).plus(fees ?? 0);
}

/**
 * Spreads the duties over the lines that are shipped, by their value: `LineItem.duties` shows the parts. Throws an
 * Error when no line could bear them.
 */
export function spreadDuties(lines: readonly LineRecord[], duties: string | undefined): void {
  if (duties === undefined) return;
  const shipped = lines.filter(({ requiresShipping, isTip }) => requiresShipping && !isTip);
  const values = shipped.map(({ unitPrice, quantity }) => new Big(unitPrice).times(quantity));
  if (sumOf(values).eq(0)) throw new Error('duties need a line that is shipped and costs something');
  const parts = allocate(new Big(amountOf(duties)), values);
  for (const [index, line] of shipped.entries()) line.duty = parts[index] ?? '0.00';
}

export function feeTaxes(fees: readonly FeeRecord[]): FeeRecord['taxLines'] {
  return fees.flatMap(({ taxLines }) => taxLines);
}

/** The tips, each a line of its own that is in the total but not in the subtotal. */
export function tipTotal(lines: readonly LineRecord[]): Big {
  return sumOf(lines.filter(({ isTip }) => isTip).map(({ unitPrice, quantity }) => new Big(unitPrice).times(quantity)));
}
