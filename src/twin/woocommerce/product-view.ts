import { amountOf, fixed } from './amount.ts';
import { viewMeta } from './meta-data.ts';
import { soldName } from './order-lines.ts';
import { activePrice, isOnSale, priceRange, taxClassOf } from './product-price.ts';
import type { Product } from './product-state.ts';
import { stockKeeper, stockStatusOf } from './product-stock.ts';
import { links } from './resource-links.ts';
import { gmt } from './site-time.ts';
import { slugOf } from './slug.ts';
import type { Store } from './store.ts';

/** A product or a variation found through `/products`. `isEdit` is the fuller shape that writes answer with. */
export function viewProduct(product: Product, store: Store, site: string, isEdit = false) {
  const parent = product.type === 'variation' ? store.products.get(product.parentId) : undefined;
  return {
    id: product.id,
    name: soldName(product, store),
    slug: product.slug,
    permalink: permalink(product, store, site),
    ...datesOf(product, store),
    type: product.type,
    status: product.status,
    featured: product.featured,
    catalog_visibility: product.catalogVisibility,
    description: product.description,
    short_description: product.shortDescription,
    sku: product.sku,
    ...pricesOf(product, store),
    total_sales: product.totalSales,
    ...deliveryOf(product),
    external_url: '',
    button_text: '',
    tax_status: product.taxStatus,
    tax_class: isEdit ? product.taxClass : taxClassOf(product, store),
    ...stockOf(product, store),
    sold_individually: false,
    weight: product.weight,
    dimensions: { ...product.dimensions },
    shipping_required: !product.virtual,
    shipping_taxable: !product.virtual && product.taxStatus === 'taxable',
    shipping_class: product.shippingClass,
    shipping_class_id: 0,
    reviews_allowed: true,
    average_rating: '0.00',
    rating_count: 0,
    upsell_ids: [],
    cross_sell_ids: [],
    parent_id: product.parentId,
    purchase_note: '',
    categories: product.categoryIds.flatMap((id) => {
      const category = store.categories.get(id);
      return category === undefined ? [] : [{ id, name: category.name, slug: category.slug }];
    }),
    brands: [],
    tags: [],
    images: product.images,
    attributes: parent === undefined ? attributesOf(product) : variationAttributes(product),
    default_attributes: product.defaultAttributes,
    variations: product.type === 'variable' ? store.variationsOf(product).map((each) => each.id) : [],
    grouped_products: [],
    menu_order: product.menuOrder,
    price_html: priceHtml(product, store),
    related_ids: [],
    meta_data: viewMeta(product.meta),
    stock_status: stockStatusOf(product, store),
    has_options: product.type === 'variable',
    post_password: '',
    global_unique_id: product.globalUniqueId,
    ...(isEdit ? { permalink_template: `${site}/product/%pagename%/`, generated_slug: slugOf(product.name) } : {}),
    _links: links(site, 'products', product.id, parent === undefined ? {} : { up: `products/${parent.id}` }),
  };
}

/** A variation under its parent: `/products/{id}/variations`. */
export function viewVariation(product: Product, store: Store, site: string, isEdit = false) {
  return {
    id: product.id,
    type: 'variation',
    ...datesOf(product, store),
    description: product.description,
    permalink: permalink(product, store, site),
    sku: product.sku,
    global_unique_id: product.globalUniqueId,
    ...pricesOf(product, store),
    status: product.status,
    ...deliveryOf(product),
    tax_status: product.taxStatus,
    tax_class: isEdit ? product.taxClass : taxClassOf(product, store),
    ...stockOf(product, store),
    stock_status: stockStatusOf(product, store),
    weight: product.weight,
    dimensions: { ...product.dimensions },
    shipping_class: product.shippingClass,
    shipping_class_id: 0,
    image: product.images[0] ?? null,
    gallery_image_ids: [],
    attributes: variationAttributes(product),
    menu_order: product.menuOrder,
    meta_data: viewMeta(product.meta),
    name: product.options.map(({ option }) => option).join(', '),
    parent_id: product.parentId,
    _links: links(site, `products/${product.parentId}/variations`, product.id, { up: `products/${product.parentId}` }),
  };
}

function datesOf(product: Product, store: Store) {
  return {
    date_created: store.time.local(product.createdAt),
    date_created_gmt: gmt(product.createdAt),
    date_modified: store.time.local(product.modifiedAt),
    date_modified_gmt: gmt(product.modifiedAt),
  };
}

function pricesOf(product: Product, store: Store) {
  const local = (at: number | undefined) => (at === undefined ? null : store.time.local(at));
  const utc = (at: number | undefined) => (at === undefined ? null : gmt(at));
  const price = activePrice(product, store);
  return {
    price,
    regular_price: product.type === 'variable' ? '' : product.regularPrice,
    sale_price: product.type === 'variable' ? '' : product.salePrice,
    date_on_sale_from: local(product.saleFrom),
    date_on_sale_from_gmt: utc(product.saleFrom),
    date_on_sale_to: local(product.saleTo),
    date_on_sale_to_gmt: utc(product.saleTo),
    on_sale: isOnSale(product, store),
    purchasable: product.status === 'publish' && price !== '',
  };
}

function deliveryOf(product: Product) {
  return {
    virtual: product.virtual,
    downloadable: product.downloadable,
    downloads: [],
    download_limit: -1,
    download_expiry: -1,
  };
}

/** A variation that inherits says `"parent"` for manage_stock and shows its parent's figure. */
function stockOf(product: Product, store: Store) {
  const keeper = stockKeeper(product, store);
  const isInherited = keeper !== undefined && keeper !== product;
  return {
    manage_stock: isInherited ? 'parent' : product.manageStock,
    stock_quantity: keeper?.stock ?? null,
    backorders: (keeper ?? product).backorders,
    backorders_allowed: (keeper ?? product).backorders !== 'no',
    backordered: stockStatusOf(product, store) === 'onbackorder',
    low_stock_amount: product.lowStockAmount ?? null,
  };
}

function attributesOf(product: Product) {
  return product.attributes.map(({ id, name, position, visible, variation, options }) => ({
    id,
    name,
    slug: name,
    position,
    visible,
    variation,
    options,
  }));
}

function variationAttributes(product: Product) {
  return product.options.map(({ id, name, option }) => ({ id, name, slug: slugOf(name), option }));
}

function permalink(product: Product, store: Store, site: string): string {
  const parent = product.type === 'variation' ? store.products.get(product.parentId) : undefined;
  if (parent === undefined) return `${site}/product/${product.slug}/`;
  const query = product.options.map(({ name, option }) => `attribute_${slugOf(name)}=${encodeURIComponent(option)}`);
  return `${site}/product/${parent.slug}/?${query.join('&')}`;
}

function priceHtml(product: Product, store: Store): string {
  const range = product.type === 'variable' ? priceRange(product, store) : undefined;
  const price = activePrice(product, store);
  if (price === '') return '';
  if (range !== undefined && range.lowest !== range.highest)
    return `${amountHtml(range.lowest, store)} <span aria-hidden="true">&ndash;</span> ${amountHtml(range.highest, store)}`;
  if (isOnSale(product, store) && product.type !== 'variable')
    return `<del aria-hidden="true">${amountHtml(product.regularPrice, store)}</del> <ins aria-hidden="true">${amountHtml(price, store)}</ins>`;
  return amountHtml(price, store);
}

function amountHtml(price: string, store: Store): string {
  const grouped = fixed(amountOf(price), store.settings.priceDecimals).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');
  const symbol = store.settings.currency === 'EUR' ? '&euro;' : store.settings.currency;
  return `<span class="woocommerce-Price-amount amount"><bdi><span class="woocommerce-Price-currencySymbol" translate="no">${symbol}</span>${grouped}</bdi></span>`;
}
