import type { FieldPath } from './origins.ts';

export type ExactPath = readonly (string | number)[];

/** A field of an actual value. */
export interface FieldValue {
  readonly path: ExactPath;
  readonly value: unknown;
}

/** All fields of an actual value that a path without positions can mean, with positions. */
export function fieldValues(root: unknown, path: FieldPath): FieldValue[] {
  let found: FieldValue[] = [{ path: [], value: root }];
  for (const part of path) {
    found = found.flatMap(items).flatMap(({ path: before, value }) => {
      if (typeof value !== 'object' || value === null) return [];
      const record = value as Record<string, unknown>;
      const names = part === '*' ? Object.keys(record) : Object.hasOwn(record, part) ? [part] : [];
      return names.map((name) => ({ path: [...before, name], value: record[name] }));
    });
  }
  return found.flatMap((each) => (Array.isArray(each.value) && each.value.length === 0 ? [each] : items(each)));
}

function items({ path, value }: FieldValue): FieldValue[] {
  return Array.isArray(value)
    ? value.flatMap((item, index) => items({ path: [...path, index], value: item }))
    : [{ path, value }];
}

/** Every field of a value that is not an object or a list with something in it. */
export function leavesOf(value: unknown, path: ExactPath = []): FieldValue[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.length === 0 ? [{ path, value }] : entries.flatMap(([key, item]) => leavesOf(item, [...path, key]));
}

export function valueAtPath(root: unknown, path: ExactPath): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[part] : undefined,
    root,
  );
}

/** `salesOrderLines[0].unitPrice` as its parts. Undefined when it is not written like that. */
export function parsePath(text: string): ExactPath | undefined {
  if (!/^[^.[\]]+(\[\d+\])*(\.[^.[\]]+(\[\d+\])*)*$/.test(text)) return undefined;
  return [...text.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map((match) =>
    match[1] === undefined ? match[0] : Number(match[1]),
  );
}
