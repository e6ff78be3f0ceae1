import type { BuiltInDefinition } from '../built-in.ts';
import { failSaying } from '../errors.ts';
import { isFunction } from '../function-value.ts';
import { isNumber } from '../numeric.ts';
import type { Run } from '../run.ts';
import { isTrue } from '../truth.ts';

function typeName(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (value === null) return 'null';
  if (isNumber(value)) return 'number';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'boolean';
  if (Array.isArray(value)) return 'array';
  return isFunction(value) ? 'function' : 'object';
}

const truth = (run: Run, value: unknown): boolean | undefined => (value === undefined ? undefined : isTrue(value, run));
const untruth = (run: Run, value: unknown): boolean | undefined =>
  value === undefined ? undefined : !isTrue(value, run);

export const controlFunctions: readonly BuiltInDefinition[] = [
  {
    name: 'boolean',
    signature: '<x-:b>',
    arity: 1,
    parameters: 'arg',
    call: truth,
    quick1: truth,
  },
  {
    name: 'not',
    signature: '<x-:b>',
    arity: 1,
    parameters: 'arg',
    call: untruth,
    quick1: untruth,
  },
  {
    name: 'exists',
    signature: '<x:b>',
    arity: 1,
    parameters: 'arg',
    call: (_run, value) => value !== undefined,
    quick1: (_run, value) => value !== undefined,
  },
  {
    name: 'type',
    signature: '<x:s>',
    arity: 1,
    parameters: 'value',
    call: (_run, value) => typeName(value),
    quick1: (_run, value) => typeName(value),
  },
  {
    name: 'error',
    signature: '<s?:x>',
    arity: 1,
    parameters: 'message',
    call: (_run, message) => failSaying('D3137', (message as string | undefined) || '$error() function evaluated'),
  },
  {
    name: 'assert',
    signature: '<bs?:x>',
    arity: 2,
    parameters: 'condition, message',
    call: (_run, condition, message) =>
      condition ? undefined : failSaying('D3141', (message as string | undefined) || '$assert() statement failed'),
  },
  {
    name: 'eval',
    callsBack: true,
    yieldsSequence: true,
    signature: '<sx?:x>',
    arity: 2,
    parameters: 'expr, focus',
    call: (run, text, focus) => {
      if (text === undefined) return undefined;
      const evaluate = run.evaluateText;
      if (evaluate === undefined) throw new Error('$eval was not called by its name');
      return evaluate(text as string, focus);
    },
  },
];
