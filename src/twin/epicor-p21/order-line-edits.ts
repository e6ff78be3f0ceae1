import type { Company } from './company.ts';
import { isCancelled, type Order } from './order.ts';
import { isTaxed, listPrice } from './order-totals.ts';
import { folded, type Row, textOf } from './row.ts';
import type { Edit } from './transaction-request.ts';
import { keyValues, WindowError } from './window.ts';

/**
 * One row of `TP_ITEMS.items`. Without keys the lines of one item are folded into one, of which the last row wins
 * (sheet section 3.1). Throws {@link WindowError}.
 */
export function editLine(
  company: Company,
  order: Order,
  added: Set<Row>,
  keys: readonly string[],
  edits: readonly Edit[],
): void {
  const line = lineOf(company, order, added, keys, edits) ?? newLine(company, order);
  if (!order.lines.includes(line)) {
    order.lines.push(line);
    added.add(line);
  }
  for (const edit of edits) editColumn(company, line, edit);
  if (line.inv_mast_uid === null) throw new WindowError('oe_order_item_id: This column is required.');
}

function lineOf(
  company: Company,
  order: Order,
  added: ReadonlySet<Row>,
  keys: readonly string[],
  edits: readonly Edit[],
): Row | undefined {
  const sought = keys.length === 0 ? ['oe_order_item_id'] : keys;
  const values = keyValues(sought, edits);
  const missing = sought.find((_, index) => values[index] === undefined);
  if (missing !== undefined && keys.length > 0) throw new WindowError(`Key column ${missing} has no value.`);
  const among = keys.length === 0 ? order.lines.filter((line) => added.has(line)) : order.lines;
  return among.find(
    (line) =>
      !isCancelled(line) &&
      sought.every((key, index) => folded(shownColumn(company, line, key)) === folded(values[index] ?? '')),
  );
}

function shownColumn(company: Company, line: Row, column: string): string {
  if (column !== 'oe_order_item_id') return textOf(line, column);
  return textOf(company.items.get(line.inv_mast_uid ?? null), 'item_id');
}

function newLine(company: Company, { header }: Order): Row {
  const [location = 0] = company.settings.locations;
  return {
    oe_line_uid: company.next('oe_line', 9_910_221),
    inv_mast_uid: null,
    user_line_no: null,
    unit_quantity: 0,
    qty_allocated: 0,
    qty_on_pick_tickets: 0,
    qty_invoiced: 0,
    qty_canceled: 0,
    source_loc_id: header.source_location_id ?? location,
    ship_loc_id: header.source_location_id ?? location,
    complete: 'N',
    cancel_flag: 'N',
    delete_flag: 'N',
  };
}

function editColumn(company: Company, line: Row, { name, value }: Edit): void {
  switch (name) {
    case 'oe_order_item_id':
      setItem(company, line, value);
      return;
    case 'unit_quantity':
      line.unit_quantity = Number(value);
      reprice(company, line);
      return;
    case 'unit_of_measure': {
      const item = company.items.get(line.inv_mast_uid ?? null);
      const size = item === undefined ? undefined : company.unitSize(item, value);
      if (size === undefined) throw new WindowError(`Unit of Measure '${value}' was not found.`);
      Object.assign(line, { unit_of_measure: value, pricing_unit: value, unit_size: size });
      reprice(company, line);
      return;
    }
    case 'unit_price':
      line.unit_price = Number(value);
      return;
    case 'source_loc_id':
    case 'ship_loc_id':
      if (!company.settings.locations.includes(Number(value)))
        throw new WindowError(`Location ID '${value}' was not found.`);
      line[name] = Number(value);
      return;
    case 'cancel_flag':
      line.cancel_flag = value;
      line.qty_canceled = value === 'Y' ? (line.qty_ordered ?? 0) : 0;
      return;
    default:
      line[name] = value;
  }
}

/** The item fills in the rest of its line, over whatever was set before. */
function setItem(company: Company, line: Row, itemId: string): void {
  const item = company.itemById(itemId);
  if (item === undefined) throw new WindowError(`Item ID '${itemId}' was not found.`);
  const stock = company.stock.get(line.source_loc_id ?? null, item.inv_mast_uid ?? null);
  if (item.other_charge !== 'Y' && stock === undefined)
    throw new WindowError(`Item ID '${itemId}' is not at location ${textOf(line, 'source_loc_id')}.`);
  if (stock?.sellable === 'N') throw new WindowError(`Item ID '${itemId}' is not sellable.`);
  if (line.inv_mast_uid === item.inv_mast_uid) return;
  const unit = textOf(item, 'default_selling_unit');
  const size = company.unitSize(item, unit) ?? 1;
  Object.assign(line, {
    inv_mast_uid: item.inv_mast_uid,
    unit_quantity: 0,
    unit_of_measure: unit,
    pricing_unit: unit,
    unit_size: size,
    unit_price: listPrice(item, size),
    base_ut_price: listPrice(item, 1),
    manual_price_overide: 'N',
    tax_item: isTaxed(company, item) ? 'Y' : 'N',
    other_charge: item.other_charge === 'Y' ? 'Y' : 'N',
    extended_desc: null,
    customer_part_number: null,
    disposition: null,
  });
}

/** P21 prices again when quantity or unit changes, unless the price is a manual one (sheet section 3.1). */
function reprice(company: Company, line: Row): void {
  const item = company.items.get(line.inv_mast_uid ?? null);
  if (item === undefined || line.manual_price_overide === 'Y') return;
  line.unit_price = listPrice(item, Number(line.unit_size ?? 1));
}
