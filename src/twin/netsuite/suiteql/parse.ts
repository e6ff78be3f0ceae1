import { queryError } from './query-error.ts';
import type { Branch, Expression, Order, Query, Source } from './syntax.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Words that end a list of columns or tables, and so are no alias. */
const RESERVED = new Set(
  'FROM WHERE GROUP HAVING ORDER FETCH OFFSET JOIN INNER LEFT RIGHT FULL OUTER CROSS ON AND OR NOT AS IN IS NULL LIKE BETWEEN EXISTS SELECT DISTINCT CASE WHEN THEN ELSE END ASC DESC NULLS BY UNION ROWS LIMIT'.split(
    ' ',
  ),
);

/** Reads one SELECT of SuiteQL. Throws the system's refusal of what is none. */
export function parseQuery(text: string): Query {
  const parser = new Parser(tokensOf(text));
  const query = parser.query();
  parser.end();
  return query;
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #parameters = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  end(): void {
    if (this.#peek().kind !== 'end') throw this.#unexpected();
  }

  query(): Query {
    this.#keyword('SELECT');
    const distinct = this.#accept('DISTINCT');
    const select = this.#listOf(() => this.#selected());
    this.#keyword('FROM');
    const from = this.#sources();
    const where = this.#accept('WHERE') ? this.expression() : undefined;
    const groupBy = this.#accept('GROUP') ? this.#by(() => this.expression()) : [];
    const having = this.#accept('HAVING') ? this.expression() : undefined;
    const orderBy = this.#accept('ORDER') ? this.#by(() => this.#order()) : [];
    const skip = this.#accept('OFFSET') ? this.#rows() : 0;
    const most = this.#accept('FETCH') ? this.#fetched() : undefined;
    return {
      distinct,
      select,
      from,
      groupBy,
      orderBy,
      skip,
      ...(where === undefined ? {} : { where }),
      ...(having === undefined ? {} : { having }),
      ...(most === undefined ? {} : { most }),
    };
  }

  /** OR binds last, then AND, NOT, comparisons, sums, products. */
  expression(): Expression {
    return this.#chain(['OR'], () => this.#chain(['AND'], () => this.#negation()));
  }

  #negation(): Expression {
    if (!this.#accept('NOT')) return this.#comparison();
    return { kind: 'unary', operator: 'NOT', operand: this.#negation() };
  }

  #comparison(): Expression {
    const left = this.#sum();
    const sign = this.#peek();
    if (sign.kind === 'sign' && ['=', '<>', '!=', '<', '>', '<=', '>='].includes(sign.text)) {
      this.#next();
      return { kind: 'binary', operator: sign.text === '!=' ? '<>' : sign.text, left, right: this.#sum() };
    }
    if (this.#accept('IS')) {
      const negated = this.#accept('NOT');
      this.#keyword('NULL');
      return negate(negated, { kind: 'null-test', operand: left });
    }
    const negated = this.#accept('NOT');
    if (this.#accept('IN')) return negate(negated, { kind: 'in', operand: left, among: this.#among() });
    if (this.#accept('LIKE')) return negate(negated, { kind: 'binary', operator: 'LIKE', left, right: this.#sum() });
    if (this.#accept('BETWEEN')) {
      const from = this.#sum();
      this.#keyword('AND');
      return negate(negated, { kind: 'between', operand: left, from, until: this.#sum() });
    }
    if (negated) throw this.#unexpected();
    return left;
  }

  #among(): readonly Expression[] | Query {
    this.#sign('(');
    const among = this.#is('SELECT') ? this.query() : this.#listOf(() => this.expression());
    this.#sign(')');
    return among;
  }

  #sum(): Expression {
    return this.#chain(['+', '-', '||'], () => this.#chain(['*', '/'], () => this.#unary()));
  }

  #unary(): Expression {
    if (this.#acceptSign('-')) return { kind: 'unary', operator: '-', operand: this.#unary() };
    return this.#primary();
  }

  #primary(): Expression {
    const token = this.#next();
    if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) };
    if (token.kind === 'text') return { kind: 'literal', value: token.text };
    if (token.kind === 'sign' && token.text === '?') return { kind: 'parameter', index: this.#parameters++ };
    if (token.kind === 'sign' && token.text === '*') return { kind: 'star' };
    if (token.kind === 'sign' && token.text === '(') {
      const inner: Expression = this.#is('SELECT') ? { kind: 'scalar', query: this.query() } : this.expression();
      this.#sign(')');
      return inner;
    }
    if (token.kind === 'word') {
      const word = token.text.toUpperCase();
      if (word === 'NULL') return { kind: 'literal', value: null };
      if (word === 'CASE') return this.#case();
      if (word === 'EXISTS') {
        this.#sign('(');
        const query = this.query();
        this.#sign(')');
        return { kind: 'exists', query };
      }
    }
    if ((token.kind === 'word' && !RESERVED.has(token.text.toUpperCase())) || token.kind === 'quoted')
      return this.#named(token.text);
    this.#at -= 1;
    throw this.#unexpected();
  }

  /** A column, `table.column`, `table.*`, or a call: `NVL(…)`, `BUILTIN.DF(…)`. */
  #named(first: string): Expression {
    if (this.#isSign('(')) return this.#call(first);
    if (!this.#acceptSign('.')) return { kind: 'column', name: first.toLowerCase() };
    if (this.#acceptSign('*')) return { kind: 'star', table: first.toLowerCase() };
    const name = this.#name();
    if (this.#isSign('(')) return this.#call(`${first}.${name}`);
    return { kind: 'column', table: first.toLowerCase(), name: name.toLowerCase() };
  }

  #call(name: string): Expression {
    this.#sign('(');
    const distinct = this.#accept('DISTINCT');
    const given = this.#isSign(')') ? [] : this.#listOf(() => this.expression());
    this.#sign(')');
    const within = this.#accept('WITHIN') ? this.#within() : undefined;
    return {
      kind: 'call',
      name: name.toUpperCase(),
      distinct,
      arguments: given,
      ...(within === undefined ? {} : { within }),
    };
  }

  #within(): Order[] {
    this.#keyword('GROUP');
    this.#sign('(');
    this.#keyword('ORDER');
    const orders = this.#by(() => this.#order());
    this.#sign(')');
    return orders;
  }

  #case(): Expression {
    const operand = this.#is('WHEN') ? undefined : this.expression();
    const branches: Branch[] = [];
    while (this.#accept('WHEN')) {
      const test = this.expression();
      this.#keyword('THEN');
      const when: Expression =
        operand === undefined ? test : { kind: 'binary', operator: '=', left: operand, right: test };
      branches.push({ when, result: this.expression() });
    }
    const otherwise = this.#accept('ELSE') ? this.expression() : undefined;
    this.#keyword('END');
    return { kind: 'case', branches, ...(otherwise === undefined ? {} : { otherwise }) };
  }

  #selected(): Query['select'][number] {
    const from = this.#at;
    const expression = this.expression();
    const written = this.#tokens
      .slice(from, this.#at)
      .map(({ text }) => text.toLowerCase())
      .join('');
    const own = expression.kind === 'column' ? expression.name : written;
    return { expression, name: this.#alias() ?? own };
  }

  #sources(): Source[] {
    const sources = [this.#source()];
    for (;;) {
      if (this.#acceptSign(',')) sources.push(this.#source());
      else if (this.#is('JOIN') || this.#is('INNER') || this.#is('LEFT')) sources.push(this.#joined());
      else if (this.#is('RIGHT') || this.#is('FULL') || this.#is('CROSS'))
        throw queryError(`${this.#peek().text} JOIN cannot be read by this twin.`);
      else return sources;
    }
  }

  #joined(): Source {
    const outer = this.#accept('LEFT');
    if (outer) this.#accept('OUTER');
    else this.#accept('INNER');
    this.#keyword('JOIN');
    const source = this.#source();
    this.#keyword('ON');
    return { ...source, join: { outer, on: this.expression() } };
  }

  #source(): Source {
    if (this.#acceptSign('(')) {
      const table = this.query();
      this.#sign(')');
      return { table, alias: this.#alias() ?? '' };
    }
    const table = this.#name().toLowerCase();
    return { table, alias: this.#alias() ?? table };
  }

  #alias(): string | undefined {
    const explicit = this.#accept('AS');
    const token = this.#peek();
    const may = token.kind === 'quoted' || (token.kind === 'word' && !RESERVED.has(token.text.toUpperCase()));
    if (may) return this.#next().text.toLowerCase();
    if (explicit) throw this.#unexpected();
    return undefined;
  }

  #order(): Order {
    const by = this.expression();
    const descending = this.#accept('DESC');
    if (!descending) this.#accept('ASC');
    if (!this.#accept('NULLS')) return { by, descending };
    const nullsFirst = this.#accept('FIRST');
    if (!nullsFirst) this.#keyword('LAST');
    return { by, descending, nullsFirst };
  }

  #by<T>(one: () => T): T[] {
    this.#keyword('BY');
    return this.#listOf(one);
  }

  #fetched(): number {
    if (!this.#accept('FIRST')) this.#keyword('NEXT');
    const most = this.#rows();
    this.#keyword('ONLY');
    return most;
  }

  #rows(): number {
    const { kind, text } = this.#next();
    if (kind !== 'number') throw queryError(`A number of rows is expected, not '${text}'.`);
    if (!this.#accept('ROWS')) this.#keyword('ROW');
    return Number(text);
  }

  #chain(operators: readonly string[], one: () => Expression): Expression {
    let left = one();
    for (;;) {
      const operator = operators.find((each) => (/\w/.test(each) ? this.#is(each) : this.#isSign(each)));
      if (operator === undefined) return left;
      this.#next();
      left = { kind: 'binary', operator, left, right: one() };
    }
  }

  #listOf<T>(one: () => T): T[] {
    const list = [one()];
    while (this.#acceptSign(',')) list.push(one());
    return list;
  }

  #name(): string {
    const token = this.#next();
    if (token.kind === 'word' || token.kind === 'quoted') return token.text;
    this.#at -= 1;
    throw this.#unexpected();
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '' };
  }

  #next(): Token {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }

  #is(word: string): boolean {
    const { kind, text } = this.#peek();
    return kind === 'word' && text.toUpperCase() === word;
  }

  #isSign(sign: string): boolean {
    const { kind, text } = this.#peek();
    return kind === 'sign' && text === sign;
  }

  #accept(word: string): boolean {
    if (!this.#is(word)) return false;
    this.#at += 1;
    return true;
  }

  #acceptSign(sign: string): boolean {
    if (!this.#isSign(sign)) return false;
    this.#at += 1;
    return true;
  }

  #keyword(word: string): void {
    if (!this.#accept(word)) throw this.#unexpected(word);
  }

  #sign(sign: string): void {
    if (!this.#acceptSign(sign)) throw this.#unexpected(sign);
  }

  #unexpected(expected?: string) {
    const { kind, text } = this.#peek();
    const found = kind === 'end' ? 'the end of the query' : `'${text}'`;
    return queryError(expected === undefined ? `Unexpected ${found}.` : `${expected} is expected, not ${found}.`);
  }
}

const negate = (negated: boolean, operand: Expression): Expression =>
  negated ? { kind: 'unary', operator: 'NOT', operand } : operand;
