import { type AstNode, childrenOf } from './ast.ts';

/**
 * Names of the variables that an expression mentions and does not bind anywhere itself: by `:=`, as a parameter, by `@`
 * or `#`. A name that it binds in one place and asks for in another counts as bound.
 */
export const freeVariables = (tree: AstNode): ReadonlySet<string> => variablesIn(tree).difference(boundIn(tree));

/** Names of all variables that it mentions, with those of functions that it calls. */
export function variablesIn(node: AstNode, into = new Set<string>()): Set<string> {
  if (node.type === 'variable') into.add(String(node.value));
  for (const each of childrenOf(node)) variablesIn(each, into);
  return into;
}

function boundIn(tree: AstNode): ReadonlySet<unknown> {
  const bound = new Set<unknown>(['', '$']);
  const visit = (node: AstNode): void => {
    if (node.type === 'bind') bound.add((node.lhs as AstNode | undefined)?.value);
    if (node.type === 'lambda') for (const { value } of node.arguments ?? []) bound.add(value);
    bound.add(node.focus).add(node.index);
    for (const stage of node.stages ?? []) if (stage.type === 'index') bound.add(stage.value);
    for (const each of childrenOf(node)) visit(each);
  };
  visit(tree);
  return bound;
}
