/** One row of a file: column to text. Absent: the field was empty, so nothing is said of it; null: `NULL`, it is to be cleared. */
export type FileRow = Readonly<Record<string, string | null>>;

/** A file that cannot be read at all: it goes to the error folder whole. */
export class UnreadableFile extends Error {}

/**
 * Reads CSV as RFC 4180 has it, with a header row; columns may come in any order and be more than are asked for. Written
 * here once more, and not taken from what the program writes with, so that a mistake of either shows.
 * Throws UnreadableFile.
 */
export function readCsv(text: string, required: readonly string[]): readonly FileRow[] {
  const [header, ...records] = recordsOf(text);
  if (header === undefined) throw new UnreadableFile('the file has no header row');
  const twice = header.find((name, at) => header.indexOf(name) !== at);
  if (twice !== undefined) throw new UnreadableFile(`the header has ${twice} twice`);
  const lacking = required.filter((name) => !header.includes(name));
  if (lacking.length > 0) throw new UnreadableFile(`the header lacks ${lacking.join(', ')}`);
  return records.map((fields, at) => {
    if (fields.length !== header.length)
      throw new UnreadableFile(`row ${at + 1} has ${fields.length} fields, and the header ${header.length}`);
    return Object.fromEntries(
      header.flatMap((name, place): [string, string | null][] => {
        const value = fields[place] ?? '';
        return value === '' ? [] : [[name, value === 'NULL' ? null : value]];
      }),
    );
  });
}

/** Writes rows under a header of these columns. What a row does not have is an empty field. */
export function writeCsv(columns: readonly string[], rows: readonly FileRow[]): string {
  const line = (fields: readonly string[]) => `${fields.map(quoted).join(',')}\r\n`;
  return [columns, ...rows.map((row) => columns.map((name) => (row[name] === null ? 'NULL' : (row[name] ?? ''))))]
    .map(line)
    .join('');
}

const quoted = (field: string): string => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

/** Fields by record, blank lines left out. */
function recordsOf(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  for (let at = 0; at <= text.length; ) {
    const { field, next } = text[at] === '"' ? quotedField(text, at + 1) : plainField(text, at);
    record.push(field);
    if (text[next] === ',') {
      at = next + 1;
      continue;
    }
    if (record.length > 1 || field !== '') records.push(record);
    record = [];
    at = next + (text.startsWith('\r\n', next) ? 2 : 1);
  }
  return records;
}

function plainField(text: string, from: number): { readonly field: string; readonly next: number } {
  let next = from;
  while (next < text.length && !',\r\n'.includes(text[next] ?? '')) next += 1;
  return { field: text.slice(from, next), next };
}

function quotedField(text: string, from: number): { readonly field: string; readonly next: number } {
  let field = '';
  let at = from;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) throw new UnreadableFile('a quoted field does not end');
    field += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      if (!',\r\n'.includes(text[quote + 1] ?? '\n')) throw new UnreadableFile('text stands behind a quoted field');
      return { field, next: quote + 1 };
    }
    field += '"';
    at = quote + 2;
  }
}
