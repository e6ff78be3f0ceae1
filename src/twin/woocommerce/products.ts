import { batchRoute } from './batch.ts';
import { pageOf, pageReply } from './collection-page.ts';
import { BOOLEAN, INTEGER } from './parameter-schema.ts';
import { listedProducts, PRODUCT_LIST } from './product-list.ts';
import { PRODUCT_BODY } from './product-schema.ts';
import type { Product } from './product-state.ts';
import { viewProduct } from './product-view.ts';
import { createProduct, deleteProduct, updateProduct } from './product-write.ts';
import { flagIn, numberIn } from './request-values.ts';
import { apiUrl } from './resource-links.ts';
import { invalidId, RestError } from './rest-error.ts';
import { created, ok, type RestRequest, type Route, WRITES } from './route.ts';

const CREATE: Route = {
  methods: ['POST'],
  path: '/wc/v3/products',
  access: 'create',
  parameters: PRODUCT_BODY,
  handle(request) {
    const product = createProduct(request.values, request.store);
    return created(
      viewProduct(product, request.store, request.site, true),
      apiUrl(request.site, `products/${product.id}`),
    );
  },
};

const UPDATE: Route = {
  methods: WRITES,
  path: '/wc/v3/products/{id:number}',
  access: 'edit',
  parameters: { id: INTEGER, ...PRODUCT_BODY },
  handle(request) {
    const product = productOf(request, 400);
    if (product.type === 'variation')
      throw new RestError(
        'woocommerce_rest_invalid_product_id',
        'To manipulate product variations you should use the /products/&lt;product_id&gt;/variations/&lt;id&gt; endpoint.',
        404,
      );
    updateProduct(product, request.values, request.store);
    return ok(viewProduct(product, request.store, request.site, true));
  },
};

const DELETE: Route = {
  methods: ['DELETE'],
  path: '/wc/v3/products/{id:number}',
  access: 'delete',
  parameters: { id: INTEGER, force: { ...BOOLEAN, default: false } },
  handle(request) {
    const product = productOf(request, 404);
    const before = viewProduct(product, request.store, request.site, true);
    if (flagIn(request.values, 'force') === true) deleteProduct(product, request.store);
    else if (product.status === 'trash')
      throw new RestError('woocommerce_rest_already_trashed', 'The product has already been deleted.', 410);
    else {
      product.trashedFrom = product.status;
      product.status = 'trash';
      product.modifiedAt = request.store.now();
    }
    return ok(before);
  },
};

export const PRODUCT_ROUTES: readonly Route[] = [
  {
    methods: ['GET'],
    path: '/wc/v3/products',
    access: 'list',
    parameters: PRODUCT_LIST,
    handle(request) {
      const rows = listedProducts(request.values, request.store);
      const page = pageOf(rows, request.values);
      const body = page.map((product) => viewProduct(product, request.store, request.site));
      return pageReply(
        request,
        rows.length,
        page.length,
        { body },
        {
          defaults: [
            ['status', 'any'],
            ['context', 'view'],
          ],
        },
      );
    },
  },
  CREATE,
  {
    methods: ['GET'],
    path: '/wc/v3/products/{id:number}',
    access: 'view',
    parameters: { id: INTEGER },
    handle: (request) => ok(viewProduct(productOf(request, 404), request.store, request.site)),
  },
  UPDATE,
  DELETE,
  batchRoute('/wc/v3/products/batch', { create: CREATE, update: UPDATE, delete: DELETE }),
];

function productOf(request: RestRequest, status: 400 | 404): Product {
  const product = request.store.products.get(numberIn(request.values, 'id') ?? 0);
  if (product === undefined) throw invalidId('product', status);
  return product;
}
