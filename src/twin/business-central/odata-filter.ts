import { filterTokens, type Token } from './filter-tokens.ts';
import { filterRefused } from './odata-error.ts';

export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export type TextTest = 'contains' | 'startswith' | 'endswith';
export type Letters = 'lower' | 'upper' | undefined;

/** A parsed `$filter`. */
export type Filter =
  | {
      readonly kind: 'compare';
      readonly field: string;
      readonly letters: Letters;
      readonly operator: Comparison;
      readonly value: Token;
    }
  | {
      readonly kind: 'text';
      readonly test: TextTest;
      readonly field: string;
      readonly letters: Letters;
      readonly value: Token;
    }
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly inner: Filter }
  /** A lambda, which the service ignores (sheet section 12). */
  | { readonly kind: 'ignored' };

/**
 * Parses `$filter`. `or` between different fields is refused, `in` is unless the request names schema version 2.1, and
 * `any`/`all` are ignored (sheet section 12). Throws Application_FilterErrorException.
 */
export function parseFilter(source: string, options: { readonly in: boolean }): Filter {
  const parser = new FilterParser(source, options.in);
  const filter = parser.whole();
  refuseMixedOr(filter, source);
  return filter;
}

class FilterParser {
  readonly #source: string;
  readonly #in: boolean;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(source: string, withIn: boolean) {
    this.#source = source;
    this.#in = withIn;
    this.#tokens = filterTokens(source);
  }

  whole(): Filter {
    const filter = this.#or();
    if (this.#at !== this.#tokens.length) throw this.#invalid();
    return filter;
  }

  #or(): Filter {
    let left = this.#and();
    while (this.#takes('or')) left = { kind: 'or', left, right: this.#and() };
    return left;
  }

  #and(): Filter {
    let left = this.#unary();
    while (this.#takes('and')) left = { kind: 'and', left, right: this.#unary() };
    return left;
  }

  #unary(): Filter {
    if (this.#takes('not')) return { kind: 'not', inner: this.#unary() };
    if (this.#takes('(')) {
      const inner = this.#or();
      this.#expect(')');
      return inner;
    }
    const name = this.#next('name').text;
    if (/\/(any|all)$/.test(name)) return this.#lambda();
    if (name === 'contains' || name === 'startswith' || name === 'endswith') return this.#textTest(name);
    return this.#comparison(name);
  }

  #textTest(test: TextTest): Filter {
    this.#expect('(');
    const operand = this.#operand(this.#next('name').text);
    this.#expect(',');
    const value = this.#next('string');
    this.#expect(')');
    return { kind: 'text', test, ...operand, value };
  }

  #comparison(name: string): Filter {
    const operand = this.#operand(name);
    const operator = this.#next('name').text;
    if (operator === 'in' && this.#in) return this.#membership(operand);
    if (!/^(eq|ne|gt|ge|lt|le)$/.test(operator)) throw this.#invalid();
    return { kind: 'compare', ...operand, operator: operator as Comparison, value: this.#literal() };
  }

  #membership(operand: { readonly field: string; readonly letters: Letters }): Filter {
    this.#expect('(');
    const equal = (): Filter => ({ kind: 'compare', ...operand, operator: 'eq', value: this.#literal() });
    let filter = equal();
    while (this.#takes(',')) filter = { kind: 'or', left: filter, right: equal() };
    this.#expect(')');
    return filter;
  }

  #operand(name: string): { readonly field: string; readonly letters: Letters } {
    if (name !== 'tolower' && name !== 'toupper') return { field: name, letters: undefined };
    this.#expect('(');
    const field = this.#next('name').text;
    this.#expect(')');
    return { field, letters: name === 'tolower' ? 'lower' : 'upper' };
  }

  #lambda(): Filter {
    this.#expect('(');
    for (let depth = 1; depth > 0; ) {
      const { kind, text } = this.#next();
      if (kind === 'mark' && text === '(') depth += 1;
      if (kind === 'mark' && text === ')') depth -= 1;
    }
    return { kind: 'ignored' };
  }

  #literal(): Token {
    const token = this.#next();
    if (token.kind === 'mark') throw this.#invalid();
    if (token.kind === 'name' && !/^(true|false|null)$/.test(token.text)) throw this.#invalid();
    return token;
  }

  #takes(word: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.text !== word || token.kind === 'string') return false;
    this.#at += 1;
    return true;
  }

  #expect(word: string): void {
    if (!this.#takes(word)) throw this.#invalid();
  }

  #next(kind?: Token['kind']): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined || (kind !== undefined && token.kind !== kind)) throw this.#invalid();
    this.#at += 1;
    return token;
  }

  #invalid() {
    return filterRefused(`The filter '${this.#source}' is not valid.`);
  }
}

/** Every field that a filter names. */
export function fieldsOf(filter: Filter): Set<string> {
  switch (filter.kind) {
    case 'compare':
    case 'text':
      return new Set([filter.field]);
    case 'not':
      return fieldsOf(filter.inner);
    case 'ignored':
      return new Set();
    default:
      return new Set([...fieldsOf(filter.left), ...fieldsOf(filter.right)]);
  }
}

/** Equalities that every row which passes must meet: with them, an index or an id saves the scan. */
export function pinnedBy(filter: Filter): { readonly field: string; readonly value: Token }[] {
  if (filter.kind === 'and') return [...pinnedBy(filter.left), ...pinnedBy(filter.right)];
  return filter.kind === 'compare' && filter.operator === 'eq' && filter.letters === undefined ? [filter] : [];
}

function refuseMixedOr(filter: Filter, source: string): void {
  if (filter.kind === 'not') refuseMixedOr(filter.inner, source);
  if (filter.kind !== 'and' && filter.kind !== 'or') return;
  if (filter.kind === 'or' && fieldsOf(filter).size > 1)
    throw filterRefused(`The filter '${source}' is not supported: an OR operator on different fields.`);
  refuseMixedOr(filter.left, source);
  refuseMixedOr(filter.right, source);
}
