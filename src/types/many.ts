import { ANY, hasNoValue, isNever, listOf, NEVER, NOTHING, optional, present, type Type } from './type.ts';
import { union } from './union.ts';

/** What an expression yields, as JSONata goes over it: so many items of a type. */
export interface Many {
  /** Never nothing. */
  readonly item: Type;
  readonly min: number;
  readonly max: number;
  /** Whether there may be none only because nobody knows better. */
  readonly doubt: boolean;
  /** Whether there may be several only because nobody knows better. */
  readonly vague?: true;
  readonly unmapped?: Type['unmapped'];
}

/** A value as items: nothing is none of them, a list its items, anything else is one. */
export function manyOf(type: Type): Many {
  if (type.any)
    return {
      item: present(ANY),
      min: 0,
      max: Number.POSITIVE_INFINITY,
      doubt: type.nothing !== 'yes',
      vague: true,
      ...reason(type),
    };
  const single: Type = { ...present(type), list: undefined };
  const { list } = type;
  const hasSingle = !hasNoValue(single);
  const counts: [number, number][] = [];
  if (type.nothing !== 'no') counts.push([0, 0]);
  if (hasSingle) counts.push([1, 1]);
  if (list !== undefined) counts.push([list.min, list.max]);
  const listEmpty = list !== undefined && list.min === 0;
  return {
    item: list === undefined ? single : hasSingle ? union(single, list.items) : list.items,
    min: counts.length === 0 ? 0 : Math.min(...counts.map(([min]) => min)),
    max: counts.length === 0 ? 0 : Math.max(...counts.map(([, max]) => max)),
    // That a list may be empty is no mistake: only a member that may lack is.
    doubt: type.nothing === 'doubt' || (type.nothing === 'no' && listEmpty),
    ...(list?.vague === true ? { vague: true } : {}),
    ...reason(type),
  };
}

const reason = ({ unmapped }: Type): Pick<Many, 'unmapped'> => (unmapped === undefined ? {} : { unmapped });

/** Items as the value that JSONata makes of a sequence: nothing, the only one, or the list. */
export function collapse(many: Many): Type {
  const { item, min, max, doubt, unmapped } = many;
  if (item.any) return many.min === 0 ? optional(item, doubt ? 'doubt' : 'yes') : item;
  let type = NEVER;
  if (min === 0)
    type = doubt ? { ...NEVER, nothing: 'doubt' } : unmapped === undefined ? NOTHING : { ...NOTHING, unmapped };
  if (isNever(item)) return type;
  if (min <= 1 && max >= 1) type = union(type, item);
  if (max >= 2) type = union(type, severalOf(many));
  return type;
}

function severalOf({ item, min, max, vague }: Many): Type {
  const type = listOf(item, Math.max(2, min), max);
  return vague === true && type.list !== undefined ? { ...type, list: { ...type.list, vague: true } } : type;
}

/** Items as a list that stays one, as of `[…]` and of a path with `[]`. */
export function asList(many: Many): Type {
  return listOf(many.item, many.min, many.max);
}

/** So many of the one, and for each of them so many of the other. */
export function times(count: number, by: number): number {
  return count === 0 || by === 0 ? 0 : count * by;
}
