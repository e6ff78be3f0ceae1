import { decimal, plain, sum, ZERO } from '../kit/decimal.ts';
import type { Company } from './company.ts';
import { isCancelled, isCharge, type Order } from './order.ts';
import type { Row, Scalar } from './row.ts';

/** Whether an order claims goods: quotes and returns do not, nor what is finished or cancelled. */
const claims = ({ header }: Order): boolean =>
  !isCancelled(header) && header.completed !== 'Y' && header.projected_order !== 'Y' && header.rma_flag !== 'Y';

/** Pieces of the base unit that are still to be delivered. */
export const openQuantity = (line: Row) =>
  isCancelled(line) || line.complete === 'Y'
    ? ZERO
    : decimal(line.qty_ordered).minus(decimal(line.qty_invoiced)).minus(decimal(line.qty_canceled));

/**
 * Gives what is on hand in a location to the open lines, oldest order first; the rest of a line is back-ordered
 * (sheet sections 3.5 and 10). Only what changes gets a new time.
 */
export function allocate(company: Company, location: Scalar, uid: Scalar): void {
  const stock = company.stock.get(location, uid);
  if (stock === undefined) return;
  let left = decimal(stock.qty_on_hand);
  const open = [];
  for (const order of company.orders.values())
    for (const line of order.lines) {
      if (line.inv_mast_uid !== uid || line.source_loc_id !== location || isCharge(line)) continue;
      const wanted = claims(order) ? openQuantity(line) : ZERO;
      const given = left.lt(wanted) ? (left.lt(0) ? ZERO : left) : wanted;
      left = left.minus(given);
      line.qty_allocated = plain(given);
      open.push({ wanted, given });
    }
  const allocated = plain(sum(open.map(({ given }) => given)));
  const backordered = plain(sum(open.map(({ wanted, given }) => wanted.minus(given))));
  if (stock.qty_allocated === allocated && stock.qty_backordered === backordered) return;
  company.stock.save({ ...stock, qty_allocated: allocated, qty_backordered: backordered });
}

/** The same for all goods of these lines, each once. */
export function allocateLines(company: Company, lines: readonly Row[]): void {
  const places = new Map(
    lines.filter((line) => !isCharge(line)).map((line) => [`${line.source_loc_id} ${line.inv_mast_uid}`, line]),
  );
  for (const { source_loc_id: location, inv_mast_uid: uid } of places.values())
    allocate(company, location ?? null, uid ?? null);
}
