import type { Code } from './code.ts';
import { fail } from './errors.ts';
import type { Run } from './run.ts';
import { asSequence } from './sequence.ts';

/** What jsonata itself allows a range, whatever the budget. */
const MOST_ITEMS = 1e7;

export function compileRange(lhs: Code, rhs: Code, position: number | undefined): Code {
  return (input, frame, run) => rangeOf(lhs(input, frame, run), rhs(input, frame, run), position, run);
}

export function rangeOf(from: unknown, to: unknown, position: number | undefined, run: Run): unknown {
  const place = { position, token: '..' };
  if (from !== undefined && !Number.isInteger(from)) fail('T2003', { ...place, value: from });
  if (to !== undefined && !Number.isInteger(to)) fail('T2004', { ...place, value: to });
  if (typeof from !== 'number' || typeof to !== 'number' || from > to) return undefined;
  const size = to - from + 1;
  if (size > MOST_ITEMS) fail('D2014', { ...place, value: size });
  if (size > run.limits.sequence) fail('D2015', { ...place, value: size });
  run.steps(size);
  const items = new Array<number>(size);
  for (let i = 0; i < size; i += 1) items[i] = from + i;
  return asSequence(items);
}
