import { nearestName } from '../../model/nearest-name.ts';
import { NotAsExpected } from '../scenario/not-as-expected.ts';
import type { Table } from './step-definition.ts';

/** Rows below a line of headings. Throws what is wrong with the table, in words; empty cells are left out. */
export function recordsOf(
  table: Table,
  columns: readonly string[],
  required: readonly string[],
): readonly Readonly<Record<string, string>>[] {
  const [headings = [], ...rows] = table;
  for (const heading of headings) known(heading, columns, 'column');
  for (const column of required)
    if (!headings.includes(column)) throw new NotAsExpected(`the table has no column "${column}"`);
  if (rows.length === 0) throw new NotAsExpected('the table has headings and no rows');
  return rows.map((row) =>
    Object.fromEntries(headings.map((heading, index) => [heading, row[index] ?? '']).filter(([, cell]) => cell !== '')),
  );
}

/** Two columns without headings: a word and its value. */
export function pairsOf(table: Table): readonly (readonly [string, string])[] {
  return table.map((row) => {
    const [word, value, ...more] = row;
    if (word === undefined || value === undefined || more.length > 0)
      throw new NotAsExpected('each row of this table has two cells: what, and its value');
    return [word, value];
  });
}

/** The word, when it is one of those that there are; otherwise throws with the nearest. */
export function known<K extends string>(word: string, words: readonly K[], what: string): K {
  const found = words.find((each) => each === word);
  if (found !== undefined) return found;
  const nearest = nearestName(word, words);
  throw new NotAsExpected(
    `there is no ${what} "${word}"; ${nearest === undefined ? '' : `did you mean "${nearest}"? `}There are ${words.join(', ')}`,
  );
}
