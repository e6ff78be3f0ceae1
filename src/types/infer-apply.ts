import type { SyntaxNode } from '../map/syntax-tree.ts';
import type { Analysis } from './analysis.ts';
import { infer, variableType } from './infer.ts';
import { applyValue, inferCall } from './infer-call.ts';
import type { Scope } from './scope.ts';
import { ANY, functionOf, hasNoValue, isNever, NEVER, type Type } from './type.ts';
import { unionOf } from './union.ts';

/** `a ~> f`: the value goes into the function first; two functions make one. */
export function inferApply(node: SyntaxNode, scope: Scope, analysis: Analysis): Type {
  const [lhs, rhs] = [node.lhs as SyntaxNode | undefined, node.rhs];
  if (lhs === undefined || rhs === undefined) return ANY;
  const value = infer(lhs, scope, analysis);
  if (isNever(value)) return NEVER;
  if (rhs.type === 'function') {
    analysis.visit(rhs);
    const type = inferCall(rhs, scope, analysis, { type: value, node: lhs });
    analysis.record(rhs, type, scope.context.type);
    return type;
  }
  const called = infer(rhs, scope, analysis);
  if (called.any) return ANY;
  const isFunction = value.functions.length > 0 && hasNoValue({ ...value, functions: [] });
  if (isFunction)
    return functionOf(
      ...value.functions.flatMap((first) => called.functions.map((then) => ({ kind: 'chain', first, then }) as const)),
    );
  return applyValue(called, [value], { node: rhs, args: [lhs], scope, analysis });
}

/** `f(?, 2)`: a function of what is left open. */
export function inferPartial(node: SyntaxNode, scope: Scope, analysis: Analysis): Type {
  const { procedure } = node;
  if (procedure === undefined) return ANY;
  const args = (node.arguments ?? []).map((argument) =>
    argument.type === 'operator' && argument.value === '?' ? undefined : infer(argument, scope, analysis),
  );
  const called =
    procedure.type === 'variable'
      ? variableType(String(procedure.value ?? ''), scope)
      : infer(procedure, scope, analysis);
  if (called.any) return ANY;
  return unionOf(called.functions.map((of) => functionOf({ kind: 'partial', of, args })));
}
