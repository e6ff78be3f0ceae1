import { connectionOf, type PageArgs } from './connection.ts';
import type {
  FulfillmentOrderLineRecord,
  FulfillmentOrderRecord,
  FulfillmentRecord,
  TrackingInfo,
} from './fulfillment-record.ts';
import { legacyIdOf } from './global-id.ts';
import { levelOf, moveQuantity } from './inventory.ts';
import type { OrderRecord } from './order-record.ts';
import { closeWhenDone } from './order-stock.ts';
import { unfulfilledQuantity } from './order-totals.ts';
import type { Resolvers } from './resolvers.ts';
import type { Shop } from './shop.ts';
import { NO_ERRORS, refuse, type UserError } from './user-error.ts';

interface TrackingInput {
  readonly company?: string | null;
  readonly number?: string | null;
  readonly url?: string | null;
  readonly numbers?: readonly string[] | null;
  readonly urls?: readonly string[] | null;
}

interface FulfillmentInput {
  readonly trackingInfo?: TrackingInput | null;
  readonly lineItemsByFulfillmentOrder: readonly {
    readonly fulfillmentOrderId: string;
    readonly fulfillmentOrderLineItems?: readonly { readonly id: string; readonly quantity: number }[] | null;
  }[];
}

interface Picked {
  readonly work: FulfillmentOrderRecord;
  readonly entry: FulfillmentOrderLineRecord;
  readonly quantity: number;
}

function trackingOf(input: TrackingInput | null | undefined): TrackingInfo[] {
  if (!input) return [];
  const numbers = input.numbers ?? (input.number ? [input.number] : []);
  const urls = input.urls ?? (input.url ? [input.url] : []);
  const count = Math.max(numbers.length, urls.length, input.company ? 1 : 0);
  return Array.from({ length: count }, (_, index) => ({
    company: input.company ?? null,
    number: numbers[index] ?? null,
    url: urls[index] ?? null,
  }));
}

/** Chooses what goes into the parcel; omitted items mean all that remains. Everything wrong is reported, nothing moves. */
function pick(
  shop: Shop,
  input: FulfillmentInput,
): { readonly picked: readonly Picked[]; readonly errors: readonly UserError[] } {
  const picked: Picked[] = [];
  const errors: UserError[] = [];
  for (const [index, group] of input.lineItemsByFulfillmentOrder.entries()) {
    const at = ['fulfillment', 'lineItemsByFulfillmentOrder', String(index)];
    const work = shop.fulfillmentOrders.get(group.fulfillmentOrderId);
    if (work === undefined) {
      errors.push({ field: [...at, 'fulfillmentOrderId'], message: 'Fulfillment order does not exist.' });
      continue;
    }
    if (work.status !== 'OPEN' && work.status !== 'IN_PROGRESS') {
      errors.push({
        field: ['fulfillment'],
        message: `Fulfillment order ${legacyIdOf(work.id)} has an unfulfillable status= ${work.status.toLowerCase()}.`,
      });
      continue;
    }
    const asked = group.fulfillmentOrderLineItems ?? [];
    const wanted =
      asked.length > 0
        ? asked
        : work.lines
            .filter(({ remainingQuantity }) => remainingQuantity > 0)
            .map(({ id, remainingQuantity }) => ({ id, quantity: remainingQuantity }));
    for (const [position, { id, quantity }] of wanted.entries()) {
      const entry = work.lines.find((line) => line.id === id);
      const inside = [...at, 'fulfillmentOrderLineItems', String(position)];
      if (entry === undefined)
        errors.push({ field: [...inside, 'id'], message: 'Fulfillment order line item does not exist.' });
      else if (quantity <= 0 || quantity > entry.remainingQuantity)
        errors.push({
          field: [...inside, 'quantity'],
          message: 'Invalid fulfillment order line item quantity requested.',
        });
      else picked.push({ work, entry, quantity });
    }
  }
  if (new Set(picked.map(({ work }) => `${work.orderId}|${work.locationId}`)).size > 1)
    errors.push({
      field: ['fulfillment'],
      message: 'All fulfillment orders must belong to the same order and location.',
    });
  return { picked, errors };
}

function fulfil(
  shop: Shop,
  picked: readonly [Picked, ...Picked[]],
  tracking: readonly TrackingInfo[],
): FulfillmentRecord {
  const [{ work: first }] = picked;
  const order = shop.orders.get(first.orderId);
  const id = shop.ids.take('Fulfillment');
  const fulfillment: FulfillmentRecord = {
    id,
    legacyResourceId: legacyIdOf(id),
    orderId: first.orderId,
    name: `${order?.name ?? ''}-F${(order?.fulfillmentIds.length ?? 0) + 1}`,
    locationId: first.locationId,
    status: 'SUCCESS',
    trackingInfo: tracking,
    lines: picked.map(({ entry, quantity }) => ({
      id: shop.ids.take('FulfillmentLineItem'),
      lineId: entry.lineId,
      fulfillmentOrderLineId: entry.id,
      quantity,
    })),
    createdAt: shop.now(),
    updatedAt: shop.now(),
  };
  for (const { work, entry, quantity } of picked) {
    entry.remainingQuantity -= quantity;
    shift(shop, fulfillment, entry.lineId, quantity);
    if (work.status === 'OPEN') work.status = 'IN_PROGRESS';
    closeWhenDone(shop, work);
  }
  shop.fulfillments.set(id, fulfillment);
  order?.fulfillmentIds.push(id);
  return fulfillment;
}

/** Marks an imported order as shipped already: all of it, or (partial) its first line only. */
export function fulfilImported(shop: Shop, order: OrderRecord, partial: boolean): void {
  for (const id of order.fulfillmentOrderIds) {
    const work = shop.fulfillmentOrders.get(id);
    const picked = (work?.lines ?? [])
      .slice(0, partial ? 1 : undefined)
      .map((entry) => ({ entry, quantity: entry.remainingQuantity }));
    const [first, ...rest] = work === undefined ? [] : picked.map((one) => ({ ...one, work }));
    if (first !== undefined) fulfil(shop, [first, ...rest], []);
  }
}

/** Books pieces of a line as shipped (or, negative, as not shipped after all): committed stock leaves the building. */
function shift(shop: Shop, { orderId, locationId }: FulfillmentRecord, lineId: string, quantity: number): void {
  const order = shop.orders.get(orderId);
  const line = order?.lines.find(({ id }) => id === lineId);
  if (order === undefined || line === undefined) return;
  line.fulfilledQuantity += quantity;
  const item = shop.variants.get(line.variantId ?? '')?.inventoryItemId;
  const level = item === undefined ? undefined : levelOf(shop, item, line.locationId ?? locationId);
  if (level !== undefined && line.stockTaken) moveQuantity(shop, level, 'committed', -quantity);
}

export const fulfillmentMutations: Resolvers<unknown> = {
  /** Not idempotent: what remains is the only thing that stops a second parcel. */
  fulfillmentCreate: (_, { fulfillment: input }: { fulfillment: FulfillmentInput }, { shop }) => {
    const { picked, errors } = pick(shop, input);
    if (errors.length > 0) return { userErrors: errors };
    const [first, ...rest] = picked;
    if (first === undefined) return refuse(['fulfillment'], 'Fulfillment must contain at least one line item.');
    const fulfillment = fulfil(shop, [first, ...rest], trackingOf(input.trackingInfo));
    const order = shop.orders.get(fulfillment.orderId);
    if (order !== undefined) {
      shop.touch(order);
      shop.emit('ORDERS_UPDATED', order.id);
      shop.emit(
        order.lines.some((line) => unfulfilledQuantity(line) > 0) ? 'ORDERS_PARTIALLY_FULFILLED' : 'ORDERS_FULFILLED',
        order.id,
      );
    }
    shop.emit('FULFILLMENTS_CREATE', fulfillment.id);
    return { fulfillment, userErrors: NO_ERRORS };
  },

  fulfillmentTrackingInfoUpdate: (_, args: { fulfillmentId: string; trackingInfoInput: TrackingInput }, { shop }) => {
    const fulfillment = shop.fulfillments.get(args.fulfillmentId);
    if (fulfillment === undefined) return refuse(['fulfillmentId'], 'Fulfillment not found.');
    if (fulfillment.status === 'CANCELLED')
      return refuse(['fulfillmentId'], 'Tracking of a cancelled fulfillment cannot be updated.');
    fulfillment.trackingInfo = trackingOf(args.trackingInfoInput);
    fulfillment.updatedAt = shop.now();
    const order = shop.orders.get(fulfillment.orderId);
    if (order !== undefined) shop.touch(order);
    shop.emit('FULFILLMENTS_UPDATE', fulfillment.id);
    return { fulfillment, userErrors: NO_ERRORS };
  },

  fulfillmentCancel: (_, { id }: { id: string }, { shop }) => {
    const fulfillment = shop.fulfillments.get(id);
    if (fulfillment === undefined) return refuse(['id'], 'Fulfillment not found.');
    if (fulfillment.status === 'CANCELLED') return refuse(['id'], 'Fulfillment is already cancelled.');
    fulfillment.status = 'CANCELLED';
    fulfillment.updatedAt = shop.now();
    const order = shop.orders.get(fulfillment.orderId);
    for (const { lineId, fulfillmentOrderLineId, quantity } of fulfillment.lines) {
      shift(shop, fulfillment, lineId, -quantity);
      for (const workId of order?.fulfillmentOrderIds ?? []) {
        const work = shop.fulfillmentOrders.get(workId);
        const entry = work?.lines.find((line) => line.id === fulfillmentOrderLineId);
        if (work === undefined || entry === undefined) continue;
        entry.remainingQuantity += quantity;
        work.status = 'OPEN';
      }
    }
    if (order !== undefined) shop.touch(order);
    shop.emit('FULFILLMENTS_UPDATE', fulfillment.id);
    return { fulfillment, userErrors: NO_ERRORS };
  },
};

export const fulfillmentQueries: Resolvers<unknown> = {
  fulfillment: (_, { id }: { id: string }, { shop }) => shop.fulfillments.get(id) ?? null,
  fulfillmentOrder: (_, { id }: { id: string }, { shop }) => shop.fulfillmentOrders.get(id) ?? null,
};

type WithOrder = { readonly orderId: string };
function lineOf(shop: Shop, { orderId }: WithOrder, lineId: string) {
  const order = shop.orders.get(orderId);
  const line = order?.lines.find(({ id }) => id === lineId);
  return order === undefined || line === undefined ? null : { ...line, order };
}

export const fulfillmentResolvers: Resolvers<FulfillmentRecord> = {
  displayStatus: ({ status }) => (status === 'CANCELLED' ? 'CANCELED' : status === 'SUCCESS' ? 'FULFILLED' : 'FAILURE'),
  trackingInfo: ({ trackingInfo }, { first }: { first?: number | null }) => trackingInfo.slice(0, first ?? undefined),
  totalQuantity: ({ lines }) => lines.reduce((sum, { quantity }) => sum + quantity, 0),
  order: ({ orderId }, _, { shop }) => shop.orders.get(orderId),
  location: ({ locationId }, _, { shop }) => shop.locations.get(locationId) ?? null,
  fulfillmentLineItems: (fulfillment, args: PageArgs, { shop }) =>
    connectionOf(
      fulfillment.lines.map(({ id, lineId, quantity }) => ({
        id,
        quantity,
        lineItem: lineOf(shop, fulfillment, lineId),
      })),
      args,
    ),
};

export const fulfillmentOrderResolvers: Resolvers<FulfillmentOrderRecord> = {
  order: ({ orderId }, _, { shop }) => shop.orders.get(orderId) ?? null,
  orderName: ({ orderId }, _, { shop }) => shop.orders.get(orderId)?.name ?? '',
  assignedLocation: ({ locationId }, _, { shop }) => {
    const location = shop.locations.get(locationId);
    const { address1, city, countryCode } = location?.address ?? {};
    return { location: location ?? null, name: location?.name ?? '', address1, city, countryCode: countryCode ?? 'US' };
  },
  supportedActions: ({ status, lines }) => {
    if (status === 'ON_HOLD') return [{ action: 'RELEASE_HOLD' }];
    if (status !== 'OPEN' && status !== 'IN_PROGRESS') return [];
    const actions = ['CREATE_FULFILLMENT', 'REPORT_PROGRESS', 'MOVE', 'HOLD'];
    // One piece cannot be split.
    const pieces = lines.reduce((sum, { remainingQuantity }) => sum + remainingQuantity, 0);
    return [...actions, ...(pieces > 1 ? ['SPLIT'] : [])].map((action) => ({ action }));
  },
  lineItems: (work, args: PageArgs, { shop }) =>
    connectionOf(
      work.lines.map((entry) => {
        const lineItem = lineOf(shop, work, entry.lineId);
        return {
          ...entry,
          lineItem,
          sku: lineItem?.sku ?? null,
          productTitle: lineItem?.title ?? '',
          variantTitle: lineItem?.variantTitle ?? null,
          requiresShipping: lineItem?.requiresShipping ?? true,
        };
      }),
      args,
    ),
};
