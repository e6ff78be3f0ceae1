/** What the contract says of one field. */
export interface FieldRule {
  readonly type: 'text' | 'number' | 'integer' | 'flag' | 'instant' | 'day';
  readonly length?: number;
  /** A segmented key or a code: trimmed and in capitals, whatever is sent (sheet section 12). */
  readonly code?: boolean;
  /** False: computed; what a body says of it is passed over. */
  readonly write: boolean;
}

export type FieldRules = Readonly<Record<string, FieldRule>>;

/** An object of the contract: its fields, the objects and lists in it, and what identifies it. */
export interface Shape {
  readonly name: string;
  readonly keys: readonly string[];
  readonly fields: FieldRules;
  readonly parts: Readonly<Record<string, { readonly shape: Shape; readonly many: boolean }>>;
}

export const text = (length: number): FieldRule => ({ type: 'text', length, write: true });
export const code = (length: number): FieldRule => ({ type: 'text', length, code: true, write: true });
export const number: FieldRule = { type: 'number', write: true };
export const integer: FieldRule = { type: 'integer', write: true };
export const flag: FieldRule = { type: 'flag', write: true };
export const day: FieldRule = { type: 'day', write: true };
export const instant: FieldRule = { type: 'instant', write: false };
export const shown = (rule: FieldRule): FieldRule => ({ ...rule, write: false });

/** Several fields of one kind. */
export const each = (rule: FieldRule, ...names: readonly string[]): FieldRules =>
  Object.fromEntries(names.map((name) => [name, rule]));

export const one = (shape: Shape) => ({ shape, many: false });
export const many = (shape: Shape) => ({ shape, many: true });

export const shape = (
  name: string,
  fields: FieldRules,
  parts: Shape['parts'] = {},
  keys: readonly string[] = [],
): Shape => ({
  name,
  keys,
  fields,
  parts,
});
