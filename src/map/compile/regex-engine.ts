/** One match. Positions count UTF-16 code units. */
export interface RegexMatch {
  readonly text: string;
  readonly start: number;
  readonly groups: readonly (string | undefined)[];
}

/** A compiled regular expression. Holds nothing between two calls. */
export interface RegexProgram {
  readonly source: string;
  /** The first match at or after `from`. Says what it takes in steps of some 10 ns to `spend`, which may throw to stop it. */
  exec(text: string, from: number, spend: (steps: number) => void): RegexMatch | undefined;
}

/** A pattern that an engine does not run. */
export class RegexRefused extends Error {
  readonly part: string;
  /** Where the part begins in the pattern. */
  readonly start: number;

  constructor(reason: string, part: string, start: number) {
    super(reason);
    this.name = 'RegexRefused';
    this.part = part;
    this.start = start;
  }
}

/** What runs the regular expressions of the language. */
export interface RegexEngine {
  /** `flags` are those of JavaScript that JSONata knows: `i`, `m`, and `g`, which it sets itself. */
  /** Throws RegexRefused. */
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
