import { type SyntaxNode, syntaxTreeOf } from '../../map/syntax-tree.ts';

/** A node of a syntax tree that may be changed: made anew for each mutant, so nothing is shared. */
export type MutableNode = { type: string; value?: unknown; position?: number } & Record<string, unknown>;

/** The way from the root to a node: keys and indexes. */
export type NodePath = readonly (string | number)[];

/** Marks of the parser that hold no expression. */
const NOT_CHILDREN = new Set(['signature', 'ancestor', 'slot', 'seekingParent', 'focus']);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

export const isNode = (value: unknown): value is MutableNode => isObject(value) && typeof value.type === 'string';

/** A tree of its own for a source that compiles. */
export const freshTree = (source: string): MutableNode => syntaxTreeOf(source) as SyntaxNode as unknown as MutableNode;

/** Every node with its way, the root first. */
export function* nodesOf(value: unknown, path: NodePath = []): Generator<readonly [MutableNode, NodePath]> {
  if (isNode(value)) yield [value, path];
  if (!isObject(value) || value instanceof RegExp) return;
  for (const [key, child] of Object.entries(value)) {
    if (!Array.isArray(value) && NOT_CHILDREN.has(key)) continue;
    if (isObject(child)) yield* nodesOf(child, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

/** Puts what `make` yields for the node at a way in its place, and yields the root. */
export function replaceAt(root: MutableNode, path: NodePath, make: (node: MutableNode) => MutableNode): MutableNode {
  const last = path.at(-1);
  if (last === undefined) return make(root);
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], root) as Record<string | number, unknown>;
  parent[last] = make(parent[last] as MutableNode);
  return root;
}

/** The end of a node’s first token, from 0; a path begins at its first step. */
export function positionOf(node: MutableNode): number {
  if (typeof node.position === 'number') return node.position;
  for (const [inner] of nodesOf(node)) if (typeof inner.position === 'number') return inner.position;
  return 0;
}

/** An expression that yields nothing: `()`. */
export const nothingNode = (): MutableNode => ({ type: 'block', expressions: [] });
