import { parseXmlText, writeXmlText, XmlTextError, XmlTreeError } from '../../http/xml-text.ts';
import type { Layout } from './layout.ts';
import { type Row, RowsRefused, RowsUnreadable, textFor, valueIn } from './row.ts';

/** `<root><record><column>…`: the same names as the columns of the other formats. */
export function readXml(text: string, { root, record, columns }: Layout): readonly Row[] {
  const parsed = parsedXml(text);
  if (!Object.hasOwn(parsed, root)) throw new RowsUnreadable(`its root element is not <${root}>`);
  const inside = parsed[root];
  if (typeof inside === 'string' && inside.trim() === '') return [];
  if (typeof inside !== 'object' || inside === null) throw new RowsUnreadable(`<${root}> holds text`);
  const strange = Object.keys(inside).find((name) => name !== record);
  if (strange !== undefined) throw new RowsUnreadable(`<${root}> holds <${strange}>, and rows are <${record}>`);
  const found = (inside as Readonly<Record<string, unknown>>)[record];
  return (Array.isArray(found) ? found : [found]).map((element: unknown, place) => {
    if (typeof element === 'string' && element.trim() === '') return {};
    if (typeof element !== 'object' || element === null)
      throw new RowsUnreadable(`the <${record}> number ${place + 1} holds text in place of columns`);
    const row: Record<string, string | null> = {};
    for (const [label, content] of Object.entries(element)) {
      if (typeof content !== 'string')
        throw new RowsUnreadable(`<${label}> of the <${record}> number ${place + 1} is no single text`);
      const value = valueIn(content.trim());
      if (value !== undefined) row[columns.find((column) => column.label === label)?.name ?? label] = value;
    }
    return row;
  });
}

function parsedXml(text: string): Readonly<Record<string, unknown>> {
  try {
    return parseXmlText(text, { attributes: false }) as Readonly<Record<string, unknown>>;
  } catch (error) {
    if (error instanceof XmlTextError) throw new RowsUnreadable(error.message, error.line, error);
    throw error;
  }
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
  try {
    return writeXmlText(
      { [layout.root]: { [layout.record]: records } },
      { laidOut: true, encoding: layout.encoding.toUpperCase() },
    );
  } catch (error) {
    if (error instanceof XmlTreeError) throw new RowsRefused(error.message);
    throw error;
  }
}
