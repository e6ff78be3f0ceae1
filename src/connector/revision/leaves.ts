import { compare, decimalOfNumber, parseDecimal } from '../../model/decimal-number.ts';

/** What an object says, by path: `ShipTo.City` to its value. What is empty is not there. A list is one value. */
export type Leaves = ReadonlyMap<string, unknown>;

/** Leaves of an object, without the fields of its top that are named. */
export function leavesOf(value: unknown, without: { has(field: string): boolean } = NONE): Leaves {
  const leaves = new Map<string, unknown>();
  if (isObject(value))
    for (const [field, inner] of Object.entries(value)) if (!without.has(field)) collect(field, inner, leaves);
  return leaves;
}

const NONE = { has: () => false };

function collect(path: string, value: unknown, into: Map<string, unknown>): void {
  if (isObject(value)) for (const [field, inner] of Object.entries(value)) collect(`${path}.${field}`, inner, into);
  else if (!isNothing(value)) into.set(path, value);
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

/** Whether two values say the same. A number is compared as a decimal, also with text; two texts are compared as text, for postcodes have leading zeros. */
export function isSame(one: unknown, other: unknown): boolean {
  if (isNothing(one) || isNothing(other)) return isNothing(one) && isNothing(other);
  if (typeof one === 'number' || typeof other === 'number') {
    const [a, b] = [decimalOf(one), decimalOf(other)];
    return a !== undefined && b !== undefined && compare(a, b) === 0;
  }
  if (Array.isArray(one) || Array.isArray(other)) return JSON.stringify(one) === JSON.stringify(other);
  return String(one).trim() === String(other).trim();
}

function decimalOf(value: unknown) {
  if (typeof value === 'number') return decimalOfNumber(value);
  return typeof value === 'string' ? parseDecimal(value.trim()) : undefined;
}

/** Whether everything that `said` says is the same in `had`, which may say more. */
export function hasAll(had: Leaves, said: Leaves): boolean {
  for (const [path, value] of said) if (!isSame(value, had.get(path))) return false;
  return true;
}

/** Paths at which not all of several say the same. */
export function contestedPaths(versions: readonly Leaves[]): string[] {
  const [first, ...others] = versions;
  const paths = new Set(versions.flatMap((leaves) => [...leaves.keys()]));
  return [...paths].filter((path) => others.some((leaves) => !isSame(leaves.get(path), first?.get(path))));
}
