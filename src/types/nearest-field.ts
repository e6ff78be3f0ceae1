import { nearestName } from '../model/nearest-name.ts';

const MOST_SHOWN = 20;

/** What to write instead of a name that does not exist, and the name itself where there is no doubt which was meant. */
export function nearestField(
  written: string,
  names: readonly string[],
): { readonly hint: string; readonly certain?: string } {
  const nearest = nearestName(written, names);
  if (nearest !== undefined) {
    const close = names.filter((name) => isOneEdit(written, name));
    return {
      hint: `did you mean "${nearest}"?`,
      ...(close.length === 1 && close[0] === nearest ? { certain: nearest } : {}),
    };
  }
  const known = [...names].sort();
  if (known.length === 0) return { hint: 'there are none' };
  const shown = known.slice(0, MOST_SHOWN).join(', ');
  return { hint: known.length > MOST_SHOWN ? `there are ${known.length}: ${shown}, …` : `there are: ${shown}` };
}

/** One letter changed, added, left out, or swapped with its neighbour. */
function isOneEdit(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
