/**
 * JSONata's lists. A sequence is what a path or a function yields: of one item it is that item, of none it is nothing.
 * An array that stood in the input or was written as `[…]` has no mark and stays what it is.
 */
export interface Sequence extends Array<unknown> {
  sequence?: boolean;
  /** Asked for by `[]`: a sequence of one stays a list. */
  keepSingleton?: boolean;
  /** Items are tuples: the context `@` and the variables bound on the way. */
  tupleStream?: boolean;
  /** The input document, an array, as the one item of the context. */
  outerWrapper?: boolean;
  /** Written as `[…]` at an end of a path: one value, not flattened. */
  readonly cons?: boolean;
}

export const isArray = Array.isArray as (value: unknown) => value is Sequence;

/** Marks an array that was made for it. The mark is a plain property because wildcards of JSONata can see it. */
export function asSequence(items: unknown[]): Sequence {
  (items as Sequence).sequence = true;
  return items as Sequence;
}

export const isSequence = (value: unknown): value is Sequence => isArray(value) && value.sequence === true;

/** Whether an array means more to JSONata than its items. */
export const isMarked = (list: Sequence): boolean =>
  list.sequence !== undefined ||
  list.cons !== undefined ||
  list.keepSingleton !== undefined ||
  list.tupleStream !== undefined ||
  list.outerWrapper !== undefined;

/** What a sequence amounts to as a value: nothing, its only item, or the list. Other values are what they are. */
export function collapse(value: unknown): unknown {
  if (!isArray(value) || value.sequence !== true || value.tupleStream === true) return value;
  if (value.length > 1) return value;
  if (value.length === 0) return undefined;
  return value.keepSingleton === true ? value : value[0];
}

/** The items of a list that was just gathered and belongs to nobody else, as a value. */
export function collapseFresh(items: unknown[]): unknown {
  if (items.length > 1) return asSequence(items);
  return items[0];
}

/** Adds a step's result to a list: the items of a sequence or array one by one, anything else as it is. */
export function addFlattened(target: unknown[], value: unknown): void {
  if (isArray(value) && value.cons !== true) {
    for (let i = 0; i < value.length; i += 1) target.push(value[i]);
  } else target.push(value);
}
