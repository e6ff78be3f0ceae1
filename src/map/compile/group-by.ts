import type { AstGroup } from './ast.ts';
import { type Code, type Context, repeated } from './code.ts';
import { compileNode } from './compile-node.ts';
import { fail } from './errors.ts';
import type { Run } from './run.ts';
import type { Frame, Scope } from './scope.ts';
import { isArray } from './sequence.ts';
import { setOwn } from './set-own.ts';
import { appended, frameOfTuple, merged, NO_TUPLE, type Tuple } from './tuple-stream.ts';

/** Makes an object of a value: of a list, one member for each key that an item has, over all items with that key. */
export type Grouping = (value: unknown, frame: Frame, run: Run) => unknown;

/** Names by which jsonata marks functions: as keys they could make data look like a function. */
const RESERVED = new Set(['_jsonata_lambda', '_jsonata_function']);

interface Group {
  data: unknown;
  /** Whether `data` is a list that was made for this group. */
  gathered: boolean;
  readonly pair: number;
}

/** Compiles `{key: value, …}`, as a constructor or after a path. `tuples`: what the items of the path may carry. */
export function compileGrouping(group: AstGroup, context: Context, tuples?: Scope): Grouping {
  const inside = tuples === undefined ? repeated(context) : { ...repeated(context), scope: tuples };
  const keys = group.lhs.map(([key]) => compileNode(key, inside));
  const values = group.lhs.map(([, value]) => compileNode(value, inside));
  return groupingBy(keys, values, group.position, tuples);
}

/** The grouping by keys and values that are compiled already, for a context that repeats. */
export function groupingBy(
  keys: readonly Code[],
  values: readonly Code[],
  position: number | undefined,
  tuples?: Scope,
): Grouping {
  const frameOf = tuples === undefined ? undefined : frameOfTuple(tuples);
  return (value, frame, run) => {
    const carried = isArray(value) && value.tupleStream === true;
    let items: readonly unknown[] = isArray(value) ? value : [value];
    if (items.length === 0 && !carried) items = [undefined];
    const groups: Record<string, Group> = Object.create(null);
    for (let i = 0; i < items.length; i += 1) {
      run.step();
      const item = items[i];
      const around = frameOf === undefined ? frame : frameOf(carried ? (item as Tuple) : NO_TUPLE, frame);
      for (let pair = 0; pair < keys.length; pair += 1) {
        const key = (keys[pair] as Code)(carried ? (item as Tuple)['@'] : item, around, run);
        if (key === undefined) continue;
        if (typeof key !== 'string') return fail('T1003', { position, value: key });
        if (RESERVED.has(key)) fail('D1013', { position, value: key });
        const known = groups[key];
        if (known === undefined) groups[key] = { data: item, gathered: false, pair };
        else if (known.pair !== pair) fail('D1009', { position, value: key });
        else if (known.gathered && !Array.isArray(item) && item !== undefined) (known.data as unknown[]).push(item);
        else {
          known.gathered = known.data !== undefined && item !== undefined;
          known.data = appended(known.data, item, run);
        }
      }
    }
    const result: Record<string, unknown> = {};
    for (const key of Object.keys(groups)) {
      const { data, pair } = groups[key] as Group;
      let input = data;
      let around = frame;
      if (carried) {
        const tuple = merged(data, run);
        input = tuple['@'];
        delete tuple['@'];
        around = frameOf === undefined ? frame : frameOf(tuple, frame);
      } else if (frameOf !== undefined) around = frameOf(NO_TUPLE, frame);
      const made = (values[pair] as Code)(input, around, run);
      if (made !== undefined) setOwn(result, key, made);
    }
    return result;
  };
}
