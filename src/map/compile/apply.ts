import { type AstNode, child } from './ast.ts';
import { BuiltIn } from './built-in.ts';
import { compileAppliedCall } from './call.ts';
import { type Code, type Context, deeper } from './code.ts';
import { compileNode } from './compile-node.ts';
import { fail } from './errors.ts';
import { type Callable, callFunction, isFunction } from './function-value.ts';
import type { Run } from './run.ts';

/** `a ~> f`: calls `f` with `a`; of two functions, one that does the first and then the second. */
export function compileApply(node: AstNode, context: Context): Code {
  const lhs = compileNode(child(node.lhs as AstNode | undefined, node), deeper(context));
  const rhs = child(node.rhs, node);
  if (rhs.type === 'function') return compileAppliedCall(rhs, lhs, context);
  const callee = compileNode(rhs, deeper(context));
  return (input, frame, run) => {
    const value = lhs(input, frame, run);
    const callable = callee(input, frame, run);
    if (!isFunction(callable)) return fail('T2006', { position: node.position, value: callable });
    return isFunction(value) ? composed(value, callable) : atLevel(context.level, callable, value, run);
  };
}

function atLevel(level: number, callable: Callable, argument: unknown, run: Run): unknown {
  run.depth += level;
  const result = callFunction(callable, [argument], null, run);
  run.depth -= level;
  return result;
}

const composed = (first: Callable, second: Callable): BuiltIn =>
  new BuiltIn({
    name: '',
    signature: undefined,
    arity: 1,
    parameters: 'x',
    call: (run, value) => callFunction(second, [callFunction(first, [value], null, run)], null, run),
  });
