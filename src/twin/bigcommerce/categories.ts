import { ApiError } from './api-error.ts';
import { batchOf, type Sent } from './body.ts';
import { contains, equals, filtered, isIn, isTrue } from './filters.ts';
import { v3Page } from './pages.ts';
import type { Category } from './product-state.ts';
import { slugOf } from './product-write.ts';
import { touch } from './products.ts';
import { type ApiRequest, NO_CONTENT, type Route, route, v3 } from './route.ts';
import type { Store } from './store.ts';

const SCOPE = 'store_v2_products';
const PATH = 'v3/catalog/trees/categories';
const ASSIGNMENTS = 'v3/catalog/products/category-assignments';
const MOST_AT_A_TIME = 50;
const LONGEST_NAME = 50;
const MOST_LEVELS = 8;
const MOST_CATEGORIES = 16_000;
const TREE_ID = 1;

/** Categories in the multi-storefront form, of the one tree that there is. The old single-tree form is not spoken. */
export const CATEGORY_ROUTES: readonly Route[] = [
  route('GET', 'v3/catalog/trees', SCOPE, ({ query }) =>
    v3Page([{ id: TREE_ID, name: 'Default catalog tree', channels: [1] }], query),
  ),
  route('GET', PATH, SCOPE, (request) => v3Page(categoriesFor(request).map(viewCategory), request.query)),
  route('POST', PATH, SCOPE, ({ body, store }) => {
    const sent = batchOf(body, MOST_AT_A_TIME);
    for (const each of sent) {
      each.needed('name', each.text('name'));
      check(each, undefined, each.integer('parent_id') ?? 0, store);
    }
    return v3(
      sent.map((each) => viewCategory(createCategory(each, store))),
      201,
    );
  }),
  route('PUT', PATH, SCOPE, ({ body, store }) => {
    const known = batchOf(body, MOST_AT_A_TIME).map((each) => {
      const category = store.categories.get(each.needed('category_id', each.integer('category_id')));
      if (category === undefined) throw each.refuse('category_id', 'there is no such category');
      check(each, category, each.integer('parent_id') ?? category.parentId, store);
      return { each, category };
    });
    for (const { each, category } of known) {
      category.parentId = each.integer('parent_id') ?? category.parentId;
      write(category, each);
      store.tell('store/category/updated', 'category', category.id);
    }
    return v3(known.map(({ category }) => viewCategory(category)));
  }),
  route('DELETE', PATH, SCOPE, (request) => {
    const { store, query } = request;
    if (query.size === 0) throw new ApiError(422, 'A filter is required.');
    const going = withChildren(categoriesFor(request), store);
    const ids = going.map(({ id }) => id);
    const orphan = [...store.products.values()].find(
      ({ categories }) => categories.length > 0 && categories.every((id) => ids.includes(id)),
    );
    if (orphan !== undefined) throw new ApiError(409, `The product ${orphan.id} would be in no category any more.`);
    for (const id of ids) {
      store.categories.delete(id);
      store.tell('store/category/deleted', 'category', id);
    }
    for (const product of store.products.values())
      product.categories = product.categories.filter((id) => !ids.includes(id));
    return NO_CONTENT;
  }),
  route('GET', ASSIGNMENTS, SCOPE, ({ store, query }) => v3Page(assignmentsFor(store, query), query)),
  route('PUT', ASSIGNMENTS, SCOPE, ({ body, store }) => {
    const pairs = batchOf(body, MOST_AT_A_TIME).map((each) => {
      const product = store.products.get(each.needed('product_id', each.integer('product_id')));
      const category = each.needed('category_id', each.integer('category_id'));
      if (product === undefined) throw each.refuse('product_id', 'there is no such product');
      if (!store.categories.has(category)) throw each.refuse('category_id', 'there is no such category');
      return { product, category };
    });
    for (const { product, category } of pairs) {
      if (product.categories.includes(category)) continue;
      product.categories = [...product.categories, category];
      touch(product, store);
    }
    return NO_CONTENT;
  }),
  route('DELETE', ASSIGNMENTS, SCOPE, ({ store, query }) => {
    if (query.size === 0) throw new ApiError(422, 'A filter is required.');
    for (const { product_id, category_id } of assignmentsFor(store, query)) {
      const product = store.products.get(product_id);
      if (product === undefined) continue;
      product.categories = product.categories.filter((id) => id !== category_id);
      touch(product, store);
    }
    return NO_CONTENT;
  }),
  // One channel, in which every product is.
  route('GET', 'v3/catalog/products/channel-assignments', SCOPE, ({ store, query }) =>
    v3Page(
      [...store.products.keys()].map((product_id) => ({ product_id, channel_id: 1 })),
      query,
    ),
  ),
];

function assignmentsFor(store: Store, query: URLSearchParams) {
  const all = [...store.products.values()].flatMap(({ id, categories }) =>
    categories.map((category_id) => ({ product_id: id, category_id })),
  );
  return filtered(all, query, {
    'product_id:in': isIn(({ product_id }) => product_id),
    'category_id:in': isIn(({ category_id }) => category_id),
  });
}

function categoriesFor({ store, query }: ApiRequest): Category[] {
  return filtered(store.categories.values(), query, {
    category_id: equals(({ id }) => id),
    'category_id:in': isIn(({ id }) => id),
    tree_id: equals(({ treeId }) => treeId),
    'tree_id:in': isIn(({ treeId }) => treeId),
    parent_id: equals(({ parentId }) => parentId),
    'parent_id:in': isIn(({ parentId }) => parentId),
    name: equals(({ name }) => name),
    'name:like': contains(({ name }) => name),
    keyword: contains(({ name, description }) => `${name} ${description}`),
    is_visible: isTrue(({ isVisible }) => isVisible),
  });
}

function withChildren(found: readonly Category[], store: Store): readonly Category[] {
  const all = new Set(found);
  for (const parent of all)
    for (const child of store.categories.values()) if (child.parentId === parent.id) all.add(child);
  return [...all];
}

export function createCategory(sent: Sent, store: Store): Category {
  if (store.categories.size >= MOST_CATEGORIES) throw new ApiError(422, `There are ${MOST_CATEGORIES} categories.`);
  const category: Category = {
    id: store.nextId('category'),
    parentId: sent.integer('parent_id') ?? 0,
    treeId: TREE_ID,
    name: '',
    description: '',
    isVisible: true,
    sortOrder: 0,
    url: { path: `/${slugOf(sent.text('name') ?? '')}/`, isCustomized: false },
    pageTitle: '',
  };
  write(category, sent);
  store.categories.set(category.id, category);
  store.tell('store/category/created', 'category', category.id);
  return category;
}

function write(category: Category, sent: Sent): void {
  category.name = sent.text('name') ?? category.name;
  category.description = sent.text('description') ?? category.description;
  category.isVisible = sent.flag('is_visible') ?? category.isVisible;
  category.sortOrder = sent.integer('sort_order') ?? category.sortOrder;
  category.pageTitle = sent.text('page_title') ?? category.pageTitle;
  const url = sent.object('url');
  if (url !== undefined)
    category.url = { path: url.text('path') ?? category.url.path, isCustomized: url.flag('is_customized') ?? true };
}

function check(sent: Sent, own: Category | undefined, parentId: number, store: Store): void {
  const name = sent.short('name', LONGEST_NAME) ?? own?.name;
  const tree = sent.integer('tree_id');
  if (tree !== undefined && tree !== TREE_ID) throw sent.refuse('tree_id', 'there is no such tree');
  if (parentId !== 0 && !store.categories.has(parentId)) throw sent.refuse('parent_id', 'there is no such category');
  if (levelsUpFrom(parentId, store) >= MOST_LEVELS) throw sent.refuse('parent_id', `at most ${MOST_LEVELS} levels`);
  const siblings = [...store.categories.values()].filter((each) => each.parentId === parentId && each !== own);
  if (siblings.some((each) => each.name.toLowerCase() === name?.toLowerCase()))
    throw new ApiError(409, 'A category with this name exists already here.', { name: 'is in use' });
}

function levelsUpFrom(id: number, store: Store): number {
  const category = store.categories.get(id);
  return category === undefined ? 0 : 1 + levelsUpFrom(category.parentId, store);
}

const viewCategory = (category: Category) => ({
  category_id: category.id,
  parent_id: category.parentId,
  tree_id: category.treeId,
  name: category.name,
  description: category.description,
  views: 0,
  sort_order: category.sortOrder,
  page_title: category.pageTitle,
  meta_keywords: [],
  meta_description: '',
  is_visible: category.isVisible,
  url: { path: category.url.path, is_customized: category.url.isCustomized },
});
