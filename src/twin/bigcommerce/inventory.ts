import { createHash } from 'node:crypto';
import type { TwinReply } from '../kit/twin-server.ts';
import { ApiError, notFound } from './api-error.ts';
import { Sent } from './body.ts';
import { filtered, isIn } from './filters.ts';
import { v3Page } from './pages.ts';
import type { Product, Variant } from './product-state.ts';
import { type ApiRequest, idIn, type Route, route, v3 } from './route.ts';
import { type Location, MOST_PIECES, type StockBook } from './stock-book.ts';
import type { Store } from './store.ts';

const SCOPE = 'store_inventory';
const MOST_AT_A_TIME = 2000;
const LONGEST_PAGE = 1000;

/** Stock by location. Writes are checked at once and show seconds later (sheet, section 3.6). */
export const INVENTORY_ROUTES: readonly Route[] = [
  route('GET', 'v3/inventory/items', SCOPE, (request) => listItems(request, request.store.stock.locations)),
  route('GET', 'v3/inventory/locations/{id:number}/items', SCOPE, (request) =>
    listItems(request, [locationIn(request)]),
  ),
  route('PUT', 'v3/inventory/adjustments/absolute', SCOPE, ({ body, store }) =>
    adjust(body, store, ({ quantity }) => quantity),
  ),
  route('POST', 'v3/inventory/adjustments/relative', SCOPE, ({ body, store }) =>
    adjust(body, store, ({ variant, location, quantity, sent }) => {
      const { onHand, safety } = store.stock.level(variant.id, location.id);
      if (onHand + quantity < safety) throw sent.refuse('quantity', 'less than the safety stock would be left');
      return onHand + quantity;
    }),
  ),
  route('PUT', 'v3/inventory/locations/{id:number}/items', SCOPE, (request) => {
    const { store, body } = request;
    const location = locationIn(request);
    const sent = new Sent(body, 'v3');
    const rows = sent.needed('settings', sent.list('settings')).map((each) => {
      const identity = each.needed('identity', each.object('identity'));
      return { each, variant: trackedVariant(identity, store) };
    });
    for (const { each, variant } of rows) {
      const level = store.stock.level(variant.id, location.id);
      level.safety = each.integer('safety_stock') ?? level.safety;
      level.isInStock = each.flag('is_in_stock') ?? level.isInStock;
      level.warning = each.integer('warning_level') ?? level.warning;
      level.bin = each.text('bin_picking_number') ?? level.bin;
    }
    return transaction(body, store);
  }),
  route('GET', 'v3/inventory/locations', 'store_locations', ({ store, query }) => {
    const rows = filtered(store.stock.locations, query, {
      'location_id:in': isIn(({ id }) => id),
      'location_code:in': isIn(({ code }) => code),
    });
    return v3Page(rows.map(viewLocation), query, LONGEST_PAGE);
  }),
  route('GET', 'v3/settings/inventory', 'store_v2_information', ({ store }) => {
    const { takesStock, adjustsOnEdit, returnsOnCancel } = store.settings.inventory;
    return v3({
      product_out_of_stock_behavior: 'do_nothing',
      option_out_of_stock_behavior: 'do_nothing',
      update_stock_behavior: takesStock,
      edit_order_stock_adjustment: adjustsOnEdit,
      delete_order_stock_adjustment: returnsOnCancel,
      refund_order_stock_adjustment: returnsOnCancel,
      stock_level_display: 'dont_show',
      default_out_of_stock_behavior: 'do_nothing',
    });
  }),
];

interface Adjustment {
  readonly sent: Sent;
  readonly variant: Variant;
  readonly location: Location;
  readonly quantity: number;
}

function adjust(body: unknown, store: Store, target: (adjustment: Adjustment) => number): TwinReply {
  const sent = new Sent(body, 'v3');
  const items = sent.needed('items', sent.list('items'));
  if (items.length > MOST_AT_A_TIME) throw new ApiError(413, `At most ${MOST_AT_A_TIME} items are taken at a time.`);
  const rows = items.map((each): Adjustment => {
    const locationId = each.needed('location_id', each.integer('location_id'));
    const location = store.stock.locations.find(({ id }) => id === locationId);
    if (location === undefined) throw each.refuse('location_id', 'there is no such location');
    const quantity = each.needed('quantity', each.integer('quantity'));
    return { sent: each, variant: trackedVariant(each, store), location, quantity };
  });
  for (const row of rows) {
    const pieces = target(row);
    if (pieces < 0 || pieces > MOST_PIECES) throw row.sent.refuse('quantity', 'is out of range');
  }
  store.background.add(() => {
    for (const row of rows) {
      // Orders that came meanwhile may have left less than a relative write was checked against.
      store.stock.set(row.variant.id, row.location.id, Math.max(0, target(row)));
      store.tell('store/product/inventory/updated', 'product', row.variant.productId, {
        inventory: {
          product_id: row.variant.productId,
          method: 'absolute',
          value: store.stock.available(row.variant.id),
        },
      });
    }
  });
  return transaction(body, store);
}

function transaction(body: unknown, store: Store): TwinReply {
  const hash = createHash('sha1')
    .update(`${store.now()} ${JSON.stringify(body)}`)
    .digest('hex');
  return { status: 200, body: { transaction_id: hash.slice(0, 32), meta: {} } };
}

/** By `sku`, `variant_id` or `product_id`: something that is tracked. */
function trackedVariant(sent: Sent, store: Store): Variant {
  const [sku, variantId, productId] = [sent.text('sku'), sent.integer('variant_id'), sent.integer('product_id')];
  const product = store.products.get(productId ?? 0);
  const [name, found] =
    sku !== undefined
      ? (['sku', store.variantBySku(sku)] as const)
      : variantId !== undefined
        ? (['variant_id', store.variant(variantId)] as const)
        : (['product_id', product?.variants[0]] as const);
  if (found === undefined) throw sent.refuse(name, 'there is no such item');
  if (store.products.get(found.productId)?.tracking === 'none') throw sent.refuse(name, 'its inventory is not tracked');
  return found;
}

function listItems({ store, query }: ApiRequest, locations: readonly Location[]): TwinReply {
  const tracked = [...store.products.values()].filter(({ tracking }) => tracking !== 'none');
  const all = tracked.flatMap((product) => product.variants.map((variant) => ({ product, variant })));
  const asked = new URLSearchParams([...query].filter(([name]) => !name.startsWith('location_')));
  const rows = filtered(all, asked, {
    'sku:in': isIn(({ variant }) => variant.sku),
    'variant_id:in': isIn(({ variant }) => variant.id),
    'product_id:in': isIn(({ product }) => product.id),
  });
  const shown = filtered(locations, new URLSearchParams([...query].filter(([name]) => name.startsWith('location_'))), {
    'location_code:in': isIn(({ code }) => code),
    'location_id:in': isIn(({ id }) => id),
  });
  return v3Page(
    rows.map(({ product, variant }) => viewItem(product, variant, shown, store.stock)),
    query,
    LONGEST_PAGE,
  );
}

function locationIn(request: ApiRequest): Location {
  const found = request.store.stock.locations.find(({ id }) => id === idIn(request));
  if (found === undefined) throw notFound('location');
  return found;
}

function viewItem(product: Product, variant: Variant, locations: readonly Location[], stock: StockBook) {
  return {
    identity: {
      sku: variant.sku,
      variant_id: variant.id,
      product_id: product.id,
      sku_id: variant.options.length > 0 ? variant.id : null,
    },
    locations: locations.map(({ id, code, label }) => {
      const { onHand, safety, isInStock, warning, bin } = stock.level(variant.id, id);
      return {
        location_id: id,
        location_code: code,
        location_name: label,
        available_to_sell: stock.sellable(variant.id, id),
        total_inventory_onhand: onHand,
        location_enabled: true,
        settings: { safety_stock: safety, is_in_stock: isInStock, warning_level: warning, bin_picking_number: bin },
      };
    }),
  };
}

const viewLocation = ({ id, code, label }: Location) => ({
  id,
  code,
  label,
  description: '',
  managed_by_external_source: false,
  type_id: 'PHYSICAL',
  enabled: true,
  operating_hours: null,
  time_zone: 'Etc/UTC',
  address: null,
  storefront_visibility: true,
});
