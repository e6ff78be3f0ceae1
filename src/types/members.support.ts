import fc from 'fast-check';
import type { ObjectType, Type } from './type.ts';

/** Why a plain JSON value is not one that the type holds; undefined when it is. */
export function notMember(value: unknown, type: Type, path = '$'): string | undefined {
  const no = (what: string): string => `${path}: ${what} ${JSON.stringify(value)?.slice(0, 120)}`;
  if (value === undefined) return type.nothing === 'no' ? `${path}: nothing` : undefined;
  if (type.any) return undefined;
  if (value === null) return type.null ? undefined : no('null');
  if (typeof value === 'boolean') return type.booleans.includes(value) ? undefined : no('boolean');
  if (typeof value === 'number')
    return type.number !== undefined && type.number.literals?.includes(value) !== false ? undefined : no('number');
  if (typeof value === 'string') {
    const { text } = type;
    if (text === undefined || text.literals?.includes(value) === false) return no('text');
    return text.filled === true && value === '' ? no('empty text') : undefined;
  }
  if (Array.isArray(value)) {
    const { list } = type;
    if (list === undefined) return no('list');
    if (value.length < list.min || value.length > list.max)
      return no(`list of ${value.length} (${list.min} to ${list.max})`);
    for (const [index, item] of value.entries()) {
      const wrong = notMember(item, list.items, `${path}[${index}]`);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  }
  const wrongs = type.objects.map((object) => notOfObject(value as Record<string, unknown>, object, path));
  return wrongs.includes(undefined)
    ? undefined
    : (wrongs.sort((a, b) => (b?.length ?? 0) - (a?.length ?? 0))[0] ?? no('object'));
}

function notOfObject(value: Record<string, unknown>, { fields, rest }: ObjectType, path: string): string | undefined {
  for (const [name, { type }] of fields) {
    const wrong = notMember(value[name], type, `${path}.${name}`);
    if (wrong !== undefined) return wrong;
  }
  for (const [name, each] of Object.entries(value)) {
    if (fields.has(name) || rest === 'undescribed') continue;
    const wrong =
      rest === 'none' ? `${path}.${name} is unknown` : notMember(each, { ...rest, nothing: 'yes' }, `${path}.${name}`);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

const FORMS = {
  amount: ['0.00', '12.50', '3.99', '100'],
  decimal: ['0', '1', '2', '12.5'],
  instant: ['2026-03-01T10:00:00Z', '2026-07-02T23:30:00Z'],
  date: ['2026-03-01'],
  uri: ['https://example.com/a'],
  email: ['dana@example.com'],
} as const;

const WORDS = [
  'A-1',
  '1',
  '10',
  'open',
  'DE',
  'EUR',
  'Dana Reyes',
  'true',
  'gid://shopify/Order/7',
  'sku',
  '2026-03-01T10:00:00',
];

/** Values of a type; `undefined` for nothing. */
export function valuesOf(type: Type): fc.Arbitrary<unknown> {
  if (type.any) return fc.constantFrom<unknown>(undefined, null, 1, 'a', true, [], ['a'], { a: 1 });
  const ways: fc.Arbitrary<unknown>[] = [];
  if (type.null) ways.push(fc.constant(null));
  if (type.booleans.length > 0) ways.push(fc.constantFrom(...type.booleans));
  if (type.number !== undefined) ways.push(fc.constantFrom(...(type.number.literals ?? [0, 1, 2, 12.5, -3])));
  if (type.text !== undefined) {
    const { literals, form, filled } = type.text;
    ways.push(
      fc.constantFrom<string>(
        ...(literals ?? (form === undefined ? (filled === true ? WORDS : [...WORDS, '']) : FORMS[form])),
      ),
    );
  }
  for (const object of type.objects) ways.push(objectsOf(object));
  if (type.list !== undefined) {
    const { items, min, max } = type.list;
    ways.push(
      fc
        .array(valuesOf(items), { minLength: min, maxLength: Math.max(min, Math.min(max, 2)) })
        .map((all) => all.filter((each) => each !== undefined)),
    );
  }
  if (ways.length === 0) return fc.constant(undefined);
  const some = fc.oneof(...ways);
  return type.nothing === 'no'
    ? some
    : fc.oneof({ weight: 1, arbitrary: fc.constant(undefined) }, { weight: 3, arbitrary: some });
}

function objectsOf({ fields }: ObjectType): fc.Arbitrary<unknown> {
  const members = Object.fromEntries([...fields].map(([name, { type }]) => [name, valuesOf(type)]));
  return fc
    .record(members)
    .map((value) => Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)));
}
