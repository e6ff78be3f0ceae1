import type { AstNode } from '../ast.ts';

/** A function that is only ever called by its name. */
export interface KnownFunction {
  /**
   * The names of the function of JavaScript, of a function that calls it from a place that it is told, and of the variable
   * that holds where it was called last.
   */
  readonly js: string;
  readonly call: string;
  readonly site: string;
  readonly parameters: number;
  readonly lambda: AstNode;
  /** Set once its body is written; while it is, all is possible. */
  leavesTailCall: boolean;
  yieldsSequence: boolean;
  /** Whether its body is written: until then, a call of it is one of itself. */
  written?: boolean;
}

/** A variable of the expression. */
export interface Variable {
  readonly js: string;
  /** Whether it is bound by one `:=`, or by a call alone: once it is bound it stays what it is. */
  readonly settled: boolean;
  /** Whether it is bound wherever the text that is being written runs. */
  bound: boolean;
  /** Whether text that was written already asks whether it is bound. */
  asked: boolean;
  known?: KnownFunction;
}

/** The variables of a block or function while it is written, as Scope is for closures. */
export class Names {
  readonly parent: Names | undefined;
  readonly variables = new Map<string, Variable>();
  /** In how many branches it was opened: what is bound in more of them may stay unbound. */
  readonly branch: number;

  constructor(parent: Names | undefined, branch: number) {
    this.parent = parent;
    this.branch = branch;
  }

  /** The variables that a name can mean, from the inside out; the last one is bound, unless none surely is. */
  candidates(name: string): readonly Variable[] {
    const found: Variable[] = [];
    for (let names: Names | undefined = this; names !== undefined; names = names.parent) {
      const variable = names.variables.get(name);
      if (variable === undefined) continue;
      found.push(variable);
      if (variable.bound) break;
    }
    return found;
  }

  /** Where `:=` binds a name, which is in the innermost block or function. */
  innermost(name: string): { readonly variable: Variable; readonly names: Names } | undefined {
    for (let names: Names | undefined = this; names !== undefined; names = names.parent) {
      const variable = names.variables.get(name);
      if (variable !== undefined) return { variable, names };
    }
    return undefined;
  }
}
