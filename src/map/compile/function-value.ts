import type { Code } from './code.ts';
import { fail, placeable } from './errors.ts';
import type { Run } from './run.ts';
import type { Frame } from './scope.ts';
import type { ArgumentCheck } from './signature.ts';

/**
 * A function as a value of the language. All that it holds is private, so that no path can look into it; the flag that
 * jsonata's own functions carry stands on the prototype, where others look for it.
 */
export abstract class FunctionValue {
  /** How many arguments a higher-order function may give it. */
  abstract arity(): number;

  /** Calls it. `context` stands in for a first argument that the signature lets one leave out. */
  abstract invoke(args: readonly unknown[], context: unknown, run: Run): unknown;

  /** Notes where it was called by name or expression: its errors are reported there. */
  abstract calledAt(position: number | undefined, token: string | undefined, run: Run): void;

  /** The place noted last. */
  abstract lastCall(run: Run): { readonly position: number | undefined; readonly token: string | undefined };

  get _jsonata_function(): boolean {
    return true;
  }
}

export type Callable = FunctionValue | ((...args: unknown[]) => unknown);

export const isFunction = (value: unknown): value is Callable =>
  typeof value === 'function' || (typeof value === 'object' && value instanceof FunctionValue);

export function arityOf(callable: Callable): number {
  if (callable instanceof FunctionValue) return callable.arity();
  return 'arity' in callable && typeof callable.arity === 'number' ? callable.arity : callable.length;
}

/** Returned by the body of a function whose last act is a call: the caller makes it, so that the stack does not grow. */
export const TAIL_CALL = Symbol('tail call');

/** What all values made by one `function(…){…}` share. */
export interface LambdaCode {
  /** Parameters are in the slots from 1 on, in order. */
  readonly parameters: number;
  readonly signature: ArgumentCheck | undefined;
  readonly body: Code;
  /** A frame with the parameters undefined and all else unbound. */
  readonly blank: Frame;
}

export class Lambda extends FunctionValue {
  readonly #code: LambdaCode;
  readonly #input: unknown;
  readonly #frame: Frame;
  readonly #root: Frame;
  #position: number | undefined = undefined;
  #token: string | undefined = undefined;

  /** `root`: the outermost frame of the evaluation that it is made in. */
  constructor(code: LambdaCode, input: unknown, frame: Frame, root: Frame) {
    super();
    this.#root = root;
    this.#code = code;
    this.#input = input;
    this.#frame = frame;
  }

  get _jsonata_lambda(): boolean {
    return true;
  }

  override arity(): number {
    return this.#code.parameters;
  }

  get signature(): ArgumentCheck | undefined {
    return this.#code.signature;
  }

  override calledAt(position: number | undefined, token: string | undefined): void {
    this.#position = position;
    this.#token = token;
  }

  override lastCall(): { readonly position: number | undefined; readonly token: string | undefined } {
    return { position: this.#position, token: this.#token };
  }

  override invoke(args: readonly unknown[], context: unknown, run: Run): unknown {
    const signature = this.#code.signature;
    return this.callMany(signature === undefined ? args : signature.validate(args, context), context, run);
  }

  /** As `invoke`, but leaves a tail call of the body to the caller. */
  tailCall(args: readonly unknown[], context: unknown, run: Run): unknown {
    const code = this.#code;
    const checked = code.signature === undefined ? args : code.signature.validate(args, context);
    const frame = code.blank.slice();
    frame[0] = this.#frame;
    const given = Math.min(checked.length, code.parameters);
    for (let i = 0; i < given; i += 1) frame[i + 1] = checked[i];
    // A tail call in another evaluation is made there, before this one goes on.
    if (run.root !== this.#root) return enter(code, this.#input, frame, context, run.elsewhere(this.#root));
    return runBody(code, this.#input, frame, run);
  }

  callMany(args: readonly unknown[], context: unknown, run: Run): unknown {
    const code = this.#code;
    const frame = code.blank.slice();
    frame[0] = this.#frame;
    const given = Math.min(args.length, code.parameters);
    for (let i = 0; i < given; i += 1) frame[i + 1] = args[i];
    return enter(code, this.#input, frame, context, run.root === this.#root ? run : run.elsewhere(this.#root));
  }

  call1(a: unknown, context: unknown, run: Run): unknown {
    const code = this.#code;
    const frame = code.blank.slice();
    frame[0] = this.#frame;
    if (code.parameters > 0) frame[1] = a;
    return enter(code, this.#input, frame, context, run.root === this.#root ? run : run.elsewhere(this.#root));
  }

  call2(a: unknown, b: unknown, context: unknown, run: Run): unknown {
    const code = this.#code;
    const frame = code.blank.slice();
    frame[0] = this.#frame;
    if (code.parameters > 0) {
      frame[1] = a;
      if (code.parameters > 1) frame[2] = b;
    }
    return enter(code, this.#input, frame, context, run.root === this.#root ? run : run.elsewhere(this.#root));
  }

  call3(a: unknown, b: unknown, c: unknown, context: unknown, run: Run): unknown {
    const code = this.#code;
    const frame = code.blank.slice();
    frame[0] = this.#frame;
    if (code.parameters > 0) {
      frame[1] = a;
      if (code.parameters > 1) {
        frame[2] = b;
        if (code.parameters > 2) frame[3] = c;
      }
    }
    return enter(code, this.#input, frame, context, run.root === this.#root ? run : run.elsewhere(this.#root));
  }
}

function runBody(code: LambdaCode, input: unknown, frame: Frame, run: Run): unknown {
  run.step();
  if (run.depth >= run.limits.depth) fail('D1011', { value: run.limits.depth });
  return code.body(input, frame, run);
}

function enter(code: LambdaCode, input: unknown, frame: Frame, context: unknown, run: Run): unknown {
  const result = runBody(code, input, frame, run);
  return result === TAIL_CALL ? makeTailCalls(context, run) : result;
}

/** Makes the call that a body ended with, and the one that this ends with, and so on. */
export function makeTailCalls(context: unknown, run: Run): unknown {
  let result: unknown = TAIL_CALL;
  while (result === TAIL_CALL) {
    const { call, args } = run.tail;
    try {
      result = call instanceof Lambda ? call.tailCall(args, context, run) : callFunction(call, args, context, run);
    } catch (error) {
      if (call instanceof FunctionValue) blame(error, call, run);
      run.tailError = error;
      throw error;
    }
  }
  return result;
}

/** Calls whatever is a function; anything else is T1006. */
export function callFunction(callable: unknown, args: readonly unknown[], context: unknown, run: Run): unknown {
  if (callable instanceof FunctionValue) return callable.invoke(args, context, run);
  if (typeof callable === 'function') return synchronous(callable.apply(context, args));
  return fail('T1006');
}

/** Values that functions handed in from outside yield: a promise would arrive after the evaluation is over. */
export function synchronous(value: unknown): unknown {
  if (value instanceof Promise) {
    value.catch(() => undefined); // its failure is not the one to report
    throw new TypeError('a function handed in to an expression returned a promise; only synchronous functions work');
  }
  return value;
}

/** Writes on an error what JSONata's `apply` does: the place where the failing function was last called by name. */
export function blame(error: unknown, callable: unknown, run: Run): void {
  if (run.tailError === error) {
    run.tailError = undefined;
    return;
  }
  if (!(callable instanceof FunctionValue)) return;
  const placed = placeable(error);
  if (placed === undefined) return;
  const { position, token } = callable.lastCall(run);
  if (placed.token === undefined && token !== undefined) placed.token = token;
  placed.position = position || placed.position;
}

/** Calls a function that was given to another one as argument: with no context, as JSONata wraps it. */
export function callBack(callable: Callable, args: readonly unknown[], run: Run): unknown {
  try {
    return callFunction(callable, args, null, run);
  } catch (error) {
    blame(error, callable, run);
    throw error;
  }
}

/**
 * Calls back with as many of the three as the function takes: every built-in that walks over something calls so.
 * `arity` is that of the function, asked for once for all items.
 */
export function callBackWith(callable: Callable, arity: number, a: unknown, b: unknown, c: unknown, run: Run): unknown {
  if (callable instanceof Lambda && callable.signature === undefined) {
    try {
      if (arity >= 3) return callable.call3(a, b, c, null, run);
      if (arity === 2) return callable.call2(a, b, null, run);
      return callable.call1(a, null, run);
    } catch (error) {
      blame(error, callable, run);
      throw error;
    }
  }
  return callBack(callable, arity >= 3 ? [a, b, c] : arity === 2 ? [a, b] : [a], run);
}

/** A function value as a JavaScript function, which is how other functions get it as argument. */
export function passed(callable: Callable, run: Run): (...args: unknown[]) => unknown {
  const call = (...params: unknown[]): unknown => callBack(callable, params, run);
  (call as { arity?: number }).arity = arityOf(callable);
  return call;
}
