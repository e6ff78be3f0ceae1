import type { SyntaxNode } from '../map/syntax-tree.ts';
import type { Scope } from './scope.ts';
import type { Type } from './type.ts';
import { union } from './union.ts';

/** What the type checker tells, by what went wrong. `src/check` gives each its code. */
export type ProblemKind =
  | 'unknown-path'
  | 'undescribed-path'
  | 'may-be-missing'
  | 'may-collapse'
  | 'wrong-operand'
  | 'missing-field'
  | 'unknown-field'
  | 'wrong-type'
  | 'unmapped-value'
  | 'no-such-value'
  | 'money-in-floats'
  | 'unreachable'
  | 'unused-variable'
  | 'wrong-call';

/** Something wrong in an expression. `start` and `end` count characters from 0. */
export interface Problem {
  readonly kind: ProblemKind;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly hint: string;
  readonly fix?: TextEdit;
}

/** Characters from `start` to `end` are to become `text`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A problem at a token; `at` counts the characters up to its end, as syntax trees do. */
export interface Told {
  readonly kind: ProblemKind;
  readonly at: number;
  readonly message: string;
  readonly hint: string;
  /** What the token is to become, where that is certain. */
  readonly instead?: string;
  readonly edit?: TextEdit;
}

export interface Outcome {
  readonly whenTrue: { readonly scope: Scope; readonly type: Type } | undefined;
  readonly whenFalse: { readonly scope: Scope; readonly type: Type } | undefined;
}

/** A call of a function that is being inferred. */
export interface OpenCall {
  readonly node: SyntaxNode;
  /** What it may be called with, calls by itself included. */
  args: readonly Type[];
  /** What it is taken to yield while that is being found out. */
  result: Type;
  called: boolean;
}

/** Steps after which inference gives up and knows nothing more: no shipped mapping needs a twentieth of them. */
const MOST_STEPS = 400_000;

/**
 * What is learnt while types are inferred. A function is inferred once for each kind of arguments that it is called with,
 * so that the same characters are seen several times: what is told must be wrong each time. A branch that is not taken in
 * one call, or a member that only some of the callers have, is no mistake.
 */
export class Analysis {
  readonly source: string;
  /** Whether the input was held against its schema before: only then is a guard against other values needless. */
  readonly validated: boolean;
  readonly #visits = new Map<SyntaxNode, number>();
  readonly #told = new Map<SyntaxNode, Map<string, { count: number; told: Told }>>();
  readonly #once: Told[] = [];
  /** Types by node, for an editor; undefined when nobody asked. */
  readonly types: Map<SyntaxNode, Type> | undefined;
  readonly contexts: Map<SyntaxNode, Type> | undefined;
  /** Functions that are written in the expression, with the scope of the place. */
  readonly lambdas = new Map<SyntaxNode, Scope>();
  /** Calls that are being inferred, to see a function that calls itself. */
  readonly calls: OpenCall[] = [];
  /** The types of the elements of a list that is written out, at the last look. */
  readonly elements = new Map<SyntaxNode, readonly Type[]>();
  /** How the last look at a condition ended: what its branches yielded, and what was known in them. */
  readonly outcomes = new Map<SyntaxNode, Outcome>();
  #steps = 0;
  #trial = 0;

  constructor(source: string, options: { readonly validated: boolean; readonly record: boolean }) {
    this.source = source;
    this.validated = options.validated;
    this.types = options.record ? new Map() : undefined;
    this.contexts = options.record ? new Map() : undefined;
  }

  /** False when inference has taken too long. */
  step(): boolean {
    this.#steps += 1;
    return this.#steps <= MOST_STEPS;
  }

  /** Infers something whose problems do not count, such as a function before its arguments are known. */
  trial<T>(work: () => T): T {
    this.#trial += 1;
    try {
      return work();
    } finally {
      this.#trial -= 1;
    }
  }

  wasVisited(node: SyntaxNode): boolean {
    return this.#visits.has(node);
  }

  visit(node: SyntaxNode): void {
    if (this.#trial === 0) this.#visits.set(node, (this.#visits.get(node) ?? 0) + 1);
  }

  record(node: SyntaxNode, type: Type, context: Type): void {
    if (this.types === undefined || this.contexts === undefined || this.#trial > 0) return;
    this.types.set(node, union(this.types.get(node) ?? type, type));
    this.contexts.set(node, union(this.contexts.get(node) ?? context, context));
  }

  /** Tells what is wrong with a node if it is so at every visit. */
  tell(node: SyntaxNode, told: Told): void {
    if (this.#trial > 0) return;
    const ofNode = this.#told.get(node) ?? new Map<string, { count: number; told: Told }>();
    this.#told.set(node, ofNode);
    const same = `${told.kind} ${told.message}`;
    const known = ofNode.get(same);
    if (known === undefined) ofNode.set(same, { count: 1, told });
    else known.count += 1;
  }

  /** Tells what is wrong whatever else is found. */
  tellOnce(told: Told): void {
    if (this.#trial === 0) this.#once.push(told);
  }

  /** What was wrong at every visit, and what was told once. */
  *all(): Generator<Told> {
    yield* this.#once;
    for (const [node, ofNode] of this.#told)
      for (const { count, told } of ofNode.values()) if (count >= (this.#visits.get(node) ?? 1)) yield told;
  }
}
