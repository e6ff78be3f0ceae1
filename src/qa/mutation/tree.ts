import { type SyntaxNode, syntaxTreeOf } from '../../map/syntax-tree.ts';

/** A node of a syntax tree in which a mistake is put. What it shares with the tree of the source is never changed. */
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

/** The root of a tree in which what `make` yields stands in place of the node at a way. The tree given stays as it is. */
export function replaceAt(root: MutableNode, path: NodePath, make: (node: MutableNode) => MutableNode): MutableNode {
  const [key, ...rest] = path;
  if (key === undefined) return make(root);
  const copy = (Array.isArray(root) ? [...root] : { ...root }) as MutableNode;
  const part = key as string;
  copy[part] = replaceAt(copy[part] as MutableNode, rest, make);
  return copy;
}

/** The end of a node’s first token, from 0; a path begins at its first step. */
export function positionOf(node: MutableNode): number {
  if (typeof node.position === 'number') return node.position;
  for (const [inner] of nodesOf(node)) if (typeof inner.position === 'number') return inner.position;
  return 0;
}

/** An expression that yields nothing: `()`. */
export const nothingNode = (): MutableNode => ({ type: 'block', expressions: [] });
