import { type BuiltInDefinition, NOT_QUICK } from '../built-in.ts';
import { fail } from '../errors.ts';
import { arityOf, type Callable, callBack, callBackWith, isFunction } from '../function-value.ts';
import { isNumber } from '../numeric.ts';
import type { Run } from '../run.ts';
import { asSequence } from '../sequence.ts';
import { setOwn } from '../set-own.ts';
import { mergeSorted } from '../sort.ts';
import { isTrue } from '../truth.ts';

type Items = readonly unknown[];

function map(run: Run, items: unknown, callable: unknown): unknown {
  if (items === undefined) return undefined;
  const list = items as Items;
  const arity = arityOf(callable as Callable);
  const results: unknown[] = [];
  for (let i = 0; i < list.length; i += 1) {
    run.step();
    const result = callBackWith(callable as Callable, arity, list[i], i, list, run);
    if (result !== undefined) results.push(result);
  }
  run.sequence(results.length);
  return asSequence(results);
}

function filter(run: Run, items: unknown, callable: unknown): unknown {
  if (items === undefined) return undefined;
  const list = items as Items;
  const arity = arityOf(callable as Callable);
  const kept: unknown[] = [];
  for (let i = 0; i < list.length; i += 1) {
    run.step();
    const item = list[i];
    if (isTrue(callBackWith(callable as Callable, arity, item, i, list, run), run)) kept.push(item);
  }
  return asSequence(kept);
}

function single(run: Run, items: unknown, callable: unknown): unknown {
  if (items === undefined) return undefined;
  const list = items as Items;
  const arity = callable === undefined ? 0 : arityOf(callable as Callable);
  let found = false;
  let match: unknown;
  for (let i = 0; i < list.length; i += 1) {
    run.step();
    const item = list[i];
    if (callable !== undefined && !isTrue(callBackWith(callable as Callable, arity, item, i, list, run), run)) continue;
    if (found) fail('D3138', { index: i });
    found = true;
    match = item;
  }
  return found ? match : fail('D3139');
}

function reduce(run: Run, items: unknown, callable: unknown, initial: unknown): unknown {
  if (items === undefined) return undefined;
  const list = items as Items;
  const arity = arityOf(callable as Callable);
  if (arity < 2) fail('D3050', { index: 1 });
  const fromFirst = initial === undefined && list.length > 0;
  let result = fromFirst ? list[0] : initial;
  for (let i = fromFirst ? 1 : 0; i < list.length; i += 1) {
    run.step();
    const args = [result, list[i], i, list].slice(0, Math.min(arity, 4));
    result = callBack(callable as Callable, args, run);
  }
  return result;
}

function each(run: Run, object: unknown, callable: unknown): unknown {
  const results: unknown[] = [];
  const arity = arityOf(callable as Callable);
  for (const [key, value] of entriesOf(object)) {
    run.step();
    const result = callBackWith(callable as Callable, arity, value, key, object, run);
    if (result !== undefined) results.push(result);
  }
  return asSequence(results);
}

function sift(run: Run, object: unknown, callable: unknown): unknown {
  const kept: Record<string, unknown> = {};
  let any = false;
  const arity = arityOf(callable as Callable);
  for (const [key, value] of entriesOf(object)) {
    run.step();
    if (!isTrue(callBackWith(callable as Callable, arity, value, key, object, run), run)) continue;
    setOwn(kept, key, value);
    any = true;
  }
  return any ? kept : undefined;
}

const entriesOf = (object: unknown): [string, unknown][] =>
  typeof object === 'object' && object !== null ? Object.entries(object) : [];

function sort(run: Run, items: unknown, callable: unknown): unknown {
  if (items === undefined || (items as Items).length <= 1) return items;
  const list = items as Items;
  if (callable !== undefined) {
    return mergeSorted(list, (a, b) => {
      run.step();
      return Boolean(callBack(callable as Callable, [a, b], run));
    });
  }
  if (!list.every(isNumber) && !list.every((item) => typeof item === 'string')) fail('D3070', { index: 1 });
  return mergeSorted(list, (a, b) => {
    run.step();
    return (a as string | number) > (b as string | number);
  });
}

/** A list as the signature makes it: one value is a list of one. */
const listOf = (value: unknown): unknown => (value === undefined || Array.isArray(value) ? value : [value]);

export const higherOrderFunctions: readonly BuiltInDefinition[] = [
  {
    name: 'map',
    yieldsSequence: true,
    callsBack: true,
    signature: '<af>',
    arity: 2,
    parameters: 'arr, func',
    call: map,
    quick2: (run, items, callable) => (isFunction(callable) ? map(run, listOf(items), callable) : NOT_QUICK),
  },
  {
    name: 'filter',
    yieldsSequence: true,
    callsBack: true,
    signature: '<af>',
    arity: 2,
    parameters: 'arr, func',
    call: filter,
    quick2: (run, items, callable) => (isFunction(callable) ? filter(run, listOf(items), callable) : NOT_QUICK),
  },
  {
    name: 'single',
    yieldsSequence: true,
    callsBack: true,
    signature: '<af?>',
    arity: 2,
    parameters: 'arr, func',
    call: single,
    quick2: (run, items, callable) => (isFunction(callable) ? single(run, listOf(items), callable) : NOT_QUICK),
  },
  {
    name: 'reduce',
    yieldsSequence: true,
    callsBack: true,
    signature: '<afj?:j>',
    arity: 3,
    parameters: 'sequence, func, init',
    call: reduce,
    quick2: (run, items, callable) =>
      isFunction(callable) ? reduce(run, listOf(items), callable, undefined) : NOT_QUICK,
    quick3: (run, items, callable, initial) =>
      isFunction(callable) && !isFunction(initial) ? reduce(run, listOf(items), callable, initial) : NOT_QUICK,
  },
  {
    name: 'each',
    callsBack: true,
    yieldsSequence: true,
    signature: '<o-f:a>',
    arity: 2,
    parameters: 'obj, func',
    call: each,
  },
  { name: 'sift', callsBack: true, signature: '<o-f?:o>', arity: 2, parameters: 'arg, func', call: sift },
  {
    name: 'sort',
    yieldsSequence: true,
    callsBack: true,
    signature: '<af?:a>',
    arity: 2,
    parameters: 'arr, comparator',
    call: sort,
    quick2: (run, items, callable) => (isFunction(callable) ? sort(run, listOf(items), callable) : NOT_QUICK),
  },
];
