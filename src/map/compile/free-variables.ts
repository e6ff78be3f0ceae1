import { type AstNode, childrenOf } from './ast.ts';

/**
 * Names of the variables that an expression mentions and does not bind anywhere itself: by `:=`, as a parameter, by `@`
 * or `#`. A name that it binds in one place and asks for in another counts as bound.
 */
export function freeVariables(tree: AstNode): ReadonlySet<string> {
  const mentioned = new Set<string>();
  const bound = new Set<unknown>(['', '$']);
  const visit = (node: AstNode): void => {
    if (node.type === 'variable') mentioned.add(String(node.value));
    if (node.type === 'bind') bound.add((node.lhs as AstNode | undefined)?.value);
    if (node.type === 'lambda') for (const { value } of node.arguments ?? []) bound.add(value);
    bound.add(node.focus).add(node.index);
    for (const stage of node.stages ?? []) if (stage.type === 'index') bound.add(stage.value);
    for (const each of childrenOf(node)) visit(each);
  };
  visit(tree);
  return mentioned.difference(bound);
}
