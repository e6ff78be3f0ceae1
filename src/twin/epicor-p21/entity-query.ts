import { businessRule } from './rest-error.ts';
import { folded, type Row, textOf } from './row.ts';

const TERM = /^\s*(\w+)\s+eq\s+'((?:[^']|'')*)'\s*$/;

/** `$query` of the entity API: `email_address eq 'pat@example.com'`, and more of them with `and` (sheet section 3.3). */
export function entityQuery(source: string | null): (row: Row) => boolean {
  if (source === null || source.trim() === '') return () => true;
  const terms = source.split(/\sand\s/).map((term) => {
    const [, column, value] = TERM.exec(term) ?? [];
    if (column === undefined || value === undefined) throw businessRule(`The $query '${source}' is not valid.`);
    return { column, value: folded(value.replaceAll("''", "'")) };
  });
  return (row) => terms.every(({ column, value }) => folded(textOf(row, column)) === value);
}
