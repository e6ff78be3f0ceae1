import type { Value } from './value.ts';

/** A column: what it holds, and what people read in its place (`BUILTIN.DF`). */
export interface Column<R> {
  readonly value: (row: R) => Value;
  readonly display?: (row: R) => Value;
}

/** A table of SuiteQL: its rows as they are now, and how each column is read off a row. */
export interface Table<R = unknown> {
  readonly rows: () => readonly R[];
  readonly columns: Readonly<Record<string, Column<R>>>;
}

/** The same table for rows of any kind: the query only hands rows back to their own columns. */
export const table = <R>(rows: () => readonly R[], columns: Readonly<Record<string, Column<R>>>): Table =>
  ({ rows, columns }) as Table;
