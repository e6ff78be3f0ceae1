import jsonata from 'jsonata';
import type { AstNode } from './ast.ts';
import { libraryFunction } from './built-in.ts';
import { BUILT_INS } from './built-ins/all.ts';
import type { Context, Program } from './code.ts';
import { compileNode } from './compile-node.ts';
import { EvaluationError, withMessage } from './errors.ts';
import { evaluateText } from './eval.ts';
import { freeVariables, variablesIn } from './free-variables.ts';
import type { FunctionValue } from './function-value.ts';
import { generate } from './generate/generate.ts';
import { type ExpressionObserver, type ObservedNode, observationOf } from './observation.ts';
import type { RegexEngine } from './regex-engine.ts';
import { linearRegexEngine } from './regular-expression/linear-regex-engine.ts';
import { type Limits, Run } from './run.ts';
import { type Frame, FrameLayout, Scope, UNBOUND } from './scope.ts';
import { asSequence, isArray } from './sequence.ts';

/** A function of JavaScript that an expression may call as `$name(…)`, with whatever arguments it is given. */
export interface LibraryFunction {
  readonly name: string;
  readonly call: (...args: readonly unknown[]) => unknown;
}

export interface CompileOptions {
  /** Is told what every evaluation does. The expression then runs as closures that tell it, several times slower. */
  readonly observer?: ExpressionObserver;
  readonly functions?: readonly LibraryFunction[];
  /** Upper limits of one evaluation; those left out are the default ones. */
  readonly limits?: Partial<Limits>;
  /** Left out, the linear one, which refuses look-around and back-references. */
  readonly regexEngine?: RegexEngine;
  /** How many evaluations run as closures before JavaScript is generated; 8 when left out, 0 for the first one already. */
  readonly generateAfter?: number;
  /** Milliseconds that only ever go forward, for the time limit. */
  readonly monotonicClock?: () => number;
  /** Milliseconds since 1970, for `$now` and `$millis`. */
  readonly wallClock?: () => number;
}

/** An expression as JavaScript. Holds nothing between evaluations, which may be nested in one another. */
export interface CompiledExpression {
  /**
   * The value for an input, in the context of which names are looked up; `variables` are seen as `$name`, functions
   * among them are called synchronously. Throws what jsonata would throw: an object with `code`, `message`, `position`
   * (characters from 0) and `token`. What a library function throws passes through; a Hold is not even written on.
   */
  evaluate(input: unknown, variables?: Readonly<Record<string, unknown>>): unknown;
  /** Variables that it asks for and has to be given: neither its own nor functions. */
  readonly asks: ReadonlySet<string>;
  /** Whether it runs as generated JavaScript when it is evaluated often, and not as closures for good. Generates it. */
  readonly isGenerated: boolean;
  /** What an observer can be told of, by position; of nothing when there is none. */
  readonly observed: readonly ObservedNode[];
}

/**
 * Far above what a mapping needs: the largest shipped one takes some 100,000 steps for an order with 100 lines. A step
 * takes 10 to 100 ns, so that time is what stops most runaways, and steps those that would fill the memory first.
 */
export const DEFAULT_LIMITS: Limits = {
  steps: 20_000_000,
  depth: 1000,
  time: 700,
  sequence: 1_000_000,
  text: 16_000_000,
};

/** Compiles an expression, or the tree that jsonata's parser made of one. Throws what the parser throws. */
export function compileSync(source: string | AstNode, options: CompileOptions = {}): CompiledExpression {
  const tree = typeof source === 'string' ? (jsonata(source).ast() as unknown as AstNode) : source;
  const limits: Limits = { ...DEFAULT_LIMITS, ...options.limits };
  const monotonicClock = options.monotonicClock ?? (() => performance.now());
  const wallClock = options.wallClock ?? (() => Date.now());

  const functions = functionsBeside(options.functions ?? NONE);
  const mentioned = variablesIn(tree);
  const observing = options.observer === undefined ? undefined : observationOf(tree, options.observer);
  const program: Program = {
    functions,
    regexEngine: options.regexEngine ?? linearRegexEngine,
    evaluatesText: mentioned.has('eval'),
    // A text that gives a function's name to a variable is the one thing that is not seen outside of the text.
    mentioned: new Set([...mentioned].filter((name) => !functions.has(name))),
    ...(observing === undefined ? {} : { observation: observing.observation }),
  };
  // At once, because what cannot be compiled (a regular expression that is refused) is an error of the expression.
  const closures = closureForm(tree, program);
  const generated = once(() => (observing === undefined ? generatedForm(tree, program) : undefined));
  let evaluations = 0;
  const warmUp = options.generateAfter ?? GENERATE_AFTER;

  return {
    get asks() {
      return new Set([...freeVariables(tree)].filter((name) => !functions.has(name)));
    },
    observed: observing?.nodes() ?? [],
    get isGenerated() {
      return generated() !== undefined;
    },
    evaluate: (input, variables = {}) => {
      evaluations += 1;
      const names = Object.keys(variables);
      const generable = evaluations > warmUp && !isArray(input) && !names.some((name) => functions.has(name));
      const form = (generable ? generated() : undefined) ?? closures;
      const root = form.blank.slice();
      for (const name of names) {
        const slot = form.scope.names.get(name);
        if (slot !== undefined) root[slot] = variables[name];
      }
      root[form.rootSlot] = input;
      const run = new Run(root, variables, limits, monotonicClock, wallClock());
      try {
        return form.start(input, root, run);
      } catch (error) {
        throw withMessage(stackOverflow(error, limits));
      }
    },
  };
}

const NONE: readonly LibraryFunction[] = [];
const BESIDE = new WeakMap<readonly LibraryFunction[], ReadonlyMap<string, FunctionValue>>();

/**
 * The functions of the language and those of a list, made once for each list: they hold nothing of an expression or an
 * evaluation, and a check compiles hundreds of expressions.
 */
function functionsBeside(list: readonly LibraryFunction[]): ReadonlyMap<string, FunctionValue> {
  const known = BESIDE.get(list);
  if (known !== undefined) return known;
  const functions = new Map<string, FunctionValue>(BUILT_INS);
  for (const { name, call } of list) functions.set(name, libraryFunction(name, call, functions.size));
  BESIDE.set(list, functions);
  return functions;
}

/**
 * How often an expression is evaluated before JavaScript is generated for it: a command that maps one record, or a check
 * of a hundred mappings, would only pay for it.
 */
const GENERATE_AFTER = 8;

/** A way to run an expression. Which variables it asks for, and where it finds them, is known once it is made. */
interface Form {
  readonly scope: Scope;
  readonly rootSlot: number;
  /** The root frame before anything is handed in: names that are bound nowhere hold the function of that name, if any. */
  readonly blank: Frame;
  readonly start: (input: unknown, root: Frame, run: Run) => unknown;
}

function formOf(program: Program, startOf: (scope: Scope) => Form['start'] | undefined): Form | undefined {
  const scope = new Scope(undefined, new FrameLayout(undefined));
  const rootSlot = scope.declare('$');
  const start = startOf(scope);
  if (start === undefined) return undefined;
  const blank: Frame = new Array(scope.layout.size).fill(UNBOUND);
  blank[0] = undefined;
  for (const [name, slot] of scope.names) blank[slot] = program.functions.get(name);
  return { scope, rootSlot, blank, start };
}

function closureForm(tree: AstNode, program: Program): Form {
  const form = formOf(program, (scope) => {
    const top: Context = { scope, level: 1, repeats: false, program };
    const code = compileNode(tree, top);
    return (input, root, run) => {
      const context =
        isArray(input) && input.sequence !== true ? Object.assign(asSequence([input]), { outerWrapper: true }) : input;
      if (program.evaluatesText) {
        run.evaluateText = (text, focus) => evaluateText(text, focus, top, context, root, run);
      }
      return code(context, root, run);
    };
  });
  return form as Form;
}

const generatedForm = (tree: AstNode, program: Program): Form | undefined =>
  formOf(program, (scope) => generate(tree, program, scope));

/** Makes a value when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The stack of JavaScript may end before the limit of levels does, when expressions are deep and calls nested in them. */
function stackOverflow(error: unknown, limits: Limits): unknown {
  return error instanceof RangeError && /call stack/i.test(error.message)
    ? new EvaluationError('D1011', { value: limits.depth })
    : error;
}
