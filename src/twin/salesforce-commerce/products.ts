import type { TwinReply } from '../kit/twin-server.ts';
import { ApiError, badRequest } from './api-error.ts';
import { check, checkLengths, compact, type Fields, type Kind, patched, required } from './fields.ts';
import { pageOf, sliceOf } from './page.ts';
import { Product } from './product-state.ts';
import { type ApiRequest, DONE, ok, type Route, scapi } from './route.ts';
import { attributeOf, compileQuery, compileSorts } from './search-query.ts';
import { CUSTOM_ATTRIBUTES } from './settings.ts';
import type { Store } from './store.ts';
import { written } from './time.ts';

const KINDS: Readonly<Record<string, Kind>> = {
  id: 'text',
  owningCatalogId: 'text',
  name: 'texts by locale',
  pageTitle: 'texts by locale',
  pageDescription: 'texts by locale',
  pageKeywords: 'texts by locale',
  shortDescription: 'markups by locale',
  longDescription: 'markups by locale',
  onlineFlag: 'flags by site',
  searchable: 'flags by site',
  validFrom: 'object',
  validTo: 'object',
  brand: 'text',
  ean: 'text',
  upc: 'text',
  manufacturerName: 'text',
  manufacturerSku: 'text',
  taxClassId: 'text',
  unit: 'text',
  unitMeasure: 'text',
  unitQuantity: 'number',
  defaultVariantId: 'text',
};

/** What is worked out. It may stand in a document that is sent, and counts for nothing there (sheet section 12). */
const READ_ONLY: Readonly<Record<string, Kind>> = {
  assignedCategories: 'list',
  primaryCategoryId: 'text',
  owningCatalogName: 'texts by locale',
  variants: 'list',
  imageGroups: 'list',
  type: 'object',
  price: 'number',
  priceCurrency: 'text',
  pricePerUnit: 'number',
  ats: 'number',
  inStock: 'flag',
  online: 'flag',
  creationDate: 'time',
  lastModified: 'time',
};

const SEARCHABLE = ['id', 'name', 'brand', 'ean', 'upc', 'manufacturerSku', 'lastModified', 'creationDate', 'online'];

const LIST = scapi('product/products', 'products');
const shared = { surface: 'scapi', scope: 'sfcc.products' } as const;

export const PRODUCT_ROUTES: readonly Route[] = [
  { ...shared, methods: ['POST'], path: scapi('product/products', 'product-search'), reads: true, handle: search },
  {
    ...shared,
    methods: ['GET'],
    path: `${LIST}/{productId}`,
    handle: ({ store, path }) => ok(viewProduct(store.product(path.productId ?? ''), store)),
  },
  {
    ...shared,
    methods: ['PUT'],
    path: `${LIST}/{productId}`,
    handle: ({ store, path, body }) => replaceProduct(path.productId ?? '', body, store),
  },
  {
    ...shared,
    methods: ['PATCH'],
    path: `${LIST}/{productId}`,
    handle: ({ store, path, body }) => {
      const product = store.product(path.productId ?? '');
      product.fields = patched(product.fields, sentIn(product.id, body, store));
      product.changedAt = store.now();
      return ok(viewProduct(product, store));
    },
  },
  {
    ...shared,
    methods: ['DELETE'],
    path: `${LIST}/{productId}`,
    handle: ({ store, path }) => {
      const { id } = store.product(path.productId ?? '');
      store.products.delete(id);
      store.stock.records.delete(id);
      for (const { products } of store.categories.values()) products.delete(id);
      return DONE;
    },
  },
  {
    ...shared,
    methods: ['PUT'],
    path: `${LIST}/{productId}/variations/{variantId}`,
    handle: ({ store, path, body }) => {
      check(body, { productId: 'text', variationValues: 'object' });
      const variant = addVariation(store.product(path.productId ?? ''), store.product(path.variantId ?? ''), store);
      variant.variation = Object(body.variationValues ?? {});
      return ok(viewProduct(variant, store));
    },
  },
];

/** A master that has a variation is a master from then on. */
export function addVariation(master: Product, variant: Product, store: Store): Product {
  if (variant.master !== undefined && variant.master !== master.id)
    throw new ApiError(409, 'ProductConflict', `'${variant.id}' is a variation of '${variant.master}' already.`);
  variant.master = master.id;
  if (!master.variants.includes(variant.id)) master.variants.push(variant.id);
  for (const product of [master, variant]) product.changedAt = store.now();
  return variant;
}

/** PUT makes a product, or puts another one in the place of the old: what is not sent is gone. */
export function replaceProduct(id: string, body: Fields, store: Store): TwinReply {
  const sent = sentIn(id, body, store);
  const known = store.products.get(id);
  if (known === undefined) {
    required(sent, 'owningCatalogId');
    const product = new Product(id, patched({}, sent), store.now());
    store.products.set(id, product);
    return ok(viewProduct(product, store), 201);
  }
  known.fields = patched({ owningCatalogId: known.fields.owningCatalogId }, sent);
  known.changedAt = store.now();
  return ok(viewProduct(known, store));
}

function sentIn(id: string, body: Fields, { settings }: Store): Fields {
  check(body, { ...KINDS, ...READ_ONLY }, CUSTOM_ATTRIBUTES.product);
  if (id.length > 100) throw badRequest('The ID of a product has at most 100 characters.');
  if (body.id !== undefined && body.id !== id)
    throw badRequest(`The ID '${String(body.id)}' is not the one of the path.`);
  checkLengths(body, { ean: 256, upc: 256, brand: 256, manufacturerSku: 256 });
  if (typeof body.owningCatalogId === 'string' && body.owningCatalogId !== settings.catalogId)
    throw badRequest(`There is no catalog '${body.owningCatalogId}'.`);
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'id' && READ_ONLY[name] === undefined));
}

function search({ store, body }: ApiRequest) {
  check(body, { query: 'object', limit: 'number', offset: 'number', sorts: 'list', expand: 'list', select: 'text' });
  const page = pageOf(body.limit, body.offset, { most: 200, usual: 25 });
  const matches = compileQuery(body.query, SEARCHABLE);
  const order = compileSorts(body.sorts, SEARCHABLE);
  const searched = (product: Product) => {
    const attribute = attributeOf(viewProduct(product, store));
    return (name: string) => (name === 'name' ? product.nameIn('default') : attribute(name));
  };
  const found = [...store.products.values()]
    .filter((each) => matches(searched(each)))
    .sort((a, b) => order(searched(a), searched(b)));
  return ok({ ...page, total: found.length, hits: sliceOf(found, page).map((each) => viewProduct(each, store)) });
}

function viewProduct(product: Product, store: Store): Record<string, unknown> {
  const { settings, stock, categories } = store;
  const price = store.priceOf(product.id);
  const isMaster = product.variants.length > 0;
  const ats = stock.ats(product.id);
  return compact({
    id: product.id,
    ...product.fields,
    type: {
      item: !isMaster && product.master === undefined,
      master: isMaster,
      variant: product.master !== undefined,
      bundle: false,
      set: false,
      option: false,
    },
    masterId: product.master,
    variationValues: product.master === undefined ? undefined : product.variation,
    variants: isMaster ? product.variants.map((productId) => ({ productId })) : undefined,
    assignedCategories: [...categories.values()]
      .filter(({ products }) => products.has(product.id))
      .map(({ id }) => ({ catalogId: settings.catalogId, categoryId: id })),
    price: price === undefined ? undefined : Number(price),
    priceCurrency: price === undefined ? undefined : settings.currency,
    ats,
    inStock: ats > 0,
    online: product.isOnline(settings.siteId),
    creationDate: written(product.createdAt),
    lastModified: written(product.changedAt),
  });
}
