import type { Company } from './company.ts';
import type { Row, Scalar } from './row.ts';
import { malformed, unknownProperty } from './service-layer-error.ts';
import type { FieldRule, Shape } from './shape.ts';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The body of a request as an object. Throws a 400 when it is none. */
export function jsonOf(body: string): Json {
  let parsed: unknown;
  try {
    parsed = body === '' ? {} : JSON.parse(body);
  } catch (error) {
    throw malformed(`Invalid JSON format: ${String(error)}`);
  }
  if (!isObject(parsed)) throw malformed('Invalid JSON format: an object is expected');
  return parsed;
}

/**
 * What a body says of an entity, by the types of its properties: only what it gives, without what may not be written.
 * `strict`: types of JSON are taken at their word, as v2 does (sheet section 12). Throws a 400 at an unknown property, a
 * value of another type and a text that is too long.
 */
export function readBody(company: Company, shape: Shape, raw: Json, strict: boolean): Row {
  const given: Row = {};
  for (const [property, value] of Object.entries(raw)) {
    if (property.startsWith('@odata') || property.startsWith('odata.')) continue;
    const [rows, part] = [shape.rows[property], shape.parts[property]];
    if (rows !== undefined) {
      if (!Array.isArray(value)) throw wrongType(property, shape);
      given[property] = value.map((row) => {
        if (!isObject(row)) throw wrongType(property, shape);
        return readBody(company, rows, row, strict);
      });
    } else if (part !== undefined) {
      if (!isObject(value)) throw wrongType(property, shape);
      given[property] = readBody(company, part, value, strict);
    } else {
      const rule = ruleOf(company, shape, property);
      if (rule === undefined) throw unknownProperty(property, shape.name);
      if (!rule.readOnly) given[property] = readValue(shape, property, rule, value, strict);
    }
  }
  return given;
}

/** The rule of a property, be it the company's own; undefined when there is no such property. */
export function ruleOf(company: Company, shape: Shape, property: string): FieldRule | undefined {
  if (Object.hasOwn(shape.fields, property)) return shape.fields[property];
  const own = company.userFields(shape.table).find(({ name }) => property === `U_${name}`);
  return own === undefined ? undefined : { type: 'text', length: own.size, readOnly: false };
}

function readValue(shape: Shape, property: string, rule: FieldRule, value: unknown, strict: boolean): Scalar {
  if (value === null) return null;
  const wrong = () => wrongType(property, shape);
  switch (rule.type) {
    case 'integer':
    case 'number': {
      const number = !strict && typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      if (typeof number !== 'number' || !Number.isFinite(number)) throw wrong();
      if (rule.type === 'integer' && !Number.isInteger(number)) throw wrong();
      return number;
    }
    case 'flag':
      if (value === 'tYES' || value === 'Y') return 'tYES';
      if (value === 'tNO' || value === 'N') return 'tNO';
      throw wrong();
    case 'day': {
      const day = typeof value === 'string' ? dayIn(value) : undefined;
      if (day === undefined) throw wrong();
      return day;
    }
    case 'time':
      if (typeof value !== 'string' || !/^\d{2}:\d{2}(:\d{2})?$/.test(value)) throw wrong();
      return value.padEnd(8, ':00');
    case 'choice': {
      const name = choiceNamed(rule, value);
      if (name === undefined) throw wrong();
      return name;
    }
    default:
      if (typeof value !== 'string') throw wrong();
      if (rule.length !== undefined && value.length > rule.length)
        throw malformed(`Value too long in property '${property}' of '${shape.name}'`);
      return value;
  }
}

/** `2026-03-02`, also with a time of day behind it, which counts for nothing. Undefined: no day. */
export function dayIn(written: string): string | undefined {
  const day = /^(\d{4}-\d{2}-\d{2})(T[\d:.]+Z?)?$/.exec(written)?.[1];
  return day === undefined || Number.isNaN(Date.parse(`${day}T00:00:00Z`)) ? undefined : day;
}

/** Choices are written by name or by what is stored, and read by name (sheet section 3.0). */
export function choiceNamed({ choices = {} }: FieldRule, value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  return Object.hasOwn(choices, value) ? value : Object.entries(choices).find(([, stored]) => stored === value)?.[0];
}

const wrongType = (property: string, shape: Shape) =>
  malformed(`Invalid value for property '${property}' of '${shape.name}'`);

/**
 * Rows of a PATCH put into those that are there: a row that has the key of one changes it, another one is added, and rows
 * that are not sent stay, unless `replace` makes the sent ones all there are (sheet section 3.0). `make` completes an added row.
 */
export function mergeRows(
  before: readonly Row[],
  sent: readonly Row[],
  shape: Shape,
  replace: boolean,
  make: (given: Row, before: Row | undefined) => Row,
): Row[] {
  const merged = [...before];
  const met: Row[] = [];
  for (const given of sent) {
    const index = merged.findIndex((row) => shape.keys.some((key) => isSame(row, given, key)));
    const row = make(given, merged[index]);
    if (index === -1) merged.push(row);
    else merged[index] = row;
    met.push(row);
  }
  return replace ? merged.filter((row) => met.includes(row)) : merged;
}

const isSame = (row: Row, given: Row, key: readonly string[]): boolean =>
  key.every((property) => given[property] !== undefined && given[property] === row[property]);
