import { ODataError } from './odata-error.ts';

type Value = string | number | boolean | null;
type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';

/** A parsed `$filter`. */
export type Filter =
  | {
      readonly kind: 'compare';
      readonly field: string;
      readonly operator: Comparison;
      readonly value: Value;
      readonly letters?: 'lower' | 'upper';
    }
  | {
      readonly kind: 'text';
      readonly test: 'contains' | 'startswith' | 'endswith';
      readonly field: string;
      readonly value: string;
    }
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly inner: Filter };

const TOKEN =
  /\s*(?:('(?:[^']|'')*')|(\d{4}-\d{2}-\d{2}(?:T[0-9:.]+(?:Z|[+-]\d{2}:\d{2}))?)|([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})|(-?\d+(?:\.\d+)?)|([A-Za-z_][A-Za-z0-9_/]*)|([(),]))/giy;

const invalid = (text: string) =>
  new ODataError(400, 'Application_FilterErrorException', `The filter '${text}' is not valid.`);

/** Parses `$filter`. `in` and filters that join different fields with `or` are refused, as the real service does (sheet section 12). */
export function parseFilter(source: string): Filter {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length && source.slice(TOKEN.lastIndex).trim() !== '') {
    const match = TOKEN.exec(source);
    if (match === null) throw invalid(source);
    tokens.push(match[0].trim());
  }
  let at = 0;
  const next = (): string => {
    const token = tokens[at];
    if (token === undefined) throw invalid(source);
    at += 1;
    return token;
  };
  const expect = (wanted: string): void => {
    if (next() !== wanted) throw invalid(source);
  };
  const or = (): Filter => {
    let left = and();
    while (tokens[at] === 'or') {
      at += 1;
      left = { kind: 'or', left, right: and() };
    }
    return left;
  };
  const and = (): Filter => {
    let left = unary();
    while (tokens[at] === 'and') {
      at += 1;
      left = { kind: 'and', left, right: unary() };
    }
    return left;
  };
  const unary = (): Filter => {
    const token = next();
    if (token === 'not') return { kind: 'not', inner: unary() };
    if (token === '(') {
      const inner = or();
      expect(')');
      return inner;
    }
    if (token === 'contains' || token === 'startswith' || token === 'endswith') {
      expect('(');
      const field = next();
      expect(',');
      const value = literal(next());
      expect(')');
      return { kind: 'text', test: token, field, value: String(value) };
    }
    const lowered = token === 'tolower' || token === 'toupper';
    let field = token;
    if (lowered) {
      expect('(');
      field = next();
      expect(')');
    }
    const operator = next();
    if (operator === 'in') throw invalid(source);
    if (!/^(eq|ne|gt|ge|lt|le)$/.test(operator)) throw invalid(source);
    return {
      kind: 'compare',
      field,
      operator: operator as Comparison,
      value: literal(next()),
      ...(lowered ? { letters: token === 'tolower' ? 'lower' : 'upper' } : {}),
    };
  };
  const filter = or();
  if (at !== tokens.length) throw invalid(source);
  refuseMixedOr(filter, source);
  return filter;
}

function literal(token: string): Value {
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
  if (token === 'true' || token === 'false') return token === 'true';
  if (token === 'null') return null;
  return /^-?\d+(\.\d+)?$/.test(token) ? Number(token) : token;
}

function fieldsOf(filter: Filter): Set<string> {
  switch (filter.kind) {
    case 'compare':
    case 'text':
      return new Set([filter.field]);
    case 'not':
      return fieldsOf(filter.inner);
    default:
      return new Set([...fieldsOf(filter.left), ...fieldsOf(filter.right)]);
  }
}

function refuseMixedOr(filter: Filter, source: string): void {
  if (filter.kind === 'or' && fieldsOf(filter).size > 1) {
    throw new ODataError(
      400,
      'Application_FilterErrorException',
      `The filter '${source}' is not supported: OR over different fields.`,
    );
  }
  if (filter.kind === 'and' || filter.kind === 'or') {
    refuseMixedOr(filter.left, source);
    refuseMixedOr(filter.right, source);
  }
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T/;

/** Whether a row passes. A field that the entity does not have is a 400. */
export function passes(filter: Filter, row: Readonly<Record<string, unknown>>): boolean {
  switch (filter.kind) {
    case 'and':
      return passes(filter.left, row) && passes(filter.right, row);
    case 'or':
      return passes(filter.left, row) || passes(filter.right, row);
    case 'not':
      return !passes(filter.inner, row);
    case 'text': {
      const value = String(fieldOf(row, filter.field)).toLowerCase();
      const wanted = filter.value.toLowerCase();
      return filter.test === 'contains'
        ? value.includes(wanted)
        : filter.test === 'startswith'
          ? value.startsWith(wanted)
          : value.endsWith(wanted);
    }
    case 'compare':
      return compare(inLetters(fieldOf(row, filter.field), filter.letters), filter.operator, filter.value);
  }
}

function inLetters(value: unknown, letters: 'lower' | 'upper' | undefined): unknown {
  if (letters === undefined || typeof value !== 'string') return value;
  return letters === 'lower' ? value.toLowerCase() : value.toUpperCase();
}

function fieldOf(row: Readonly<Record<string, unknown>>, field: string): unknown {
  if (!(field in row)) throw new ODataError(400, 'BadRequest', `Could not find a property named '${field}'.`);
  return row[field];
}

function compare(actual: unknown, operator: Comparison, wanted: Value): boolean {
  const ordered = (value: unknown): string | number =>
    typeof value === 'string' && INSTANT.test(value)
      ? Date.parse(value)
      : typeof value === 'number'
        ? value
        : String(value);
  const a = ordered(actual);
  const b = ordered(wanted);
  switch (operator) {
    case 'eq':
      return a === b;
    case 'ne':
      return a !== b;
    case 'gt':
      return a > b;
    case 'ge':
      return a >= b;
    case 'lt':
      return a < b;
    case 'le':
      return a <= b;
  }
}
