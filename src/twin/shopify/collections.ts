import { connectionOf, type PageArgs } from './connection.ts';
import { legacyIdOf } from './global-id.ts';
import { hostedUrl, imageView } from './media.ts';
import { type CustomId, metafieldOwnerResolvers, ownerByCustomId } from './metafields.ts';
import type { CollectionRecord, CollectionRuleSet, ProductRecord } from './product-record.ts';
import { slug, variantsOf } from './products.ts';
import { type ListArgs, type ListKind, listRecords } from './record-list.ts';
import type { Resolvers } from './resolvers.ts';
import type { Shop } from './shop.ts';

export interface NewCollection {
  readonly title: string;
  readonly handle?: string | null;
  readonly descriptionHtml?: string | null;
  readonly sortOrder?: string | null;
  readonly ruleSet?: CollectionRuleSet | null;
  readonly products?: readonly string[] | null;
  readonly image?: CollectionImageInput | null;
}

export interface CollectionImageInput {
  readonly altText?: string | null;
  readonly src?: string | null;
}

/** The image of a collection, unlike those of products, is there at once; without a new source the old one stays. */
export function collectionImage(
  shop: Shop,
  { altText, src }: CollectionImageInput,
  held: CollectionRecord['image'] = null,
): CollectionRecord['image'] {
  if (!src) return held === null ? null : { ...held, altText: altText === undefined ? held.altText : altText };
  return { id: shop.ids.take('CollectionImage'), altText: altText ?? null, url: hostedUrl(src, shop.now()) };
}

/** Collections are flat: there is no parent to give. With rules the products follow from the rules. */
export function createCollection(shop: Shop, input: NewCollection): CollectionRecord {
  const id = shop.ids.take('Collection');
  const collection: CollectionRecord = {
    kind: 'Collection',
    id,
    legacyResourceId: legacyIdOf(id),
    title: input.title,
    handle: input.handle ?? freeCollectionHandle(shop, slug(input.title)),
    descriptionHtml: input.descriptionHtml ?? '',
    sortOrder: input.sortOrder ?? 'BEST_SELLING',
    image: input.image ? collectionImage(shop, input.image) : null,
    seo: { title: null, description: null },
    ruleSet: input.ruleSet ?? null,
    productIds: [...(input.products ?? [])],
    createdAt: shop.now(),
    updatedAt: shop.now(),
    touchedMs: shop.nowMs(),
  };
  shop.collections.set(id, collection);
  shop.revision += 1;
  shop.emit('COLLECTIONS_CREATE', id);
  return collection;
}

function freeCollectionHandle(shop: Shop, wanted: string): string {
  const taken = new Set([...shop.collections.values()].map(({ handle }) => handle));
  let handle = wanted;
  for (let number = 1; taken.has(handle); number += 1) handle = `${wanted}-${number}`;
  return handle;
}

export function productsOf(shop: Shop, collection: CollectionRecord): ProductRecord[] {
  if (collection.ruleSet === null)
    return collection.productIds.map((id) => shop.products.get(id)).filter((product) => product !== undefined);
  const { rules, appliedDisjunctively } = collection.ruleSet;
  return [...shop.products.values()].filter((product) => {
    const tests = rules.map((rule) => obeys(shop, product, rule));
    return appliedDisjunctively ? tests.some(Boolean) : tests.every(Boolean);
  });
}

export function collectionsOfProduct(shop: Shop, product: ProductRecord): CollectionRecord[] {
  return [...shop.collections.values()].filter((collection) =>
    collection.ruleSet === null
      ? collection.productIds.includes(product.id)
      : productsOf(shop, collection).some(({ id }) => id === product.id),
  );
}

function obeys(shop: Shop, product: ProductRecord, rule: CollectionRuleSet['rules'][number]): boolean {
  const held: Readonly<Record<string, readonly string[]>> = {
    TAG: product.tags,
    TITLE: [product.title],
    TYPE: [product.productType],
    VENDOR: [product.vendor],
    VARIANT_PRICE: variantsOf(shop, product).map(({ price }) => price),
  };
  const wanted = rule.condition.toLowerCase();
  const values = (held[rule.column] ?? []).map((value) => value.toLowerCase());
  switch (rule.relation) {
    case 'EQUALS':
      return values.includes(wanted);
    case 'NOT_EQUALS':
      return !values.includes(wanted);
    case 'CONTAINS':
      return values.some((value) => value.includes(wanted));
    case 'NOT_CONTAINS':
      return !values.some((value) => value.includes(wanted));
    case 'STARTS_WITH':
      return values.some((value) => value.startsWith(wanted));
    case 'ENDS_WITH':
      return values.some((value) => value.endsWith(wanted));
    case 'GREATER_THAN':
      return values.some((value) => Number(value) > Number(wanted));
    case 'LESS_THAN':
      return values.some((value) => Number(value) < Number(wanted));
    default:
      return false;
  }
}

const COLLECTION_LIST: ListKind<CollectionRecord> = {
  name: 'collections',
  fields: {
    named: {
      id: { as: 'number', read: ({ legacyResourceId }) => [legacyResourceId] },
      title: { as: 'words', read: ({ title }) => [title] },
      handle: { as: 'exact', read: ({ handle }) => [handle] },
      collection_type: { as: 'exact', read: ({ ruleSet }) => [ruleSet === null ? 'custom' : 'smart'] },
      updated_at: { as: 'instant', read: ({ updatedAt }) => [updatedAt] },
    },
    bare: { as: 'words', read: ({ title, handle }) => [title, handle] },
  },
  sortKeys: { TITLE: ({ title }) => title, UPDATED_AT: ({ updatedAt }) => updatedAt },
};

export const collectionQueries: Resolvers<unknown> = {
  collection: (_, { id }: { id: string }, { shop }) => shop.collections.get(id) ?? null,
  collectionByIdentifier: (
    _,
    { identifier }: { identifier: { id?: string; handle?: string; customId?: CustomId } },
    { shop },
  ) => {
    const { id, handle, customId } = identifier;
    if (customId) return shop.collections.get(ownerByCustomId(shop, 'Collection', customId) ?? '') ?? null;
    if (handle) return [...shop.collections.values()].find((collection) => collection.handle === handle) ?? null;
    return shop.collections.get(id ?? '') ?? null;
  },
  collections: (_, args: ListArgs, call, info) =>
    listRecords(COLLECTION_LIST, () => call.shop.collections.values(), args, call, info),
};

export const collectionResolvers: Resolvers<CollectionRecord> = {
  ...metafieldOwnerResolvers,
  description: ({ descriptionHtml }, { truncateAt }: { truncateAt?: number | null }) => {
    const text = descriptionHtml
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    return typeof truncateAt === 'number' ? text.slice(0, truncateAt) : text;
  },
  image: ({ image }) => (image === null ? null : imageView(image.id, image.altText, image.url)),
  productsCount: (collection, _, { shop }) => ({ count: productsOf(shop, collection).length, precision: 'EXACT' }),
  products: (collection, args: PageArgs, { shop }) => connectionOf(productsOf(shop, collection), args),
  hasProduct: (collection, { id }: { id: string }, { shop }) =>
    productsOf(shop, collection).some((product) => product.id === id),
};
