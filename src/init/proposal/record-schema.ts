import { type Fields, fieldsOf, type OpenApiDocument } from './openapi-document.ts';

/** What OpenAPI has in common with JSON Schema and says something about a record. */
const KEPT = [
  'description',
  'enum',
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'required',
  'const',
] as const;
const DEEPEST = 8;

/** A JSON Schema file of a record, from the schema of an API document. References are written out; circles end after some turns. */
export function recordSchema(document: OpenApiDocument, schema: Fields, id: string): string {
  const value = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: id,
    ...converted(document, schema, 0),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

function converted(document: OpenApiDocument, written: unknown, depth: number): Fields {
  if (depth > DEEPEST) return {};
  const schema = document.resolve(written);
  const deeper = (value: unknown) => converted(document, value, depth + 1);
  const lists = (['allOf', 'anyOf', 'oneOf'] as const).filter((name) => Array.isArray(schema[name]));
  const kept = Object.fromEntries(KEPT.flatMap((name) => (schema[name] === undefined ? [] : [[name, schema[name]]])));
  return {
    ...typeOf(schema),
    ...(schema.nullable === true && Array.isArray(kept.enum) ? { ...kept, enum: [...kept.enum, null] } : kept),
    ...(schema.properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(fieldsOf(schema.properties)).map(([name, value]) => [name, deeper(value)]),
          ),
        }),
    ...(schema.items === undefined ? {} : { items: deeper(schema.items) }),
    ...Object.fromEntries(lists.map((name) => [name, (schema[name] as readonly unknown[]).map(deeper)])),
  };
}

/** OpenAPI 3.0 says `nullable` where JSON Schema has a type for it. */
function typeOf({ type, nullable, properties }: Fields): Fields {
  const types = [type ?? (properties === undefined ? [] : 'object')].flat();
  if (types.length === 0) return {};
  const all = nullable === true ? [...types, 'null'] : types;
  return { type: all.length === 1 ? all[0] : all };
}
