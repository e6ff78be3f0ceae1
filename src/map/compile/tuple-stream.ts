import { type AstNode, childrenOf } from './ast.ts';
import type { Run } from './run.ts';
import { type Frame, FrameLayout, namesBoundIn, Scope, UNBOUND } from './scope.ts';
import { asSequence, type Sequence } from './sequence.ts';
import { setOwn } from './set-own.ts';

/** One item of a path that carries bindings: the context under `@`, each variable under its name. */
export type Tuple = Record<string, unknown>;

export const tupleOf = (context: unknown): Tuple => ({ '@': context });

export function tupleStreamOf(tuples: Tuple[]): Sequence {
  const stream = asSequence(tuples);
  stream.tupleStream = true;
  return stream;
}

/** Carries nothing: for an item of a list that turned out to be no tuple stream. */
export const NO_TUPLE: Tuple = Object.freeze({});

/** The names that tuples made below a node can carry: `@$name`, `#$name`, and the labels that `%` refers to. */
export function carriedNames(node: AstNode): Set<string> {
  const names = new Set<string>();
  const visit = (each: AstNode): void => {
    if (each.focus !== undefined) names.add(each.focus);
    if (each.index !== undefined) names.add(each.index);
    if (each.ancestor !== undefined) names.add(each.ancestor.label);
    for (const { type, value } of each.stages ?? []) if (type === 'index' && value !== undefined) names.add(value);
    childrenOf(each).forEach(visit);
  };
  visit(node);
  return names;
}

/** The scope of what tuples made below a node carry; undefined when they carry nothing. */
export function tupleScope(node: AstNode, around: Scope): Scope | undefined {
  const carried = carriedNames(node);
  if (carried.size === 0) return undefined;
  const scope = new Scope(around, new FrameLayout(around.layout));
  for (const name of carried) scope.declare(name);
  for (const name of namesBoundIn([node])) scope.declare(name);
  return scope;
}

/** Makes the frame in which a step sees the variables that a tuple carries. */
export type FrameOfTuple = (tuple: Tuple, around: Frame) => Frame;

export function frameOfTuple(scope: Scope): FrameOfTuple {
  const names = [...scope.names];
  return (tuple, around) => {
    const frame = new Array(scope.layout.size).fill(UNBOUND) as Frame;
    frame[0] = around;
    for (const [name, slot] of names) if (Object.hasOwn(tuple, name)) frame[slot] = tuple[name];
    return frame;
  };
}

/**
 * Tuples that share a group, as one: each variable has the values of all of them. A lone tuple is not copied: jsonata
 * takes the context off it, so that a tuple in two groups has none in the second.
 */
export function merged(tuples: unknown, run: Run): Tuple {
  if (!Array.isArray(tuples)) return tuples as Tuple;
  const result: Tuple = {};
  for (const tuple of tuples as Tuple[]) {
    run.step();
    for (const name of Object.keys(tuple)) {
      setOwn(result, name, Object.hasOwn(result, name) ? appended(result[name], tuple[name], run) : tuple[name]);
    }
  }
  return result;
}

/** JSONata's `$append`: arrays one after the other, a value that is nothing left out. */
export function appended(first: unknown, second: unknown, run: Run): unknown {
  if (first === undefined) return second;
  if (second === undefined) return first;
  const head: unknown[] = Array.isArray(first) ? first : [first];
  const joined = head.concat(Array.isArray(second) ? second : [second]);
  run.sequence(joined.length);
  run.steps(joined.length >> 1); // a copy each time: what is kept of them is what fills the memory
  return joined;
}
