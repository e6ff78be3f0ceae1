import { placeOf } from '../../map/mapping.ts';
import type { SyntaxNode } from '../../map/syntax-tree.ts';
import { neverWritten } from './equivalent-mutants.ts';
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
  const passedOver = [...messagesIn(root), ...neverWritten(root)];
  const keys = new Set([...keysIn(root)]);
  return [...nodesOf(root)].flatMap(([node, path]) => {
    // Keys of objects are mutated by leaving the field out; what a hold says to a person is no result.
    if (keys.has(node) || passedOver.some((above) => isBelow(path, above))) return [];
    return proposalsFor(node).map(({ kind, says, make, about = [] }) => ({
      kind,
      says,
      about: [...path, ...about],
      ...placeOf(source, positionOf(node) - 1),
      tree: () => replaceAt(root, path, make) as unknown as SyntaxNode,
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

/** Arguments of the library that are shown to a person and are nothing else. */
const SAID: readonly (readonly [name: string, arguments: readonly number[]])[] = [
  ['hold', [1]],
  ['exactly', [2]],
  ['fit', [2]],
  ['fitLines', [2]],
  ['pick', [2]],
  ['codeOf', [2]],
];

/**
 * What a hold says to a person: `message` of `$hold(code, message)`, the name of a field that `$fit` says when it refuses a
 * text, what a function of the mapping hands on to them, and variables that stand in nothing else.
 */
function messagesIn(root: MutableNode): readonly NodePath[] {
  const nodes = [...nodesOf(root)];
  const said = new Map(SAID);
  const only = new Map<string, NodePath>();
  for (let known = -1; known !== said.size + only.size; ) {
    known = said.size + only.size;
    const messages = [...sayingArguments(nodes, said), ...only.values()];
    const saysOnly = (within: NodePath, except: NodePath, name: unknown): boolean => {
      const uses = nodes.filter(
        ([node, path]) =>
          node.type === 'variable' && node.value === name && isBelow(path, within) && !isBelow(path, except),
      );
      return uses.length > 0 && uses.every(([, path]) => messages.some((message) => isBelow(path, message)));
    };
    for (const [{ type, lhs, rhs }, path] of nodes) {
      if (type !== 'bind' || !isNode(lhs) || !isNode(rhs)) continue;
      const name = String(lhs.value);
      if (rhs.type === 'lambda') {
        const body = [...path, 'rhs', 'body'];
        const handed = (rhs.arguments as readonly MutableNode[]).flatMap(({ value }, index) =>
          saysOnly(body, [...path, 'lhs'], value) ? [index] : [],
        );
        if (handed.length > 0) said.set(name, handed);
      } else if (saysOnly([], [...path, 'lhs'], name)) only.set(name, [...path, 'rhs']);
    }
  }
  return [...sayingArguments(nodes, said), ...only.values()];
}

const sayingArguments = (
  nodes: readonly (readonly [MutableNode, NodePath])[],
  said: ReadonlyMap<string, readonly number[]>,
): readonly NodePath[] =>
  nodes.flatMap(([{ type, procedure }, path]) =>
    type === 'function' && isNode(procedure)
      ? (said.get(String(procedure.value)) ?? []).map((index) => [...path, 'arguments', index])
      : [],
  );

const isBelow = (path: NodePath, above: NodePath): boolean => above.every((part, index) => path[index] === part);
