import type { Seconds } from './site-time.ts';

/** What a store view may have otherwise than the shop as a whole. */
export interface ScopedValues {
  name?: string;
  status?: number;
  visibility?: number;
  readonly attributes: Map<string, unknown>;
}

/** What buyers of a group pay for each piece, from a quantity on; or so many per cent less. */
export interface TierPrice {
  /** 32000 is everybody. */
  readonly groupId: number;
  readonly quantity: number;
  readonly price: number;
  readonly isDiscount: boolean;
  /** 0 is every website. */
  readonly websiteId: number;
}

export interface Product {
  readonly id: number;
  sku: string;
  name: string;
  attributeSetId: number;
  price: string;
  /** 1 enabled, 2 disabled. */
  status: number;
  /** 1 not individually, 2 catalogue, 3 search, 4 both. */
  visibility: number;
  typeId: string;
  weight: number | undefined;
  websiteIds: number[];
  categoryIds: number[];
  /** Ids of the simple products of a configurable one, and the attribute they differ in. */
  children: number[];
  optionLabel: string | undefined;
  tierPrices: readonly TierPrice[];
  /** Custom attributes by code. */
  readonly attributes: Map<string, unknown>;
  /** What the store view `default` has of its own: written by calls without `all` in the address. */
  readonly storeView: ScopedValues;
  readonly createdAt: Seconds;
  updatedAt: Seconds;
}

export interface Category {
  readonly id: number;
  parentId: number;
  name: string;
  isActive: boolean;
  position: number;
  readonly attributes: Map<string, unknown>;
  readonly createdAt: Seconds;
  updatedAt: Seconds;
}
