import { type FilterLiterals, type FilterToken, FilterTokens } from './odata-filter-tokens.ts';

export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export type TextTest = 'contains' | 'startswith' | 'endswith';
export type Letters = 'lower' | 'upper' | undefined;

/** What stands on a side of a comparison, or between the commas of a function. */
export type Operand<K extends string> =
  | { readonly kind: 'field'; readonly field: string; readonly letters: Letters }
  | { readonly kind: 'literal'; readonly literal: FilterToken<K> };

/** Two operands compared, or one looked for in the other. */
export type Condition<K extends string> =
  | {
      readonly kind: 'compare';
      readonly left: Operand<K>;
      readonly operator: Comparison;
      readonly right: Operand<K>;
    }
  | { readonly kind: 'text'; readonly test: TextTest; readonly text: Operand<K>; readonly sought: Operand<K> };

/** A parsed `$filter`. */
export type Filter<K extends string> =
  | Condition<K>
  | { readonly kind: 'and' | 'or'; readonly left: Filter<K>; readonly right: Filter<K> }
  | { readonly kind: 'not'; readonly inner: Filter<K> }
  | { readonly kind: 'lambda' };

/** What of OData a system's filters know. */
export interface FilterDialect<K extends string> {
  readonly literals: FilterLiterals<K>;
  /** `substringof` is `contains` with the text that is looked for first, as in OData 3. */
  readonly functions: readonly (TextTest | 'substringof' | 'tolower' | 'toupper')[];
  /** Words that are understood beside comparisons, `and` and `or`; a `lambda` is `any` or `all`, of which nothing is kept. */
  readonly words: readonly ('not' | 'in' | 'lambda')[];
  /** The system's own error of a filter that it cannot read. */
  readonly refused: (why: string, source: string) => Error;
}

/** The filters of a system. */
export class ODataFilters<K extends string> {
  readonly #dialect: FilterDialect<K>;
  readonly #tokens: FilterTokens<K>;

  constructor(dialect: FilterDialect<K>) {
    this.#dialect = dialect;
    this.#tokens = new FilterTokens(dialect.literals);
  }

  /** Reads a `$filter`: `and` binds stronger than `or`. Throws the dialect's error. */
  parse(source: string): Filter<K> {
    const { refused } = this.#dialect;
    const tokens = this.#tokens.of(source, (at) => refused(`syntax error at position ${at}`, source));
    return new FilterParser(this.#dialect, source, tokens).whole();
  }
}

class FilterParser<K extends string> {
  readonly #dialect: FilterDialect<K>;
  readonly #source: string;
  readonly #tokens: readonly FilterToken<K>[];
  #at = 0;

  constructor(dialect: FilterDialect<K>, source: string, tokens: readonly FilterToken<K>[]) {
    this.#dialect = dialect;
    this.#source = source;
    this.#tokens = tokens;
  }

  whole(): Filter<K> {
    const filter = this.#or();
    if (this.#at < this.#tokens.length) throw this.#unexpected();
    return filter;
  }

  #or(): Filter<K> {
    let left = this.#and();
    while (this.#takes('or')) left = { kind: 'or', left, right: this.#and() };
    return left;
  }

  #and(): Filter<K> {
    let left = this.#unary();
    while (this.#takes('and')) left = { kind: 'and', left, right: this.#unary() };
    return left;
  }

  #unary(): Filter<K> {
    const { words } = this.#dialect;
    if (words.includes('not') && this.#takes('not')) return { kind: 'not', inner: this.#unary() };
    if (this.#takes('(')) {
      const inner = this.#or();
      this.#expect(')');
      return inner;
    }
    const { text, kind } = this.#peek();
    if (kind === 'name' && words.includes('lambda') && /\/(any|all)$/.test(text)) return this.#lambda();
    return this.#takesFunction('contains', 'startswith', 'endswith', 'substringof') ?? this.#comparison();
  }

  #takesFunction(...names: readonly (TextTest | 'substringof')[]): Filter<K> | undefined {
    const name = names.find((each) => this.#dialect.functions.includes(each) && this.#takesCall(each));
    if (name === undefined) return undefined;
    const first = this.#operand();
    this.#expect(',');
    const second = this.#operand();
    this.#expect(')');
    if (name === 'substringof') return { kind: 'text', test: 'contains', text: second, sought: first };
    return { kind: 'text', test: name, text: first, sought: second };
  }

  #comparison(): Filter<K> {
    const left = this.#operand();
    const { kind, text } = this.#peek();
    if (kind !== 'name') throw this.#unexpected();
    if (text === 'in' && this.#dialect.words.includes('in')) return this.#membership(left);
    if (!isComparison(text)) throw this.#unexpected();
    this.#at += 1;
    return { kind: 'compare', left, operator: text, right: this.#operand() };
  }

  #membership(left: Operand<K>): Filter<K> {
    this.#expect('in', '(');
    const equal = (): Filter<K> => ({ kind: 'compare', left, operator: 'eq', right: this.#operand() });
    let filter = equal();
    while (this.#takes(',')) filter = { kind: 'or', left: filter, right: equal() };
    this.#expect(')');
    return filter;
  }

  #operand(): Operand<K> {
    for (const letters of ['lower', 'upper'] as const) {
      if (!this.#dialect.functions.includes(`to${letters}`) || !this.#takesCall(`to${letters}`)) continue;
      const field = this.#next('name').text;
      this.#expect(')');
      return { kind: 'field', field, letters };
    }
    const token = this.#next();
    if (token.kind === 'mark') throw this.#unexpected(-1);
    if (token.kind === 'name' && !/^(true|false|null)$/.test(token.text))
      return { kind: 'field', field: token.text, letters: undefined };
    return { kind: 'literal', literal: token };
  }

  #lambda(): Filter<K> {
    this.#at += 1;
    this.#expect('(');
    for (let depth = 1; depth > 0; ) {
      const { kind, text } = this.#next();
      if (kind === 'mark' && text === '(') depth += 1;
      if (kind === 'mark' && text === ')') depth -= 1;
    }
    return { kind: 'lambda' };
  }

  #takesCall(name: string): boolean {
    const after = this.#tokens[this.#at + 1];
    if (after?.kind !== 'mark' || after.text !== '(' || !this.#takes(name)) return false;
    this.#at += 1;
    return true;
  }

  #takes(word: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.text !== word || (token.kind !== 'name' && token.kind !== 'mark')) return false;
    this.#at += 1;
    return true;
  }

  #expect(...words: readonly string[]): void {
    for (const word of words) if (!this.#takes(word)) throw this.#unexpected();
  }

  #peek(): FilterToken<K> {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw this.#unexpected();
    return token;
  }

  #next(kind?: FilterToken<K>['kind']): FilterToken<K> {
    const token = this.#peek();
    if (kind !== undefined && token.kind !== kind) throw this.#unexpected();
    this.#at += 1;
    return token;
  }

  #unexpected(back = 0): Error {
    const token = this.#tokens[this.#at + back];
    return this.#dialect.refused(token === undefined ? 'unexpected end' : `unexpected '${token.text}'`, this.#source);
  }
}

const isComparison = (word: string): word is Comparison => /^(eq|ne|gt|ge|lt|le)$/.test(word);

type Test<R> = (row: R) => boolean;

/** The test of a filter, made of the tests of its conditions; a lambda passes every row. */
export function filterTest<K extends string, R>(
  filter: Filter<K>,
  conditionTest: (condition: Condition<K>) => Test<R>,
): Test<R> {
  switch (filter.kind) {
    case 'lambda':
      return () => true;
    case 'and': {
      const [left, right] = [filterTest(filter.left, conditionTest), filterTest(filter.right, conditionTest)];
      return (row) => left(row) && right(row);
    }
    case 'or': {
      const [left, right] = [filterTest(filter.left, conditionTest), filterTest(filter.right, conditionTest)];
      return (row) => left(row) || right(row);
    }
    case 'not': {
      const inner = filterTest(filter.inner, conditionTest);
      return (row) => !inner(row);
    }
    default:
      return conditionTest(filter);
  }
}

/** Whether a text has what is looked for where the function says. */
export const TEXT_TESTS: Readonly<Record<TextTest, (text: string, sought: string) => boolean>> = {
  contains: (text, sought) => text.includes(sought),
  startswith: (text, sought) => text.startsWith(sought),
  endswith: (text, sought) => text.endsWith(sought),
};

/** Whether a comparison holds of an order: negative, zero, positive, or NaN where the two have none. */
export const COMPARISONS: Readonly<Record<Comparison, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};

/** Every field that a filter names. */
export function fieldsOf<K extends string>(filter: Filter<K>): ReadonlySet<string> {
  switch (filter.kind) {
    case 'compare':
      return new Set([filter.left, filter.right].flatMap(fieldOf));
    case 'text':
      return new Set([filter.text, filter.sought].flatMap(fieldOf));
    case 'not':
      return fieldsOf(filter.inner);
    case 'lambda':
      return new Set();
    default:
      return new Set([...fieldsOf(filter.left), ...fieldsOf(filter.right)]);
  }
}

const fieldOf = <K extends string>(operand: Operand<K>): readonly string[] =>
  operand.kind === 'field' ? [operand.field] : [];

/** Equalities that every row which passes must meet: with them, an index or a key saves the scan. */
export function pinnedBy<K extends string>(
  filter: Filter<K>,
): readonly { readonly field: string; readonly value: FilterToken<K> }[] {
  if (filter.kind === 'and') return [...pinnedBy(filter.left), ...pinnedBy(filter.right)];
  if (filter.kind !== 'compare' || filter.operator !== 'eq') return [];
  const { left, right } = filter;
  if (left.kind !== 'field' || left.letters !== undefined || right.kind !== 'literal') return [];
  return [{ field: left.field, value: right.literal }];
}
