import { canBe } from './infer-condition.ts';
import { intersection } from './intersection.ts';
import { valueType } from './schema-type.ts';
import { MAYBE, NEVER, present, SOMETHING, type Type } from './type.ts';
import { unionOf } from './union.ts';

/** What is left of a type by what a condition has shown of its value. */

export const keepMissing = (type: Type): Type =>
  type.nothing === 'no' ? NEVER : type.any ? MAYBE : { ...NEVER, nothing: type.nothing };

/** Equal to one of some values. */
export function keepValues(type: Type, values: readonly unknown[]): Type {
  return intersection(present(type), unionOf(values.map(valueType)));
}

/** Equal to none of some values; nothing is equal to none. */
export function dropValues(type: Type, values: readonly unknown[]): Type {
  if (type.any) return type;
  const texts = type.text?.literals?.filter((each) => !values.includes(each));
  const numbers = type.number?.literals?.filter((each) => !values.includes(each));
  return {
    ...type,
    null: type.null && !values.includes(null),
    booleans: type.booleans.filter((each) => !values.includes(each)),
    text: texts === undefined ? type.text : texts.length === 0 ? undefined : { ...type.text, literals: texts },
    number:
      numbers === undefined ? type.number : numbers.length === 0 ? undefined : { ...type.number, literals: numbers },
  };
}

/** What `$type` says. Undefined for a word that it never says. */
const KINDS: Readonly<Record<string, (type: Type) => Type>> = {
  null: (type) => ({ ...NEVER, null: type.null }),
  boolean: (type) => ({ ...NEVER, booleans: type.booleans }),
  number: (type) => ({ ...NEVER, number: type.number }),
  string: (type) => ({ ...NEVER, text: type.text }),
  object: (type) => ({ ...NEVER, objects: type.objects }),
  array: (type) => ({ ...NEVER, list: type.list }),
  function: (type) => ({ ...NEVER, functions: type.functions }),
};

const SAMPLES: Readonly<Record<string, Type>> = {
  null: valueType(null),
  boolean: { ...NEVER, booleans: [true, false] },
  number: { ...NEVER, number: {} },
  string: { ...NEVER, text: {} },
};

export function keepKinds(type: Type, kinds: readonly string[]): Type {
  if (type.any) {
    const [only] = kinds;
    return kinds.length === 1 && only !== undefined ? (SAMPLES[only] ?? SOMETHING) : SOMETHING;
  }
  return Object.assign({}, NEVER, ...kinds.map((kind) => definedParts(KINDS[kind]?.(type))));
}

export function dropKinds(type: Type, kinds: readonly string[]): Type {
  if (type.any) return type;
  const left = Object.keys(KINDS).filter((kind) => !kinds.includes(kind));
  const kept = keepKinds(present(type), left);
  return type.nothing === 'no' ? kept : { ...kept, nothing: type.nothing };
}

function definedParts(type: Type | undefined): Partial<Type> {
  if (type === undefined) return {};
  return {
    ...(type.null ? { null: true } : {}),
    ...(type.booleans.length > 0 ? { booleans: type.booleans } : {}),
    ...(type.number === undefined ? {} : { number: type.number }),
    ...(type.text === undefined ? {} : { text: type.text }),
    ...(type.objects.length > 0 ? { objects: type.objects } : {}),
    ...(type.list === undefined ? {} : { list: type.list }),
    ...(type.functions.length > 0 ? { functions: type.functions } : {}),
  };
}

/** What counts as true. */
export function keepTruthy(type: Type): Type {
  if (type.any) return SOMETHING;
  const texts = type.text?.literals?.filter((each) => each !== '');
  const kept = dropValues(present({ ...type, functions: [] }), [null, false, 0, '']);
  return {
    ...kept,
    text:
      kept.text === undefined
        ? undefined
        : { ...kept.text, ...(texts === undefined ? {} : { literals: texts }), filled: true },
  };
}

/** What counts as false. */
export function keepFalsy(type: Type): Type {
  if (type.any) return type;
  return {
    ...type,
    booleans: type.booleans.filter((each) => !each),
    text: type.text !== undefined && canBe({ ...NEVER, text: type.text }, false) ? { literals: [''] } : undefined,
    number:
      type.number !== undefined && canBe({ ...NEVER, number: type.number }, false) ? { literals: [0] } : undefined,
    objects: type.objects.filter((each) => canBe({ ...NEVER, objects: [each] }, false)),
  };
}
