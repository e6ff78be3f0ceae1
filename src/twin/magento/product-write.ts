import { DEFAULT_SOURCE, setSourceItem, sourceItem, sourcesOf } from './inventory.ts';
import type { Product } from './product-state.ts';
import {
  type Fields,
  fieldOf,
  flagOf,
  isFields,
  listOf,
  numberOf,
  objectOf,
  onlyKnown,
  textOf,
} from './request-body.ts';
import { RestError } from './rest-error.ts';
import type { Scope } from './route.ts';
import type { Store } from './store.ts';
import { tierOfProduct } from './tier-prices.ts';

const KNOWN = [
  'id',
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
  'extension_attributes',
  'product_links',
  'options',
  'media_gallery_entries',
  'tier_prices',
  'custom_attributes',
];

/** Creates or updates by SKU, as `POST /V1/products` does. `sku` is the one of the path, where there is one. */
export function saveProduct(sent: Fields, sku: string | undefined, scope: Scope, store: Store): Product {
  onlyKnown(sent, 'Magento\\Catalog\\Api\\Data\\ProductInterface', KNOWN);
  const wanted = sku ?? textOf(sent, 'sku') ?? '';
  if (wanted.length > 64) throw new RestError(400, 'SKU length should be 64 characters maximum.');
  const existing = store.productBySku(wanted);
  if (existing === undefined) checkNew(sent, wanted);
  checkPrice(sent);
  const attributes = sentAttributes(sent);
  const name = textOf(sent, 'name');
  const urlKey = attributes.get('url_key') ?? (existing === undefined ? slug(name ?? '') : undefined);
  if (urlKey !== undefined) {
    checkUrlKey(String(urlKey), existing, store);
    attributes.set('url_key', urlKey);
  }
  const product = existing ?? newProduct(wanted, store);
  writeValues(product, sent, attributes, existing === undefined ? 'all' : scope);
  writeLinks(product, sent, store);
  writeStock(product, sent, store);
  product.updatedAt = store.now();
  return product;
}

function checkNew(sent: Fields, sku: string): void {
  const missing = [
    ['name', textOf(sent, 'name')],
    ['sku', sku],
    ['attribute_set_id', textOf(sent, 'attribute_set_id')],
  ].find(([, value]) => value === undefined || value === '');
  if (missing !== undefined)
    throw new RestError(400, 'The "%1" attribute value is empty. Set the attribute and try again.', [missing[0] ?? '']);
  if (numberOf(sent, 'price') === undefined && textOf(sent, 'type_id') !== 'configurable')
    throw new RestError(400, 'The value of attribute "%1" must be set.', ['price']);
}

function checkPrice(sent: Fields): void {
  const price = numberOf(sent, 'price');
  if (price !== undefined && price < 0)
    throw new RestError(400, 'The value of attribute "%1" must be greater than or equal to %2.', ['price', 0]);
}

/** Two products of one name would have one address. */
function checkUrlKey(urlKey: string, product: Product | undefined, store: Store): void {
  const taken = [...store.products.values()].some(
    (each) => each !== product && each.attributes.get('url_key') === urlKey,
  );
  if (taken) throw new RestError(400, 'URL key for specified store already exists.');
}

function newProduct(sku: string, store: Store): Product {
  const id = store.nextId('product');
  const product: Product = {
    id,
    sku,
    name: '',
    attributeSetId: 4,
    price: '0',
    status: 1,
    visibility: 4,
    typeId: 'simple',
    weight: undefined,
    websiteIds: [1],
    categoryIds: [],
    children: [],
    optionLabel: undefined,
    tierPrices: [],
    attributes: new Map<string, unknown>([['tax_class_id', '2']]),
    storeView: { attributes: new Map() },
    createdAt: store.now(),
    updatedAt: store.now(),
  };
  store.products.set(id, product);
  setSourceItem(store, sku, DEFAULT_SOURCE, 0, false);
  return product;
}

/** Price, type and attribute set are the shop's; name, status, visibility and attributes may be a store view's own. */
function writeValues(product: Product, sent: Fields, attributes: ReadonlyMap<string, unknown>, scope: Scope): void {
  const into = scope === 'all' ? product : product.storeView;
  const name = textOf(sent, 'name');
  const status = numberOf(sent, 'status');
  const visibility = numberOf(sent, 'visibility');
  if (name !== undefined) into.name = name;
  if (status !== undefined) into.status = status;
  if (visibility !== undefined) into.visibility = visibility;
  for (const [code, value] of attributes) into.attributes.set(code, value);
  product.price = textOf(sent, 'price') ?? product.price;
  product.typeId = textOf(sent, 'type_id') ?? product.typeId;
  product.attributeSetId = numberOf(sent, 'attribute_set_id') ?? product.attributeSetId;
  product.weight = numberOf(sent, 'weight') ?? product.weight;
  product.tierPrices = listOf(sent, 'tier_prices')?.map(tierOfProduct) ?? product.tierPrices;
}

function writeLinks(product: Product, sent: Fields, store: Store): void {
  const extension = objectOf(sent, 'extension_attributes') ?? {};
  const websites = fieldOf(extension, 'website_ids');
  if (Array.isArray(websites)) product.websiteIds = websites.map(Number);
  const links = listOf(extension, 'category_links');
  const inAttribute = attributeList(sent).find(({ code }) => code === 'category_ids')?.value;
  const ids =
    links?.map((link) => numberOf(link, 'category_id') ?? 0) ??
    (Array.isArray(inAttribute) ? inAttribute.map(Number) : undefined);
  if (ids === undefined) return;
  const unknown = ids.find((id) => !store.categories.has(id));
  if (unknown !== undefined) throw new RestError(400, 'Category with ID "%1" does not exist', [unknown]);
  product.categoryIds = [...new Set(ids)];
}

/** Writes the default source, as an administrator's form for a shop with one source does. */
function writeStock(product: Product, sent: Fields, store: Store): void {
  const item = objectOf(objectOf(sent, 'extension_attributes') ?? {}, 'stock_item');
  if (item === undefined || !sourcesOf(store).includes(DEFAULT_SOURCE)) return;
  const now = sourceItem(store, product.sku, DEFAULT_SOURCE);
  const quantity = numberOf(item, 'qty') ?? now?.quantity ?? 0;
  const inStock = fieldOf(item, 'is_in_stock') === undefined ? (now?.inStock ?? false) : flagOf(item, 'is_in_stock');
  setSourceItem(store, product.sku, DEFAULT_SOURCE, quantity, inStock);
}

function sentAttributes(sent: Fields): Map<string, unknown> {
  return new Map(
    attributeList(sent).flatMap(({ code, value }) => (code === 'category_ids' ? [] : [[code, value] as const])),
  );
}

/** `custom_attributes` comes as a list, or as an object by code. */
export function attributeList(sent: Fields): { readonly code: string; readonly value: unknown }[] {
  const written = fieldOf(sent, 'custom_attributes');
  if (Array.isArray(written))
    return written.filter(isFields).map((each) => ({ code: textOf(each, 'attribute_code') ?? '', value: each.value }));
  return isFields(written) ? Object.entries(written).map(([code, value]) => ({ code, value })) : [];
}

const slug = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
