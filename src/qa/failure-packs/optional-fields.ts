type Schema = Readonly<Record<string, unknown>>;

/** Names of fields that a system may send as null, and of those that it may leave out. */
export interface OptionalFields {
  readonly nullable: readonly string[];
  readonly absent: readonly string[];
}

/**
 * What a read schema says may be nothing. A twin's fault knows fields by their name alone, so a name counts only where that
 * holds wherever the schema has it.
 */
export function optionalFields(schema: unknown): OptionalFields {
  const places = new Map<string, { nullable: boolean; absent: boolean }>();
  for (const { name, nullable, absent } of fieldsIn(schema)) {
    const known = places.get(name) ?? { nullable: true, absent: true };
    places.set(name, { nullable: known.nullable && nullable, absent: known.absent && absent });
  }
  const names = (kind: keyof OptionalFields) => [...places].flatMap(([name, may]) => (may[kind] ? [name] : []));
  return { nullable: names('nullable'), absent: names('absent') };
}

interface Field {
  readonly name: string;
  readonly nullable: boolean;
  readonly absent: boolean;
}

function* fieldsIn(schema: unknown): Generator<Field> {
  if (Array.isArray(schema)) for (const each of schema) yield* fieldsIn(each);
  if (!isObject(schema)) return;
  const { properties, required, ...rest } = schema;
  if (isObject(properties))
    for (const [name, property] of Object.entries(properties)) {
      yield { name, nullable: allowsNull(property), absent: !(Array.isArray(required) && required.includes(name)) };
      yield* fieldsIn(property);
    }
  for (const [keyword, inner] of Object.entries(rest)) if (!DATA.has(keyword)) yield* fieldsIn(inner);
}

/** Keywords whose value is no schema. */
const DATA = new Set(['enum', 'const', 'default', 'examples']);

function allowsNull(schema: unknown): boolean {
  if (!isObject(schema)) return false;
  const { type, anyOf, oneOf } = schema;
  return [type].flat().includes('null') || [anyOf, oneOf].flat().some(allowsNull);
}

const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
