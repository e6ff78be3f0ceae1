import { type Field, type ObjectType, present, type Type } from './type.ts';
import { mergedAlternatives, restType, union } from './union.ts';

const MOST_PAIRS = 24;

/** The second laid over the first, as `$merge` and `|…|` do: each alternative of the one with each of the other. */
export function laidOver(base: readonly ObjectType[], over: readonly ObjectType[]): readonly ObjectType[] {
  if (base.length * over.length <= MOST_PAIRS) return base.flatMap((a) => over.map((b) => overlaid(a, b)));
  const one = (objects: readonly ObjectType[]): readonly ObjectType[] =>
    objects.length === 0 ? [] : [objects.reduce(mergedAlternatives)];
  return laidOver(one(base), one(over));
}

function overlaid(base: ObjectType, over: ObjectType): ObjectType {
  const fields = new Map<string, Field>(base.fields);
  if (over.rest !== 'none') {
    // Any member may be overwritten by one that is not named.
    for (const [name, field] of fields)
      fields.set(name, { ...field, type: union(field.type, present(restType(over.rest))) });
  }
  for (const [name, field] of over.fields) {
    const under: Type = base.fields.get(name)?.type ?? restType(base.rest);
    const type = field.type.nothing === 'no' ? field.type : withoutNothing(field.type, under);
    fields.set(name, { ...field, type });
  }
  const rest =
    base.rest === 'none'
      ? over.rest
      : over.rest === 'none'
        ? base.rest
        : typeof base.rest === 'object' && typeof over.rest === 'object'
          ? union(base.rest, over.rest)
          : 'undescribed';
  const at = over.at ?? base.at;
  return at === undefined ? { fields, rest } : { fields, rest, at };
}

/** A member that may be missing leaves the one below it. */
function withoutNothing(over: Type, under: Type): Type {
  const below: Type = over.nothing === 'doubt' && under.nothing === 'yes' ? { ...under, nothing: 'doubt' } : under;
  const type = union(present(over), below);
  return over.unmapped === undefined || type.nothing === 'no' ? type : { ...type, unmapped: over.unmapped };
}
