import { type AstNode, child } from './ast.ts';
import { type Code, type Context, deeper } from './code.ts';
import { compileNode } from './compile-node.ts';
import type { Frame } from './scope.ts';

/** `$name := value`: bound in the innermost block, function or tuple around it. */
export function compileBind(node: AstNode, context: Context): Code {
  const name = String((node.lhs as AstNode).value);
  const value = compileNode(child(node.rhs, node), deeper(context));
  let { scope } = context;
  let hops = 0;
  while (scope.bindsOutside && scope.parent !== undefined) {
    if (scope.layout !== scope.parent.layout) hops += 1;
    scope = scope.parent;
  }
  if (scope.parent === undefined) {
    const slot = scope.declare(name);
    return (input, frame, run) => {
      const bound = value(input, frame, run);
      run.root[slot] = bound;
      return bound;
    };
  }
  const slot = scope.declare(name);
  if (hops === 0) {
    return (input, frame, run) => {
      const bound = value(input, frame, run);
      frame[slot] = bound;
      return bound;
    };
  }
  return (input, frame, run) => {
    const bound = value(input, frame, run);
    let at = frame;
    for (let i = 0; i < hops; i += 1) at = at[0] as Frame;
    at[slot] = bound;
    return bound;
  };
}
