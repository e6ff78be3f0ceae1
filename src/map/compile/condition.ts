import { type AstNode, child } from './ast.ts';
import { type Code, type Context, deeper } from './code.ts';
import { compileNode } from './compile-node.ts';
import { isTrue } from './truth.ts';

export function compileCondition(node: AstNode, context: Context): Code {
  const inside = deeper(context);
  const condition = compileNode(child(node.condition, node), inside);
  const whenTrue = compileNode(child(node.then, node), inside);
  const whenFalse: Code = node.else === undefined ? () => undefined : compileNode(node.else, inside);
  return (input, frame, run) => {
    const value = condition(input, frame, run);
    const decided = typeof value === 'boolean' ? value : value !== undefined && isTrue(value, run);
    return decided ? whenTrue(input, frame, run) : whenFalse(input, frame, run);
  };
}
