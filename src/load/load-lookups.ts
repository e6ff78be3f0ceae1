import { CsvError, parse } from 'csv-parse/sync';
import type { LookupTable } from '../map/lookup-table.ts';
import type { Finding } from '../model/finding.ts';
import type { LayeredFile } from './project-layers.ts';

/** Reads `lookups/<name>.csv`: a header of connection names, then one row a thing. Every mistake is a finding. */
export function readLookup(
  file: LayeredFile,
  text: string,
): { readonly table: LookupTable; readonly findings: readonly Finding[] } {
  const name = file.path.replace(/^lookups\//, '').replace(/\.csv$/, '');
  const findings: Finding[] = [];
  const problem = (code: string, line: number, message: string, hint: string) =>
    findings.push({ code, severity: 'error', at: { file: file.path, line, column: 1 }, message, hint });
  let rows: { record: Record<string, string>; info: { lines: number } }[] = [];
  let columns: string[] = [];
  try {
    rows = parse(text, {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      comment: '#',
      comment_no_infix: true,
      info: true,
      columns: (header: string[]) => {
        columns = header;
        return header;
      },
    }) as unknown as typeof rows;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    problem(
      'LOOKUP601',
      Number(error.lines ?? 1),
      `not a valid CSV table: ${error.message}`,
      'every row needs as many columns as the header',
    );
  }
  for (const column of columns) {
    const seen = new Map<string, number>();
    if (columns[0] !== column) continue;
    for (const { record, info } of rows) {
      const code = record[column] ?? '';
      const before = seen.get(code);
      if (before !== undefined)
        problem('LOOKUP602', info.lines, `"${code}" stands in line ${before} already`, 'keep one row for each code');
      seen.set(code, info.lines);
    }
  }
  return {
    table: {
      name,
      file: file.path,
      columns,
      rows: rows.map(({ record, info }) => ({ line: info.lines, codes: record })),
    },
    findings,
  };
}
