/** A word of a `$filter`; `K` names the kinds of literal that a system has beside text, numbers and words. */
export interface FilterToken<K extends string = never> {
  /** `name`: a field, function, operator, `true`, `false` or `null`. */
  readonly kind: 'string' | 'number' | 'name' | 'mark' | K;
  /** As written; a string without its quotes, doubled quotes inside undone. Of a system's own literal, its group where it has one. */
  readonly text: string;
}

/** How a system writes literals of its own: each pattern has at most one group. The first that fits wins. */
export type FilterLiterals<K extends string> = readonly (readonly [kind: K, pattern: RegExp])[];

const COMMON = [
  ['string', /'((?:[^']|'')*)'/],
  ['number', /-?\d+(?:\.\d+)?/],
  ['name', /[A-Za-z_][A-Za-z0-9_/]*/],
  ['mark', /[(),:]/],
] as const;

/** Cuts a `$filter` into its words; `invalid` makes the error of the place where there is none. */
export class FilterTokens<K extends string> {
  readonly #patterns: readonly (readonly [FilterToken<K>['kind'], RegExp])[];

  constructor(literals: FilterLiterals<K>) {
    this.#patterns = [...literals, ...COMMON].map(([kind, { source }]) => [kind, new RegExp(source, 'iy')]);
  }

  of(source: string, invalid: (at: number) => Error): readonly FilterToken<K>[] {
    const tokens: FilterToken<K>[] = [];
    let at = 0;
    while (at < source.length) {
      if (source[at] === ' ') {
        at += 1;
        continue;
      }
      const next = this.#at(source, at);
      if (next === undefined) throw invalid(at);
      tokens.push(next.token);
      at = next.end;
    }
    return tokens;
  }

  #at(source: string, at: number): { readonly token: FilterToken<K>; readonly end: number } | undefined {
    for (const [kind, pattern] of this.#patterns) {
      pattern.lastIndex = at;
      const match = pattern.exec(source);
      if (match === null) continue;
      const text = match[1] ?? match[0];
      return { token: { kind, text: kind === 'string' ? text.replaceAll("''", "'") : text }, end: pattern.lastIndex };
    }
    return undefined;
  }
}
