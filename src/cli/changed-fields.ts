import { isDeepStrictEqual } from 'node:util';
import { pathText } from '../validate/schema-registry.ts';

/** One field of an output that is not as it was. `before` or `after` undefined: it was, or is, not there. */
export interface ChangedField {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What differs between two outputs, field by field, in the order of the fields. */
export function changedFields(
  before: unknown,
  after: unknown,
  path: readonly (string | number)[] = [],
): ChangedField[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (!isContainer(before) || !isContainer(after) || Array.isArray(before) !== Array.isArray(after))
    return [{ path: pathText(path) || 'output', before, after }];
  const list = Array.isArray(before);
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) =>
    changedFields(own(before, key), own(after, key), [...path, list ? Number(key) : key]),
  );
}

const isContainer = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const own = (value: Record<string, unknown>, key: string): unknown =>
  Object.hasOwn(value, key) ? value[key] : undefined;
