import type { TwinReply, TwinRequest, TwinSystem } from '../kit/twin-server.ts';
import { Access } from './access.ts';
import { ADVANCES } from './advances.ts';
import { Clerks } from './clerks.ts';
import { Company } from './company.ts';
import { CONTACTS } from './contacts.ts';
import { CUSTOMERS } from './customers.ts';
import { documentsOf } from './document-objects.ts';
import { bodyOf, type Fields, isFields, textIn } from './fields.ts';
import { failedInSuccess, GATEWAY_PATH, Gateway, gatewayFault, listInGateway } from './gateway/gateway.ts';
import { IdempotentWrites } from './idempotent-writes.ts';
import { IntacctError, malformed, notFound } from './intacct-error.ts';
import { ITEMS, PRODUCT_LINES, STOCK_ROWS, WAREHOUSES } from './items.ts';
import { answerQuery } from './query-service.ts';
import { RECEIVABLES } from './receivables.ts';
import type { RestObject } from './rest-object.ts';
import { type SageIntacctTwinOptions, settingsOf } from './settings.ts';
import { DEFINITION_NAMES, TXN_DEFINITIONS } from './txn-definitions.ts';

const BASE = '/ia/api/v1';
const META = { totalCount: 1, totalSuccess: 1, totalError: 0 };

const isForGateway = ({ path }: TwinRequest): boolean => path === GATEWAY_PATH;

/** An object whose records are of a kind that only it knows. */
// biome-ignore lint/suspicious/noExplicitAny: a record never leaves the object that it belongs to
type AnyObject = RestObject<any>;

/** The path of a record; the blanks in the name of a definition are encoded in it (sheet sections 11 and 12). */
const hrefOf = ({ name }: AnyObject, key: unknown): string => `/objects/${encodeURI(name)}/${String(key)}`;

const OBJECTS: readonly AnyObject[] = [
  CONTACTS,
  CUSTOMERS,
  ITEMS,
  PRODUCT_LINES,
  STOCK_ROWS,
  WAREHOUSES,
  RECEIVABLES,
  ADVANCES,
  TXN_DEFINITIONS,
  ...DEFINITION_NAMES.map(documentsOf),
];

/**
 * Sage Intacct over its REST API, written from its sheet: objects by module, references to contacts in place of
 * addresses, subtotals of documents, a query service, writes that may be repeated by their key. What people do in Intacct
 * itself is done over the {@link Clerks} that it inherits.
 *
 * Over the same company it answers the {@link Gateway} of XML requests. Batches, composite and bulk requests are not in it.
 */
export class SageIntacctTwin extends Clerks implements TwinSystem {
  readonly system = 'sage-intacct';
  readonly #access: Access;
  readonly #writes: IdempotentWrites;
  readonly #gateway: Gateway;

  constructor(options: SageIntacctTwinOptions) {
    const company = new Company(settingsOf(options));
    super(company);
    this.#access = new Access(company.settings);
    this.#writes = new IdempotentWrites(company.settings.clock);
    this.#gateway = new Gateway(company);
  }

  handle(request: TwinRequest, expired: boolean): TwinReply {
    if (isForGateway(request)) return this.#gateway.handle(request, expired);
    try {
      return this.#reply(request, expired);
    } catch (error) {
      if (error instanceof IntacctError) return error.reply;
      throw error;
    }
  }

  throttled(retryAfterSeconds: number | undefined, request: TwinRequest): TwinReply {
    const reply = isForGateway(request)
      ? gatewayFault(429, 'GW-0010', 'Too Many Requests')
      : new IntacctError(429, 'GW-0010', 'Too many requests run at once').reply;
    return retryAfterSeconds === undefined
      ? reply
      : { ...reply, headers: { ...reply.headers, 'x-ia-throttle-retryafter': String(retryAfterSeconds) } };
  }

  serverError(request: TwinRequest): TwinReply {
    if (isForGateway(request)) return gatewayFault(500, 'GW-0001', 'Internal Server Error');
    return new IntacctError(500, 'GW-0001', 'An internal error occurred').reply;
  }

  /** Of the gateway alone: the REST API has no such answer. */
  errorsInSuccess(data: TwinReply | undefined): TwinReply {
    return failedInSuccess(data);
  }

  /** Which object a query reads stands in its body. */
  listOf(request: TwinRequest): string {
    if (isForGateway(request)) return listInGateway(request);
    const { path, body } = request;
    if (!path.endsWith('/services/core/query')) return path;
    const query = bodyOf(body);
    return `${path} ${isFields(query) ? textIn(query, 'object') : ''}`;
  }

  #reply(request: TwinRequest, expired: boolean): TwinReply {
    const { method, path } = request;
    if (method === 'POST' && path === `${BASE}/oauth2/token`) return this.#access.token(request);
    if (method === 'POST' && path === `${BASE}/oauth2/revoke`) return this.#access.revoke(request);
    this.#access.admit(request, expired);
    if (method === 'POST' && path === `${BASE}/services/core/query`)
      return answerQuery(bodyOf(request.body), (object) => this.#rowsOf(object));
    const [, name = '', key] = new RegExp(`^${BASE}/objects/([^/]+/[^/]+)(?:/([^/]+))?$`).exec(path) ?? [];
    const object = OBJECTS.find((each) => each.name === decodeURIComponent(name));
    if (object === undefined) throw notFound(`resource ${path}`);
    if (method === 'GET') return key === undefined ? this.#list(object) : this.#one(object, key);
    return this.#writes.answer(request, () => this.#write(object, key, request));
  }

  /** A plain list tells no more than keys and ids (sheet section 3). */
  #list(object: AnyObject): TwinReply {
    const rows = object.all(this.company).map((record) => {
      const { key, id } = object.view(record, this.company);
      return { key, id, href: hrefOf(object, key) };
    });
    return {
      status: 200,
      body: { 'ia::result': rows.slice(0, 100), 'ia::meta': { totalCount: rows.length, start: 1, pageSize: 100 } },
    };
  }

  #one(object: AnyObject, key: string): TwinReply {
    const record = this.#record(object, key);
    const shown = { ...object.view(record, this.company), href: hrefOf(object, key) };
    return { status: 200, body: { 'ia::result': shown, 'ia::meta': META } };
  }

  #write(object: AnyObject, key: string | undefined, { method, body }: TwinRequest): TwinReply {
    const { create, change, remove } = object;
    if (method === 'POST' && key === undefined && create !== undefined)
      return this.#written(object, create(this.company, bodyOf(body)), 201);
    if (method === 'PATCH' && key !== undefined && change !== undefined)
      return this.#written(object, change(this.company, this.#record(object, key), bodyOf(body)), 200);
    if (method === 'DELETE' && key !== undefined && remove !== undefined) {
      remove(this.company, this.#record(object, key));
      return { status: 204 };
    }
    throw new IntacctError(405, 'REST-1002', `${method} is not supported for ${object.name}`);
  }

  #written(object: AnyObject, record: unknown, status: number): TwinReply {
    const { key, id } = object.view(record, this.company);
    return { status, body: { 'ia::result': { key, id, href: hrefOf(object, key) }, 'ia::meta': META } };
  }

  #record(object: AnyObject, key: string): { readonly key: string } {
    const record = object.all(this.company).find((each) => each.key === key);
    if (record === undefined) throw notFound(`${object.name} with key ${key}`);
    return record;
  }

  /** `order-entry/document` without a definition is all documents. */
  #rowsOf(name: string): readonly Fields[] {
    const objects = OBJECTS.filter((object) => object.name === name || object.name.startsWith(`${name}::`));
    if (objects.length === 0) throw malformed(`object: ${name} is not valid`);
    return objects.flatMap((object) => object.all(this.company).map((record) => object.view(record, this.company)));
  }
}
