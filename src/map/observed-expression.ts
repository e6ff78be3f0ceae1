import type { ExpressionObserver, ObservedNode } from './compile/observation.ts';
import { compiledAs, type Expression, expressionOf } from './expression.ts';
import { FUNCTION_LIBRARY } from './functions/function-library.ts';
import type { MappingFunction } from './functions/mapping-function.ts';

export type { Branch, ExpressionObserver, ObservedNode } from './compile/observation.ts';

/** An expression that tells an observer what each evaluation of it does. */
export interface ObservedExpression extends Expression {
  /** Every node that the observer can be told of, by position: what a coverage is measured against. */
  readonly nodes: readonly ObservedNode[];
}

/**
 * Compiles JSONata to a form that tells `observer` of each node that is evaluated and of each branch that a condition
 * takes. It yields what the ordinary form yields and costs several times as much; the ordinary form has no code for
 * observers. Constants are nodes; the names inside of a path and the name of a function that is called are not. Throws
 * an ExpressionError with the position of the mistake.
 */
export function observedExpression(
  source: string,
  observer: ExpressionObserver,
  functions: readonly MappingFunction[] = [],
): ObservedExpression {
  const compiled = compiledAs(source, { functions: [...FUNCTION_LIBRARY, ...functions], observer });
  return { ...expressionOf(source, compiled), nodes: compiled.observed };
}
