import type { FunctionType } from './function-type.ts';

/**
 * What the values of an expression may be: for each kind of value what is known of it, so that a union is kept kind by
 * kind. Objects stay apart, because mappings tell them apart by a member (`lineType`). A type without any alternative is
 * `NEVER`: the expression does not come to an end, as `$hold(…)`.
 */
export interface Type {
  /** Nothing is known: any value, and no finding. */
  readonly any: boolean;
  /** Whether there may be no value: by what a schema or the expression says, or because nobody knows. */
  readonly nothing: 'no' | 'doubt' | 'yes';
  /** Codes for which a table or a chain of conditions has no answer, where that is why there may be no value. */
  readonly unmapped?: Unmapped;
  readonly null: boolean;
  readonly booleans: readonly boolean[];
  readonly number: NumberType | undefined;
  readonly text: TextType | undefined;
  readonly objects: readonly ObjectType[];
  readonly list: ListType | undefined;
  readonly functions: readonly FunctionType[];
}

export interface Unmapped {
  readonly values: readonly string[];
  /** Characters up to the end of the token that lacks an answer. */
  readonly at: number;
  /** A chain of conditions may leave out on purpose; a table may not. */
  readonly by: 'table' | 'conditions';
}

export interface NumberType {
  /** All numbers that it can be, where they are known. */
  readonly literals?: readonly number[];
  /** A sum of money in a binary number. */
  readonly money?: true;
}

export interface TextType {
  /** All texts that it can be, where they are known. */
  readonly literals?: readonly string[];
  readonly form?: TextForm;
  /** Never the empty text. */
  readonly filled?: true;
}

/** `amount` is a decimal that is money. */
export type TextForm = 'amount' | 'decimal' | 'instant' | 'date' | 'uri' | 'email';

export interface ObjectType {
  readonly fields: ReadonlyMap<string, Field>;
  /** Members besides the fields: none; some that nobody described; or of this type. */
  readonly rest: 'none' | 'undescribed' | Type;
  /** Where it is written, when it is: characters up to the end of its token. */
  readonly at?: number;
}

/** A member. It is optional when its type may be nothing. */
export interface Field {
  readonly type: Type;
  /** Where its value is written, when it is: characters up to the end of the token. */
  readonly at?: number;
  readonly description?: string;
}

export interface ListType {
  /** Never nothing. */
  readonly items: Type;
  readonly min: number;
  readonly max: number;
  /** That it is a list, and not one value, is only because nobody knows better. */
  readonly vague?: true;
}

export const NEVER: Type = {
  any: false,
  nothing: 'no',
  null: false,
  booleans: [],
  number: undefined,
  text: undefined,
  objects: [],
  list: undefined,
  functions: [],
};

export const ANY: Type = { ...NEVER, any: true, nothing: 'doubt' };
/** Any value, but certainly one. */
export const SOMETHING: Type = { ...NEVER, any: true };
export const NOTHING: Type = { ...NEVER, nothing: 'yes' };
export const MAYBE: Type = { ...NEVER, nothing: 'doubt' };
export const NULL: Type = { ...NEVER, null: true };
export const BOOLEAN: Type = { ...NEVER, booleans: [true, false] };
export const NUMBER: Type = { ...NEVER, number: {} };
export const TEXT: Type = { ...NEVER, text: {} };

export const booleanOf = (...values: boolean[]): Type => ({ ...NEVER, booleans: values });
export const numberOf = (...literals: number[]): Type => ({ ...NEVER, number: { literals } });
export const textOf = (...literals: string[]): Type => ({
  ...NEVER,
  text: literals.includes('') ? { literals } : { literals, filled: true },
});
export const textIn = (form: TextForm): Type => ({ ...NEVER, text: { form, filled: true } });
export const listOf = (items: Type, min = 0, max = Number.POSITIVE_INFINITY): Type => ({
  ...NEVER,
  list: { items: present(items), min, max },
});
export const objectOf = (fields: ReadonlyMap<string, Field>, rest: ObjectType['rest'] = 'none', at?: number): Type => ({
  ...NEVER,
  objects: [at === undefined ? { fields, rest } : { fields, rest, at }],
});
export const functionOf = (...functions: FunctionType[]): Type => ({ ...NEVER, functions });

/** Whether there is no alternative left. */
export const isNever = (type: Type): boolean => type.nothing === 'no' && hasNoValue(type);

/** Whether it can be no value at all, but perhaps nothing. */
export const hasNoValue = (type: Type): boolean =>
  !type.any &&
  !type.null &&
  type.booleans.length === 0 &&
  type.number === undefined &&
  type.text === undefined &&
  type.objects.length === 0 &&
  type.list === undefined &&
  type.functions.length === 0;

/** Its values, without the chance of there being none. */
export function present(type: Type): Type {
  if (type.nothing === 'no') return type;
  const { unmapped: _, ...rest } = type;
  return { ...rest, nothing: 'no' };
}

/** The same, and perhaps nothing. */
export const optional = (type: Type, nothing: 'doubt' | 'yes' = 'yes'): Type =>
  type.nothing === 'yes' || type.nothing === nothing ? type : { ...type, nothing };
