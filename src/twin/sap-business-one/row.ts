import type Big from 'big.js';
import { decimal } from '../kit/decimal.ts';

export type Scalar = string | number | null;

/**
 * An entity, or a row in it, by the names of its properties. Names that start with `#` are the twin's own and are never
 * shown: no entity has them.
 */
export interface Row {
  [property: string]: Scalar | Row | Row[];
}

export function scalarOf(row: Row | undefined, property: string): Scalar {
  const value = row?.[property];
  return value === undefined || typeof value === 'object' ? null : value;
}

export const textOf = (row: Row | undefined, property: string): string => String(scalarOf(row, property) ?? '');

export const numberOf = (row: Row | undefined, property: string): Big => decimal(scalarOf(row, property));

export const isYes = (row: Row | undefined, property: string): boolean => scalarOf(row, property) === 'tYES';

export const yesNo = (yes: boolean): 'tYES' | 'tNO' => (yes ? 'tYES' : 'tNO');

/** Whether a body says something of a property, be it that it is empty. */
export const has = (given: Row, property: string): boolean => given[property] !== undefined;

/** Whether a body gives a property a value. */
export const gives = (given: Row, property: string): boolean => scalarOf(given, property) !== null;

export function rowsOf(row: Row | undefined, property: string): Row[] {
  const value = row?.[property];
  return Array.isArray(value) ? value : [];
}

export function partOf(row: Row | undefined, property: string): Row | undefined {
  const value = row?.[property];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}
