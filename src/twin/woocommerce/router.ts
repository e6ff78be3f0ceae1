import { allowedMethods, answering, type RouteMatch, RouteTable } from '../kit/route-table.ts';
import type { TwinRequest } from '../kit/twin-server.ts';
import type { Authentication } from './authentication.ts';
import { problemWith, sanitized } from './parameter-schema.ts';
import { requestValues } from './request-body.ts';
import type { Values } from './request-values.ts';
import { invalidParameters, missingParameters, noRoute, type ParameterProblem, RestError } from './rest-error.ts';
import type { Access, Method, RestReply, RestRequest, Route } from './route.ts';
import { selectFields } from './selected-fields.ts';
import type { Store } from './store.ts';

const REFUSALS: Readonly<Record<Exclude<Access, 'public'>, readonly [string, string]>> = {
  list: ['woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.'],
  view: ['woocommerce_rest_cannot_view', 'Sorry, you cannot view this resource.'],
  create: ['woocommerce_rest_cannot_create', 'Sorry, you are not allowed to create resources.'],
  edit: ['woocommerce_rest_cannot_edit', 'Sorry, you are not allowed to edit this resource.'],
  delete: ['woocommerce_rest_cannot_delete', 'Sorry, you are not allowed to delete this resource.'],
  batch: ['woocommerce_rest_cannot_batch', 'Sorry, you are not allowed to batch manipulate this resource.'],
};

/** Answers REST requests in WordPress' order: key, route, parameters, permission, work. */
export class Router {
  readonly #routes: RouteTable<Route>;
  readonly #authentication: Authentication;
  readonly #store: Store;

  constructor(routes: readonly Route[], authentication: Authentication, store: Store) {
    this.#routes = new RouteTable(routes);
    this.#authentication = authentication;
    this.#store = store;
  }

  /** `path` is what follows `/wp-json`. Errors become answers; `allowed` are the methods of the path. */
  answer(
    request: TwinRequest,
    path: string,
    site: string,
    expired: boolean,
  ): RestReply & { readonly allowed: readonly Method[] } {
    const matching = this.#routes.at(path);
    const allowed = allowedMethods(matching);
    try {
      return { ...this.#dispatch(request, path, site, expired, matching), allowed };
    } catch (error) {
      if (!(error instanceof RestError)) throw error;
      return { status: error.data.status, body: error.body, allowed: error.data.status === 401 ? [] : allowed };
    }
  }

  #dispatch(
    request: TwinRequest,
    path: string,
    site: string,
    expired: boolean,
    matching: readonly RouteMatch<Route>[],
  ): RestReply {
    const key = this.#authentication.identify(request, site, expired);
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const found = answering(matching, method);
    if (found === undefined) throw noRoute();
    const sent = { ...requestValues(request), ...found.values };
    const values = checkedValues(found.route, sent);
    const { access } = found.route;
    if (key === undefined && access !== 'public') throw new RestError(...REFUSALS[access], 401);
    const rest: RestRequest = { store: this.#store, site, values, query: request.query, path };
    const reply = found.route.handle(rest);
    const fields = sent._fields;
    return typeof fields === 'string' && reply.status < 300 ? selectFields(reply, fields) : reply;
  }
}

/** Checks and casts the parameters a route knows; others are dropped without a word. Throws the 400. */
export function checkedValues(route: Pick<Route, 'parameters'>, sent: Values): Values {
  const parameters = Object.entries(route.parameters);
  const missing = parameters.filter(([name, parameter]) => parameter.required === true && sent[name] === undefined);
  if (missing.length > 0) throw missingParameters(missing.map(([name]) => name));
  const problems = new Map<string, ParameterProblem>();
  const values: Record<string, unknown> = {};
  for (const [name, parameter] of parameters) {
    const value = sent[name] ?? (name in sent ? null : parameter.default);
    if (value === undefined) continue;
    const problem = value === null ? undefined : problemWith(name, value, parameter);
    if (problem === undefined) values[name] = sanitized(value, parameter);
    else problems.set(name, problem);
  }
  if (problems.size > 0) throw invalidParameters(problems);
  return values;
}
