import Big from 'big.js';
import type { Document } from '../../model/document.ts';
import type { Order } from '../../model/documents.generated.ts';
import { minorUnits } from './minor-units.ts';
import type { Rule } from './rule.ts';

/**
 * The money equation of the order document (schemas/documents/order.schema.json): lines + shipping + fees, plus tax when
 * amounts are net, is the total; credits less the total is what is to be paid; and in every line and shipping line
 * subtotal less discounts is the total. Tax of the parts may differ from the whole by half a minor unit a part, because
 * some shops round once for the order. `tolerance` widens the first equation only, in the order's currency.
 */
export function moneyAddsUp(tolerance: string): Rule {
  const allowed = new Big(tolerance);
  return { name: 'money-adds-up', judge: (document) => judgeOrder(document, allowed) };
}

function judgeOrder(document: Document, tolerance: Big): string[] {
  if (!Array.isArray(document.lines) || document.total === undefined) return [];
  const order = document as unknown as Order;
  const { currency } = order;
  const half = new Big(10).pow(-minorUnits(currency)).div(2);
  const text = (amount: Big) => `${amount.toFixed(minorUnits(currency))} ${currency}`;
  const wrong: string[] = [];

  const lines = sum(order.lines.map(({ total }) => total));
  const shipping = sum(order.shipping_lines.map(({ total }) => total));
  const fees = sum(order.fees.map(({ total }) => total));
  const tax = new Big(order.tax_total);
  const made = lines
    .plus(shipping)
    .plus(fees)
    .plus(order.prices_include_tax ? 0 : tax);
  const difference = made.minus(order.total);
  const slack = tolerance.gt(half) ? tolerance : half;
  if (difference.abs().gt(slack)) {
    const taxPart = order.prices_include_tax ? '' : ` + tax ${text(tax)}`;
    wrong.push(
      `lines ${text(lines)} + shipping ${text(shipping)} + fees ${text(fees)}${taxPart} = ${text(made)}, but the total is ${text(new Big(order.total))}: ${text(difference.abs())} too ${difference.gt(0) ? 'little' : 'much'} was charged`,
    );
  }

  for (const [index, part] of [...order.lines, ...order.shipping_lines].entries()) {
    if (part.subtotal === undefined) continue;
    const discounts = sum((part.discounts ?? []).map(({ amount }) => amount));
    const rest = new Big(part.subtotal).minus(discounts).minus(part.total);
    if (rest.abs().gt(half)) {
      const name = index < order.lines.length ? `line ${index + 1}` : `shipping line ${index - order.lines.length + 1}`;
      wrong.push(
        `${name}: subtotal ${text(new Big(part.subtotal))} − discounts ${text(discounts)} is not its total ${text(new Big(part.total))}`,
      );
    }
  }

  const parts = [...order.lines, ...order.shipping_lines, ...order.fees];
  const partTax = sum(parts.map(({ tax_total }) => tax_total));
  if (
    partTax
      .minus(tax)
      .abs()
      .gt(half.times(parts.length + 1))
  ) {
    wrong.push(`tax of the lines, shipping and fees is ${text(partTax)}, but the order’s tax is ${text(tax)}`);
  }

  if (order.amount_payable !== undefined) {
    const credits = sum(order.credits.map(({ amount }) => amount));
    const payable = new Big(order.total).minus(credits);
    if (payable.minus(order.amount_payable).abs().gt(half)) {
      wrong.push(
        `total ${text(new Big(order.total))} − credits ${text(credits)} is not the amount to pay ${text(new Big(order.amount_payable))}`,
      );
    }
  }
  return wrong;
}

function sum(amounts: readonly (string | undefined)[]): Big {
  return amounts.reduce((total, amount) => (amount === undefined ? total : total.plus(amount)), new Big(0));
}
