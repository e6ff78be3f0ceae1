import { intersection } from './intersection.ts';
import {
  ANY,
  BOOLEAN,
  booleanOf,
  type Field,
  isNever,
  listOf,
  NEVER,
  NULL,
  NUMBER,
  numberOf,
  objectOf,
  optional,
  present,
  SOMETHING,
  type TextForm,
  type Type,
  textOf,
} from './type.ts';
import { unionOf } from './union.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Finds a schema by its absolute `$id`, without the fragment. */
export type FindSchema = (id: string) => JsonSchema | undefined;

/**
 * The type of the values that a JSON Schema (2020-12) lets through. What is not understood is left out, so that the type
 * holds at least every valid value: `if`, `dependentRequired`, `not` and the like narrow nothing. A schema that contains
 * itself ends in "any value" where it does.
 */
export class SchemaTypes {
  readonly #find: FindSchema;
  readonly #known = new Map<unknown, Type>();
  readonly #open = new Set<unknown>();

  constructor(find: FindSchema) {
    this.#find = find;
  }

  /** Never nothing. */
  typeOf(schema: unknown, base = baseOf(schema)): Type {
    if (typeof schema !== 'object' || schema === null) return schema === false ? NEVER : SOMETHING;
    const known = this.#known.get(schema);
    if (known !== undefined) return known;
    if (this.#open.has(schema)) return SOMETHING;
    this.#open.add(schema);
    const own = (schema as JsonSchema).$id;
    const type = this.#read(schema as JsonSchema, typeof own === 'string' ? resolveId(own, base) : base);
    this.#open.delete(schema);
    this.#known.set(schema, type);
    return type;
  }

  #read(schema: JsonSchema, base: string): Type {
    let type = this.#byKeywords(schema, base);
    const also = (other: unknown): void => {
      type = intersection(type, this.typeOf(other, base));
    };
    if (typeof schema.$ref === 'string') type = intersection(type, this.#refer(schema.$ref, base));
    if (Array.isArray(schema.allOf)) for (const each of schema.allOf) also(each);
    for (const several of [schema.anyOf, schema.oneOf])
      if (Array.isArray(several)) type = intersection(type, unionOf(several.map((each) => this.typeOf(each, base))));
    return type;
  }

  #refer(ref: string, base: string): Type {
    const absolute = resolveId(ref, base);
    const [id = '', fragment = ''] = absolute.split('#');
    const document = this.#find(id);
    if (document === undefined) return SOMETHING;
    let target: unknown = document;
    for (const part of fragment.split('/').slice(1)) {
      const name = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
      target = typeof target === 'object' && target !== null ? (target as JsonSchema)[name] : undefined;
    }
    if (fragment !== '' && !fragment.startsWith('/')) return SOMETHING;
    return target === undefined ? SOMETHING : asNamed(this.typeOf(target, id), fragment);
  }

  #byKeywords(schema: JsonSchema, base: string): Type {
    if (isEmptySchema(schema.not)) return NEVER;
    if ('const' in schema) return valueType(schema.const);
    if (Array.isArray(schema.enum)) return unionOf(schema.enum.map(valueType));
    const names =
      typeof schema.type === 'string' ? [schema.type] : Array.isArray(schema.type) ? schema.type : kindsMeant(schema);
    return names === undefined ? SOMETHING : unionOf(names.map((name) => this.#kind(String(name), schema, base)));
  }

  #kind(name: string, schema: JsonSchema, base: string): Type {
    switch (name) {
      case 'null':
        return NULL;
      case 'boolean':
        return BOOLEAN;
      case 'integer':
        return NUMBER;
      case 'number':
        return isMoneyFormat(schema) ? { ...NEVER, number: { money: true } } : NUMBER;
      case 'string':
        return textType(schema);
      case 'array':
        return this.#list(schema, base);
      case 'object':
        return this.#object(schema, base);
      default:
        return SOMETHING;
    }
  }

  #list(schema: JsonSchema, base: string): Type {
    const first = Array.isArray(schema.prefixItems) ? schema.prefixItems.map((each) => this.typeOf(each, base)) : [];
    const rest = 'items' in schema ? this.typeOf(schema.items, base) : SOMETHING;
    const min = typeof schema.minItems === 'number' ? schema.minItems : 0;
    const most = typeof schema.maxItems === 'number' ? schema.maxItems : Number.POSITIVE_INFINITY;
    const items = unionOf([...first, rest]);
    return listOf(items, min, isNever(rest) ? Math.min(most, first.length) : most);
  }

  #object(schema: JsonSchema, base: string): Type {
    const required = new Set(Array.isArray(schema.required) ? schema.required.map(String) : []);
    const fields = new Map<string, Field>();
    for (const [name, each] of Object.entries((schema.properties ?? {}) as JsonSchema)) {
      const type = this.typeOf(each, base);
      if (isNever(type)) continue;
      const description = (each as JsonSchema | undefined)?.description;
      fields.set(name, {
        type: required.has(name) ? type : optional(type),
        ...(typeof description === 'string' ? { description } : {}),
      });
    }
    const patterns = Object.values((schema.patternProperties ?? {}) as JsonSchema).map((each) =>
      this.typeOf(each, base),
    );
    const rest = restOf(schema, patterns, (each) => this.typeOf(each, base));
    for (const name of required)
      if (!fields.has(name))
        fields.set(name, { type: rest === 'none' || rest === 'undescribed' ? SOMETHING : present(rest) });
    return objectOf(fields, rest);
  }
}

function restOf(
  schema: JsonSchema,
  patterns: readonly Type[],
  typeOf: (schema: unknown) => Type,
): 'none' | 'undescribed' | Type {
  const more = schema.additionalProperties ?? schema.unevaluatedProperties;
  if (more === undefined && patterns.length === 0) return schema.properties === undefined ? ANY : 'undescribed';
  const other = more === undefined || more === true ? ANY : typeOf(more);
  const rest = unionOf([...patterns, ...(isNever(other) ? [] : [other])]);
  return isNever(rest) ? 'none' : rest;
}

/** `not: {}` lets nothing through. */
const isEmptySchema = (schema: unknown): boolean =>
  schema === true || (typeof schema === 'object' && schema !== null && Object.keys(schema).length === 0);

/** The kinds that keywords speak of where `type` is left out, as beside `properties`; undefined where nothing is said. */
function kindsMeant(schema: JsonSchema): readonly string[] | undefined {
  if ('properties' in schema) return ['object'];
  if ('items' in schema || 'prefixItems' in schema) return ['array'];
  return undefined;
}

function textType(schema: JsonSchema): Type {
  const form = formOf(schema);
  const filled =
    (typeof schema.minLength === 'number' && schema.minLength > 0) ||
    form !== undefined ||
    refusesEmpty(schema.pattern);
  return { ...NEVER, text: { ...(form === undefined ? {} : { form }), ...(filled ? { filled: true } : {}) } };
}

/** A decimal of a definition that is called `amount`, or the like, is money. */
function asNamed(type: Type, fragment: string): Type {
  if (!/\/[a-z_]*(amount|money)[a-z_]*$/i.test(fragment)) return type;
  const text = type.text?.form === 'decimal' ? { text: { ...type.text, form: 'amount' as const } } : {};
  const number = type.number === undefined ? {} : { number: { ...type.number, money: true as const } };
  return { ...type, ...text, ...number };
}

/** A decimal is told by its pattern as in parts/amount.schema.json, and that it is money by its name. */
function formOf({ format, pattern, $id, title }: JsonSchema): TextForm | undefined {
  if (format === 'date-time') return 'instant';
  if (format === 'money' || format === 'amount') return 'amount';
  if (format === 'date' || format === 'uri' || format === 'email') return format;
  const decimal = format === 'decimal' || (typeof pattern === 'string' && isDecimalPattern(pattern));
  if (!decimal) return undefined;
  return /amount|money/i.test(`${String($id ?? '')} ${String(title ?? '')}`) ? 'amount' : 'decimal';
}

/** Whether a pattern lets through decimals and nothing else, by trial: how it is written is free. */
function isDecimalPattern(pattern: string): boolean {
  const regex = regexOf(pattern);
  if (regex === undefined || !regex.test('12.5') || !regex.test('3')) return false;
  return !['', ' ', 'x', '1e5', '1,5', '1.2.3', '12 ', 'x1', '1x', '2026-01-01', '.'].some((text) => regex.test(text));
}

const refusesEmpty = (pattern: unknown): boolean => typeof pattern === 'string' && regexOf(pattern)?.test('') === false;

function regexOf(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u');
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const isMoneyFormat = ({ format }: JsonSchema): boolean => format === 'money' || format === 'amount';

/** The type of one JSON value. */
export function valueType(value: unknown): Type {
  if (value === null) return NULL;
  if (typeof value === 'string') return textOf(value);
  if (typeof value === 'number') return numberOf(value);
  if (typeof value === 'boolean') return booleanOf(value);
  if (Array.isArray(value)) return listOf(unionOf(value.map(valueType)), value.length, value.length);
  const fields = Object.entries(value as JsonSchema).map(([name, each]): [string, Field] => [
    name,
    { type: valueType(each) },
  ]);
  return objectOf(new Map(fields));
}

const baseOf = (schema: unknown): string => {
  const id = (schema as JsonSchema | null)?.$id;
  return typeof id === 'string' ? id : 'https://pipewright.dev/';
};

function resolveId(ref: string, base: string): string {
  try {
    return new URL(ref, base).href;
  } catch (error) {
    if (error instanceof TypeError) return ref;
    throw error;
  }
}
