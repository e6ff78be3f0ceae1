import type { SyntaxNode, SyntaxPair } from '../map/syntax-tree.ts';
import type { Analysis } from './analysis.ts';
import { infer } from './infer.ts';
import { manyOf } from './many.ts';
import type { Scope } from './scope.ts';
import { type Field, hasNoValue, isNever, listOf, NEVER, objectOf, optional, present, type Type } from './type.ts';
import { union } from './union.ts';

/** `[a, b]`: items of lists are taken in one by one, what is nothing is left out, a list that is written stays one. */
export function inferArray(node: SyntaxNode, scope: Scope, analysis: Analysis): Type {
  let item: Type = NEVER;
  let min = 0;
  let max = 0;
  const elements: Type[] = [];
  analysis.elements.set(node, elements);
  for (const expression of node.expressions ?? []) {
    const type = infer(expression, scope, analysis);
    elements.push(type);
    // An item that never comes to be takes the whole list with it.
    if (isNever(type)) return NEVER;
    if (expression.type === 'unary' && expression.value === '[') {
      item = union(item, type);
      min += 1;
      max += 1;
      continue;
    }
    const many = manyOf(type);
    item = union(item, many.item);
    min += many.min;
    max += many.max;
  }
  return listOf(item, min, max);
}

/** `{key: value}`. A member whose value is nothing is left out. */
export function inferObject(node: SyntaxNode, scope: Scope, analysis: Analysis): Type {
  const fields = new Map<string, Field>();
  let rest: Type = NEVER;
  for (const [key, value] of node.lhs as readonly SyntaxPair[]) {
    const name = key.type === 'string' ? undefined : infer(key, scope, analysis);
    const type = infer(value, scope, analysis);
    if (isNever(type) || (name !== undefined && isNever(name))) return NEVER;
    if (name === undefined) {
      if (!hasNoValue(type) || type.nothing !== 'no') fields.set(String(key.value), { type, at: key.position ?? 0 });
      continue;
    }
    const words = name.any ? undefined : name.text?.literals;
    if (words !== undefined)
      for (const word of words) fields.set(word, { type: oneOfSeveral(type, words.length), at: key.position ?? 0 });
    else if (name.text !== undefined || name.any) rest = union(rest, present(type));
    else tellNoName(key, name, analysis);
  }
  return objectOf(fields, hasNoValue(rest) ? 'none' : rest, node.position ?? 0);
}

/** A name that is one of several words: each of them may be the one. */
const oneOfSeveral = (type: Type, words: number): Type => (words === 1 ? type : optional(type, 'yes'));

function tellNoName(key: SyntaxNode, name: Type, analysis: Analysis): void {
  if (hasNoValue(name)) return;
  analysis.tell(key, {
    kind: 'wrong-operand',
    at: key.position ?? 0,
    message: 'the name of a member must be text',
    hint: 'write $string(…) around it',
  });
}
