import { pathText } from '../validate/schema-registry.ts';
import { type ExactPath, fieldValues, leavesOf, parsePath, valueAtPath } from './field-values.ts';
import type { TracedMapping } from './traced-mapping.ts';

/** The fields of a payload that a name means; all when there is none. Undefined when it means none. */
export function chosenPaths(payload: unknown, field: string | undefined, to: TracedMapping): ExactPath[] | undefined {
  if (field === undefined) return leavesOf(payload).map(({ path }) => path);
  const exact = parsePath(field);
  if (exact === undefined) return undefined;
  const there = exact.some((part) => typeof part === 'number')
    ? valueAtPath(payload, exact) === undefined
      ? []
      : [{ path: exact, value: valueAtPath(payload, exact) }]
    : fieldValues(payload, exact.map(String));
  if (there.length > 0) return there.flatMap(({ path, value }) => leavesOf(value, path).map((leaf) => leaf.path));
  // A field that the mapping knows, and that this record does not have.
  return to.knows(exact) ? [exact] : undefined;
}

/** Fields as a person may have meant them: with and without positions. */
export function knownPaths(payload: unknown): string[] {
  const leaves = leavesOf(payload).map(({ path }) => path);
  return [
    ...new Set(leaves.flatMap((path) => [pathText(path), pathText(path.filter((part) => typeof part === 'string'))])),
  ];
}
