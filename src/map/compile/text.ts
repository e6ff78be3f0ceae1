import type { Code } from './code.ts';
import { fail } from './errors.ts';
import { isFunction } from './function-value.ts';
import { isNumber } from './numeric.ts';
import type { Run } from './run.ts';
import { isArray } from './sequence.ts';

/** Noise in the 16th digit of a fraction is not shown: 0.1 + 0.2 is written 0.3. */
const shownNumber = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(15)));

/** JSONata's `$string` of a value that is something. Throws D3001 or D1001 for what JSON has no number for. */
export function textOf(value: unknown, pretty: boolean, run: Run): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      if (!Number.isFinite(value)) fail('D3001', { value });
      return JSON.stringify(shownNumber(value));
    case 'boolean':
      return value ? 'true' : 'false';
    default: {
      if (value === null) return 'null';
      if (isFunction(value)) return '';
      const written = isArray(value) && value.outerWrapper === true ? value[0] : value;
      let size = 0;
      const text = JSON.stringify(
        written,
        (_key, item: unknown) => {
          // Counted while it is written: a value that refers to one part many times can be short and its text endless.
          size += typeof item === 'string' ? item.length + 2 : 4;
          if (size > run.limits.text) run.text(size);
          run.step();
          if (typeof item === 'number' && isNumber(item)) return shownNumber(item);
          return isFunction(item) ? '' : item;
        },
        pretty ? 2 : 0,
      );
      return text as string;
    }
  }
}

export function compileConcatenation(lhs: Code, rhs: Code, place: (error: unknown) => unknown): Code {
  return (input, frame, run) => {
    const left = lhs(input, frame, run);
    const right = rhs(input, frame, run);
    try {
      return concatenated(left, right, run);
    } catch (error) {
      throw place(error);
    }
  };
}

export function concatenated(left: unknown, right: unknown, run: Run): string {
  const text =
    (left === undefined ? '' : typeof left === 'string' ? left : textOf(left, false, run)) +
    (right === undefined ? '' : typeof right === 'string' ? right : textOf(right, false, run));
  if (text.length > 64) run.text(text.length);
  return text;
}
