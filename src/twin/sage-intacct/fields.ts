import type Big from 'big.js';
import { decimal } from '../kit/decimal.ts';
import { malformed } from './intacct-error.ts';

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a body holds. Throws IntacctError. */
export function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed('Payload is not valid JSON');
  }
}

export function fieldsOf(value: unknown): Fields {
  if (!isFields(value)) throw malformed('Payload contains errors: an object is expected');
  return value;
}

export function textIn(fields: Fields, name: string, longest = 1000): string {
  const value = fields[name];
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') throw malformed(`${name} must be a string`);
  if (value.length > longest) throw malformed(`${name} is longer than ${longest} characters`);
  return value;
}

export function objectIn(fields: Fields, name: string): Fields {
  const value = fields[name];
  if (value === undefined || value === null) return {};
  if (!isFields(value)) throw malformed(`${name} must be an object`);
  return value;
}

export function listIn(fields: Fields, name: string): readonly Fields[] {
  const value = fields[name];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every(isFields)) throw malformed(`${name} must be a list of objects`);
  return value;
}

/** Money and quantities are texts (sheet section 3). Undefined: none was given. */
export function decimalIn(fields: Fields, name: string): Big | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' || !/^-?\d{1,12}(\.\d{1,10})?$/.test(value))
    throw malformed(`${name} must be a number in a string`);
  return decimal(value);
}

/** `{"id": "…"}` or `{"key": "…"}`, looked up by `find`. Undefined: there is none; throws for one that leads nowhere. */
export function referenceIn<T>(
  fields: Fields,
  name: string,
  find: (value: string, by: 'id' | 'key') => T | undefined,
): T | undefined {
  const reference = objectIn(fields, name);
  const by = reference.key === undefined || reference.key === null ? 'id' : 'key';
  const value = textIn(reference, by);
  if (value === '') return undefined;
  const found = find(value, by);
  if (found === undefined) throw malformed(`${name}: there is no record with ${by} ${value}`);
  return found;
}

/** Throws for a field that the object does not have: Intacct refuses those that it does not know. */
export function onlyFields(fields: Fields, known: readonly string[], custom: readonly string[]): void {
  for (const name of Object.keys(fields))
    if (!known.includes(name) && !custom.some((field) => name === `nsp::${field}`))
      throw malformed(`${name} is not a valid field`);
}

/** The custom fields among these. */
export const customIn = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => name.startsWith('nsp::')));
