import type Big from 'big.js';
import { decimal } from '../kit/decimal.ts';
import { refused } from './eclipse-error.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** The object in a request's body. Throws EclipseError. */
export function fieldsOf(text: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refused('The request body is not valid JSON');
  }
  if (!isFields(value)) throw refused('The request body must be an object');
  return value;
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text; numbers are taken as well (sheet section 3.1). Empty where there is none. */
export function textIn(fields: Fields, name: string, longest = 255): string {
  const value = fields[name];
  if (value === undefined || value === null) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') throw refused(`${name} must be a text`);
  if (value.length > longest) throw refused(`${name} is longer than ${longest} characters`);
  return value;
}

export function flagIn(fields: Fields, name: string): boolean | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'boolean') throw refused(`${name} must be true or false`);
  return value;
}

export function objectIn(fields: Fields, name: string): Fields | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  if (!isFields(value)) throw refused(`${name} must be an object`);
  return value;
}

export function listIn(fields: Fields, name: string): readonly Fields[] | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value) || !value.every(isFields)) throw refused(`${name} must be a list of objects`);
  return value;
}

/** A number, written as one or as text (sheet section 3.1). */
export function numberIn(fields: Fields, name: string): Big | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  const written = String(value);
  if (!/^-?\d{1,15}(\.\d{1,8})?$/.test(written)) throw refused(`${name} is not a number: ${written}`);
  return decimal(written);
}

/** `{ "value": "12.50000000", "currency": "EUR" }` (sheet section 3.4). */
export function moneyIn(fields: Fields, name: string, currency: string): Big | undefined {
  const money = objectIn(fields, name);
  if (money === undefined) return undefined;
  const given = textIn(money, 'currency');
  if (given !== '' && given !== currency) throw refused(`${name}: ${given} is not the currency of the company`);
  const value = numberIn(money, 'value');
  if (value === undefined) throw refused(`${name} has no value`);
  return value;
}
