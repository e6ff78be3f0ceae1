import { millionths } from './money.ts';
import type { OrderDocument } from './order-shape.ts';

const HALF_CENT = 5_000;

/** Throws when the money of a document does not add up: the same equations as the rule money-adds-up. */
export function assertAddsUp(order: OrderDocument): void {
  const tax = millionths(order.tax_total);
  let net = 0;
  let partTax = 0;
  const reduced = [...order.lines, ...order.shipping_lines];
  for (const part of [...reduced, ...order.fees]) {
    net += millionths(part.total);
    partTax += millionths(part.tax_total);
  }
  const made = net + (order.prices_include_tax ? 0 : tax);
  if (Math.abs(made - millionths(order.total)) > HALF_CENT) throw new Error(`order ${order.number} does not add up`);
  for (const part of reduced) {
    let rest = millionths(part.subtotal) - millionths(part.total);
    for (const { amount } of part.discounts) rest -= millionths(amount);
    if (Math.abs(rest) > HALF_CENT) throw new Error(`order ${order.number}: ${part.id} does not add up`);
  }
  const slack = HALF_CENT * (reduced.length + order.fees.length + 1);
  if (Math.abs(partTax - tax) > slack) throw new Error(`order ${order.number}: the tax does not add up`);
}
