import type { RoutePattern } from '../kit/route-table.ts';
import type { TwinReply } from '../kit/twin-server.ts';
import type { Fields } from './fields.ts';
import type { Store } from './store.ts';

export interface ApiRequest {
  readonly store: Store;
  readonly method: string;
  /** The values of `{…}` in the path. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Fields;
  readonly text: string;
}

export interface Route extends RoutePattern {
  /** Below `/{family}/…/v1/organizations/{org}/` of SCAPI, or the whole path. */
  readonly path: string;
  readonly surface: 'scapi' | 'data' | 'shop' | 'webdav';
  /** The scope of SCAPI without `.rw`. */
  readonly scope?: string;
  /** Only asks, though its method is POST. */
  readonly reads?: boolean;
  /** Without `siteId` the call is refused. */
  readonly ofSite?: boolean;
  readonly handle: (request: ApiRequest) => TwinReply;
}

/** Paths of SCAPI begin with family, API and version, and the organization. */
export const scapi = (api: string, path: string): string => `/${api}/v1/organizations/{org}/${path}`;

export const DATA = '/s/-/dw/data/v25_6';

export const ok = (body: unknown, status = 200): TwinReply => ({ status, body });
export const DONE: TwinReply = { status: 204 };
