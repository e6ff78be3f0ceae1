import { placeOf } from '../../map/mapping.ts';
import type { SyntaxNode } from '../../map/syntax-tree.ts';
import { type MutationKind, proposalsFor } from './mapping-mutations.ts';
import { freshTree, isNode, type MutableNode, type NodePath, nodesOf, positionOf, replaceAt } from './tree.ts';

/** A mapping with one mistake in it. */
export interface MappingMutant {
  readonly kind: MutationKind;
  /** Where in the source, from 1. */
  readonly line: number;
  readonly column: number;
  readonly says: string;
  /** The way from the root of the tree to what the mistake is about. */
  readonly about: NodePath;
  /** The changed tree, made when asked for. */
  readonly tree: () => SyntaxNode;
}

/** Every single mistake of the known kinds that can be made in a mapping. The source must compile. */
export function mappingMutants(source: string): MappingMutant[] {
  const root = freshTree(source);
  const messages = [...messagesIn(root)];
  const keys = new Set([...keysIn(root)]);
  return [...nodesOf(root)].flatMap(([node, path]) => {
    // Keys of objects are mutated by leaving the field out; what a hold says to a person is no result.
    if (keys.has(node) || messages.some((message) => isBelow(path, message))) return [];
    return proposalsFor(node).map(({ kind, says, make, about = [] }) => ({
      kind,
      says,
      about: [...path, ...about],
      ...placeOf(source, positionOf(node) - 1),
      tree: () => replaceAt(freshTree(source), path, make) as unknown as SyntaxNode,
    }));
  });
}

function* keysIn(root: MutableNode): Generator<MutableNode> {
  for (const [node] of nodesOf(root)) {
    const group = node.group as { lhs?: unknown } | undefined;
    for (const pairs of [node.lhs, group?.lhs]) {
      if (!Array.isArray(pairs)) continue;
      for (const pair of pairs) if (Array.isArray(pair) && isNode(pair[0]) && pair[0].type === 'string') yield pair[0];
    }
  }
}

/** The texts that `$hold(code, message)` shows, also where a function of the mapping hands them on to it. */
function* messagesIn(root: MutableNode): Generator<NodePath> {
  const said = new Map<string, readonly number[]>([['hold', [1]]]);
  for (const [node] of nodesOf(root)) {
    if (node.type === 'bind' && isNode(node.lhs) && isNode(node.rhs))
      said.set(String(node.lhs.value), handedOn(node.rhs));
  }
  for (const [node, path] of nodesOf(root)) {
    if (node.type !== 'function' || !isNode(node.procedure)) continue;
    for (const index of said.get(String(node.procedure.value)) ?? []) yield [...path, 'arguments', index];
  }
}

/** Of `function($code, $why) { $hold($code, "order: " & $why) }`: the parameters that are said and nothing else, here 1. */
function handedOn({ type, arguments: parameters, body: last }: MutableNode): number[] {
  // A call that ends a function stands in a lambda of its own, made by the parser.
  const body = isNode(last) && last.thunk === true ? last.body : last;
  if (type !== 'lambda' || !isNode(body) || !isNode(body.procedure) || body.procedure.value !== 'hold') return [];
  const [code, message] = (body.arguments as readonly unknown[]).map(
    (part) => new Set([...nodesOf(part)].filter(([node]) => node.type === 'variable').map(([node]) => node.value)),
  );
  return (parameters as readonly MutableNode[]).flatMap(({ value }, index) =>
    message?.has(value) && !code?.has(value) ? [index] : [],
  );
}

const isBelow = (path: NodePath, above: NodePath): boolean => above.every((part, index) => path[index] === part);
