import { fail } from './errors.ts';
import { FunctionValue } from './function-value.ts';
import type { RegexProgram } from './regex-engine.ts';
import type { Run } from './run.ts';

/** A match as expressions see it: what a regular expression yields when it is called, and what `next` of it yields. */
export interface MatchObject {
  readonly match: string;
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
  readonly next: () => MatchObject | undefined;
}

/**
 * A regular expression as a value: a function from a text to its first match. Where the next match begins is kept in the
 * value, as jsonata keeps it in the RegExp: two users of one value disturb each other in both.
 */
export class RegexValue extends FunctionValue {
  readonly #program: RegexProgram;
  readonly #position: number | undefined;
  #resumeAt = 0;

  constructor(program: RegexProgram, position: number | undefined) {
    super();
    this.#program = program;
    this.#position = position;
  }

  override arity(): number {
    return 2;
  }

  override calledAt(): void {
    // jsonata writes the place on functions of the language only; a regular expression is one of JavaScript.
  }

  override lastCall(): { readonly position: undefined; readonly token: undefined } {
    return { position: undefined, token: undefined };
  }

  override invoke(args: readonly unknown[], _context: unknown, run: Run): unknown {
    return this.match(args[0], args[1], run);
  }

  /** The first match at or after `from`. Anything but text is matched as JavaScript would write it. */
  match(text: unknown, from: unknown, run: Run): MatchObject | undefined {
    const subject = typeof text === 'string' ? text : String(text);
    const found = this.#program.exec(subject, typeof from === 'number' ? from : 0, run.spend);
    if (found === undefined) {
      this.#resumeAt = 0;
      return undefined;
    }
    const end = found.start + found.text.length;
    this.#resumeAt = end;
    return {
      match: found.text,
      start: found.start,
      end,
      groups: found.groups,
      next: () => this.#nextIn(subject, run),
    };
  }

  /** Whether there is a match, where no more of it is asked for. */
  matches(text: string, run: Run): boolean {
    const found = this.#program.exec(text, 0, run.spend);
    this.#resumeAt = found === undefined ? 0 : found.start + found.text.length;
    return found !== undefined;
  }

  #nextIn(text: string, run: Run): MatchObject | undefined {
    if (this.#resumeAt >= text.length) return undefined;
    const next = this.match(text, this.#resumeAt, run);
    // It would match there again and again.
    if (next !== undefined && next.match === '')
      fail('D1004', { position: this.#position, value: this.#program.source });
    return next;
  }
}
