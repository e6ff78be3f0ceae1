import type { Parameters } from './parameter-schema.ts';
import type { Values } from './request-values.ts';
import type { Store } from './store.ts';

/** What an anonymous visitor is told, by what he tried. */
export type Access = 'list' | 'view' | 'create' | 'edit' | 'delete' | 'batch' | 'public';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One request on its way to a route: parameters of path, query and body, checked and cast. */
export interface RestRequest {
  readonly store: Store;
  /** Scheme and host that WordPress believes in. */
  readonly site: string;
  readonly values: Values;
  /** The query as sent, for the `Link` header. */
  readonly query: URLSearchParams;
  /** The path without `/wp-json`: `/wc/v3/orders`. */
  readonly path: string;
}

/** `json` is a body that is JSON text already; `gone` says that the resource of the path is no more. */
export interface RestReply {
  readonly status: number;
  readonly body?: unknown;
  readonly json?: string;
  readonly gone?: true;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  readonly methods: readonly Method[];
  /** As a `RouteTable` reads it: `/wc/v3/orders/{id:number}`. */
  readonly path: string;
  readonly access: Access;
  readonly parameters: Parameters;
  handle(request: RestRequest): RestReply;
}

export const WRITES = ['POST', 'PUT', 'PATCH'] as const;

export function ok(body: unknown): RestReply {
  return { status: 200, body };
}

/** The last view of what was deleted. */
export function gone(body: unknown): RestReply {
  return { status: 200, body, gone: true };
}

/** 201 with the Location of what was created. */
export function created(body: unknown, location: string): RestReply {
  return { status: 201, body, headers: { Location: location } };
}
