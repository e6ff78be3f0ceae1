import { nearestName } from '../model/nearest-name.ts';

/** The hint for a name that does not exist: the nearest one, or all there are. */
export function didYouMean(written: string, names: Iterable<string>): string {
  const known = [...names].sort();
  const nearest = nearestName(written, known);
  if (nearest !== undefined) return `did you mean "${nearest}"?`;
  return known.length === 0 ? 'there are none' : `there are: ${known.join(', ')}`;
}
