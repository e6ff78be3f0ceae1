import { Hold } from '../model/hold.ts';
import { isFunction } from './compile/function-value.ts';
import { isArray, isMarked, type Sequence } from './compile/sequence.ts';
import { compileExpression, type Expression, ExpressionError } from './expression.ts';

/** What a mapping may see besides its input. Everything that needs the network was resolved before. */
export interface Surroundings {
  /** Options of the connection whose native format is read or written: `$options`. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Resolved needs: `$needs.customer.number`. */
  readonly needs: Readonly<Record<string, { readonly id: string; readonly number?: string; readonly kept?: unknown }>>;
  /** The linked record on the target, when there is one: `$target`. */
  readonly target?: { readonly id: string; readonly number?: string; readonly kept?: unknown };
  /** `$translate(table, code)`: a lookup table of the project. Holds the record when the code has no row. */
  readonly translate: (table: string, code: string) => string;
  /** `$reference(list, key)`: a reference list of the target system. Holds the record when the key is not there. */
  readonly reference: (list: string, key: string) => unknown;
}

/** One JSONata file, compiled. Pure: the same input and surroundings give the same output. */
export interface Mapping {
  readonly file: string;
  readonly expression: Expression;
  /**
   * The output as plain JSON, at once. Throws a Hold; a mapping that fails becomes the Hold `mapping-failed` that names
   * file and line.
   */
  run(input: unknown, surroundings: Surroundings): unknown;
}

/** Compiles a mapping. Throws an ExpressionError with the position of a mistake. */
export function compileMapping(file: string, source: string): Mapping {
  return mappingOf(file, compileExpression(source));
}

/** A mapping of an expression that is compiled already: as it is, observed, or with a mistake put into it. */
export function mappingOf(file: string, expression: Expression): Mapping {
  const { source } = expression;
  return {
    file,
    expression,
    run: (input, surroundings) => {
      let output: unknown;
      try {
        output = expression.evaluate(input, variablesOf(surroundings));
      } catch (error) {
        if (!(error instanceof ExpressionError)) throw error;
        const { line, column } = placeOf(source, error.position);
        throw new Hold('mapping-failed', `${file}:${line}:${column}: ${error.message} (${error.code})`, error);
      }
      if (output === undefined) throw new Hold('mapping-empty', `${file} yields nothing for this record`);
      return plain(output);
    },
  };
}

/** Line and column, from 1, of a character position. */
export function placeOf(source: string, position: number): { readonly line: number; readonly column: number } {
  const before = source.slice(0, Math.max(0, position));
  const line = before.split('\n').length;
  return { line, column: before.length - before.lastIndexOf('\n') };
}

function variablesOf({ options, needs, target, translate, reference }: Surroundings): Record<string, unknown> {
  return {
    options,
    needs,
    ...(target === undefined ? {} : { target }),
    translate: (table: unknown, code: unknown) => {
      if (code === undefined || code === null) return undefined;
      return translate(String(table), String(code));
    },
    translateOr: (table: unknown, code: unknown, fallback: unknown) => {
      if (code === undefined || code === null) return undefined;
      try {
        return translate(String(table), String(code));
      } catch (error) {
        if (error instanceof Hold && error.code === 'translation-missing') return fallback;
        throw error;
      }
    },
    reference: (list: unknown, key: unknown) => {
      if (key === undefined || key === null) return undefined;
      return reference(String(list), String(key));
    },
  };
}

/**
 * JSONata’s lists carry hidden marks, its functions are values, and its numbers may be endless: none of that may leave a
 * mapping. A number that is none, or a function, holds the record; a list is copied without its marks, an object without
 * members that are undefined. What has none of them is handed on as it is, and may be a part of the input: copying all of
 * an order took a sixth of its mapping’s time.
 */
function plain(value: unknown): unknown {
  switch (typeof value) {
    case 'number':
      if (Number.isFinite(value)) return value;
      throw new Hold('not-a-number', 'the mapping yields a number that is none (NaN or infinite)');
    case 'function':
      throw new Hold('mapping-yields-function', 'the mapping yields a function where a value is expected');
    case 'object':
      if (value === null) return null;
      return isArray(value) ? plainList(value) : plainObject(value as Record<string, unknown>);
    default:
      return value;
  }
}

function plainList(list: Sequence): unknown[] {
  let copy: unknown[] | undefined = isMarked(list) ? list.slice() : undefined;
  for (let at = 0; at < list.length; at += 1) {
    const item = plain(list[at]);
    if (item !== list[at]) {
      copy ??= list.slice();
      copy[at] = item;
    }
  }
  return copy ?? list;
}

function plainObject(object: Record<string, unknown>): unknown {
  if (isFunction(object))
    throw new Hold('mapping-yields-function', 'the mapping yields a function where a value is expected');
  let changed: [key: string, item: unknown][] | undefined;
  for (const key in object) {
    const item = object[key];
    const kept = plain(item);
    if (kept === undefined || kept !== item) {
      changed ??= [];
      changed.push([key, kept]);
    }
  }
  return changed === undefined ? object : withChanges(object, changed);
}

function withChanges(object: Record<string, unknown>, changed: readonly (readonly [string, unknown])[]): unknown {
  const copy = { ...object };
  for (const [key, item] of changed) {
    if (item === undefined) delete copy[key];
    else copy[key] = item;
  }
  return copy;
}
