import type { Row } from './row.ts';
import type { Shape } from './shape.ts';

/** The records of one entity, by key and by id. Keys are compared trimmed and without case (sheet section 12). */
export class Store {
  readonly shape: Shape;
  readonly #rows = new Map<string, Row>();
  readonly #keys = new Map<string, string>();

  constructor(shape: Shape) {
    this.shape = shape;
  }

  get(...keys: readonly string[]): Row | undefined {
    return this.#rows.get(keyText(keys));
  }

  byId(id: string): Row | undefined {
    const key = this.#keys.get(id.toLowerCase());
    return key === undefined ? undefined : this.#rows.get(key);
  }

  /** Puts a record in, or in place of the one with its id. */
  put(row: Row): Row {
    const key = keyText(this.shape.keys.map((name) => String(row.values[name] ?? '')));
    const before = this.#keys.get(row.id);
    if (before !== undefined && before !== key) this.#rows.delete(before);
    this.#rows.set(key, row);
    this.#keys.set(row.id, key);
    return row;
  }

  remove(row: Row): void {
    const key = this.#keys.get(row.id);
    if (key !== undefined) this.#rows.delete(key);
    this.#keys.delete(row.id);
  }

  /** In the order of their keys, which is how lists come in practice (sheet section 4). */
  all(): Row[] {
    return [...this.#rows].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, row]) => row);
  }

  find(test: (row: Row) => boolean): Row | undefined {
    for (const row of this.#rows.values()) if (test(row)) return row;
    return undefined;
  }

  filter(test: (row: Row) => boolean): Row[] {
    return [...this.#rows.values()].filter(test);
  }
}

const keyText = (keys: readonly string[]): string =>
  keys
    .map((key) =>
      key
        .trim()
        .toUpperCase()
        .padStart(/^\d+$/.test(key) ? 12 : 0, '0'),
    )
    .join('\n');
