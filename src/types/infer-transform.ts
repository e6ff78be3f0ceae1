import type { SyntaxNode } from '../map/syntax-tree.ts';
import type { Analysis } from './analysis.ts';
import { infer } from './infer.ts';
import { manyOf } from './many.ts';
import { laidOver } from './merge-objects.ts';
import { literalOf, literalsOf } from './narrow.ts';
import { referenceOf } from './reference.ts';
import { inContext, type Scope } from './scope.ts';
import { ANY, type Field, isNever, type ObjectType, type Type } from './type.ts';

/** `|pattern|update,delete|` on a value: a copy in which what the pattern finds is changed. */
export function applyTransform(node: SyntaxNode, scope: Scope, value: Type, analysis: Analysis): Type {
  const { pattern, update } = node;
  if (pattern === undefined || update === undefined || isNever(value)) return ANY;
  const found = infer(pattern, inContext(scope, value), analysis);
  const { item } = manyOf(found);
  const change = isNever(item) ? undefined : infer(update, inContext(scope, item), analysis);
  if (node.delete !== undefined) infer(node.delete, inContext(scope, item), analysis);
  const place = referenceOf(pattern);
  if (value.any || place === undefined || place.root !== '' || change === undefined || change.any) return ANY;
  const removed = node.delete === undefined ? [] : namesIn(node.delete);
  if (removed === undefined) return ANY;
  return changedAt(value, place.names, (objects) => changed(objects, change, removed));
}

function namesIn(node: SyntaxNode): readonly string[] | undefined {
  const literal = literalOf(node);
  const values = literal === undefined ? literalsOf(node) : [literal.value];
  return values?.map(String);
}

function changed(objects: readonly ObjectType[], change: Type, removed: readonly string[]): readonly ObjectType[] {
  const over = change.objects.length === 0 ? objects : laidOver(objects, change.objects);
  const all = change.nothing === 'no' || change.objects.length === 0 ? over : [...objects, ...over];
  return removed.length === 0
    ? all
    : all.map((object) => ({
        ...object,
        fields: new Map([...object.fields].filter(([name]) => !removed.includes(name))),
      }));
}

/** The same change of the objects at a place; lists are gone through. */
function changedAt(
  type: Type,
  names: readonly string[],
  change: (objects: readonly ObjectType[]) => readonly ObjectType[],
): Type {
  if (type.any) return type;
  const list = type.list === undefined ? undefined : { ...type.list, items: changedAt(type.list.items, names, change) };
  const [name, ...rest] = names;
  if (name === undefined) return { ...type, list, objects: change(type.objects) };
  const objects = type.objects.map((object) => {
    const field = object.fields.get(name);
    if (field === undefined) return object;
    return {
      ...object,
      fields: new Map<string, Field>(object.fields).set(name, { ...field, type: changedAt(field.type, rest, change) }),
    };
  });
  return { ...type, list, objects };
}
