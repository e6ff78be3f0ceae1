import type { Order, OrderNote } from './order-state.ts';
import { addNote } from './order-status.ts';
import { BOOLEAN, INTEGER, oneOf, STRING } from './parameter-schema.ts';
import { flagIn, numberIn, textIn } from './request-values.ts';
import { apiUrl, links, withoutHints } from './resource-links.ts';
import { RestError, trashNotSupported } from './rest-error.ts';
import { created, gone, ok, type RestRequest, type Route } from './route.ts';
import { gmt } from './site-time.ts';

const COLLECTION = '/wc/v3/orders/{order_id:number}/notes';
const ONE = `${COLLECTION}/{id:number}`;

export const NOTE_ROUTES: readonly Route[] = [
  {
    methods: ['GET'],
    path: COLLECTION,
    access: 'list',
    parameters: { order_id: INTEGER, type: { ...oneOf('any', 'customer', 'internal'), default: 'any' } },
    handle(request) {
      const order = parentOrder(request);
      const type = textIn(request.values, 'type');
      const notes = order.notes.filter((note) => type === 'any' || note.customerNote === (type === 'customer'));
      return ok([...notes].reverse().map((note) => viewNote(note, order, request)));
    },
  },
  {
    methods: ['POST'],
    path: COLLECTION,
    access: 'create',
    parameters: {
      order_id: INTEGER,
      note: { ...STRING, required: true },
      customer_note: BOOLEAN,
      added_by_user: BOOLEAN,
    },
    handle(request) {
      const order = parentOrder(request);
      const author = flagIn(request.values, 'added_by_user') === true ? 'admin' : 'WooCommerce';
      const isForCustomer = flagIn(request.values, 'customer_note') === true;
      const note = addNote(order, textIn(request.values, 'note') ?? '', request.store, isForCustomer, author);
      return created(viewNote(note, order, request), apiUrl(request.site, `orders/${order.id}/notes/${note.id}`));
    },
  },
  {
    methods: ['GET'],
    path: ONE,
    access: 'view',
    parameters: { order_id: INTEGER, id: INTEGER },
    handle(request) {
      const order = parentOrder(request);
      return ok(viewNote(noteOf(order, request), order, request));
    },
  },
  {
    methods: ['DELETE'],
    path: ONE,
    access: 'delete',
    parameters: { order_id: INTEGER, id: INTEGER, force: { ...BOOLEAN, default: false } },
    handle(request) {
      const order = parentOrder(request);
      const note = noteOf(order, request);
      if (flagIn(request.values, 'force') !== true) throw trashNotSupported('Order notes do not support trashing.');
      order.notes.splice(order.notes.indexOf(note), 1);
      return gone(withoutHints(viewNote(note, order, request)));
    },
  },
];

function viewNote(note: OrderNote, order: Order, { store, site }: RestRequest) {
  return {
    id: note.id,
    author: note.author,
    date_created: store.time.local(note.createdAt),
    date_created_gmt: gmt(note.createdAt),
    note: note.note,
    customer_note: note.customerNote,
    _links: links(site, `orders/${order.id}/notes`, note.id, { up: `orders/${order.id}` }, ['GET', 'DELETE']),
  };
}

function parentOrder(request: RestRequest): Order {
  const order = request.store.orders.get(numberIn(request.values, 'order_id') ?? 0);
  if (order === undefined) throw new RestError('woocommerce_rest_order_invalid_id', 'Invalid order ID.', 404);
  return order;
}

function noteOf(order: Order, request: RestRequest): OrderNote {
  const note = order.notes.find((each) => each.id === numberIn(request.values, 'id'));
  if (note === undefined) throw new RestError('woocommerce_rest_invalid_id', 'Invalid resource ID.', 404);
  return note;
}
