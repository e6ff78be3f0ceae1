import { folded, type Row, type Scalar } from './row.ts';
import type { TableShape } from './table-shape.ts';

/** The rows of one table, by its key. Nothing is ever taken out: what is deleted has its flag (sheet section 12). */
export class Table {
  readonly shape: TableShape;
  readonly #key: readonly string[];
  readonly #now: () => string;
  readonly #rows = new Map<string, Row>();

  /** `now` is the SQL Server's own time, which every row carries as that of its last change. */
  constructor(shape: TableShape, key: readonly string[], now: () => string) {
    this.shape = shape;
    this.#key = key;
    this.#now = now;
  }

  get(...key: readonly Scalar[]): Row | undefined {
    return this.#rows.get(keyText(key));
  }

  /** Puts a row in, or changes the one with its key, and notes the time. Yields the row that is kept. */
  save(row: Row): Row {
    const key = keyText(this.#key.map((column) => row[column] ?? null));
    const kept = this.#rows.get(key) ?? {};
    Object.assign(kept, row, { date_last_modified: this.#now() });
    this.#rows.set(key, kept);
    return kept;
  }

  all(): Row[] {
    return [...this.#rows.values()];
  }

  find(test: (row: Row) => boolean): Row | undefined {
    for (const row of this.#rows.values()) if (test(row)) return row;
    return undefined;
  }

  filter(test: (row: Row) => boolean): Row[] {
    return this.all().filter(test);
  }
}

const keyText = (values: readonly Scalar[]): string => values.map((value) => folded(String(value ?? ''))).join('\n');
