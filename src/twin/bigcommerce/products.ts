import type { TwinReply } from '../kit/twin-server.ts';
import { ApiError, notFound } from './api-error.ts';
import { batchOf, Sent } from './body.ts';
import { between, contains, equals, filtered, greater, isIn, isTrue, sorted } from './filters.ts';
import { v3Page } from './pages.ts';
import type { Product } from './product-state.ts';
import { viewProduct } from './product-view.ts';
import { checkProduct, createProduct, imageOf, updateProduct } from './product-write.ts';
import { type ApiRequest, idIn, NO_CONTENT, type Route, route, v3 } from './route.ts';
import type { Store } from './store.ts';

const SCOPE = 'store_v2_products';
const MOST_AT_A_TIME = 10;
/** Pages are shorter where each product brings its options or modifiers (sheet, section 4). */
const MOST_WITH_OPTIONS = 10;

const ALL = ['variants', 'images', 'custom_fields'] as const;

export const PRODUCT_ROUTES: readonly Route[] = [
  route('GET', 'v3/catalog/products', SCOPE, listProducts),
  route('POST', 'v3/catalog/products', SCOPE, ({ body, store }) =>
    v3(viewProduct(createProduct(new Sent(body, 'v3'), store), store, ALL)),
  ),
  route('PUT', 'v3/catalog/products', SCOPE, ({ body, store }) => {
    const known = batchOf(body, MOST_AT_A_TIME).map((each) => {
      const product = store.products.get(each.needed('id', each.integer('id')));
      if (product === undefined) throw each.refuse('id', 'there is no such product');
      checkProduct(each, product, store);
      return { each, product };
    });
    for (const { each, product } of known) updateProduct(product, each, store);
    return v3(known.map(({ product }) => viewProduct(product, store, ALL)));
  }),
  route('DELETE', 'v3/catalog/products', SCOPE, (request) => {
    if (![...request.query.keys()].some((name) => name.includes(':') || name === 'sku' || name === 'name'))
      throw new ApiError(422, 'A filter is required.');
    for (const { id } of productsFor(request)) deleteProduct(id, request.store);
    return NO_CONTENT;
  }),
  route('GET', 'v3/catalog/products/{id:number}', SCOPE, (request) =>
    v3(viewProduct(productIn(request), request.store, includes(request))),
  ),
  route('PUT', 'v3/catalog/products/{id:number}', SCOPE, (request) => {
    const product = productIn(request);
    updateProduct(product, new Sent(request.body, 'v3'), request.store);
    return v3(viewProduct(product, request.store, ALL));
  }),
  route('DELETE', 'v3/catalog/products/{id:number}', SCOPE, (request) => {
    deleteProduct(productIn(request).id, request.store);
    return NO_CONTENT;
  }),
  route('POST', 'v3/catalog/products/{id:number}/images', SCOPE, (request) => {
    const product = productIn(request);
    const image = imageOf(new Sent(request.body, 'v3'), product.images.length, request.store);
    product.images = [...product.images, image];
    touch(product, request.store);
    return v3(viewProduct(product, request.store, ['images']).images?.at(-1));
  }),
];

export function productIn(request: ApiRequest, name = 'id'): Product {
  const product = request.store.products.get(idIn(request, name));
  if (product === undefined) throw notFound('product');
  return product;
}

export function touch(product: Product, store: Store): void {
  product.modifiedAt = store.now();
  store.tell('store/product/updated', 'product', product.id);
}

function deleteProduct(id: number, store: Store): void {
  store.products.delete(id);
  store.tell('store/product/deleted', 'product', id);
}

const includes = ({ query }: ApiRequest): readonly string[] => (query.get('include') ?? '').split(',');

function listProducts(request: ApiRequest): TwinReply {
  const { store, query } = request;
  const include = includes(request);
  const rows = sorted(productsFor(request), query, {
    id: ({ id }) => id,
    name: ({ name }) => name,
    sku: ({ sku }) => sku,
    price: ({ price }) => price,
    date_modified: ({ modifiedAt }) => modifiedAt,
  });
  const most = include.includes('options') || include.includes('modifiers') ? MOST_WITH_OPTIONS : undefined;
  const shown = rows.map((product) => selected(viewProduct(product, store, include), query));
  return v3Page(shown, query, most);
}

function productsFor({ store, query }: ApiRequest): Product[] {
  const now = store.now();
  return filtered(store.products.values(), query, {
    id: equals(({ id }) => id),
    'id:in': isIn(({ id }) => id),
    'id:greater': greater(({ id }) => id),
    // The product's own SKU only: variants with options are not looked at (sheet, section 3.5).
    sku: equals(({ sku }) => sku),
    'sku:in': isIn(({ sku }) => sku),
    name: equals(({ name }) => name),
    'name:like': contains(({ name }) => name),
    keyword: contains(({ name, sku }) => `${name} ${sku}`),
    upc: equals(({ upc }) => upc),
    type: equals(({ type }) => type),
    price: equals(({ price }) => price),
    availability: equals(({ availability }) => availability),
    is_visible: isTrue(({ isVisible }) => isVisible),
    'categories:in': isIn(({ categories }) => categories),
    out_of_stock: isTrue(
      ({ tracking, variants }) => tracking !== 'none' && variants.every(({ id }) => store.stock.available(id) === 0),
    ),
    ...between('date_modified', ({ modifiedAt }) => modifiedAt, now),
  });
}

/** `include_fields` and `exclude_fields`; the id is always there. */
function selected(product: ReturnType<typeof viewProduct>, query: URLSearchParams) {
  const [only, without] = [query.get('include_fields'), query.get('exclude_fields')?.split(',') ?? []];
  const also = ['id', 'variants', 'images', 'custom_fields', ...(only?.split(',') ?? [])];
  return Object.fromEntries(
    Object.entries(product).filter(([name]) => (only === null || also.includes(name)) && !without.includes(name)),
  );
}
