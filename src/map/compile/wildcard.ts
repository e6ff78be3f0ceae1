import { isFunction } from './function-value.ts';
import type { Run } from './run.ts';
import { asSequence, isArray, type Sequence } from './sequence.ts';
import { appended } from './tuple-stream.ts';

/** `*`: the values of all members, lists in them flattened to the last. */
export function membersOf(input: unknown, run: Run): Sequence {
  const value = isArray(input) && input.outerWrapper === true && input.length > 0 ? input[0] : input;
  let results: Sequence = asSequence([]);
  if (typeof value !== 'object' || value === null || isFunction(value)) return results;
  for (const key of Object.keys(value)) {
    run.step();
    const member = (value as Record<string, unknown>)[key];
    // Adding a list makes an array without the mark of a sequence: it is not collapsed then.
    if (Array.isArray(member)) results = appended(results, flat(member, [], run), run) as Sequence;
    else results.push(member);
  }
  run.sequence(results.length);
  return results;
}

function flat(items: readonly unknown[], into: unknown[], run: Run): unknown[] {
  run.steps(items.length);
  for (const item of items) {
    if (Array.isArray(item)) flat(item, into, run);
    else into.push(item);
  }
  return into;
}

/** `**`: the value itself and all that is in it, at any depth; of lists, only their items. */
export function descendantsOf(input: unknown, run: Run): unknown {
  if (input === undefined) return undefined;
  const results: unknown[] = [];
  collect(input, results, run);
  return results.length === 1 ? results[0] : asSequence(results);
}

function collect(value: unknown, results: unknown[], run: Run): void {
  run.step();
  if (Array.isArray(value)) {
    for (const item of value) collect(item, results, run);
    return;
  }
  results.push(value);
  run.sequence(results.length);
  if (typeof value !== 'object' || value === null || isFunction(value)) return;
  for (const key of Object.keys(value)) collect((value as Record<string, unknown>)[key], results, run);
}
