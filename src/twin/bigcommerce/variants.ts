import { ApiError, notFound } from './api-error.ts';
import { batchOf, Sent } from './body.ts';
import { equals, filtered, isIn } from './filters.ts';
import { v3Page } from './pages.ts';
import { hasOptions, type Product, type Variant } from './product-state.ts';
import { viewVariant } from './product-view.ts';
import { checkSku, setLevel, variantOf } from './product-write.ts';
import { productIn, touch } from './products.ts';
import { type ApiRequest, idIn, NO_CONTENT, type Route, route, v3 } from './route.ts';
import type { Store } from './store.ts';

const SCOPE = 'store_v2_products';
const MOST_AT_A_TIME = 50;

export const VARIANT_ROUTES: readonly Route[] = [
  route('GET', 'v3/catalog/variants', SCOPE, ({ store, query }) => {
    const rows = filtered(store.variants(), query, {
      id: equals(({ id }) => id),
      'id:in': isIn(({ id }) => id),
      'product_id:in': isIn(({ productId }) => productId),
      // Base variants are not found by their SKU: that is the product's (sheet, section 12).
      sku: (variant, written) => variant.options.length > 0 && variant.sku.toLowerCase() === written.toLowerCase(),
      'sku:in': (variant, written) =>
        variant.options.length > 0 && written.toLowerCase().split(',').includes(variant.sku.toLowerCase()),
    });
    return v3Page(
      rows.map((each) => viewVariant(each, productOf(each, store), store)),
      query,
    );
  }),
  route('PUT', 'v3/catalog/variants', SCOPE, ({ body, store }) => {
    const known = batchOf(body, MOST_AT_A_TIME).map((each) => {
      const variant = store.variant(each.needed('id', each.integer('id')));
      if (variant === undefined) throw each.refuse('id', 'there is no such variant');
      check(each, variant, store);
      return { each, variant };
    });
    for (const { each, variant } of known) write(variant, each, store);
    return v3(known.map(({ variant }) => viewVariant(variant, productOf(variant, store), store)));
  }),
  route('GET', 'v3/catalog/products/{id:number}/variants', SCOPE, (request) => {
    const product = productIn(request);
    return v3Page(
      product.variants.map((each) => viewVariant(each, product, request.store)),
      request.query,
    );
  }),
  route('POST', 'v3/catalog/products/{id:number}/variants', SCOPE, (request) => {
    const product = productIn(request);
    const { store } = request;
    const sent = new Sent(request.body, 'v3');
    checkSku(sent.needed('sku', sent.text('sku')), product, store);
    if (product.variants.some(({ sku }) => sku === sent.text('sku') && hasOptions(product)))
      throw new ApiError(409, 'The SKU is a duplicate.', { sku: 'is in use' });
    const variant = variantOf(product, sent, store);
    if (variant.options.length === 0) throw sent.refuse('option_values', 'are required');
    // The first one with options takes the place of the base variant.
    product.variants = [...(hasOptions(product) ? product.variants : []), variant];
    setLevel(variant, sent.integer('inventory_level') ?? 0, store);
    touch(product, store);
    return v3(viewVariant(variant, product, store));
  }),
  route('GET', 'v3/catalog/products/{id:number}/variants/{variant:number}', SCOPE, (request) =>
    v3(viewVariant(variantIn(request), productIn(request), request.store)),
  ),
  route('PUT', 'v3/catalog/products/{id:number}/variants/{variant:number}', SCOPE, (request) => {
    const variant = variantIn(request);
    const sent = new Sent(request.body, 'v3');
    check(sent, variant, request.store);
    write(variant, sent, request.store);
    return v3(viewVariant(variant, productIn(request), request.store));
  }),
  route('DELETE', 'v3/catalog/products/{id:number}/variants/{variant:number}', SCOPE, (request) => {
    const [product, variant] = [productIn(request), variantIn(request)];
    product.variants = product.variants.filter((each) => each !== variant);
    touch(product, request.store);
    return NO_CONTENT;
  }),
];

function productOf(variant: Variant, store: Store): Product {
  const product = store.products.get(variant.productId);
  if (product === undefined) throw new Error(`variant ${variant.id} has no product`);
  return product;
}

function variantIn(request: ApiRequest): Variant {
  const found = productIn(request).variants.find(({ id }) => id === idIn(request, 'variant'));
  if (found === undefined) throw notFound('variant');
  return found;
}

function check(sent: Sent, variant: Variant, store: Store): void {
  const sku = sent.text('sku');
  if (sku !== undefined && sku !== variant.sku && store.variantBySku(sku) !== undefined)
    throw new ApiError(409, 'The SKU is a duplicate.', { sku: 'is in use' });
  for (const field of ['price', 'sale_price', 'retail_price', 'cost_price'])
    if ((sent.number(field) ?? 0) < 0) throw sent.refuse(field, 'cannot be less than nothing');
}

/** A price of null is that of the product again. */
function write(variant: Variant, sent: Sent, store: Store): void {
  const product = productOf(variant, store);
  const price = (field: string, before: number | null) =>
    sent.fields[field] === null ? null : (sent.number(field) ?? before);
  variant.sku = sent.text('sku') ?? variant.sku;
  variant.price = price('price', variant.price);
  variant.salePrice = price('sale_price', variant.salePrice);
  variant.retailPrice = price('retail_price', variant.retailPrice);
  variant.costPrice = price('cost_price', variant.costPrice);
  variant.upc = sent.text('upc') ?? variant.upc;
  variant.purchasingDisabled = sent.flag('purchasing_disabled') ?? variant.purchasingDisabled;
  const level = sent.integer('inventory_level');
  if (level !== undefined) setLevel(variant, level, store);
  touch(product, store);
}
