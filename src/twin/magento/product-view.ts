import { viewStockItem } from './inventory.ts';
import type { Product } from './product-state.ts';
import type { Scope } from './route.ts';
import { written } from './site-time.ts';
import type { Store } from './store.ts';
import { viewTier } from './tier-prices.ts';

/** What a store view shows: its own values where it has any. */
export function inScope(product: Product, scope: Scope): Product {
  if (scope === 'all') return product;
  const { name, status, visibility, attributes } = product.storeView;
  return {
    ...product,
    name: name ?? product.name,
    status: status ?? product.status,
    visibility: visibility ?? product.visibility,
    attributes: new Map([...product.attributes, ...attributes]),
  };
}

export const PRODUCT_COLUMNS = [
  'id',
  'entity_id',
  'sku',
  'name',
  'attribute_set_id',
  'price',
  'status',
  'visibility',
  'type_id',
  'created_at',
  'updated_at',
  'weight',
  'category_id',
  'url_key',
  'special_price',
  'tax_class_id',
  'description',
];

export function viewProduct(product: Product, scope: Scope, store: Store) {
  const { extension_attributes, ...listed } = listedProduct(product, scope);
  const children = product.children.flatMap((id) => store.products.get(id) ?? []);
  return {
    ...listed,
    extension_attributes: {
      ...extension_attributes,
      stock_item: viewStockItem(store, product.sku),
      ...(product.typeId !== 'configurable'
        ? {}
        : {
            configurable_product_options: [
              {
                id: product.id,
                attribute_id: '93',
                label: product.optionLabel ?? '',
                position: 0,
                values: children.map(({ id }) => ({ value_index: id })),
                product_id: product.id,
              },
            ],
            configurable_product_links: product.children,
          }),
    },
  };
}

/** In lists: without stock and options. */
export function listedProduct(product: Product, scope: Scope) {
  const seen = inScope(product, scope);
  return {
    id: seen.id,
    sku: seen.sku,
    name: seen.name,
    attribute_set_id: seen.attributeSetId,
    price: Number(seen.price),
    status: seen.status,
    visibility: seen.visibility,
    type_id: seen.typeId,
    created_at: written(seen.createdAt),
    updated_at: written(seen.updatedAt),
    ...(seen.weight === undefined ? {} : { weight: seen.weight }),
    extension_attributes: {
      website_ids: seen.websiteIds,
      // Nothing, not an empty list, where a product is in no category.
      ...(seen.categoryIds.length === 0
        ? {}
        : { category_links: seen.categoryIds.map((id, position) => ({ position, category_id: String(id) })) }),
    },
    product_links: [],
    options: [],
    media_gallery_entries: [],
    tier_prices: seen.tierPrices.map(viewTier),
    custom_attributes: [
      ...[...seen.attributes].map(([attribute_code, value]) => ({ attribute_code, value })),
      { attribute_code: 'category_ids', value: seen.categoryIds.map(String) },
    ],
  };
}

/** The row by which a list is searched: columns and attributes side by side. */
export function productRow(product: Product, scope: Scope) {
  const shown = listedProduct(product, scope);
  const attributes = Object.fromEntries(inScope(product, scope).attributes);
  return { ...attributes, ...shown, entity_id: product.id };
}
