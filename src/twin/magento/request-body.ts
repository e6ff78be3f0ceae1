import { badValue, RestError, required } from './rest-error.ts';

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function parsedBody(text: string): Fields {
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (isFields(value)) return value;
  } catch {
    // Falls through to Magento's own words for what is no JSON.
  }
  throw new RestError(400, 'Decoding error: \nSyntax error');
}

/** Magento takes a name in snake case and in camel case alike. */
export function fieldOf(fields: Fields, name: string): unknown {
  const camel = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return fields[name] ?? fields[camel];
}

export function textOf(fields: Fields, name: string): string | undefined {
  const value = fieldOf(fields, name);
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object') throw typeError(value, 'string');
  return typeof value === 'boolean' ? (value ? '1' : '') : String(value);
}

/** A number, or text that is one; a boolean counts as 0 or 1. */
export function numberOf(fields: Fields, name: string): number | undefined {
  const value = fieldOf(fields, name);
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'boolean') return Number(value);
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
  if (typeof value === 'object' || Number.isNaN(number)) throw typeError(value, 'float');
  return number;
}

export function flagOf(fields: Fields, name: string): boolean {
  const value = fieldOf(fields, name);
  return value === true || value === 1 || value === '1' || value === 'true';
}

export function objectOf(fields: Fields, name: string): Fields | undefined {
  const value = fieldOf(fields, name);
  // PHP sends an empty array where an object is empty, and takes one as well.
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return undefined;
  if (!isFields(value)) throw badValue(name, String(value));
  return value;
}

export function listOf(fields: Fields, name: string): readonly Fields[] | undefined {
  const value = fieldOf(fields, name);
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || !value.every(isFields)) throw badValue(name, String(value));
  return value;
}

export function needed(fields: Fields, name: string): Fields {
  const found = objectOf(fields, name);
  if (found === undefined) throw required(name);
  return found;
}

/** A key that the data interface does not have is refused, not ignored. */
export function onlyKnown(fields: Fields, type: string, names: readonly string[]): void {
  for (const key of Object.keys(fields)) {
    const snake = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (names.includes(snake)) continue;
    const camel = snake.replace(/(^|_)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase());
    throw new RestError(400, `Property "${camel}" does not have accessor method "get${camel}" in class "${type}".`);
  }
}

function typeError(value: unknown, type: string): RestError {
  return new RestError(400, 'Error occurred during "%fieldName" processing. %details', {
    fieldName: 'value',
    details: `The "${typeof value === 'object' ? 'array' : String(value)}" value's type is invalid. The "${type}" type was expected. Verify and try again.`,
  });
}
