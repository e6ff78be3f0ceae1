import type { Run } from './run.ts';
import { asSequence, collapseFresh, isArray, type Sequence } from './sequence.ts';

/** What an object has under a key of its own. Nothing of its prototype is ever seen. */
export function ownValue(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

/** JSONata's `$lookup`: of an array, what all its items have under the key, as one sequence. */
export function lookup(value: unknown, key: string, run: Run): unknown {
  if (!isArray(value)) return ownValue(value, key);
  const found: unknown[] = [];
  lookupInto(found, value, key, run);
  return asSequence(found);
}

function lookupInto(found: unknown[], items: Sequence, key: string, run: Run): void {
  run.steps(items.length + 1);
  run.sequence(found.length);
  for (let i = 0; i < items.length; i += 1) {
    const item = items[i];
    if (isArray(item)) {
      lookupInto(found, item, key, run);
      continue;
    }
    const value = ownValue(item, key);
    if (value === undefined) continue;
    if (isArray(value)) for (let j = 0; j < value.length; j += 1) found.push(value[j]);
    else found.push(value);
  }
}

/** A name as a step of a path: the same as a value. */
export function lookupStep(value: unknown, key: string, run: Run): unknown {
  if (!isArray(value)) {
    const found = ownValue(value, key);
    // A sequence that was kept in an object is a value like any other; one of one item that `[]` kept stays so here.
    return isArray(found) && found.sequence === true && found.length <= 1 && found.keepSingleton !== true
      ? found[0]
      : found;
  }
  const found: unknown[] = [];
  lookupInto(found, value, key, run);
  return collapseFresh(found);
}
