import { failInWords } from '../errors.ts';
import {
  javascriptRegexEngine,
  type RegexEngine,
  type RegexMatch,
  type RegexProgram,
  RegexRefused,
} from '../regex-engine.ts';
import { firstOfAll } from './first-units.ts';
import { type Instructions, instructionsOf, mayBeEmpty } from './instructions.ts';
import { matchText } from './match-text.ts';
import { nativeReach } from './native-reach.ts';
import { parsePattern, patternFlags } from './pattern-syntax.ts';
import { refusalOf } from './refusal.ts';
import { UnitSet } from './unit-set.ts';

/**
 * Regular expressions with JavaScript's meaning in time that is linear in the text. JavaScript's own engine is some ten
 * times as fast, and runs the patterns and lengths of text for which it cannot backtrack out of measure.
 *
 * An engine of our own, because none that is linear by its nature has that meaning: RE2 and what is made after it unset
 * no group when a loop goes round again, take `(|a)*` and `(a*)*` otherwise, fold case by Unicode’s tables, end lines at
 * `\n` only, and match whole characters where JavaScript matches halves of them.
 */
export const linearRegexEngine: RegexEngine = {
  compile: (source, flags) => {
    const refusal = refusalOf(source);
    if (refusal !== undefined) throw new RegexRefused(refusal.reason, refusal.part, refusal.start);
    return new LinearRegex(source, flags);
  },
};

/** What is known of a pattern once it was needed. */
interface Examined {
  readonly reach: number;
  /** Units that a match can begin with; undefined when it can be empty. */
  readonly first: UnitSet | undefined;
}

class LinearRegex implements RegexProgram {
  readonly source: string;
  readonly #flags: string;
  readonly #native: RegexProgram;
  #examined: Examined | undefined;
  #instructions: Instructions | undefined;

  constructor(source: string, flags: string) {
    this.source = source;
    this.#flags = flags;
    this.#native = javascriptRegexEngine.compile(source, flags);
  }

  exec(text: string, from: number, spend: (steps: number) => void): RegexMatch | undefined {
    this.#examined ??= examine(this.source, this.#flags);
    const { reach, first } = this.#examined;
    if (text.length <= reach) return this.#native.exec(text, from, spend);
    this.#instructions ??= instructionsOf(parsePattern(this.source), patternFlags(this.#flags));
    const held = matchText(this.#instructions, text, from, first, spend);
    if (held === undefined) return undefined;
    const part = (group: number): string | undefined => {
      const end = held[group * 2 + 1] as number;
      return end < 0 ? undefined : text.slice(held[group * 2], end);
    };
    return {
      text: part(0) ?? failInWords('D0000', 'A match without an end', {}),
      start: held[0] as number,
      groups: Array.from({ length: this.#instructions.groups }, (_, index) => part(index + 1)),
    };
  }
}

function examine(source: string, flags: string): Examined {
  const pattern = parsePattern(source);
  const parsed = patternFlags(flags);
  const empty = pattern.alternatives.some(({ elements }) => elements.every(mayBeEmpty));
  return {
    reach: nativeReach(pattern, parsed),
    first: empty ? undefined : firstOfAll(pattern.alternatives, parsed, UnitSet.EMPTY),
  };
}
