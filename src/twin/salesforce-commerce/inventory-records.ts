import type { TwinReply } from '../kit/twin-server.ts';
import { ApiError, notFound } from './api-error.ts';
import { check, type Fields, isFields } from './fields.ts';
import { type ApiRequest, DATA, DONE, ok, type Route } from './route.ts';
import type { InventoryRecord } from './stock.ts';
import type { Store } from './store.ts';
import { written } from './time.ts';

const PATH = `${DATA}/inventory_lists/{list}/product_inventory_records/{productId}`;

/** Records of the classic inventory list, in OCAPI Data (sheet section 3.5). */
export const INVENTORY_ROUTES: readonly Route[] = [
  {
    methods: ['GET'],
    path: PATH,
    surface: 'data',
    handle: (request) => ok(viewRecord(recordIn(request), request.store)),
  },
  {
    methods: ['PATCH'],
    path: PATH,
    surface: 'data',
    handle: (request) => {
      const record = recordIn(request);
      return write(record, request);
    },
  },
  {
    methods: ['PUT'],
    path: PATH,
    surface: 'data',
    handle: (request) => {
      const { store, path } = request;
      mustBeList(request);
      const { id } = store.product(path.productId ?? '');
      const isNew = !store.stock.records.has(id);
      const record = store.stock.recordOf(id);
      const reply = write(record, request);
      return isNew ? { ...reply, status: 201 } : reply;
    },
  },
  {
    methods: ['DELETE'],
    path: PATH,
    surface: 'data',
    handle: (request) => {
      mustBeList(request);
      request.store.stock.records.delete(request.path.productId ?? '');
      return DONE;
    },
  },
];

function mustBeList({ store, path }: ApiRequest): void {
  if (path.list !== store.settings.inventoryListId)
    throw notFound('InventoryList', `No inventory list with id '${path.list}' was found.`, {
      arguments: { inventoryListId: path.list },
    });
}

function recordIn(request: ApiRequest): InventoryRecord {
  const { store, path } = request;
  mustBeList(request);
  const record = store.stock.records.get(path.productId ?? '');
  if (record === undefined)
    throw notFound('InventoryRecord', `No inventory record for product '${path.productId}' was found.`, {
      arguments: { productId: path.productId, inventoryListId: path.list },
    });
  return record;
}

/** Figures that are worked out (`ats`, `stock_level` …) may stand in a document that is sent back, and count for nothing. */
function write(record: InventoryRecord, { store, body }: ApiRequest): TwinReply {
  check(body, {
    _v: 'text',
    _type: 'text',
    _resource_state: 'text',
    product_id: 'text',
    product_name: 'text',
    inventory_list_id: 'text',
    allocation: 'object',
    ats: 'number',
    stock_level: 'number',
    inventory_turnover: 'number',
    quantity_on_order: 'number',
    perpetual_flag: 'flag',
    pre_order_back_order_handling: 'text',
    pre_order_back_order_allocation: 'number',
    in_stock_date: 'time',
    creation_date: 'time',
    last_modified: 'time',
  });
  if (store.contested.delete(record.productId))
    throw new ApiError(
      409,
      'Conflict',
      `The inventory record of product '${record.productId}' was changed by another request.`,
    );
  if (isFields(body.allocation)) allocate(record, body.allocation, store);
  if (typeof body.perpetual_flag === 'boolean') record.perpetual = body.perpetual_flag;
  const { pre_order_back_order_handling: handling, pre_order_back_order_allocation: promised } = body;
  if (handling !== undefined) record.handling = handlingOf(handling);
  if (typeof promised === 'number') record.handlingAllocation = promised;
  if (typeof body.in_stock_date === 'string') record.inStockDate = body.in_stock_date;
  record.changedAt = store.now();
  return ok(viewRecord(record, store));
}

function allocate(record: InventoryRecord, allocation: Fields, { stock }: Store): void {
  check(allocation, { _type: 'text', amount: 'number', reset_date: 'time' });
  const { amount, reset_date: reset } = allocation;
  if (typeof amount !== 'number') return;
  if (amount < 0) throw new ApiError(400, 'PropertyConstraintViolation', 'The amount of an allocation is at least 0.');
  stock.allocate(record, amount, ...(typeof reset === 'string' ? [Date.parse(reset)] : []));
}

function handlingOf(written: unknown): string {
  const known = ['none', 'preorder', 'backorder'];
  if (typeof written === 'string' && known.includes(written)) return written;
  throw new ApiError(400, 'InvalidPropertyValue', `'${String(written)}' is not one of ${known.join(', ')}.`);
}

function viewRecord(record: InventoryRecord, { stock, products, settings }: Store): Record<string, unknown> {
  const { turnover, onOrder, stockLevel, ats } = stock.availability(record);
  return {
    _v: '25.6',
    _type: 'product_inventory_record',
    product_id: record.productId,
    product_name: products.get(record.productId)?.nameIn('default'),
    inventory_list_id: settings.inventoryListId,
    ...(record.allocation === undefined
      ? {}
      : {
          allocation: {
            _type: 'product_inventory_record_allocation',
            amount: record.allocation,
            ...(record.resetAt === undefined ? {} : { reset_date: written(record.resetAt) }),
          },
        }),
    ats,
    stock_level: stockLevel,
    inventory_turnover: turnover,
    quantity_on_order: onOrder,
    perpetual_flag: record.perpetual,
    pre_order_back_order_handling: record.handling,
    pre_order_back_order_allocation: record.handlingAllocation,
    ...(record.inStockDate === undefined ? {} : { in_stock_date: record.inStockDate }),
    creation_date: written(record.createdAt),
    last_modified: written(record.changedAt),
  };
}
