import { readCsv, writeCsv } from './csv-rows.ts';
import { fileBytes, fileText } from './file-text.ts';
import { readFixed, writeFixed } from './fixed-rows.ts';
import type { Layout } from './layout.ts';
import { CLEARED, type Row, RowsRefused, RowsUnreadable } from './row.ts';
import { readXml, writeXml } from './xml-rows.ts';

const FORMATS: Readonly<
  Record<
    Layout['format'],
    {
      readonly read: (text: string, layout: Layout) => readonly Row[];
      readonly write: (rows: readonly Row[], layout: Layout) => string;
    }
  >
> = {
  csv: { read: readCsv, write: writeCsv },
  fixed: { read: readFixed, write: writeFixed },
  xml: { read: readXml, write: writeXml },
};

/** The rows of a file. Throws RowsUnreadable when it is not written as the layout says, or a row lacks what it must have. */
export function readRows(content: Buffer, layout: Layout): readonly Row[] {
  const rows = FORMATS[layout.format].read(fileText(content, layout), layout);
  for (const [place, row] of rows.entries()) {
    const lacking = layout.columns.find(({ required, name }) => required && typeof row[name] !== 'string');
    if (lacking !== undefined) throw new RowsUnreadable(`row ${place + 1} has no ${lacking.label}`);
  }
  return rows;
}

/** A file with these rows. Throws RowsRefused for a row that the layout cannot hold as it is. */
export function writeRows(rows: readonly Row[], layout: Layout): Buffer {
  for (const [place, row] of rows.entries()) {
    const where = `row ${place + 1}`;
    const unknown = Object.keys(row).find((name) => !layout.columns.some((column) => column.name === name));
    if (unknown !== undefined)
      throw new RowsRefused(`${where} has "${unknown}", which the layout "${layout.name}" lacks`);
    for (const { name, label, required, longest } of layout.columns) {
      const value = row[name];
      if (required && (value === undefined || value === null || value === ''))
        throw new RowsRefused(`${where} has no ${label}`);
      // It would be read as "clear it".
      if (value === CLEARED)
        throw new RowsRefused(`${label} of ${where} is the text ${CLEARED}, which means something else`);
      const length = typeof value === 'string' ? [...value].length : 0;
      if (longest !== undefined && length > longest)
        throw new RowsRefused(`${label} of ${where} has ${length} characters; ${longest} are allowed`);
    }
  }
  return fileBytes(FORMATS[layout.format].write(rows, layout), layout);
}
