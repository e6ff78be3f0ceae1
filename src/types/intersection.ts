import {
  type Field,
  hasNoValue,
  isNever,
  type ListType,
  NEVER,
  type NumberType,
  type ObjectType,
  present,
  type TextType,
  type Type,
} from './type.ts';
import { restType } from './union.ts';

/** What both can be; never narrower than that. Neither is nothing. */
export function intersection(a: Type, b: Type): Type {
  if (a.any || a === b) return b.any ? a : present(b);
  if (b.any) return present(a);
  return {
    any: false,
    nothing: 'no',
    null: a.null && b.null,
    booleans: a.booleans.filter((each) => b.booleans.includes(each)),
    number: both(a.number, b.number, numbers),
    text: both(a.text, b.text, texts),
    objects: a.objects.flatMap((one) =>
      b.objects.map((other) => objects(one, other)).filter((each) => each !== undefined),
    ),
    list: both(a.list, b.list, lists),
    functions: a.functions.filter((each) => b.functions.includes(each)),
  };
}

const both = <T>(a: T | undefined, b: T | undefined, of: (a: T, b: T) => T | undefined): T | undefined =>
  a === undefined || b === undefined ? undefined : of(a, b);

function commonLiterals<T>(a: readonly T[] | undefined, b: readonly T[] | undefined): readonly T[] | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a.filter((each) => b.includes(each));
}

function numbers(a: NumberType, b: NumberType): NumberType | undefined {
  const literals = commonLiterals(a.literals, b.literals);
  if (literals?.length === 0) return undefined;
  const money = a.money === true || b.money === true;
  return { ...(literals === undefined ? {} : { literals }), ...(money ? { money: true } : {}) };
}

function texts(a: TextType, b: TextType): TextType | undefined {
  const literals = commonLiterals(a.literals, b.literals);
  if (literals?.length === 0) return undefined;
  const form = a.form === 'decimal' || a.form === undefined ? (b.form ?? a.form) : a.form;
  return {
    ...(literals === undefined ? {} : { literals }),
    ...(form === undefined ? {} : { form }),
    ...(a.filled === true || b.filled === true ? { filled: true } : {}),
  };
}

function lists(a: ListType, b: ListType): ListType | undefined {
  const [min, max] = [Math.max(a.min, b.min), Math.min(a.max, b.max)];
  return min > max ? undefined : { items: intersection(a.items, b.items), min, max };
}

/** Undefined where the two rule each other out: one wants a member that the other does not let through. */
function objects(a: ObjectType, b: ObjectType): ObjectType | undefined {
  const fields = new Map<string, Field>();
  for (const name of new Set([...a.fields.keys(), ...b.fields.keys()])) {
    const left = a.fields.get(name) ?? { type: restType(a.rest) };
    const right = b.fields.get(name) ?? { type: restType(b.rest) };
    const value = intersection(present(left.type), present(right.type));
    const may =
      left.type.nothing === 'no' || right.type.nothing === 'no'
        ? 'no'
        : left.type.nothing === 'yes'
          ? right.type.nothing
          : left.type.nothing;
    if (hasNoValue(value)) {
      if (may === 'no' && !isNever(left.type) && !isNever(right.type)) return undefined;
      continue;
    }
    const description = left.description ?? right.description;
    fields.set(name, { type: { ...value, nothing: may }, ...(description === undefined ? {} : { description }) });
  }
  const rest =
    a.rest === 'none' || b.rest === 'none'
      ? 'none'
      : a.rest === 'undescribed'
        ? b.rest
        : b.rest === 'undescribed'
          ? a.rest
          : { ...intersection(present(a.rest), present(b.rest)), nothing: 'doubt' as const };
  return {
    fields,
    rest: typeof rest === 'object' && isNever({ ...rest, nothing: 'no' }) && rest !== NEVER ? 'none' : rest,
  };
}
