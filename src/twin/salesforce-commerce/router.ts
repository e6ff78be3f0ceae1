import { allowedMethods, answering, RouteTable } from '../kit/route-table.ts';
import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import type { Access } from './access.ts';
import { ApiError, badRequest, type Surface } from './api-error.ts';
import { parsedBody } from './fields.ts';
import { DATA, type Route } from './route.ts';
import type { Store } from './store.ts';

const LARGEST_REQUEST = 5 * 1024 * 1024;
const LONGEST_ADDRESS = 24 * 1024;

/** Answers requests: token and permission, site, body, work. Who may not is not told whether there is such a thing. */
export class Router {
  readonly #routes: RouteTable<Route>;
  readonly #access: Access;
  readonly #store: Store;

  constructor(routes: readonly Route[], access: Access, store: Store) {
    this.#routes = new RouteTable(routes);
    this.#access = access;
    this.#store = store;
  }

  answer(request: TwinRequest, expired: boolean): TwinReply {
    const correlation = request.headers['correlation-id'];
    const sent = typeof correlation === 'string' ? { 'x-correlation-id': correlation } : {};
    try {
      const reply = this.#reply(request, expired);
      return { ...reply, headers: { ...reply.headers, ...sent } };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const reply = error.replyOn(surfaceOf(request.path));
      return { ...reply, headers: { ...reply.headers, ...sent } };
    }
  }

  #reply(request: TwinRequest, expired: boolean): TwinReply {
    const { method, path } = request;
    if (Buffer.byteLength(request.body) > LARGEST_REQUEST)
      throw new ApiError(413, 'RequestTooLarge', 'The request is larger than 5 MB.');
    if (path.length + request.query.toString().length > LONGEST_ADDRESS)
      throw new ApiError(414, 'UriTooLong', 'URL and headers are longer than 24 kB.');
    const matches = this.#routes.at(path);
    if (matches.length === 0) throw new ApiError(404, 'ResourceNotFound', `There is no resource at '${path}'.`);
    const found = answering(matches, method);
    if (found === undefined)
      throw new ApiError(405, 'MethodNotAllowed', `The method '${method}' isn't allowed here.`, {
        headers: { allow: allowedMethods(matches).join(', ') },
      });
    const { route, values } = found;
    this.#mustBeAllowed(route, values, request, expired);
    const { siteId, organizationId, customerListId } = this.#store.settings;
    if (values.org !== undefined && values.org !== organizationId)
      throw new ApiError(403, 'Forbidden', `The token is not for the organization '${values.org}'.`);
    if (values.list !== undefined && route.surface === 'scapi' && values.list !== customerListId)
      throw new ApiError(404, 'CustomerListNotFound', `No customer list with the ID '${values.list}' was found.`);
    if (route.ofSite === true) mustBeSite(request.query, siteId);
    const isText = route.surface === 'webdav';
    return route.handle({
      store: this.#store,
      method,
      path: values,
      query: request.query,
      body: isText ? {} : parsedBody(request.body),
      text: request.body,
    });
  }

  #mustBeAllowed(route: Route, values: Readonly<Record<string, string>>, request: TwinRequest, expired: boolean): void {
    switch (route.surface) {
      case 'scapi': {
        const writes = request.method !== 'GET' && route.reads !== true;
        this.#access.mustHaveScope(request, expired, `${route.scope}${writes ? '.rw' : ''}`);
        return;
      }
      case 'data':
        this.#access.mustReach(request, expired, request.path.slice(DATA.length));
        return;
      case 'shop': {
        const client = request.query.get('client_id') ?? request.headers['x-dw-client-id'];
        if (typeof client !== 'string' || !this.#access.isClient(client))
          throw new ApiError(400, 'MissingClientId', 'The request misses the ID of a client.');
        this.#access.mustReach(request, expired, '/order_search');
        if (values.site !== this.#store.settings.siteId)
          throw new ApiError(404, 'SiteNotFound', `No site with the ID '${values.site}' was found.`);
        return;
      }
      case 'webdav':
        this.#access.mustReachFolder(request, expired, '/impex');
    }
  }
}

function mustBeSite(query: URLSearchParams, siteId: string): void {
  const site = query.get('siteId');
  if (site === null || site === '') throw badRequest("The query parameter 'siteId' is missing.");
  if (site !== siteId) throw badRequest(`There is no site '${site}'.`);
}

export function surfaceOf(path: string): Surface {
  if (path.startsWith('/on/')) return 'webdav';
  return path.startsWith('/s/') ? 'ocapi' : 'scapi';
}
