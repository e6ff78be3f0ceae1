import type { Told } from './analysis.ts';
import { nearestField } from './nearest-field.ts';
import { type OutputPlace, outputProblems } from './output-problems.ts';
import { type Field, hasNoValue, type ObjectType, present, type Type, type Unmapped } from './type.ts';

/** Tells members that an output must not have, lacks, or has with a wrong value. */
export function* tellFields(object: ObjectType, target: ObjectType, place: OutputPlace): Generator<Told> {
  const at = object.at ?? place.at;
  for (const [name, { type }] of target.fields) {
    if (type.nothing !== 'no') continue;
    const field = object.fields.get(name);
    if (field !== undefined) yield* tellMissing(name, field, { ...place, at });
    else if (object.rest === 'none')
      yield {
        kind: 'missing-field',
        at,
        message: `\`${pathTo(place, name)}\` is missing, which must always be there`,
        hint: `add "${name}"`,
      };
  }
  for (const [name, field] of object.fields) {
    if (field.type === target.fields.get(name)?.type) continue;
    const inner = { ...place, path: pathTo(place, name), at: field.at ?? at };
    const wanted = target.fields.get(name)?.type ?? (typeof target.rest === 'object' ? target.rest : undefined);
    if (wanted !== undefined) {
      if (wanted.nothing !== 'no' && field.type.unmapped?.by === 'table')
        yield unmapped(inner.path, field.type.unmapped);
      yield* outputProblems(present(field.type), present(wanted), inner);
    } else if (target.rest === 'none' && !isNothing(field.type)) yield tellUnknown(name, field, target, inner);
  }
}

const pathTo = ({ path }: OutputPlace, name: string): string => (path === '' ? name : `${path}.${name}`);

const isNothing = (type: Type): boolean => hasNoValue(type) && !type.any;

function* tellMissing(name: string, { type, at }: Field, place: OutputPlace): Generator<Told> {
  const path = pathTo(place, name);
  if (type.nothing === 'no' || (type.any && type.nothing === 'doubt')) return;
  if (type.unmapped !== undefined) yield unmapped(path, type.unmapped);
  else if (isNothing(type) && type.nothing === 'yes')
    yield {
      kind: 'missing-field',
      at: at ?? place.at,
      message: `\`${path}\` is never there, and must always be`,
      hint: `give "${name}" a value`,
    };
  else if (type.nothing === 'yes')
    yield {
      kind: 'may-be-missing',
      at: at ?? place.at,
      message: `\`${path}\` must always be there, and its value may be missing`,
      hint: 'say what holds when it is missing: `$exists(x) ? x : $hold("…", "…")`',
    };
}

function unmapped(path: string, { values, at }: Unmapped): Told {
  const shown = values
    .slice(0, 8)
    .map((each) => `"${each}"`)
    .join(', ');
  return {
    kind: 'unmapped-value',
    at,
    message: `nothing says what \`${path}\` is for ${shown}${values.length > 8 ? ', …' : ''}`,
    hint: 'add what each means, or end with $hold("…", "…")',
  };
}

function tellUnknown(name: string, field: Field, target: ObjectType, place: OutputPlace): Told {
  const { hint, certain } = nearestField(name, [...target.fields.keys()]);
  return {
    kind: 'unknown-field',
    at: place.at,
    message: `\`${place.path}\` is not known: the output has no such member`,
    hint,
    ...(certain === undefined || field.at === undefined ? {} : { instead: JSON.stringify(certain) }),
  };
}
