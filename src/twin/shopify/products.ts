import { legacyIdOf } from './global-id.ts';
import { moveQuantity, stockAt, totalAvailable } from './inventory.ts';
import type { InventoryItemRecord, Weight } from './inventory-record.ts';
import { amountOf } from './money.ts';
import type { ProductRecord, VariantRecord } from './product-record.ts';
import type { Shop } from './shop.ts';
import { normaliseTags } from './tags.ts';

export interface NewProduct {
  readonly title: string;
  readonly handle?: string | null;
  readonly descriptionHtml?: string | null;
  readonly vendor?: string | null;
  readonly productType?: string | null;
  readonly status?: ProductRecord['status'] | null;
  readonly tags?: readonly string[] | null;
  readonly giftCard?: boolean | null;
}

/** A product without variants: whoever makes one adds at least one. It is published nowhere. */
export function createProduct(shop: Shop, input: NewProduct): ProductRecord {
  const id = shop.ids.take('Product');
  const product: ProductRecord = {
    kind: 'Product',
    id,
    legacyResourceId: legacyIdOf(id),
    title: input.title,
    handle: input.handle ?? freeHandle(shop, slug(input.title)),
    descriptionHtml: input.descriptionHtml ?? '',
    vendor: input.vendor ?? shop.settings.shopName,
    productType: input.productType ?? '',
    status: input.status ?? 'ACTIVE',
    tags: normaliseTags(input.tags ?? []),
    category: null,
    seo: { title: null, description: null },
    options: [],
    variantIds: [],
    isGiftCard: input.giftCard ?? false,
    mediaIds: [],
    publications: new Map(),
    createdAt: shop.now(),
    updatedAt: shop.now(),
    touchedMs: shop.nowMs(),
  };
  shop.products.set(id, product);
  shop.revision += 1;
  shop.emit('PRODUCTS_CREATE', id);
  return product;
}

export interface NewVariant {
  readonly sku?: string | null;
  readonly price?: string | null;
  readonly compareAtPrice?: string | null;
  readonly barcode?: string | null;
  readonly cost?: string | null;
  readonly taxable?: boolean | null;
  readonly tracked?: boolean | null;
  readonly requiresShipping?: boolean | null;
  readonly weight?: Weight | null;
  readonly countryCodeOfOrigin?: string | null;
  readonly harmonizedSystemCode?: string | null;
  readonly inventoryPolicy?: 'DENY' | 'CONTINUE' | null;
  /** Option name → value. None makes the `Default Title` variant. */
  readonly options?: Readonly<Record<string, string>>;
}

export function createVariant(shop: Shop, product: ProductRecord, input: NewVariant): VariantRecord {
  const id = shop.ids.take('ProductVariant');
  const itemId = shop.ids.take('InventoryItem');
  const stamps = { createdAt: shop.now(), updatedAt: shop.now(), touchedMs: shop.nowMs() };
  const options = Object.entries(input.options ?? { Title: 'Default Title' });
  const item: InventoryItemRecord = {
    kind: 'InventoryItem',
    id: itemId,
    legacyResourceId: legacyIdOf(itemId),
    variantId: id,
    sku: input.sku ?? null,
    tracked: input.tracked ?? true,
    requiresShipping: input.requiresShipping ?? true,
    unitCost: input.cost ? amountOf(input.cost) : null,
    weight: input.weight ?? null,
    countryCodeOfOrigin: input.countryCodeOfOrigin ?? null,
    harmonizedSystemCode: input.harmonizedSystemCode ?? null,
    ...stamps,
  };
  const variant: VariantRecord = {
    kind: 'ProductVariant',
    id,
    legacyResourceId: legacyIdOf(id),
    productId: product.id,
    inventoryItemId: itemId,
    barcode: input.barcode ?? null,
    price: amountOf(input.price ?? '0'),
    compareAtPrice: input.compareAtPrice ? amountOf(input.compareAtPrice) : null,
    taxable: input.taxable ?? true,
    taxCode: null,
    inventoryPolicy: input.inventoryPolicy ?? 'DENY',
    mediaId: null,
    selectedOptions: options.map(([name, value]) => ({ name, value })),
    ...stamps,
  };
  shop.inventoryItems.set(itemId, item);
  shop.variants.set(id, variant);
  product.variantIds.push(id);
  shop.revision += 1;
  return variant;
}

/** Reads the options off the variants, in the order in which names and values appear. */
export function deriveOptions(shop: Shop, product: ProductRecord): void {
  const values = new Map<string, Set<string>>();
  for (const variant of variantsOf(shop, product))
    for (const { name, value } of variant.selectedOptions) values.set(name, (values.get(name) ?? new Set()).add(value));
  product.options = [...values].map(([name, set]) => ({
    id: product.options.find((option) => option.name === name)?.id ?? shop.ids.take('ProductOption'),
    name,
    values: [...set],
  }));
}

export function variantsOf(shop: Shop, product: ProductRecord): VariantRecord[] {
  return product.variantIds.map((id) => shop.variants.get(id)).filter((variant) => variant !== undefined);
}

/** Puts a quantity of a variant at a location, stocking it there when it was not. */
export function setAvailable(shop: Shop, variant: VariantRecord, locationId: string, quantity: number): void {
  const level = stockAt(shop, variant.inventoryItemId, locationId);
  moveQuantity(shop, level, 'available', quantity - level.quantities.available);
}

export function isAvailableForSale(shop: Shop, variant: VariantRecord): boolean {
  const item = shop.inventoryItems.get(variant.inventoryItemId);
  return (
    item?.tracked !== true ||
    variant.inventoryPolicy === 'CONTINUE' ||
    totalAvailable(shop, variant.inventoryItemId) > 0
  );
}

/** Removes a variant with its stock. Old order lines keep its SKU and show `variant: null` from now on. */
export function removeVariant(shop: Shop, variant: VariantRecord): void {
  shop.variants.delete(variant.id);
  shop.inventoryItems.delete(variant.inventoryItemId);
  for (const [key, level] of shop.inventoryLevels)
    if (level.itemId === variant.inventoryItemId) shop.inventoryLevels.delete(key);
  shop.metafields.delete(variant.id);
  const product = shop.products.get(variant.productId);
  if (product !== undefined) product.variantIds = product.variantIds.filter((id) => id !== variant.id);
  shop.revision += 1;
}

/** Removes a product with its variants. It leaves no trace in any query. */
export function removeProduct(shop: Shop, product: ProductRecord): void {
  for (const variant of variantsOf(shop, product)) removeVariant(shop, variant);
  shop.products.delete(product.id);
  shop.metafields.delete(product.id);
  for (const collection of shop.collections.values())
    collection.productIds = collection.productIds.filter((id) => id !== product.id);
  shop.revision += 1;
  shop.emit('PRODUCTS_DELETE', product.id);
}

export function slug(title: string): string {
  return (
    title
      .normalize('NFD')
      .toLowerCase()
      .replace(/\p{M}/gu, '')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'untitled'
  );
}

/** The handle, or the handle with the first free number. */
export function freeHandle(shop: Shop, wanted: string): string {
  const taken = new Set([...shop.products.values()].map(({ handle }) => handle));
  let handle = wanted;
  for (let number = 1; taken.has(handle); number += 1) handle = `${wanted}-${number}`;
  return handle;
}
