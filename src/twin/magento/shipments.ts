import { shown } from './amount.ts';
import { wantedRows } from './document-items.ts';
import { DEFAULT_SOURCE, moveStock, reserve, sourcesOf } from './inventory.ts';
import { addComment, sentComment, viewComment } from './order-comments.ts';
import { noEntity, orderIn } from './order-of-request.ts';
import { move, settle, stockSku, toShip } from './order-quantities.ts';
import type { Order, Shipment, Track } from './order-state.ts';
import { type Fields, listOf, needed, numberOf, objectOf, onlyKnown, textOf } from './request-body.ts';
import { documentRefused, RestError, required } from './rest-error.ts';
import { compact, idIn, type RestRequest, type Route } from './route.ts';
import { search } from './search-criteria.ts';
import { written } from './site-time.ts';
import { incrementId, type Store } from './store.ts';

const RESOURCE = 'Magento_Sales::shipment';
const COLUMNS = ['entity_id', 'increment_id', 'order_id', 'created_at', 'updated_at', 'total_qty', 'store_id'];
const TRACK_FIELDS = [
  'entity_id',
  'order_id',
  'parent_id',
  'track_number',
  'title',
  'carrier_code',
  'weight',
  'qty',
  'description',
  'created_at',
  'updated_at',
  'extension_attributes',
];

export const SHIPMENT_ROUTES: readonly Route[] = [
  {
    methods: ['POST'],
    path: 'order/{id}/ship',
    resource: 'Magento_Sales::ship',
    handle: (request) => String(shipOrder(orderIn(request), request.body, request.store).id),
  },
  {
    methods: ['GET'],
    path: 'shipments',
    resource: RESOURCE,
    handle: ({ store, query }) =>
      search(query, {
        rows: [...store.shipments.values()].map((each) => viewShipment(each)),
        columns: COLUMNS,
        pastTheEnd: 'last page',
      }),
  },
  {
    methods: ['GET'],
    path: 'shipment/{id}',
    resource: RESOURCE,
    handle: (request) => viewShipment(shipmentIn(request)),
  },
  {
    methods: ['POST'],
    path: 'shipment/{id}/comments',
    resource: RESOURCE,
    handle: (request) => {
      const shipment = shipmentIn(request);
      const sent = needed(request.body, 'entity');
      const comment = addComment(shipment.comments, 'shipment', request.store, {
        comment: textOf(sent, 'comment') ?? '',
      });
      return viewComment(comment, shipment.id);
    },
  },
  {
    methods: ['POST'],
    path: 'shipment/track',
    resource: RESOURCE,
    handle: ({ store, body }) => {
      const sent = needed(body, 'entity');
      const shipment = store.shipments.get(numberOf(sent, 'parent_id') ?? 0);
      if (shipment === undefined || shipment.orderId !== numberOf(sent, 'order_id'))
        throw new RestError(400, "The shipment tracking couldn't be saved.");
      const track = trackOf(sent, store);
      shipment.tracks.push(track);
      shipment.updatedAt = store.now();
      return viewTrack(track, shipment);
    },
  },
  {
    methods: ['DELETE'],
    path: 'shipment/track/{id}',
    resource: RESOURCE,
    handle: (request) => {
      const id = idIn(request);
      for (const { tracks } of request.store.shipments.values()) {
        const at = tracks.findIndex((each) => each.id === id);
        if (at >= 0) return tracks.splice(at, 1).length === 1;
      }
      throw noEntity();
    },
  },
];

/** Takes the pieces from the source and gives their reservation back. */
export function shipOrder(order: Order, body: Fields, store: Store): Shipment {
  const wanted = wantedRows(order, body, toShip);
  const source = textOf(objectOf(objectOf(body, 'arguments') ?? {}, 'extension_attributes') ?? {}, 'source_code');
  const reasons: string[] = [];
  if (
    ['holded', 'canceled', 'payment_review', 'closed'].includes(order.state) ||
    order.items.every((item) => toShip(item) === 0)
  )
    reasons.push('The order does not allow a shipment to be created.');
  if (wanted.length === 0) reasons.push("You can't create a shipment without products.");
  for (const { item, quantity } of wanted) {
    if (item === undefined)
      reasons.push('The shipment contains one or more items that are not part of the original order.');
    else if (quantity > toShip(item))
      reasons.push(
        `The quantity to ship must not be greater than the unshipped quantity for product SKU "${item.sku}".`,
      );
  }
  const sentTracks = listOf(body, 'tracks') ?? [];
  if (sentTracks.some((track) => (textOf(track, 'track_number') ?? '') === ''))
    reasons.push('Please enter a tracking number.');
  if (reasons.length > 0) throw documentRefused('Shipment', reasons);
  if (source !== undefined && !sourcesOf(store).includes(source))
    throw new RestError(404, 'Source with source code "%1" does not exist.', [source]);
  const id = store.nextId('shipment');
  const from = source ?? DEFAULT_SOURCE;
  const items = wanted.flatMap(({ item, quantity }) => {
    if (item === undefined) return [];
    move(order, item, 'shipped', quantity);
    moveStock(store, stockSku(order, item), from, -quantity);
    reserve(store, stockSku(order, item), quantity);
    const { sku, name, money } = item;
    return [{ id: store.nextId('documentItem'), orderItemId: item.id, sku, name, quantity, price: money.price }];
  });
  const shipment: Shipment = {
    id,
    orderId: order.id,
    items,
    tracks: sentTracks.map((track) => trackOf(track, store)),
    comments: [],
    source: from,
    createdAt: store.now(),
    updatedAt: store.now(),
  };
  const comment = sentComment(body);
  if (comment !== undefined) addComment(shipment.comments, 'shipment', store, comment);
  store.shipments.set(id, shipment);
  settle(order, store);
  return shipment;
}

function trackOf(sent: Fields, store: Store): Track {
  onlyKnown(sent, 'Magento\\Sales\\Api\\Data\\ShipmentTrackCreationInterface', TRACK_FIELDS);
  const number = textOf(sent, 'track_number') ?? '';
  if (number === '') throw required('trackNumber');
  return {
    id: store.nextId('track'),
    number,
    title: textOf(sent, 'title') ?? '',
    carrier: textOf(sent, 'carrier_code') ?? '',
    createdAt: store.now(),
  };
}

function viewShipment(shipment: Shipment) {
  return compact({
    entity_id: shipment.id,
    increment_id: incrementId(shipment.id),
    order_id: shipment.orderId,
    created_at: written(shipment.createdAt),
    updated_at: written(shipment.updatedAt),
    store_id: 1,
    total_qty: shipment.items.reduce((total, { quantity }) => total + quantity, 0),
    items: shipment.items.map((item) => ({
      entity_id: item.id,
      parent_id: shipment.id,
      order_item_id: item.orderItemId,
      sku: item.sku,
      name: item.name,
      qty: item.quantity,
      price: shown(item.price),
    })),
    tracks: shipment.tracks.map((each) => viewTrack(each, shipment)),
    comments: shipment.comments.map((each) => viewComment(each, shipment.id)),
    packages: [],
    extension_attributes: { source_code: shipment.source },
  });
}

const viewTrack = (track: Track, { id, orderId }: Shipment) => ({
  entity_id: track.id,
  parent_id: id,
  order_id: orderId,
  track_number: track.number,
  title: track.title,
  carrier_code: track.carrier,
  created_at: written(track.createdAt),
});

function shipmentIn(request: RestRequest): Shipment {
  const shipment = request.store.shipments.get(idIn(request));
  if (shipment === undefined) throw noEntity();
  return shipment;
}
