export type Scalar = string | number | null;

/** A row of a database table: text, numbers, and times as the SQL Server writes them, `2026-03-02T10:04:05.123`. */
export type Row = Record<string, Scalar>;

export const textOf = (row: Readonly<Row> | undefined, column: string): string => {
  const value = row?.[column];
  return value === undefined || value === null ? '' : String(value);
};

/** Text is compared as an SQL Server does by default: without case, and without blanks at the end. */
export const folded = (text: string): string => text.trimEnd().toLowerCase();
