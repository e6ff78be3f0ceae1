import { Hold } from '../model/hold.ts';

/**
 * A lookup table of the project: `lookups/<name>.csv`. Its columns are connections; a row says what one thing is called
 * in each. `*` in a column stands for every code without a row of its own.
 */
export interface LookupTable {
  readonly name: string;
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
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
      { file: table.file, codes: new Map(table.rows.map((row) => [row[from] ?? '', row[to] ?? ''])) },
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
