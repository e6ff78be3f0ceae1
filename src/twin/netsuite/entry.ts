/** Text, numbers and flags. Days are `2026-03-02`, instants milliseconds, references and choices the id of what they name. */
export type Scalar = string | number | boolean;

/**
 * A record, or a part of one (a line, an address), as it is kept. What changes a record changes a copy and puts it back,
 * so that a refused write leaves nothing behind.
 */
export interface Entry {
  /** The internal id of a record; the key of a line. */
  readonly id: string;
  values: Record<string, Scalar>;
  parts: Record<string, Entry>;
  lists: Record<string, Entry[]>;
}

export const entryOf = (id: string, values: Record<string, Scalar> = {}): Entry => ({
  id,
  values,
  parts: {},
  lists: {},
});

export const textOf = (entry: Entry | undefined, field: string): string => {
  const value = entry?.values[field];
  return value === undefined ? '' : String(value);
};

export function listOf(entry: Entry, list: string): Entry[] {
  const kept = entry.lists[list] ?? [];
  entry.lists[list] = kept;
  return kept;
}
