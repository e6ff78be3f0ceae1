import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import type { Account } from './account.ts';
import type { AsyncJobs } from './async-jobs.ts';
import type { Entry } from './entry.ts';
import { catalogue, schemaOf } from './metadata.ts';
import { pageOf, windowOf } from './paging.ts';
import { qFilter } from './q-filter.ts';
import type { RecordType } from './record-types.ts';
import { type Records, typeNamed, type WriteOptions } from './records.ts';
import { invalidParameter, noSuchRecord, problem, RestError } from './rest-error.ts';
import { selfLink, showRecord, showSublist, type View } from './show-record.ts';
import { draftOf } from './transforms.ts';
import { type Body, isObject } from './write-fields.ts';

const RECORD_MEDIA = 'application/vnd.oracle.resource+json';
const BATCH = 100;

/** The record service (sheet sections 3 and 8): reads and writes of single records, lists of ids, transformations, batches. */
export class RecordService {
  readonly #account: Account;
  readonly #records: Records;
  readonly #jobs: AsyncJobs;
  readonly #path: string;

  constructor(account: Account, records: Records, jobs: AsyncJobs, path: string) {
    this.#account = account;
    this.#records = records;
    this.#jobs = jobs;
    this.#path = path;
  }

  catalogue({ query, headers, url }: TwinRequest): TwinReply {
    const selected = query.get('select');
    if (selected === null) return { status: 200, body: catalogue(this.#base(url)) };
    if (!/schema\+json|swagger\+json/.test(headers.accept ?? ''))
      throw problem(400, 'INVALID_REQUEST', 'The metadata of records is a schema.', { 'o:errorHeader': 'Accept' });
    const schemas = selected.split(',').map((name) => [name, schemaOf(this.#account.settings, typeNamed(name))]);
    return { status: 200, body: { components: { schemas: Object.fromEntries(schemas) } } };
  }

  metadata(name: string): TwinReply {
    return { status: 200, body: schemaOf(this.#account.settings, typeNamed(name)) };
  }

  collection(request: TwinRequest, name: string): TwinReply {
    const type = this.#allowed(name, request.method);
    if (request.method === 'GET') return this.#list(request, type);
    if (/type=collection/.test(request.headers['content-type'] ?? '')) return this.#batch(request, type);
    if (request.method !== 'POST')
      throw problem(405, 'INVALID_REQUEST', `The method ${request.method} is not allowed.`);
    return this.#perhapsLater(request, () =>
      this.#created(type, this.#records.create(type, bodyOf(request), optionsOf(request)), request),
    );
  }

  record(request: TwinRequest, name: string, key: string): TwinReply {
    const type = this.#allowed(name, request.method);
    if (request.method === 'GET') {
      const entry = this.#records.get(type, key);
      return {
        status: 200,
        headers: { 'content-type': `${RECORD_MEDIA}; type=singular` },
        body: this.#shown(request, type, entry),
      };
    }
    return this.#perhapsLater(request, () => this.#write(request, type, key));
  }

  sublist(
    request: TwinRequest,
    names: { readonly type: string; readonly id: string; readonly sublist: string },
  ): TwinReply {
    const type = this.#allowed(names.type, 'GET');
    const entry = this.#records.present(type, this.#records.get(type, names.id));
    const field = type.shape.fields[names.sublist];
    const view = this.#view(request);
    const href = `${view.base}/${type.name}/${entry.id}`;
    if (field?.kind === 'list')
      return {
        status: 200,
        body: showSublist(view, { name: names.sublist, entry, field }, href, windowOf(request.query)),
      };
    const shown =
      field?.kind === 'part' ? showRecord({ ...view, expand: true }, type, entry)[names.sublist] : undefined;
    if (shown === undefined) throw noSuchRecord(names.sublist);
    return { status: 200, body: shown };
  }

  transform(
    request: TwinRequest,
    names: { readonly type: string; readonly id: string; readonly target: string },
  ): TwinReply {
    const source = this.#allowed(names.type, 'GET');
    const target = this.#allowed(names.target, 'POST');
    return this.#perhapsLater(request, () => {
      const entry = this.#records.get(source, names.id);
      const draft = draftOf(this.#account, source, entry, target.name);
      const body = request.body === '' ? {} : bodyOf(request);
      return this.#created(target, this.#records.createFrom(target, draft, body, optionsOf(request)), request);
    });
  }

  #write(request: TwinRequest, type: RecordType, key: string): TwinReply {
    const options = optionsOf(request);
    switch (request.method) {
      case 'PATCH':
        return this.#created(type, this.#records.change(type, key, bodyOf(request), options), request);
      case 'PUT':
        return this.#created(type, this.#records.upsert(type, key, bodyOf(request), options), request);
      default:
        this.#records.remove(type, key);
        return { status: 204 };
    }
  }

  /** No body: the id is the last segment of the address (sheet section 3). */
  #created(type: RecordType, entry: Entry, { url }: TwinRequest): TwinReply {
    return { status: 204, headers: { location: `${this.#base(url)}/${type.name}/${entry.id}` } };
  }

  #list(request: TwinRequest, type: RecordType): TwinReply {
    const { query } = request;
    const base = `${this.#base(request.url)}/${type.name}`;
    const ids = query.get('ids');
    if (ids !== null) {
      const entries = ids.split(',').map((key) => this.#records.get(type, key));
      return {
        status: 200,
        body: pageOf(entries, { limit: 1000, offset: 0 }, base, (entry) => this.#shown(request, type, entry)),
      };
    }
    const q = query.get('q');
    const all = this.#account.all(type.name);
    const found = q === null ? all : all.filter(qFilter(this.#account, type.shape, q));
    return {
      status: 200,
      headers: { 'content-type': `${RECORD_MEDIA}; type=collection` },
      body: pageOf(found, windowOf(query), base, ({ id }) => ({ links: selfLink(`${base}/${id}`), id })),
    };
  }

  /** Up to 100 records of one type, asynchronously only (sheet section 8). */
  #batch(request: TwinRequest, type: RecordType): TwinReply {
    if (!isAsync(request))
      throw problem(400, 'INVALID_REQUEST', 'A batch is only run asynchronously.', { 'o:errorHeader': 'Prefer' });
    const { items } = bodyOf(request);
    if (!Array.isArray(items)) throw problem(400, 'INVALID_CONTENT', 'A collection is expected: { "items": [ … ] }.');
    if (items.length > BATCH) throw problem(400, 'INVALID_CONTENT', `No more than ${BATCH} records in a batch.`);
    return this.#later(request, () =>
      items.map((item: unknown) => this.#guarded(() => this.#batched(request, type, item))),
    );
  }

  #batched(request: TwinRequest, type: RecordType, item: unknown): TwinReply {
    if (!isObject(item)) throw problem(400, 'INVALID_CONTENT', 'An object is expected.');
    const options = optionsOf(request);
    const key = typeof item.id === 'string' ? item.id : `eid:${String(item.externalId)}`;
    if (request.method === 'POST') return this.#created(type, this.#records.create(type, item, options), request);
    if (request.method === 'DELETE') {
      this.#records.remove(type, key);
      return { status: 204 };
    }
    const written =
      request.method === 'PATCH'
        ? this.#records.change(type, key, item, options)
        : this.#records.upsert(type, key, item, options);
    return this.#created(type, written, request);
  }

  #perhapsLater(request: TwinRequest, work: () => TwinReply): TwinReply {
    return isAsync(request) ? this.#later(request, () => [this.#guarded(work)]) : work();
  }

  #later(request: TwinRequest, work: () => readonly TwinReply[]): TwinReply {
    const key = request.headers['x-netsuite-idempotency-key'];
    return this.#jobs.begin(new URL(request.url).origin, typeof key === 'string' ? key : undefined, work);
  }

  #guarded(work: () => TwinReply): TwinReply {
    try {
      return work();
    } catch (error) {
      if (error instanceof RestError) return error.reply;
      throw error;
    }
  }

  /** A type that the role may see, or write. */
  #allowed(name: string, method: string): RecordType {
    const type = typeNamed(name);
    const { hidden, readOnly } = this.#account.settings;
    if (hidden.includes(name) || (method !== 'GET' && readOnly.includes(name)))
      throw problem(403, 'INSUFFICIENT_PERMISSION', `Permission violation: you need a permission on ${name}.`);
    return type;
  }

  #shown(request: TwinRequest, type: RecordType, entry: Entry): unknown {
    return showRecord(this.#view(request), type, this.#records.present(type, entry));
  }

  #view({ query, url }: TwinRequest): View {
    const flag = (name: string): boolean => {
      const written = query.get(name) ?? 'false';
      if (written !== 'true' && written !== 'false') throw invalidParameter(name, `Invalid value ${written}.`);
      return written === 'true';
    };
    const fields = query.get('fields');
    return {
      account: this.#account,
      base: this.#base(url),
      expand: flag('expandSubResources'),
      simpleEnums: flag('simpleEnumFormat'),
      ...(fields === null ? {} : { fields: fields.split(',') }),
    };
  }

  #base(url: string): string {
    return `${new URL(url).origin}${this.#path}`;
  }
}

const isAsync = ({ headers }: TwinRequest): boolean => /respond-async/.test(String(headers.prefer ?? ''));

function optionsOf({ headers, query }: TwinRequest): WriteOptions {
  return {
    refuseUnknown: headers['x-netsuite-propertynamevalidation'] === 'Error',
    replace: new Set((query.get('replace') ?? '').split(',').filter((name) => name !== '')),
  };
}

function bodyOf({ headers, body }: TwinRequest): Body {
  if (!/^application\/(json|vnd\.oracle\.resource\+json)/.test(headers['content-type'] ?? ''))
    throw problem(415, 'INVALID_REQUEST', 'The media type is not supported.', { 'o:errorHeader': 'Content-Type' });
  const parsed = parsedJson(body);
  if (!isObject(parsed)) throw problem(400, 'INVALID_CONTENT', 'The request body is not a JSON object.');
  return parsed;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
