import { dropMeta, metaText, setMeta } from './meta-data.ts';
import type { Order, ProductLine } from './order-state.ts';
import type { Product } from './product-state.ts';
import { moveStock, stockKeeper } from './product-stock.ts';
import type { Store } from './store.ts';

/** On a line: how many pieces of it are out of stock right now. Its presence keeps stock from moving twice. */
export const REDUCED_STOCK = '_reduced_stock';

/** Takes the stock of every line that manages it, once; nothing stops it at zero. */
export function takeStock(order: Order, store: Store): void {
  if (order.stockTaken) return;
  order.stockTaken = true;
  for (const line of order.lines) {
    const sold = soldProduct(line, store);
    if (sold === undefined) continue;
    countSales(line, line.quantity, store);
    const keeper = stockKeeper(sold, store);
    if (keeper === undefined || metaText(line.meta, REDUCED_STOCK) !== undefined) continue;
    moveStock(keeper, -line.quantity, store);
    setMeta(line.meta, REDUCED_STOCK, line.quantity, store.nextMetaId);
  }
}

/** Gives back what the order still holds, once. */
export function returnStock(order: Order, store: Store): void {
  if (!order.stockTaken) return;
  order.stockTaken = false;
  for (const line of order.lines) {
    countSales(line, -line.quantity, store);
    returnLineStock(line, store);
  }
}

export function returnLineStock(line: ProductLine, store: Store): void {
  returnPieces(line, heldPieces(line), store);
}

/** Gives back pieces of one line, at most what it holds: a refund and a later cancellation add up to one return. */
export function returnPieces(line: ProductLine, pieces: number, store: Store): void {
  const held = heldPieces(line);
  const back = Math.min(pieces, held);
  const sold = soldProduct(line, store);
  const keeper = sold === undefined ? undefined : stockKeeper(sold, store);
  if (back > 0 && keeper !== undefined) moveStock(keeper, back, store);
  if (held - back > 0) setMeta(line.meta, REDUCED_STOCK, held - back, store.nextMetaId);
  else dropMeta(line.meta, REDUCED_STOCK);
}

export function soldProduct(line: ProductLine, store: Store): Product | undefined {
  return store.products.get(line.variationId === 0 ? line.productId : line.variationId);
}

/** Sales of a variation count on its parent (captured). */
function countSales(line: ProductLine, pieces: number, store: Store): void {
  const product = store.products.get(line.productId);
  if (product !== undefined) product.totalSales += pieces;
}

function heldPieces(line: ProductLine): number {
  return Number(metaText(line.meta, REDUCED_STOCK) ?? 0);
}
