import type Big from 'big.js';
import { decimal, ZERO } from '../kit/decimal.ts';
import type { Account } from './account.ts';
import { type Entry, listOf, textOf } from './entry.ts';

/** Items that are shipped; the others are billed without it. */
const SHIPPED = ['inventoryItem', 'assemblyItem', 'kitItem'];

export const isShipped = (account: Account, line: Entry): boolean =>
  SHIPPED.includes(account.item(textOf(line, 'item'))?.type.name ?? '');

/** Items of which pieces lie in a location. */
export const isStocked = (account: Account, line: Entry): boolean =>
  ['inventoryItem', 'assemblyItem'].includes(account.item(textOf(line, 'item'))?.type.name ?? '');

export const isDiscount = (account: Account, line: Entry): boolean =>
  account.item(textOf(line, 'item'))?.type.name === 'discountItem';

/** Pieces of a line that nobody has put on a fulfilment that has left; a closed line has none. */
export function openOf(line: Entry): Big {
  if (line.values.isClosed === true) return ZERO;
  return decimal(line.values.quantity).minus(decimal(line.values.quantityFulfilled));
}

/** A line without a quantity (a discount) counts as one piece. */
export const billedPieces = (line: Entry): Big =>
  line.values.quantity === undefined ? ZERO.plus(1) : decimal(line.values.quantity);

/** Sets the status of a sales order from what has become of its lines (sheet section 3.1). */
export function setOrderStatus(account: Account, order: Entry): void {
  const status = statusOf(account, order);
  order.values.status = status;
  order.values.orderStatus = status;
}

function statusOf(account: Account, order: Entry): string {
  if (order.values.cancelled === true) return 'C';
  const lines = listOf(order, 'item');
  const open = lines.filter((line) => line.values.isClosed !== true);
  if (open.length === 0) return 'H';
  if (textOf(order, 'orderStatus') === 'A') return 'A';
  const goods = lines.filter(
    (line) => isShipped(account, line) && (line.values.isClosed !== true || shipped(line).gt(0)),
  );
  const pending = goods.filter((line) => openOf(line).gt(0));
  const allBilled = open.every((line) => billed(line).gte(billedPieces(line)));
  if (pending.length === 0) return allBilled ? 'G' : 'F';
  if (goods.every((line) => shipped(line).eq(0))) return 'B';
  return goods.some((line) => shipped(line).gt(billed(line))) ? 'E' : 'D';
}

const shipped = (line: Entry): Big => decimal(line.values.quantityFulfilled);
const billed = (line: Entry): Big => decimal(line.values.quantityBilled);
