import type { Category } from './product-state.ts';
import { attributeList } from './product-write.ts';
import { noProduct } from './products.ts';
import { type Fields, fieldOf, flagOf, needed, numberOf, textOf } from './request-body.ts';
import { noSuchEntity, RestError, required } from './rest-error.ts';
import { idIn, type RestRequest, type Route } from './route.ts';
import { search } from './search-criteria.ts';
import { written } from './site-time.ts';
import { DEFAULT_CATEGORY_ID, ROOT_CATEGORY_ID, type Store } from './store.ts';

const RESOURCE = 'Magento_Catalog::categories';
const COLUMNS = [
  'entity_id',
  'parent_id',
  'name',
  'is_active',
  'position',
  'level',
  'created_at',
  'updated_at',
  'path',
];

export const CATEGORY_ROUTES: readonly Route[] = [
  {
    methods: ['GET'],
    path: 'categories/list',
    resource: RESOURCE,
    handle: ({ store, query }) => {
      const answer = search(query, {
        rows: [...store.categories.values()].map((each) => ({ ...viewCategory(each, store), entity_id: each.id })),
        columns: COLUMNS,
        pastTheEnd: 'nothing',
      });
      // The column of the table is called otherwise than the member of the answer.
      return { ...answer, items: answer.items.map(({ entity_id, ...shown }) => shown) };
    },
  },
  {
    methods: ['GET'],
    path: 'categories',
    resource: RESOURCE,
    handle: ({ store, query }) => {
      const root = Number(query.get('rootCategoryId') ?? DEFAULT_CATEGORY_ID);
      const found = store.categories.get(root);
      if (found === undefined) throw noSuchEntity('id', root);
      return branch(found, store);
    },
  },
  {
    methods: ['POST'],
    path: 'categories',
    resource: RESOURCE,
    handle: ({ store, body }) => viewCategory(createCategory(needed(body, 'category'), store), store),
  },
  {
    methods: ['GET'],
    path: 'categories/{id}',
    resource: RESOURCE,
    handle: (request) => viewCategory(categoryIn(request), request.store),
  },
  {
    methods: ['PUT'],
    path: 'categories/{id}',
    resource: RESOURCE,
    handle: (request) => {
      const category = categoryIn(request);
      writeCategory(category, needed(request.body, 'category'));
      category.updatedAt = request.store.now();
      return viewCategory(category, request.store);
    },
  },
  {
    methods: ['PUT'],
    path: 'categories/{id}/move',
    resource: RESOURCE,
    handle: (request) => {
      const parent = numberOf(request.body, 'parent_id') ?? 0;
      if (!request.store.categories.has(parent)) throw noSuchEntity('id', parent);
      categoryIn(request).parentId = parent;
      return true;
    },
  },
  {
    methods: ['DELETE'],
    path: 'categories/{id}',
    resource: RESOURCE,
    handle: (request) => {
      const { id } = categoryIn(request);
      if (id === ROOT_CATEGORY_ID || id === DEFAULT_CATEGORY_ID)
        throw new RestError(400, 'Cannot delete category with id %1', [id]);
      removeBranch(id, request.store);
      return true;
    },
  },
  {
    methods: ['GET'],
    path: 'categories/{id}/products',
    resource: RESOURCE,
    handle: (request) => {
      const { id } = categoryIn(request);
      return [...request.store.products.values()]
        .filter(({ categoryIds }) => categoryIds.includes(id))
        .map(({ sku }, position) => ({ sku, position, category_id: String(id) }));
    },
  },
  {
    methods: ['POST', 'PUT'],
    path: 'categories/{id}/products',
    resource: RESOURCE,
    handle: (request) => {
      const { id } = categoryIn(request);
      const link = needed(request.body, 'product_link');
      const product = request.store.productBySku(textOf(link, 'sku') ?? '');
      if (product === undefined) throw noProduct();
      product.categoryIds = [...new Set([...product.categoryIds, id])];
      product.updatedAt = request.store.now();
      return true;
    },
  },
  {
    methods: ['DELETE'],
    path: 'categories/{id}/products/{sku}',
    resource: RESOURCE,
    handle: (request) => {
      const { id } = categoryIn(request);
      const product = request.store.productBySku(request.path.sku ?? '');
      if (product === undefined) throw noProduct();
      if (!product.categoryIds.includes(id))
        throw new RestError(400, "The category doesn't contain the specified product.");
      product.categoryIds = product.categoryIds.filter((each) => each !== id);
      return true;
    },
  },
];

export function createCategory(sent: Fields, store: Store): Category {
  const name = textOf(sent, 'name') ?? '';
  if (name === '') throw required('name');
  const parentId = numberOf(sent, 'parent_id') ?? DEFAULT_CATEGORY_ID;
  const siblings = [...store.categories.values()].filter((each) => each.parentId === parentId);
  if (!store.categories.has(parentId)) throw noSuchEntity('id', parentId);
  // The address of a category is made of its name: a second one beside it would have the same.
  if (siblings.some((each) => each.name.toLowerCase() === name.toLowerCase()))
    throw new RestError(400, 'Could not save category: %1', ['URL key for specified store already exists.']);
  const category: Category = {
    id: store.nextId('category'),
    parentId,
    name,
    isActive: false,
    position: siblings.length + 1,
    attributes: new Map(),
    createdAt: store.now(),
    updatedAt: store.now(),
  };
  writeCategory(category, sent);
  store.categories.set(category.id, category);
  return category;
}

function writeCategory(category: Category, sent: Fields): void {
  category.name = textOf(sent, 'name') ?? category.name;
  category.position = numberOf(sent, 'position') ?? category.position;
  if (fieldOf(sent, 'is_active') !== undefined) category.isActive = flagOf(sent, 'is_active');
  for (const { code, value } of attributeList(sent)) category.attributes.set(code, value);
}

function viewCategory(category: Category, store: Store) {
  const path = ancestors(category, store);
  const children = [...store.categories.values()].filter(({ parentId }) => parentId === category.id);
  return {
    id: category.id,
    parent_id: category.parentId,
    name: category.name,
    is_active: category.isActive,
    position: category.position,
    level: path.length - 1,
    children: children.map(({ id }) => id).join(','),
    created_at: written(category.createdAt),
    updated_at: written(category.updatedAt),
    path: path.join('/'),
    available_sort_by: [],
    include_in_menu: true,
    custom_attributes: [...category.attributes].map(([attribute_code, value]) => ({ attribute_code, value })),
  };
}

interface Branch {
  readonly id: number;
  readonly children_data: readonly Branch[];
  readonly [field: string]: unknown;
}

function branch(category: Category, store: Store): Branch {
  const products = [...store.products.values()].filter(({ categoryIds }) => categoryIds.includes(category.id));
  return {
    id: category.id,
    parent_id: category.parentId,
    name: category.name,
    is_active: category.isActive,
    position: category.position,
    level: ancestors(category, store).length - 1,
    product_count: products.length,
    children_data: [...store.categories.values()]
      .filter(({ parentId }) => parentId === category.id)
      .map((each) => branch(each, store)),
  };
}

function ancestors(category: Category, store: Store): number[] {
  const parent = store.categories.get(category.parentId);
  return [...(parent === undefined ? [] : ancestors(parent, store)), category.id];
}

function removeBranch(id: number, store: Store): void {
  for (const child of store.categories.values()) if (child.parentId === id) removeBranch(child.id, store);
  store.categories.delete(id);
  for (const product of store.products.values())
    product.categoryIds = product.categoryIds.filter((each) => each !== id);
}

function categoryIn(request: RestRequest): Category {
  const id = idIn(request);
  const category = request.store.categories.get(id);
  if (category === undefined) throw noSuchEntity('id', id);
  return category;
}
