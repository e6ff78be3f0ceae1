import { type Row, type Scalar, scalarOf } from './row.ts';

/** The rows of an entity set by their key, in the order in which they were made, with an index of some other properties. */
export class EntityStore<K extends string | number> {
  readonly key: string;
  readonly #rows = new Map<K, Row>();
  readonly #versions = new Map<K, number>();
  readonly #indexes: ReadonlyMap<string, Map<Scalar, Set<K>>>;
  readonly #indexed = new Map<K, Readonly<Record<string, Scalar>>>();

  constructor(key: string, indexed: readonly string[] = []) {
    this.key = key;
    this.#indexes = new Map(indexed.map((property) => [property, new Map()]));
  }

  get(key: K): Row | undefined {
    return this.#rows.get(key);
  }

  all(): readonly Row[] {
    return [...this.#rows.values()];
  }

  /** Rows with this value in the key or an indexed property; undefined when there is no such index. */
  with(property: string, value: Scalar): readonly Row[] | undefined {
    const keys = property === this.key ? [value as K] : this.#indexes.get(property)?.get(value);
    if (keys === undefined) return this.#indexes.has(property) ? [] : undefined;
    return [...keys].map((key) => this.#rows.get(key)).filter((row) => row !== undefined);
  }

  put(row: Row): Row {
    const key = this.#keyOf(row);
    this.#unindex(key);
    this.#rows.set(key, row);
    this.#versions.set(key, (this.#versions.get(key) ?? 0) + 1);
    for (const [property, index] of this.#indexes) {
      const value = scalarOf(row, property);
      const keys = index.get(value) ?? new Set();
      index.set(value, keys.add(key));
    }
    this.#indexed.set(
      key,
      Object.fromEntries([...this.#indexes.keys()].map((property) => [property, scalarOf(row, property)])),
    );
    return row;
  }

  remove(key: K): void {
    this.#unindex(key);
    this.#rows.delete(key);
  }

  /** Weak, as the Service Layer's are (sheet section 7). */
  etag(row: Row): string {
    const key = this.#keyOf(row);
    const seed = [...String(key)].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 0xff_ffff, 7);
    const version = this.#versions.get(key) ?? 0;
    return `W/"${(seed * 256 + version).toString(16).toUpperCase().padStart(8, '0')}"`;
  }

  /** All that is in it now, to be put back by {@link restore}: a change set is done as a whole or not at all. */
  snapshot(): readonly Row[] {
    return structuredClone(this.all());
  }

  restore(rows: readonly Row[]): void {
    for (const key of [...this.#rows.keys()]) this.remove(key);
    for (const row of rows) this.put(row);
  }

  #keyOf(row: Row): K {
    return scalarOf(row, this.key) as K;
  }

  #unindex(key: K): void {
    for (const [property, value] of Object.entries(this.#indexed.get(key) ?? {}))
      this.#indexes.get(property)?.get(value)?.delete(key);
    this.#indexed.delete(key);
  }
}
