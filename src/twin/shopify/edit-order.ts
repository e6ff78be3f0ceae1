import { Big } from 'big.js';
import { lineDraft } from './line-draft.ts';
import { type TaxRate, taxLinesOn } from './line-tax.ts';
import type { LineRecord, OrderRecord } from './order-record.ts';
import { claimStock, openFulfillmentOrder, releaseUnfulfilled } from './order-stock.ts';
import { currentQuantity, originalTotal } from './order-totals.ts';
import type { PlacedLine } from './place-order.ts';
import type { Shop } from './shop.ts';

export interface EditOrder {
  /** New current quantities of lines; only downwards, as the pieces taken away stay visible in `quantity`. */
  readonly setQuantities?: readonly { readonly lineId: string; readonly quantity: number }[];
  readonly addLines?: readonly (PlacedLine & { readonly taxRates?: readonly TaxRate[] })[];
}

/**
 * Edits an order after it was placed, as staff do in the admin. The totals as ordered stay, the current ones move, and
 * `edited` stays true. Throws when a line is unknown or its quantity would grow.
 */
export function editOrder(shop: Shop, order: OrderRecord, edit: EditOrder): void {
  for (const { lineId, quantity } of edit.setQuantities ?? []) {
    const line = order.lines.find(({ id }) => id === lineId);
    if (line === undefined) throw new Error(`no line ${lineId} on ${order.name}`);
    const gone = currentQuantity(line) - quantity;
    if (gone < 0) throw new Error(`an edit takes away; add a line to raise the quantity of ${lineId}`);
    line.removedQuantity += gone;
    releaseUnfulfilled(shop, order, line, gone, true);
    // Already counted as removed: the work must not lose it twice.
    line.cancelledQuantity -= gone;
  }
  const added = (edit.addLines ?? []).map((given): LineRecord => {
    const draft = lineDraft(shop, given);
    const stock = claimStock(shop, [draft], undefined, 'ignore');
    const line: LineRecord = {
      ...draft,
      id: shop.ids.take('LineItem'),
      removedQuantity: 0,
      refundedQuantity: 0,
      fulfilledQuantity: 0,
      cancelledQuantity: 0,
      allocations: [],
      taxLines: [],
      duty: null,
      isTip: false,
      addedByEdit: true,
      locationId: stock.locationId,
      stockTaken: stock.taken.has(0),
    };
    const rates = given.taxRates ?? order.ordered.taxLines.map(({ title, rate }) => ({ title, rate }));
    line.taxLines =
      line.taxable && !order.taxExempt ? taxLinesOn(new Big(originalTotal(line)), rates, order.taxesIncluded) : [];
    return line;
  });
  order.lines.push(...added);
  if (added.length > 0) openFulfillmentOrder(shop, { ...order, lines: added }, added[0]?.locationId ?? null);
  order.edited = true;
  shop.touch(order);
  shop.emit('ORDERS_EDITED', order.id);
  shop.emit('ORDERS_UPDATED', order.id);
}
