import { andOr, type Test } from '../kit/and-or.ts';
import { GatewayError } from './sx-error.ts';

export type Column = string | number | boolean | null | readonly string[];
export type TableRow = Readonly<Record<string, Column>>;

/** A date of a clause is kept as the day that columns have: `2026-03-02`. */
const TOKEN =
  /\s*(?:(?<date>\d{2}\/\d{2}\/\d{4})|(?<number>-?\d+(?:\.\d+)?)|"(?<text>(?:[^"~]|~.|"")*)"|'(?<quoted>[^']*)'|(?<symbol><>|>=|<=|[=<>()])|(?<word>[A-Za-z_][\w.-]*))/y;

interface Token {
  readonly kind: 'value' | 'symbol' | 'word';
  readonly value: Column;
}

const COMPARISONS: Readonly<Record<string, (a: Column, b: Column) => boolean>> = {
  '=': (a, b) => order(a, b) === 0,
  '<>': (a, b) => order(a, b) !== 0,
  '>': (a, b) => order(a, b) > 0,
  '>=': (a, b) => order(a, b) >= 0,
  '<': (a, b) => order(a, b) < 0,
  '<=': (a, b) => order(a, b) <= 0,
  begins: (a, b) => String(a).toLowerCase().startsWith(String(b).toLowerCase()),
};
const WORDS: Readonly<Record<string, string>> = { eq: '=', ne: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' };

/** Texts are compared without regard to case, as Progress does; a date that is not there is before all others. */
function order(a: Column, b: Column): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [one, other] = [String(a ?? '').toLowerCase(), String(b ?? '').toLowerCase()];
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * A `WhereClause` of Progress 4GL over one table: comparisons, `begins`, `and`, `or`, `not` and brackets (sheet section
 * 3.12). Throws GatewayError for what it cannot read or for a column that is not
 * among `columns`; undefined: there is no row to tell them by.
 */
export function whereClause(source: string, table: string, columns: readonly string[] | undefined): Test<TableRow> {
  const tokens = tokensOf(source);
  let at = 0;
  const peek = (value: string): boolean => {
    const token = tokens[at];
    return token !== undefined && token.kind !== 'value' && String(token.value).toLowerCase() === value;
  };
  const take = (value: string): boolean => {
    if (!peek(value)) return false;
    at += 1;
    return true;
  };

  function single(): Test<TableRow> {
    const column = columnOf();
    const word = String(tokens[at]?.value ?? '').toLowerCase();
    const compare = COMPARISONS[WORDS[word] ?? word];
    if (compare === undefined || tokens[at]?.kind === 'value')
      throw unreadable(source, `no comparison after ${column}`);
    at += 1;
    const value = valueIn();
    return (row) => compare(row[column] ?? null, value);
  }
  function columnOf(): string {
    const token = tokens[at];
    if (token?.kind !== 'word') throw unreadable(source, 'a column is missing');
    at += 1;
    const name = String(token.value).toLowerCase().replace(`${table}.`, '');
    if (columns?.includes(name) === false) throw unreadable(source, `** No fields found named ${name}. (401)`);
    return name;
  }
  function valueIn(): Column {
    const token = tokens[at];
    at += 1;
    if (token?.kind === 'value') return token.value;
    const word = String(token?.value ?? '').toLowerCase();
    if (word === 'yes' || word === 'true') return true;
    if (word === 'no' || word === 'false') return false;
    if (word === '?') return null;
    throw unreadable(source, `${token?.value ?? 'the end'} is no value`);
  }

  if (tokens.length === 0) return () => true;
  const test = andOr({ take, single, unclosed: () => unreadable(source, 'a bracket is not closed') });
  if (at < tokens.length) throw unreadable(source, `${tokens[at]?.value} is not understood`);
  return test;
}

function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  const text = source.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const groups = TOKEN.exec(text)?.groups;
    if (groups === undefined) throw unreadable(source, `character ${at + 1} is not understood`);
    const { date, number, text: written, quoted, symbol, word } = groups;
    if (date !== undefined)
      tokens.push({ kind: 'value', value: `${date.slice(6)}-${date.slice(0, 2)}-${date.slice(3, 5)}` });
    else if (number !== undefined) tokens.push({ kind: 'value', value: Number(number) });
    else if (symbol !== undefined) tokens.push({ kind: 'symbol', value: symbol });
    else if (word !== undefined) tokens.push({ kind: 'word', value: word });
    else tokens.push({ kind: 'value', value: written === undefined ? (quoted ?? '') : unescaped(written) });
  }
  return tokens;
}

/** A tilde takes the meaning from what follows it, and a quote that comes twice is one. */
const unescaped = (text: string): string => text.replace(/~(.)|""/gs, (_, after?: string) => after ?? '"');

const unreadable = (source: string, why: string): GatewayError =>
  new GatewayError(400, { error: 'Bad Request', error_description: `WhereClause ${JSON.stringify(source)}: ${why}` });
