import type { AstNode, AstStage } from './ast.ts';
import { child } from './ast.ts';
import { type Code, type Context, repeated } from './code.ts';
import { compileNode } from './compile-node.ts';
import { isNumber } from './numeric.ts';
import type { Run } from './run.ts';
import type { Frame, Scope } from './scope.ts';
import { asSequence, collapse, isArray, type Sequence } from './sequence.ts';
import { isTrue } from './truth.ts';
import { type FrameOfTuple, frameOfTuple, NO_TUPLE, type Tuple } from './tuple-stream.ts';

/** A filter `[…]`: what it leaves of a value, as a sequence or as the array that it picked. */
export type Filter = (value: unknown, frame: Frame, run: Run) => Sequence;

/**
 * Compiles the filters that hang on a node. `tuples` is the scope of the variables that the filtered items may carry.
 */
export function compileFilters(
  stages: readonly AstStage[],
  node: AstNode,
  context: Context,
  tuples?: Scope,
): readonly Filter[] {
  return stages.map(({ expr }) => compileFilter(child(expr, node), context, tuples));
}

export function compileFilter(predicate: AstNode, context: Context, tuples?: Scope): Filter {
  if (predicate.type === 'number') return pickAt(Math.floor(predicate.value as number));
  if (tuples === undefined) {
    const code = compileNode(predicate, repeated(context));
    return isSettled(predicate) ? pickSettled(code) : keepWhere(code);
  }
  return keepTuplesWhere(compileNode(predicate, { ...repeated(context), scope: tuples }), frameOfTuple(tuples));
}

/** `[2]`, `[-1]`: known when it is compiled. */
export function pickAt(index: number): Filter {
  return (value) => {
    let item: unknown;
    if (isArray(value)) item = value[index < 0 ? value.length + index : index];
    else if (index === 0 || index === -1) item = value;
    if (isArray(item)) return item;
    const picked: unknown[] = item === undefined ? [] : [item];
    const result = asSequence(picked);
    if (isArray(value) && value.tupleStream === true) result.tupleStream = true;
    return result;
  };
}

/** Whether a predicate says the same of every item: of variables and numbers alone, as in `$totals[$i + 1]`. */
export function isSettled({ type, value, lhs, rhs, predicate, group, keepArray }: AstNode): boolean {
  if (predicate !== undefined || group !== undefined || keepArray === true) return false;
  if (type === 'number') return true;
  if (type === 'variable') return value !== '';
  return (
    type === 'binary' && (value === '+' || value === '-') && isSettled(lhs as AstNode) && isSettled(rhs as AstNode)
  );
}

/** Looks at one item only, where `keepWhere` would compare the position of each: lists of lines are indexed by line. */
export function pickSettled(predicate: Code): Filter {
  return (value, frame, run) => {
    const items: readonly unknown[] = isArray(value) ? value : [value];
    const kept: unknown[] = [];
    if (items.length === 0) return asSequence(kept);
    const answer = predicate(items[0], frame, run);
    if (typeof answer === 'number' && isNumber(answer)) {
      const index = positionOf(answer, items.length);
      if (index >= 0 && index < items.length) kept.push(items[index]);
      return asSequence(kept);
    }
    run.steps(items.length);
    for (let i = 0; i < items.length; i += 1) keep(kept, items[i], i, items.length, answer, run);
    return asSequence(kept);
  };
}

/**
 * A filter that picks at most one item, as that item: what `compileFilter` leaves of a value, collapsed. Undefined when
 * the predicate may leave more.
 */
export function compilePick(predicate: AstNode, context: Context): Code | undefined {
  if (predicate.type === 'number') {
    const index = Math.floor(predicate.value as number);
    return (value) => pickedAt(value, index);
  }
  if (!isSettled(predicate)) return undefined;
  const code = compileNode(predicate, repeated(context));
  return (value, frame, run) => picked(value, code, frame, run);
}

/** The item at a position, which is whole and counts from the end when it is negative. */
export function pickedAt(value: unknown, index: number): unknown {
  if (isArray(value)) return collapse(value[index < 0 ? value.length + index : index]);
  return index === 0 || index === -1 ? collapse(value) : undefined;
}

/** The item that a predicate picks that says the same of every item. */
export function picked(value: unknown, predicate: Code, frame: Frame, run: Run): unknown {
  if (isArray(value) && value.length > 0) {
    const answer = predicate(undefined, frame, run);
    if (Number.isFinite(answer)) return value[positionOf(answer as number, value.length)];
  }
  return collapse(pickSettled(predicate)(value, frame, run));
}

export function keepWhere(predicate: Code): Filter {
  return (value, frame, run) => {
    const kept: unknown[] = [];
    if (isArray(value)) {
      for (let i = 0; i < value.length; i += 1) {
        run.step();
        const item = value[i];
        keep(kept, item, i, value.length, predicate(item, frame, run), run);
      }
    } else {
      run.step();
      keep(kept, value, 0, 1, predicate(value, frame, run), run);
    }
    return asSequence(kept);
  };
}

function keepTuplesWhere(predicate: Code, frameOf: FrameOfTuple): Filter {
  return (value, frame, run) => {
    const items: readonly unknown[] = isArray(value) ? value : [value];
    const carried = isArray(value) && value.tupleStream === true;
    const kept: unknown[] = [];
    for (let i = 0; i < items.length; i += 1) {
      run.step();
      const item = items[i];
      const answer = carried
        ? predicate((item as Tuple)['@'], frameOf(item as Tuple, frame), run)
        : predicate(item, frameOf(NO_TUPLE, frame), run);
      keep(kept, item, i, items.length, answer, run);
    }
    const result = asSequence(kept);
    if (carried) result.tupleStream = true;
    return result;
  };
}

/** Keeps an item when the answer is true, or when it is its position or a list of positions that holds it. */
export function keep(kept: unknown[], item: unknown, index: number, length: number, answer: unknown, run: Run): void {
  if (answer === true) kept.push(item);
  else if (answer === false || answer === undefined) return;
  else if (isNumber(answer)) {
    if (positionOf(answer, length) === index) kept.push(item);
  } else if (Array.isArray(answer) && allNumbers(answer, run)) {
    for (const position of answer) if (positionOf(position, length) === index) kept.push(item);
  } else if (isTrue(answer, run)) kept.push(item);
}

function allNumbers(values: readonly unknown[], run: Run): boolean {
  run.steps(values.length >> 1);
  return values.every(isNumber);
}

/** Negative positions count from the end. */
function positionOf(position: number, length: number): number {
  const whole = Math.floor(position);
  return whole < 0 ? length + whole : whole;
}
