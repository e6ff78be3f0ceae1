import type { ArgumentCheck } from './signature.ts';

/**
 * A node of JSONata's syntax tree as its parser leaves it (jsonata 2.2, `processAST`). One shape for all kinds: the
 * parser is JavaScript and hangs the same optional marks (`predicate`, `keepArray`, `tuple` …) on any of them.
 */
export interface AstNode {
  readonly type: string;
  readonly value?: unknown;
  readonly position?: number;
  /** Of a path. */
  readonly steps?: readonly AstNode[];
  readonly keepSingletonArray?: boolean;
  /** Filters after a node that is no step; of a step they are its stages. */
  readonly predicate?: readonly AstStage[];
  readonly stages?: readonly AstStage[];
  readonly group?: AstGroup;
  /** `[]` after the node: a sequence of one stays a list. */
  readonly keepArray?: boolean;
  /** An array constructor at an end of a path: its array is one value and not flattened. */
  readonly consarray?: boolean;
  /** The path carries bindings from here on: `@`, `#` or an ancestor asked for by `%`. */
  readonly tuple?: boolean;
  readonly focus?: string;
  readonly index?: string;
  readonly ancestor?: { readonly label: string };
  /** Of `%`. */
  readonly slot?: { readonly label: string };
  /** Of an operator and of `:=`, nodes; of an object constructor, `lhs` holds its pairs. */
  readonly lhs?: AstNode | readonly AstPair[];
  readonly rhs?: AstNode;
  /** Of unary minus. */
  readonly expression?: AstNode;
  /** Of a block and of an array constructor. */
  readonly expressions?: readonly AstNode[];
  readonly condition?: AstNode;
  readonly then?: AstNode;
  readonly else?: AstNode;
  readonly procedure?: AstNode;
  readonly arguments?: readonly AstNode[];
  readonly body?: AstNode;
  /** A call in tail position, which the parser wraps into a function to be called later. */
  readonly thunk?: boolean;
  readonly signature?: ArgumentCheck;
  readonly terms?: readonly { readonly expression: AstNode; readonly descending: boolean }[];
  /** Of a transform `|pattern|update,delete|`. */
  readonly pattern?: AstNode;
  readonly update?: AstNode;
  readonly delete?: AstNode;
}

export type AstPair = readonly [AstNode, AstNode];

export interface AstStage {
  readonly type: 'filter' | 'index';
  readonly expr?: AstNode;
  readonly value?: string;
}

export interface AstGroup {
  readonly lhs: readonly AstPair[];
  readonly position?: number;
}

/** The child that a node of this kind always has. Throws when the tree is not one of jsonata's parser. */
export function child(node: AstNode | undefined, of: AstNode): AstNode {
  if (node === undefined) throw new Error(`a node of type ${of.type} at ${of.position} lacks a child`);
  return node;
}

/** The nodes below a node, each with its mark whether it runs any number of times for one run of the parent. */
export function childrenOf(node: AstNode): readonly AstNode[] {
  const pairs = Array.isArray(node.lhs) ? (node.lhs as readonly AstPair[]).flat() : [];
  const operand = node.lhs !== undefined && !Array.isArray(node.lhs) ? [node.lhs as AstNode] : [];
  const stages = [...(node.predicate ?? []), ...(node.stages ?? [])];
  return [
    ...(node.steps ?? []),
    ...operand,
    ...pairs,
    ...[node.rhs, node.expression, node.condition, node.then, node.else, node.procedure, node.body],
    ...[node.pattern, node.update, node.delete],
    ...(node.expressions ?? []),
    ...(node.arguments ?? []),
    ...(node.terms ?? []).map(({ expression }) => expression),
    ...stages.map(({ expr }) => expr),
    ...(node.group?.lhs.flat() ?? []),
  ].filter((each): each is AstNode => each !== undefined);
}
