import { flagOf, listOf, numberOf, objectOf, onlyKnown, textOf } from './request-body.ts';
import { noSuchEntity, RestError, required } from './rest-error.ts';
import type { RestRequest, Route } from './route.ts';
import { search } from './search-criteria.ts';
import type { SourceItem, Store } from './store.ts';

export const DEFAULT_SOURCE = 'default';
const STOCK = {
  stock_id: 1,
  name: 'Default Stock',
  extension_attributes: { sales_channels: [{ type: 'website', code: 'base' }] },
} as const;
const RESOURCE = 'Magento_InventoryApi::source_item';

export function sourcesOf({ settings }: Store): readonly string[] {
  return [DEFAULT_SOURCE, ...settings.sources];
}

/** Physical pieces at one source: absolute, as the API writes them. */
export function setSourceItem(store: Store, sku: string, source: string, quantity: number, inStock: boolean): void {
  const found = sourceItem(store, sku, source);
  if (found === undefined) store.sourceItems.push({ sku, source, quantity, inStock });
  else Object.assign(found, { quantity, inStock });
}

export function sourceItem(store: Store, sku: string, source: string): SourceItem | undefined {
  return store.sourceItems.find((each) => each.sku.toLowerCase() === sku.toLowerCase() && each.source === source);
}

/** Moves what lies at a source; a piece that leaves an article without a row there makes one below zero. */
export function moveStock(store: Store, sku: string, source: string, by: number): void {
  const found = sourceItem(store, sku, source);
  if (found === undefined) setSourceItem(store, sku, source, by, by > 0);
  else found.quantity += by;
}

/** Below zero: kept for an order. Above: given free again. */
export function reserve(store: Store, sku: string, by: number): void {
  const key = sku.toLowerCase();
  store.reservations.set(key, (store.reservations.get(key) ?? 0) + by);
}

/** What buyers may order: what lies at the sources that are in stock, less what open orders keep. */
export function salableQuantity(store: Store, sku: string): number {
  const physical = store.sourceItems
    .filter((each) => each.sku.toLowerCase() === sku.toLowerCase() && each.inStock)
    .reduce((total, { quantity }) => total + quantity, 0);
  return physical + (store.reservations.get(sku.toLowerCase()) ?? 0);
}

export const INVENTORY_ROUTES: readonly Route[] = [
  {
    methods: ['GET'],
    path: 'inventory/source-items',
    resource: RESOURCE,
    handle: ({ store, query }) =>
      search(query, {
        rows: store.sourceItems.map(viewSourceItem),
        columns: ['sku', 'source_code', 'quantity', 'status'],
        pastTheEnd: 'nothing',
      }),
  },
  {
    methods: ['POST'],
    path: 'inventory/source-items',
    resource: RESOURCE,
    handle: (request) => {
      for (const { sku, source, quantity, inStock } of sentItems(request))
        setSourceItem(request.store, sku, source, quantity, inStock);
      return [];
    },
  },
  {
    methods: ['POST'],
    path: 'inventory/source-items-delete',
    resource: RESOURCE,
    handle: (request) => {
      for (const { sku, source } of sentItems(request)) {
        const found = sourceItem(request.store, sku, source);
        if (found === undefined)
          throw new RestError(400, 'Source Item with SKU "%1" and source code "%2" does not exist', [sku, source]);
        request.store.sourceItems.splice(request.store.sourceItems.indexOf(found), 1);
      }
      return [];
    },
  },
  {
    methods: ['GET'],
    path: 'inventory/sources',
    resource: 'Magento_InventoryApi::source',
    handle: ({ store, query }) =>
      search(query, {
        rows: sourcesOf(store).map((code) => ({
          source_code: code,
          name: code === DEFAULT_SOURCE ? 'Default Source' : code,
          enabled: true,
          country_id: 'IT',
          postcode: '00000',
        })),
        columns: ['source_code', 'name', 'enabled', 'country_id', 'postcode'],
        pastTheEnd: 'nothing',
      }),
  },
  {
    methods: ['GET'],
    path: 'inventory/stocks',
    resource: 'Magento_InventoryApi::stock',
    handle: ({ query }) => search(query, { rows: [STOCK], columns: ['stock_id', 'name'], pastTheEnd: 'nothing' }),
  },
  {
    methods: ['GET'],
    path: 'inventory/stock-source-links',
    resource: 'Magento_InventoryApi::stock_source_link',
    handle: ({ store, query }) =>
      search(query, {
        rows: sourcesOf(store).map((code, at) => ({ stock_id: 1, source_code: code, priority: at + 1 })),
        columns: ['stock_id', 'source_code', 'priority'],
        pastTheEnd: 'nothing',
      }),
  },
  {
    methods: ['GET'],
    path: 'inventory/stock-resolver/website/{code}',
    resource: 'Magento_InventoryApi::stock',
    handle: ({ path }) => {
      if (path.code !== 'base') throw new RestError(404, 'No linked stock found');
      return STOCK;
    },
  },
  {
    methods: ['GET'],
    path: 'inventory/get-product-salable-quantity/{sku}/{stock}',
    resource: 'Magento_InventoryApi::stock',
    handle: (request) => salableQuantity(request.store, stockedSku(request)),
  },
  {
    methods: ['GET'],
    path: 'inventory/is-product-salable/{sku}/{stock}',
    resource: 'Magento_InventoryApi::stock',
    handle: (request) => salableQuantity(request.store, stockedSku(request)) > 0,
  },
  {
    methods: ['GET'],
    path: 'inventory/export-stock-salable-qty/website/{code}',
    resource: 'Magento_InventoryApi::stock',
    handle: ({ store, query }) =>
      search(query, {
        rows: [...new Set(store.sourceItems.map(({ sku }) => sku))].map((sku) => {
          const quantity = salableQuantity(store, sku);
          return { sku, qty: quantity, is_salable: quantity > 0 };
        }),
        columns: ['sku', 'qty', 'is_salable'],
        pastTheEnd: 'nothing',
      }),
  },
  {
    methods: ['GET'],
    path: 'stockItems/{sku}',
    resource: 'Magento_CatalogInventory::cataloginventory',
    handle: ({ store, path }) => viewStockItem(store, path.sku ?? ''),
  },
  {
    methods: ['PUT'],
    path: 'products/{sku}/stockItems/{id}',
    resource: 'Magento_CatalogInventory::cataloginventory',
    handle: ({ store, path, body }) => {
      const item = objectOf(body, 'stock_item');
      if (item === undefined) throw required('stockItem');
      const { sku, id } = productOf(store, path.sku ?? '');
      const now = sourceItem(store, sku, DEFAULT_SOURCE);
      const quantity = numberOf(item, 'qty') ?? now?.quantity ?? 0;
      const inStock = textOf(item, 'is_in_stock') === undefined ? (now?.inStock ?? false) : flagOf(item, 'is_in_stock');
      setSourceItem(store, sku, DEFAULT_SOURCE, quantity, inStock);
      return id;
    },
  },
];

const viewSourceItem = ({ sku, source, quantity, inStock }: SourceItem) => ({
  sku,
  source_code: source,
  quantity,
  status: inStock ? 1 : 0,
});

/** Only the default source, whatever the others have. */
export function viewStockItem(store: Store, sku: string) {
  const { id } = productOf(store, sku);
  const item = sourceItem(store, sku, DEFAULT_SOURCE);
  return {
    item_id: id,
    product_id: id,
    stock_id: 1,
    qty: item?.quantity ?? 0,
    is_in_stock: item?.inStock ?? false,
    is_qty_decimal: false,
    manage_stock: true,
    use_config_manage_stock: true,
    backorders: 0,
    min_qty: 0,
  };
}

function productOf(store: Store, sku: string) {
  const product = store.productBySku(sku);
  if (product === undefined)
    throw new RestError(404, "The product that was requested doesn't exist. Verify the product and try again.");
  return product;
}

function stockedSku({ store, path }: RestRequest): string {
  const { sku } = productOf(store, path.sku ?? '');
  if (path.stock !== '1') throw noSuchEntity('stock_id', path.stock ?? '');
  return sku;
}

/** Checks every row before anything is written: one bad row refuses them all. Whether there is a product is not asked. */
function sentItems({ store, body }: RestRequest): SourceItem[] {
  const items = listOf(body, 'source_items');
  if (items === undefined) throw required('sourceItems');
  if (items.length === 0) throw new RestError(400, 'Input data is empty');
  const rows = items.map((item) => {
    onlyKnown(item, 'Magento\\InventoryApi\\Api\\Data\\SourceItemInterface', [
      'sku',
      'source_code',
      'quantity',
      'status',
      'extension_attributes',
    ]);
    return {
      sku: textOf(item, 'sku') ?? '',
      source: textOf(item, 'source_code') ?? '',
      quantity: numberOf(item, 'quantity') ?? 0,
      inStock: numberOf(item, 'status') === 1,
    };
  });
  for (const { sku, source } of rows) {
    if (sku.trim() === '') throw validationFailed('"%field" can not be empty.', 'sku');
    if (!sourcesOf(store).includes(source))
      throw validationFailed('Source with source code "%sourceCode" does not exist', source);
  }
  return rows;
}

class ValidationFailed extends RestError {
  readonly #inner: string;
  readonly #value: string;

  constructor(inner: string, value: string) {
    super(400, 'Validation Failed');
    this.#inner = inner;
    this.#value = value;
  }

  override get reply() {
    const name = /%(\w+)/.exec(this.#inner)?.[1] ?? '1';
    return {
      status: 400,
      body: { message: this.message, errors: [{ message: this.#inner, parameters: { [name]: this.#value } }] },
    };
  }
}

const validationFailed = (inner: string, value: string): RestError => new ValidationFailed(inner, value);
