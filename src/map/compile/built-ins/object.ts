import { type BuiltInDefinition, NOT_QUICK } from '../built-in.ts';
import { isFunction } from '../function-value.ts';
import { lookup } from '../lookup.ts';
import type { Run } from '../run.ts';
import { asSequence, type Sequence } from '../sequence.ts';
import { setOwn } from '../set-own.ts';
import { textOf } from '../text.ts';
import { appended } from '../tuple-stream.ts';

/** Of a list, the keys of all its objects, each once. */
function keysOf(run: Run, value: unknown): Sequence {
  const keys: Record<string, true> = Object.create(null);
  collectKeys(run, value, keys);
  return asSequence(Object.keys(keys));
}

function collectKeys(run: Run, value: unknown, keys: Record<string, true>): void {
  run.step();
  if (Array.isArray(value)) for (const item of value) collectKeys(run, item, keys);
  else if (typeof value === 'object' && value !== null && !isFunction(value)) {
    const own = Object.keys(value);
    run.steps(own.length);
    for (const key of own) keys[key] = true;
  }
}

/** One object a member. Of a list, those of all items, as an array: it stays one when it has one item. */
function spread(run: Run, value: unknown): unknown {
  run.step();
  if (Array.isArray(value)) {
    let members: unknown = asSequence([]);
    for (const item of value) members = appended(members, spread(run, item), run);
    return members;
  }
  if (typeof value !== 'object' || value === null || isFunction(value)) return value;
  const members = Object.entries(value);
  run.steps(members.length);
  return asSequence(
    members.map(([key, member]) => {
      const single: Record<string, unknown> = {};
      setOwn(single, key, member);
      return single;
    }),
  );
}

function merge(run: Run, objects: unknown): unknown {
  if (objects === undefined) return undefined;
  const result: Record<string, unknown> = {};
  for (const object of objects as readonly unknown[]) {
    run.step();
    if (typeof object !== 'object' || object === null) continue;
    const keys = Object.keys(object);
    run.steps(keys.length);
    for (const key of keys) setOwn(result, key, (object as Record<string, unknown>)[key]);
  }
  return result;
}

const isPlainObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isFunction(value);

export const objectFunctions: readonly BuiltInDefinition[] = [
  {
    name: 'keys',
    yieldsSequence: true,
    signature: '<x-:a<s>>',
    arity: 1,
    parameters: 'arg',
    call: keysOf,
    quick1: keysOf,
  },
  {
    name: 'lookup',
    yieldsSequence: true,
    signature: '<x-s:x>',
    arity: 2,
    parameters: 'input, key',
    call: (run, value, key) => lookup(value, key as string, run),
    quick2: (run, value, key) => (typeof key === 'string' ? lookup(value, key, run) : NOT_QUICK),
  },
  { name: 'spread', yieldsSequence: true, signature: '<x-:a<o>>', arity: 1, parameters: 'arg', call: spread },
  {
    name: 'merge',
    signature: '<a<o>:o>',
    arity: 1,
    parameters: 'arg',
    call: merge,
    quick1: (run, value) => {
      if (value === undefined) return undefined;
      if (Array.isArray(value)) return value.every(isPlainObject) ? merge(run, value) : NOT_QUICK;
      return isPlainObject(value) ? merge(run, [value]) : NOT_QUICK;
    },
  },
  {
    name: 'clone',
    signature: '<(oa)-:o>',
    arity: 1,
    parameters: 'arg',
    call: (run, value) => (value === undefined ? undefined : JSON.parse(textOf(value, false, run))),
  },
];
