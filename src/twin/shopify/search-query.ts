/** Shopify search syntax: `updated_at:>='2026-05-01T00:00:00Z' status:active,draft (tag:vip OR tag:trade) -test:true`. */
export type SearchNode =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly SearchNode[] }
  | { readonly kind: 'not'; readonly part: SearchNode }
  | SearchFilter;

export interface SearchFilter {
  readonly kind: 'filter';
  /** null for a bare term, which is looked for in the default fields. */
  readonly field: string | null;
  readonly operator: '=' | '<' | '<=' | '>' | '>=';
  /** More than one for a list, any of which may match. */
  readonly values: readonly SearchValue[];
}

export interface SearchValue {
  readonly text: string;
  /** A quoted value is a phrase; an unquoted one is cut into its words. */
  readonly quoted: boolean;
}

/** Parses a query. It never fails: like the real one it makes the best of what it is given (an unclosed quote ends at the end). */
export function parseSearchQuery(text: string): SearchNode {
  return new SearchParser(text).parse();
}

class SearchParser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): SearchNode {
    const parts: SearchNode[] = [];
    while (this.#at < this.#text.length) {
      parts.push(this.#alternatives());
      if (this.#text[this.#at] === ')') this.#at += 1;
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'and', parts };
  }

  #alternatives(): SearchNode {
    const parts = [this.#sequence()];
    while (this.#takeWord('OR')) parts.push(this.#sequence());
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'or', parts };
  }

  #sequence(): SearchNode {
    const parts: SearchNode[] = [];
    for (;;) {
      this.#takeWord('AND');
      this.#skipSpace();
      if (this.#at >= this.#text.length || this.#text[this.#at] === ')' || this.#peekWord('OR')) break;
      parts.push(this.#unary());
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'and', parts };
  }

  #unary(): SearchNode {
    if (this.#takeWord('NOT')) return { kind: 'not', part: this.#unary() };
    this.#skipSpace();
    if (this.#text[this.#at] === '-') {
      this.#at += 1;
      return { kind: 'not', part: this.#unary() };
    }
    if (this.#text[this.#at] === '(') {
      this.#at += 1;
      const inner = this.#alternatives();
      this.#skipSpace();
      if (this.#text[this.#at] === ')') this.#at += 1;
      return inner;
    }
    return this.#filter();
  }

  #filter(): SearchFilter {
    const head = /^([A-Za-z_][\w.$-]*):\s*(>=|<=|>|<)?\s*/.exec(this.#text.slice(this.#at));
    if (head === null) return { kind: 'filter', field: null, operator: '=', values: [this.#value()] };
    this.#at += head[0].length;
    const values = [this.#value()];
    while (this.#text[this.#at] === ',') {
      this.#at += 1;
      values.push(this.#value());
    }
    const operator = (head[2] ?? '=') as SearchFilter['operator'];
    return { kind: 'filter', field: head[1] ?? null, operator, values };
  }

  #value(): SearchValue {
    this.#skipSpace();
    const quote = this.#text[this.#at];
    if (quote === "'" || quote === '"') {
      let text = '';
      this.#at += 1;
      while (this.#at < this.#text.length && this.#text[this.#at] !== quote) {
        if (this.#text[this.#at] === '\\') this.#at += 1;
        text += this.#text[this.#at] ?? '';
        this.#at += 1;
      }
      this.#at += 1;
      return { text, quoted: true };
    }
    const text = /^[^\s),]*/.exec(this.#text.slice(this.#at))?.[0] ?? '';
    // A lone separator would stand still: it is taken as a value of its own.
    this.#at += text === '' ? 1 : text.length;
    return { text, quoted: false };
  }

  #skipSpace(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }

  #peekWord(word: string): boolean {
    this.#skipSpace();
    return new RegExp(`^${word}(?=[\\s(]|$)`).test(this.#text.slice(this.#at));
  }

  #takeWord(word: string): boolean {
    if (!this.#peekWord(word)) return false;
    this.#at += word.length;
    return true;
  }
}
