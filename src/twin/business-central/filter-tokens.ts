import { filterRefused } from './odata-error.ts';

export interface Token {
  readonly kind: 'string' | 'instant' | 'date' | 'guid' | 'number' | 'name' | 'mark';
  /** As written; a string without its quotes, doubled quotes inside undone (sheet section 3). */
  readonly text: string;
}

const KINDS = ['string', 'instant', 'date', 'guid', 'number', 'name', 'mark'] as const;

const TOKEN = new RegExp(
  [
    /('(?:[^']|'')*')/,
    /(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))/,
    /(\d{4}-\d{2}-\d{2}(?![0-9a-f-]))/,
    /([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/,
    /(-?\d+(?:\.\d+)?)/,
    /([A-Za-z_][A-Za-z0-9_/]*)/,
    /([(),:])/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'iy',
);

/** The words of a `$filter`. Throws Application_FilterErrorException at what is none. */
export function filterTokens(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    if (source[at] === ' ') {
      at += 1;
      continue;
    }
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(source);
    if (match === null) throw filterRefused(`The filter '${source}' is not valid at position ${at}.`);
    const kind = KINDS[match.slice(1).findIndex((group) => group !== undefined)] ?? 'mark';
    const [text] = match;
    tokens.push({ kind, text: kind === 'string' ? text.slice(1, -1).replaceAll("''", "'") : text });
    at = TOKEN.lastIndex;
  }
  return tokens;
}
