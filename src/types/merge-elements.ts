import type { Call } from './infer-call.ts';
import { manyOf } from './many.ts';
import { laidOver } from './merge-objects.ts';
import { ANY, type Field, NEVER, type ObjectType, optional, present, type Type } from './type.ts';

const EMPTY: readonly ObjectType[] = [{ fields: new Map(), rest: 'none' }];

/** `$merge`: of a list that is written out, element by element; of any other, every member may be there. */
export function mergedElements(type: Type, call: Call): Type {
  if (type.any) return ANY;
  const [node] = call.args;
  const elements = node?.type === 'unary' && node.value === '[' ? call.analysis.elements.get(node) : undefined;
  if (elements === undefined) {
    const many = manyOf(type);
    if (many.max <= 1)
      return {
        ...present(type),
        list: undefined,
        nothing: type.nothing,
        ...(type.list === undefined ? {} : { objects: many.item.objects.length === 0 ? EMPTY : many.item.objects }),
      };
    if (many.item.any) return ANY;
    const merged = many.item.objects.length === 0 ? EMPTY : loose(many.item.objects);
    return { ...NEVER, objects: merged, nothing: type.nothing };
  }
  let objects = EMPTY;
  for (const element of elements) {
    if (element.any) return ANY;
    const many = manyOf(element);
    const over = many.max > 1 ? loose(many.item.objects) : many.item.objects;
    if (many.item.any) return ANY;
    if (over.length === 0) continue;
    objects = many.min === 0 || many.max > 1 ? [...objects, ...laidOver(objects, over)] : laidOver(objects, over);
    if (objects.length > 24) objects = loose(objects);
  }
  return { ...NEVER, objects };
}

/** All that the objects may have, none of it for certain unless each of them has it. */
function loose(objects: readonly ObjectType[]): readonly ObjectType[] {
  const fields = new Map<string, Field>();
  let rest: ObjectType['rest'] = 'none';
  for (const object of objects) {
    const [only] = laidOver([{ fields, rest }], [object]);
    if (only === undefined) continue;
    for (const [name, field] of only.fields) fields.set(name, field);
    rest = only.rest;
  }
  for (const [name, field] of fields) {
    const sure = objects.every((object) => object.fields.get(name)?.type.nothing === 'no');
    if (!sure) fields.set(name, { ...field, type: optional(field.type, 'doubt') });
  }
  return [{ fields, rest }];
}
