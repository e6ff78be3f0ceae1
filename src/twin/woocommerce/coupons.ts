import { batchRoute } from './batch.ts';
import { PAGING, pageOf, pageReply } from './collection-page.ts';
import type { Coupon } from './coupon-state.ts';
import { COUPON_BODY, createCoupon, updateCoupon } from './coupon-write.ts';
import { DATE_FILTERS, dateTest } from './date-filters.ts';
import { viewMeta } from './meta-data.ts';
import { BOOLEAN, INTEGER, INTEGERS, oneOf, STRING } from './parameter-schema.ts';
import { flagIn, numberIn, numbersIn, textIn } from './request-values.ts';
import { apiUrl, links } from './resource-links.ts';
import { invalidId, RestError } from './rest-error.ts';
import { created, ok, type RestRequest, type Route, WRITES } from './route.ts';
import { gmt } from './site-time.ts';

const CREATE: Route = {
  methods: ['POST'],
  path: '/wc/v3/coupons',
  access: 'create',
  parameters: { ...COUPON_BODY, code: { ...STRING, required: true } },
  handle(request) {
    const coupon = createCoupon(request.values, request.store);
    return created(viewCoupon(coupon, request), apiUrl(request.site, `coupons/${coupon.id}`));
  },
};

const UPDATE: Route = {
  methods: WRITES,
  path: '/wc/v3/coupons/{id:number}',
  access: 'edit',
  parameters: { id: INTEGER, ...COUPON_BODY },
  handle(request) {
    const coupon = couponOf(request, 400);
    updateCoupon(coupon, request.values, request.store);
    return ok(viewCoupon(coupon, request));
  },
};

const DELETE: Route = {
  methods: ['DELETE'],
  path: '/wc/v3/coupons/{id:number}',
  access: 'delete',
  parameters: { id: INTEGER, force: { ...BOOLEAN, default: false } },
  handle(request) {
    const coupon = couponOf(request, 404);
    const before = viewCoupon(coupon, request);
    if (flagIn(request.values, 'force') === true) request.store.coupons.delete(coupon.id);
    else if (coupon.status === 'trash')
      throw new RestError('woocommerce_rest_already_trashed', 'The shop_coupon has already been deleted.', 410);
    else coupon.status = 'trash';
    return ok(before);
  },
};

export const COUPON_ROUTES: readonly Route[] = [
  {
    methods: ['GET'],
    path: '/wc/v3/coupons',
    access: 'list',
    parameters: {
      ...PAGING,
      ...DATE_FILTERS,
      code: STRING,
      search: STRING,
      include: INTEGERS,
      exclude: INTEGERS,
      order: { ...oneOf('asc', 'desc'), default: 'desc' },
      orderby: { ...oneOf('date', 'id', 'include', 'title', 'slug', 'modified'), default: 'date' },
    },
    handle: list,
  },
  CREATE,
  {
    methods: ['GET'],
    path: '/wc/v3/coupons/{id:number}',
    access: 'view',
    parameters: { id: INTEGER },
    handle: (request) => ok(viewCoupon(couponOf(request, 404), request)),
  },
  UPDATE,
  DELETE,
  batchRoute('/wc/v3/coupons/batch', { create: CREATE, update: UPDATE, delete: DELETE }),
];

function list(request: RestRequest) {
  const { values, store } = request;
  const code = textIn(values, 'code')?.toLowerCase();
  const search = textIn(values, 'search')?.toLowerCase() ?? '';
  const include = numbersIn(values, 'include');
  const exclude = numbersIn(values, 'exclude');
  const inDates = dateTest(values, store);
  const rows = [...store.coupons.values()].filter(
    (coupon) =>
      coupon.status !== 'trash' &&
      (code === undefined || coupon.code === code) &&
      (include.length === 0 || include.includes(coupon.id)) &&
      !exclude.includes(coupon.id) &&
      coupon.code.includes(search) &&
      inDates(coupon),
  );
  const sign = textIn(values, 'order') === 'asc' ? 1 : -1;
  const by = textIn(values, 'orderby') === 'modified' ? 'modifiedAt' : 'createdAt';
  rows.sort((a, b) => sign * (a[by] - b[by] || a.id - b.id));
  const page = pageOf(rows, values);
  return pageReply(request, rows.length, page.length, { body: page.map((coupon) => viewCoupon(coupon, request)) });
}

function viewCoupon(coupon: Coupon, { store, site }: Pick<RestRequest, 'store' | 'site'>) {
  return {
    id: coupon.id,
    code: coupon.code,
    amount: coupon.amount,
    status: coupon.status,
    date_created: store.time.local(coupon.createdAt),
    date_created_gmt: gmt(coupon.createdAt),
    date_modified: store.time.local(coupon.modifiedAt),
    date_modified_gmt: gmt(coupon.modifiedAt),
    discount_type: coupon.discountType,
    description: coupon.description,
    date_expires: coupon.expiresAt === undefined ? null : store.time.local(coupon.expiresAt),
    date_expires_gmt: coupon.expiresAt === undefined ? null : gmt(coupon.expiresAt),
    usage_count: coupon.usageCount,
    individual_use: coupon.individualUse,
    product_ids: coupon.productIds,
    excluded_product_ids: coupon.excludedProductIds,
    usage_limit: coupon.usageLimit ?? null,
    usage_limit_per_user: coupon.usageLimitPerUser ?? null,
    limit_usage_to_x_items: coupon.limitUsageToItems ?? null,
    free_shipping: coupon.freeShipping,
    product_categories: coupon.categoryIds,
    excluded_product_categories: coupon.excludedCategoryIds,
    exclude_sale_items: coupon.excludeSaleItems,
    minimum_amount: coupon.minimumAmount,
    maximum_amount: coupon.maximumAmount,
    email_restrictions: coupon.emailRestrictions,
    used_by: coupon.usedBy,
    meta_data: viewMeta(coupon.meta),
    _links: links(site, 'coupons', coupon.id),
  };
}

function couponOf(request: RestRequest, status: 400 | 404): Coupon {
  const coupon = request.store.coupons.get(numberIn(request.values, 'id') ?? 0);
  if (coupon === undefined) throw invalidId('shop_coupon', status);
  return coupon;
}
