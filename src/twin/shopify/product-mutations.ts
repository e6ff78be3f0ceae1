import { type InventoryItemInput, writeInventoryItem } from './inventory-item-input.ts';
import type { NewMedia } from './media.ts';
import { type MetafieldInput, writeMetafields } from './metafields.ts';
import { amountOf } from './money.ts';
import type { OptionValueInput } from './option-values.ts';
import { changed } from './owners.ts';
import type { ProductRecord, VariantRecord } from './product-record.ts';
import { removeProduct, removeVariant } from './products.ts';
import type { Resolvers } from './resolvers.ts';
import type { Shop } from './shop.ts';
import { normaliseTags } from './tags.ts';
import { NO_ERRORS, refuse } from './user-error.ts';
import { attachMedia, mediaFaults } from './variant-bulk-input.ts';

export interface ProductInput {
  readonly id?: string | null;
  readonly title?: string | null;
  readonly descriptionHtml?: string | null;
  readonly status?: ProductRecord['status'] | null;
  readonly handle?: string | null;
  readonly vendor?: string | null;
  readonly productType?: string | null;
  readonly category?: string | null;
  readonly tags?: readonly string[] | null;
  readonly seo?: { readonly title?: string | null; readonly description?: string | null } | null;
  readonly collectionsToJoin?: readonly string[] | null;
  readonly collectionsToLeave?: readonly string[] | null;
  readonly metafields?: readonly MetafieldInput[] | null;
}

export interface VariantInput {
  readonly id?: string | null;
  readonly price?: string | null;
  readonly compareAtPrice?: string | null;
  readonly barcode?: string | null;
  readonly taxable?: boolean | null;
  readonly taxCode?: string | null;
  readonly inventoryPolicy?: 'DENY' | 'CONTINUE' | null;
  readonly sku?: string | null;
  readonly inventoryItem?: InventoryItemInput | null;
  readonly metafields?: readonly MetafieldInput[] | null;
  readonly optionValues?: readonly OptionValueInput[] | null;
}

/** Writes the scalars that are given; `compareAtPrice: null` takes the old price away. */
export function writeProduct(product: ProductRecord, input: ProductInput): void {
  if (input.title) product.title = input.title;
  if (typeof input.descriptionHtml === 'string') product.descriptionHtml = input.descriptionHtml;
  if (input.status) product.status = input.status;
  if (input.handle) product.handle = input.handle;
  if (typeof input.vendor === 'string') product.vendor = input.vendor;
  if (typeof input.productType === 'string') product.productType = input.productType;
  if (input.category) product.category = { id: input.category, name: input.category.replace(/^.*\//, '') };
  if (input.tags) product.tags = normaliseTags(input.tags);
  if (input.seo) product.seo = { title: input.seo.title ?? null, description: input.seo.description ?? null };
}

export function writeVariant(shop: Shop, variant: VariantRecord, input: VariantInput): void {
  if (input.price) variant.price = amountOf(input.price);
  if (input.compareAtPrice !== undefined)
    variant.compareAtPrice = input.compareAtPrice === null ? null : amountOf(input.compareAtPrice);
  if (input.barcode !== undefined) variant.barcode = input.barcode;
  if (typeof input.taxable === 'boolean') variant.taxable = input.taxable;
  if (input.taxCode !== undefined) variant.taxCode = input.taxCode;
  if (input.inventoryPolicy) variant.inventoryPolicy = input.inventoryPolicy;
  const item = shop.inventoryItems.get(variant.inventoryItemId);
  const given: InventoryItemInput = { ...(input.sku === undefined ? {} : { sku: input.sku }), ...input.inventoryItem };
  if (item !== undefined && Object.keys(given).length > 0) {
    writeInventoryItem(item, given);
    shop.touch(item);
  }
  shop.touch(variant);
}

export function handleTaken(shop: Shop, handle: string | null | undefined, ownId: string | undefined): boolean {
  return Boolean(handle) && [...shop.products.values()].some((other) => other.id !== ownId && other.handle === handle);
}

export const productMutations: Resolvers<unknown> = {
  productUpdate: (
    _,
    { product: input, media }: { product?: ProductInput | null; media?: readonly NewMedia[] | null },
    { shop },
  ) => {
    const product = shop.products.get(input?.id ?? '');
    if (!input || product === undefined) return refuse(['id'], 'Product does not exist');
    if (input.title !== undefined && !input.title?.trim()) return refuse(['title'], "Title can't be blank");
    if (handleTaken(shop, input.handle, product.id))
      return refuse(['handle'], `Handle '${input.handle}' already in use. Please provide a new handle.`);
    const joins = (input.collectionsToJoin ?? []).map((id) => shop.collections.get(id));
    if (joins.some((collection) => collection === undefined || collection.ruleSet !== null))
      return refuse(['collectionsToJoin'], 'Collection does not exist or is a smart collection');
    const ofMedia = mediaFaults(media);
    if (ofMedia.length > 0) return { userErrors: ofMedia };
    const errors = writeMetafields(shop, product.id, input.metafields ?? [], ['metafields']);
    if (errors.length > 0) return { userErrors: errors };
    writeProduct(product, input);
    attachMedia(shop, product, media);
    for (const collection of joins)
      if (collection?.productIds.includes(product.id) === false) collection.productIds.push(product.id);
    for (const id of input.collectionsToLeave ?? []) {
      const collection = shop.collections.get(id);
      if (collection !== undefined)
        collection.productIds = collection.productIds.filter((productId) => productId !== product.id);
    }
    changed(shop, product);
    return { product, userErrors: NO_ERRORS };
  },

  productDelete: (
    _,
    { input: { id }, synchronous }: { input: { id: string }; synchronous?: boolean | null },
    { shop },
  ) => {
    const product = shop.products.get(id);
    if (product === undefined) return refuse(['id'], 'Product does not exist');
    if (synchronous !== false) {
      removeProduct(shop, product);
      return { deletedProductId: id, userErrors: NO_ERRORS };
    }
    const job = shop.startJob(() => removeProduct(shop, product));
    return {
      deletedProductId: null,
      productDeleteOperation: { id: job.id.replace('Job', 'ProductDeleteOperation'), status: 'CREATED' },
      userErrors: NO_ERRORS,
    };
  },

  productVariantsBulkDelete: (_, args: { productId: string; variantsIds: readonly string[] }, { shop }) => {
    const product = shop.products.get(args.productId);
    if (product === undefined) return refuse(['productId'], 'Product does not exist', 'PRODUCT_DOES_NOT_EXIST');
    const variants = args.variantsIds.map((id) => shop.variants.get(id));
    const own = variants
      .filter((variant) => variant?.productId === product.id)
      .filter((variant) => variant !== undefined);
    if (own.length !== args.variantsIds.length)
      return refuse(
        ['variantsIds'],
        'At least one variant does not belong to the product',
        'AT_LEAST_ONE_VARIANT_DOES_NOT_BELONG_TO_THE_PRODUCT',
      );
    if (own.length === product.variantIds.length)
      return refuse(['variantsIds'], 'Cannot delete the last variant', 'CANNOT_DELETE_LAST_VARIANT');
    for (const variant of own) removeVariant(shop, variant);
    changed(shop, product);
    return { product, userErrors: NO_ERRORS };
  },

  /** Visible is what is ACTIVE and published: a draft can be published and still be seen by nobody. */
  publishablePublish: (
    _,
    { id, input }: { id: string; input: readonly { publicationId?: string | null; publishDate?: string | null }[] },
    { shop },
  ) => {
    const product = shop.products.get(id);
    const publishable = product ?? shop.collections.get(id);
    if (publishable === undefined) return refuse(['id'], 'Resource does not exist');
    const unknown = input.findIndex(({ publicationId }) => !shop.publications.has(publicationId ?? ''));
    if (unknown >= 0)
      return refuse(['input', String(unknown), 'publicationId'], 'Publication does not exist or is not publishable');
    for (const { publicationId, publishDate } of input)
      product?.publications.set(publicationId ?? '', publishDate ?? shop.now());
    changed(shop, publishable);
    return { publishable, userErrors: NO_ERRORS };
  },
};
