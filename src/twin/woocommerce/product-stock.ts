import type { Product, StockStatus } from './product-state.ts';
import type { Store } from './store.ts';

/** Where the stock of a sold product is kept: on itself, or for a variation that inherits on its parent. */
export function stockKeeper(product: Product, store: Store): Product | undefined {
  if (product.manageStock) return product;
  const parent = product.type === 'variation' ? store.products.get(product.parentId) : undefined;
  return parent?.manageStock === true ? parent : undefined;
}

/** Derived from the figure when stock is managed, as set by hand when not; a variable product follows its variations. */
export function stockStatusOf(product: Product, store: Store): StockStatus {
  const keeper = stockKeeper(product, store);
  if (keeper !== undefined) {
    if (keeper.stock > 0) return 'instock';
    return keeper.backorders === 'no' ? 'outofstock' : 'onbackorder';
  }
  if (product.type !== 'variable') return product.setStockStatus;
  const states = store.variationsOf(product).map((each) => stockStatusOf(each, store));
  if (states.includes('instock') || states.length === 0)
    return states.length === 0 ? product.setStockStatus : 'instock';
  return states.includes('onbackorder') ? 'onbackorder' : 'outofstock';
}

/** Moves the figure, below zero if need be, and with it the product's modification time. */
export function moveStock(keeper: Product, by: number, store: Store): void {
  keeper.stock += by;
  keeper.modifiedAt = store.now();
}
