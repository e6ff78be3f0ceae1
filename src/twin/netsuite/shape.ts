/** What a field of a record holds (sheet section 3). */
export type Field =
  | { readonly kind: 'text' | 'number' | 'flag' | 'day' | 'instant' | 'rate'; readonly readOnly?: true }
  /** The id of a record of one of these types. */
  | { readonly kind: 'reference'; readonly to: readonly string[]; readonly readOnly?: true }
  /** One of a fixed list, by its id. */
  | { readonly kind: 'choice'; readonly of: Readonly<Record<string, string>>; readonly readOnly?: true }
  /** What a record has come to: kept as a letter, and told by its words, which answers of real accounts have as the id too. */
  | { readonly kind: 'status'; readonly of: Readonly<Record<string, string>>; readonly readOnly: true }
  /** A subrecord: one object. */
  | { readonly kind: 'part'; readonly shape: Shape; readonly readOnly?: true }
  /** A sublist. `key` names the field by which a line is changed; a line without it is appended (sheet section 3). */
  | { readonly kind: 'list'; readonly shape: Shape; readonly key?: string; readonly readOnly?: true }
  /** A quantity break of a price: `{ "value": "0" }` (sheet section 3.4). */
  | { readonly kind: 'break'; readonly readOnly?: true }
  /** Text that ties parts of a record together: `{ "id": "NEW_ITEM_0" }` (sheet section 3.1). */
  | { readonly kind: 'label'; readonly readOnly?: true };

/** The fields of a record type, or of a part of one. */
export interface Shape {
  readonly fields: Readonly<Record<string, Field>>;
  /** What custom fields of it begin with: `custbody`. */
  readonly custom?: string;
}

export const TEXT: Field = { kind: 'text' };
export const NUMBER: Field = { kind: 'number' };
export const FLAG: Field = { kind: 'flag' };
export const DAY: Field = { kind: 'day' };
export const INSTANT: Field = { kind: 'instant' };
export const to = (...types: readonly string[]): Field => ({ kind: 'reference', to: types });
export const choice = (of: Readonly<Record<string, string>>): Field => ({ kind: 'choice', of });
export const status = (of: Readonly<Record<string, string>>): Field => ({ kind: 'status', of, readOnly: true });
export const part = (shape: Shape): Field => ({ kind: 'part', shape });
export const list = (shape: Shape, key?: string): Field =>
  key === undefined ? { kind: 'list', shape } : { kind: 'list', shape, key };
export const read = (field: Field): Field => ({ ...field, readOnly: true });
