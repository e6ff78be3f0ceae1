import { INTEGER, listOf, MIXED, objectOf, STRING } from './parameter-schema.ts';
import { numberIn, recordsIn, textIn, type Values } from './request-values.ts';

export interface MetaEntry {
  readonly id: number;
  key: string;
  value: unknown;
}

export const META_DATA = listOf(objectOf({ id: INTEGER, key: STRING, value: MIXED }));

/**
 * Applies `meta_data` of a write. An entry with a known id changes that entry; a known key without id overwrites the
 * first entry of that key and drops the others; anything else is added. A null value deletes.
 * `property` may take an entry for itself: keys such as `_billing_email` set the property behind them.
 */
export function writeMeta(
  meta: MetaEntry[],
  values: Values,
  nextId: () => number,
  property: (key: string, value: unknown) => boolean = () => false,
): void {
  for (const sent of recordsIn(values, 'meta_data') ?? []) {
    const key = textIn(sent, 'key') ?? '';
    const value = stored(sent.value);
    if (property(key, value)) continue;
    const id = numberIn(sent, 'id') ?? 0;
    const first = id > 0 ? meta.find((entry) => entry.id === id) : meta.find((entry) => entry.key === key);
    if (first === undefined) {
      if (value !== null) meta.push({ id: nextId(), key, value });
      continue;
    }
    first.key = key;
    first.value = value;
    drop(meta, (entry) => (entry === first ? value === null : id === 0 && entry.key === key));
  }
}

/** Sets one entry from inside the shop, as a plugin would. */
export function setMeta(meta: MetaEntry[], key: string, value: unknown, nextId: () => number): void {
  writeMeta(meta, { meta_data: [{ key, value }] }, nextId);
}

export function metaText(meta: readonly MetaEntry[], key: string): string | undefined {
  const value = meta.find((entry) => entry.key === key)?.value;
  return typeof value === 'string' ? value : undefined;
}

export function dropMeta(meta: MetaEntry[], key: string): void {
  drop(meta, (entry) => entry.key === key);
}

export function viewMeta(meta: readonly MetaEntry[]): unknown[] {
  return meta.map(({ id, key, value }) => ({ id, key, value }));
}

/** The meta of an order line carries its label as well. `labels` are the attribute names behind the keys. */
export function viewLineMeta(meta: readonly MetaEntry[], labels: ReadonlyMap<string, string> = new Map()): unknown[] {
  return meta.map(({ id, key, value }) => ({
    id,
    key,
    value,
    display_key: labels.get(key) ?? key,
    display_value: value,
  }));
}

/** Meta lives in a text column: numbers and booleans come back as text, lists and objects as they were. */
function stored(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '1' : '';
  return value ?? null;
}

function drop(meta: MetaEntry[], unwanted: (entry: MetaEntry) => boolean): void {
  const kept = meta.filter((entry) => !unwanted(entry));
  meta.splice(0, meta.length, ...kept);
}
