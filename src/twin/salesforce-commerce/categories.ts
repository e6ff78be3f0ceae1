import type { TwinReply } from '../kit/twin-server.ts';
import { badRequest, notFound } from './api-error.ts';
import { type Category, ROOT } from './category-state.ts';
import { check, checkLengths, type Fields, type Kind, patched } from './fields.ts';
import { pageOf, sliceOf } from './page.ts';
import { type ApiRequest, DONE, ok, type Route, scapi } from './route.ts';
import { attributeOf, compileQuery, compileSorts } from './search-query.ts';
import { CUSTOM_ATTRIBUTES } from './settings.ts';
import type { Store } from './store.ts';
import { written } from './time.ts';

const KINDS: Readonly<Record<string, Kind>> = {
  id: 'text',
  catalogId: 'text',
  parentCategoryId: 'text',
  name: 'texts by locale',
  description: 'texts by locale',
  pageTitle: 'texts by locale',
  pageDescription: 'texts by locale',
  pageKeywords: 'texts by locale',
  online: 'flag',
  onlineFrom: 'time',
  onlineTo: 'time',
  position: 'number',
  image: 'text',
  thumbnail: 'text',
  creationDate: 'time',
  lastModified: 'time',
};
const OWN = ['id', 'catalogId', 'creationDate', 'lastModified', 'parentCategoryId'];
const SEARCHABLE = [
  'id',
  'catalogId',
  'name',
  'description',
  'parentCategoryId',
  'online',
  'creationDate',
  'lastModified',
];
const CATALOG = scapi('product/catalogs', 'catalogs/{catalog}');
const shared = { surface: 'scapi', scope: 'sfcc.catalogs' } as const;

export const CATEGORY_ROUTES: readonly Route[] = [
  { ...shared, methods: ['POST'], path: scapi('product/catalogs', 'category-search'), reads: true, handle: search },
  {
    ...shared,
    methods: ['GET'],
    path: `${CATALOG}/categories`,
    handle: (request) => {
      mustBeCatalog(request);
      const { store, query } = request;
      const page = pageOf(query.get('limit'), query.get('offset'), { most: 50, usual: 25 });
      const all = [...store.categories.values()].filter(({ id }) => id !== ROOT);
      return ok({ ...page, total: all.length, data: sliceOf(all, page).map((each) => viewCategory(each, store)) });
    },
  },
  {
    ...shared,
    methods: ['GET'],
    path: `${CATALOG}/categories/{category}`,
    handle: (request) => ok(viewCategory(categoryIn(request), request.store)),
  },
  {
    ...shared,
    methods: ['PUT'],
    path: `${CATALOG}/categories/{category}`,
    handle: (request) => {
      mustBeCatalog(request);
      return replaceCategory(request.path.category ?? '', request.body, request.store);
    },
  },
  {
    ...shared,
    methods: ['PATCH'],
    path: `${CATALOG}/categories/{category}`,
    handle: (request) => {
      const category = categoryIn(request);
      const { store, body } = request;
      category.fields = patched(category.fields, sentIn(category.id, body));
      if (typeof body.parentCategoryId === 'string') category.parentId = store.category(body.parentCategoryId).id;
      category.changedAt = store.now();
      return ok(viewCategory(category, store));
    },
  },
  {
    ...shared,
    methods: ['DELETE'],
    path: `${CATALOG}/categories/{category}`,
    handle: (request) => {
      const { id } = categoryIn(request);
      if (id === ROOT) throw badRequest('The root of a catalog cannot be deleted.');
      deleteWithChildren(id, request.store);
      return DONE;
    },
  },
  {
    ...shared,
    methods: ['PUT'],
    path: `${CATALOG}/categories/{category}/products/{productId}`,
    handle: (request) => {
      const category = categoryIn(request);
      const { store, path, body } = request;
      check(body, { position: 'number', productId: 'text', categoryId: 'text', catalogId: 'text' });
      const { id } = store.product(path.productId ?? '');
      const isNew = !category.products.has(id);
      category.products.set(id, typeof body.position === 'number' ? body.position : 0);
      const shown = { catalogId: path.catalog, categoryId: category.id, productId: id };
      return ok({ ...shown, position: category.products.get(id) }, isNew ? 201 : 200);
    },
  },
  {
    ...shared,
    methods: ['DELETE'],
    path: `${CATALOG}/categories/{category}/products/{productId}`,
    handle: (request) => {
      const { products } = categoryIn(request);
      if (!products.delete(request.path.productId ?? ''))
        throw notFound('CategoryAssignment', `'${request.path.productId}' is not in the category.`);
      return DONE;
    },
  },
];

/** PUT makes a category, or puts another one in the place of the old. What is assigned to it stays. */
export function replaceCategory(id: string, body: Fields, store: Store): TwinReply {
  const sent = sentIn(id, body);
  const parentId = typeof body.parentCategoryId === 'string' ? store.category(body.parentCategoryId).id : ROOT;
  const known = store.categories.get(id);
  if (known !== undefined) {
    Object.assign(known, { fields: patched({}, sent), parentId, changedAt: store.now() });
    return ok(viewCategory(known, store));
  }
  const category = addCategory(id, patched({}, sent), store);
  category.parentId = parentId;
  return ok(viewCategory(category, store), 201);
}

export function addCategory(id: string, fields: Fields, store: Store): Category {
  const now = store.now();
  const category: Category = { id, parentId: ROOT, fields, products: new Map(), createdAt: now, changedAt: now };
  store.categories.set(id, category);
  return category;
}

/** Children go with it; the products of all of them stay. */
function deleteWithChildren(id: string, store: Store): void {
  store.categories.delete(id);
  for (const child of store.categories.values()) if (child.parentId === id) deleteWithChildren(child.id, store);
}

function sentIn(id: string, body: Fields): Fields {
  check(body, KINDS, CUSTOM_ATTRIBUTES.category);
  checkLengths({ id }, { id: 256 });
  if (body.id !== undefined && body.id !== id)
    throw badRequest(`The ID '${String(body.id)}' is not the one of the path.`);
  return Object.fromEntries(Object.entries(body).filter(([name]) => !OWN.includes(name)));
}

function mustBeCatalog({ store, path }: ApiRequest): void {
  if (path.catalog !== store.settings.catalogId)
    throw notFound('Catalog', `No catalog with the ID '${path.catalog}' was found.`, {
      arguments: { catalogId: path.catalog },
    });
}

function categoryIn(request: ApiRequest): Category {
  mustBeCatalog(request);
  return request.store.category(request.path.category ?? '');
}

function search({ store, body }: ApiRequest) {
  check(body, { query: 'object', limit: 'number', offset: 'number', sorts: 'list', expand: 'list', select: 'text' });
  const page = pageOf(body.limit, body.offset, { most: 200, usual: 25 });
  const matches = compileQuery(body.query, SEARCHABLE);
  const order = compileSorts(body.sorts, SEARCHABLE);
  const searched = (category: Category) => {
    const attribute = attributeOf(viewCategory(category, store));
    // Of texts by locale the default one is searched.
    return (name: string) => attribute(`${name}.default`) ?? attribute(name);
  };
  const found = [...store.categories.values()]
    .filter((each) => matches(searched(each)))
    .sort((a, b) => order(searched(a), searched(b)));
  return ok({ ...page, total: found.length, hits: sliceOf(found, page).map((each) => viewCategory(each, store)) });
}

function viewCategory(category: Category, { settings }: Store): Record<string, unknown> {
  const { id, parentId, fields, createdAt, changedAt } = category;
  return {
    id,
    catalogId: settings.catalogId,
    ...(id === ROOT ? {} : { parentCategoryId: parentId }),
    online: false,
    ...fields,
    creationDate: written(createdAt),
    lastModified: written(changedAt),
  };
}
