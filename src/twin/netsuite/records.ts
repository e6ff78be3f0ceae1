import type { Account } from './account.ts';
import { type Entry, entryOf, listOf, textOf } from './entry.ts';
import { type RecordType, recordType, typesOf } from './record-types.ts';
import { duplicate, invalidContent, noSuchRecord, problem, wrongTransactionType } from './rest-error.ts';
import { rulesOf } from './rules-of-types.ts';
import { type Body, isObject, type Writing, writeFields } from './write-fields.ts';

/** How a write is asked for, beside its body. */
export type WriteOptions = Pick<Writing, 'refuseUnknown' | 'replace'>;

export const PLAIN: WriteOptions = { refuseUnknown: false, replace: new Set() };

/** The verbs of the record service on the records of an account (sheet section 3). */
export class Records {
  readonly #account: Account;

  constructor(account: Account) {
    this.#account = account;
  }

  /** By internal id, or `eid:` and an external id. Throws when there is none. */
  get(type: RecordType, key: string): Entry {
    const found = this.seek(type, key);
    if (found !== undefined) return found;
    if (type.family === 'transaction' && externalKey(key) === undefined) throw wrongTransactionType();
    throw noSuchRecord(key);
  }

  seek(type: RecordType, key: string): Entry | undefined {
    const external = externalKey(key);
    const store = this.#account.store(type.name);
    return external === undefined ? store.get(key) : store.byExternalId(external);
  }

  create(type: RecordType, body: Body, options: WriteOptions = PLAIN): Entry {
    if (rulesOf(type).onlyTransformed === true)
      throw problem(400, 'INVALID_REQUEST', `A ${type.name} is created by a transformation of another record.`);
    return this.#write(type, entryOf(''), body, options);
  }

  /** A record that begins as the system proposes it. */
  createFrom(type: RecordType, draft: Entry, body: Body, options: WriteOptions): Entry {
    const rest = withoutLines(draft, body, options.replace);
    return this.#write(type, draft, rest, { ...options, replace: new Set() });
  }

  change(type: RecordType, key: string, body: Body, options: WriteOptions = PLAIN): Entry {
    return this.#write(type, this.get(type, key), body, options);
  }

  /** `PUT eid:…`: creates what is not there (sheet section 7). */
  upsert(type: RecordType, key: string, body: Body, options: WriteOptions): Entry {
    const externalId = externalKey(key);
    if (externalId === undefined)
      throw problem(400, 'INVALID_REQUEST', 'A record is upserted by its external id: eid:{externalId}.');
    if (this.seek(type, key) !== undefined) return this.change(type, key, body, options);
    return this.create(type, { ...body, externalId }, options);
  }

  remove(type: RecordType, key: string): void {
    const entry = this.get(type, key);
    rulesOf(type).removed?.(this.#account, entry);
    this.#account.drop(type.name, entry);
  }

  /** The record as it is shown. */
  present(type: RecordType, entry: Entry): Entry {
    return rulesOf(type).present?.(this.#account, entry) ?? entry;
  }

  #write(type: RecordType, begun: Entry, body: Body, options: WriteOptions): Entry {
    return this.#account.drawing(() => this.#settled(type, begun, body, options));
  }

  #settled(type: RecordType, begun: Entry, body: Body, options: WriteOptions): Entry {
    const account = this.#account;
    const before = begun.id === '' ? undefined : begun;
    const entry: Entry = before === undefined ? { ...begun, id: account.nextId(type) } : structuredClone(before);
    if (before === undefined)
      for (const [name, field] of Object.entries(type.shape.fields))
        if (field.kind === 'list' && field.readOnly !== true) listOf(entry, name);
    writeFields({ account, ...options }, type.shape, entry, body);
    this.#checkExternalId(type, entry);
    if (type.family === 'transaction') {
      const series = type.prefix ?? '';
      if (before === undefined)
        Object.assign(entry.values, { tranId: `${series}${account.next(series, 1001)}`, createdDate: account.now() });
      else entry.values.tranId = textOf(before, 'tranId');
    }
    const rules = rulesOf(type);
    const settling = { before, given: new Set(Object.keys(body)) };
    rules.settle(account, entry, settling);
    if ('lastModifiedDate' in type.shape.fields) entry.values.lastModifiedDate = account.now();
    account.keep(type.name, entry);
    rules.kept?.(account, entry, settling);
    return entry;
  }

  /** Letters, digits, `_` and `-`; unique in its type, or in all that share their ids (sheet section 7). */
  #checkExternalId(type: RecordType, entry: Entry): void {
    const externalId = textOf(entry, 'externalId');
    if (externalId === '') return;
    if (!/^[A-Za-z0-9_-]+$/.test(externalId)) throw invalidContent('externalId', `Invalid external id ${externalId}.`);
    const types = this.#account.settings.sharedExternalIds && type.family !== 'list' ? typesOf(type.family) : [type];
    const names = types.length > 0 ? types.map(({ name }) => name) : [type.name];
    const other = this.#account.findExternal(names, externalId);
    if (other !== undefined && other.entry.id !== entry.id)
      throw duplicate(`This record already exists: there is a ${other.type.name} with the external id ${externalId}.`);
  }
}

export const externalKey = (key: string): string | undefined => (key.startsWith('eid:') ? key.slice(4) : undefined);

/** A known record type of the path. Throws 404 for another one. */
export function typeNamed(name: string): RecordType {
  const type = recordType(name);
  if (type === undefined) throw problem(404, 'NONEXISTENT_ID', `Record type '${name}' does not exist.`);
  return type;
}

/**
 * Lines of a proposed document as the body wants them. Lines that it does not name stay, unless the sublist is replaced; a
 * line may be named by the line of the order that it comes from. A price that the body gives is not overruled by the
 * proposed amount.
 */
function withoutLines(draft: Entry, body: Body, replace: ReadonlySet<string>): Body {
  const items = isObject(body.item) && Array.isArray(body.item.items) ? (body.item.items as unknown[]) : undefined;
  if (items === undefined) return body;
  const lines = listOf(draft, 'item');
  const named = new Set<Entry>();
  const rewritten = items.map((item) => {
    if (!isObject(item)) return item;
    const wanted = item.orderLine ?? item.line;
    const line = lines.find(({ values }) => values.orderLine === wanted);
    if (line === undefined) return item;
    named.add(line);
    if ('quantity' in item || 'rate' in item) delete line.values.amount;
    return { ...item, orderLine: line.values.orderLine, line: line.values.line };
  });
  if (replace.has('item')) draft.lists.item = lines.filter((line) => named.has(line));
  return { ...body, item: { ...(body.item as Body), items: rewritten } };
}
