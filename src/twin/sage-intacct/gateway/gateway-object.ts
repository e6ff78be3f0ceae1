import type { Company } from '../company.ts';
import { type ObjectFields, text } from './object-fields.ts';
import type { XmlElement } from './xml-element.ts';

/** A record by its RECORDNO. */
export interface GatewayRecord {
  readonly key: string;
}

/** Records of one kind as the gateway's generic functions know them. What is not given is refused. */
export interface GatewayObject<T extends GatewayRecord> {
  /** `SODOCUMENT` */
  readonly name: string;
  /** The field by which readByName and update know a record, besides RECORDNO. */
  readonly id: string;
  readonly all: (company: Company) => readonly T[];
  readonly fields: ObjectFields<T>;
  /** Custom fields: of documents they are seen only by those who name the definition (`docparid`). */
  readonly custom?: (record: T) => Readonly<Record<string, unknown>>;
  /** The definition of a document. */
  readonly definition?: (record: T) => string;
  /** What a `read` shows besides the fields: lines and subtotals, below the element that it has for them. */
  readonly owned?: (record: T, company: Company) => Readonly<Record<string, unknown>>;
  readonly create?: (company: Company, element: XmlElement) => T;
  readonly change?: (company: Company, record: T, element: XmlElement) => T;
  readonly remove?: (company: Company, record: T) => void;
}

/** An object whose records are of a kind that only it knows. */
// biome-ignore lint/suspicious/noExplicitAny: a record never leaves the object that it belongs to
export type AnyObject = GatewayObject<any>;

/** Related records by the paths that `query` has for them, where readByQuery has another one. */
const PATHS: Readonly<Record<string, string>> = { SHIPTOCONTACT: 'SHIPTO', BILLTOCONTACT: 'BILLTO' };

/** The fields that may be named: with those that the company has made itself, where they are seen. */
export function fieldsOf(object: AnyObject, company: Company, docparid: string): ObjectFields<GatewayRecord> {
  const { custom, definition, fields } = object;
  if (custom === undefined || (definition !== undefined && docparid === '')) return fields;
  const own = company.settings.customFields.map((name) => [
    name,
    text((record: GatewayRecord) => String(custom(record)[`nsp::${name}`] ?? ''), { isCustom: true }),
  ]);
  return { ...fields, ...Object.fromEntries(own) };
}

export function pathOf(name: string): string {
  const [first = '', ...others] = name.split('.');
  return [PATHS[first] ?? first, ...others].join('.');
}

/** The records, of one definition when it is named. */
export function recordsOf(object: AnyObject, company: Company, docparid: string): readonly GatewayRecord[] {
  const all: readonly GatewayRecord[] = object.all(company);
  const { definition } = object;
  return definition === undefined || docparid === '' ? all : all.filter((record) => definition(record) === docparid);
}

/** A record as flat fields: `<TERM.NAME>`. */
export const flat = <T extends GatewayRecord>(
  record: T,
  names: readonly string[],
  fields: ObjectFields<T>,
  company: Company,
): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, fields[pathOf(name)]?.of(record, company) ?? '']));

/** A record with what it joins inside: `<TERM><NAME>`. */
export function nested(flatRecord: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  const root: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(flatRecord)) {
    const parts = name.split('.');
    const last = parts.pop() ?? '';
    let at = root;
    for (const part of parts) {
      at[part] ??= {};
      at = at[part] as Record<string, unknown>;
    }
    at[last] = value;
  }
  return root;
}
