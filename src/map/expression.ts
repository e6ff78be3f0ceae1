import { Hold } from '../model/hold.ts';
import type { AstNode } from './compile/ast.ts';
import { type CompiledExpression, type CompileOptions, compileSync } from './compile/compiled-expression.ts';
import { FUNCTION_LIBRARY } from './functions/function-library.ts';
import type { MappingFunction } from './functions/mapping-function.ts';
import type { SyntaxNode } from './syntax-tree.ts';

/** A compiled expression. Holds nothing between evaluations: evaluations may overlap. */
export interface Expression {
  readonly source: string;
  /** Variables that it asks for and has to be given, without `$`. */
  readonly asks: ReadonlySet<string>;
  /**
   * The value for an input; functions among the variables have to be synchronous. Throws a Hold when the expression asks
   * for it, and an ExpressionError otherwise.
   */
  evaluate(input: unknown, variables?: Readonly<Record<string, unknown>>): unknown;
}

/** What is wrong in an expression or its evaluation. `position` counts characters from 0. */
export class ExpressionError extends Error {
  /** JSONata’s own error code: `S0201`, `T1006`, `D3137` … */
  readonly code: string;
  readonly position: number;
  readonly token: string | undefined;

  constructor(code: string, message: string, position: number, token: string | undefined, cause: unknown) {
    super(message, { cause });
    this.name = 'ExpressionError';
    this.code = code;
    this.position = position;
    this.token = token;
  }
}

/**
 * Budgets of one evaluation: milliseconds, levels, items. The largest shipped mapping over an order with 100 lines takes
 * some 5 ms, 100 levels and 2,000 items; a runaway one is stopped in less than a second. Limits of steps and of text are the
 * compiler's own.
 */
const LIMITS = { time: 700, depth: 1000, sequence: 200_000 } as const;

/** Names that JSONata binds to the time of evaluation or to chance: a mapping with them would not be repeatable. */
export const UNREPEATABLE = ['now', 'millis', 'random', 'shuffle'] as const;

/**
 * Compiles JSONata. `functions` may be called besides those of the library. Throws an ExpressionError with the position
 * of the mistake.
 */
export function compileExpression(source: string, functions: readonly MappingFunction[] = []): Expression {
  return expressionOf(source, compiledAs(source, { functions: libraryWith(functions) }));
}

const WITH = new WeakMap<readonly MappingFunction[], readonly MappingFunction[]>();

/** The library and more, as one list for each list of more: what is made of a list is kept by the list itself. */
function libraryWith(more: readonly MappingFunction[]): readonly MappingFunction[] {
  if (more.length === 0) return FUNCTION_LIBRARY;
  const known = WITH.get(more);
  if (known !== undefined) return known;
  const both = [...FUNCTION_LIBRARY, ...more];
  WITH.set(more, both);
  return both;
}

/** Compiles JSONata within the limits of a mapping. Throws an ExpressionError with the position of the mistake. */
export function compiledAs(source: string | AstNode, options: Omit<CompileOptions, 'limits'>): CompiledExpression {
  try {
    return compileSync(source, { ...options, limits: LIMITS });
  } catch (error) {
    throw expressionError(error);
  }
}

/**
 * Compiles a changed syntax tree of `source`, which stays the source that positions refer to. For trees that are evaluated
 * a few times, as mutants are: no code is generated, which would take longer than it saves.
 */
export function compileTree(source: string, tree: SyntaxNode): Expression {
  const options = { functions: FUNCTION_LIBRARY, generateAfter: Number.POSITIVE_INFINITY };
  return expressionOf(source, compiledAs(tree as unknown as AstNode, options));
}

/** What is compiled already, with errors of this module. */
export function expressionOf(source: string, compiled: CompiledExpression): Expression {
  return {
    source,
    get asks() {
      return compiled.asks;
    },
    evaluate: (input, variables) => {
      try {
        return compiled.evaluate(input, variables);
      } catch (error) {
        if (error instanceof Hold) throw error;
        throw expressionError(error);
      }
    },
  };
}

function expressionError(error: unknown): ExpressionError {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') {
    const { code, message, position, token } = error as {
      code: string;
      message?: string;
      position?: number;
      token?: unknown;
    };
    return new ExpressionError(
      code,
      message ?? code,
      position ?? 0,
      token === undefined ? undefined : String(token),
      error,
    );
  }
  return new ExpressionError('D0000', error instanceof Error ? error.message : String(error), 0, undefined, error);
}
