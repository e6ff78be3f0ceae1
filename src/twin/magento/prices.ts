import { amountOf } from './amount.ts';
import type { Product } from './product-state.ts';
import { type Fields, fieldOf, listOf, numberOf, textOf } from './request-body.ts';
import { required } from './rest-error.ts';
import type { RestRequest, Route } from './route.ts';

const RESOURCE = 'Magento_Catalog::catalog';

export interface PriceFailure {
  readonly message: string;
  readonly parameters: readonly (string | number)[];
}

type WritePrice = (product: Product, row: Fields) => PriceFailure | undefined;

/** Bulk prices answer 200 with what failed: an empty list is all good. The other rows are written. */
const bulk = (path: string, write: WritePrice): Route => ({
  methods: ['POST'],
  path,
  resource: RESOURCE,
  handle: (request) => prices(request, write),
});

function prices({ store, body }: RestRequest, write: WritePrice): readonly PriceFailure[] {
  const rows = listOf(body, 'prices');
  if (rows === undefined) throw required('prices');
  return rows.flatMap((row): PriceFailure[] => {
    const sku = textOf(row, 'sku') ?? '';
    const product = store.productBySku(sku);
    if (product === undefined)
      return [
        {
          message:
            "The product that was requested doesn't exist. Verify the product and try again. Row ID: SKU = %SKU, Store ID: %storeId.",
          parameters: [sku, numberOf(row, 'store_id') ?? 0],
        },
      ];
    const failure = write(product, row);
    if (failure !== undefined) return [failure];
    product.updatedAt = store.now();
    return [];
  });
}

export const PRICE_ROUTES: readonly Route[] = [
  bulk('products/base-prices', (product, row) => {
    const price = numberOf(row, 'price');
    if (price === undefined || price < 0) return badPrice(product, row, price);
    product.price = amountOf(String(price)).toFixed();
    return undefined;
  }),
  bulk('products/special-price', (product, row) => {
    const price = numberOf(row, 'price');
    if (price === undefined || price < 0) return badPrice(product, row, price);
    product.attributes.set('special_price', price.toFixed(6));
    const dates = { special_from_date: 'price_from', special_to_date: 'price_to' };
    for (const [code, name] of Object.entries(dates)) {
      const date = textOf(row, name);
      if (date !== undefined) product.attributes.set(code, date);
    }
    return undefined;
  }),
  {
    methods: ['POST'],
    path: 'products/base-prices-information',
    resource: RESOURCE,
    handle: ({ store, body }) => {
      const skus = fieldOf(body, 'skus');
      return (Array.isArray(skus) ? skus : []).flatMap((sku) => {
        const product = store.productBySku(String(sku));
        return product === undefined ? [] : [{ price: Number(product.price), store_id: 0, sku: product.sku }];
      });
    },
  },
];

function badPrice({ sku }: Product, row: Fields, price: number | undefined): PriceFailure {
  return {
    message: 'Invalid attribute %fieldName = %fieldValue. Row ID: SKU = %SKU, Store ID: %storeId.',
    parameters: ['Price', price ?? '', sku, numberOf(row, 'store_id') ?? 0],
  };
}
