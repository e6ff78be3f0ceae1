import { Hold } from '../model/hold.ts';

/**
 * A lookup table of the project: `lookups/<name>.csv`. Its columns are connections; a row says what one thing is called
 * in each. `*` in a column stands for every code without a row of its own.
 */
export interface LookupTable {
  readonly name: string;
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly LookupRow[];
}

/** One row of a table. */
export interface LookupRow {
  /** In the file, from 1. */
  readonly line: number;
  /** Column to code. */
  readonly codes: Readonly<Record<string, string>>;
}

/** The row that says what a code is: its own, else that of `*`. */
export function rowOf({ rows }: LookupTable, column: string, code: string): LookupRow | undefined {
  // Of two rows with the same code, which `check` refuses, the later one counts.
  const own = rows.findLast(({ codes }) => codes[column] === code);
  return own ?? rows.findLast(({ codes }) => codes[column] === '*');
}

/** Translates codes from one column to another. Built once per pipe; a code without a row holds the record. */
export function translatorOf(
  tables: readonly LookupTable[],
  from: string,
  to: string,
): (table: string, code: string) => string {
  const compiled = new Map(
    tables.map((table) => [
      table.name,
      { file: table.file, codes: new Map(table.rows.map(({ codes }) => [codes[from] ?? '', codes[to] ?? ''])) },
    ]),
  );
  return (name, code) => {
    const table = compiled.get(name);
    if (table === undefined) {
      throw new Hold('lookup-missing', `there is no lookups/${name}.csv to translate "${code}" with`);
    }
    const found = table.codes.get(code) ?? table.codes.get('*');
    if (found !== undefined && found !== '') return found;
    throw new Hold('translation-missing', `${table.file} has no row that says what ${from} "${code}" is in ${to}`);
  };
}
