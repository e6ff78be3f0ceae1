import type { SyntaxNode } from '../map/syntax-tree.ts';
import type { Analysis } from './analysis.ts';
import { givesNothingForNothing, isBuiltIn } from './built-in-functions.ts';
import { infer } from './infer.ts';
import { joinedScopes } from './join-scopes.ts';
import { dropKinds, dropValues, keepFalsy, keepKinds, keepMissing, keepTruthy, keepValues } from './keep.ts';
import { sameMeaning, withProof } from './proof.ts';
import { type Reference, referenceOf, refined, typeAtPlace } from './reference.ts';
import type { Scope } from './scope.ts';
import { isNever, present, type Type } from './type.ts';

export { isProven } from './proof.ts';

/** How often a condition kept in a variable is looked up in another one. */
const MOST_ALIASES = 6;

/** The scope in which a condition holds, or does not; undefined when that cannot be. */
export function narrowed(
  node: SyntaxNode,
  truth: boolean,
  scope: Scope,
  analysis: Analysis,
  depth = 0,
): Scope | undefined {
  const again = (inner: SyntaxNode, to: boolean, from: Scope): Scope | undefined =>
    narrowed(inner, to, from, analysis, depth);
  if (node.type === 'block' && node.expressions?.length === 1 && node.expressions[0] !== undefined)
    return again(node.expressions[0], truth, scope);
  if (node.type === 'binary') return narrowedByOperator(node, truth, scope, again, analysis);
  const call = callOf(node);
  if (call?.name === 'not' && call.args[0] !== undefined) {
    const [asked] = call.args;
    // Of nothing it is nothing, which counts as false as well.
    if (!truth && analysis.trial(() => infer(asked, scope, analysis)).nothing !== 'no') return scope;
    return again(asked, !truth, scope);
  }
  if (call?.name === 'boolean' && call.args[0] !== undefined) return again(call.args[0], truth, scope);
  if (call?.name === 'exists' && call.args[0] !== undefined)
    return truth ? existing(call.args[0], scope, analysis) : missing(call.args[0], scope);
  const place = referenceOf(node);
  if (place === undefined) return truth ? existing(node, scope, analysis) : scope;
  const direct = refined(scope, place, truth ? keepTruthy : keepFalsy);
  const alias = direct === undefined || depth > MOST_ALIASES ? undefined : aliasOf(place, direct);
  return alias === undefined || direct === undefined ? direct : narrowed(alias, truth, direct, analysis, depth + 1);
}

type Again = (inner: SyntaxNode, truth: boolean, scope: Scope) => Scope | undefined;

function narrowedByOperator(
  node: SyntaxNode,
  truth: boolean,
  scope: Scope,
  again: Again,
  analysis: Analysis,
): Scope | undefined {
  const { value: operator, rhs } = node;
  const lhs = node.lhs as SyntaxNode | undefined;
  if (lhs === undefined || rhs === undefined) return scope;
  if (operator === 'and' || operator === 'or') {
    const both = operator === 'and';
    if (truth === both) {
      const first = again(lhs, truth, scope);
      return first === undefined ? undefined : again(rhs, truth, first);
    }
    const other = again(lhs, !truth, scope);
    return joinedScopes(again(lhs, truth, scope), other === undefined ? undefined : again(rhs, truth, other));
  }
  if (operator === '=' || operator === '!=') {
    const known = literalOf(rhs) ?? literalOf(lhs);
    const subject = literalOf(rhs) === undefined ? rhs : lhs;
    if (known !== undefined) return narrowedByValues(subject, [known.value], operator === '=', truth, scope, analysis);
    // Neither `=` nor `!=` is true of nothing.
    return truth ? afterAll([lhs, rhs], scope, analysis) : scope;
  }
  if (operator === 'in') {
    const values = literalsOf(rhs);
    if (values !== undefined) return narrowedByValues(lhs, values, true, truth, scope, analysis);
    return truth ? existing(lhs, scope, analysis) : scope;
  }
  return narrowedByCount(lhs, String(operator), rhs, truth, scope, analysis);
}

/** Equal (or, with `equal: false`, unequal) to one of the values. Both are false of nothing. */
function narrowedByValues(
  subject: SyntaxNode,
  values: readonly unknown[],
  equal: boolean,
  truth: boolean,
  scope: Scope,
  analysis: Analysis,
): Scope | undefined {
  const call = callOf(subject);
  const [argument] = call?.args ?? [];
  if (call?.name === 'type' && argument !== undefined) {
    const kinds = values.map(String);
    const keep = (type: Type): Type => keepKinds(present(type), kinds);
    const drop = (type: Type): Type => dropKinds(type, kinds);
    return narrowedTo(argument, equal === truth ? keep : drop, truth, equal, scope, analysis);
  }
  const keep = (type: Type): Type => keepValues(type, values);
  const drop = (type: Type): Type => dropValues(type, values);
  return narrowedTo(subject, equal === truth ? keep : drop, truth, equal, scope, analysis);
}

function narrowedTo(
  subject: SyntaxNode,
  change: (type: Type) => Type,
  truth: boolean,
  equal: boolean,
  scope: Scope,
  analysis: Analysis,
): Scope | undefined {
  const place = referenceOf(subject);
  if (place === undefined) return truth ? existing(subject, scope, analysis) : scope;
  const present_ = (type: Type): Type => change(present(type));
  // `!=` is false of nothing as well: nothing is left beside the value itself.
  const unlessEqual = (type: Type): Type => {
    const kept = change(present(type));
    return type.nothing === 'no' ? kept : { ...kept, nothing: type.nothing };
  };
  const direct = refined(scope, place, truth ? present_ : equal ? change : unlessEqual);
  if (direct === undefined || !truth) return direct;
  const alias = aliasOf(place, direct);
  return alias === undefined ? direct : existing(alias, direct, analysis);
}

/** `$count(x) > 0`: x is there. */
function narrowedByCount(
  lhs: SyntaxNode,
  operator: string,
  rhs: SyntaxNode,
  truth: boolean,
  scope: Scope,
  analysis: Analysis,
): Scope | undefined {
  const call = callOf(lhs);
  const [argument] = call?.args ?? [];
  if (call?.name !== 'count' || argument === undefined || rhs.type !== 'number') return scope;
  const least = operator === '>' ? Number(rhs.value) + 1 : operator === '>=' ? Number(rhs.value) : 0;
  if (!truth || least < 1) return scope;
  const place = referenceOf(argument);
  const atLeast = (type: Type): Type => {
    const kept = present(type);
    return kept.list === undefined ? kept : { ...kept, list: { ...kept.list, min: Math.max(kept.list.min, least) } };
  };
  return place === undefined ? existing(argument, scope, analysis) : refined(scope, place, atLeast);
}

const afterAll = (nodes: readonly SyntaxNode[], scope: Scope, analysis: Analysis): Scope | undefined =>
  nodes.reduce<Scope | undefined>(
    (known, node) => (known === undefined ? undefined : existing(node, known, analysis)),
    scope,
  );

/** The scope in which an expression yields a value. */
function existing(node: SyntaxNode, scope: Scope, analysis: Analysis, depth = 0): Scope | undefined {
  const place = referenceOf(node);
  if (place !== undefined) {
    const direct = refined(scope, place, present);
    const alias = direct === undefined || depth > MOST_ALIASES ? undefined : aliasOf(place, direct);
    return alias === undefined || direct === undefined ? direct : existing(alias, direct, analysis, depth + 1);
  }
  if (node.type === 'block' && node.expressions?.length === 1 && node.expressions[0] !== undefined)
    return existing(node.expressions[0], scope, analysis, depth);
  // A chain without a last `:` yields something only where its condition holds.
  if (node.type === 'condition' && node.else === undefined && node.condition !== undefined) {
    const holds = narrowed(node.condition, true, scope, analysis, depth + 1);
    return holds === undefined || node.then === undefined ? holds : existing(node.then, holds, analysis, depth + 1);
  }
  const call = callOf(node);
  if (call === undefined) return scope;
  const known = withProof(node, scope);
  const [argument] = call.args;
  if (argument === undefined || !givesNothingForNothing(call.name)) return known;
  const given = existing(argument, known, analysis, depth + 1);
  const place_ = referenceOf(argument);
  // Functions of the library take null for nothing.
  return given === undefined || place_ === undefined || isBuiltIn(call.name)
    ? given
    : refined(given, place_, withoutNull);
}

const withoutNull = (type: Type): Type => (type.null ? { ...type, null: false } : type);

function missing(node: SyntaxNode, scope: Scope): Scope | undefined {
  const place = referenceOf(node);
  return place === undefined ? scope : refined(scope, place, keepMissing);
}

/** What a variable was set to, when that means here what it meant there. */
function aliasOf({ root, names }: Reference, scope: Scope): SyntaxNode | undefined {
  if (root === '' || names.length > 0) return undefined;
  const from = scope.variables.get(root)?.from;
  return from !== undefined && sameMeaning(from.node, from.scope, scope) ? from.node : undefined;
}

/** What is known after a statement: the cases in which it stops the record are over. */
export function narrowedAfter(node: SyntaxNode, scope: Scope, analysis: Analysis): Scope {
  if (node.type !== 'condition') {
    const call = callOf(node);
    const [asserted] = call?.args ?? [];
    return call?.name === 'assert' && asserted !== undefined
      ? (narrowed(asserted, true, scope, analysis) ?? scope)
      : scope;
  }
  const outcome = analysis.outcomes.get(node);
  if (outcome === undefined) return scope;
  const { whenTrue, whenFalse } = outcome;
  const yes =
    whenTrue === undefined || isNever(whenTrue.type) || node.then === undefined
      ? undefined
      : narrowedAfter(node.then, whenTrue.scope, analysis);
  const no =
    whenFalse === undefined || isNever(whenFalse.type)
      ? undefined
      : node.else === undefined
        ? whenFalse.scope
        : narrowedAfter(node.else, whenFalse.scope, analysis);
  if (
    yes !== undefined &&
    no !== undefined &&
    !isNever(whenTrue?.type ?? present(scope.context.type)) &&
    !stopsSomewhere(node, analysis)
  )
    return scope;
  return joinedScopes(yes, no) ?? scope;
}

/** Whether a branch of the chain stops the record: otherwise nothing is learnt. */
function stopsSomewhere(node: SyntaxNode | undefined, analysis: Analysis): boolean {
  if (node?.type !== 'condition') return false;
  const outcome = analysis.outcomes.get(node);
  const stops = [outcome?.whenTrue, outcome?.whenFalse].some((branch) => branch !== undefined && isNever(branch.type));
  return stops || stopsSomewhere(node.then, analysis) || stopsSomewhere(node.else, analysis);
}

/** The texts that a value may still have when none of a condition's comparisons was true. */
export function valuesLeft(condition: SyntaxNode, scope: Scope): readonly string[] | undefined {
  if (condition.type !== 'binary' || condition.rhs === undefined) return undefined;
  if (condition.value === 'or') return valuesLeft(condition.rhs, scope);
  const place =
    condition.value === '=' || condition.value === 'in' ? referenceOf(condition.lhs as SyntaxNode) : undefined;
  if (place === undefined || place.names.length > 3) return undefined;
  const literals = typeAtPlace(scope, place)?.text?.literals;
  return literals === undefined || literals.length === 0 ? undefined : literals;
}

function callOf(node: SyntaxNode): { readonly name: string; readonly args: readonly SyntaxNode[] } | undefined {
  if (node.type !== 'function' || node.procedure?.type !== 'variable') return undefined;
  return { name: String(node.procedure.value), args: node.arguments ?? [] };
}

export function literalOf(node: SyntaxNode): { readonly value: unknown } | undefined {
  const plain = node.type === 'string' || node.type === 'number' || node.type === 'value';
  return plain && node.value !== undefined && (node.predicate?.length ?? 0) === 0 ? { value: node.value } : undefined;
}

export function literalsOf(node: SyntaxNode): readonly unknown[] | undefined {
  if (node.type !== 'unary' || node.value !== '[' || (node.predicate?.length ?? 0) > 0) return undefined;
  const values = (node.expressions ?? []).map(literalOf);
  return values.every((each) => each !== undefined) ? values.map((each) => each?.value) : undefined;
}
