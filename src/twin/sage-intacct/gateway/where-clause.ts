import { andOr, type Test } from '../../kit/and-or.ts';
import type { Company } from '../company.ts';
import { queryFailed } from './gateway-error.ts';
import type { GatewayRecord } from './gateway-object.ts';
import { comparable, type ObjectField, type ObjectFields } from './object-fields.ts';

const TOKEN = /\s*(?:('(?:[^'\\]|\\.)*')|([A-Za-z_][\w.]*)|(-?\d+(?:\.\d+)?)|(<=|>=|<>|!=|[=<>(),]))/y;

interface Token {
  readonly kind: 'string' | 'word' | 'number' | 'sign';
  readonly text: string;
}

/**
 * The condition of readByQuery: `STATE = 'O' AND NOT DOCNO LIKE 'SO%'`. Values are compared with what the database keeps, and
 * fields of joined records cannot be named (https://developer.intacct.com/web-services/queries). Throws GatewayError.
 */
export function whereClause(
  condition: string,
  fields: ObjectFields<GatewayRecord>,
  company: Company,
): Test<GatewayRecord> {
  const tokens = tokensOf(condition);
  if (tokens.length === 0) return () => true;
  let at = 0;
  const isNext = (word: string): boolean => {
    const token = tokens[at];
    return token !== undefined && token.kind !== 'string' && token.text.toLowerCase() === word;
  };
  const take = (word: string): boolean => {
    if (!isNext(word)) return false;
    at += 1;
    return true;
  };
  const next = (): Token => {
    const token = tokens[at];
    if (token === undefined) throw queryFailed(`Error in query: ${condition} ends too early`);
    at += 1;
    return token;
  };
  const value = (): string => {
    const token = next();
    if (token.kind !== 'string' && token.kind !== 'number') throw queryFailed(`Error in query near ${token.text}`);
    return token.text;
  };
  const values = (): readonly string[] => {
    if (!take('(')) throw queryFailed('Error in query: IN needs a list in brackets');
    const list = [value()];
    while (take(',')) list.push(value());
    if (!take(')')) throw queryFailed('Error in query: a bracket is not closed');
    return list;
  };
  function single(): Test<GatewayRecord> {
    const name = next();
    const field = fields[name.text];
    if (name.kind !== 'word' || field === undefined || name.text.includes('.'))
      throw queryFailed(`Error in query: ${name.text} cannot be queried`);
    const of = (record: GatewayRecord): string => storedOf(field, field.of(record, company));
    if (take('is')) {
      const isNot = take('not');
      if (!take('null')) throw queryFailed('Error in query: IS needs NULL');
      return (record) => (of(record) === '') !== isNot;
    }
    const isNot = take('not');
    if (take('in')) {
      const list = values();
      return (record) => list.some((each) => compared(field, of(record), each) === 0) !== isNot;
    }
    if (take('like')) {
      const pattern = likePattern(value());
      return (record) => pattern.test(of(record)) !== isNot;
    }
    if (isNot) throw queryFailed('Error in query: NOT needs LIKE or IN here');
    const sign = next();
    const test = COMPARISONS[sign.text];
    if (test === undefined || sign.kind !== 'sign') throw queryFailed(`Error in query near ${sign.text}`);
    const given = value();
    return (record) => {
      const order = compared(field, of(record), given);
      return order !== undefined && test(order);
    };
  }
  const test = andOr<GatewayRecord>({
    take,
    single,
    unclosed: () => queryFailed('Error in query: a bracket is not closed'),
  });
  const left = tokens[at];
  if (left !== undefined) throw queryFailed(`Error in query near ${left.text}`);
  return test;
}

export const storedOf = <T>({ stored, kind }: ObjectField<T>, shown: string): string =>
  kind === 'boolean' || stored !== undefined ? (stored?.[shown] ?? shown) : shown;

/** By size where there is one. Undefined where one of the two is nothing: no comparison holds then. */
export function compared<T>({ kind }: ObjectField<T>, one: string, other: string): number | undefined {
  const [a, b] = [comparable(kind, one), comparable(kind, other)];
  if (a === undefined || b === undefined) return undefined;
  return a < b ? -1 : a > b ? 1 : 0;
}

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** `%` is any characters, `_` is one. */
export function likePattern(pattern: string, flags = ''): RegExp {
  const source = pattern
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('%', '[^]*')
    .replaceAll('_', '[^]');
  return new RegExp(`^${source}$`, flags);
}

function tokensOf(condition: string): readonly Token[] {
  const tokens: Token[] = [];
  const text = condition.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw queryFailed(`Error in query near ${text.slice(from, from + 20)}`);
    const [, string, word, number, sign] = match;
    if (string !== undefined) tokens.push({ kind: 'string', text: string.slice(1, -1).replace(/\\(.)/g, '$1') });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else tokens.push({ kind: 'sign', text: sign ?? '' });
  }
  return tokens;
}
