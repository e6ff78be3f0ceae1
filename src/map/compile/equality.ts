import type { Code } from './code.ts';
import { FunctionValue } from './function-value.ts';
import type { Run } from './run.ts';

/** JSONata's equality: by value, members in any order. */
export function isEqual(left: unknown, right: unknown, run: Run): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  run.step();
  if (Array.isArray(left) && Array.isArray(right)) {
    if (left.length !== right.length) return false;
    run.steps(left.length >> 3);
    for (let i = 0; i < left.length; i += 1) if (!isEqual(left[i], right[i], run)) return false;
    return true;
  }
  if (left instanceof FunctionValue || right instanceof FunctionValue) return false;
  // All own names, `length` of an array included: jsonata compares an array with an object so.
  const names = Object.getOwnPropertyNames(left);
  run.steps(names.length);
  if (names.length !== Object.getOwnPropertyNames(right).length) return false;
  for (const name of names) if (!Object.hasOwn(right, name)) return false;
  for (const name of names) {
    if (!isEqual((left as Record<string, unknown>)[name], (right as Record<string, unknown>)[name], run)) return false;
  }
  return true;
}

export function compileEquality(operator: '=' | '!=', lhs: Code, rhs: Code): Code {
  const whenEqual = operator === '=';
  return (input, frame, run) => {
    const left = lhs(input, frame, run);
    const right = rhs(input, frame, run);
    if (left === undefined || right === undefined) return false;
    if (left === right) return whenEqual;
    if (typeof left !== 'object' || typeof right !== 'object') return !whenEqual;
    return isEqual(left, right, run) === whenEqual;
  };
}
