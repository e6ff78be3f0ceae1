import type { SyntaxNode, SyntaxPair, SyntaxStage } from '../map/syntax-tree.ts';
import type { Analysis } from './analysis.ts';
import { infer } from './infer.ts';
import { collapse, type Many, manyOf } from './many.ts';
import { narrowed } from './narrow.ts';
import { inContext, type Scope } from './scope.ts';
import { ANY, hasNoValue, isNever, NEVER, objectOf, present, type Type } from './type.ts';
import { union } from './union.ts';

/** What filters `[…]` leave of a value. */
export function inferFilters(type: Type, stages: readonly SyntaxStage[], scope: Scope, analysis: Analysis): Type {
  let result = type;
  for (const { expr } of stages) if (expr !== undefined) result = filtered(result, expr, scope, analysis);
  return result;
}

function filtered(type: Type, predicate: SyntaxNode, scope: Scope, analysis: Analysis): Type {
  const many = manyOf(type);
  const position = predicate.type === 'number' ? Number(predicate.value) : undefined;
  if (position !== undefined) return collapse(picked(many, Math.floor(position)));
  const answer = isNever(many.item) ? NEVER : infer(predicate, inContext(scope, many.item), analysis);
  if (isNever(many.item)) return type;
  if (answer.any || answer.list !== undefined) return collapse({ ...many, min: 0, doubt: true });
  // A position that differs from item to item may keep several of them; a variable's does not.
  if (answer.number !== undefined) {
    const single = isSettled(predicate) && hasNoValue({ ...answer, number: undefined });
    return collapse({
      ...many,
      min: 0,
      max: single ? Math.min(1, many.max) : many.max,
      doubt: many.min > 0 || many.doubt,
    });
  }
  const kept = narrowed(predicate, true, inContext(scope, many.item), analysis);
  const item = kept === undefined ? NEVER : kept.context.type;
  return collapse({ ...many, item: isNever(item) ? many.item : item, min: 0, doubt: many.min > 0 || many.doubt });
}

/** Whether a predicate says the same of every item: of variables and numbers alone, as in `$totals[$i + 1]`. */
function isSettled({ type, value, lhs, rhs }: SyntaxNode): boolean {
  if (type === 'number') return true;
  if (type === 'variable') return value !== '';
  if (type !== 'binary' || rhs === undefined || lhs === undefined || Array.isArray(lhs)) return false;
  return (value === '+' || value === '-') && isSettled(lhs as SyntaxNode) && isSettled(rhs);
}

/** The item at a position that is written down; from the end when it is negative. */
function picked(many: Many, position: number): Many {
  const needed = position < 0 ? -position : position + 1;
  if (many.max < needed) return { ...many, min: 0, max: 0, doubt: many.doubt };
  return { ...many, min: many.min >= needed ? 1 : 0, max: 1, doubt: many.min > 0 || many.doubt };
}

/** `a{key: value}`: one object; each value sees the items of its key. */
export function inferGroup(
  type: Type,
  group: { readonly lhs: readonly SyntaxPair[] },
  scope: Scope,
  analysis: Analysis,
): Type {
  const { item, max } = manyOf(type);
  if (isNever(item)) return ANY;
  let rest: Type = NEVER;
  for (const [key, value] of group.lhs) {
    infer(key, inContext(scope, item), analysis);
    const items = collapse({ item, min: 1, max, doubt: false });
    const found = present(infer(value, inContext(scope, items), analysis));
    rest = union(rest, found);
  }
  return objectOf(new Map(), isNever(rest) ? 'none' : rest);
}
