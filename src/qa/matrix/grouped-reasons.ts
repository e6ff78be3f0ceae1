import type { CellVerdict, PairRow } from './pair-matrix.ts';

/** A reason why an item is not verified, with every pair that it holds for. */
export interface GroupedReason {
  readonly item: string;
  readonly verdict: CellVerdict;
  readonly reason: string;
  /** `every pair` where it holds for all. */
  readonly pairs: string;
}

const EVERY = 'every pair';

/** What stands between the matrix and all green, by item; the same reason is told once. */
export function groupedReasons(rows: readonly PairRow[]): GroupedReason[] {
  const groups = new Map<string, Omit<GroupedReason, 'pairs'> & { readonly of: string[] }>();
  for (const { pair, cells } of rows)
    for (const { item, verdict, reasons } of cells)
      for (const reason of reasons) {
        const key = `${item}\n${verdict}\n${reason}`;
        const group = groups.get(key) ?? { item, verdict, reason, of: [] };
        group.of.push(pair);
        groups.set(key, group);
      }
  const order = (rows[0]?.cells ?? []).map(({ item }) => item);
  return [...groups.values()]
    .sort((a, b) => order.indexOf(a.item) - order.indexOf(b.item))
    .map(({ of, ...group }) => ({
      ...group,
      pairs: of.length === rows.length && of.length > 1 ? EVERY : of.join(', '),
    }));
}
