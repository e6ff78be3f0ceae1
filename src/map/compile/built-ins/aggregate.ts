import { type BuiltInDefinition, NOT_QUICK } from '../built-in.ts';
import type { Run } from '../run.ts';

/** Numbers, or nothing: what the signature `<a<n>:n>` lets through. */
type Numbers = readonly number[] | undefined;

/** A function of a list of numbers with a shortcut for lists that hold nothing else, and for one number. */
function ofNumbers(name: string, calculate: (numbers: readonly number[]) => number | undefined): BuiltInDefinition {
  const call = (run: Run, numbers: unknown): unknown => {
    if (numbers === undefined) return undefined;
    run.steps((numbers as readonly number[]).length >> 3);
    return calculate(numbers as NonNullable<Numbers>);
  };
  return {
    name,
    signature: '<a<n>:n>',
    arity: 1,
    parameters: 'args',
    call,
    quick1: (run, value) => {
      if (value === undefined) return undefined;
      if (typeof value === 'number') return calculate([value]);
      if (!Array.isArray(value)) return NOT_QUICK;
      run.steps(value.length >> 3);
      return value.every((item) => typeof item === 'number') ? call(run, value) : NOT_QUICK;
    },
  };
}

const total = (numbers: readonly number[]): number => {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
};

/** As Math.max and Math.min of all, for lists of any length. */
function extreme(numbers: readonly number[], choose: (a: number, b: number) => number): number | undefined {
  const [first] = numbers;
  return first === undefined ? undefined : numbers.reduce((chosen, number) => choose(chosen, number), first);
}

export const aggregateFunctions: readonly BuiltInDefinition[] = [
  ofNumbers('sum', total),
  ofNumbers('max', (numbers) => extreme(numbers, (a, b) => Math.max(a, b))),
  ofNumbers('min', (numbers) => extreme(numbers, (a, b) => Math.min(a, b))),
  ofNumbers('average', (numbers) => (numbers.length === 0 ? undefined : total(numbers) / numbers.length)),
  {
    name: 'count',
    signature: '<a:n>',
    arity: 1,
    parameters: 'args',
    call: (_run, items) => (items === undefined ? 0 : (items as readonly unknown[]).length),
    quick1: (_run, items) => (items === undefined ? 0 : Array.isArray(items) ? items.length : 1),
  },
];
