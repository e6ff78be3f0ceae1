import { Hold } from '../model/hold.ts';

/**
 * The JSON text of a request body. JSON.stringify writes NaN and Infinity as null and leaves functions out: a quantity
 * would become nothing without a word. Throws a Hold.
 */
export function requestJson(value: unknown): string {
  const text = JSON.stringify(value, (key, item: unknown) => {
    if (typeof item === 'number' && !Number.isFinite(item)) {
      throw new Hold('not-a-number', `"${key}" of the request is a number that is none (NaN or infinite)`);
    }
    if (typeof item === 'function') throw new Hold('not-a-value', `"${key}" of the request is a function`);
    return item;
  });
  if (text === undefined) throw new Hold('not-a-value', 'the request body is no JSON value');
  return text;
}
