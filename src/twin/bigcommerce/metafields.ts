import { ApiError, notFound } from './api-error.ts';
import { batchOf, Sent } from './body.ts';
import { between, equals, filtered, isIn } from './filters.ts';
import { iso8601WithOffset, type Seconds } from './moment.ts';
import { v3Page } from './pages.ts';
import { type ApiRequest, idIn, NO_CONTENT, type Route, route, v3 } from './route.ts';
import type { Scope } from './settings.ts';
import type { Store } from './store.ts';

const PERMISSIONS = ['app_only', 'read', 'write', 'read_and_sf_access', 'write_and_sf_access'] as const;
type Permission = (typeof PERMISSIONS)[number];

export interface Metafield {
  readonly id: number;
  readonly ownerType: 'order' | 'customer';
  readonly ownerId: number;
  readonly clientId: string;
  readonly namespace: string;
  readonly key: string;
  value: string;
  permission: Permission;
  description: string;
  readonly createdAt: Seconds;
  modifiedAt: Seconds;
}

const MOST_OF_AN_OWNER = 250;
/** Not verified how many a bulk call takes (sheet, section 8). */
const MOST_AT_A_TIME = 10;

interface Owners {
  readonly type: Metafield['ownerType'];
  readonly path: string;
  readonly scope: Scope;
  readonly has: (store: Store, id: number) => boolean;
}

const ORDERS: Owners = {
  type: 'order',
  path: 'v3/orders',
  scope: 'store_v2_orders',
  has: (store, id) => store.orders.has(id),
};
const CUSTOMERS: Owners = {
  type: 'customer',
  path: 'v3/customers',
  scope: 'store_v2_customers',
  has: (store, id) => store.customers.has(id),
};

/** Fields that apps keep beside a record, by namespace and key; `app_only` ones are seen by their own app alone. */
export const METAFIELD_ROUTES: readonly Route[] = [...single(ORDERS), ...bulk(ORDERS), ...single(CUSTOMERS)];

function single(owners: Owners): readonly Route[] {
  const { path, scope } = owners;
  return [
    route('GET', `${path}/{id:number}/metafields`, scope, (request) => {
      const id = ownerIn(request, owners);
      return v3Page(shown(request, owners, (each) => each.ownerId === id).map(viewMetafield), request.query);
    }),
    route('POST', `${path}/{id:number}/metafields`, scope, (request) => {
      const id = ownerIn(request, owners);
      return v3(viewMetafield(create(new Sent(request.body, 'v3'), id, request, owners)));
    }),
    route('GET', `${path}/{id:number}/metafields/{field:number}`, scope, (request) =>
      v3(viewMetafield(fieldOf(request, owners, idIn(request, 'field')))),
    ),
    route('PUT', `${path}/{id:number}/metafields/{field:number}`, scope, (request) =>
      v3(
        viewMetafield(
          change(new Sent(request.body, 'v3'), fieldOf(request, owners, idIn(request, 'field')), request.store),
        ),
      ),
    ),
    route('DELETE', `${path}/{id:number}/metafields/{field:number}`, scope, (request) => {
      remove(fieldOf(request, owners, idIn(request, 'field')), request.store);
      return NO_CONTENT;
    }),
  ];
}

function bulk(owners: Owners): readonly Route[] {
  const { path, scope } = owners;
  const at = `${path}/metafields`;
  return [
    route('GET', at, scope, (request) => v3Page(shown(request, owners, () => true).map(viewMetafield), request.query)),
    route('POST', at, scope, (request) => {
      const sent = batchOf(request.body, MOST_AT_A_TIME);
      const ids = sent.map((each) => {
        const id = each.needed('resource_id', each.integer('resource_id'));
        if (!owners.has(request.store, id)) throw each.refuse('resource_id', `there is no such ${owners.type}`);
        return id;
      });
      return v3(sent.map((each, index) => viewMetafield(create(each, ids[index] ?? 0, request, owners))));
    }),
    route('PUT', at, scope, (request) => {
      const sent = batchOf(request.body, MOST_AT_A_TIME);
      const known = sent.map((each) => fieldOf(request, owners, each.integer('id') ?? 0));
      return v3(
        sent.flatMap((each, index) => {
          const field = known[index];
          return field === undefined ? [] : [viewMetafield(change(each, field, request.store))];
        }),
      );
    }),
    route('DELETE', at, scope, (request) => {
      const ids = Array.isArray(request.body) ? request.body.map(Number) : [];
      if (ids.length === 0) throw new ApiError(422, 'Input is invalid: a list of ids was expected.');
      for (const field of ids.map((id) => fieldOf(request, owners, id))) remove(field, request.store);
      return v3(ids);
    }),
  ];
}

function ownerIn(request: ApiRequest, { type, has }: Owners): number {
  const id = idIn(request);
  if (!has(request.store, id)) throw notFound(type);
  return id;
}

function shown(
  { store, query, account }: ApiRequest,
  { type }: Owners,
  mine: (field: Metafield) => boolean,
): readonly Metafield[] {
  const visible = [...store.metafields.values()].filter(
    (each) =>
      each.ownerType === type && mine(each) && (each.permission !== 'app_only' || each.clientId === account.clientId),
  );
  return filtered(visible, query, {
    key: equals(({ key }) => key),
    'key:in': isIn(({ key }) => key),
    namespace: equals(({ namespace }) => namespace),
    'namespace:in': isIn(({ namespace }) => namespace),
    'resource_id:in': isIn(({ ownerId }) => ownerId),
    ...between('date_modified', ({ modifiedAt }) => modifiedAt, store.now()),
  });
}

function fieldOf(request: ApiRequest, { type }: Owners, id: number): Metafield {
  const found = request.store.metafields.get(id);
  const owner = request.path.id;
  if (found === undefined || found.ownerType !== type || (owner !== undefined && found.ownerId !== Number(owner)))
    throw notFound('metafield');
  return found;
}

function create(sent: Sent, ownerId: number, { store, account }: ApiRequest, { type }: Owners): Metafield {
  const namespace = sent.needed('namespace', sent.short('namespace', 64));
  const key = sent.needed('key', sent.short('key', 64));
  const value = sent.needed('value', sent.text('value'));
  const permission = sent.needed('permission_set', sent.oneOf('permission_set', PERMISSIONS));
  const same = [...store.metafields.values()].filter((each) => each.ownerType === type && each.ownerId === ownerId);
  if (same.some((each) => each.namespace === namespace && each.key === key))
    throw new ApiError(409, `A metafield with the key ${key} exists already in the namespace ${namespace}.`);
  if (same.filter(({ clientId }) => clientId === account.clientId).length >= MOST_OF_AN_OWNER)
    throw new ApiError(422, `There are ${MOST_OF_AN_OWNER} metafields already.`);
  const now = store.now();
  const field: Metafield = {
    id: store.nextId('metafield'),
    ownerType: type,
    ownerId,
    clientId: account.clientId,
    namespace,
    key,
    value,
    permission,
    description: sent.text('description') ?? '',
    createdAt: now,
    modifiedAt: now,
  };
  store.metafields.set(field.id, field);
  if (type === 'order') store.tell('store/order/metafield/created', 'metafield', field.id, { resource_id: ownerId });
  return field;
}

function change(sent: Sent, field: Metafield, store: Store): Metafield {
  const permission = sent.oneOf('permission_set', PERMISSIONS);
  field.value = sent.text('value') ?? field.value;
  field.permission = permission ?? field.permission;
  field.description = sent.text('description') ?? field.description;
  field.modifiedAt = store.now();
  if (field.ownerType === 'order')
    store.tell('store/order/metafield/updated', 'metafield', field.id, { resource_id: field.ownerId });
  return field;
}

function remove(field: Metafield, store: Store): void {
  store.metafields.delete(field.id);
  if (field.ownerType === 'order')
    store.tell('store/order/metafield/deleted', 'metafield', field.id, { resource_id: field.ownerId });
}

const viewMetafield = (field: Metafield) => ({
  id: field.id,
  key: field.key,
  value: field.value,
  namespace: field.namespace,
  permission_set: field.permission,
  resource_type: field.ownerType,
  resource_id: field.ownerId,
  description: field.description,
  date_created: iso8601WithOffset(field.createdAt),
  date_modified: iso8601WithOffset(field.modifiedAt),
  owner_client_id: field.clientId,
});
