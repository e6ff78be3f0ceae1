import { fail, failInWords } from './errors.ts';
import type { Frame } from './scope.ts';

/** How much one evaluation may use. All are upper limits that count as reached only when they are passed. */
export interface Limits {
  /** Items walked over, functions called, characters and elements made (in bulk). */
  readonly steps: number;
  /** Levels of expressions inside expressions, as jsonata's option `stack` counts them. */
  readonly depth: number;
  /** Milliseconds. */
  readonly time: number;
  /** Items of one sequence. */
  readonly sequence: number;
  /** UTF-16 code units of one text. */
  readonly text: number;
}

/** Where the steps run before the clock is asked: at about 50 ns a step, every 0.1 ms. */
const STEPS_BETWEEN_LOOKS = 2048;

/** Making a character costs far less than a step does. */
const CHARACTERS_A_STEP = 64;

/** A step of a regular expression takes some 10 ns. */
const REGEX_STEPS_A_STEP = 4;

/** What one evaluation has used and holds. Made for each evaluation, never shared. */
export class Run {
  readonly limits: Limits;
  /** Variables that are bound outside of every block: given ones, library functions, `$$`. */
  readonly root: Frame;
  /** When the evaluation began, for `$now` and `$millis`: milliseconds since 1970. */
  readonly startedAt: number;
  /** Level of the call that is being carried out. */
  depth = 0;
  /** Where each built-in function was last called: `lastCalledAt[number of the function]`. */
  readonly lastCalledAt: (number | undefined)[] = [];
  /** An error raised in a tail call, which the function that made the call does not place. */
  tailError: unknown = undefined;
  /** The tail call that a function body asks its caller to make. */
  readonly tail: { call: unknown; args: readonly unknown[] } = { call: undefined, args: [] };
  /** Variables handed in. */
  readonly given: Readonly<Record<string, unknown>>;
  /** Evaluates a text at the place of the call of `$eval` that is being carried out. */
  evaluateText: ((text: string, focus: unknown) => unknown) | undefined = undefined;
  readonly #clock: () => number;
  readonly #deadline: number;
  #fuel = STEPS_BETWEEN_LOOKS;
  #stepsLeft: number;

  constructor(
    root: Frame,
    given: Readonly<Record<string, unknown>>,
    limits: Limits,
    clock: () => number,
    startedAt: number,
    deadline = limits.time === Number.POSITIVE_INFINITY ? limits.time : clock() + limits.time,
  ) {
    this.root = root;
    this.given = given;
    this.limits = limits;
    this.startedAt = startedAt;
    this.#clock = clock;
    this.#deadline = deadline;
    this.#stepsLeft = limits.steps;
  }

  /**
   * The same evaluation among the variables of another, finished one, where a function comes from that was handed in.
   * Time and depth go on; steps are counted anew.
   */
  elsewhere(root: Frame): Run {
    const run = new Run(root, this.given, this.limits, this.#clock, this.startedAt, this.#deadline);
    run.depth = this.depth;
    return run;
  }

  step(): void {
    this.#fuel -= 1;
    if (this.#fuel < 0) this.#look();
  }

  steps(count: number): void {
    this.#fuel -= count;
    if (this.#fuel < 0) this.#look();
  }

  /** What a regular expression takes, in its own smaller steps. Stays usable when it is handed on by itself. */
  readonly spend = (steps: number): void => this.steps(Math.ceil(steps / REGEX_STEPS_A_STEP));

  /** To be called before a text of this length is made. */
  text(length: number): void {
    if (length > this.limits.text) {
      failInWords('D2015', `The maximum text length of ${this.limits.text} was exceeded.`, { value: this.limits.text });
    }
    if (length > CHARACTERS_A_STEP) this.steps(Math.ceil(length / CHARACTERS_A_STEP));
  }

  /** To be called before, or while, a sequence of this length is made. */
  sequence(length: number): void {
    if (length > this.limits.sequence) fail('D2015', { value: this.limits.sequence });
  }

  #look(): void {
    this.#stepsLeft -= STEPS_BETWEEN_LOOKS - this.#fuel;
    this.#fuel = STEPS_BETWEEN_LOOKS;
    if (this.#stepsLeft < 0) {
      failInWords('D1012', `Evaluation stopped after ${this.limits.steps} steps. Check for infinite loop`, {
        value: this.limits.steps,
      });
    }
    if (this.#clock() > this.#deadline) fail('D1012', { value: this.limits.time });
  }
}
