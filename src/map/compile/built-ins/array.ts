import type { BuiltInDefinition } from '../built-in.ts';
import { isEqual } from '../equality.ts';
import type { Run } from '../run.ts';
import { asSequence, isSequence } from '../sequence.ts';
import { appended } from '../tuple-stream.ts';

type Items = readonly unknown[];

function reversed(run: Run, items: unknown): unknown {
  if (items === undefined || (items as Items).length <= 1) return items;
  run.steps((items as Items).length);
  return [...(items as Items)].reverse();
}

/** Fisher and Yates, from the inside out. */
function shuffled(run: Run, items: unknown): unknown {
  if (items === undefined || (items as Items).length <= 1) return items;
  const source = items as Items;
  run.steps(source.length);
  const result = new Array<unknown>(source.length);
  for (let i = 0; i < source.length; i += 1) {
    const j = Math.floor(Math.random() * (i + 1));
    result[i] = result[j];
    result[j] = source[i];
  }
  return result;
}

function distinct(run: Run, value: unknown): unknown {
  if (!Array.isArray(value) || value.length <= 1) return value;
  const kept: unknown[] = [];
  const simple = new Set<unknown>();
  const structured: unknown[] = [];
  for (const item of value) {
    run.step();
    if (typeof item === 'object' && item !== null) {
      run.steps(structured.length);
      if (structured.some((known) => isEqual(item, known, run))) continue;
      structured.push(item);
    } else {
      if (simple.has(item)) continue;
      simple.add(item);
    }
    kept.push(item);
  }
  return isSequence(value) ? asSequence(kept) : kept;
}

function zipped(run: Run, ...lists: readonly unknown[]): unknown {
  const lengths = lists.map((list) => (Array.isArray(list) ? list.length : 0));
  const length = lengths.length === 0 ? 0 : lengths.reduce((a, b) => Math.min(a, b));
  run.steps(length * lists.length);
  return Array.from({ length }, (_, i) => lists.map((list) => (list as Items)[i]));
}

export const arrayFunctions: readonly BuiltInDefinition[] = [
  {
    name: 'append',
    yieldsSequence: true,
    signature: '<xx:a>',
    arity: 2,
    parameters: 'arg1, arg2',
    call: (run, first, second) => appended(first, second, run),
    quick2: (run, first, second) => appended(first, second, run),
  },
  { name: 'reverse', yieldsSequence: true, signature: '<a:a>', arity: 1, parameters: 'arr', call: reversed },
  { name: 'shuffle', yieldsSequence: true, signature: '<a:a>', arity: 1, parameters: 'arr', call: shuffled },
  {
    name: 'distinct',
    yieldsSequence: true,
    signature: '<x:x>',
    arity: 1,
    parameters: 'arr',
    call: distinct,
    quick1: distinct,
  },
  { name: 'zip', signature: '<a+>', arity: 0, parameters: '', call: zipped },
];
