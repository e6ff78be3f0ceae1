import {
  add,
  compare,
  type Decimal,
  fixed,
  multiply,
  parseDecimal,
  round,
  subtract,
  ZERO,
} from '../../model/decimal-number.ts';
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
  const allowed = amountOf(tolerance);
  return { name: 'money-adds-up', judge: (document) => judgeOrder(document, allowed) };
}

function judgeOrder(document: Document, tolerance: Decimal): string[] {
  if (!Array.isArray(document.lines) || document.total === undefined) return [];
  const order = document as unknown as Order;
  const { currency } = order;
  const digits = minorUnits(currency);
  const half: Decimal = { units: 5, scale: digits + 1 };
  const text = (amount: Decimal) => `${fixed(round(amount, digits, 'half-up'), digits)} ${currency}`;
  const wrong: string[] = [];

  const total = amountOf(order.total);
  const tax = amountOf(order.tax_total);
  const lines = sum(order.lines, totalOf);
  const shipping = sum(order.shipping_lines, totalOf);
  const fees = sum(order.fees, totalOf);
  const net = add(add(lines, shipping), fees);
  const made = order.prices_include_tax ? net : add(net, tax);
  const difference = subtract(made, total);
  if (bySize(difference, tolerance) > 0 && bySize(difference, half) > 0) {
    const taxPart = order.prices_include_tax ? '' : ` + tax ${text(tax)}`;
    const much = compare(difference, ZERO) > 0 ? 'little' : 'much';
    wrong.push(
      `lines ${text(lines)} + shipping ${text(shipping)} + fees ${text(fees)}${taxPart} = ${text(made)}, but the total is ${text(total)}: ${text(absolute(difference))} too ${much} was charged`,
    );
  }

  for (const [index, part] of [...order.lines, ...order.shipping_lines].entries()) {
    if (part.subtotal === undefined) continue;
    const subtotal = amountOf(part.subtotal);
    const discounts = sum(part.discounts ?? [], ({ amount }) => amount);
    const partTotal = amountOf(part.total);
    if (bySize(subtract(subtract(subtotal, discounts), partTotal), half) > 0) {
      const name = index < order.lines.length ? `line ${index + 1}` : `shipping line ${index - order.lines.length + 1}`;
      wrong.push(
        `${name}: subtotal ${text(subtotal)} − discounts ${text(discounts)} is not its total ${text(partTotal)}`,
      );
    }
  }

  const parts = [...order.lines, ...order.shipping_lines, ...order.fees];
  const partTax = sum(parts, ({ tax_total }) => tax_total);
  if (bySize(subtract(partTax, tax), multiply(half, { units: parts.length + 1, scale: 0 })) > 0)
    wrong.push(`tax of the lines, shipping and fees is ${text(partTax)}, but the order’s tax is ${text(tax)}`);

  if (order.amount_payable !== undefined) {
    const credits = sum(order.credits, ({ amount }) => amount);
    const payable = amountOf(order.amount_payable);
    if (bySize(subtract(subtract(total, credits), payable), half) > 0)
      wrong.push(`total ${text(total)} − credits ${text(credits)} is not the amount to pay ${text(payable)}`);
  }
  return wrong;
}

/** The schema has seen to it that amounts are decimals; anything else is a defect. */
function amountOf(text: string): Decimal {
  const amount = parseDecimal(text);
  if (amount === undefined) throw new RangeError(`"${text}" is no amount`);
  return amount;
}

const totalOf = ({ total }: { readonly total?: string | undefined }): string | undefined => total;

function sum<T>(parts: readonly T[], amountIn: (part: T) => string | undefined): Decimal {
  let total = ZERO;
  for (const part of parts) {
    const amount = amountIn(part);
    if (amount !== undefined) total = add(total, amountOf(amount));
  }
  return total;
}

const absolute = (amount: Decimal): Decimal => (compare(amount, ZERO) < 0 ? subtract(ZERO, amount) : amount);

/** How the size of an amount compares with a limit: -1, 0 or 1. */
const bySize = (amount: Decimal, limit: Decimal): -1 | 0 | 1 => compare(absolute(amount), limit);
