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

export interface Buying {
  /** Default 1. */
  readonly pieces?: number;
  /** User price group of the buyer. */
  readonly group?: string | undefined;
}

/**
 * What one piece costs, by default whoever buys a single one. Of the rows in the shop's currency that count now, for the
 * buyer and for so few pieces, those of the buyer's group come first, then the largest quantity, then one with a time
 * (PriceRowValueMatchComparator of the platform). Rows of single users and channels are nobody's here.
 */
export function priceOf(store: Store, sku: string, { pieces = 1, group }: Buying = {}): Big | undefined {
  const rows = store.all('PriceRow').filter((row) => {
    const isFor = row.text('productId') === sku || row.item('product')?.text('code') === sku;
    const isOwn = row.item('user') !== undefined || row.item('channel') !== undefined;
    const isOfBuyer = row.item('ug') === undefined || row.code('ug') === group;
    const counts = isInForce(row, store.now()) && row.number('minqtd') <= pieces;
    return isFor && !isOwn && isOfBuyer && counts && row.code('currency') === store.settings.currency;
  });
  const rank = (row: Item): readonly number[] => [
    Number(row.item('ug') !== undefined),
    row.number('minqtd'),
    Number(row.get('startTime') !== null),
    -row.pk,
  ];
  const [best] = rows.sort((a, b) => firstDifference(rank(b), rank(a)));
  const price = best?.get('price');
  if (price === undefined || price === null) return undefined;
  return decimal(String(price));
}

/** A row with a beginning and no end, or an end and no beginning, counts at all times (PDTRowDateRangeHandler). */
function isInForce(row: Item, now: number): boolean {
  if (row.get('startTime') === null || row.get('endTime') === null) return true;
  return row.number('startTime') <= now && now <= row.number('endTime');
}

const firstDifference = (a: readonly number[], b: readonly number[]): number =>
  a.map((value, at) => value - (b[at] ?? 0)).find((difference) => difference !== 0) ?? 0;

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
