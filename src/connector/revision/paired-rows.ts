import type { CompiledList } from './compiled-revision.ts';
import { hasAll, type Leaves, leavesOf } from './leaves.ts';

/** Two rows that are about the same thing; one that is alone was added or taken away. */
export interface RowPair {
  readonly from?: unknown;
  readonly to?: unknown;
  /** Whether `from` has everything that `to` says. */
  readonly same: boolean;
}

/**
 * Rows of two versions of a list, in the order of `to`, then those that are only in `from`. Rows that say the same belong
 * together first, so that one line of several for one article stays itself; then those that are about the same thing.
 */
export function pairRows(from: readonly unknown[], to: readonly unknown[], { by }: CompiledList): readonly RowPair[] {
  const left = from.map((row) => ({ row, leaves: leavesOf(row) }));
  const take = (fits: (leaves: Leaves) => boolean): { readonly row: unknown } | undefined => {
    const index = left.findIndex(({ leaves }) => fits(leaves));
    return index === -1 ? undefined : left.splice(index, 1)[0];
  };
  const said = to.map((row) => leavesOf(row));
  const same = said.map((leaves) => take((had) => hasAll(had, leaves)));
  const pairs = to.map((row, index): RowPair => {
    const equal = same[index];
    if (equal !== undefined) return { from: equal.row, to: row, same: true };
    const wanted = keyOf(said[index] ?? new Map(), by);
    const about = take((leaves) => keyOf(leaves, by) === wanted);
    return about === undefined ? { to: row, same: false } : { from: about.row, to: row, same: false };
  });
  return [...pairs, ...left.map(({ row }): RowPair => ({ from: row, same: false }))];
}

/** Codes are kept in capitals by some systems. */
const keyOf = (leaves: Leaves, by: readonly string[]): string =>
  JSON.stringify(by.map((path) => String(leaves.get(path) ?? '').toUpperCase()));

/** Whether `had` consists of the rows that `said` says, whatever else each of them has. */
export const hasRows = (had: readonly unknown[], said: readonly unknown[], list: CompiledList): boolean =>
  had.length === said.length && pairRows(had, said, list).every(({ same }) => same);

/**
 * Whether a list of a record is that of a version, or on its way from it to a newer one: nobody has changed anything else
 * in it. A row that both versions have is there, one that was changed as it was or as it is to be; one that was added may
 * be there already, and one that was taken off gone.
 */
export function isOnTheWay(
  had: readonly unknown[],
  from: readonly unknown[],
  to: readonly unknown[],
  list: CompiledList,
): boolean {
  const left = had.map((row) => leavesOf(row));
  const take = (row: unknown): boolean => {
    const said = leavesOf(row);
    const index = left.findIndex((leaves) => hasAll(leaves, said));
    if (index !== -1) left.splice(index, 1);
    return index !== -1;
  };
  const pairs = pairRows(from, to, list);
  const stands = (pair: RowPair): boolean => 'from' in pair && 'to' in pair;
  const isThere = ({ from: was, to: is, same }: RowPair): boolean => (same ? take(is) : take(was) || take(is));
  if (!pairs.filter(({ same }) => same).every(isThere)) return false;
  if (!pairs.filter((pair) => stands(pair) && !pair.same).every(isThere)) return false;
  for (const pair of pairs) if (!stands(pair)) take(pair.to ?? pair.from);
  return left.length === 0;
}

/** Whether two versions of the source's own say the same. */
export const areSameRows = (one: readonly unknown[], other: readonly unknown[], list: CompiledList): boolean =>
  hasRows(one, other, list) && hasRows(other, one, list);
