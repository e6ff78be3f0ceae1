import type { CompiledList, CompiledRevision } from './compiled-revision.ts';
import { type Leaves, leavesOf } from './leaves.ts';

/** A version of a record, or the record itself, laid out for comparison. */
export interface Version {
  readonly fields: Leaves;
  readonly lists: ReadonlyMap<string, readonly unknown[]>;
}

export function versionOf(said: unknown, { lists }: Pick<CompiledRevision, 'lists'>): Version {
  const object = typeof said === 'object' && said !== null ? (said as Readonly<Record<string, unknown>>) : {};
  return {
    fields: leavesOf(object, lists),
    lists: new Map([...lists.keys()].map((name) => [name, rowsOf(object[name])])),
  };
}

/** JSONata makes one thing of a list of one. */
function rowsOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

/** The rows of a list with how they are compared. */
export const listsOf = (
  version: Version,
  lists: ReadonlyMap<string, CompiledList>,
): readonly (readonly [name: string, rows: readonly unknown[], list: CompiledList])[] =>
  [...lists].map(([name, list]) => [name, version.lists.get(name) ?? [], list] as const);
