import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import {
  badQuery,
  ContractError,
  conditionNotMet,
  malformed,
  noSuchEndpoint,
  noSuchRecord,
  screenRule,
} from './contract-error.ts';
import type { Entity } from './entities.ts';
import { filterOf } from './filter.ts';
import { Given } from './given.ts';
import { INQUIRIES, type Inquiry } from './inquiries.ts';
import { LongOperations } from './long-operations.ts';
import { Problems } from './problems.ts';
import { replyBody, type View, viewOf } from './reply-body.ts';
import type { Row } from './row.ts';
import type { Session } from './session.ts';
import type { Tenant } from './tenant.ts';

type Json = Readonly<Record<string, unknown>>;

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One endpoint of the contract-based API: entities, inquiries and actions below its path (sheet section 3.0). */
export class Endpoint {
  readonly #tenant: Tenant;
  readonly #entities: ReadonlyMap<string, Entity>;
  readonly #operations: LongOperations;
  /** `/entity/Default/24.200.001`, with the site before it. */
  readonly #path: string;

  constructor(tenant: Tenant, entities: readonly Entity[], path: string) {
    this.#tenant = tenant;
    this.#entities = new Map(entities.map((entity) => [entity.store.shape.name, entity]));
    this.#operations = new LongOperations(tenant);
    this.#path = path;
  }

  /** `segments` follow the endpoint's path, decoded. */
  reply(segments: readonly string[], request: TwinRequest, session: Session): TwinReply {
    const [name = '', ...rest] = segments;
    const inquiry = INQUIRIES.find(({ shape }) => shape.name === name);
    if (inquiry !== undefined && rest.length === 0) return this.#inquire(inquiry, request, session);
    const entity = this.#entity(name);
    const context = { entity, request, session };
    if (rest[1] === 'status' && request.method === 'GET') return this.#operations.status(rest[2] ?? '');
    if (request.method === 'POST' && rest.length === 1) return this.#act(context, rest[0] ?? '');
    switch (request.method) {
      case 'GET':
        return rest.length === 0 ? this.#list(context) : this.#one(context, rest);
      case 'PUT':
        if (rest.length === 0) return this.#put(context);
        break;
      case 'DELETE':
        if (rest.length === 0) break;
        remove(entity, rest);
        return { status: 204 };
      default:
        break;
    }
    return {
      status: 405,
      body: { message: `The requested resource does not support http method '${request.method}'.` },
    };
  }

  /** Writes a record as a clerk does on the screen. Throws {@link ContractError}. */
  write(name: string, raw: Json, session: Session): Row {
    return this.#write(this.#entity(name), raw, session, new URLSearchParams(), {});
  }

  /** Deletes a record as a clerk does on the screen. Throws {@link ContractError}. */
  remove(name: string, keys: readonly string[]): void {
    remove(this.#entity(name), keys);
  }

  #entity(name: string): Entity {
    const entity = this.#entities.get(name);
    if (entity === undefined) throw noSuchEndpoint(name);
    return entity;
  }

  #list({ entity, request, session }: Context): TwinReply {
    const { shape } = entity.store;
    const view = viewOf(request.query, shape);
    const filter = request.query.get('$filter');
    const test = filter === null ? () => true : filterOf(filter, shape, this.#tenant.time);
    const skip = countOf(request.query, '$skip') ?? 0;
    const top = countOf(request.query, '$top') ?? Number.POSITIVE_INFINITY;
    const rows = entity.store
      .all()
      .filter(test)
      .slice(skip, skip + top);
    return { status: 200, body: rows.map((row, index) => this.#body(entity, row, view, session, index + 1)) };
  }

  #one({ entity, request, session }: Context, keys: readonly string[]): TwinReply {
    const { shape } = entity.store;
    const view = viewOf(request.query, shape);
    if (keys[0] === '$adHocSchema') {
      const empty: Row = { id: '00000000-0000-0000-0000-000000000000', note: '', custom: {}, values: {}, parts: {} };
      return { status: 200, body: replyBody(empty, shape, view, this.#context(session)) };
    }
    return { status: 200, body: this.#body(entity, found(entity, keys), view, session) };
  }

  #put({ entity, request, session }: Context): TwinReply {
    const view = viewOf(request.query, entity.store.shape);
    const conditions = { ifMatch: request.headers['if-match'], ifNoneMatch: request.headers['if-none-match'] };
    const row = this.#write(entity, objectOf(request.body), session, request.query, conditions);
    return { status: 200, body: this.#body(entity, row, view, session) };
  }

  #write(
    entity: Entity,
    raw: Json,
    session: Session,
    query: URLSearchParams,
    conditions: { readonly ifMatch?: string | undefined; readonly ifNoneMatch?: string | undefined },
  ): Row {
    const { shape } = entity.store;
    const problems = new Problems();
    const given = new Given(shape, raw, this.#tenant.time, problems);
    const before = this.#target(entity, given, query);
    if (before !== undefined && conditions.ifNoneMatch === '*') throw conditionNotMet();
    if (before === undefined && conditions.ifMatch === '*') throw conditionNotMet();
    const row = entity.write(given, before, session);
    problems.refuse(shape.name, raw);
    return entity.keep(row, given);
  }

  /** Which record a PUT means: by its key fields, else by its id, else by `$filter` (sheet section 3.0). */
  #target(entity: Entity, given: Given, query: URLSearchParams): Row | undefined {
    const { keys } = entity.store.shape;
    const values = keys.map((key) => given.text(key));
    if (values.every((value) => value !== '')) return entity.store.get(...values);
    if (given.id !== undefined) {
      const row = entity.store.byId(given.id);
      if (row === undefined) throw noSuchRecord();
      return row;
    }
    const filter = query.get('$filter');
    if (filter === null) return undefined;
    const rows = entity.store.filter(filterOf(filter, entity.store.shape, this.#tenant.time));
    if (rows.length > 1) throw screenRule('More than one entity satisfies the condition.');
    return rows[0];
  }

  #act({ entity, request, session }: Context, name: string): TwinReply {
    const action = Object.hasOwn(entity.actions, name) ? entity.actions[name] : undefined;
    if (action === undefined) throw noSuchEndpoint(request.path);
    const body = objectOf(request.body).entity;
    if (typeof body !== 'object' || body === null) throw malformed('invocation.entity', 'The entity is missing.');
    const given = new Given(entity.store.shape, body as Json, this.#tenant.time, new Problems());
    const row = this.#target(entity, given, request.query);
    if (row === undefined) throw noSuchRecord();
    action(row);
    return this.#operations.begun(`${this.#path}/${entity.store.shape.name}/${name}`, session);
  }

  #inquire(inquiry: Inquiry, request: TwinRequest, session: Session): TwinReply {
    if (request.method !== 'PUT')
      return {
        status: 405,
        body: { message: `The requested resource does not support http method '${request.method}'.` },
      };
    const view = viewOf(request.query, inquiry.shape);
    const raw = request.body === '' ? {} : objectOf(request.body);
    const problems = new Problems();
    const given = new Given(inquiry.shape, raw, this.#tenant.time, problems);
    const answer = this.#tenant.row({}, { [inquiry.into]: inquiry.rows(this.#tenant, given) });
    problems.refuse(inquiry.shape.name, raw);
    given.into(answer);
    return { status: 200, body: replyBody(answer, inquiry.shape, view, this.#context(session)) };
  }

  #body(entity: Entity, row: Row, view: View, session: Session, rowNumber = 1): Json {
    const derived = Object.entries(entity.derived).filter(([part]) => view.expand.has(part));
    const whole =
      derived.length === 0
        ? row
        : { ...row, parts: { ...row.parts, ...Object.fromEntries(derived.map(([part, look]) => [part, look(row)])) } };
    return replyBody(whole, entity.store.shape, view, this.#context(session), rowNumber);
  }

  #context(session: Session) {
    return { session, time: this.#tenant.time, path: this.#path };
  }
}

interface Context {
  readonly entity: Entity;
  readonly request: TwinRequest;
  readonly session: Session;
}

/** By the keys of the path, in their order, or by the one GUID. */
function found(entity: Entity, keys: readonly string[]): Row {
  const [first = ''] = keys;
  const row = keys.length === 1 && GUID.test(first) ? entity.store.byId(first) : entity.store.get(...keys);
  if (row === undefined) throw noSuchRecord();
  return row;
}

function remove(entity: Entity, keys: readonly string[]): void {
  const row = found(entity, keys);
  if (entity.remove === undefined) throw screenRule('The record cannot be deleted.');
  entity.remove(row);
}

function countOf(query: URLSearchParams, name: string): number | undefined {
  const written = query.get(name);
  if (written === null) return undefined;
  if (!/^\d+$/.test(written)) throw badQuery(`The value '${written}' of ${name} is not a whole number.`);
  return Number(written);
}

function objectOf(text: string): Json {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    throw new ContractError(
      { status: 400, body: { message: 'The request is invalid.', modelState: { entity: [String(error)] } } },
      'not JSON',
    );
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw malformed('entity', 'An object is expected.');
  return body as Json;
}
