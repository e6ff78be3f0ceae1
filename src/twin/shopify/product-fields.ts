import { collectionsOfProduct } from './collections.ts';
import { connectionOf, type PageArgs } from './connection.ts';
import { legacyIdOf } from './global-id.ts';
import { totalAvailable } from './inventory.ts';
import { mediaById, mediaOf } from './media.ts';
import { type CustomId, metafieldOwnerResolvers, ownerByCustomId } from './metafields.ts';
import { optionValueId } from './option-values.ts';
import type { ProductRecord, VariantRecord } from './product-record.ts';
import { isAvailableForSale, variantsOf } from './products.ts';
import { countRecords, type ListArgs, type ListKind, listRecords } from './record-list.ts';
import type { Resolvers } from './resolvers.ts';
import type { Shop } from './shop.ts';

const skusOf = (product: ProductRecord, shop: Shop): (string | null)[] =>
  variantsOf(shop, product).map(({ inventoryItemId }) => shop.inventoryItems.get(inventoryItemId)?.sku ?? null);
const stockOf = (product: ProductRecord, shop: Shop): number =>
  variantsOf(shop, product).reduce((sum, variant) => sum + trackedQuantity(shop, variant), 0);

function trackedQuantity(shop: Shop, { inventoryItemId }: VariantRecord): number {
  return shop.inventoryItems.get(inventoryItemId)?.tracked === true ? totalAvailable(shop, inventoryItemId) : 0;
}

function publishedAt({ publications }: ProductRecord): string | null {
  return [...publications.values()].sort()[0] ?? null;
}

export const PRODUCT_LIST: ListKind<ProductRecord> = {
  name: 'products',
  fields: {
    named: {
      id: { as: 'number', read: ({ legacyResourceId }) => [legacyResourceId] },
      title: { as: 'words', read: ({ title }) => [title] },
      handle: { as: 'exact', read: ({ handle }) => [handle] },
      status: { as: 'exact', read: ({ status }) => [status] },
      vendor: { as: 'exact', read: ({ vendor }) => [vendor] },
      product_type: { as: 'exact', read: ({ productType }) => [productType] },
      tag: { as: 'exact', read: ({ tags }) => tags },
      gift_card: { as: 'flag', read: ({ isGiftCard }) => [String(isGiftCard)] },
      sku: { as: 'exact', read: skusOf },
      barcode: { as: 'exact', read: (product, shop) => variantsOf(shop, product).map(({ barcode }) => barcode) },
      created_at: { as: 'instant', read: ({ createdAt }) => [createdAt] },
      updated_at: { as: 'instant', read: ({ updatedAt }) => [updatedAt] },
      published_at: { as: 'instant', read: (product) => [publishedAt(product)] },
      inventory_total: { as: 'number', read: (product, shop) => [String(stockOf(product, shop))] },
      collection_id: {
        as: 'number',
        read: (product, shop) => collectionsOfProduct(shop, product).map(({ id }) => legacyIdOf(id)),
      },
    },
    bare: {
      as: 'words',
      read: (product, shop) => [
        product.title,
        product.handle,
        product.vendor,
        product.productType,
        ...product.tags,
        ...skusOf(product, shop),
      ],
    },
  },
  sortKeys: {
    CREATED_AT: ({ createdAt }) => createdAt,
    UPDATED_AT: ({ updatedAt }) => updatedAt,
    PUBLISHED_AT: (product) => publishedAt(product) ?? '',
    TITLE: ({ title }) => title,
    VENDOR: ({ vendor }) => vendor,
    PRODUCT_TYPE: ({ productType }) => productType,
    INVENTORY_TOTAL: stockOf,
  },
};

const VARIANT_LIST: ListKind<VariantRecord> = {
  name: 'productVariants',
  fields: {
    named: {
      id: { as: 'number', read: ({ legacyResourceId }) => [legacyResourceId] },
      sku: {
        as: 'exact',
        read: ({ inventoryItemId }, shop) => [shop.inventoryItems.get(inventoryItemId)?.sku ?? null],
      },
      barcode: { as: 'exact', read: ({ barcode }) => [barcode] },
      product_id: { as: 'number', read: ({ productId }) => [legacyIdOf(productId)] },
      title: { as: 'words', read: ({ selectedOptions }) => [selectedOptions.map(({ value }) => value).join(' / ')] },
      updated_at: { as: 'instant', read: ({ updatedAt }) => [updatedAt] },
      product_status: { as: 'exact', read: ({ productId }, shop) => [shop.products.get(productId)?.status ?? null] },
      inventory_quantity: { as: 'number', read: (variant, shop) => [String(trackedQuantity(shop, variant))] },
    },
    bare: {
      as: 'words',
      read: ({ inventoryItemId, productId }, shop) => [
        shop.inventoryItems.get(inventoryItemId)?.sku ?? null,
        shop.products.get(productId)?.title ?? null,
      ],
    },
  },
  sortKeys: {
    SKU: ({ inventoryItemId }, shop) => shop.inventoryItems.get(inventoryItemId)?.sku ?? '',
    TITLE: ({ selectedOptions }) => selectedOptions.map(({ value }) => value).join(' / '),
    INVENTORY_QUANTITY: (variant, shop) => trackedQuantity(shop, variant),
  },
};

/** Without a status filter only active products are listed: the documented default, easily overlooked. */
function listed(shop: Shop, query: string | null | undefined): () => Iterable<ProductRecord> {
  if (/(^|[\s(-])status:/.test(query ?? '')) return () => shop.products.values();
  return () => [...shop.products.values()].filter(({ status }) => status === 'ACTIVE');
}

export const productQueries: Resolvers<unknown> = {
  product: (_, { id }: { id: string }, { shop }) => shop.products.get(id) ?? null,
  productByIdentifier: (
    _,
    { identifier }: { identifier: { id?: string; handle?: string; customId?: CustomId } },
    { shop },
  ) => {
    const { id, handle, customId } = identifier;
    if (customId) return shop.products.get(ownerByCustomId(shop, 'Product', customId) ?? '') ?? null;
    if (handle) return [...shop.products.values()].find((product) => product.handle === handle) ?? null;
    return shop.products.get(id ?? '') ?? null;
  },
  products: (_, args: ListArgs, call, info) =>
    listRecords(PRODUCT_LIST, listed(call.shop, args.query), args, call, info),
  productsCount: (_, { query }: { query?: string | null }, { shop }) => ({
    count: countRecords(PRODUCT_LIST, listed(shop, query), query, shop),
    precision: 'EXACT',
  }),
  productVariant: (_, { id }: { id: string }, { shop }) => shop.variants.get(id) ?? null,
  productVariantByIdentifier: (_, { identifier }: { identifier: { id?: string; customId?: CustomId } }, { shop }) => {
    const id = identifier.customId ? ownerByCustomId(shop, 'ProductVariant', identifier.customId) : identifier.id;
    return shop.variants.get(id ?? '') ?? null;
  },
  productVariants: (_, args: ListArgs, call, info) =>
    listRecords(VARIANT_LIST, () => call.shop.variants.values(), args, call, info),
  publications: (_, args: PageArgs, { shop }) => connectionOf([...shop.publications.values()], args),
};

export const productResolvers: Resolvers<ProductRecord> = {
  ...metafieldOwnerResolvers,
  description: ({ descriptionHtml }, { truncateAt }: { truncateAt?: number | null }) => {
    const text = descriptionHtml
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    return typeof truncateAt === 'number' ? text.slice(0, truncateAt) : text;
  },
  totalInventory: (product, _, { shop }) => stockOf(product, shop),
  tracksInventory: (product, _, { shop }) =>
    variantsOf(shop, product).some(({ inventoryItemId }) => shop.inventoryItems.get(inventoryItemId)?.tracked === true),
  hasOutOfStockVariants: (product, _, { shop }) =>
    variantsOf(shop, product).some(
      (variant) =>
        shop.inventoryItems.get(variant.inventoryItemId)?.tracked === true && trackedQuantity(shop, variant) <= 0,
    ),
  hasOnlyDefaultVariant: (product, _, { shop }) =>
    variantsOf(shop, product).every(({ selectedOptions }) => selectedOptions[0]?.value === 'Default Title'),
  variantsCount: ({ variantIds }) => ({ count: variantIds.length, precision: 'EXACT' }),
  collections: (product, args: PageArgs, { shop }) => connectionOf(collectionsOfProduct(shop, product), args),
  publishedAt,
  publishedOnPublication: ({ publications }, { publicationId }: { publicationId: string }) =>
    publications.has(publicationId),
  options: ({ options }, { first }: { first?: number | null }) =>
    options.slice(0, first ?? undefined).map(({ id, name, values }, index) => ({
      id,
      name,
      position: index + 1,
      values,
      optionValues: values.map((value, position) => ({
        id: optionValueId({ id, name, values }, position),
        name: value,
      })),
    })),
  onlineStoreUrl: (product, _, { shop }) => onlineStoreUrl(shop, product),
  media: (product, args: PageArgs, { shop }) => connectionOf(mediaOf(shop, product), args),
  mediaCount: ({ mediaIds }) => ({ count: mediaIds.length, precision: 'EXACT' }),
  featuredMedia: (product, _, { shop }) => mediaOf(shop, product)[0] ?? null,
  featuredImage: (product, _, { shop }) => imagesOf(shop, product)[0] ?? null,
  images: (product, args: PageArgs, { shop }) => connectionOf(imagesOf(shop, product), args),
  variants: (product, args: PageArgs, { shop }) => connectionOf(variantsOf(shop, product), args),
};

/** The legacy list: images only, and only those that were processed. */
function imagesOf(shop: Shop, product: ProductRecord) {
  return mediaOf(shop, product)
    .map(({ image }) => image)
    .filter((image) => image !== null);
}

/** Null unless the product is seen in the online store: ACTIVE (or UNLISTED), and published there by now. */
function onlineStoreUrl(shop: Shop, { status, publications, handle }: ProductRecord): string | null {
  const store = [...shop.publications.values()].find(({ name }) => name === 'Online Store');
  const since = store === undefined ? undefined : publications.get(store.id);
  if ((status !== 'ACTIVE' && status !== 'UNLISTED') || since === undefined || since > shop.now()) return null;
  return `https://${shop.settings.shopDomain}/products/${handle}`;
}

export const variantResolvers: Resolvers<VariantRecord> = {
  ...metafieldOwnerResolvers,
  sku: ({ inventoryItemId }, _, { shop }) => shop.inventoryItems.get(inventoryItemId)?.sku ?? null,
  image: ({ mediaId }, _, { shop }) => mediaById(shop, mediaId)?.image ?? null,
  media: ({ mediaId }, args: PageArgs, { shop }) =>
    connectionOf(
      [mediaById(shop, mediaId)].filter((media) => media !== null),
      args,
    ),
  title: titleOf,
  displayName: (variant, _, { shop }) => `${shop.products.get(variant.productId)?.title ?? ''} - ${titleOf(variant)}`,
  inventoryQuantity: ({ inventoryItemId }, _, { shop }) => totalAvailable(shop, inventoryItemId),
  availableForSale: (variant, _, { shop }) => isAvailableForSale(shop, variant),
  sellableOnlineQuantity: (variant, _, { shop }) => trackedQuantity(shop, variant),
  position: ({ id, productId }, _, { shop }) => (shop.products.get(productId)?.variantIds.indexOf(id) ?? 0) + 1,
  inventoryItem: ({ inventoryItemId }, _, { shop }) => shop.inventoryItems.get(inventoryItemId),
  product: ({ productId }, _, { shop }) => shop.products.get(productId),
};

function titleOf({ selectedOptions }: VariantRecord): string {
  return selectedOptions.map(({ value }) => value).join(' / ');
}
