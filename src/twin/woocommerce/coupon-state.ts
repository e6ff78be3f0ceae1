import type { MetaEntry } from './meta-data.ts';
import type { Seconds } from './site-time.ts';

export const DISCOUNT_TYPES = ['percent', 'fixed_cart', 'fixed_product'] as const;
export type DiscountType = (typeof DISCOUNT_TYPES)[number];

/** `code` is always lower case. Amounts are decimal text; limits are undefined for none. */
export interface Coupon {
  readonly id: number;
  code: string;
  amount: string;
  status: string;
  discountType: DiscountType;
  description: string;
  expiresAt: Seconds | undefined;
  usageCount: number;
  individualUse: boolean;
  productIds: readonly number[];
  excludedProductIds: readonly number[];
  usageLimit: number | undefined;
  usageLimitPerUser: number | undefined;
  limitUsageToItems: number | undefined;
  freeShipping: boolean;
  categoryIds: readonly number[];
  excludedCategoryIds: readonly number[];
  excludeSaleItems: boolean;
  minimumAmount: string;
  maximumAmount: string;
  emailRestrictions: readonly string[];
  usedBy: string[];
  meta: MetaEntry[];
  readonly createdAt: Seconds;
  modifiedAt: Seconds;
}
