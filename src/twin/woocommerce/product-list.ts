import { amountOf } from './amount.ts';
import { PAGING } from './collection-page.ts';
import { DATE_FILTERS, dateTest } from './date-filters.ts';
import { BOOLEAN, INTEGERS, listOf, oneOf, type Parameters, STRING, STRINGS } from './parameter-schema.ts';
import { activePrice, isOnSale } from './product-price.ts';
import type { Product } from './product-state.ts';
import { stockStatusOf } from './product-stock.ts';
import { flagIn, numbersIn, textIn, textsIn, type Values } from './request-values.ts';
import type { Store } from './store.ts';

const STATUSES = ['any', 'future', 'trash', 'draft', 'pending', 'private', 'publish'] as const;
const TYPES = ['simple', 'grouped', 'external', 'variable', 'variation'] as const;
const SORTS = [
  'date',
  'id',
  'include',
  'title',
  'slug',
  'modified',
  'price',
  'popularity',
  'rating',
  'menu_order',
] as const;

export const PRODUCT_LIST: Parameters = {
  ...PAGING,
  ...DATE_FILTERS,
  order: { ...oneOf('asc', 'desc'), default: 'desc' },
  orderby: { ...oneOf(...SORTS), default: 'date' },
  search: STRING,
  search_sku: STRING,
  include: INTEGERS,
  exclude: INTEGERS,
  parent: INTEGERS,
  parent_exclude: INTEGERS,
  slug: STRING,
  status: { ...oneOf(...STATUSES), default: 'any' },
  include_status: listOf(oneOf(...STATUSES)),
  exclude_status: listOf(oneOf(...STATUSES)),
  type: oneOf(...TYPES.slice(0, 4)),
  include_types: listOf(oneOf(...TYPES)),
  exclude_types: listOf(oneOf(...TYPES)),
  sku: STRING,
  global_unique_id: STRING,
  category: STRINGS,
  featured: BOOLEAN,
  on_sale: BOOLEAN,
  stock_status: oneOf('instock', 'outofstock', 'onbackorder'),
  min_price: STRING,
  max_price: STRING,
  tax_class: STRING,
  virtual: BOOLEAN,
  downloadable: BOOLEAN,
};

/**
 * The products a list asks for, sorted, before paging. Variations stay out, except when the list asks for SKUs: then
 * they are found as well.
 */
export function listedProducts(values: Values, store: Store, of?: Product): Product[] {
  const tests = productTests(values, store, of);
  const found = candidates(values, store).filter((product) => tests.every((test) => test(product)));
  return sorted(found, values, store);
}

/** A list by exact SKU needs no walk over the whole catalogue. */
function candidates(values: Values, store: Store): Product[] {
  const skus = skusIn(values);
  if (skus.length === 0) return [...store.products.values()];
  return [...new Set(skus.map((sku) => store.productBySku(sku)))].filter((product) => product !== undefined);
}

function skusIn(values: Values): string[] {
  return (textIn(values, 'sku') ?? '')
    .split(',')
    .map((sku) => sku.trim())
    .filter((sku) => sku !== '');
}

function productTests(values: Values, store: Store, of: Product | undefined): ((product: Product) => boolean)[] {
  const tests: ((product: Product) => boolean)[] = [statusTest(values), dateTest(values, store)];
  const test = (is: boolean, of: (product: Product) => boolean) => {
    if (is) tests.push(of);
  };
  const text = (name: string) => textIn(values, name) ?? '';
  const ids = (name: string) => numbersIn(values, name);
  const texts = (name: string) => textsIn(values, name);
  const bySku = skusIn(values).length > 0 || text('search_sku') !== '' || text('global_unique_id') !== '';
  if (of !== undefined) tests.push((product) => product.type === 'variation' && product.parentId === of.id);
  else test(!bySku && !texts('include_types').includes('variation'), (product) => product.type !== 'variation');
  test(ids('include').length > 0, (product) => ids('include').includes(product.id));
  test(ids('exclude').length > 0, (product) => !ids('exclude').includes(product.id));
  test(ids('parent').length > 0, (product) => ids('parent').includes(product.parentId));
  test(ids('parent_exclude').length > 0, (product) => !ids('parent_exclude').includes(product.parentId));
  test(text('slug') !== '', (product) => product.slug === text('slug'));
  test(text('type') !== '', (product) => product.type === text('type'));
  test(texts('include_types').length > 0, (product) => texts('include_types').includes(product.type));
  test(texts('exclude_types').length > 0, (product) => !texts('exclude_types').includes(product.type));
  test(text('search_sku') !== '', (product) => product.sku.toLowerCase().includes(text('search_sku').toLowerCase()));
  test(text('global_unique_id') !== '', (product) => product.globalUniqueId === text('global_unique_id'));
  test(texts('category').length > 0, (product) =>
    product.categoryIds.some((id) => texts('category').includes(String(id))),
  );
  test(text('search') !== '', (product) => searchText(product).includes(text('search').toLowerCase()));
  test(text('tax_class') !== '', (product) => (product.taxClass || 'standard') === text('tax_class'));
  test(text('stock_status') !== '', (product) => stockStatusOf(product, store) === text('stock_status'));
  test(text('min_price') !== '', (product) => amountOf(activePrice(product, store)).gte(amountOf(text('min_price'))));
  test(text('max_price') !== '', (product) => amountOf(activePrice(product, store)).lte(amountOf(text('max_price'))));
  const flags = {
    featured: (p: Product) => p.featured,
    virtual: (p: Product) => p.virtual,
    downloadable: (p: Product) => p.downloadable,
    on_sale: (p: Product) => isOnSale(p, store),
  };
  for (const [name, is] of Object.entries(flags)) {
    const wanted = flagIn(values, name);
    test(wanted !== undefined, (product) => is(product) === wanted);
  }
  return tests;
}

/** `any` leaves out the trash. */
function statusTest(values: Values): (product: Product) => boolean {
  const only = textsIn(values, 'include_status').filter((status) => status !== 'any');
  const without = textsIn(values, 'exclude_status');
  const status = textIn(values, 'status') ?? 'any';
  return (product) => {
    if (without.includes(product.status)) return false;
    if (only.length > 0) return only.includes(product.status);
    return status === 'any' ? product.status !== 'trash' : product.status === status;
  };
}

function searchText(product: Product): string {
  return `${product.name}\n${product.description}\n${product.shortDescription}`.toLowerCase();
}

function sorted(products: Product[], values: Values, store: Store): Product[] {
  const sign = textIn(values, 'order') === 'asc' ? 1 : -1;
  const include = numbersIn(values, 'include');
  const byId = (a: Product, b: Product) => a.id - b.id;
  const compare: Readonly<Record<string, (a: Product, b: Product) => number>> = {
    id: byId,
    modified: (a, b) => a.modifiedAt - b.modifiedAt || byId(a, b),
    title: (a, b) => a.name.localeCompare(b.name) || byId(a, b),
    slug: (a, b) => a.slug.localeCompare(b.slug) || byId(a, b),
    price: (a, b) => amountOf(activePrice(a, store)).cmp(amountOf(activePrice(b, store))) || byId(a, b),
    popularity: (a, b) => a.totalSales - b.totalSales || byId(a, b),
    menu_order: (a, b) => a.menuOrder - b.menuOrder || byId(a, b),
    include: (a, b) => sign * (include.indexOf(a.id) - include.indexOf(b.id)),
  };
  const by = compare[textIn(values, 'orderby') ?? ''] ?? ((a, b) => a.createdAt - b.createdAt || byId(a, b));
  return products.sort((a, b) => sign * by(a, b));
}
