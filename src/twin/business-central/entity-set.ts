import type { Clock } from '../../model/clock.ts';
import { ODataError } from './odata-error.ts';
import type { Transaction } from './transaction.ts';

export type Row = Record<string, unknown> & { id: string };

interface Entry {
  readonly row: Row;
  /** Place in the order of insertion: how lists are ordered when nothing else says so, and how they are continued. */
  readonly ordinal: number;
  version: number;
}

export type ChangeType = 'created' | 'updated' | 'deleted';

/** Rows of one entity, in the order made, with indexes for the look-ups that a connector makes for every record. */
export class EntitySet {
  readonly name: string;
  /** Told of every change: webhooks hang on it (sheet section 9). */
  onChange: ((row: Row, type: ChangeType) => void) | undefined;
  readonly #entries = new Map<string, Entry>();
  readonly #indexes: ReadonlyMap<string, Map<unknown, Set<Row>>>;
  readonly #clock: Clock;
  readonly #transaction: Transaction;
  #version = 0;
  #ordinal = 0;

  constructor(name: string, clock: Clock, transaction: Transaction, indexed: readonly string[] = []) {
    this.name = name;
    this.#clock = clock;
    this.#transaction = transaction;
    this.#indexes = new Map(indexed.map((field) => [field, new Map()]));
  }

  get size(): number {
    return this.#entries.size;
  }

  all(): Row[] {
    const rows: Row[] = [];
    for (const { row } of this.#entries.values()) rows.push(row);
    return rows;
  }

  get(id: string): Row | undefined {
    return this.#entries.get(id.toLowerCase())?.row;
  }

  /** The row, or the 404 of an unknown id. */
  need(id: string): Row {
    const row = this.get(id);
    if (row !== undefined) return row;
    throw new ODataError(
      404,
      'Internal_RecordNotFound',
      `The ${this.name} record does not exist. Identification fields and values: Id='${id}'.`,
    );
  }

  isIndexed(field: string): boolean {
    return this.#indexes.has(field);
  }

  /** Rows whose field has exactly this value. */
  by(field: string, value: unknown): Row[] {
    const index = this.#indexes.get(field);
    if (index === undefined) return this.all().filter((row) => row[field] === value);
    return [...(index.get(value) ?? [])];
  }

  ordinal(row: Row): number {
    return this.#entries.get(row.id)?.ordinal ?? 0;
  }

  add(row: Row): Row {
    this.#ordinal += 1;
    const entry: Entry = { row, ordinal: this.#ordinal, version: 0 };
    this.#put(entry);
    this.#transaction.note(() => this.#drop(row));
    this.#stamp(entry);
    this.onChange?.(row, 'created');
    return row;
  }

  change(row: Row, changes: Readonly<Record<string, unknown>>): Row {
    this.#write(row, changes);
    return this.touch(row);
  }

  /** Writes what a recalculation found: the ETag moves when something changed, the modification time does not. */
  amend(row: Row, changes: Readonly<Record<string, unknown>>): void {
    if (Object.entries(changes).every(([field, value]) => row[field] === value)) return;
    this.#write(row, changes);
    this.recalculated(row);
  }

  /** A new ETag without a new modification time. */
  recalculated(row: Row): void {
    const entry = this.#entries.get(row.id);
    if (entry !== undefined) this.#renew(entry);
  }

  touch(row: Row): Row {
    const entry = this.#entries.get(row.id);
    if (entry !== undefined) this.#stamp(entry);
    this.onChange?.(row, 'updated');
    return row;
  }

  remove(row: Row): void {
    const entry = this.#entries.get(row.id);
    if (entry === undefined) return;
    this.#drop(row);
    this.#transaction.note(() => this.#put(entry));
    this.onChange?.(row, 'deleted');
  }

  /** `W/"…"` around base64, as in the sample of sheet section 11. */
  etag(row: Row): string {
    const raw = `'19;${String(this.#entries.get(row.id)?.version ?? 0).padStart(20, '1')};00;'`;
    return `W/"${Buffer.from(raw).toString('base64')}"`;
  }

  /** PATCH and DELETE need If-Match with the current ETag, or `*` (sheet sections 6 and 7). */
  checkEtag(row: Row, ifMatch: string | undefined): void {
    if (ifMatch === undefined || ifMatch === '') {
      throw new ODataError(
        400,
        'BadRequest_InvalidToken',
        'Could not validate the client concurrency token required by the service. Please provide a valid token in the client request.',
      );
    }
    if (ifMatch !== '*' && ifMatch !== this.etag(row))
      throw new ODataError(409, 'Request_EntityChanged', 'Another user has already changed the record.');
  }

  #stamp(entry: Entry): void {
    const { row } = entry;
    const before = row.lastModifiedDateTime;
    row.lastModifiedDateTime = new Date(this.#clock.now()).toISOString();
    this.#transaction.note(() => {
      row.lastModifiedDateTime = before;
    });
    this.#renew(entry);
  }

  #renew(entry: Entry): void {
    const before = entry.version;
    this.#version += 1;
    entry.version = this.#version;
    this.#transaction.note(() => {
      entry.version = before;
    });
  }

  #write(row: Row, changes: Readonly<Record<string, unknown>>): void {
    const before: Record<string, unknown> = {};
    for (const field of Object.keys(changes)) before[field] = row[field];
    this.#assign(row, changes);
    this.#transaction.note(() => this.#assign(row, before));
  }

  #assign(row: Row, values: Readonly<Record<string, unknown>>): void {
    for (const [field, index] of this.#indexes) {
      if (!(field in values) || values[field] === row[field]) continue;
      index.get(row[field])?.delete(row);
      indexed(index, values[field]).add(row);
    }
    Object.assign(row, values);
  }

  #put(entry: Entry): void {
    this.#entries.set(entry.row.id, entry);
    for (const [field, index] of this.#indexes) indexed(index, entry.row[field]).add(entry.row);
  }

  #drop(row: Row): void {
    this.#entries.delete(row.id);
    for (const [field, index] of this.#indexes) index.get(row[field])?.delete(row);
  }
}

function indexed(index: Map<unknown, Set<Row>>, value: unknown): Set<Row> {
  const known = index.get(value);
  if (known !== undefined) return known;
  const made = new Set<Row>();
  index.set(value, made);
  return made;
}
