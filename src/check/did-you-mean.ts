import { nearestName } from '../model/nearest-name.ts';

/** More names than this are not read by anybody. */
const MOST_SHOWN = 30;

/** The hint for a name that does not exist: the nearest one, or all there are. */
export function didYouMean(written: string, names: Iterable<string>): string {
  const known = [...names].sort();
  const nearest = nearestName(written, known);
  if (nearest !== undefined) return `did you mean "${nearest}"?`;
  if (known.length === 0) return 'there are none';
  const shown = known.slice(0, MOST_SHOWN).join(', ');
  return known.length > MOST_SHOWN ? `there are ${known.length}: ${shown}, …` : `there are: ${shown}`;
}
