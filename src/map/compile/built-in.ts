import { FunctionValue, isFunction, passed, synchronous } from './function-value.ts';
import type { Run } from './run.ts';
import { type ArgumentCheck, signatureOf } from './signature.ts';

/** Said by a shortcut that these arguments are not of the kinds it knows: the signature has to look at them. */
export const NOT_QUICK = Symbol('not quick');

export type Shortcut1 = (run: Run, a: unknown) => unknown;
export type Shortcut2 = (run: Run, a: unknown, b: unknown) => unknown;
export type Shortcut3 = (run: Run, a: unknown, b: unknown, c: unknown) => unknown;

/** A function of the language. */
export interface BuiltInDefinition {
  readonly name: string;
  /** As JSONata writes it, `<s-nn?:s>`; undefined when arguments are not checked. */
  readonly signature: string | undefined;
  /** How many arguments it gets from a function that it is handed to. */
  readonly arity: number;
  /** Parameters by name, for partial application, which takes all of them and checks none. */
  readonly parameters: string;
  /** Gets arguments that fit the signature. */
  readonly call: (run: Run, ...args: readonly unknown[]) => unknown;
  /** What `call` yields for one, two or three arguments that need no check or change, or NOT_QUICK. */
  /** Whether it calls functions that it is given: they count as called from its place and at its depth. */
  readonly callsBack?: boolean;
  /** Whether it can yield a sequence that is still to be collapsed. */
  readonly yieldsSequence?: boolean;
  readonly quick1?: Shortcut1;
  readonly quick2?: Shortcut2;
  readonly quick3?: Shortcut3;
}

export class BuiltIn extends FunctionValue {
  readonly #definition: BuiltInDefinition;
  readonly #index: number | undefined;
  #check: ArgumentCheck | undefined = undefined;
  #position: number | undefined = undefined;
  #token: string | undefined = undefined;

  /** `index`: its number among the functions of all evaluations; a function made by an evaluation has none. */
  constructor(definition: BuiltInDefinition, index?: number) {
    super();
    this.#definition = definition;
    this.#index = index;
  }

  override arity(): number {
    return this.#definition.arity;
  }

  get definition(): BuiltInDefinition {
    return this.#definition;
  }

  /** Calls it without looking at the arguments. */
  unchecked(args: readonly unknown[], run: Run): unknown {
    return this.#definition.call(run, ...args);
  }

  override invoke(args: readonly unknown[], context: unknown, run: Run): unknown {
    const { signature, call } = this.#definition;
    if (signature === undefined) return call(run, ...args);
    this.#check ??= signatureOf(signature);
    return call(run, ...this.#check.validate(args, context));
  }

  override calledAt(position: number | undefined, token: string | undefined, run: Run): void {
    if (this.#index !== undefined) run.lastCalledAt[this.#index] = position;
    else {
      this.#position = position;
      this.#token = token;
    }
  }

  override lastCall(run: Run): { readonly position: number | undefined; readonly token: string | undefined } {
    if (this.#index === undefined) return { position: this.#position, token: this.#token };
    const position = run.lastCalledAt[this.#index];
    return { position, token: position === undefined ? undefined : this.#definition.name };
  }
}

/** A function of ours, written in JavaScript and called with whatever it is given. */
export function libraryFunction(name: string, call: (...args: readonly unknown[]) => unknown, index: number): BuiltIn {
  return new BuiltIn(
    {
      name,
      signature: undefined,
      arity: call.length,
      parameters: parametersOf(call),
      call: (run, ...args) =>
        synchronous(call(...args.map((argument) => (isFunction(argument) ? passed(argument, run) : argument)))),
      quick1: (_run, a) => (isFunction(a) ? NOT_QUICK : call(a)),
      quick2: (_run, a, b) => (isFunction(a) || isFunction(b) ? NOT_QUICK : call(a, b)),
      quick3: (_run, a, b, c) => (isFunction(a) || isFunction(b) || isFunction(c) ? NOT_QUICK : call(a, b, c)),
    },
    index,
  );
}

/** What stands in the parentheses of a JavaScript function: how JSONata finds the parameters of one. */
export function parametersOf(call: (...args: never[]) => unknown): string {
  return /\(([^)]*)\)/.exec(call.toString())?.[1] ?? '';
}
