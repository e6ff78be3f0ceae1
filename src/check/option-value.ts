import type { ConnectionOption } from '../model/config.generated.ts';

/** Whether an option takes the value. Lists are of texts: ids, codes and names. */
export function fits(value: unknown, { type, enum: allowed }: ConnectionOption): boolean {
  if (allowed !== undefined) return allowed.includes(value);
  if (type === 'array') return Array.isArray(value) && value.every((each) => typeof each === 'string');
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}

/** What it takes, in words. */
export function expectedOf({ type, enum: allowed }: ConnectionOption): string {
  if (allowed !== undefined) return `one of ${allowed.map((value) => JSON.stringify(value)).join(', ')}`;
  return {
    array: 'a list of texts (in quotes)',
    object: 'a map',
    string: 'text (in quotes)',
    number: 'a number',
    boolean: 'true or false',
  }[type];
}
