import type Big from 'big.js';
import { cents, decimal, ZERO } from '../kit/decimal.ts';
import type { Company, OrderHeader, OrderLine } from './company.ts';
import { linesTotal, taxedOf, taxOn, totalOf } from './order-amounts.ts';

/** Prints the pick ticket: what was reserved is committed. */
export function pick(company: Company, order: OrderHeader): void {
  if (order.stage !== 1) throw new Error(`order ${order.orderno} is at stage ${order.stage}`);
  order.stage = 2;
  changedNow(company, order);
}

/**
 * Ships a suffix and invoices it, or so many pieces by product: the rest becomes the next suffix (sheet section 3.1).
 * Throws an Error for what is not open.
 */
export function shipAndInvoice(
  company: Company,
  order: OrderHeader,
  pieces?: Readonly<Record<string, number>>,
): OrderHeader {
  if (order.stage !== 1 && order.stage !== 2) throw new Error(`order ${order.orderno} is at stage ${order.stage}`);
  const left = new Map(Object.entries(pieces ?? {}));
  const parts = order.lines.map((line) => {
    const prod = line.product?.prod ?? '';
    const wanted = left.get(prod);
    const taken = pieces === undefined || line.product === undefined ? line.qtyord : decimal(wanted ?? 0);
    if (taken.gt(line.qtyord)) throw new Error(`order ${order.orderno} has no ${wanted} ${prod} open`);
    left.delete(prod);
    return { line, taken, rest: line.qtyord.minus(taken) };
  });
  if (left.size > 0) throw new Error(`order ${order.orderno} has no ${[...left.keys()].join(', ')}`);
  const rest = parts.filter((part) => part.rest.gt(0)).map(({ line, rest: qtyord }) => shareOf(line, qtyord));
  const whole = { goods: linesTotal(order), tax: order.taxamt, discount: order.wodiscamt };
  order.lines = parts
    .filter(({ line, taken }) => line.product === undefined || taken.gt(0))
    .map(({ line, taken }) => ({ ...shareOf(line, taken), qtyship: taken }));
  for (const line of order.lines) moveStock(line, order.whse, line.qtyship.times(-1));
  order.wodiscamt = rest.length === 0 ? whole.discount : shared(whole.discount, linesTotal(order), whole.goods);
  order.taxamt = rest.length === 0 ? whole.tax : taxOn(taxedOf(order, company.settings), order, company.settings);
  order.stage = 4;
  order.invoicedt = company.now();
  order.trackerno = `1Z${order.orderno}${String(order.ordersuf).padStart(2, '0')}`;
  order.balance = totalOf(order);
  changedNow(company, order);
  if (rest.length > 0) backorder(company, order, rest, whole);
  return order;
}

/** What is left keeps its share of discount and tax, so that all suffixes together cost what the order costs. */
function backorder(
  company: Company,
  shipped: OrderHeader,
  lines: readonly OrderLine[],
  whole: { readonly tax: Big; readonly discount: Big },
): void {
  const next: OrderHeader = {
    ...shipped,
    ordersuf: Math.max(...company.suffixes(shipped.orderno).map(({ ordersuf }) => ordersuf)) + 1,
    stage: 1,
    lines,
    addons: [],
    wodiscamt: whole.discount.minus(shipped.wodiscamt),
    taxamt: whole.tax.minus(shipped.taxamt),
    invoicedt: undefined,
    trackerno: '',
  };
  next.balance = totalOf(next);
  company.orders.push(next);
}

const shareOf = (line: OrderLine, qtyord: Big): OrderLine => ({
  ...line,
  qtyord,
  discAmt: line.qtyord.eq(0) ? ZERO : shared(line.discAmt, qtyord, line.qtyord),
});

const shared = (amount: Big, part: Big, whole: Big): Big =>
  whole.eq(0) ? amount : cents(amount.times(part).div(whole));

function moveStock({ product, perUnit }: OrderLine, whse: string, quantity: Big): void {
  if (product?.stocked !== true) return;
  product.onHand.set(whse, (product.onHand.get(whse) ?? ZERO).plus(quantity.times(perUnit)));
}

/** A return: a document of type RM, which ends as paid, and its pieces lie on the shelf again (sheet section 3.11). */
export function takeBack(
  company: Company,
  order: OrderHeader,
  given: { readonly prod: string; readonly pieces: number; readonly restock: boolean },
): OrderHeader {
  const line = order.lines.find(({ product, qtyship }) => product?.prod === given.prod && qtyship.gte(given.pieces));
  if (line === undefined)
    throw new Error(`order ${order.orderno} has no ${given.pieces} ${given.prod} that were shipped`);
  const back: OrderHeader = {
    ...order,
    orderno: company.next('order', 1_234_566),
    ordersuf: 0,
    transtype: 'RM',
    stage: 5,
    lines: [{ ...shareOf(line, decimal(-given.pieces)), qtyship: decimal(-given.pieces) }],
    addons: [],
    wodiscamt: ZERO,
    enterdt: company.now(),
    invoicedt: company.now(),
    trackerno: '',
    balance: ZERO,
    changedAt: company.now(),
  };
  back.taxamt = taxOn(taxedOf(back, company.settings), back, company.settings);
  company.orders.push(back);
  if (given.restock) moveStock(line, order.whse, decimal(given.pieces));
  return back;
}

export function changedNow(company: Company, order: OrderHeader): void {
  order.changedAt = company.now();
}
