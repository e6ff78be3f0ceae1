import { ApiError, type Dialect, invalid } from './api-error.ts';

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function parsedBody(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(400, 'Input is invalid: the body is not JSON.');
  }
}

/** Reads the values of one object that was sent, refusing what has another kind in the words of its dialect. */
export class Sent {
  readonly fields: Fields;
  readonly #dialect: Dialect;
  /** Where it stands in the body: `0.`, or nothing. */
  readonly #at: string;

  constructor(fields: unknown, dialect: Dialect, at = '') {
    if (!isFields(fields))
      throw new ApiError(dialect === 'v2' ? 400 : 422, 'Input is invalid: an object was expected.');
    this.fields = fields;
    this.#dialect = dialect;
    this.#at = at;
  }

  refuse(field: string, why: string): ApiError {
    return invalid(`${this.#at}${field}`, why, this.#dialect);
  }

  has(field: string): boolean {
    return this.fields[field] !== undefined;
  }

  /** Text; a number is taken as its text. Null is no text. */
  text(field: string): string | undefined {
    const value = this.fields[field];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
    throw this.refuse(field, 'a text was expected');
  }

  /** Text of at most `most` characters. */
  short(field: string, most: number): string | undefined {
    const value = this.text(field);
    if (value !== undefined && [...value].length > most) throw this.refuse(field, `at most ${most} characters`);
    return value;
  }

  number(field: string): number | undefined {
    const value = this.fields[field];
    if (value === undefined || value === null || value === '') return undefined;
    const number = typeof value === 'string' ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isFinite(number)) throw this.refuse(field, 'a number was expected');
    return number;
  }

  integer(field: string): number | undefined {
    const number = this.number(field);
    if (number !== undefined && !Number.isInteger(number)) throw this.refuse(field, 'an integer was expected');
    return number;
  }

  flag(field: string): boolean | undefined {
    const value = this.fields[field];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'boolean') throw this.refuse(field, 'true or false was expected');
    return value;
  }

  oneOf<T extends string>(field: string, values: readonly T[]): T | undefined {
    const value = this.text(field);
    if (value === undefined) return undefined;
    const found = values.find((each) => each === value);
    if (found === undefined) throw this.refuse(field, `one of ${values.join(', ')} was expected`);
    return found;
  }

  object(field: string): Sent | undefined {
    const value = this.fields[field];
    if (value === undefined || value === null) return undefined;
    if (!isFields(value)) throw this.refuse(field, 'an object was expected');
    return new Sent(value, this.#dialect, `${this.#at}${field}.`);
  }

  list(field: string): readonly Sent[] | undefined {
    const value = this.fields[field];
    if (value === undefined || value === null) return undefined;
    if (!Array.isArray(value)) throw this.refuse(field, 'a list was expected');
    return value.map((each, index) => new Sent(each, this.#dialect, `${this.#at}${field}.${index}.`));
  }

  integers(field: string): readonly number[] | undefined {
    const value = this.fields[field];
    if (value === undefined || value === null) return undefined;
    if (!Array.isArray(value) || !value.every(Number.isInteger)) throw this.refuse(field, 'integers were expected');
    return value as number[];
  }

  /** A value that must be there. */
  needed<T>(field: string, value: T | undefined): T {
    if (value === undefined || value === '') throw this.refuse(field, 'is required');
    return value;
  }
}

/** The entries of a V3 body that is a list, even of one; more than `most` are too many (sheet, section 8). */
export function batchOf(body: unknown, most: number): readonly Sent[] {
  if (!Array.isArray(body) || body.length === 0) throw new ApiError(422, 'Input is invalid: a list was expected.');
  if (body.length > most) throw new ApiError(413, `At most ${most} entries are taken at a time.`);
  return body.map((each, index) => new Sent(each, 'v3', `${index}.`));
}
