import { type BuiltInDefinition, NOT_QUICK } from '../built-in.ts';
import { fail } from '../errors.ts';
import type { Run } from '../run.ts';

const DECIMAL = /^-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?$/;
/** The anchors bind as jsonata's do: hexadecimal is looked for at the start, octal anywhere, binary at the end. */
const PREFIXED = /^0[xX][0-9A-Fa-f]+|0[oO][0-7]+|0[bB][01]+$/;

function numberOf(run: Run, value: unknown): number | undefined {
  switch (typeof value) {
    case 'undefined':
      return undefined;
    case 'number':
      return value;
    case 'boolean':
      return value ? 1 : 0;
    case 'string': {
      run.text(value.length);
      if (DECIMAL.test(value)) {
        const number = Number.parseFloat(value);
        if (Number.isFinite(number)) return number;
      }
      if (PREFIXED.test(value)) return Number(value);
      break;
    }
    default:
  }
  return fail('D3030', { value, index: 1 });
}

/** Moves the decimal point by way of the written number: a multiplication would add noise of its own. */
function shifted(value: number, places: number): number {
  const [digits, exponent] = String(value).split('e');
  return Number(`${digits}e${exponent === undefined ? places : Number(exponent) + places}`);
}

/** Rounds half to even, as JSONata does. */
export function rounded(value: number, precision: number | undefined): number {
  const scaled = precision ? shifted(value, precision) : value;
  let whole = Math.round(scaled);
  if (Math.abs(whole - scaled) === 0.5 && Math.abs(whole % 2) === 1) whole -= 1;
  const result = precision ? shifted(whole, -precision) : whole;
  return Object.is(result, -0) ? 0 : result;
}

function ofNumber(name: string, calculate: (value: number) => number): BuiltInDefinition {
  return {
    name,
    signature: '<n-:n>',
    arity: 1,
    parameters: 'arg',
    call: (_run, value) => (value === undefined ? undefined : calculate(value as number)),
    quick1: (_run, value) =>
      value === undefined ? undefined : typeof value === 'number' ? calculate(value) : NOT_QUICK,
  };
}

function squareRoot(value: number): number {
  if (value < 0) fail('D3060', { index: 1, value });
  return Math.sqrt(value);
}

export const numberFunctions: readonly BuiltInDefinition[] = [
  {
    name: 'number',
    signature: '<(nsb)-:n>',
    arity: 1,
    parameters: 'arg',
    call: numberOf,
    quick1: (run, value) =>
      value === undefined || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? numberOf(run, value)
        : NOT_QUICK,
  },
  ofNumber('abs', Math.abs),
  ofNumber('floor', Math.floor),
  ofNumber('ceil', Math.ceil),
  ofNumber('sqrt', squareRoot),
  {
    name: 'round',
    signature: '<n-n?:n>',
    arity: 2,
    parameters: 'arg, precision',
    call: (_run, value, precision) =>
      value === undefined ? undefined : rounded(value as number, precision as number | undefined),
    quick1: (_run, value) =>
      value === undefined ? undefined : typeof value === 'number' ? rounded(value, undefined) : NOT_QUICK,
    quick2: (_run, value, precision) =>
      typeof value === 'number' && typeof precision === 'number' ? rounded(value, precision) : NOT_QUICK,
  },
  {
    name: 'power',
    signature: '<n-n:n>',
    arity: 2,
    parameters: 'arg, exp',
    call: (_run, base, exp) => {
      if (base === undefined) return undefined;
      const result = (base as number) ** (exp as number);
      if (!Number.isFinite(result)) fail('D3061', { index: 1, value: base, exp });
      return result;
    },
  },
  { name: 'random', signature: '<:n>', arity: 0, parameters: '', call: () => Math.random() },
  {
    name: 'formatBase',
    signature: '<n-n?:s>',
    arity: 2,
    parameters: 'value, radix',
    call: (_run, value, radix) => {
      if (value === undefined) return undefined;
      const base = radix === undefined ? 10 : rounded(radix as number, undefined);
      if (base < 2 || base > 36) fail('D3100', { value: base });
      return rounded(value as number, undefined).toString(base);
    },
  },
];
