import { amountOf, fixed } from './amount.ts';
import { type Coupon, DISCOUNT_TYPES, type DiscountType } from './coupon-state.ts';
import { META_DATA, writeMeta } from './meta-data.ts';
import { BOOLEAN, DATE_TIME, INTEGER, INTEGERS, oneOf, type Parameters, STRING, STRINGS } from './parameter-schema.ts';
import { flagIn, numberIn, numbersIn, textIn, textsIn, type Values } from './request-values.ts';
import { RestError } from './rest-error.ts';
import type { Store } from './store.ts';

export const COUPON_BODY: Parameters = {
  code: STRING,
  amount: STRING,
  status: STRING,
  discount_type: oneOf(...DISCOUNT_TYPES),
  description: STRING,
  date_expires: DATE_TIME,
  date_expires_gmt: DATE_TIME,
  individual_use: BOOLEAN,
  product_ids: INTEGERS,
  excluded_product_ids: INTEGERS,
  usage_limit: INTEGER,
  usage_limit_per_user: INTEGER,
  limit_usage_to_x_items: INTEGER,
  free_shipping: BOOLEAN,
  product_categories: INTEGERS,
  excluded_product_categories: INTEGERS,
  exclude_sale_items: BOOLEAN,
  minimum_amount: STRING,
  maximum_amount: STRING,
  email_restrictions: STRINGS,
  meta_data: META_DATA,
};

/** Throws the 400 of a code that exists. */
export function createCoupon(values: Values, store: Store): Coupon {
  const code = codeIn(values, undefined, store) ?? '';
  const now = store.now();
  const coupon: Coupon = {
    id: store.nextId('post'),
    code,
    amount: '0.00',
    status: 'publish',
    discountType: 'fixed_cart',
    description: '',
    expiresAt: undefined,
    usageCount: 0,
    individualUse: false,
    productIds: [],
    excludedProductIds: [],
    usageLimit: undefined,
    usageLimitPerUser: undefined,
    limitUsageToItems: undefined,
    freeShipping: false,
    categoryIds: [],
    excludedCategoryIds: [],
    excludeSaleItems: false,
    minimumAmount: '0.00',
    maximumAmount: '0.00',
    emailRestrictions: [],
    usedBy: [],
    meta: [],
    createdAt: now,
    modifiedAt: now,
  };
  writeCoupon(coupon, values, store);
  store.coupons.set(coupon.id, coupon);
  return coupon;
}

export function updateCoupon(coupon: Coupon, values: Values, store: Store): void {
  coupon.code = codeIn(values, coupon, store) ?? coupon.code;
  writeCoupon(coupon, values, store);
  coupon.modifiedAt = store.now();
}

function writeCoupon(coupon: Coupon, values: Values, store: Store): void {
  const money = (name: string) => {
    const text = textIn(values, name);
    return text === undefined ? undefined : fixed(amountOf(text), store.settings.priceDecimals);
  };
  const limit = (name: string, before: number | undefined) =>
    values[name] === undefined ? before : numberIn(values, name) || undefined;
  const ids = (name: string, before: readonly number[]) =>
    values[name] === undefined ? before : numbersIn(values, name);
  coupon.amount = money('amount') ?? coupon.amount;
  coupon.minimumAmount = money('minimum_amount') ?? coupon.minimumAmount;
  coupon.maximumAmount = money('maximum_amount') ?? coupon.maximumAmount;
  coupon.status = textIn(values, 'status') ?? coupon.status;
  coupon.discountType = (textIn(values, 'discount_type') as DiscountType | undefined) ?? coupon.discountType;
  coupon.description = textIn(values, 'description') ?? coupon.description;
  coupon.individualUse = flagIn(values, 'individual_use') ?? coupon.individualUse;
  coupon.freeShipping = flagIn(values, 'free_shipping') ?? coupon.freeShipping;
  coupon.excludeSaleItems = flagIn(values, 'exclude_sale_items') ?? coupon.excludeSaleItems;
  coupon.usageLimit = limit('usage_limit', coupon.usageLimit);
  coupon.usageLimitPerUser = limit('usage_limit_per_user', coupon.usageLimitPerUser);
  coupon.limitUsageToItems = limit('limit_usage_to_x_items', coupon.limitUsageToItems);
  coupon.productIds = ids('product_ids', coupon.productIds);
  coupon.excludedProductIds = ids('excluded_product_ids', coupon.excludedProductIds);
  coupon.categoryIds = ids('product_categories', coupon.categoryIds);
  coupon.excludedCategoryIds = ids('excluded_product_categories', coupon.excludedCategoryIds);
  if (values.email_restrictions !== undefined) coupon.emailRestrictions = textsIn(values, 'email_restrictions');
  coupon.expiresAt = expiry(coupon, values, store);
  writeMeta(coupon.meta, values, store.nextMetaId);
}

function expiry(coupon: Coupon, values: Values, store: Store): number | undefined {
  const utc = textIn(values, 'date_expires_gmt');
  const local = textIn(values, 'date_expires');
  const written = utc ?? local;
  if (written === undefined) return coupon.expiresAt;
  return written === '' ? undefined : store.time.instant(written, utc !== undefined);
}

function codeIn(values: Values, self: Coupon | undefined, store: Store): string | undefined {
  const code = textIn(values, 'code')?.trim().toLowerCase();
  if (code === undefined) return undefined;
  if ([...store.coupons.values()].some((each) => each !== self && each.code === code))
    throw new RestError('woocommerce_rest_coupon_code_already_exists', 'The coupon code already exists', 400);
  return code;
}
