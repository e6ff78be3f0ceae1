import { answering, RouteTable } from '../kit/route-table.ts';
import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import { ApiError, type Dialect } from './api-error.ts';
import { parsedBody } from './body.ts';
import { RequestQuota } from './request-quota.ts';
import type { Route } from './route.ts';
import type { ApiAccount } from './settings.ts';
import type { Store } from './store.ts';
import { xmlBody } from './xml-body.ts';

/** Answers requests: store and token, quota, route, scope, media types, work. */
export class ApiRouter {
  readonly #routes: RouteTable<Route>;
  readonly #store: Store;
  readonly #quota: RequestQuota;

  constructor(routes: readonly Route[], store: Store) {
    this.#routes = new RouteTable(routes);
    this.#store = store;
    this.#quota = new RequestQuota(store.settings.clock, store.settings.quota);
  }

  answer(request: TwinRequest, expired: boolean): TwinReply {
    const [, hash, path = ''] = /^\/stores\/([^/]+)\/(.+)$/.exec(request.path) ?? [];
    const dialect: Dialect = path.startsWith('v2/') ? 'v2' : 'v3';
    const reply = this.#orRefusal(dialect, () => this.#reply(request, { hash, path, dialect }, expired));
    const shown = this.#inMediaType(reply, request, dialect);
    return { ...shown, headers: { ...this.#quota.headers, ...shown.headers } };
  }

  #orRefusal(dialect: Dialect, work: () => TwinReply): TwinReply {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return error.in(dialect);
    }
  }

  #reply(
    request: TwinRequest,
    { hash, path, dialect }: { readonly hash: string | undefined; readonly path: string; readonly dialect: Dialect },
    expired: boolean,
  ): TwinReply {
    const { method, headers, query, body } = request;
    const account = expired ? undefined : this.#accountOf(headers['x-auth-token']);
    if (account === undefined || hash !== this.#store.settings.storeHash)
      throw new ApiError(401, 'The access token is missing or not valid for this store.');
    if (!this.#quota.takes()) {
      const refusal = new ApiError(429, 'Too many requests').in(dialect);
      return { ...refusal, headers: { 'x-retry-after': String(this.#quota.retryAfterSeconds) } };
    }
    const matches = this.#routes.at(path);
    if (matches.length === 0) throw new ApiError(404, 'The requested resource was not found.');
    const found = answering(matches, method);
    if (found === undefined) throw new ApiError(405, `The method ${method} is not supported here.`);
    if (!allows(account, found.route))
      throw new ApiError(403, 'You do not have a required scope to access the endpoint.');
    if (!takesMediaType(headers.accept)) throw new ApiError(406, 'The Accept header names no type that there is.');
    if (body !== '' && !/^application\/json\b/.test(headers['content-type'] ?? ''))
      throw new ApiError(415, 'The Content-Type header must be application/json.');
    this.#store.background.settle();
    return found.route.handle({
      store: this.#store,
      account,
      query,
      body: parsedBody(body),
      path: found.values,
    });
  }

  #accountOf(token: string | readonly string[] | undefined): ApiAccount | undefined {
    return this.#store.settings.accounts.find(({ accessToken }) => accessToken === token);
  }

  /** V2 answers XML unless it is asked for JSON (sheet, section 2). */
  #inMediaType(reply: TwinReply, { headers }: TwinRequest, dialect: Dialect): TwinReply {
    if (dialect === 'v3' || reply.body === undefined || /application\/json/.test(headers.accept ?? '')) return reply;
    return { ...reply, headers: { ...reply.headers, 'content-type': 'application/xml' }, body: xmlBody(reply.body) };
  }
}

function allows({ scopes }: ApiAccount, { scope, methods }: Route): boolean {
  if (scopes === 'all' || scope === 'none') return true;
  return scopes.includes(scope) || (methods[0] === 'GET' && scopes.includes(`${scope}_read_only`));
}

function takesMediaType(accept: string | undefined): boolean {
  return accept === undefined || /\*\/\*|application\/(json|xml|\*)/.test(accept);
}
