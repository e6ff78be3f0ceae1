import { answering, RouteTable } from '../kit/route-table.ts';
import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import { type Authentication, notAuthorized } from './authentication.ts';
import { parsedBody } from './request-body.ts';
import { RestError } from './rest-error.ts';
import type { Route, Scope } from './route.ts';
import { selectFields } from './selected-fields.ts';
import type { Store } from './store.ts';

/** Answers requests in Magento's order: route, signature and permission, body, work. */
export class Router {
  readonly #routes: RouteTable<Route>;
  readonly #authentication: Authentication;
  readonly #store: Store;

  constructor(routes: readonly Route[], authentication: Authentication, store: Store) {
    this.#routes = new RouteTable(routes);
    this.#authentication = authentication;
    this.#store = store;
  }

  answer(request: TwinRequest, expired: boolean): TwinReply {
    try {
      return { status: 200, body: JSON.stringify(this.#result(request, expired)), headers: JSON_TYPE };
    } catch (error) {
      if (!(error instanceof RestError)) throw error;
      return error.reply;
    }
  }

  #result(request: TwinRequest, expired: boolean): unknown {
    const [, store, path] = /^\/rest(?:\/([a-z][a-z0-9_]*))?\/V1\/(.+)$/.exec(request.path) ?? [];
    if (path === undefined) throw noRoute();
    if (!acceptsJson(request.headers.accept))
      throw new RestError(406, 'Server cannot understand Accept HTTP header media type.');
    if (store !== undefined && store !== 'all' && store !== 'default')
      throw new RestError(404, "The store that was requested wasn't found. Verify the store and try again.");
    const scope: Scope = store === 'all' ? 'all' : 'view';
    const matching = this.#routes.at(path);
    if (matching.length === 0) throw noRoute();
    const found = answering(matching, request.method);
    if (found === undefined) throw new RestError(405, 'Request method is invalid.');
    const { route, values } = found;
    if (route.resource !== 'anonymous') {
      const caller = this.#authentication.identify(request, expired);
      if (caller === undefined || (caller.resources !== 'all' && !caller.resources.includes(route.resource)))
        throw notAuthorized(route.resource);
    }
    const result = route.handle({
      store: this.#store,
      scope,
      query: request.query,
      body: parsedBody(request.body),
      path: values,
    });
    return selectFields(result, request.query.get('fields'));
  }
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' } as const;

function acceptsJson(accept: string | undefined): boolean {
  return accept === undefined || /\*\/\*|application\/(json|\*)/.test(accept);
}

function noRoute(): RestError {
  return new RestError(404, 'Request does not match any route.');
}
