import type { Violation } from '../validate/schema-registry.ts';

/** A value whose form is wrong but which still says what is meant: a misspelled word, a plain secret. */
const HARMLESS = new Set([
  'pattern',
  'format',
  'enum',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'uniqueItems',
  'propertyNames',
]);
/** A value that is best taken away: an unknown setting, text where a map belongs. */
const REMOVABLE = new Set(['additionalProperties', 'unevaluatedProperties', 'type']);

/**
 * What of a file with mistakes can still be looked at, so that everything that is wrong is told in one run; undefined
 * when something is missing that all else hangs on. The file is refused all the same: nothing runs with it.
 */
export function usablePart(
  value: Readonly<Record<string, unknown>>,
  violations: readonly Violation[],
): Record<string, unknown> | undefined {
  const copy = structuredClone(value) as Record<string, unknown>;
  for (const { path, keyword } of violations) {
    // What stands where a secret belongs is not handed on: it would be shown by whatever tells of it.
    const secret = path.includes('credentials');
    if (HARMLESS.has(keyword) && !secret) continue;
    const name = path.at(-1);
    const parent = parentOf(copy, path);
    if (!(REMOVABLE.has(keyword) || secret) || typeof name !== 'string' || parent === undefined) return undefined;
    delete parent[name];
  }
  return copy;
}

function parentOf(
  value: Record<string, unknown>,
  path: readonly (string | number)[],
): Record<string, unknown> | undefined {
  let current: unknown = value;
  for (const part of path.slice(0, -1)) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Record<string | number, unknown>)[part];
  }
  return typeof current === 'object' && current !== null && !Array.isArray(current)
    ? (current as Record<string, unknown>)
    : undefined;
}
