import type { MetaEntry } from './meta-data.ts';
import type { Seconds } from './site-time.ts';

export type StockStatus = 'instock' | 'outofstock' | 'onbackorder';
export type Backorders = 'no' | 'notify' | 'yes';

export interface ProductAttribute {
  readonly id: number;
  readonly name: string;
  readonly position: number;
  readonly visible: boolean;
  readonly variation: boolean;
  readonly options: readonly string[];
}

/** A product or, with `type: 'variation'` and a `parentId`, one of its variations. Prices are decimal text, "" for none. */
export interface Product {
  readonly id: number;
  type: string;
  parentId: number;
  name: string;
  slug: string;
  status: string;
  sku: string;
  globalUniqueId: string;
  description: string;
  shortDescription: string;
  featured: boolean;
  catalogVisibility: string;
  regularPrice: string;
  salePrice: string;
  saleFrom: Seconds | undefined;
  saleTo: Seconds | undefined;
  virtual: boolean;
  downloadable: boolean;
  taxStatus: string;
  /** "" is the standard class; on a variation `parent` inherits. */
  taxClass: string;
  manageStock: boolean;
  stock: number;
  /** Counts only while stock is not managed. */
  setStockStatus: StockStatus;
  backorders: Backorders;
  lowStockAmount: number | undefined;
  weight: string;
  dimensions: { length: string; width: string; height: string };
  shippingClass: string;
  categoryIds: number[];
  images: readonly unknown[];
  attributes: ProductAttribute[];
  defaultAttributes: readonly unknown[];
  /** The values a variation stands for: name of the attribute, option. */
  options: { id: number; name: string; option: string }[];
  menuOrder: number;
  totalSales: number;
  meta: MetaEntry[];
  createdAt: Seconds;
  modifiedAt: Seconds;
  trashedFrom: string | undefined;
}
