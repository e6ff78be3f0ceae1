/** Where the value of `"key": value` begins, from the end of its key. */
export function valueStart(source: string, keyEnd: number): number {
  let at = skipBlanks(source, keyEnd);
  if (source[at] === ':') at = skipBlanks(source, at + 1);
  return at;
}

const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The expression that begins at a position: up to the `,`, `;` or bracket that ends it, on one line. */
export function expressionText(source: string, start: number): string {
  const open: string[] = [];
  let at = start;
  for (; at < source.length; at += 1) {
    const char = source[at] ?? '';
    if (char === '"' || char === "'" || char === '`') at = endOfQuote(source, at, char);
    else if (char === '/' && source[at + 1] === '*') at = endOfComment(source, at) - 1;
    else if (char === '/' && isRegexHere(source, at)) at = endOfRegex(source, at);
    else if (char in CLOSERS) open.push(CLOSERS[char] ?? '');
    else if (open.length > 0 && char === open.at(-1)) open.pop();
    else if (open.length === 0 && /[,;)\]}]/.test(char)) break;
  }
  return source.slice(start, at).replace(/\s+/g, ' ').trim();
}

function skipBlanks(source: string, from: number): number {
  let at = from;
  for (;;) {
    if (/\s/.test(source[at] ?? '')) at += 1;
    else if (source.startsWith('/*', at)) at = endOfComment(source, at);
    else return at;
  }
}

function endOfComment(source: string, from: number): number {
  const end = source.indexOf('*/', from + 2);
  return end < 0 ? source.length : end + 2;
}

function endOfQuote(source: string, from: number, quote: string): number {
  let at = from + 1;
  while (at < source.length && source[at] !== quote) at += source[at] === '\\' ? 2 : 1;
  return at;
}

/** A `/` divides after a value, and begins a regular expression everywhere else. */
function isRegexHere(source: string, at: number): boolean {
  const before = source.slice(0, at).trimEnd().at(-1) ?? '(';
  return /[(,=:[!&|?{};~<>]/.test(before);
}

function endOfRegex(source: string, from: number): number {
  let at = from + 1;
  while (at < source.length && source[at] !== '/') at += source[at] === '\\' ? 2 : 1;
  return at;
}
