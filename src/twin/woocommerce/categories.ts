import { batchRoute } from './batch.ts';
import { PAGING, pageOf, pageReply } from './collection-page.ts';
import { BOOLEAN, INTEGER, INTEGERS, objectOf, oneOf, type Parameters, STRING } from './parameter-schema.ts';
import { flagIn, numberIn, numbersIn, recordIn, textIn, type Values } from './request-values.ts';
import { apiUrl, links, withoutHints } from './resource-links.ts';
import { RestError, trashNotSupported } from './rest-error.ts';
import { created, gone, ok, type RestRequest, type Route, WRITES } from './route.ts';
import { freeSlug, slugOf } from './slug.ts';
import { type Category, DEFAULT_CATEGORY_ID, type Store } from './store.ts';

const COLLECTION = '/wc/v3/products/categories';
const BODY: Parameters = {
  name: STRING,
  slug: STRING,
  parent: INTEGER,
  description: STRING,
  display: oneOf('default', 'products', 'subcategories', 'both'),
  image: objectOf({ id: INTEGER, src: STRING, name: STRING, alt: STRING }),
  menu_order: INTEGER,
};

export const CATEGORY_BODY: Parameters = { ...BODY, name: { ...STRING, required: true } };

const CREATE: Route = {
  methods: ['POST'],
  path: COLLECTION,
  access: 'create',
  parameters: CATEGORY_BODY,
  handle(request) {
    const category = createCategory(request.values, request.store);
    return created(viewCategory(category, request), apiUrl(request.site, `products/categories/${category.id}`));
  },
};

const UPDATE: Route = {
  methods: WRITES,
  path: `${COLLECTION}/{id:number}`,
  access: 'edit',
  parameters: { id: INTEGER, ...BODY },
  handle(request) {
    const category = categoryOf(request);
    checkParent(request.values, request.store);
    checkDuplicate(request.values, category, request.store);
    writeCategory(category, request.values);
    return ok(viewCategory(category, request));
  },
};

const DELETE: Route = {
  methods: ['DELETE'],
  path: `${COLLECTION}/{id:number}`,
  access: 'delete',
  parameters: { id: INTEGER, force: { ...BOOLEAN, default: false } },
  handle(request) {
    const category = categoryOf(request);
    if (flagIn(request.values, 'force') !== true) throw trashNotSupported('Resource does not support trashing.');
    const before = viewCategory(category, request);
    deleteCategory(category, request.store);
    return gone(withoutHints(before));
  },
};

export const CATEGORY_ROUTES: readonly Route[] = [
  {
    methods: ['GET'],
    path: COLLECTION,
    access: 'list',
    parameters: {
      ...PAGING,
      search: STRING,
      include: INTEGERS,
      exclude: INTEGERS,
      order: { ...oneOf('asc', 'desc'), default: 'asc' },
      orderby: { ...oneOf('id', 'include', 'name', 'slug', 'term_group', 'description', 'count'), default: 'name' },
      hide_empty: { ...BOOLEAN, default: false },
      parent: INTEGER,
      product: INTEGER,
      slug: STRING,
    },
    handle(request) {
      const rows = listedCategories(request.values, request.store);
      const page = pageOf(rows, request.values);
      return pageReply(request, rows.length, page.length, {
        body: page.map((category) => viewCategory(category, request)),
      });
    },
  },
  CREATE,
  {
    methods: ['GET'],
    path: `${COLLECTION}/{id:number}`,
    access: 'view',
    parameters: { id: INTEGER },
    handle: (request) => ok(viewCategory(categoryOf(request), request)),
  },
  UPDATE,
  DELETE,
  batchRoute(`${COLLECTION}/batch`, { create: CREATE, update: UPDATE, delete: DELETE }),
];

export function createCategory(values: Values, store: Store): Category {
  checkParent(values, store);
  checkDuplicate(values, undefined, store);
  const name = textIn(values, 'name') ?? '';
  const taken = new Set([...store.categories.values()].map((category) => category.slug));
  const slug = freeSlug(slugOf(name), taken);
  const category: Category = {
    id: store.nextId('term'),
    name,
    slug,
    parent: 0,
    description: '',
    display: 'default',
    image: null,
    menuOrder: 0,
  };
  writeCategory(category, values);
  store.categories.set(category.id, category);
  return category;
}

/** Children move up to the parent; products lose the category and, left with none, get the default one. */
function deleteCategory(category: Category, store: Store): void {
  if (category.id === DEFAULT_CATEGORY_ID)
    throw new RestError('woocommerce_rest_cannot_delete', 'The resource cannot be deleted.', 500);
  for (const child of store.categories.values()) if (child.parent === category.id) child.parent = category.parent;
  for (const product of store.products.values()) {
    if (!product.categoryIds.includes(category.id)) continue;
    product.categoryIds = product.categoryIds.filter((id) => id !== category.id);
    if (product.categoryIds.length === 0) product.categoryIds = [DEFAULT_CATEGORY_ID];
  }
  store.categories.delete(category.id);
}

function writeCategory(category: Category, values: Values): void {
  category.name = textIn(values, 'name') ?? category.name;
  if ((textIn(values, 'slug') ?? '') !== '') category.slug = slugOf(textIn(values, 'slug') ?? '');
  category.parent = numberIn(values, 'parent') ?? category.parent;
  category.description = textIn(values, 'description') ?? category.description;
  category.display = textIn(values, 'display') ?? category.display;
  category.image = recordIn(values, 'image') ?? category.image;
  category.menuOrder = numberIn(values, 'menu_order') ?? category.menuOrder;
}

function checkParent(values: Values, store: Store): void {
  const parent = numberIn(values, 'parent') ?? 0;
  if (parent !== 0 && !store.categories.has(parent))
    throw new RestError('woocommerce_rest_term_invalid', 'Parent term does not exist.', 404);
}

/** A slug is unique in the shop, a name among the children of one parent. */
function checkDuplicate(values: Values, self: Category | undefined, store: Store): void {
  const slug = slugOf(textIn(values, 'slug') ?? '');
  const name = textIn(values, 'name')?.toLowerCase();
  const parent = numberIn(values, 'parent') ?? self?.parent ?? 0;
  const owner = [...store.categories.values()].find(
    (each) =>
      each !== self &&
      ((slug !== '' && each.slug === slug) ||
        (slug === '' && each.name.toLowerCase() === name && each.parent === parent)),
  );
  if (owner !== undefined)
    throw new RestError('term_exists', 'A term with the name provided already exists with this parent.', 400, {
      resource_id: owner.id,
    });
}

function listedCategories(values: Values, store: Store): Category[] {
  const include = numbersIn(values, 'include');
  const exclude = numbersIn(values, 'exclude');
  const parent = numberIn(values, 'parent');
  const product = numberIn(values, 'product');
  const slug = textIn(values, 'slug');
  const search = textIn(values, 'search')?.toLowerCase() ?? '';
  const rows = [...store.categories.values()].filter(
    (category) =>
      (include.length === 0 || include.includes(category.id)) &&
      !exclude.includes(category.id) &&
      (parent === undefined || category.parent === parent) &&
      (slug === undefined || category.slug === slug) &&
      (product === undefined || (store.products.get(product)?.categoryIds.includes(category.id) ?? false)) &&
      (flagIn(values, 'hide_empty') !== true || countOf(category, store) > 0) &&
      category.name.toLowerCase().includes(search),
  );
  const sign = textIn(values, 'order') === 'desc' ? -1 : 1;
  const compare: Readonly<Record<string, (a: Category, b: Category) => number>> = {
    id: (a, b) => a.id - b.id,
    include: (a, b) => sign * (include.indexOf(a.id) - include.indexOf(b.id)),
    slug: (a, b) => a.slug.localeCompare(b.slug),
    count: (a, b) => countOf(a, store) - countOf(b, store),
    description: (a, b) => a.description.localeCompare(b.description),
  };
  const by = compare[textIn(values, 'orderby') ?? ''] ?? ((a, b) => a.name.localeCompare(b.name) || a.id - b.id);
  return rows.sort((a, b) => sign * by(a, b));
}

function viewCategory(category: Category, { store, site }: Pick<RestRequest, 'store' | 'site'>) {
  const { id, name, slug, parent, description, display, image, menuOrder } = category;
  const up: Readonly<Record<string, string>> = parent === 0 ? {} : { up: `products/categories/${parent}` };
  return {
    id,
    name,
    slug,
    parent,
    description,
    display,
    image,
    menu_order: menuOrder,
    count: countOf(category, store),
    _links: links(site, 'products/categories', id, up),
  };
}

function countOf(category: Category, store: Store): number {
  let count = 0;
  for (const product of store.products.values())
    if (product.status === 'publish' && product.categoryIds.includes(category.id)) count += 1;
  return count;
}

function categoryOf(request: RestRequest): Category {
  const category = request.store.categories.get(numberIn(request.values, 'id') ?? 0);
  if (category === undefined) throw new RestError('woocommerce_rest_term_invalid', 'Resource does not exist.', 404);
  return category;
}
