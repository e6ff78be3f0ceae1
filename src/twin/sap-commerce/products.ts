import type { Big } from 'big.js';
import { decimal } from '../kit/decimal.ts';
import type { Item } from './item.ts';
import type { Store } from './store.ts';

export type Version = 'Staged' | 'Online';

export interface NewProduct {
  readonly sku: string;
  readonly name: string;
  /** Of the shop's one price list. Not given: it has none, as a base product. */
  readonly price?: string;
  readonly stock?: number;
  /** SKU of the product that it is a variant of. */
  readonly variantOf?: string;
}

export function catalogVersion(store: Store, version: Version): Item {
  const found = store.find('CatalogVersion', { version });
  if (found === undefined) throw new RangeError(`no catalogue version ${version}`);
  return found;
}

export const productIn = (store: Store, sku: string, version: Version): Item | undefined =>
  store.find('Product', { code: sku, catalogVersion: catalogVersion(store, version) });

/** An approved product in both versions of the catalogue, with a price and pieces at the first warehouse. */
export function addProduct({ sku, name, price, stock, variantOf }: NewProduct, store: Store): void {
  for (const version of ['Staged', 'Online'] as const) {
    const shared = {
      code: sku,
      catalogVersion: catalogVersion(store, version),
      name: new Map([['en', name]]),
      approvalStatus: store.enumValue('ArticleApprovalStatus', 'approved'),
      unit: store.find('Unit', { code: 'pieces' }) ?? null,
      supercategories: [],
    };
    if (variantOf === undefined) store.create('Product', shared);
    else {
      const baseProduct = productIn(store, variantOf, version);
      if (baseProduct === undefined) throw new RangeError(`no product ${variantOf}`);
      store.create('GenericVariantProduct', { ...shared, baseProduct });
    }
  }
  if (price !== undefined)
    store.create('PriceRow', {
      productId: sku,
      currency: store.find('Currency', { isocode: store.settings.currency }) ?? null,
      unit: store.find('Unit', { code: 'pieces' }) ?? null,
      price: decimal(price),
      net: store.settings.net,
      minqtd: 1,
      unitFactor: 1,
    });
  if (stock !== undefined)
    store.create('StockLevel', {
      productCode: sku,
      warehouse: store.all('Warehouse')[0] ?? null,
      available: stock,
      reserved: 0,
      overSelling: 0,
      preOrder: 0,
      maxPreOrder: 0,
      treatNegativeAsZero: true,
      inStockStatus: store.enumValue('InStockStatus', 'notSpecified'),
    });
}

/**
 * The price that any buyer of one piece sees: of the rows for the shop's currency that are meant for everybody, are in
 * force and ask for no larger quantity, the one that began last (sheet section 12: specific rows come first).
 */
export function priceOf(store: Store, sku: string): Big | undefined {
  const now = store.now();
  const rows = store.all('PriceRow').filter((row) => {
    const isFor = row.text('productId') === sku || row.item('product')?.text('code') === sku;
    const forEverybody =
      row.item('ug') === undefined && row.item('user') === undefined && row.item('channel') === undefined;
    const begun = row.number('startTime') <= now;
    const ended = row.get('endTime') !== null && row.number('endTime') < now;
    return (
      isFor &&
      forEverybody &&
      begun &&
      !ended &&
      row.code('currency') === store.settings.currency &&
      row.number('minqtd') <= 1
    );
  });
  const [best] = rows.sort((a, b) => b.number('startTime') - a.number('startTime'));
  const price = best?.get('price');
  if (price === undefined || price === null) return undefined;
  return decimal(String(price));
}

/** Whether visitors see a product: it is approved and its time has come. */
export function isShown(product: Item, now: number): boolean {
  const { onlineDate, offlineDate } = {
    onlineDate: product.get('onlineDate'),
    offlineDate: product.get('offlineDate'),
  };
  const hasBegun = onlineDate === null || product.number('onlineDate') <= now;
  const hasEnded = offlineDate !== null && product.number('offlineDate') <= now;
  return product.code('approvalStatus') === 'approved' && hasBegun && !hasEnded;
}

/** The job that brings products and categories of the staged catalogue online: new ones, and what changed on the others. */
export function synchronize(store: Store): void {
  const [staged, online] = [catalogVersion(store, 'Staged'), catalogVersion(store, 'Online')];
  const copies = new Map<Item, Item>();
  const sources = [...store.all('Category'), ...store.all('Product')].filter(
    (each) => each.item('catalogVersion') === staged,
  );
  for (const source of sources) {
    const type = store.types.isA(source.type, 'Product') ? 'Product' : 'Category';
    const known = store.find(type, { code: source.get('code'), catalogVersion: online });
    copies.set(source, known ?? store.create(source.type, { code: source.get('code'), catalogVersion: online }));
  }
  for (const [source, copy] of copies) {
    const values = Object.fromEntries([...source.values].filter(([name]) => !KEPT.includes(name)));
    store.set(copy, {
      ...values,
      supercategories: source.list('supercategories').map((each) => copies.get(each as Item) ?? each),
      ...(source.item('baseProduct') === undefined
        ? {}
        : { baseProduct: copies.get(source.item('baseProduct') as Item) ?? null }),
    });
  }
}

const KEPT = ['pk', 'creationtime', 'modifiedtime', 'catalogVersion', 'supercategories', 'baseProduct'];
