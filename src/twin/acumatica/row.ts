export type Scalar = string | number | boolean | null;

export interface CustomValue {
  readonly type: string;
  readonly value: Scalar;
}

/**
 * A record, or a part of one, without the wrapping of the wire: text, numbers and flags by field name; days as
 * `2026-03-02`, instants as milliseconds. What changes a record changes a copy and puts it back, so that a refused write
 * leaves nothing behind.
 */
export interface Row {
  /** NoteID of a record; of a part, what the twin itself knows it by (sessions show another, sheet section 12). */
  readonly id: string;
  note: string;
  /** By `View.Field`. */
  custom: Record<string, CustomValue>;
  values: Record<string, Scalar>;
  parts: Record<string, Row | Row[]>;
}

export const textOf = (row: Row | undefined, field: string): string => {
  const value = row?.values[field];
  return value === undefined || value === null ? '' : String(value);
};

export function listOf(row: Row, part: string): Row[] {
  const list = row.parts[part];
  if (Array.isArray(list)) return list;
  if (list !== undefined) throw new TypeError(`${part} is one object`);
  const made: Row[] = [];
  row.parts[part] = made;
  return made;
}

export function partOf(row: Row, part: string): Row | undefined {
  const found = row.parts[part];
  if (Array.isArray(found)) throw new TypeError(`${part} is a list`);
  return found;
}
