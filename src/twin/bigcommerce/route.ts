import type { RoutePattern } from '../kit/route-table.ts';
import type { TwinReply } from '../kit/twin-server.ts';
import type { ApiAccount, Scope } from './settings.ts';
import type { Store } from './store.ts';

export interface ApiRequest {
  readonly store: Store;
  /** Who asks. */
  readonly account: ApiAccount;
  readonly query: URLSearchParams;
  /** The parsed JSON; undefined when nothing was sent. */
  readonly body: unknown;
  /** The values of `{…}` in the path. */
  readonly path: Readonly<Record<string, string>>;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface Route extends RoutePattern {
  /** Below `/stores/{hash}/`, with the dialect: `v2/orders/{id:number}`. */
  readonly path: string;
  readonly methods: readonly [Method];
  /** A read needs it read-only or in full, a write in full. */
  readonly scope: Scope | 'none';
  readonly handle: (request: ApiRequest) => TwinReply;
}

/** A route as the tables of resources write it. */
export function route(
  method: Method,
  path: string,
  scope: Scope | 'none',
  handle: (request: ApiRequest) => TwinReply,
): Route {
  return { methods: [method], path, scope, handle };
}

export function idIn({ path }: ApiRequest, name = 'id'): number {
  return Number(path[name]);
}

/** The envelope of V3. */
export function v3(data: unknown, status = 200): TwinReply {
  return { status, body: { data, meta: {} } };
}

export function v2(body: unknown, status = 200): TwinReply {
  return { status, body };
}

export const NO_CONTENT: TwinReply = { status: 204 };
