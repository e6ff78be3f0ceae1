import { FLAG, INSTANT, list, NUMBER, read, type Shape, TEXT, to } from '../shape.ts';

/** A list of codes: id, name and what others call it. */
export const CODE: Shape = {
  fields: { id: read(TEXT), externalId: TEXT, name: TEXT, isInactive: FLAG },
};

export const CURRENCY: Shape = { fields: { ...CODE.fields, symbol: TEXT } };

export const SALES_TAX_ITEM: Shape = { fields: { ...CODE.fields, itemId: TEXT, rate: NUMBER, taxType: to('taxType') } };

/** A way of shipping; `realTime`: its carrier's rate takes the place of a given cost (sheet section 12). */
export const SHIP_ITEM: Shape = { fields: { ...CODE.fields, itemId: TEXT, realTime: FLAG, rate: NUMBER } };

/** A promotion of the account: so much per cent (`-10%`) or so much money off the order. */
export const PROMOTION_CODE: Shape = { fields: { ...CODE.fields, code: TEXT, rate: { kind: 'rate' } } };
export const COUPON_CODE: Shape = { fields: { ...CODE.fields, code: TEXT, promotion: to('promotionCode') } };

export const CLASSIFICATION: Shape = { fields: { ...CODE.fields, parent: to('classification') } };

/** `commerceCategory` (sheet section 3.5). */
export const COMMERCE_CATEGORY: Shape = {
  fields: {
    ...CODE.fields,
    catalog: to('commerceCatalog'),
    primaryParent: to('commerceCategory'),
    description: TEXT,
    displayInSite: FLAG,
    urlFragment: TEXT,
    sequenceNumber: NUMBER,
    lastModified: read(INSTANT),
    items: list({ fields: { item: to('item'), primaryCategory: FLAG, sequenceNumber: NUMBER } }, 'item'),
    subcategories: read(
      list({ fields: { id: TEXT, name: TEXT, subcategory: to('commerceCategory'), sequenceNumber: NUMBER } }),
    ),
  },
};
