import { iso8601 } from './moment.ts';
import { calculatedPrice, hasOptions, type Product, type Variant } from './product-state.ts';
import type { Store } from './store.ts';

/** A product with what `include` names: `variants`, `images`, `custom_fields`. */
export function viewProduct(product: Product, store: Store, include: readonly string[]) {
  const [base] = product.variants;
  return {
    id: product.id,
    name: product.name,
    type: product.type,
    sku: product.sku,
    description: product.description,
    weight: product.weight,
    width: product.width,
    depth: product.depth,
    height: product.height,
    price: product.price,
    cost_price: product.costPrice,
    retail_price: product.retailPrice,
    sale_price: product.salePrice,
    map_price: 0,
    calculated_price: calculatedPrice(product),
    tax_class_id: product.taxClassId,
    product_tax_code: product.taxCode,
    categories: product.categories,
    brand_id: product.brandId,
    inventory_level: product.tracking === 'none' ? 0 : levelOf(product, store),
    inventory_warning_level: product.warningLevel,
    inventory_tracking: product.tracking,
    is_visible: product.isVisible,
    is_featured: product.isFeatured,
    availability: product.availability,
    availability_description: product.availabilityDescription,
    condition: product.condition,
    order_quantity_minimum: product.orderMinimum,
    order_quantity_maximum: product.orderMaximum,
    is_price_hidden: product.isPriceHidden,
    mpn: product.mpn,
    upc: product.upc,
    gtin: product.gtin,
    bin_picking_number: product.binPicking,
    base_variant_id: hasOptions(product) ? null : (base?.id ?? null),
    custom_url: { url: product.url.url, is_customized: product.url.isCustomized },
    date_created: iso8601(product.createdAt),
    date_modified: iso8601(product.modifiedAt),
    ...(include.includes('custom_fields') ? { custom_fields: product.customFields } : {}),
    ...(include.includes('variants')
      ? { variants: product.variants.map((each) => viewVariant(each, product, store)) }
      : {}),
    ...(include.includes('images')
      ? {
          images: product.images.map(({ id, url, isThumbnail, sortOrder, description }) => ({
            id,
            product_id: product.id,
            image_file: url,
            is_thumbnail: isThumbnail,
            sort_order: sortOrder,
            description,
            url_standard: url,
            url_zoom: url,
            url_thumbnail: url,
          })),
        }
      : {}),
  };
}

export function viewVariant(variant: Variant, product: Product, store: Store) {
  return {
    id: variant.id,
    product_id: product.id,
    sku: variant.sku,
    sku_id: variant.options.length > 0 ? variant.id : null,
    price: variant.price,
    calculated_price: calculatedPrice(product, variant),
    sale_price: variant.salePrice,
    retail_price: variant.retailPrice,
    cost_price: variant.costPrice,
    map_price: null,
    weight: null,
    calculated_weight: product.weight,
    upc: variant.upc,
    mpn: '',
    gtin: '',
    purchasing_disabled: variant.purchasingDisabled,
    purchasing_disabled_message: '',
    image_url: '',
    inventory_level: product.tracking === 'none' ? 0 : store.stock.available(variant.id),
    inventory_warning_level: 0,
    bin_picking_number: '',
    option_values: variant.options.map(({ id, label, optionId, optionName }) => ({
      id,
      label,
      option_id: optionId,
      option_display_name: optionName,
    })),
  };
}

const levelOf = ({ variants }: Product, { stock }: Store): number =>
  variants.reduce((total, { id }) => total + stock.available(id), 0);
