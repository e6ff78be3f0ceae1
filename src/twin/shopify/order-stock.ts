import type { FulfillmentOrderRecord } from './fulfillment-record.ts';
import { levelOf, moveQuantity } from './inventory.ts';
import type { LineRecord, OrderRecord } from './order-record.ts';
import { currentQuantity } from './order-totals.ts';
import type { Shop } from './shop.ts';

interface Wanted {
  readonly variantId: string | null;
  readonly sku: string | null;
  readonly quantity: number;
}

interface Need {
  readonly index: number;
  readonly itemId: string;
  readonly sku: string | null;
  readonly quantity: number;
  readonly mayOversell: boolean;
}

/** An order for what must not be oversold. `orderCreate` turns it into INVENTORY_CLAIM_FAILED. */
export class StockShortage extends Error {
  override readonly name = 'StockShortage';
}

/**
 * Chooses the location and moves the stock: available down, committed up, for every tracked variant that is stocked
 * there. Throws StockShortage under `obey` when a variant with policy DENY has too little; nothing has moved then.
 */
export function claimStock(
  shop: Shop,
  lines: readonly Wanted[],
  givenLocation: string | undefined,
  mode: 'obey' | 'ignore' | 'bypass',
): { readonly locationId: string | null; readonly taken: ReadonlySet<number> } {
  const needs = lines.flatMap((line, index): Need[] => {
    const variant = line.variantId === null ? undefined : shop.variants.get(line.variantId);
    const item = variant === undefined ? undefined : shop.inventoryItems.get(variant.inventoryItemId);
    if (variant === undefined || item === undefined || !item.tracked) return [];
    return [
      {
        index,
        itemId: item.id,
        sku: item.sku,
        quantity: line.quantity,
        mayOversell: variant.inventoryPolicy === 'CONTINUE',
      },
    ];
  });
  const locations = [...shop.locations.values()].filter(({ isActive }) => isActive).map(({ id }) => id);
  if (givenLocation !== undefined && !shop.locations.has(givenLocation))
    throw new Error(`no location ${givenLocation} in the twin`);
  const has = (locationId: string, enough: boolean): boolean =>
    needs.every(({ itemId, quantity }) => {
      const level = levelOf(shop, itemId, locationId);
      return level !== undefined && (!enough || level.quantities.available >= quantity);
    });
  const locationId =
    givenLocation ??
    locations.find((id) => has(id, true)) ??
    locations.find((id) => has(id, false)) ??
    locations[0] ??
    null;
  if (locationId === null || mode === 'bypass') return { locationId, taken: new Set() };

  const stocked = needs.filter(({ itemId }) => levelOf(shop, itemId, locationId) !== undefined);
  for (const { itemId, sku, quantity, mayOversell } of stocked) {
    const available = levelOf(shop, itemId, locationId)?.quantities.available ?? 0;
    if (mode === 'obey' && !mayOversell && available < quantity)
      throw new StockShortage(`${sku ?? itemId}: ${quantity} wanted, ${available} available`);
  }
  for (const { itemId, quantity } of stocked) {
    const level = levelOf(shop, itemId, locationId);
    if (level === undefined) continue;
    moveQuantity(shop, level, 'available', -quantity);
    moveQuantity(shop, level, 'committed', quantity);
  }
  return { locationId, taken: new Set(stocked.map(({ index }) => index)) };
}

/** Opens the work of one location on the order. Its ids are not those of the order's lines. */
export function openFulfillmentOrder(shop: Shop, order: OrderRecord, locationId: string | null): void {
  const lines = order.lines.filter(({ isTip }) => !isTip);
  if (locationId === null || lines.length === 0) return;
  const work: FulfillmentOrderRecord = {
    id: shop.ids.take('FulfillmentOrder'),
    orderId: order.id,
    locationId,
    status: 'OPEN',
    requestStatus: 'UNSUBMITTED',
    lines: lines.map((line) => ({
      id: shop.ids.take('FulfillmentOrderLineItem'),
      lineId: line.id,
      totalQuantity: line.quantity,
      remainingQuantity: line.quantity,
    })),
    createdAt: shop.now(),
    updatedAt: shop.now(),
  };
  shop.fulfillmentOrders.set(work.id, work);
  order.fulfillmentOrderIds.push(work.id);
}

/**
 * Takes pieces out of the work still to do and gives up their claim on the stock; `restock` says whether they become
 * free again or are simply gone.
 */
export function releaseUnfulfilled(
  shop: Shop,
  order: OrderRecord,
  line: LineRecord,
  quantity: number,
  restock: boolean,
): void {
  if (quantity <= 0) return;
  line.cancelledQuantity += quantity;
  let left = quantity;
  for (const id of order.fulfillmentOrderIds) {
    const work = shop.fulfillmentOrders.get(id);
    const entry = work?.lines.find(({ lineId }) => lineId === line.id);
    if (work === undefined || entry === undefined) continue;
    const here = Math.min(left, entry.remainingQuantity);
    entry.remainingQuantity -= here;
    entry.totalQuantity -= here;
    left -= here;
    closeWhenDone(shop, work);
  }
  const item = line.variantId === null ? undefined : shop.variants.get(line.variantId)?.inventoryItemId;
  const level = item === undefined || line.locationId === null ? undefined : levelOf(shop, item, line.locationId);
  if (level === undefined || !line.stockTaken) return;
  moveQuantity(shop, level, 'committed', -quantity);
  if (restock) moveQuantity(shop, level, 'available', quantity);
}

export function closeWhenDone(shop: Shop, work: FulfillmentOrderRecord): void {
  work.updatedAt = shop.now();
  if (work.lines.some(({ remainingQuantity }) => remainingQuantity > 0)) return;
  const order = shop.orders.get(work.orderId);
  const shipped = work.lines.some(({ totalQuantity }) => totalQuantity > 0);
  work.status =
    shipped || order?.lines.some((line) => !line.isTip && currentQuantity(line) > 0) ? 'CLOSED' : 'CANCELLED';
}
