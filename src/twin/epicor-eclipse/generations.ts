import type Big from 'big.js';
import { decimal, ZERO } from '../kit/decimal.ts';
import type { Company, Generation, Order, OrderLine } from './company.ts';
import { refused } from './eclipse-error.ts';
import { amountsOf, taxedBefore } from './order-amounts.ts';

const IS_OPEN: readonly Generation['status'][] = ['OPEN', 'HOLD'];

export const openGeneration = ({ generations }: Order): Generation | undefined =>
  generations.find(({ status }) => IS_OPEN.includes(status));

/**
 * Ships the open generation and invoices it, or so many pieces by catalogue number: the rest becomes the next generation
 * (sheet section 3.1). Throws an Error for what is not open.
 */
export function shipGeneration(company: Company, order: Order, pieces?: Readonly<Record<string, number>>): Generation {
  const open = openGeneration(order);
  if (open?.status !== 'OPEN') throw new Error(`nothing of order ${order.id} is open`);
  const left = new Map(Object.entries(pieces ?? {}));
  const parts = open.lines.map(({ line, quantity }) => {
    const wanted = left.get(line.product?.catalogNumber ?? '');
    const taken = pieces === undefined || line.product === undefined ? quantity : decimal(wanted ?? 0);
    if (taken.gt(quantity)) throw new Error(`order ${order.id} has no ${wanted} ${line.product?.catalogNumber} open`);
    left.delete(line.product?.catalogNumber ?? '');
    return { line, taken, rest: quantity.minus(taken) };
  });
  if (left.size > 0) throw new Error(`order ${order.id} has no ${[...left.keys()].join(', ')}`);
  for (const { line, taken } of parts) {
    line.shipped = line.shipped.plus(taken);
    moveStock(line, order.branch, taken.times(-1));
  }
  const closed = order.generations.filter((generation) => generation !== open);
  const before = taxedBefore(closed);
  const shipped = parts.filter(({ line, taken }) => line.product === undefined || taken.gt(0));
  const amounts = amountsOf(company, order, shipped.map(partOf), { freight: open.freight, before });
  const number = open.number;
  const done: Generation = {
    ...amounts,
    number,
    status: 'INVOICED',
    shipDate: company.now(),
    trackingNumber: `1Z${order.id.slice(1)}${String(number).padStart(3, '0')}`,
    lines: shipped.map(partOf),
    balance: amounts.total,
  };
  const rest = parts.filter((part) => part.rest.gt(0)).map(({ line, rest: quantity }) => ({ line, quantity }));
  const behind = amountsOf(company, order, rest, { freight: ZERO, before: taxedBefore([...closed, done]) });
  order.generations = [
    ...closed,
    done,
    ...(rest.length === 0
      ? []
      : [{ ...open, ...behind, number: number + 1, lines: rest, balance: behind.total, shipDate: undefined }]),
  ];
  touched(company, order, `generation ${number} shipped and invoiced`);
  return done;
}

const partOf = ({ line, taken }: { readonly line: OrderLine; readonly taken: Big }) => ({ line, quantity: taken });

function moveStock({ product, perUnit }: OrderLine, branch: string, quantity: Big): void {
  if (product?.stocked !== true) return;
  product.onHand.set(branch, (product.onHand.get(branch) ?? ZERO).plus(quantity.times(perUnit)));
}

/** Takes the open generation away. What was invoiced stays and refuses it; a second time changes nothing. Throws EclipseError. */
export function cancelOrder(company: Company, order: Order): void {
  const invoiced = order.generations.find(({ status }) => status === 'INVOICED');
  if (invoiced !== undefined)
    throw refused(`Order ${order.id} cannot be cancelled: generation ${invoiceNumber(order, invoiced)} is an invoice`);
  const open = openGeneration(order);
  if (open === undefined) return;
  open.status = 'CANCELLED';
  touched(company, order, 'cancelled');
}

/** A clerk takes pieces back: an order of its own with negative quantities (sheet section 3.8, assumption). */
export function takeBack(
  company: Company,
  order: Order,
  given: { readonly sku: string; readonly pieces: number; readonly restock: boolean },
): Order {
  const line = order.lines.find(
    ({ product, shipped }) => product?.catalogNumber === given.sku && shipped.gte(given.pieces),
  );
  if (line === undefined) throw new Error(`order ${order.id} has no ${given.pieces} ${given.sku} that were shipped`);
  const quantity = decimal(-given.pieces);
  const lines = [{ line: { ...line, lineNumber: 1, quantity, shipped: quantity }, quantity }];
  const amounts = amountsOf(company, order, lines, { freight: ZERO, before: ZERO });
  const returned: Order = {
    ...order,
    id: `S${company.next('order', 1_001_233)}`,
    orderDate: company.now(),
    lines: lines.map((part) => part.line),
    freight: ZERO,
    generations: [
      {
        ...amounts,
        number: 1,
        status: 'RETURNED',
        shipDate: company.now(),
        trackingNumber: '',
        lines,
        balance: amounts.total,
      },
    ],
    changes: [],
    updateKey: 1,
    updatedAt: company.now(),
  };
  if (given.restock) moveStock(line, order.branch, decimal(given.pieces));
  company.orders.set(returned.id, returned);
  return returned;
}

export function touched(company: Company, order: Order, what: string): void {
  order.changes.push({ at: company.now(), what });
  order.updateKey += 1;
  order.updatedAt = company.now();
}

/** An invoice has the number of its order and generation (sheet section 3.6). */
export const invoiceNumber = ({ id }: Order, { number }: Generation): string =>
  `${id}.${String(number).padStart(3, '0')}`;
