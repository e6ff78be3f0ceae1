import type { Code } from './code.ts';
import { atOperator, fail } from './errors.ts';

/** Whether a value is a number that JSON has. NaN is none; an infinite one is an error, D1001. */
export function isNumber(value: unknown): value is number {
  if (typeof value !== 'number' || Number.isNaN(value)) return false;
  if (!Number.isFinite(value)) fail('D1001', { value });
  return true;
}

export type NumericOperator = '+' | '-' | '*' | '/' | '%';

const CALCULATIONS: Readonly<Record<NumericOperator, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
};

export function compileNumeric(operator: NumericOperator, lhs: Code, rhs: Code, position: number | undefined): Code {
  const calculate = CALCULATIONS[operator];
  return (input, frame, run) => {
    const left = lhs(input, frame, run);
    const right = rhs(input, frame, run);
    if (Number.isFinite(left) && Number.isFinite(right)) return calculate(left as number, right as number);
    return notCalculated(operator, left, right, position);
  };
}

/** What an operator does with operands of which one at least is no finite number: nothing comes of nothing, else it fails. */
export function notCalculated(
  operator: NumericOperator,
  left: unknown,
  right: unknown,
  position: number | undefined,
): undefined {
  try {
    if (left !== undefined && !isNumber(left)) fail('T2001', { value: left });
    if (right !== undefined && !isNumber(right)) fail('T2002', { value: right });
  } catch (error) {
    throw atOperator(error, position, operator);
  }
  return undefined;
}

export function compileNegation(operand: Code, position: number | undefined): Code {
  return (input, frame, run) => negated(operand(input, frame, run), position);
}

export function negated(value: unknown, position: number | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (isNumber(value)) return -value;
  return fail('D1002', { position, token: '-', value });
}
