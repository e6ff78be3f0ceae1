import type { Item } from './item.ts';
import type { Store } from './store.ts';

export interface Availability {
  readonly quantity: number;
  readonly status: 'inStock' | 'lowStock' | 'outOfStock';
}

const LOW = 5;

export const stockLevels = (store: Store, sku: string): readonly Item[] =>
  store.all('StockLevel').filter((each) => each.text('productCode') === sku);

/** What buyers may order: available − reserved + overSelling of each warehouse, unless it is forced (sheet section 3.5). */
export function availability(store: Store, sku: string, warehouse?: string): Availability {
  const levels = stockLevels(store, sku).filter(
    (level) => warehouse === undefined || level.code('warehouse') === warehouse,
  );
  const forced = (code: string) => levels.some((level) => level.code('inStockStatus') === code);
  const quantity = levels
    .filter((level) => level.code('inStockStatus') !== 'forceOutOfStock')
    .reduce((total, level) => total + sellable(level), 0);
  if (forced('forceInStock')) return { quantity, status: 'inStock' };
  if (quantity <= 0) return { quantity, status: 'outOfStock' };
  return { quantity, status: quantity <= LOW ? 'lowStock' : 'inStock' };
}

function sellable(level: Item): number {
  const quantity = level.number('available') - level.number('reserved') + level.number('overSelling');
  return level.get('treatNegativeAsZero') === true ? Math.max(0, quantity) : quantity;
}

/** Keeps pieces for an order, at the first warehouse that has the article; below zero gives them free again. */
export function reserve(store: Store, sku: string, pieces: number): void {
  const [level] = stockLevels(store, sku);
  if (level !== undefined) store.set(level, { reserved: level.number('reserved') + pieces });
}

/** Pieces that have come back lie on the shelf again. */
export function putBack(store: Store, sku: string, pieces: number): void {
  const [level] = stockLevels(store, sku);
  if (level !== undefined) store.set(level, { available: level.number('available') + pieces });
}
