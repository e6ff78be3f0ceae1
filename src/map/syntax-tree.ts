import jsonata from 'jsonata';
import { ExpressionError } from './expression.ts';

/**
 * A node of JSONata’s syntax tree, as its parser leaves it (jsonata 2.2, `processAST`): paths are lists of `steps`, filters
 * hang on the step before as `predicate` or `stages`, `:=` is `bind`, `~>` is `apply`. `position` counts the characters up
 * to the end of the node’s own token.
 */
export interface SyntaxNode {
  readonly type: string;
  readonly value?: unknown;
  readonly position?: number;
  readonly steps?: readonly SyntaxNode[];
  /** `[]` stands after the node, or somewhere in the path: what it yields stays a list. */
  readonly keepArray?: boolean;
  readonly keepSingletonArray?: boolean;
  /** An array constructor at an end of a path: its array is one value and not flattened. */
  readonly consarray?: boolean;
  readonly predicate?: readonly SyntaxStage[];
  readonly stages?: readonly SyntaxStage[];
  readonly focus?: string;
  readonly index?: string;
  readonly group?: { readonly lhs: readonly SyntaxPair[] };
  /** Of an operator, a node; of an object, its pairs. */
  readonly lhs?: SyntaxNode | readonly SyntaxPair[];
  readonly rhs?: SyntaxNode;
  readonly expression?: SyntaxNode;
  readonly expressions?: readonly SyntaxNode[];
  readonly condition?: SyntaxNode;
  readonly then?: SyntaxNode;
  readonly else?: SyntaxNode;
  readonly procedure?: SyntaxNode;
  readonly arguments?: readonly SyntaxNode[];
  readonly body?: SyntaxNode;
  /** A tail call, put off by the parser: only its body counts. */
  readonly thunk?: boolean;
  readonly terms?: readonly { readonly expression: SyntaxNode }[];
  readonly pattern?: SyntaxNode;
  readonly update?: SyntaxNode;
  readonly delete?: SyntaxNode;
}

export type SyntaxPair = readonly [SyntaxNode, SyntaxNode];

export interface SyntaxStage {
  readonly type: 'filter' | 'index';
  readonly expr?: SyntaxNode;
  readonly value?: string;
}

/** The syntax tree of an expression. Throws an ExpressionError when it does not compile. */
export function syntaxTreeOf(source: string): SyntaxNode {
  try {
    return jsonata(source).ast() as unknown as SyntaxNode;
  } catch (error) {
    const {
      code = 'S0000',
      message = 'not valid',
      position = 0,
    } = error as { code?: string; message?: string; position?: number };
    throw new ExpressionError(code, message, position, undefined, error);
  }
}
