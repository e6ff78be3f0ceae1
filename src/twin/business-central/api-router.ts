import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import type { Company } from './company.ts';
import type { Entity, Navigation } from './entity.ts';
import type { Row } from './entity-set.ts';
import { shapedRow, shapeOf } from './entity-shape.ts';
import { GUID } from './field-rules.ts';
import { contextOf, countReply, JSON_TYPE, listReply } from './list-reply.ts';
import { notAllowed, ODataError, unknownSegment } from './odata-error.ts';
import { readBody } from './request-body.ts';

/** One step of a path: `salesOrders(…)`, `salesOrderLines`, `Microsoft.NAV.post`, `$count`. */
interface Segment {
  readonly name: string;
  readonly key: string | undefined;
}

/** Answers what is asked of the entity sets of one company. */
export class ApiRouter {
  readonly #company: Company;
  readonly #entities: ReadonlyMap<string, Entity>;

  constructor(company: Company, entities: ReadonlyMap<string, Entity>) {
    this.#company = company;
    this.#entities = entities;
  }

  /** `path` is what follows the company: `salesOrders(…)/salesOrderLines`. */
  reply(path: string, request: TwinRequest): TwinReply {
    const [first, second, ...others] = segmentsOf(path);
    const entity = first === undefined ? undefined : this.#entities.get(first.name);
    if (first === undefined || entity === undefined || others.length > 1) throw unknownSegment(first?.name ?? path);
    if (first.key === undefined) {
      if (second === undefined) return this.#set(entity, undefined, request, entity.create);
      if (second.name === '$count') return countReply(entity, undefined, request);
      throw unknownSegment(second.name);
    }
    const row = rowOf(entity, first.key);
    return second === undefined
      ? this.#single(entity, row, request)
      : this.#below(entity, row, second, others[0], request);
  }

  #below(entity: Entity, row: Row, step: Segment, last: Segment | undefined, request: TwinRequest): TwinReply {
    if (step.name.startsWith('Microsoft.NAV.')) return this.#action(entity, row, step.name.slice(14), request);
    if (step.name === 'pdfDocument') return pdfReply(row, last);
    const navigation = Object.hasOwn(entity.navigation ?? {}, step.name) ? entity.navigation?.[step.name] : undefined;
    if (navigation === undefined) throw unknownSegment(step.name);
    if (last?.name === '$count') return countReply(navigation.entity(), navigation.rows(row), request);
    if (last !== undefined) throw unknownSegment(last.name);
    return this.#navigation(navigation, row, step, request);
  }

  #navigation(navigation: Navigation, row: Row, step: Segment, request: TwinRequest): TwinReply {
    const target = navigation.entity();
    if (step.key !== undefined) {
      const found = rowOf(target, step.key);
      if (!navigation.rows(row).includes(found)) throw unknownSegment(`${step.name}(${step.key})`);
      return this.#single(target, found, request);
    }
    if (navigation.many) {
      const { create } = navigation;
      return this.#set(target, navigation.rows(row), request, create && ((body) => create(row, body)));
    }
    const [found] = navigation.rows(row);
    if (found === undefined) return { status: 204 };
    if (request.method !== 'GET') throw notAllowed(request.method, target.name);
    return this.#single(target, found, request);
  }

  #set(entity: Entity, below: readonly Row[] | undefined, request: TwinRequest, create: Entity['create']): TwinReply {
    if (request.method === 'GET') return listReply(entity, below, request, (row) => this.#seen(entity, row, request));
    if (request.method !== 'POST' || create === undefined) throw notAllowed(request.method, entity.name);
    const row = this.#write(() => create(readBody(request)));
    return this.#entityReply(entity, row, request, 201);
  }

  #single(entity: Entity, row: Row, request: TwinRequest): TwinReply {
    const { change, remove } = entity;
    if (request.method === 'GET') {
      this.#seen(entity, row, request);
      return this.#entityReply(entity, row, request, 200);
    }
    if (request.method === 'PATCH' && change !== undefined) {
      this.#write(() => {
        entity.set.checkEtag(row, request.headers['if-match']);
        change(row, readBody(request));
      });
      return this.#entityReply(entity, row, request, 200);
    }
    if (request.method === 'DELETE' && remove !== undefined) {
      this.#write(() => {
        entity.set.checkEtag(row, request.headers['if-match']);
        remove(row);
      });
      return { status: 204 };
    }
    throw notAllowed(request.method, entity.name);
  }

  #action(entity: Entity, row: Row, name: string, request: TwinRequest): TwinReply {
    const act = Object.hasOwn(entity.actions ?? {}, name) ? entity.actions?.[name] : undefined;
    if (act === undefined) throw unknownSegment(`Microsoft.NAV.${name}`);
    if (request.method !== 'POST') throw notAllowed(request.method, `Microsoft.NAV.${name}`);
    this.#write(() => act(row));
    return { status: 204 };
  }

  #entityReply(entity: Entity, row: Row, request: TwinRequest, status: number): TwinReply {
    const shape = shapeOf(entity, request.query.get('$select'), request.query.get('$expand'));
    return {
      status,
      headers: {
        ...JSON_TYPE,
        ...(status === 201 ? { location: `${request.url.replace(/\/$/, '')}(${row.id})` } : {}),
      },
      body: { '@odata.context': contextOf(request, `${entity.name}/$entity`), ...shapedRow(entity, row, shape) },
    };
  }

  /** Every write is a transaction, and needs the permission to write (sheet sections 6 and 7). */
  #write<T>(work: () => T): T {
    if (this.#company.settings.readOnly)
      throw new ODataError(
        403,
        'Authorization_PermissionDenied',
        'Sorry, the current permissions prevented the action.',
      );
    return this.#company.transaction.run(work);
  }

  /**
   * A GET can write: reading a document whose lines were edited spreads its discount again and moves its ETag, unless
   * the reader may not write or reads the replica (sheet sections 2 and 12).
   */
  #seen(entity: Entity, row: Row, { headers }: TwinRequest): void {
    const { flagged, settings } = this.#company;
    if (!flagged.has(row.id) || entity.query === true || settings.readOnly) return;
    if (String(headers['data-access-intent'] ?? '').toLowerCase() === 'readonly') return;
    flagged.delete(row.id);
    entity.set.recalculated(row);
  }
}

function segmentsOf(path: string): Segment[] {
  return path.split('/').map((part) => {
    const [, name, key] = /^([$A-Za-z][A-Za-z.]*)(?:\(([^)]*)\))?$/.exec(part) ?? [];
    if (name === undefined) throw unknownSegment(part);
    return { name, key };
  });
}

function rowOf(entity: Entity, key: string): Row {
  if (!GUID.test(key))
    throw new ODataError(404, 'BadRequest_NotFound', `Bad Request - Error in query syntax: '${key}'.`);
  return entity.set.need(key);
}

/** `pdfDocument/pdfDocumentContent` is binary (sheet section 3.7); this one has a page without text. */
function pdfReply(row: Row, last: Segment | undefined): TwinReply {
  if (last?.name !== 'pdfDocumentContent') throw unknownSegment(last?.name ?? 'pdfDocument');
  return {
    status: 200,
    headers: { 'content-type': 'application/pdf' },
    body: Buffer.from(`%PDF-1.4\n% ${String(row.number)}\n%%EOF\n`, 'latin1'),
  };
}
