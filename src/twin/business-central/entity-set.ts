import type { Clock } from '../../model/clock.ts';
import { ODataError } from './odata-error.ts';

export type Row = Record<string, unknown> & { id: string };

/** Rows of one entity, in the order made, with indexes for the lookups that a connector makes for every record. */
export class EntitySet {
  readonly name: string;
  readonly #rows = new Map<string, Row>();
  readonly #indexes: ReadonlyMap<string, Map<unknown, Set<string>>>;
  readonly #versions = new Map<string, number>();
  readonly #clock: Clock;
  #version = 0;

  constructor(name: string, clock: Clock, indexed: readonly string[] = []) {
    this.name = name;
    this.#clock = clock;
    this.#indexes = new Map(indexed.map((field) => [field, new Map()]));
  }

  get size(): number {
    return this.#rows.size;
  }

  all(): Row[] {
    return [...this.#rows.values()];
  }

  get(id: string): Row | undefined {
    return this.#rows.get(id.toLowerCase());
  }

  /** The row, or the 404 of an unknown id. */
  need(id: string): Row {
    const row = this.get(id);
    if (row !== undefined) return row;
    throw new ODataError(404, 'BadRequest_ResourceNotFound', `The entity ${this.name}(${id}) was not found.`);
  }

  isIndexed(field: string): boolean {
    return this.#indexes.has(field);
  }

  /** Rows whose field has exactly this value. */
  by(field: string, value: unknown): Row[] {
    const index = this.#indexes.get(field);
    if (index === undefined) return this.all().filter((row) => row[field] === value);
    return [...(index.get(value) ?? [])].map((id) => this.need(id));
  }

  add(row: Row): Row {
    this.#rows.set(row.id, row);
    for (const [field, index] of this.#indexes) {
      const ids = index.get(row[field]) ?? new Set();
      ids.add(row.id);
      index.set(row[field], ids);
    }
    return this.touch(row);
  }

  change(row: Row, changes: Readonly<Record<string, unknown>>): Row {
    for (const [field, index] of this.#indexes) {
      if (!(field in changes) || changes[field] === row[field]) continue;
      index.get(row[field])?.delete(row.id);
      const ids = index.get(changes[field]) ?? new Set();
      ids.add(row.id);
      index.set(changes[field], ids);
    }
    Object.assign(row, changes);
    return this.touch(row);
  }

  /** A new ETag without a new modification time: what a recalculation does. */
  recalculated(row: Row): void {
    this.#version += 1;
    this.#versions.set(row.id, this.#version);
  }

  touch(row: Row): Row {
    row.lastModifiedDateTime = new Date(this.#clock.now()).toISOString();
    this.recalculated(row);
    return row;
  }

  remove(row: Row): void {
    this.#rows.delete(row.id);
    for (const [field, index] of this.#indexes) index.get(row[field])?.delete(row.id);
  }

  etag(row: Row): string {
    const raw = `19;${String(this.#versions.get(row.id) ?? 0).padStart(20, '1')}0;'`;
    return `W/"${Buffer.from(raw).toString('base64')}"`;
  }

  /** PATCH and DELETE need If-Match with the current ETag, or `*` (sheet section 7). */
  checkEtag(row: Row, ifMatch: string | undefined): void {
    if (ifMatch === undefined || ifMatch === '')
      throw new ODataError(
        400,
        'BadRequest_RequiredParamNotProvided',
        "The 'If-Match' header must be specified for this operation.",
      );
    if (ifMatch !== '*' && ifMatch !== this.etag(row)) {
      throw new ODataError(409, 'Request_EntityChanged', 'Another user has already changed the record.');
    }
  }
}
