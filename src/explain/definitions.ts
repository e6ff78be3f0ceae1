import { anyOf, select, type Traced, type TracedField } from './traced-value.ts';

/** A place in a mapping that gives a field of the output its content. */
export interface Definition {
  /** Where the expression begins, in characters; undefined when the field is part of something handed on as a whole. */
  readonly start: number | undefined;
  readonly value: Traced;
}

/**
 * The places that may have made the value at a path of an actual output. An object written in the mapping that cannot
 * have become the actual one (another constant, a key that it does not have) is left out: of all the kinds of lines that
 * a mapping makes, only that of the line asked for stays.
 */
export function definitionsOf(traced: Traced, path: readonly (string | number)[], output: unknown): Definition[] {
  let found: Definition[] = [{ start: undefined, value: traced }];
  let actual = output;
  for (const part of path) {
    const parent = actual;
    actual = childOf(actual, part);
    if (typeof part === 'number') continue;
    found = found.flatMap(({ start, value }) =>
      fieldsOf(value, part, parent, true).map((field) => ({ start: field.start ?? start, value: field.value })),
    );
  }
  found = found.filter(({ value }) => value.kind !== 'constant' || actual === undefined || value.value === actual);
  // The same expression can be reached on several ways; what it was made of is then put together.
  return [...Map.groupBy(found, ({ start }) => start)].map(([start, same]) => ({
    start,
    value: anyOf(same.map(({ value }) => value)),
  }));
}

function childOf(value: unknown, part: string | number): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[part] : undefined;
}

/** `whole`: the actual object is this value alone, not this value with others laid over it. */
function fieldsOf(value: Traced, name: string, actual: unknown, whole: boolean): Definition[] {
  switch (value.kind) {
    case 'object': {
      const field = value.fields.get(name);
      if (!mayBe(value, actual, whole)) return [];
      if (field === undefined) return passedOn(value, name);
      return [{ start: field.start, value: field.value() }];
    }
    case 'merged':
      return mayBe(value, actual, whole) ? value.parts.flatMap((part) => fieldsOf(part, name, actual, false)) : [];
    case 'any':
      return value.of
        .flatMap((each) => fieldsOf(each, name, actual, whole))
        .map(({ start, value: content }) => ({ start, value: anyOf([content], value.by) }));
    default:
      return passedOn(value, name);
  }
}

function passedOn(value: Traced, name: string): Definition[] {
  if (value.kind === 'object' && !value.open) return [];
  const content = select(value, name);
  return content.kind === 'nothing' ? [] : [{ start: undefined, value: content }];
}

/** Whether an actual object can be what was traced. In doubt it can. */
function mayBe(value: Traced, actual: unknown, whole: boolean): boolean {
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) return true;
  const keys = whole ? keysOf(value) : undefined;
  if (keys !== undefined && Object.keys(actual).some((key) => !keys.has(key))) return false;
  return constantsFit(value, actual as Record<string, unknown>);
}

/** Every key that the object can have; undefined when they are not known. */
function keysOf(value: Traced): Set<string> | undefined {
  switch (value.kind) {
    case 'object':
      return value.open ? undefined : new Set(value.fields.keys());
    case 'merged':
      return union(value.parts);
    case 'any':
      return union(value.of);
    case 'nothing':
      return new Set();
    default:
      return undefined;
  }
}

function union(values: readonly Traced[]): Set<string> | undefined {
  const all = new Set<string>();
  for (const value of values) {
    const keys = keysOf(value);
    if (keys === undefined) return undefined;
    for (const key of keys) all.add(key);
  }
  return all;
}

function constantsFit(value: Traced, actual: Readonly<Record<string, unknown>>): boolean {
  switch (value.kind) {
    case 'object':
      return [...value.fields].every(([name, field]) => constantFits(name, field, actual));
    case 'merged':
      return value.parts.every((part) => constantsFit(part, actual));
    case 'any':
      return value.of.some((each) => constantsFit(each, actual));
    default:
      return true;
  }
}

function constantFits(name: string, field: TracedField, actual: Readonly<Record<string, unknown>>): boolean {
  const content = field.value();
  return content.kind !== 'constant' || actual[name] === content.value;
}
