import { decimalText } from './amount.ts';
import { writeMeta } from './meta-data.ts';
import type { Backorders, Product, StockStatus } from './product-state.ts';
import { flagIn, has, numberIn, recordIn, recordsIn, textIn, type Values } from './request-values.ts';
import { RestError } from './rest-error.ts';
import { freeSlug, slugOf } from './slug.ts';
import { DEFAULT_CATEGORY_ID, type Store } from './store.ts';

/** Stores a new product; with a `parent` a variation of it. Throws the 400 of a SKU that is taken. */
export function createProduct(values: Values, store: Store, parent?: Product): Product {
  checkSku(undefined, values, store);
  const product = newProduct(values, store, parent);
  writeProduct(product, values, store);
  store.products.set(product.id, product);
  return product;
}

export function updateProduct(product: Product, values: Values, store: Store): void {
  checkSku(product, values, store);
  writeProduct(product, values, store);
}

/** Gone for good, with its variations: lines of old orders show product 0 from now on. */
export function deleteProduct(product: Product, store: Store): void {
  for (const variation of store.variationsOf(product)) deleteProduct(variation, store);
  store.products.delete(product.id);
  if (store.productBySku(product.sku) === undefined) store.idsBySku.delete(product.sku.toLowerCase());
  store.catalogueRevision += 1;
}

/** A description without the tags that the site does not let pass; their text stays. */
function described(html: string | undefined, { settings }: Store): string | undefined {
  const kept = settings.descriptionTags;
  if (kept === undefined) return html;
  return html?.replace(/<\/?([a-z][a-z0-9]*)\b[^>]*>/gi, (tag, name: string) =>
    kept.includes(name.toLowerCase()) ? tag : '',
  );
}

function writeProduct(product: Product, values: Values, store: Store): void {
  product.name = textIn(values, 'name') ?? product.name;
  if ((textIn(values, 'slug') ?? '') !== '') product.slug = slugOf(textIn(values, 'slug') ?? '');
  product.type = textIn(values, 'type') ?? product.type;
  product.status = textIn(values, 'status') ?? product.status;
  product.featured = flagIn(values, 'featured') ?? product.featured;
  product.catalogVisibility = textIn(values, 'catalog_visibility') ?? product.catalogVisibility;
  product.description = described(textIn(values, 'description'), store) ?? product.description;
  product.shortDescription = textIn(values, 'short_description') ?? product.shortDescription;
  product.globalUniqueId = textIn(values, 'global_unique_id') ?? product.globalUniqueId;
  product.virtual = flagIn(values, 'virtual') ?? product.virtual;
  product.downloadable = flagIn(values, 'downloadable') ?? product.downloadable;
  product.taxStatus = textIn(values, 'tax_status') ?? product.taxStatus;
  product.taxClass = taxClass(textIn(values, 'tax_class')) ?? product.taxClass;
  product.weight = weightText(textIn(values, 'weight')) ?? product.weight;
  product.shippingClass = textIn(values, 'shipping_class') ?? product.shippingClass;
  product.menuOrder = numberIn(values, 'menu_order') ?? product.menuOrder;
  product.dimensions = { ...product.dimensions, ...(recordIn(values, 'dimensions') as object | undefined) };
  writeSku(product, textIn(values, 'sku'), store);
  writePrices(product, values, store);
  writeStock(product, values);
  writeLists(product, values, store);
  writeMeta(product.meta, values, store.nextMetaId);
  product.modifiedAt = store.now();
  store.catalogueRevision += 1;
}

/** `"12,50"` becomes 1250, `"12.505"` is kept, `""` takes the price away (first two captured). */
function writePrices(product: Product, values: Values, store: Store): void {
  const price = (name: string) => {
    const text = textIn(values, name);
    return text === undefined ? undefined : decimalText(text);
  };
  product.regularPrice = price('regular_price') ?? product.regularPrice;
  product.salePrice = price('sale_price') ?? product.salePrice;
  for (const [name, property] of [
    ['date_on_sale_from', 'saleFrom'],
    ['date_on_sale_to', 'saleTo'],
  ] as const) {
    const utc = textIn(values, `${name}_gmt`);
    const local = textIn(values, name);
    const written = utc ?? local;
    if (written !== undefined)
      product[property] = written === '' ? undefined : store.time.instant(written, utc !== undefined);
  }
}

/** A figure sent for a product that does not manage stock is ignored without a word. */
function writeStock(product: Product, values: Values): void {
  const managed = values.manage_stock;
  if (managed !== undefined) product.manageStock = managed === true || managed === 'true' || managed === 1;
  product.backorders = (textIn(values, 'backorders') as Backorders | undefined) ?? product.backorders;
  if (values.low_stock_amount !== undefined) product.lowStockAmount = numberIn(values, 'low_stock_amount');
  const status = textIn(values, 'stock_status');
  if (status !== undefined && status !== '') product.setStockStatus = status as StockStatus;
  if (!product.manageStock) return;
  if (has(values, 'stock_quantity')) product.stock = numberIn(values, 'stock_quantity') ?? 0;
  else if (has(values, 'inventory_delta')) product.stock += Math.trunc(numberIn(values, 'inventory_delta') ?? 0);
}

/** Categories, images and attributes are replaced as a whole; a product without a category gets the default one. */
function writeLists(product: Product, values: Values, store: Store): void {
  const categories = recordsIn(values, 'categories');
  if (categories !== undefined)
    product.categoryIds = categories.map((each) => numberIn(each, 'id') ?? 0).filter((id) => store.categories.has(id));
  if (product.categoryIds.length === 0 && product.type !== 'variation') product.categoryIds = [DEFAULT_CATEGORY_ID];
  const images =
    recordsIn(values, 'images') ??
    (recordIn(values, 'image') === undefined ? undefined : [recordIn(values, 'image') ?? {}]);
  if (images !== undefined)
    product.images = images.map((image) => ({
      id: numberIn(image, 'id') ?? store.nextId('post'),
      src: '',
      name: '',
      alt: '',
      ...image,
    }));
  product.defaultAttributes = recordsIn(values, 'default_attributes') ?? product.defaultAttributes;
  const attributes = recordsIn(values, 'attributes');
  if (attributes === undefined) return;
  if (product.type === 'variation')
    product.options = attributes.map((each) => ({
      id: numberIn(each, 'id') ?? 0,
      name: textIn(each, 'name') ?? '',
      option: textIn(each, 'option') ?? '',
    }));
  else
    product.attributes = attributes.map((each, index) => ({
      id: numberIn(each, 'id') ?? 0,
      name: textIn(each, 'name') ?? '',
      position: numberIn(each, 'position') ?? index,
      visible: flagIn(each, 'visible') ?? false,
      variation: flagIn(each, 'variation') ?? false,
      options: (each.options ?? []) as readonly string[],
    }));
}

function writeSku(product: Product, sku: string | undefined, store: Store): void {
  if (sku === undefined || sku === product.sku) return;
  store.idsBySku.delete(product.sku.toLowerCase());
  product.sku = sku;
  if (sku !== '') store.idsBySku.set(sku.toLowerCase(), product.id);
}

function checkSku(product: Product | undefined, values: Values, store: Store): void {
  const sku = textIn(values, 'sku') ?? '';
  const owner = sku === '' ? undefined : store.productBySku(sku);
  if (owner === undefined || owner === product) return;
  let suffix = 1;
  while (store.productBySku(`${sku}-${suffix}`) !== undefined) suffix += 1;
  throw new RestError('product_invalid_sku', 'Invalid or duplicated SKU.', 400, {
    resource_id: owner.id,
    unique_sku: `${sku}-${suffix}`,
  });
}

function taxClass(written: string | undefined): string | undefined {
  return written === 'standard' ? '' : written;
}

function weightText(written: string | undefined): string | undefined {
  return written === undefined ? undefined : decimalText(written);
}

function newProduct(values: Values, store: Store, parent: Product | undefined): Product {
  const now = store.now();
  const name = textIn(values, 'name') ?? '';
  const taken = new Set([...store.products.values()].map((product) => product.slug));
  return {
    id: store.nextId('post'),
    type: parent === undefined ? 'simple' : 'variation',
    parentId: parent?.id ?? 0,
    name,
    slug: freeSlug(slugOf(parent === undefined ? name : `${parent.name} variation`), taken),
    status: 'publish',
    sku: '',
    globalUniqueId: '',
    description: '',
    shortDescription: '',
    featured: false,
    catalogVisibility: 'visible',
    regularPrice: '',
    salePrice: '',
    saleFrom: undefined,
    saleTo: undefined,
    virtual: false,
    downloadable: false,
    taxStatus: 'taxable',
    taxClass: parent === undefined ? '' : 'parent',
    manageStock: false,
    stock: 0,
    setStockStatus: 'instock',
    backorders: 'no',
    lowStockAmount: undefined,
    weight: '',
    dimensions: { length: '', width: '', height: '' },
    shippingClass: '',
    categoryIds: [],
    images: [],
    attributes: [],
    defaultAttributes: [],
    options: [],
    menuOrder: 0,
    totalSales: 0,
    meta: [],
    createdAt: now,
    modifiedAt: now,
    trashedFrom: undefined,
  };
}
