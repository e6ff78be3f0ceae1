import type { Product } from './product-state.ts';
import { listedProduct, PRODUCT_COLUMNS, productRow, viewProduct } from './product-view.ts';
import { saveProduct } from './product-write.ts';
import { needed, textOf } from './request-body.ts';
import { RestError } from './rest-error.ts';
import type { RestRequest, Route } from './route.ts';
import { search } from './search-criteria.ts';

const RESOURCE = 'Magento_Catalog::products';

export const PRODUCT_ROUTES: readonly Route[] = [
  {
    methods: ['GET'],
    path: 'products',
    resource: RESOURCE,
    handle: ({ store, scope, query }) => {
      const answer = search(query, {
        rows: [...store.products.values()].map((each) => productRow(each, scope)),
        columns: PRODUCT_COLUMNS,
        pastTheEnd: 'last page',
      });
      const bySku = new Map([...store.products.values()].map((each) => [each.sku, each]));
      return {
        ...answer,
        items: answer.items.map(({ sku }) => listedProduct(bySku.get(String(sku)) as Product, scope)),
      };
    },
  },
  {
    methods: ['POST'],
    path: 'products',
    resource: RESOURCE,
    handle: ({ store, scope, body }) =>
      viewProduct(saveProduct(needed(body, 'product'), undefined, scope, store), scope, store),
  },
  {
    methods: ['GET'],
    path: 'products/{sku}',
    resource: RESOURCE,
    handle: (request) => viewProduct(productIn(request), request.scope, request.store),
  },
  {
    methods: ['PUT'],
    path: 'products/{sku}',
    resource: RESOURCE,
    handle: ({ store, scope, body, path }) =>
      viewProduct(saveProduct(needed(body, 'product'), path.sku, scope, store), scope, store),
  },
  {
    methods: ['DELETE'],
    path: 'products/{sku}',
    resource: RESOURCE,
    handle: (request) => request.store.products.delete(productIn(request).id),
  },
  {
    methods: ['GET'],
    path: 'configurable-products/{sku}/children',
    resource: RESOURCE,
    handle: (request) =>
      productIn(request).children.flatMap((id) => {
        const child = request.store.products.get(id);
        return child === undefined ? [] : [listedProduct(child, request.scope)];
      }),
  },
  {
    methods: ['POST'],
    path: 'configurable-products/{sku}/child',
    resource: RESOURCE,
    handle: (request) => {
      const parent = productIn(request);
      const child = request.store.productBySku(textOf(request.body, 'child_sku') ?? '');
      if (child === undefined) throw noProduct();
      if (parent.children.includes(child.id)) throw new RestError(400, 'The product is already attached.');
      parent.children.push(child.id);
      return true;
    },
  },
  {
    methods: ['POST'],
    path: 'products/{sku}/websites',
    resource: RESOURCE,
    handle: (request) => {
      const link = needed(request.body, 'product_website_link');
      const product = productIn(request);
      product.websiteIds = [...new Set([...product.websiteIds, Number(textOf(link, 'website_id'))])];
      return true;
    },
  },
];

export function noProduct(): RestError {
  return new RestError(404, "The product that was requested doesn't exist. Verify the product and try again.");
}

function productIn({ store, path }: RestRequest): Product {
  const product = store.productBySku(path.sku ?? '');
  if (product === undefined) throw noProduct();
  return product;
}
