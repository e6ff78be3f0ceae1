const OPERATORS = new Set(['!=', '<=', '>=', ':=', '~>', '..', '**', '??', '?:']);
const NO_NAME = new Set([...' \t\r\n\v.[]{}()=<>!&|,;:?@#%*/+-~^"\'`']);

/** The characters of a token, by where it ends: that is all that a syntax tree knows of it. */
export function tokenRange(source: string, end: number): { readonly start: number; readonly end: number } {
  const to = Math.min(Math.max(end, 0), source.length);
  const last = source[to - 1];
  if (last === undefined) return { start: 0, end: Math.min(1, source.length) };
  if (last === '"' || last === "'" || last === '`') return { start: openingQuote(source, to - 1, last), end: to };
  if (OPERATORS.has(source.slice(to - 2, to))) return { start: to - 2, end: to };
  if (NO_NAME.has(last)) return { start: to - 1, end: to };
  let start = to - 1;
  while (start > 0 && !NO_NAME.has(source[start - 1] ?? ' ')) start -= 1;
  // A decimal number has a point in it.
  if (/^\d+$/.test(source.slice(start, to)) && source[start - 1] === '.' && /\d/.test(source[start - 2] ?? '')) {
    start -= 1;
    while (start > 0 && /\d/.test(source[start - 1] ?? '')) start -= 1;
  }
  return { start, end: to };
}

function openingQuote(source: string, close: number, quote: string): number {
  for (let at = close - 1; at >= 0; at -= 1) {
    if (source[at] !== quote) continue;
    let escapes = 0;
    while (source[at - 1 - escapes] === '\\') escapes += 1;
    if (escapes % 2 === 0) return at;
  }
  return close;
}

/** The characters of a member's value, by where its key ends; undefined when there is no key. */
export function valueRange(
  source: string,
  keyEnd: number,
): { readonly start: number; readonly end: number } | undefined {
  const colon = /^\s*:\s*/.exec(source.slice(keyEnd));
  if (colon === null || !/["']/.test(source[keyEnd - 1] ?? '')) return undefined;
  const start = keyEnd + colon[0].length;
  const { end, closed } = statementEnd(source, start, ',');
  const to = closed ? end - 1 : end;
  return { start, end: start + source.slice(start, to).trimEnd().length };
}

/** Where the statement that begins at `from` ends: behind its `;` (or another mark), or before the bracket that closes around it. */
export function statementEnd(
  source: string,
  from: number,
  mark = ';',
): { readonly end: number; readonly closed: boolean } {
  let depth = 0;
  let before = '';
  for (let at = from; at < source.length; at += 1) {
    const char = source[at] ?? '';
    if (source.startsWith('/*', at)) {
      const close = source.indexOf('*/', at + 2);
      at = close === -1 ? source.length : close + 1;
      continue;
    }
    if (char === '"' || char === "'" || char === '`' || (char === '/' && '(,=:[{?&|;~!<>+-*'.includes(before))) {
      at = closing(source, at, char);
      before = char;
      continue;
    }
    if ('([{'.includes(char)) depth += 1;
    else if (')]}'.includes(char)) {
      if (depth === 0) return { end: at, closed: false };
      depth -= 1;
    } else if (char === mark && depth === 0) return { end: at + 1, closed: true };
    if (char.trim() !== '') before = char;
  }
  return { end: source.length, closed: false };
}

function closing(source: string, open: number, quote: string): number {
  for (let at = open + 1; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1;
    else if (source[at] === quote) return at;
  }
  return source.length;
}
