import { ODataError } from './odata-error.ts';

/** Type, length and writability of one property (sheet sections 3.1 to 3.9). */
export interface FieldRule {
  readonly type: 'string' | 'number' | 'boolean' | 'date' | 'guid';
  readonly length?: number;
  /** `create`: only in a POST. */
  readonly write: 'no' | 'create' | 'yes';
}

export type FieldRules = Readonly<Record<string, FieldRule>>;

export const text = (length: number, write: FieldRule['write'] = 'yes'): FieldRule => ({
  type: 'string',
  length,
  write,
});
export const number = (write: FieldRule['write'] = 'yes'): FieldRule => ({ type: 'number', write });
export const flag = (write: FieldRule['write'] = 'yes'): FieldRule => ({ type: 'boolean', write });
export const date = (write: FieldRule['write'] = 'yes'): FieldRule => ({ type: 'date', write });
export const guid = (write: FieldRule['write'] = 'yes'): FieldRule => ({ type: 'guid', write });

const TYPE_NAMES = {
  string: 'Edm.String',
  number: 'Edm.Decimal',
  boolean: 'Edm.Boolean',
  date: 'Edm.Date',
  guid: 'Edm.Guid',
} as const;
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Refuses a body as the real service does: unknown property, wrong type, too long, read-only. `parts` are nested lists. */
export function checkFields(
  entity: string,
  rules: FieldRules,
  body: Readonly<Record<string, unknown>>,
  when: 'create' | 'update',
  parts: readonly string[] = [],
): void {
  for (const [name, value] of Object.entries(body)) {
    if (name.startsWith('@odata.') || parts.includes(name)) continue;
    const rule = rules[name];
    if (rule === undefined) {
      throw new ODataError(
        400,
        'BadRequest',
        `The property '${name}' does not exist on type 'Microsoft.NAV.${entity}'. Make sure to only use property names that are defined by the type.`,
      );
    }
    if (rule.write === 'no' || (rule.write === 'create' && when === 'update')) {
      throw new ODataError(400, 'BadRequest_ReadOnlyProperty', `The property '${name}' of '${entity}' is read-only.`);
    }
    checkValue(name, rule, value);
  }
}

function checkValue(name: string, rule: FieldRule, value: unknown): void {
  const wrongType = () =>
    new ODataError(
      400,
      'BadRequest',
      `Cannot convert the literal '${String(value)}' to the expected type '${TYPE_NAMES[rule.type]}' for property '${name}'.`,
    );
  const expected = rule.type === 'date' || rule.type === 'guid' ? 'string' : rule.type;
  if (value === null || typeof value !== expected) throw wrongType();
  if (rule.type === 'guid' && !GUID.test(String(value)))
    throw new ODataError(400, 'Application_InvalidGUID', `The value '${String(value)}' of '${name}' is not a GUID.`);
  if (rule.type === 'date' && !DATE.test(String(value))) throw wrongType();
  if (rule.length !== undefined && String(value).length > rule.length) {
    throw new ODataError(
      400,
      'Application_StringExceededLength',
      `The length of the string is ${String(value).length}, but it must be less than or equal to ${rule.length} characters. Value: ${String(value)} Field: ${name}`,
    );
  }
}

/** Phone numbers with letters are refused on customers and orders (sheet section 12). */
export function checkPhone(value: unknown): void {
  if (typeof value === 'string' && /\p{L}/u.test(value)) {
    throw new ODataError(400, 'Application_FieldValidationException', 'Phone No. must not contain letters.');
  }
}
