import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { Layout } from './layout.ts';
import { type Row, RowsUnreadable, textFor, valueIn } from './row.ts';

/** RFC 4180 with a header row, whose columns may come in any order and may be more than the layout has. */
export function readCsv(text: string, layout: Layout): readonly Row[] {
  let lines: readonly (readonly string[])[];
  try {
    lines = parse(text, { delimiter: layout.delimiter, relax_column_count: false, skip_empty_lines: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines: line } = error as CsvError & { readonly lines?: number };
    throw new RowsUnreadable(error.message, line, error);
  }
  const [header, ...rows] = lines;
  if (header === undefined) throw new RowsUnreadable('it has no header row');
  const twice = header.find((label, place) => header.indexOf(label) !== place);
  if (twice !== undefined) throw new RowsUnreadable(`the header has "${twice}" twice`, 1);
  const names = header.map((label) => layout.columns.find((column) => column.label === label)?.name ?? label);
  const lacking = layout.columns.filter(({ required, name }) => required && !names.includes(name));
  if (lacking.length > 0)
    throw new RowsUnreadable(`the header lacks ${lacking.map(({ label }) => `"${label}"`).join(', ')}`, 1);
  return rows.map((values) =>
    Object.fromEntries(
      names.flatMap((name, place) => {
        const value = valueIn(values[place] ?? '');
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  );
}

/** Columns in the order of the layout, lines ended by CRLF as RFC 4180 §2.1 has it. */
export function writeCsv(rows: readonly Row[], { columns, delimiter }: Layout): string {
  const header = columns.map(({ label }) => label);
  const lines = rows.map((row) => columns.map(({ name }) => textFor(row[name])));
  return stringify([header, ...lines], { delimiter, record_delimiter: 'windows' });
}
