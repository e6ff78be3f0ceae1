import { type AstNode, child } from './ast.ts';
import { type Code, type Context, deeper } from './code.ts';
import { compileNode } from './compile-node.ts';
import { isTrue } from './truth.ts';

export function compileCondition(node: AstNode, context: Context): Code {
  const inside = deeper(context);
  const condition = compileNode(child(node.condition, node), inside);
  let whenTrue = compileNode(child(node.then, node), inside);
  let whenFalse: Code = node.else === undefined ? () => undefined : compileNode(node.else, inside);
  const { observation } = context.program;
  if (observation !== undefined) {
    whenTrue = observation.branch(node, 'then', whenTrue);
    whenFalse = observation.branch(node, 'else', whenFalse);
  }
  return (input, frame, run) => {
    const value = condition(input, frame, run);
    const decided = typeof value === 'boolean' ? value : value !== undefined && isTrue(value, run);
    return decided ? whenTrue(input, frame, run) : whenFalse(input, frame, run);
  };
}
