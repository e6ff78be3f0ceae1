import { type AstNode, childrenOf } from './ast.ts';
import type { Code, Observation } from './code.ts';

/** A part of an expression that is evaluated by itself, and so can be seen to be or not to be. */
export interface ObservedNode {
  /** `path`, `binary`, `condition`, `function` …, as jsonata's syntax tree names it. */
  readonly type: string;
  /**
   * Characters from the start of the expression to the end of the token that stands for the node: the operator, the name
   * of the function and its `(`, the first name of a path. As in errors.
   */
  readonly position: number;
}

export type Branch = 'then' | 'else';

/** Is told what an evaluation does while it does it, also by an evaluation that fails further on. */
export interface ExpressionObserver {
  /** The node is being evaluated. */
  evaluated(node: ObservedNode): void;
  /** A condition was decided. It has an `else` branch also where none is written. */
  branchTaken(condition: ObservedNode, branch: Branch): void;
}

/** An observation of a tree, and the nodes that it has told of or may yet tell of, once the tree is compiled. */
export function observationOf(
  tree: AstNode,
  observer: ExpressionObserver,
): { readonly observation: Observation; readonly nodes: () => readonly ObservedNode[] } {
  // A node may be compiled to two forms, of which one runs: they count as one.
  const known = new Map<AstNode, ObservedNode>();
  const observed = (node: AstNode): ObservedNode => {
    const seen = known.get(node);
    if (seen !== undefined) return seen;
    const made: ObservedNode = Object.freeze({ type: kindOf(node), position: positionOf(node) });
    known.set(node, made);
    return made;
  };
  // What is called is seen as the call: the name of a function of the language is not evaluated.
  const called = proceduresIn(tree);
  const observation: Observation = {
    node: (node, code): Code => {
      if (called.has(node)) return code;
      const about = observed(node);
      return (input, frame, run) => {
        observer.evaluated(about);
        return code(input, frame, run);
      };
    },
    branch: (node, branch, code): Code => {
      const about = observed(node);
      return (input, frame, run) => {
        observer.branchTaken(about, branch);
        return code(input, frame, run);
      };
    },
  };
  return { observation, nodes: () => [...known.values()].sort((a, b) => a.position - b.position) };
}

function proceduresIn(node: AstNode, into = new Set<AstNode>()): Set<AstNode> {
  if (node.procedure !== undefined) into.add(node.procedure);
  for (const each of childrenOf(node)) proceduresIn(each, into);
  return into;
}

/** The parser wraps a call that is the last act of a function into a function of its own. */
const kindOf = (node: AstNode): string => (node.thunk === true ? 'function' : node.type);

function positionOf(node: AstNode): number {
  if (node.thunk === true && node.body !== undefined) return positionOf(node.body);
  if (node.position !== undefined) return node.position;
  const first = node.steps?.[0] ?? node.procedure ?? node.condition;
  return first === undefined ? 0 : positionOf(first);
}
