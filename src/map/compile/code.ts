import type { AstNode } from './ast.ts';
import type { FunctionValue } from './function-value.ts';
import type { RegexEngine } from './regex-engine.ts';
import type { Run } from './run.ts';
import type { Frame, Scope } from './scope.ts';

/** A node, compiled: its value for a context. */
export type Code = (input: unknown, frame: Frame, run: Run) => unknown;

/** What is known at the place of a node while it is compiled. */
export interface Context {
  readonly scope: Scope;
  /** How many expressions deep the node is in the body of its function; the body itself is at 1. */
  readonly level: number;
  /** Whether the node may run more than once for one frame. */
  readonly repeats: boolean;
  readonly program: Program;
}

/** Puts itself around the code of nodes while they are compiled. */
export interface Observation {
  /** The code of a node, with word given of its evaluation. */
  node(node: AstNode, code: Code): Code;
  /** A branch of a condition, with word given that it is taken. */
  branch(node: AstNode, branch: 'then' | 'else', code: Code): Code;
}

/** What all nodes of one expression share. */
export interface Program {
  /** Functions by name, without `$`: JSONata's own and those of the library. */
  readonly functions: ReadonlyMap<string, FunctionValue>;
  readonly regexEngine: RegexEngine;
  /** Whether code may be made at run time that binds variables of this expression. */
  readonly evaluatesText: boolean;
  /** Every variable that the expression mentions. */
  readonly mentioned: ReadonlySet<string>;
  /** Told of each node as it is evaluated; undefined in every ordinary expression, which then has no code for it. */
  readonly observation?: Observation;
}

export const deeper = (context: Context): Context => ({ ...context, level: context.level + 1 });

export const repeated = (context: Context): Context => ({ ...context, level: context.level + 1, repeats: true });
