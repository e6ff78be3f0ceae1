import { isFunction } from './function-value.ts';
import { isNumber } from './numeric.ts';
import type { Run } from './run.ts';

/** JSONata's `$boolean` of a value; nothing is false. Throws D1001 for an infinite number. */
export function isTrue(value: unknown, run: Run): boolean {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'string':
      return value !== '';
    case 'number':
      return isNumber(value) && value !== 0;
    case 'object': {
      if (value === null) return false;
      if (!Array.isArray(value)) {
        if (isFunction(value)) return false;
        for (const key in value) if (Object.hasOwn(value, key)) return true;
        return false;
      }
      run.step();
      if (value.length === 1) return isTrue(value[0], run);
      // All items are looked at, as jsonata does: an infinite number behind a true one is an error all the same.
      let any = false;
      run.steps(value.length >> 2);
      for (const item of value) if (isTrue(item, run)) any = true;
      return any;
    }
    default:
      return false;
  }
}
