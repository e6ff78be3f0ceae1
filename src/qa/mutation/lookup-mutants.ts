import type { LookupTable } from '../../map/lookup-table.ts';
import type { TextMutant } from './text-mutant.ts';

/** Items by which the tables of every project show that they are right. */
const ITEMS_OF_TABLES: Readonly<Record<string, readonly string[]>> = {
  'shipping-methods': ['ORD-05'],
  'payment-methods': ['ORD-09'],
};

/**
 * Every single mistake that can be made in a row of a lookup table: it is missing, its code is exchanged for that of
 * another, capitals are not minded. Rows without a line are no rows of the file: they are what twins call their methods.
 */
export function lookupMutants({ name, columns, rows }: LookupTable): TextMutant[] {
  const items = ITEMS_OF_TABLES[name] ?? [];
  const textOf = (changed: readonly (readonly string[])[]) => [columns, ...changed].map(csvLine).join('');
  const cells = rows.map(({ codes }) => columns.map((column) => codes[column] ?? ''));
  const withCell = (row: number, column: number, code: string) =>
    cells.map((each, index) => (index === row ? each.with(column, code) : each));
  return rows.flatMap(({ line }, row): TextMutant[] => {
    if (line === 0) return [];
    const mine = cells[row] ?? [];
    const mutant = (says: string, changed: readonly (readonly string[])[]): TextMutant => ({
      line,
      column: 1,
      says: `${mine.join(',')}: ${says}`,
      items,
      text: textOf(changed),
    });
    const mutants = [mutant('the row is missing', cells.toSpliced(row, 1))];
    for (const [column, code] of mine.entries()) {
      if (column > 0) {
        const other = cells.findIndex((each, index) => index > row && rows[index]?.line !== 0 && each[column] !== code);
        if (other !== -1)
          mutants.push(
            mutant(
              `exchanged with ${cells[other]?.[column]}`,
              cells.map((each, index) =>
                index === row
                  ? each.with(column, cells[other]?.[column] ?? '')
                  : index === other
                    ? each.with(column, code)
                    : each,
              ),
            ),
          );
      }
      const turned = code === code.toLowerCase() ? code.toUpperCase() : code.toLowerCase();
      if (turned !== code) mutants.push(mutant(`${code} → ${turned}`, withCell(row, column, turned)));
    }
    return mutants;
  });
}

const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`;
