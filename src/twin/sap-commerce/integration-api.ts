import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import { type BatchAnswer, type BatchPart, type BatchRequest, batchBody, batchParts } from './batch.ts';
import { definedObject, viewObject } from './define-objects.ts';
import { badRequest, IntegrationError, noProperty, notFound } from './integration-error.ts';
import { integrationKey, itemByKey } from './integration-key.ts';
import { type IntegrationItem, type IntegrationObject, isPlain } from './integration-object.ts';
import { type ViewScope, viewItem, viewReference } from './item-view.ts';
import { metadata } from './metadata.ts';
import { selectionOf, WHOLE } from './query-options.ts';
import { matching, readSet } from './read-set.ts';
import { shippedObjects } from './shipped-objects.ts';
import { type Deed, forbidden, type SignIn } from './sign-in.ts';
import type { Store } from './store.ts';
import { noLanguage, objectOf, patch, remove, upsert } from './write-item.ts';
import { atom, xmlError } from './xml-answer.ts';

const ROOT = '/odata2webservices/';
const SERVICE = 'IntegrationService';

interface Call {
  readonly method: string;
  /** Below the integration object, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  readonly noAccessTo: readonly string[];
}

interface Result {
  readonly status: number;
  /** What stands in `d`; nothing for a count, a deletion, metadata. */
  readonly d?: unknown;
  readonly text?: string;
}

/** The Integration API: integration objects over the store, each behind its inbound channel (sheet section 3.0). */
export class IntegrationApi {
  readonly #store: Store;
  readonly #signIn: SignIn;
  readonly #objects = new Map<string, IntegrationObject>();
  /** Without one an integration object is not served (sheet section 2). */
  readonly #channels = new Map<string, 'OAUTH' | 'BASIC'>();

  constructor(store: Store, signIn: SignIn) {
    this.#store = store;
    this.#signIn = signIn;
    const { settings, types } = store;
    for (const object of shippedObjects(types, settings.customAttributes)) this.define(object, 'OAUTH');
  }

  /** Makes or replaces an integration object, with its channel when that is given. */
  define(object: IntegrationObject, channel?: 'OAUTH' | 'BASIC'): void {
    this.#objects.set(object.code, object);
    if (channel !== undefined) this.#channels.set(object.code, channel);
  }

  serves(path: string): boolean {
    return path.startsWith(ROOT);
  }

  answer(request: TwinRequest, expired: boolean): TwinReply {
    const json = String(request.headers.accept ?? '').includes('application/json');
    try {
      return replyOf(this.#route(request, expired), json);
    } catch (error) {
      if (!(error instanceof IntegrationError)) throw error;
      const { reply } = error;
      if (json) return reply;
      return {
        ...reply,
        headers: XML,
        body: xmlError((reply.body as { error: Parameters<typeof xmlError>[0] }).error),
      };
    }
  }

  #route(request: TwinRequest, expired: boolean): Result | TwinReply {
    const [, code = '', path = ''] = /^([^/]+)\/?(.*)$/.exec(request.path.slice(ROOT.length)) ?? [];
    const { method, query, headers, body } = request;
    if (code === SERVICE) {
      const deed: Deed = method === 'GET' ? 'GET' : 'define';
      this.#signIn.integrationUser(request, expired, 'OAUTH', deed);
      return this.#service({ method, path, query, headers, body, noAccessTo: [] });
    }
    const object = this.#objects.get(code);
    const channel = this.#channels.get(code);
    if (object === undefined || channel === undefined)
      throw new IntegrationError(404, 'not_found', `The integration object [${code}] is not served.`);
    const user = this.#signIn.integrationUser(request, expired, channel, deedOf(method));
    const base = `${new URL(request.url).origin}${ROOT}${code}`;
    const call = { method, path, query, headers, body, noAccessTo: user.noAccessTo ?? [] };
    if (path === '$metadata') return { status: 200, headers: XML, body: metadata(object) };
    if (path === '$batch') return this.#batch(call, object, base);
    return this.#store.attempt(() => this.#one(call, object, base));
  }

  #one(call: Call, object: IntegrationObject, base: string): Result {
    const { method, query } = call;
    const [, set = '', quoted, below] = /^([A-Za-z0-9_]+)(?:\('(.*)'\))?(?:\/([$\w]+))?$/.exec(call.path) ?? [];
    const of = object.ofSet(set);
    if (of === undefined)
      throw new IntegrationError(404, 'odata_error', `Could not find an entity set or function import for '${set}'.`);
    if (call.noAccessTo.includes(of.type)) throw forbidden();
    const scope: ViewScope = {
      object,
      store: this.#store,
      base,
      language: this.#language(call.headers['accept-language']),
    };
    const write = { object, store: this.#store, language: this.#language(call.headers['content-language']) };
    const key = quoted === undefined ? undefined : decodedKey(quoted);
    if (method !== 'GET') refuseHooks(call);
    if (key === undefined) {
      if (method === 'GET' && below === '$count')
        return { status: 200, text: String(matching(query, of, scope).length) };
      if (method === 'GET' && below === undefined)
        return { status: 200, d: readSet(query, of, scope, `${base}/${set}`) };
      if (method === 'POST' && below === undefined)
        return { status: 201, d: viewItem(upsert(jsonOf(call), of, write), of, scope) };
      throw new IntegrationError(405, 'odata_error', `${method} is not supported for ${call.path}.`);
    }
    switch (method) {
      case 'GET':
        return {
          status: 200,
          d: below === undefined ? this.#item(key, set, of, query, scope) : this.#below(key, set, below, of, scope),
        };
      case 'PATCH':
        return { status: 200, d: viewItem(patch(key, set, jsonOf(call), of, write), of, scope) };
      case 'DELETE':
        remove(key, set, of, write);
        return { status: 200 };
      default:
        // There is no PUT.
        throw new IntegrationError(405, 'odata_error', `${method} is not supported for ${call.path}.`);
    }
  }

  #item(key: string, set: string, of: IntegrationItem, query: URLSearchParams, scope: ViewScope): unknown {
    const item = itemByKey(key, of, scope.object, this.#store);
    if (item === undefined) throw notFound(set, key);
    return viewItem(item, of, scope, selectionOf(query, of, scope.object));
  }

  /** `Orders('…')/entries`: what a reference leads to. */
  #below(key: string, set: string, name: string, of: IntegrationItem, scope: ViewScope): unknown {
    const item = itemByKey(key, of, scope.object, this.#store);
    if (item === undefined) throw notFound(set, key);
    const attribute = of.attributes.get(name);
    if (attribute === undefined || isPlain(attribute)) throw noProperty(name, of.code);
    return viewReference(item, attribute, scope, WHOLE);
  }

  /** The first language of the platform that a header names; without one the default. Throws for one that is not there. */
  #language(header: string | string[] | undefined): string {
    const { languages } = this.#store.settings;
    const [written = ''] = String(header ?? '').split(/[,;]/);
    const wanted = written.trim().toLowerCase().split('-')[0] ?? '';
    if (wanted === '' || wanted === '*') return languages[0] ?? 'en';
    if (!languages.includes(wanted)) throw noLanguage(wanted);
    return wanted;
  }

  #batch(call: Call, object: IntegrationObject, base: string): TwinReply {
    if (call.method !== 'POST') throw new IntegrationError(405, 'odata_error', 'A batch is sent by POST.');
    const parts = batchParts(String(call.headers['content-type'] ?? ''), call.body, this.#store.settings.batchLimit);
    const { boundary, text } = batchBody(parts.map((part) => this.#part(part, call, object, base)));
    return { status: 202, headers: { 'content-type': `multipart/mixed; boundary=${boundary}` }, body: text };
  }

  /** One bad request rolls its whole part back; parts before it stay (sheet section 8). */
  #part(part: BatchPart, call: Call, object: IntegrationObject, base: string): readonly BatchAnswer[] | BatchAnswer {
    const answer = (request: BatchRequest): BatchAnswer => {
      const [path = '', query = ''] = request.path.replace(/^\//, '').split('?');
      const inner = {
        ...call,
        ...request,
        path,
        query: new URLSearchParams(query),
        headers: { ...call.headers, ...request.headers },
      };
      const { status, d, text } = this.#one(inner, object, base);
      return { status, headers: { 'content-type': 'application/json' }, body: d === undefined ? text : { d } };
    };
    try {
      return this.#store.attempt(() => {
        const answers = part.requests.map(answer);
        const [only] = answers;
        return part.changeSet || only === undefined ? answers : only;
      });
    } catch (error) {
      if (!(error instanceof IntegrationError)) throw error;
      return { status: error.status, headers: { 'content-type': 'application/json' }, body: error.reply.body };
    }
  }

  #service(call: Call): Result {
    const { method, path } = call;
    if (path === 'IntegrationObjects' && method === 'GET')
      return { status: 200, d: { results: [...this.#objects.values()].map(viewObject) } };
    if (path === 'IntegrationObjects' && method === 'POST') {
      const object = definedObject(jsonOf(call), this.#store.types);
      this.define(object);
      return { status: 201, d: viewObject(object) };
    }
    if (path === 'InboundChannelConfigurations' && method === 'POST') {
      const body = jsonOf(call);
      const code = String(objectOf(body.integrationObject, 'integrationObject').code);
      const way = String(objectOf(body.authenticationType, 'authenticationType').code);
      if (!this.#objects.has(code))
        throw badRequest('missing_nav_property', `The integration object [${code}] does not exist.`);
      if (way !== 'OAUTH' && way !== 'BASIC')
        throw badRequest('missing_nav_property', `No AuthenticationType [${way}].`);
      this.#channels.set(code, way);
      return { status: 201, d: { integrationKey: code, authenticationType: { code: way } } };
    }
    throw new IntegrationError(404, 'odata_error', `Could not find an entity set or function import for '${path}'.`);
  }

  /** The key by which an item of the store is addressed in an integration object. */
  keyOf(object: string, item: Parameters<typeof integrationKey>[0], code: string): string {
    const found = this.#objects.get(object);
    if (found === undefined) throw new RangeError(`no integration object ${object}`);
    return integrationKey(item, found.item(code), found);
  }
}

const XML = { 'content-type': 'application/xml; charset=utf-8' };

function replyOf(result: Result | TwinReply, json: boolean): TwinReply {
  if ('headers' in result) return result;
  const { status, d, text } = result as Result;
  if (text !== undefined) return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: text };
  if (d === undefined) return { status };
  return json ? { status, body: { d } } : { status, headers: XML, body: atom(d) };
}

function deedOf(method: string): Deed {
  return method === 'POST' || method === 'PATCH' || method === 'DELETE' ? method : 'GET';
}

function jsonOf({ body }: Call): Readonly<Record<string, unknown>> {
  try {
    return objectOf(JSON.parse(body), 'body');
  } catch (error) {
    if (error instanceof IntegrationError) throw error;
    throw badRequest('odata_error', 'The body of the request could not be read.');
  }
}

function decodedKey(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    throw badRequest('invalid_key', `The key [${written}] could not be read.`);
  }
}

/** A hook is a bean on the server, and this one has none. */
function refuseHooks({ headers }: Call): void {
  for (const name of ['pre-persist-hook', 'post-persist-hook'])
    if (headers[name] !== undefined)
      throw badRequest('hook_not_found', `The hook [${String(headers[name])}] was not found.`);
}
