import type { Fields } from './request-body.ts';
import type { Store } from './store.ts';

/** The store of an address: `all` is the shop as a whole, anything else its one store view. */
export type Scope = 'all' | 'view';

export interface RestRequest {
  readonly store: Store;
  readonly scope: Scope;
  readonly query: URLSearchParams;
  readonly body: Fields;
  /** The values of `{…}` in the path, decoded. */
  readonly path: Readonly<Record<string, string>>;
}

export interface Route {
  readonly methods: readonly ('GET' | 'POST' | 'PUT' | 'DELETE')[];
  /** Below `/V1/`: `orders/{id}`. */
  readonly path: string;
  /** The ACL resource that a caller needs. */
  readonly resource: string;
  /** Answers the body: often a bare `true`, number or `[]`. */
  handle(request: RestRequest): unknown;
}

/** An id in a path. Anything but a number is 0 to PHP, which nothing has. */
export function idIn({ path }: RestRequest, name = 'id'): number {
  const id = Number.parseInt(path[name] ?? '', 10);
  return Number.isNaN(id) ? 0 : id;
}

/** Without the keys that have nothing: Magento leaves them out. */
export function compact<T extends Record<string, unknown>>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
