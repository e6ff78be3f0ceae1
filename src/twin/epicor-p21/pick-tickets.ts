import { decimal, plain } from '../kit/decimal.ts';
import { allocateLines, openQuantity } from './allocation.ts';
import type { Company } from './company.ts';
import { isCancelled, isCharge, type Order } from './order.ts';
import { type Row, textOf } from './row.ts';

/** Pieces by item id; not given: all that is left. */
export type Pieces = Readonly<Record<string, number>>;

/** Prints a pick ticket for what is to go out. Throws an Error where the warehouse could not: nothing is left, or nobody has approved. */
export function pick(company: Company, order: Order, pieces?: Pieces): Row {
  const number = textOf(order.header, 'order_no');
  if (order.header.approved !== 'Y' || isCancelled(order.header) || order.header.projected_order === 'Y')
    throw new Error(`order ${number} is not one to pick`);
  const picked = order.lines.flatMap((line) => {
    const left = isCharge(line) ? decimal(0) : openQuantity(line).minus(decimal(line.qty_on_pick_tickets));
    const wanted = pieces === undefined ? left : decimal(pieces[itemIdOf(company, line)]);
    if (wanted.gt(left)) throw new Error(`order ${number} has only ${left} left of ${itemIdOf(company, line)}`);
    return wanted.gt(0) ? [{ line, quantity: plain(wanted) }] : [];
  });
  if (picked.length === 0) throw new Error(`nothing of order ${number} is left to pick`);
  const first = company.pickTickets.find((ticket) => ticket.order_no === number) === undefined;
  const ticket = company.pickTickets.save({
    pick_ticket_no: company.next('pick_ticket', 2_000_001),
    order_no: number,
    company_id: order.header.company_id ?? null,
    location_id: order.header.source_location_id ?? null,
    carrier_id: order.header.carrier_id ?? null,
    ship_date: null,
    tracking_no: null,
    freight_out: first ? (order.header.freight_out ?? 0) : 0,
    freight_in: 0,
    invoice_no: null,
    printed_flag: 'Y',
    print_date: company.now(),
    direct_shipment: 'N',
    delete_flag: 'N',
    date_created: company.now(),
  });
  picked.forEach(({ line, quantity }, index) => {
    line.qty_on_pick_tickets = plain(decimal(line.qty_on_pick_tickets).plus(quantity));
    touch(company, line);
    company.pickTicketLines.save({
      pick_ticket_no: ticket.pick_ticket_no ?? null,
      line_number: index + 1,
      company_id: order.header.company_id ?? null,
      oe_line_no: line.line_no ?? null,
      inv_mast_uid: line.inv_mast_uid ?? null,
      unit_of_measure: line.unit_of_measure ?? null,
      unit_size: line.unit_size ?? 1,
      print_quantity: quantity,
      ship_quantity: 0,
    });
  });
  touch(company, order.header);
  return ticket;
}

/** The goods leave the house: a ticket with a ship date is shipped (sheet section 3.7). Stock goes down when it is invoiced. */
export function confirm(company: Company, ticket: Row, trackingNumber: string): Row {
  for (const line of ticketLines(company, ticket))
    company.pickTicketLines.save({ ...line, ship_quantity: line.print_quantity ?? 0 });
  return company.pickTickets.save({ ...ticket, ship_date: company.now(), tracking_no: trackingNumber });
}

export const ticketLines = (company: Company, ticket: Row): Row[] =>
  company.pickTicketLines.filter((line) => line.pick_ticket_no === ticket.pick_ticket_no);

export const itemIdOf = (company: Company, line: Row): string =>
  textOf(company.items.get(line.inv_mast_uid ?? null), 'item_id');

export function touch(company: Company, row: Row): void {
  row.date_last_modified = company.now();
}

/** Moves pieces out of a location, or back into it. */
export function move(company: Company, line: Row, pieces: number): void {
  const stock = company.stock.get(line.source_loc_id ?? null, line.inv_mast_uid ?? null);
  if (stock === undefined) throw new Error(`no stock of ${itemIdOf(company, line)}`);
  company.stock.save({ ...stock, qty_on_hand: plain(decimal(stock.qty_on_hand).plus(pieces)) });
  allocateLines(company, [line]);
}
