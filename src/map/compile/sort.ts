import { type AstNode, child } from './ast.ts';
import { type Code, type Context, repeated } from './code.ts';
import { compileNode } from './compile-node.ts';
import { fail } from './errors.ts';
import type { Run } from './run.ts';
import type { Frame, Scope } from './scope.ts';
import { isArray, type Sequence } from './sequence.ts';
import { frameOfTuple, NO_TUPLE, type Tuple } from './tuple-stream.ts';

/** Whether the first is to come after the second. */
export type ComesAfter = (first: unknown, second: unknown) => boolean;

/**
 * Sorts into a new array, equal items in the order that they had. JSONata compares by merging halves; the same pairs are
 * compared here, because the comparison may be an expression that counts or fails.
 */
export function mergeSorted(items: readonly unknown[], comesAfter: ComesAfter): unknown[] {
  if (items.length <= 1) return [...items];
  const middle = Math.floor(items.length / 2);
  const left = mergeSorted(items.slice(0, middle), comesAfter);
  const right = mergeSorted(items.slice(middle), comesAfter);
  const merged: unknown[] = [];
  let l = 0;
  let r = 0;
  while (l < left.length && r < right.length) {
    if (comesAfter(left[l], right[r])) {
      merged.push(right[r]);
      r += 1;
    } else {
      merged.push(left[l]);
      l += 1;
    }
  }
  for (; l < left.length; l += 1) merged.push(left[l]);
  for (; r < right.length; r += 1) merged.push(right[r]);
  return merged;
}

/** Orders a list by the terms of `^(…)`. A list of one or none is yielded as it is. */
export type Sorter = (items: Sequence, frame: Frame, run: Run) => Sequence;

const isOrdered = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

export function compileSort(node: AstNode, context: Context, tuples: Scope | undefined): Sorter {
  const inside = tuples === undefined ? repeated(context) : { ...repeated(context), scope: tuples };
  const terms = (node.terms ?? []).map(({ expression, descending }) => ({
    value: compileNode(child(expression, node), inside),
    descending,
  }));
  const frameOf = tuples === undefined ? undefined : frameOfTuple(tuples);
  const { position } = node;

  return (items, frame, run) => {
    if (items.length <= 1) return items;
    const carried = items.tupleStream === true;
    const entries = items.map((item): Entry => ({ item, keys: [] }));
    const keyOf = (entry: Entry, term: number, value: Code): unknown => {
      if (term in entry.keys) return entry.keys[term];
      const tuple = carried ? (entry.item as Tuple) : NO_TUPLE;
      const around = frameOf === undefined ? frame : frameOf(tuple, frame);
      const key = value(carried ? tuple['@'] : entry.item, around, run);
      entry.keys[term] = key;
      return key;
    };
    const comesAfter: ComesAfter = (first, second) => {
      run.step();
      for (let i = 0; i < terms.length; i += 1) {
        const { value, descending } = terms[i] as (typeof terms)[number];
        const a = keyOf(first as Entry, i, value);
        const b = keyOf(second as Entry, i, value);
        // What has no value comes last, ascending or descending.
        if (a === undefined && b === undefined) continue;
        if (a === undefined) return true;
        if (b === undefined) return false;
        if (!isOrdered(a) || !isOrdered(b)) fail('T2008', { position, value: isOrdered(a) ? b : a });
        if (typeof a !== typeof b) fail('T2007', { position, value: a, value2: b });
        if (a === b) continue;
        return a < b ? descending : !descending;
      }
      return false;
    };
    const sorted = mergeSorted(entries, comesAfter).map((entry) => (entry as Entry).item);
    return isArray(sorted) ? sorted : items;
  };
}

interface Entry {
  readonly item: unknown;
  readonly keys: unknown[];
}
