import type { ParameterProblem } from './rest-error.ts';

/** The part of JSON Schema that WordPress checks parameters against. */
export type Schema =
  | { readonly type: 'string'; readonly enum?: readonly string[]; readonly format?: 'date-time' | 'email' }
  | { readonly type: 'integer'; readonly minimum?: number; readonly maximum?: number }
  | { readonly type: 'number' }
  | { readonly type: 'boolean' }
  | { readonly type: 'mixed' }
  | { readonly type: 'array'; readonly items: Schema }
  | { readonly type: 'object'; readonly properties: Readonly<Record<string, Schema>> };

export type Parameter = Schema & { readonly required?: true; readonly default?: unknown };
export type Parameters = Readonly<Record<string, Parameter>>;

export const STRING = { type: 'string' } as const;
export const INTEGER = { type: 'integer' } as const;
export const NUMBER = { type: 'number' } as const;
export const BOOLEAN = { type: 'boolean' } as const;
export const MIXED = { type: 'mixed' } as const;
export const DATE_TIME = { type: 'string', format: 'date-time' } as const;
export const INTEGERS = { type: 'array', items: INTEGER } as const;
export const STRINGS = { type: 'array', items: STRING } as const;

export function oneOf(...values: readonly string[]): { readonly type: 'string'; readonly enum: readonly string[] } {
  return { type: 'string', enum: values };
}

export function listOf<S extends Schema>(items: S): { readonly type: 'array'; readonly items: S } {
  return { type: 'array', items };
}

export function objectOf<P extends Readonly<Record<string, Schema>>>(properties: P) {
  return { type: 'object', properties } as const;
}

const DATE = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}(?::?\d{2})?)?$/;
const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;

export function isEmail(text: string): boolean {
  return EMAIL.test(text);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Checks a value as `rest_validate_value_from_schema` does; `name` grows to `line_items[0][quantity]` on the way down. */
export function problemWith(name: string, value: unknown, schema: Schema): ParameterProblem | undefined {
  switch (schema.type) {
    case 'mixed':
      return undefined;
    case 'string':
      return typeof value === 'string' ? problemWithText(name, value, schema) : wrongType(name, 'string');
    case 'integer':
      return isInteger(value) ? outOfBounds(name, Number(value), schema) : wrongType(name, 'integer');
    case 'number':
      return isNumeric(value) ? undefined : wrongType(name, 'number');
    case 'boolean':
      return isBoolean(value) ? undefined : wrongType(name, 'boolean');
    case 'array':
      if (typeof value === 'object' && !Array.isArray(value)) return wrongType(name, 'array');
      return firstProblem(listItems(value), (item, index) => problemWith(`${name}[${index}]`, item, schema.items));
    case 'object':
      if (value === '') return undefined;
      if (!isRecord(value)) return wrongType(name, 'object');
      return firstProblem(Object.entries(schema.properties), ([key, property]) =>
        key in value ? problemWith(`${name}[${key}]`, value[key], property) : undefined,
      );
  }
}

/**
 * The value as the shop goes on to use it. null has already skipped the check at the top level and is cast here:
 * that is how `stock_quantity: null` becomes 0 (captured).
 */
export function sanitized(value: unknown, schema: Schema): unknown {
  switch (schema.type) {
    case 'mixed':
      return value;
    case 'string':
      return value === null || value === undefined ? '' : String(value);
    case 'integer':
      return value === null ? 0 : Math.trunc(Number(value));
    case 'number':
      return value === null ? 0 : Number(value);
    case 'boolean':
      return value === true || value === 1 || value === '1' || value === 'true';
    case 'array':
      return listItems(value).map((item) => sanitized(item, schema.items));
    case 'object': {
      const result: Record<string, unknown> = {};
      if (!isRecord(value)) return result;
      for (const [key, property] of Object.entries(schema.properties))
        if (key in value) result[key] = sanitized(value[key], property);
      return result;
    }
  }
}

function problemWithText(
  name: string,
  value: string,
  schema: Extract<Schema, { type: 'string' }>,
): ParameterProblem | undefined {
  if (schema.enum !== undefined && !schema.enum.includes(value)) {
    const message = `${name} is not one of ${wordList(schema.enum)}.`;
    return { code: 'rest_not_in_enum', message, data: null };
  }
  if (schema.format === 'date-time' && !(DATE.test(value) && !Number.isNaN(Date.parse(value.replace(' ', 'T')))))
    return { code: 'rest_invalid_date', message: 'Invalid date.', data: null };
  if (schema.format === 'email' && !isEmail(value))
    return { code: 'rest_invalid_email', message: 'Invalid email address.', data: null };
  return undefined;
}

function outOfBounds(
  name: string,
  value: number,
  { minimum, maximum }: Extract<Schema, { type: 'integer' }>,
): ParameterProblem | undefined {
  if ((minimum === undefined || value >= minimum) && (maximum === undefined || value <= maximum)) return undefined;
  const message =
    maximum === undefined
      ? `${name} must be greater than or equal to ${minimum}`
      : `${name} must be between ${minimum} (inclusive) and ${maximum} (inclusive)`;
  return { code: 'rest_out_of_bounds', message, data: null };
}

function wrongType(name: string, type: string): ParameterProblem {
  return { code: 'rest_invalid_type', message: `${name} is not of type ${type}.`, data: { param: name } };
}

function firstProblem<T>(
  items: readonly T[],
  look: (item: T, index: number) => ParameterProblem | undefined,
): ParameterProblem | undefined {
  for (const [index, item] of items.entries()) {
    const problem = look(item, index);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** WordPress takes `1,2` where a list is wanted. */
function listItems(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'string') return value.split(/[\s,]+/).filter((item) => item !== '');
  return value === null || value === undefined ? [] : [value];
}

function isNumeric(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
}

function isInteger(value: unknown): boolean {
  return isNumeric(value) && Number.isInteger(Number(value));
}

function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean' || [0, 1, '0', '1', 'true', 'false', ''].includes(value as string);
}

function wordList(words: readonly string[]): string {
  if (words.length < 3) return words.join(' and ');
  return `${words.slice(0, -1).join(', ')}, and ${words.at(-1)}`;
}
