import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Layout } from './layout.ts';
import { type Row, RowsRefused, RowsUnreadable, textFor, valueIn } from './row.ts';

/** Entities are those of XML alone: a file cannot define its own, which is how small files swell. */
const PARSER = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: true,
  processEntities: true,
  htmlEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
});
const BUILDER = new XMLBuilder({ format: true, indentBy: '  ', suppressEmptyNode: false, processEntities: true });

/** `<root><record><column>…`: the same names as the columns of the other formats. */
export function readXml(text: string, { root, record, columns }: Layout): readonly Row[] {
  const fault = XMLValidator.validate(text);
  if (fault !== true) throw new RowsUnreadable(fault.err.msg, fault.err.line);
  if (/<!DOCTYPE/i.test(text)) throw new RowsUnreadable('it has a document type, which is not read');
  const parsed = PARSER.parse(text) as Readonly<Record<string, unknown>>;
  if (!Object.hasOwn(parsed, root)) throw new RowsUnreadable(`its root element is not <${root}>`);
  const inside = parsed[root];
  if (inside === '') return [];
  if (typeof inside !== 'object' || inside === null) throw new RowsUnreadable(`<${root}> holds text`);
  const strange = Object.keys(inside).find((name) => name !== record);
  if (strange !== undefined) throw new RowsUnreadable(`<${root}> holds <${strange}>, and rows are <${record}>`);
  const found = (inside as Readonly<Record<string, unknown>>)[record];
  return (Array.isArray(found) ? found : [found]).map((element: unknown, place) => {
    if (element === '') return {};
    if (typeof element !== 'object' || element === null)
      throw new RowsUnreadable(`the <${record}> number ${place + 1} holds text in place of columns`);
    const row: Record<string, string | null> = {};
    for (const [label, content] of Object.entries(element)) {
      if (typeof content !== 'string')
        throw new RowsUnreadable(`<${label}> of the <${record}> number ${place + 1} is no single text`);
      const value = valueIn(content);
      if (value !== undefined) row[columns.find((column) => column.label === label)?.name ?? label] = value;
    }
    return row;
  });
}

export function writeXml(rows: readonly Row[], layout: Layout): string {
  const labels = layout.columns.find(({ label }) => !/^[A-Za-z_][\w.-]*$/.test(label));
  if (labels !== undefined) throw new RowsRefused(`"${labels.label}" cannot be the name of an element`);
  const records = rows.map((row) =>
    Object.fromEntries(
      layout.columns
        .filter(({ name }) => row[name] !== undefined)
        .map(({ name, label }) => [label, textFor(row[name])]),
    ),
  );
  const encoding = layout.encoding.toUpperCase();
  return `<?xml version="1.0" encoding="${encoding}"?>\n${BUILDER.build({ [layout.root]: { [layout.record]: records } })}`;
}
