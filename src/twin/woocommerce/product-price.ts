import { amountOf } from './amount.ts';
import type { Product } from './product-state.ts';
import type { Store } from './store.ts';

export function isOnSale(product: Product, store: Store): boolean {
  if (product.type === 'variable') return variations(product, store).some((each) => isOnSale(each, store));
  if (product.salePrice === '' || product.regularPrice === '') return false;
  if (amountOf(product.salePrice).gte(amountOf(product.regularPrice))) return false;
  const now = store.now();
  return (
    (product.saleFrom === undefined || product.saleFrom <= now) &&
    (product.saleTo === undefined || now <= product.saleTo)
  );
}

/** What a buyer pays for one: decimal text, "" when there is no price. A variable product costs as its cheapest. */
export function activePrice(product: Product, store: Store): string {
  if (product.type !== 'variable') return isOnSale(product, store) ? product.salePrice : product.regularPrice;
  return priceRange(product, store)?.lowest ?? '';
}

export function priceRange(
  product: Product,
  store: Store,
): { readonly lowest: string; readonly highest: string } | undefined {
  const prices = variations(product, store)
    .map((each) => activePrice(each, store))
    .filter((price) => price !== '')
    .sort((a, b) => amountOf(a).cmp(amountOf(b)));
  const [lowest] = prices;
  const highest = prices.at(-1);
  return lowest === undefined || highest === undefined ? undefined : { lowest, highest };
}

/** `parent` on a variation is the parent's class. */
export function taxClassOf(product: Product, store: Store): string {
  if (product.taxClass !== 'parent') return product.taxClass;
  return store.products.get(product.parentId)?.taxClass ?? '';
}

function variations(product: Product, store: Store): Product[] {
  return store.variationsOf(product).filter((each) => each.status === 'publish');
}
