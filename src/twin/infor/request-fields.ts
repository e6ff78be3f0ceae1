import type Big from 'big.js';
import { decimal } from '../kit/decimal.ts';
import { GatewayError, SxError } from './sx-error.ts';

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object in a body. Throws GatewayError. */
export function bodyOf(text: string): Fields {
  try {
    const body: unknown = JSON.parse(text);
    if (isFields(body)) return body;
  } catch {
    // Told below, as every body that is no object.
  }
  throw new GatewayError(400, { error: 'Bad Request', error_description: 'The body is not a JSON object' });
}

/** A value as text: SX takes numbers and texts for one another. */
export function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (value === undefined || value === null) return '';
  if (typeof value === 'object') throw new SxError(`${name} has an invalid value`);
  return String(value);
}

/** A number, perhaps padded with zeros. Undefined: none was given. */
export function number(fields: Fields, name: string): Big | undefined {
  const written = text(fields, name).trim();
  if (written === '') return undefined;
  if (!/^-?\d{1,12}(\.\d{1,6})?$/.test(written)) throw new SxError(`${name} is not numeric: ${written}`);
  return decimal(written);
}

/** The rows of a temp-table: an object whose one member is the list (sheet section 3.0). */
export function rows(request: Fields, wrapper: string, list: string): readonly Fields[] {
  const table = request[wrapper];
  if (table === undefined || table === null) return [];
  const found = isFields(table) ? table[list] : undefined;
  if (!Array.isArray(found) || !found.every(isFields)) throw new SxError(`${wrapper} must hold the list ${list}`);
  return found;
}

/** A table of full-order maintenance, which repeats its own name. */
export const table = (request: Fields, name: string): readonly Fields[] => rows(request, name, name);
