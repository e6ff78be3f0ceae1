import type { Column, Layout } from './layout.ts';
import { type Row, RowsRefused, RowsUnreadable, textFor, valueIn } from './row.ts';

/** Lines of fixed width, without a header. A line may end early where only blanks are missing. */
export function readFixed(text: string, { columns }: Layout): readonly Row[] {
  const widest = columns.reduce((sum, column) => sum + widthOf(column), 0);
  return text
    .split(/\r?\n/)
    .map((line, place) => ({ characters: [...line], line: place + 1 }))
    .filter(({ characters }) => characters.some((character) => character.trim() !== ''))
    .map(({ characters, line }) => {
      if (characters.length > widest)
        throw new RowsUnreadable(`it has ${characters.length} characters, and the columns have ${widest}`, line);
      let at = 0;
      const row: Record<string, string | null> = {};
      for (const column of columns) {
        const width = widthOf(column);
        const value = valueIn(
          characters
            .slice(at, at + width)
            .join('')
            .trim(),
        );
        if (value !== undefined) row[column.name] = value;
        at += width;
      }
      return row;
    });
}

export function writeFixed(rows: readonly Row[], { columns }: Layout): string {
  return rows
    .map((row) => `${columns.map((column) => field(column, textFor(row[column.name]))).join('')}\r\n`)
    .join('');
}

function field(column: Column, text: string): string {
  const width = widthOf(column);
  const characters = [...text];
  if (/[\r\n]/.test(text))
    throw new RowsRefused(`${column.label} has a line break, which a line of fixed width cannot hold`);
  if (characters.length > width)
    throw new RowsRefused(`${column.label} has ${characters.length} characters, and its column ${width}`);
  const blanks = ' '.repeat(width - characters.length);
  return column.align === 'right' ? `${blanks}${text}` : `${text}${blanks}`;
}

/** `layoutsOf` has refused a fixed layout with a column that has none. */
const widthOf = ({ width }: Column): number => width ?? 0;
