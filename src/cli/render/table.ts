/** Columns aligned by display width, two blanks between them; the last column is cut to fit `width`. */
export function renderTable(rows: readonly (readonly string[])[], width = Number.POSITIVE_INFINITY): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...rows.map((row) => displayWidth(row[column] ?? ''))),
  );
  return rows
    .map((row) => {
      const cells = row.map((cell, column) =>
        column === row.length - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - displayWidth(cell)),
      );
      return `${fitted(cells.join('  '), width)}\n`;
    })
    .join('');
}

const ESCAPE = '\u001b\\[[0-9;]*m';
const ESCAPES = new RegExp(ESCAPE, 'g');
const BETWEEN_ESCAPES = new RegExp(`(${ESCAPE})`);
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
const SEGMENTER = new Intl.Segmenter();

/** Cells that a terminal gives to a text: colours none, East Asian and emoji two. */
export function displayWidth(text: string): number {
  const plain = text.replace(ESCAPES, '');
  if (/^[\x20-\x7e]*$/.test(plain)) return plain.length;
  let width = 0;
  for (const { segment } of SEGMENTER.segment(plain)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

function fitted(line: string, width: number): string {
  if (displayWidth(line) <= width) return line.trimEnd();
  let shown = '';
  let used = 0;
  for (const part of line.split(BETWEEN_ESCAPES)) {
    if (part.startsWith('\u001b[')) {
      shown += part;
      continue;
    }
    for (const { segment } of SEGMENTER.segment(part)) {
      const cells = WIDE.test(segment) ? 2 : 1;
      if (used + cells > width - 1) continue;
      shown += segment;
      used += cells;
    }
  }
  return `${shown}…`;
}
