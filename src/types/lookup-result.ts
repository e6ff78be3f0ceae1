import type { Call } from './infer-call.ts';
import { manyOf } from './many.ts';
import { ANY, MAYBE, NEVER, NOTHING, present, type Type } from './type.ts';
import { restType, union, unionOf } from './union.ts';

/** `$lookup(table, key)`. A table without an answer for a key that may come says which. */
export function lookedUp(table: Type, key: Type, call: Call): Type {
  if (table.any) return ANY;
  const {
    item: { objects, any },
  } = manyOf(table);
  if (any) return ANY;
  let type: Type = table.nothing === 'no' ? NEVER : { ...NEVER, nothing: table.nothing };
  if (key.nothing !== 'no') type = union(type, { ...NEVER, nothing: key.nothing });
  const names = key.any ? undefined : key.text?.literals;
  if (names === undefined) {
    const all = objects.flatMap(({ fields, rest }) => [
      ...[...fields.values()].map((field) => field.type),
      ...(rest === 'none' ? [] : [restType(rest)]),
    ]);
    return unionOf([type, MAYBE, ...all.map(present)]);
  }
  const unmapped: string[] = [];
  for (const name of names) {
    const found = objects.map(({ fields, rest }) => fields.get(name)?.type ?? restType(rest));
    if (found.length > 0 && found.every((each) => each.nothing === 'yes' && !each.any && isOnlyNothing(each)))
      unmapped.push(name);
    else type = unionOf([type, ...found]);
  }
  if (unmapped.length === 0) return type;
  return union(type, {
    ...NOTHING,
    unmapped: { values: unmapped, at: call.node.procedure?.position ?? call.node.position ?? 0, by: 'table' },
  });
}

const isOnlyNothing = (type: Type): boolean =>
  type.text === undefined &&
  type.number === undefined &&
  type.objects.length === 0 &&
  type.list === undefined &&
  type.booleans.length === 0 &&
  !type.null;
