import { queryError } from './query-error.ts';

export interface Token {
  readonly kind: 'word' | 'quoted' | 'text' | 'number' | 'sign' | 'end';
  /** Words as written; signs and numbers as they are; text without its quotes. */
  readonly text: string;
}

const PATTERNS: readonly (readonly [Token['kind'] | 'space', RegExp])[] = [
  ['space', /(?:\s+|--[^\n]*|\/\*[\s\S]*?\*\/)/y],
  ['word', /[A-Za-z_][A-Za-z0-9_$#]*/y],
  ['quoted', /"[^"]+"/y],
  ['number', /\d+(?:\.\d+)?|\.\d+/y],
  ['text', /'(?:[^']|'')*'/y],
  ['sign', /<>|!=|<=|>=|\|\||[=<>+\-*/(),.?]/y],
];

/** The words of a query. Throws the system's refusal of a character that begins none. */
export function tokensOf(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < query.length) {
    const found = PATTERNS.map(([kind, pattern]) => {
      pattern.lastIndex = at;
      return { kind, text: pattern.exec(query)?.[0] };
    }).find(({ text }) => text !== undefined);
    if (found?.text === undefined) throw queryError(`Unexpected character '${query[at]}' at position ${at}.`);
    at += found.text.length;
    if (found.kind === 'space') continue;
    tokens.push({ kind: found.kind, text: bare(found.kind, found.text) });
  }
  return [...tokens, { kind: 'end', text: '' }];
}

function bare(kind: Token['kind'], text: string): string {
  if (kind === 'text') return text.slice(1, -1).replaceAll("''", "'");
  return kind === 'quoted' ? text.slice(1, -1) : text;
}
