/**
 * What a value may be, as a JSON Schema fragment (draft 2020-12): what a parameter takes, what a function gives. `{}` is
 * any value. Besides JSON Schema's own formats there is `decimal`: plain decimal text such as "12.50"; a JSON number
 * beside it is taken at its shortest written form.
 */
export type ValueSchema = Readonly<Record<string, unknown>>;

export const ANY: ValueSchema = {};
/** No value at all: the record is held instead. */
export const NEVER: ValueSchema = { not: {} };
export const TEXT: ValueSchema = { type: 'string' };
export const TEXT_OR_NUMBER: ValueSchema = { type: ['string', 'number'] };
export const BOOLEAN: ValueSchema = { type: 'boolean' };
/** Decimal text, as documents hold amounts and quantities. */
export const DECIMAL: ValueSchema = { type: 'string', format: 'decimal' };
/** A decimal as a system may write it. */
export const DECIMAL_WRITTEN: ValueSchema = { type: ['string', 'number'], format: 'decimal' };
/** An instant in UTC with milliseconds. */
export const INSTANT: ValueSchema = { type: 'string', format: 'date-time' };
/** A calendar day, `YYYY-MM-DD`. */
export const DATE: ValueSchema = { type: 'string', format: 'date' };
/** A time zone's IANA name. */
export const ZONE: ValueSchema = { type: 'string', examples: ['Europe/Rome'] };

export const listOf = (items: ValueSchema): ValueSchema => ({ type: 'array', items });

export const oneOf = (values: readonly string[]): ValueSchema => ({ type: 'string', enum: values });

export const wholeNumber = (minimum: number, maximum?: number): ValueSchema => ({
  type: 'integer',
  minimum,
  ...(maximum === undefined ? {} : { maximum }),
});

/** The same, or null: what a system writes where it has no value. */
export const orNull = (schema: ValueSchema): ValueSchema =>
  schema.type === undefined ? schema : { ...schema, type: [schema.type, 'null'].flat() };
