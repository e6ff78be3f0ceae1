/** One match. Positions count UTF-16 code units. */
export interface RegexMatch {
  readonly text: string;
  readonly start: number;
  readonly groups: readonly (string | undefined)[];
}

/** A compiled regular expression. Holds nothing between two calls. */
export interface RegexProgram {
  readonly source: string;
  /** The first match at or after `from`. */
  exec(text: string, from: number): RegexMatch | undefined;
}

/** What runs the regular expressions of the language. */
export interface RegexEngine {
  /** `flags` are those of JavaScript that JSONata knows: `i`, `m`, and `g`, which it sets itself. */
  compile(source: string, flags: string): RegexProgram;
}

/** JavaScript's own expressions. They backtrack: a hostile pattern can take exponential time, which no budget stops. */
export const javascriptRegexEngine: RegexEngine = {
  compile: (source, flags) => {
    const regex = new RegExp(source, flags);
    return {
      source,
      exec: (text, from) => {
        regex.lastIndex = from;
        const match = regex.exec(text);
        return match === null ? undefined : { text: match[0], start: match.index, groups: match.slice(1) };
      },
    };
  },
};
