import { META_DATA } from './meta-data.ts';
import {
  BOOLEAN,
  DATE_TIME,
  INTEGER,
  listOf,
  MIXED,
  NUMBER,
  objectOf,
  oneOf,
  type Parameters,
  STRING,
  STRINGS,
} from './parameter-schema.ts';

/** The writable properties that products and variations share. */
const SHARED: Parameters = {
  description: STRING,
  sku: STRING,
  global_unique_id: STRING,
  regular_price: STRING,
  sale_price: STRING,
  date_on_sale_from: DATE_TIME,
  date_on_sale_from_gmt: DATE_TIME,
  date_on_sale_to: DATE_TIME,
  date_on_sale_to_gmt: DATE_TIME,
  virtual: BOOLEAN,
  downloadable: BOOLEAN,
  tax_status: oneOf('taxable', 'shipping', 'none'),
  tax_class: STRING,
  stock_quantity: INTEGER,
  inventory_delta: NUMBER,
  stock_status: oneOf('instock', 'outofstock', 'onbackorder'),
  backorders: oneOf('no', 'notify', 'yes'),
  low_stock_amount: INTEGER,
  weight: STRING,
  dimensions: objectOf({ length: STRING, width: STRING, height: STRING }),
  shipping_class: STRING,
  menu_order: INTEGER,
  meta_data: META_DATA,
};

export const PRODUCT_BODY: Parameters = {
  ...SHARED,
  name: STRING,
  slug: STRING,
  type: oneOf('simple', 'grouped', 'external', 'variable'),
  status: oneOf('draft', 'pending', 'private', 'publish', 'future', 'auto-draft', 'trash'),
  featured: BOOLEAN,
  catalog_visibility: oneOf('visible', 'catalog', 'search', 'hidden'),
  short_description: STRING,
  manage_stock: BOOLEAN,
  parent_id: INTEGER,
  categories: listOf(objectOf({ id: INTEGER, name: STRING, slug: STRING })),
  images: listOf(objectOf({ id: INTEGER, src: STRING, name: STRING, alt: STRING })),
  attributes: listOf(
    objectOf({ id: INTEGER, name: STRING, position: INTEGER, visible: BOOLEAN, variation: BOOLEAN, options: STRINGS }),
  ),
  default_attributes: listOf(objectOf({ id: INTEGER, name: STRING, option: STRING })),
};

export const VARIATION_BODY: Parameters = {
  ...SHARED,
  status: oneOf('draft', 'pending', 'private', 'publish'),
  // true, false or "parent".
  manage_stock: MIXED,
  image: objectOf({ id: INTEGER, src: STRING, name: STRING, alt: STRING }),
  attributes: listOf(objectOf({ id: INTEGER, name: STRING, option: STRING })),
};
