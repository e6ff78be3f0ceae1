import type { Expression } from '../../map/expression.ts';
import type { CompiledList, CompiledRevision } from './compiled-revision.ts';
import { contestedPaths, leavesOf } from './leaves.ts';
import { pairRows, type RowPair } from './paired-rows.ts';
import { listsOf, type Version } from './version.ts';

/** More than these are counted, not told. */
const MOST_TOLD = 8;

/** What a person reads of how one version became another: `quantity of "MUG-01": "2" instead of "5"`. */
export function differenceWords(from: Version, to: Version, { lists }: Pick<CompiledRevision, 'lists'>): string {
  const told = [
    ...listsOf(to, lists).flatMap(([name, rows, list]) =>
      pairRows(from.lists.get(name) ?? [], rows, list).flatMap((pair) => rowWords(pair, list)),
    ),
    ...contestedPaths([from.fields, to.fields]).map(
      (path) => `${shown(path)}: ${value(to.fields.get(path))} instead of ${value(from.fields.get(path))}`,
    ),
  ];
  const rest = told.length - MOST_TOLD;
  return [...told.slice(0, MOST_TOLD), ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
}

function rowWords({ from, to, same }: RowPair, list: CompiledList): string[] {
  if (same) return [];
  if (from === undefined) return [`${called(to, list)} added`];
  if (to === undefined) return [`${called(from, list)} taken off`];
  const [had, has] = [leavesOf(from), leavesOf(to)];
  // What only one side says of a row that stands is no change: a record has more than a payload says of it.
  const paths = contestedPaths([had, has]).filter((path) => had.has(path) && has.has(path));
  return paths.map(
    (path) => `${shown(path)} of ${called(from, list)}: ${value(has.get(path))} instead of ${value(had.get(path))}`,
  );
}

function called(row: unknown, { by, called: expression }: CompiledList): string {
  const name = expression === undefined ? undefined : nameOf(row, expression);
  const leaves = leavesOf(row);
  return name ?? by.flatMap((path) => (leaves.has(path) ? [String(leaves.get(path))] : [])).join(' ');
}

function nameOf(row: unknown, expression: Expression): string | undefined {
  const name: unknown = expression.evaluate(row);
  return typeof name === 'string' && name !== '' ? `"${name}"` : undefined;
}

/** Some systems wrap every value in an object. */
const shown = (path: string): string => path.replace(/\.value$/, '');

const value = (said: unknown): string => (said === undefined ? 'nothing' : `"${String(said)}"`);
