import jsonata from 'jsonata';
import { type AstNode, child } from './ast.ts';
import { BuiltIn, parametersOf } from './built-in.ts';
import { type Code, type Context, deeper } from './code.ts';
import { compileNode } from './compile-node.ts';
import { fail } from './errors.ts';
import { FunctionValue, isFunction, Lambda, synchronous } from './function-value.ts';
import type { Run } from './run.ts';
import { compileName } from './variable.ts';

/** An argument that is still to come: `?`. */
const OPEN = Symbol('open argument');

/** `$f(?, 2)`: a function of the arguments that are left open. */
export function compilePartial(node: AstNode, context: Context): Code {
  const args = (node.arguments ?? []).map(
    (each): Code => (each.type === 'operator' && each.value === '?' ? () => OPEN : compileNode(each, deeper(context))),
  );
  const procedure = child(node.procedure, node);
  const callee = compileNode(procedure, deeper(context));
  const name = procedure.type === 'path' ? procedure.steps?.[0]?.value : procedure.value;
  const variable = procedure.type === 'path' && typeof name === 'string' ? compileName(name, context) : () => undefined;
  return (input, frame, run) => {
    const values = args.map((arg) => arg(input, frame, run));
    const target = callee(input, frame, run);
    const place = { position: node.position, token: name === undefined ? undefined : String(name) };
    if (target === undefined && variable(input, frame, run)) return fail('T1007', place);
    if (!isFunction(target)) return fail('T1008', place);
    return partially(target, values);
  };
}

function partially(target: unknown, values: readonly unknown[]): FunctionValue {
  if (target instanceof PartialFunction) return target.further(values);
  if (target instanceof Lambda) {
    const count = target.arity();
    return new PartialFunction((args, context, run) => target.callMany(args, context, run), padded(values, count));
  }
  if (target instanceof BuiltIn) {
    const { parameters } = target.definition;
    return new PartialFunction(
      (args, _context, run) => target.unchecked(args, run),
      padded(values, namesIn(parameters)),
    );
  }
  if (target instanceof FunctionValue) {
    return new PartialFunction(
      (args, context, run) => target.invoke(args, context, run),
      padded(values, target.arity()),
    );
  }
  const call = target as (...args: unknown[]) => unknown;
  return new PartialFunction((args) => synchronous(call(...args)), padded(values, namesIn(parametersOf(call))));
}

/** One value for each parameter: those beyond the arguments are nothing, arguments beyond the parameters are dropped. */
const padded = (values: readonly unknown[], count: number): readonly unknown[] =>
  Array.from({ length: count }, (_, i) => values[i]);

/**
 * How many parameters a list of names has. jsonata makes a function of the expression of them, and so refuses the same:
 * rest parameters and defaults are no parameters of JSONata.
 */
function namesIn(parameters: string): number {
  const names = parameters.split(',').map((name) => `$${name.trim()}`);
  jsonata(`function(${names.join(', ')}){ _ }`);
  return names.length;
}

type PartialCall = (args: readonly unknown[], context: unknown, run: Run) => unknown;

class PartialFunction extends FunctionValue {
  readonly #call: PartialCall;
  readonly #values: readonly unknown[];
  #position: number | undefined = undefined;
  #token: string | undefined = undefined;

  constructor(call: PartialCall, values: readonly unknown[]) {
    super();
    this.#call = call;
    this.#values = values;
  }

  get _jsonata_lambda(): boolean {
    return true;
  }

  override arity(): number {
    return this.#values.filter((value) => value === OPEN).length;
  }

  override calledAt(position: number | undefined, token: string | undefined): void {
    this.#position = position;
    this.#token = token;
  }

  override lastCall(): { readonly position: number | undefined; readonly token: string | undefined } {
    return { position: this.#position, token: this.#token };
  }

  override invoke(args: readonly unknown[], context: unknown, run: Run): unknown {
    return this.#call(this.#filled(args), context, run);
  }

  further(values: readonly unknown[]): PartialFunction {
    return new PartialFunction(this.#call, this.#filled(padded(values, this.arity())));
  }

  #filled(args: readonly unknown[]): readonly unknown[] {
    let next = 0;
    return this.#values.map((value) => {
      if (value !== OPEN) return value;
      next += 1;
      return args[next - 1];
    });
  }
}
