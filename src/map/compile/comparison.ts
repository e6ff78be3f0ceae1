import type { Code } from './code.ts';
import { atOperator, fail } from './errors.ts';
import type { Run } from './run.ts';

export type ComparisonOperator = '<' | '<=' | '>' | '>=';

const COMPARISONS: Readonly<Record<ComparisonOperator, (left: string | number, right: string | number) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

const isOrdered = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

export function compileComparison(
  operator: ComparisonOperator,
  lhs: Code,
  rhs: Code,
  position: number | undefined,
): Code {
  const compare = COMPARISONS[operator];
  return (input, frame, run) => {
    const left = lhs(input, frame, run);
    const right = rhs(input, frame, run);
    return typeof left === 'number' && typeof right === 'number'
      ? compare(left, right)
      : compared(operator, left, right, position);
  };
}

/** The comparison of any two values; nothing when one of them is nothing. Throws T2010 or T2009. */
export function compared(
  operator: ComparisonOperator,
  left: unknown,
  right: unknown,
  position: number | undefined,
): boolean | undefined {
  if ((left !== undefined && !isOrdered(left)) || (right !== undefined && !isOrdered(right))) {
    fail('T2010', { position, token: operator, value: isOrdered(left) ? right : left });
  }
  if (left === undefined || right === undefined) return undefined;
  if (typeof left === typeof right) return COMPARISONS[operator](left as string, right as string);
  return fail('T2009', { position, token: operator, value: left, value2: right });
}

export function compileIncludes(lhs: Code, rhs: Code, known: readonly unknown[] | undefined): Code {
  // Lists written out, such as currencies without cents, are looked up: of some 20 names, 10 times faster.
  const members = known !== undefined && known.length > 4 ? new Set(known) : undefined;
  if (members !== undefined) return (input, frame, run) => members.has(lhs(input, frame, run));
  return (input, frame, run) => {
    const left = lhs(input, frame, run);
    return isIn(left, known ?? rhs(input, frame, run), run);
  };
}

export function isIn(left: unknown, right: unknown, run: Run): boolean {
  if (left === undefined || right === undefined) return false;
  if (!Array.isArray(right)) return right === left;
  run.steps(right.length >> 4);
  for (let i = 0; i < right.length; i += 1) if (right[i] === left) return true;
  return false;
}

export type BooleanOperator = 'and' | 'or';

export function compileBoolean(
  operator: BooleanOperator,
  lhs: Code,
  rhs: Code,
  truth: (value: unknown, run: Run) => boolean,
  position: number | undefined,
): Code {
  // What the right side throws is reported at the operator too: jsonata evaluates it inside the operator.
  if (operator === 'and') {
    return (input, frame, run) => {
      const left = lhs(input, frame, run);
      if (left === false || left === undefined) return false;
      try {
        return truth(left, run) && truth(rhs(input, frame, run), run);
      } catch (error) {
        throw atOperator(error, position, operator);
      }
    };
  }
  return (input, frame, run) => {
    const left = lhs(input, frame, run);
    if (left === true) return true;
    try {
      return truth(left, run) || truth(rhs(input, frame, run), run);
    } catch (error) {
      throw atOperator(error, position, operator);
    }
  };
}
