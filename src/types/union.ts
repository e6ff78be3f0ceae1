import {
  type Field,
  hasNoValue,
  type ListType,
  NEVER,
  type NumberType,
  type ObjectType,
  optional,
  type TextType,
  type Type,
} from './type.ts';

/** More literals than this say no more than "a text"; the longest enum of a shipped schema has some 250 currencies. */
const MOST_LITERALS = 300;
/** More alternatives than this are merged into one object. */
const MOST_OBJECTS = 16;
/** How deep objects are held against each other to see whether they are the same. */
const SAME_DEPTH = 6;

const STRENGTH = { no: 0, doubt: 1, yes: 2 } as const;

export function strongerNothing(a: Type['nothing'], b: Type['nothing']): Type['nothing'] {
  return STRENGTH[a] >= STRENGTH[b] ? a : b;
}

export function unionOf(types: Iterable<Type>): Type {
  let result = NEVER;
  for (const type of types) result = union(result, type);
  return result;
}

/** Everything that one or the other can be. */
export function union(a: Type, b: Type): Type {
  if (a === b || b === NEVER) return a;
  if (a === NEVER) return b;
  const nothing = strongerNothing(a.nothing, b.nothing);
  const unmapped = a.unmapped ?? b.unmapped;
  const reason = nothing !== 'no' && unmapped !== undefined ? { unmapped } : {};
  if (a.any || b.any) return { ...NEVER, any: true, nothing, ...reason };
  if (hasNoValue(b) && a.unmapped === unmapped) return a.nothing === nothing ? a : { ...a, nothing };
  if (hasNoValue(a) && b.unmapped === unmapped) return b.nothing === nothing ? b : { ...b, nothing };
  return {
    any: false,
    nothing,
    ...reason,
    null: a.null || b.null,
    booleans:
      a.booleans.length >= b.booleans.length && b.booleans.every((each) => a.booleans.includes(each))
        ? a.booleans
        : [...new Set([...a.booleans, ...b.booleans])],
    number: either(a.number, b.number, unionOfNumbers),
    text: either(a.text, b.text, unionOfTexts),
    objects: unionOfObjects(a.objects, b.objects),
    list: either(a.list, b.list, unionOfLists),
    functions: a.functions === b.functions ? a.functions : [...new Set([...a.functions, ...b.functions])],
  };
}

function either<T>(a: T | undefined, b: T | undefined, both: (a: T, b: T) => T): T | undefined {
  if (a === undefined || a === b) return b;
  return b === undefined ? a : both(a, b);
}

function joined<T>(a: readonly T[] | undefined, b: readonly T[] | undefined): { literals?: readonly T[] } {
  if (a === undefined || b === undefined) return {};
  const all = new Set([...a, ...b]);
  return all.size > MOST_LITERALS ? {} : { literals: [...all] };
}

function unionOfNumbers(a: NumberType, b: NumberType): NumberType {
  return { ...joined(a.literals, b.literals), ...(a.money === true || b.money === true ? { money: true } : {}) };
}

function unionOfTexts(a: TextType, b: TextType): TextType {
  return {
    ...joined(a.literals, b.literals),
    ...(a.form !== undefined && a.form === b.form ? { form: a.form } : decimalOfBoth(a, b)),
    ...(a.filled === true && b.filled === true ? { filled: true } : {}),
  };
}

/** An amount beside a decimal, or beside a text that is one ("0"), is money still. */
function decimalOfBoth(a: TextType, b: TextType): Pick<TextType, 'form'> {
  const forms = [formOf(a), formOf(b)];
  if (!forms.every((form) => form === 'amount' || form === 'decimal')) return {};
  return { form: forms.includes('amount') ? 'amount' : 'decimal' };
}

function formOf({ form, literals }: TextType): TextType['form'] {
  return form ?? (literals?.every((each) => /^-?\d+(\.\d+)?$/.test(each)) === true ? 'decimal' : undefined);
}

function unionOfLists(a: ListType, b: ListType): ListType {
  const vague = a.vague === true && b.vague === true;
  return {
    items: union(a.items, b.items),
    min: Math.min(a.min, b.min),
    max: Math.max(a.max, b.max),
    ...(vague ? { vague: true } : {}),
  };
}

function unionOfObjects(a: readonly ObjectType[], b: readonly ObjectType[]): readonly ObjectType[] {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  const all = [...a];
  for (const each of b) if (!all.some((other) => sameObject(each, other, SAME_DEPTH))) all.push(each);
  return all.length > MOST_OBJECTS ? [all.reduce(mergedAlternatives)] : all;
}

/** Two alternatives as one: what only one of them has is optional. */
export function mergedAlternatives(a: ObjectType, b: ObjectType): ObjectType {
  const fields = new Map<string, Field>();
  for (const name of new Set([...a.fields.keys(), ...b.fields.keys()])) {
    const [left, right] = [a.fields.get(name), b.fields.get(name)];
    const one = left ?? right;
    if (one === undefined) continue;
    if (left !== undefined && right !== undefined) fields.set(name, { ...left, type: union(left.type, right.type) });
    else {
      const other = left === undefined ? a.rest : b.rest;
      fields.set(name, {
        ...one,
        type: optional(other === 'none' ? one.type : union(one.type, restType(other)), 'doubt'),
      });
    }
  }
  const rest =
    a.rest === 'undescribed' || b.rest === 'undescribed'
      ? 'undescribed'
      : a.rest === 'none'
        ? b.rest
        : b.rest === 'none'
          ? a.rest
          : union(a.rest, b.rest);
  return { fields, rest };
}

/** What a member may be that an object type does not name. */
export function restType(rest: ObjectType['rest']): Type {
  if (rest === 'none') return { ...NEVER, nothing: 'yes' };
  if (rest === 'undescribed') return { ...NEVER, any: true, nothing: 'doubt' };
  return optional(rest, 'doubt');
}

function sameObject(a: ObjectType, b: ObjectType, depth: number): boolean {
  if (a === b) return true;
  if (depth === 0 || a.fields.size !== b.fields.size || a.at !== b.at) return false;
  if (
    a.rest !== b.rest &&
    !(typeof a.rest === 'object' && typeof b.rest === 'object' && sameType(a.rest, b.rest, depth - 1))
  )
    return false;
  for (const [name, { type }] of a.fields) {
    const other = b.fields.get(name);
    if (other === undefined || !sameType(type, other.type, depth - 1)) return false;
  }
  return true;
}

/** Whether two types are the same as far as is looked; two that are may still be told apart. */
export function sameType(a: Type, b: Type, depth: number = SAME_DEPTH): boolean {
  if (a === b) return true;
  if (a.any !== b.any || a.nothing !== b.nothing || a.null !== b.null || a.unmapped !== b.unmapped) return false;
  if (a.booleans.length !== b.booleans.length || !a.booleans.every((each) => b.booleans.includes(each))) return false;
  if (!sameParts(a.number, b.number) || !sameParts(a.text, b.text)) return false;
  if (a.functions.length !== b.functions.length || !a.functions.every((each) => b.functions.includes(each)))
    return false;
  if ((a.list === undefined) !== (b.list === undefined)) return false;
  if (a.list !== undefined && b.list !== undefined && a.list !== b.list) {
    if (a.list.min !== b.list.min || a.list.max !== b.list.max || depth === 0) return false;
    if (!sameType(a.list.items, b.list.items, depth - 1)) return false;
  }
  return (
    a.objects.length === b.objects.length &&
    a.objects.every((each, index) => {
      const other = b.objects[index];
      return other !== undefined && sameObject(each, other, depth);
    })
  );
}

function sameParts(a: NumberType | TextType | undefined, b: NumberType | TextType | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  const literals =
    a.literals?.length === b.literals?.length &&
    (a.literals ?? []).every((each) => (b.literals as readonly unknown[]).includes(each));
  return (
    literals &&
    'form' in a === 'form' in b &&
    (a as TextType).form === (b as TextType).form &&
    (a as NumberType).money === (b as NumberType).money &&
    (a as TextType).filled === (b as TextType).filled
  );
}
