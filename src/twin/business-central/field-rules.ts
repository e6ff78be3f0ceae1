import { badRequest, ODataError, unknownProperty } from './odata-error.ts';
import type { Body } from './request-body.ts';

/** Type, length and writability of one property (sheet sections 3.1 to 3.9). */
export interface FieldRule {
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'date' | 'instant' | 'guid' | 'enum';
  readonly length?: number;
  /** Members of an enum in wire form, with `_xNNNN_` for spaces and symbols (sheet section 3). */
  readonly members?: readonly string[];
  /** `create`: only in a POST. */
  readonly write: Write;
}

export type Write = 'no' | 'create' | 'yes';
export type FieldRules = Readonly<Record<string, FieldRule>>;

export const text = (length: number, write: Write = 'yes'): FieldRule => ({ type: 'string', length, write });
export const number = (write: Write = 'yes'): FieldRule => ({ type: 'number', write });
export const integer = (write: Write = 'yes'): FieldRule => ({ type: 'integer', write });
export const flag = (write: Write = 'yes'): FieldRule => ({ type: 'boolean', write });
export const date = (write: Write = 'yes'): FieldRule => ({ type: 'date', write });
export const instant = (write: Write = 'no'): FieldRule => ({ type: 'instant', write });
export const guid = (write: Write = 'yes'): FieldRule => ({ type: 'guid', write });
export const member = (members: readonly string[], write: Write = 'yes'): FieldRule => ({
  type: 'enum',
  members,
  write,
});

/** The same fields, all of them read-only. */
export const shownOnly = (rules: FieldRules): FieldRules =>
  Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, { ...rule, write: 'no' as const }]));

export const EDM_TYPES: Readonly<Record<FieldRule['type'], string>> = {
  string: 'Edm.String',
  number: 'Edm.Decimal',
  integer: 'Edm.Int32',
  boolean: 'Edm.Boolean',
  date: 'Edm.Date',
  instant: 'Edm.DateTimeOffset',
  guid: 'Edm.Guid',
  enum: 'Edm.String',
};

export const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * What a body asks to write: unknown property, wrong type, too long and read-only are refused; ids come out in lower
 * case, enum members in wire form. `parts` are nested lists, left to the caller.
 */
export function readFields(
  type: string,
  rules: FieldRules,
  body: Body,
  when: 'create' | 'update',
  parts: readonly string[] = [],
): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    if (name.startsWith('@odata.')) continue;
    if (parts.includes(name)) {
      read[name] = value;
      continue;
    }
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) throw unknownProperty(name, type);
    if (rule.write === 'no' || (rule.write === 'create' && when === 'update'))
      throw new ODataError(400, 'BadRequest_InvalidOperation', `Control '${name}' is read-only.`);
    read[name] = readValue(name, rule, value);
  }
  return read;
}

/** JSON can write `1e999`, which reads as infinity and which no decimal holds: the bounds are those of .NET's own types. */
const LARGEST = { number: 7.9e28, integer: 2_147_483_647 } as const;

function readValue(name: string, rule: FieldRule, value: unknown): unknown {
  switch (rule.type) {
    case 'number':
    case 'integer':
      // Decimals are JSON numbers; the same digits in quotes are refused (sheet section 3).
      if (typeof value !== 'number' || Math.abs(value) > LARGEST[rule.type]) throw wrongType(name, rule, value);
      if (rule.type === 'integer' && !Number.isInteger(value)) throw wrongType(name, rule, value);
      return value;
    case 'boolean':
      if (typeof value !== 'boolean') throw wrongType(name, rule, value);
      return value;
    default:
      if (typeof value !== 'string') throw wrongType(name, rule, value);
      return readText(name, rule, value);
  }
}

function readText(name: string, rule: FieldRule, value: string): string {
  if (rule.type === 'guid') {
    if (GUID.test(value)) return value.toLowerCase();
    throw new ODataError(400, 'Application_InvalidGUID', `Invalid format of GUID string '${value}' in '${name}'.`);
  }
  if (rule.type === 'date' && !isDate(value)) throw wrongType(name, rule, value);
  if (rule.type === 'enum') {
    const found = rule.members?.find((each) => decoded(each) === decoded(value));
    // The code for an invalid enum value really is `Unknown` (sheet section 6).
    if (found === undefined)
      throw new ODataError(400, 'Unknown', `The value '${value}' is not a member of the enum of '${name}'.`);
    return found;
  }
  if (rule.length !== undefined && value.length > rule.length) {
    throw new ODataError(
      400,
      'Application_StringExceededLength',
      `The length of the string is ${value.length}, but it must be less than or equal to ${rule.length} characters. Value: ${value} Field: ${name}`,
    );
  }
  return value;
}

const wrongType = (name: string, rule: FieldRule, value: unknown): ODataError =>
  badRequest(
    `Cannot convert the literal '${String(value)}' to the expected type '${EDM_TYPES[rule.type]}' for property '${name}'.`,
  );

function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const parsed = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(value);
}

/** `Fixed_x0020_Asset` and `Fixed Asset` are one member; blank is `_x0020_`, a space or nothing (sheet sections 3.2, 12). */
const decoded = (name: string): string =>
  name.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))).trim();
