import type { SyntaxNode } from '../map/syntax-tree.ts';

/** Every node of a tree, the root first. */
export function* nodesIn(value: unknown): Generator<SyntaxNode> {
  if (Array.isArray(value)) {
    for (const each of value) yield* nodesIn(each);
    return;
  }
  if (typeof value !== 'object' || value === null || value instanceof RegExp) return;
  if ('type' in value && typeof value.type === 'string') yield value as unknown as SyntaxNode;
  for (const [key, each] of Object.entries(value))
    if (key !== 'ancestor' && typeof each === 'object') yield* nodesIn(each);
}
