import { type CollectionImageInput, collectionImage, createCollection } from './collections.ts';
import { mediaSourceFault } from './media.ts';
import { type MetafieldInput, metafieldFaults, putMetafield, writeMetafields } from './metafields.ts';
import { changed } from './owners.ts';
import type { CollectionRecord, CollectionRuleSet } from './product-record.ts';
import type { Resolvers } from './resolvers.ts';
import type { Shop } from './shop.ts';
import { NO_ERRORS, refuse, type UserError } from './user-error.ts';

interface CollectionInput {
  readonly id?: string | null;
  readonly title?: string | null;
  readonly descriptionHtml?: string | null;
  readonly handle?: string | null;
  readonly products?: readonly string[] | null;
  readonly sortOrder?: string | null;
  readonly ruleSet?: {
    readonly appliedDisjunctively: boolean;
    readonly rules?: CollectionRuleSet['rules'] | null;
  } | null;
  readonly seo?: { readonly title?: string | null; readonly description?: string | null } | null;
  readonly metafields?: readonly MetafieldInput[] | null;
  readonly image?: CollectionImageInput | null;
}

interface Membership {
  readonly id: string;
  readonly productIds: readonly string[];
}

const DOES_NOT_EXIST = 'Collection does not exist';

function handleFaults(shop: Shop, input: CollectionInput): UserError[] {
  const taken =
    input.handle && [...shop.collections.values()].some(({ id, handle }) => id !== input.id && handle === input.handle);
  return taken ? [{ field: ['handle'], message: 'Handle has already been taken' }] : [];
}

function imageFaults({ image }: CollectionInput): UserError[] {
  const message = image?.src ? mediaSourceFault(image.src) : undefined;
  return message === undefined ? [] : [{ field: ['image', 'src'], message }];
}

function unknownProducts(shop: Shop, productIds: readonly string[], field: string): UserError[] {
  return productIds
    .filter((id) => !shop.products.has(id))
    .map((id) => ({ field: [field], message: `Product ${id} does not exist` }));
}

function add(shop: Shop, collection: CollectionRecord, productIds: readonly string[]): void {
  collection.productIds = [...new Set([...collection.productIds, ...productIds])];
  changed(shop, collection);
}

export const collectionMutations: Resolvers<unknown> = {
  collectionCreate: (_, { input }: { input: CollectionInput }, { shop }) => {
    if (!input.title?.trim()) return refuse(['title'], "Title can't be blank");
    const errors = [
      ...handleFaults(shop, input),
      ...imageFaults(input),
      ...unknownProducts(shop, input.products ?? [], 'products'),
    ];
    if (errors.length > 0) return { userErrors: errors };
    const ruleSet = input.ruleSet ? { ...input.ruleSet, rules: input.ruleSet.rules ?? [] } : null;
    const collection = createCollection(shop, { ...input, title: input.title, ruleSet });
    const wrong = writeMetafields(shop, collection.id, input.metafields ?? [], ['metafields']);
    if (wrong.length === 0) return { collection, userErrors: NO_ERRORS };
    shop.collections.delete(collection.id);
    return { userErrors: wrong };
  },

  collectionUpdate: (_, { input }: { input: CollectionInput }, { shop }) => {
    const collection = shop.collections.get(input.id ?? '');
    if (collection === undefined) return refuse(['id'], DOES_NOT_EXIST);
    if (input.title !== undefined && !input.title?.trim()) return refuse(['title'], "Title can't be blank");
    if (input.ruleSet && collection.ruleSet === null)
      return refuse(['ruleSet'], 'Cannot change a manual collection into a smart collection');
    const errors = [
      ...handleFaults(shop, input),
      ...imageFaults(input),
      ...metafieldFaults(shop, collection.id, input.metafields ?? [], ['metafields']),
    ];
    if (errors.length > 0) return { userErrors: errors };
    for (const metafield of input.metafields ?? []) putMetafield(shop, collection.id, metafield);
    if (input.title) collection.title = input.title;
    if (input.handle) collection.handle = input.handle;
    if (typeof input.descriptionHtml === 'string') collection.descriptionHtml = input.descriptionHtml;
    if (input.sortOrder) collection.sortOrder = input.sortOrder;
    if (input.seo) collection.seo = { title: input.seo.title ?? null, description: input.seo.description ?? null };
    if (input.image !== undefined)
      collection.image = input.image === null ? null : collectionImage(shop, input.image, collection.image);
    changed(shop, collection);
    if (!input.ruleSet) return { collection, job: null, userErrors: NO_ERRORS };
    const ruleSet = { ...input.ruleSet, rules: input.ruleSet.rules ?? [] };
    const job = shop.startJob(() => {
      collection.ruleSet = ruleSet;
      changed(shop, collection);
    });
    return { collection, job, userErrors: NO_ERRORS };
  },

  collectionDelete: (_, { input: { id } }: { input: { id: string } }, { shop }) => {
    if (!shop.collections.delete(id)) return refuse(['id'], DOES_NOT_EXIST);
    shop.revision += 1;
    shop.emit('COLLECTIONS_DELETE', id);
    return { deletedCollectionId: id, userErrors: NO_ERRORS };
  },

  collectionAddProducts: (_, { id, productIds }: Membership, { shop }) => {
    const collection = shop.collections.get(id);
    if (collection === undefined) return refuse(['id'], DOES_NOT_EXIST);
    if (collection.ruleSet !== null) return refuse(['id'], "Can't manually add products to a smart collection");
    const errors = unknownProducts(shop, productIds, 'productIds');
    if (errors.length > 0) return { userErrors: errors };
    add(shop, collection, productIds);
    return { collection, userErrors: NO_ERRORS };
  },

  /** Asynchronous: products that do not exist are dropped on the way, without an error. */
  collectionAddProductsV2: (_, { id, productIds }: Membership, { shop }) => {
    const collection = shop.collections.get(id);
    if (collection === undefined) return refuse(['id'], DOES_NOT_EXIST, 'COLLECTION_DOES_NOT_EXIST');
    if (collection.ruleSet !== null)
      return refuse(['id'], "Can't manually add products to a smart collection", 'CANT_ADD_TO_SMART_COLLECTION');
    const job = shop.startJob(() =>
      add(
        shop,
        collection,
        productIds.filter((productId) => shop.products.has(productId)),
      ),
    );
    return { job, userErrors: NO_ERRORS };
  },

  collectionRemoveProducts: (_, { id, productIds }: Membership, { shop }) => {
    const collection = shop.collections.get(id);
    if (collection === undefined) return refuse(['id'], DOES_NOT_EXIST);
    if (collection.ruleSet !== null) return refuse(['id'], "Can't manually remove products from a smart collection");
    const job = shop.startJob(() => {
      collection.productIds = collection.productIds.filter((productId) => !productIds.includes(productId));
      changed(shop, collection);
    });
    return { job, userErrors: NO_ERRORS };
  },
};
