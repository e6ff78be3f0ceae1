import { isRecord, listOf, MIXED, type Parameters } from './parameter-schema.ts';
import type { Values } from './request-values.ts';
import { RestError } from './rest-error.ts';
import type { RestReply, RestRequest, Route } from './route.ts';
import { checkedValues } from './router.ts';

const LIMIT = 100;
const ANY_LIST = listOf(MIXED);
const PARAMETERS: Parameters = { create: ANY_LIST, update: ANY_LIST, delete: ANY_LIST };

/** The single routes that a batch calls for its items. */
export interface BatchTargets {
  readonly create: Route;
  readonly update: Route;
  readonly delete: Route;
}

/**
 * `…/batch`: answers 200 whatever happens to the items; a failed one is `{id, error}` in its place. Deletes are
 * permanent. Each item is checked like a single request.
 */
export function batchRoute(path: string, targets: BatchTargets, inPath: Parameters = {}): Route {
  return {
    methods: ['POST', 'PUT', 'PATCH'],
    path,
    access: 'batch',
    parameters: { ...PARAMETERS, ...inPath },
    handle(request) {
      const lists = (['create', 'update', 'delete'] as const).map(
        (name) => [name, items(request.values[name])] as const,
      );
      if (lists.reduce((count, [, list]) => count + list.length, 0) > LIMIT)
        throw new RestError(
          'woocommerce_rest_request_entity_too_large',
          `Unable to accept more than ${LIMIT} items for this request.`,
          413,
        );
      const body: Record<string, unknown> = {};
      for (const [name, list] of lists)
        if (list.length > 0) body[name] = list.map((item) => outcome(request, targets[name], name, item));
      return { status: 200, body };
    },
  };
}

function outcome(request: RestRequest, target: Route, name: keyof BatchTargets, item: unknown): unknown {
  const sent: Values = name === 'delete' ? { id: item, force: true } : isRecord(item) ? item : {};
  try {
    const inPath = Object.fromEntries(Object.entries(request.values).filter(([key]) => !(key in PARAMETERS)));
    const values = checkedValues(withId(target, name), { ...sent, ...inPath });
    return bodyOf(target.handle({ ...request, values }));
  } catch (error) {
    if (!(error instanceof RestError)) throw error;
    return { id: name === 'create' ? 0 : Number(sent.id ?? 0), error: error.body };
  }
}

function withId(target: Route, name: keyof BatchTargets): Pick<Route, 'parameters'> {
  return name === 'create' ? target : { parameters: { ...target.parameters, id: { type: 'integer', default: 0 } } };
}

function bodyOf(reply: RestReply): unknown {
  return reply.json === undefined ? reply.body : JSON.parse(reply.json);
}

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
