import { type AstNode, child } from './ast.ts';
import { type Code, type Context, deeper } from './code.ts';
import { compileNode } from './compile-node.ts';
import type { Frame } from './scope.ts';

/** `$name := value`: bound in the innermost block, function or tuple around it. */
export function compileBind(node: AstNode, context: Context): Code {
  const name = String((node.lhs as AstNode).value);
  const value = compileNode(child(node.rhs, node), deeper(context));
  const { scope } = context;
  if (scope.parent === undefined) {
    const slot = scope.declare(name);
    return (input, frame, run) => {
      const bound = value(input, frame, run);
      run.root[slot] = bound;
      return bound;
    };
  }
  const slot = scope.declare(name);
  return (input, frame: Frame, run) => {
    const bound = value(input, frame, run);
    frame[slot] = bound;
    return bound;
  };
}
