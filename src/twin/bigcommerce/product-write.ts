import { ApiError } from './api-error.ts';
import type { Sent } from './body.ts';
import { hasOptions, type OptionValue, type Product, type ProductImage, type Variant } from './product-state.ts';
import { MOST_PIECES } from './stock-book.ts';
import type { Store } from './store.ts';

const MOST_CATEGORIES = 1000;

export function createProduct(sent: Sent, store: Store): Product {
  sent.needed('name', sent.text('name'));
  sent.needed('type', sent.text('type'));
  sent.needed('weight', sent.number('weight'));
  sent.needed('price', sent.number('price'));
  const now = store.now();
  const product: Product = {
    id: store.nextId('product'),
    name: '',
    type: 'physical',
    sku: '',
    description: '',
    weight: 0,
    width: 0,
    depth: 0,
    height: 0,
    price: 0,
    costPrice: 0,
    retailPrice: 0,
    salePrice: 0,
    taxClassId: 0,
    taxCode: '',
    categories: [],
    brandId: 0,
    tracking: 'none',
    warningLevel: 0,
    isVisible: true,
    isFeatured: false,
    availability: 'available',
    availabilityDescription: '',
    condition: 'New',
    orderMinimum: 0,
    orderMaximum: 0,
    isPriceHidden: false,
    mpn: '',
    upc: '',
    gtin: '',
    binPicking: '',
    url: { url: '', isCustomized: false },
    customFields: [],
    images: [],
    variants: [],
    createdAt: now,
    modifiedAt: now,
  };
  checkProduct(sent, product, store);
  write(product, sent, store);
  const variants = sent.list('variants') ?? [];
  product.variants =
    variants.length === 0
      ? [variantOf(product, undefined, store)]
      : variants.map((each) => variantOf(product, each, store));
  if (product.url.url === '') product.url = { url: `/${slugOf(product.name)}/`, isCustomized: false };
  store.products.set(product.id, product);
  const level = sent.integer('inventory_level');
  if (level !== undefined && !hasOptions(product)) setLevel(product.variants[0], level, store);
  for (const [at, each] of variants.entries()) {
    const pieces = each.integer('inventory_level');
    if (pieces !== undefined) setLevel(product.variants[at], pieces, store);
  }
  store.tell('store/product/created', 'product', product.id);
  return product;
}

/** What is sent and nothing else. `categories` and `custom_fields` replace the lists. */
export function updateProduct(product: Product, sent: Sent, store: Store): void {
  checkProduct(sent, product, store);
  write(product, sent, store);
  const [base] = product.variants;
  if (base !== undefined && !hasOptions(product)) base.sku = product.sku;
  const level = sent.integer('inventory_level');
  if (level !== undefined) setLevel(base, level, store);
  product.modifiedAt = store.now();
  store.tell('store/product/updated', 'product', product.id);
}

/** Refuses before anything is written: names and SKUs are unique in the store. */
export function checkProduct(sent: Sent, own: Product, store: Store): void {
  const others = [...store.products.values()].filter((each) => each !== own);
  const name = sent.short('name', 250);
  if (name !== undefined && others.some((each) => each.name.toLowerCase() === name.toLowerCase()))
    throw new ApiError(409, 'The product name is a duplicate.', { name: 'is in use' });
  const sku = sent.short('sku', 255);
  if (sku !== undefined && sku !== '') checkSku(sku, own, store);
  for (const each of sent.list('variants') ?? []) checkSku(each.needed('sku', each.text('sku')), own, store);
  const categories = sent.integers('categories') ?? [];
  if (categories.length > MOST_CATEGORIES) throw sent.refuse('categories', `at most ${MOST_CATEGORIES}`);
  const unknown = categories.find((id) => !store.categories.has(id));
  if (unknown !== undefined) throw sent.refuse('categories', `there is no category ${unknown}`);
  for (const field of ['price', 'cost_price', 'retail_price', 'sale_price', 'weight'])
    if ((sent.number(field) ?? 0) < 0) throw sent.refuse(field, 'cannot be less than nothing');
}

export function checkSku(sku: string, own: Product, store: Store): void {
  const found = store.variantBySku(sku);
  const main = [...store.products.values()].find((each) => each.sku.toLowerCase() === sku.toLowerCase());
  if ((found !== undefined && found.productId !== own.id) || (main !== undefined && main !== own))
    throw new ApiError(409, 'The SKU is a duplicate.', { sku: 'is in use' });
}

/** The catalogue writes the default location alone, and at once (sheet, section 3.6). */
export function setLevel(variant: Variant | undefined, pieces: number, store: Store): void {
  if (variant === undefined) return;
  if (pieces < 0 || pieces > MOST_PIECES) throw new ApiError(422, 'The inventory level is out of range.');
  store.stock.set(variant.id, store.stock.defaultLocation.id, pieces);
}

function write(product: Product, sent: Sent, store: Store): void {
  product.name = sent.text('name') ?? product.name;
  product.type = sent.oneOf('type', ['physical', 'digital']) ?? product.type;
  product.sku = sent.text('sku') ?? product.sku;
  product.description = sent.text('description') ?? product.description;
  product.weight = sent.number('weight') ?? product.weight;
  product.width = sent.number('width') ?? product.width;
  product.depth = sent.number('depth') ?? product.depth;
  product.height = sent.number('height') ?? product.height;
  product.price = sent.number('price') ?? product.price;
  product.costPrice = sent.number('cost_price') ?? product.costPrice;
  product.retailPrice = sent.number('retail_price') ?? product.retailPrice;
  product.salePrice = sent.number('sale_price') ?? product.salePrice;
  product.taxClassId = sent.integer('tax_class_id') ?? product.taxClassId;
  product.taxCode = sent.text('product_tax_code') ?? product.taxCode;
  product.categories = sent.integers('categories') ?? product.categories;
  product.brandId = sent.integer('brand_id') ?? product.brandId;
  product.tracking = sent.oneOf('inventory_tracking', ['none', 'product', 'variant']) ?? product.tracking;
  product.warningLevel = sent.integer('inventory_warning_level') ?? product.warningLevel;
  product.isVisible = sent.flag('is_visible') ?? product.isVisible;
  product.isFeatured = sent.flag('is_featured') ?? product.isFeatured;
  product.availability = sent.oneOf('availability', ['available', 'disabled', 'preorder']) ?? product.availability;
  product.availabilityDescription = sent.text('availability_description') ?? product.availabilityDescription;
  product.condition = sent.text('condition') ?? product.condition;
  product.orderMinimum = sent.integer('order_quantity_minimum') ?? product.orderMinimum;
  product.orderMaximum = sent.integer('order_quantity_maximum') ?? product.orderMaximum;
  product.isPriceHidden = sent.flag('is_price_hidden') ?? product.isPriceHidden;
  product.mpn = sent.text('mpn') ?? product.mpn;
  product.upc = sent.text('upc') ?? product.upc;
  product.gtin = sent.text('gtin') ?? product.gtin;
  product.binPicking = sent.text('bin_picking_number') ?? product.binPicking;
  const url = sent.object('custom_url');
  if (url !== undefined) product.url = { url: url.text('url') ?? '', isCustomized: url.flag('is_customized') ?? true };
  const fields = sent.list('custom_fields');
  if (fields !== undefined)
    product.customFields = fields.map((each) => ({
      id: each.integer('id') ?? store.nextId('customField'),
      name: each.needed('name', each.short('name', 250)),
      value: each.needed('value', each.short('value', 250)),
    }));
  const images = sent.list('images');
  if (images !== undefined) product.images = images.map((each, at) => imageOf(each, at, store));
}

export function imageOf(sent: Sent, at: number, store: Store): ProductImage {
  return {
    id: store.nextId('image'),
    url: sent.needed('image_url', sent.text('image_url')),
    isThumbnail: sent.flag('is_thumbnail') ?? at === 0,
    sortOrder: sent.integer('sort_order') ?? at,
    description: sent.text('description') ?? '',
  };
}

/** One that is bought by its options; without any the base variant, whose SKU is the product's. */
export function variantOf(product: Product, sent: Sent | undefined, store: Store): Variant {
  return {
    id: store.nextId('variant'),
    productId: product.id,
    sku: sent?.text('sku') ?? product.sku,
    price: sent?.number('price') ?? null,
    salePrice: sent?.number('sale_price') ?? null,
    retailPrice: sent?.number('retail_price') ?? null,
    costPrice: sent?.number('cost_price') ?? null,
    purchasingDisabled: sent?.flag('purchasing_disabled') ?? false,
    upc: sent?.text('upc') ?? product.upc,
    options: (sent?.list('option_values') ?? []).map((each) => optionOf(each, product, store)),
  };
}

/** The same option of a product has one id, whichever variant names it. */
function optionOf(sent: Sent, product: Product, store: Store): OptionValue {
  const optionName = sent.needed('option_display_name', sent.text('option_display_name'));
  const label = sent.needed('label', sent.text('label'));
  const known = product.variants.flatMap(({ options }) => options).find((each) => each.optionName === optionName);
  return { id: store.nextId('option'), optionId: known?.optionId ?? store.nextId('option'), optionName, label };
}

export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
