import { queryError } from './query-error.ts';
import type { Expression } from './syntax.ts';
import type { Column, Table } from './table.ts';
import type { Value, WallTime } from './value.ts';

/** One row of all tables joined so far; `undefined` where an outer join found nothing. */
export interface Frame {
  readonly rows: readonly unknown[];
  readonly outer?: Frame;
  /** The rows of which this one stands for a group. */
  readonly group?: readonly Frame[];
  /** `ROWNUM`: which row of the answer it would be. */
  readonly number?: number;
}

/** The tables that a name may mean, those of the query around among them. */
export interface Scope {
  readonly tables: readonly { readonly alias: string; readonly table: Table }[];
  readonly outer?: Scope;
}

/** What a query runs against, beside its own tables. */
export interface Context {
  readonly parameters: readonly Value[];
  readonly now: WallTime;
  readonly tableNamed: (name: string) => Table | undefined;
}

export interface Resolved {
  /** How many queries out. */
  readonly depth: number;
  readonly index: number;
  readonly column: Column<unknown>;
}

/** What a column means. Throws where no table has it, or several have. */
export function resolve(scope: Scope, { table, name }: Expression & { readonly kind: 'column' }): Resolved {
  for (let at: Scope | undefined = scope, depth = 0; at !== undefined; at = at.outer, depth += 1) {
    const found = at.tables.flatMap(({ alias, table: { columns } }, index) => {
      const column = table === undefined || table === alias ? columns[name] : undefined;
      return column === undefined ? [] : [{ depth, index, column }];
    });
    if (found.length > 1) throw queryError(`The column '${name}' is ambiguous.`);
    if (found[0] !== undefined) return found[0];
  }
  throw queryError(`Unknown identifier '${table === undefined ? name : `${table}.${name}`}'.`);
}

export function frameAt(frame: Frame, depth: number): Frame {
  let at = frame;
  for (let step = 0; step < depth; step += 1) {
    if (at.outer === undefined) throw new TypeError('no query around this one');
    at = at.outer;
  }
  return at;
}
