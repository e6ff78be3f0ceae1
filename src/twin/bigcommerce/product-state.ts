import type { Seconds } from './moment.ts';

export interface CustomField {
  readonly id: number;
  readonly name: string;
  readonly value: string;
}

export interface ProductImage {
  readonly id: number;
  readonly url: string;
  readonly isThumbnail: boolean;
  readonly sortOrder: number;
  readonly description: string;
}

export interface OptionValue {
  readonly id: number;
  readonly optionId: number;
  readonly optionName: string;
  readonly label: string;
}

/** What is bought: of a product without options its one base variant. */
export interface Variant {
  readonly id: number;
  readonly productId: number;
  sku: string;
  /** Own price; null: that of the product. */
  price: number | null;
  salePrice: number | null;
  retailPrice: number | null;
  costPrice: number | null;
  purchasingDisabled: boolean;
  upc: string;
  readonly options: readonly OptionValue[];
}

export type Tracking = 'none' | 'product' | 'variant';

export interface Product {
  readonly id: number;
  name: string;
  type: 'physical' | 'digital';
  sku: string;
  description: string;
  weight: number;
  width: number;
  depth: number;
  height: number;
  price: number;
  costPrice: number;
  retailPrice: number;
  salePrice: number;
  taxClassId: number;
  taxCode: string;
  categories: readonly number[];
  brandId: number;
  tracking: Tracking;
  warningLevel: number;
  isVisible: boolean;
  isFeatured: boolean;
  availability: 'available' | 'disabled' | 'preorder';
  availabilityDescription: string;
  condition: string;
  orderMinimum: number;
  orderMaximum: number;
  isPriceHidden: boolean;
  mpn: string;
  upc: string;
  gtin: string;
  binPicking: string;
  url: { readonly url: string; readonly isCustomized: boolean };
  customFields: readonly CustomField[];
  images: readonly ProductImage[];
  variants: Variant[];
  readonly createdAt: Seconds;
  modifiedAt: Seconds;
}

export const hasOptions = ({ variants }: Product): boolean => variants.some(({ options }) => options.length > 0);

export interface Category {
  readonly id: number;
  parentId: number;
  readonly treeId: number;
  name: string;
  description: string;
  isVisible: boolean;
  sortOrder: number;
  url: { readonly path: string; readonly isCustomized: boolean };
  pageTitle: string;
}

/** Which price buyers pay: the sale price where there is one (sheet, section 3.5). */
export function calculatedPrice(product: Product, variant?: Variant): number {
  const sale = variant?.salePrice ?? product.salePrice;
  return sale > 0 ? sale : (variant?.price ?? product.price);
}
