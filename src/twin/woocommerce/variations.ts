import { batchRoute } from './batch.ts';
import { pageOf, pageReply } from './collection-page.ts';
import { BOOLEAN, INTEGER } from './parameter-schema.ts';
import { listedProducts, PRODUCT_LIST } from './product-list.ts';
import { VARIATION_BODY } from './product-schema.ts';
import type { Product } from './product-state.ts';
import { viewVariation } from './product-view.ts';
import { createProduct, deleteProduct, updateProduct } from './product-write.ts';
import { flagIn, numberIn } from './request-values.ts';
import { apiUrl, withoutHints } from './resource-links.ts';
import { invalidId, RestError, trashNotSupported } from './rest-error.ts';
import { created, gone, ok, type RestRequest, type Route, WRITES } from './route.ts';

const COLLECTION = '/wc/v3/products/{product_id:number}/variations';
const PARENT = { product_id: INTEGER } as const;

const CREATE: Route = {
  methods: ['POST'],
  path: COLLECTION,
  access: 'create',
  parameters: { ...PARENT, ...VARIATION_BODY },
  handle(request) {
    const parent = parentOf(request);
    const variation = createProduct(request.values, request.store, parent);
    const location = apiUrl(request.site, `products/${parent.id}/variations/${variation.id}`);
    return created(viewVariation(variation, request.store, request.site, true), location);
  },
};

const UPDATE: Route = {
  methods: WRITES,
  path: `${COLLECTION}/{id:number}`,
  access: 'edit',
  parameters: { ...PARENT, id: INTEGER, ...VARIATION_BODY },
  handle(request) {
    const variation = variationOf(request, 400);
    updateProduct(variation, request.values, request.store);
    return ok(viewVariation(variation, request.store, request.site, true));
  },
};

const DELETE: Route = {
  methods: ['DELETE'],
  path: `${COLLECTION}/{id:number}`,
  access: 'delete',
  parameters: { ...PARENT, id: INTEGER, force: { ...BOOLEAN, default: false } },
  handle(request) {
    const variation = variationOf(request, 404);
    const before = viewVariation(variation, request.store, request.site, true);
    if (flagIn(request.values, 'force') !== true)
      throw trashNotSupported('The product_variation does not support trashing.');
    deleteProduct(variation, request.store);
    return gone(withoutHints(before));
  },
};

export const VARIATION_ROUTES: readonly Route[] = [
  {
    methods: ['GET'],
    path: COLLECTION,
    access: 'list',
    parameters: { ...PRODUCT_LIST, ...PARENT },
    handle(request) {
      const rows = listedProducts(request.values, request.store, parentOf(request));
      const page = pageOf(rows, request.values);
      const body = page.map((product) => viewVariation(product, request.store, request.site));
      return pageReply(request, rows.length, page.length, { body });
    },
  },
  CREATE,
  {
    methods: ['GET'],
    path: `${COLLECTION}/{id:number}`,
    access: 'view',
    parameters: { ...PARENT, id: INTEGER },
    handle: (request) => ok(viewVariation(variationOf(request, 404), request.store, request.site)),
  },
  UPDATE,
  DELETE,
  batchRoute(`${COLLECTION}/batch`, { create: CREATE, update: UPDATE, delete: DELETE }, PARENT),
];

function parentOf(request: RestRequest): Product {
  const parent = request.store.products.get(numberIn(request.values, 'product_id') ?? 0);
  if (parent === undefined || parent.type === 'variation')
    throw new RestError('woocommerce_rest_product_invalid_id', 'Invalid product ID.', 404);
  return parent;
}

function variationOf(request: RestRequest, status: 400 | 404): Product {
  const parent = parentOf(request);
  const variation = request.store.products.get(numberIn(request.values, 'id') ?? 0);
  if (variation === undefined || variation.parentId !== parent.id) throw invalidId('product_variation', status);
  return variation;
}
