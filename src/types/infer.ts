import type { SyntaxNode } from '../map/syntax-tree.ts';
import type { Analysis } from './analysis.ts';
import { isBuiltIn } from './built-in-functions.ts';
import { inferApply, inferPartial } from './infer-apply.ts';
import { inferCall } from './infer-call.ts';
import { inferCondition } from './infer-condition.ts';
import { inferArray, inferObject } from './infer-constructor.ts';
import { inferFilters, inferGroup } from './infer-filter.ts';
import { inferBinary, inferNegation } from './infer-operator.ts';
import { inferPath, memberOf } from './infer-path.ts';
import { libraryFunction } from './library-functions.ts';
import { collapse, manyOf } from './many.ts';
import { isProven, narrowedAfter } from './narrow.ts';
import { valueType } from './schema-type.ts';
import { type Scope, withVariable } from './scope.ts';
import { ANY, functionOf, isNever, NEVER, NOTHING, present, SOMETHING, type Type } from './type.ts';

/** Infers the type of an expression's value in a scope, and tells what is wrong in it. */
export function infer(node: SyntaxNode, scope: Scope, analysis: Analysis): Type {
  // Nothing gets here: whatever is written says nothing of it.
  if (isNever(scope.context.type)) return NEVER;
  if (!analysis.step()) return ANY;
  analysis.visit(node);
  let type = inferKind(node, scope, analysis);
  if (node.predicate !== undefined && node.predicate.length > 0)
    type = inferFilters(type, node.predicate, scope, analysis);
  if (node.type !== 'path' && node.group !== undefined) type = inferGroup(type, node.group, scope, analysis);
  if (node.keepArray === true && node.type !== 'path') type = keptList(type);
  if (type.nothing !== 'no' && node.type === 'function' && isProven(node, scope)) type = present(type);
  analysis.record(node, type, scope.context.type);
  return type;
}

/** With `[]` after it, what is one value stays a list. */
function keptList(type: Type): Type {
  if (type.any) return ANY;
  const many = manyOf(type);
  const list = collapse({ ...many, min: Math.max(many.min, 0) });
  return list.any ? ANY : { ...list, list: { items: many.item, min: Math.min(1, many.max), max: many.max } };
}

function inferKind(node: SyntaxNode, scope: Scope, analysis: Analysis): Type {
  switch (node.type) {
    case 'string':
    case 'number':
    case 'value':
      return node.value === undefined ? NOTHING : valueType(node.value);
    case 'path':
      return inferPath(node, scope, analysis);
    case 'name':
      return memberOf(node, scope.context.type, analysis);
    case 'variable':
      return variableType(String(node.value ?? ''), scope);
    case 'binary':
      return inferBinary(node, scope, analysis);
    case 'unary':
      return node.value === '['
        ? inferArray(node, scope, analysis)
        : node.value === '{'
          ? inferObject(node, scope, analysis)
          : inferNegation(node, scope, analysis);
    case 'condition':
      return inferCondition(node, scope, analysis);
    case 'block':
      return inferBlock(node.expressions ?? [], scope, analysis);
    case 'bind':
      return inferBound(node, scope, analysis).type;
    case 'function':
      return inferCall(node, scope, analysis);
    case 'partial':
      return inferPartial(node, scope, analysis);
    case 'apply':
      return inferApply(node, scope, analysis);
    case 'lambda':
      // A call in tail position is wrapped by the parser; its body counts.
      return node.thunk === true && node.body !== undefined
        ? infer(node.body, scope, analysis)
        : functionOf(lambdaAt(node, scope, analysis));
    case 'transform':
      return functionOf({ kind: 'transform', node, scope });
    case 'regex':
      return functionOf({ kind: 'regex' });
    default:
      // `*`, `**`, `%`: what they meet is not followed.
      return ANY;
  }
}

function lambdaAt(node: SyntaxNode, scope: Scope, analysis: Analysis) {
  analysis.lambdas.set(node, scope);
  return { kind: 'lambda', node, scope } as const;
}

/** `$`, `$$`, a variable, or a function by its name. */
export function variableType(name: string, scope: Scope): Type {
  if (name === '') return scope.context.type;
  const bound = scope.variables.get(name);
  if (bound !== undefined) return bound.type;
  if (name === '$') return ANY;
  const library = libraryFunction(name);
  if (library !== undefined) return functionOf({ kind: 'library', signature: library });
  if (isBuiltIn(name)) return functionOf({ kind: 'built-in', name });
  // MAPPING503 tells functions that do not exist; a variable that is never set is nothing, or is set by who calls.
  return ANY;
}

/** A block has its own variables, and what a statement rules out by `$hold` is ruled out below it. */
function inferBlock(expressions: readonly SyntaxNode[], outer: Scope, analysis: Analysis): Type {
  let scope = outer;
  let type = NOTHING;
  for (const expression of expressions) {
    if (expression.type === 'bind') {
      const bound = inferBound(expression, scope, analysis);
      type = bound.type;
      scope = bound.scope;
    } else {
      type = infer(expression, scope, analysis);
      scope = narrowedAfter(expression, scope, analysis);
    }
    // Nothing after a statement that never ends is reached.
    if (isNever(type)) return NEVER;
  }
  return type;
}

/** `$name := value`. A function sees itself by its name. */
function inferBound(
  node: SyntaxNode,
  scope: Scope,
  analysis: Analysis,
): { readonly type: Type; readonly scope: Scope } {
  const name = String((node.lhs as SyntaxNode | undefined)?.value ?? '');
  const { rhs } = node;
  if (rhs === undefined) return { type: SOMETHING, scope };
  if (rhs.type === 'lambda' && rhs.thunk !== true) {
    const variables = new Map(scope.variables);
    const inner: Scope = { ...scope, variables };
    const type = functionOf({ kind: 'lambda', node: rhs, scope: inner });
    analysis.visit(rhs);
    analysis.lambdas.set(rhs, inner);
    variables.set(name, { id: {}, type });
    analysis.record(rhs, type, scope.context.type);
    return { type, scope: inner };
  }
  const type = infer(rhs, scope, analysis);
  const after = narrowedAfter(rhs, scope, analysis);
  return { type, scope: withVariable(after, name, type, { node: rhs, scope: after }) };
}
