import { RECORD_TYPES, type RecordType } from './record-types.ts';
import type { Settings } from './settings.ts';
import type { Field, Shape } from './shape.ts';

/** The list of record types: `GET /metadata-catalog`. */
export function catalogue(base: string): unknown {
  return {
    items: RECORD_TYPES.map(({ name }) => ({
      name,
      links: [
        { rel: 'canonical', href: `${base}/metadata-catalog/${name}`, mediaType: 'application/json' },
        { rel: 'describes', href: `${base}/${name}` },
      ],
    })),
  };
}

/** JSON Schema of a record type, the account's custom fields among them (sheet section 1). */
export function schemaOf(settings: Settings, type: RecordType): unknown {
  return {
    $schema: 'http://json-schema.org/draft-06/hyper-schema#',
    ...objectSchema(settings.customFields, type.shape),
  };
}

function objectSchema(customFields: Settings['customFields'], shape: Shape): Record<string, unknown> {
  const custom = Object.entries(customFields).filter(
    ([name]) => shape.custom !== undefined && name.startsWith(`${shape.custom}_`),
  );
  const fields: [string, Field][] = [
    ...Object.entries(shape.fields),
    ...custom.map(([name, kind]): [string, Field] => [name, { kind }]),
  ];
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(([name, field]) => [name, fieldSchema(customFields, field)])),
  };
}

function fieldSchema(customFields: Settings['customFields'], field: Field): Record<string, unknown> {
  const readOnly = field.readOnly === true ? { readOnly: true } : {};
  switch (field.kind) {
    case 'text':
      return { type: 'string', nullable: true, ...readOnly };
    case 'number':
      return { type: 'number', format: 'double', nullable: true, ...readOnly };
    case 'flag':
      return { type: 'boolean', ...readOnly };
    case 'day':
      return { type: 'string', format: 'date', nullable: true, ...readOnly };
    case 'instant':
      return { type: 'string', format: 'date-time', nullable: true, ...readOnly };
    case 'rate':
      return { type: 'string', nullable: true, ...readOnly };
    case 'choice':
    case 'status':
      return {
        type: 'object',
        properties: {
          id: { type: 'string', enum: field.kind === 'status' ? Object.values(field.of) : Object.keys(field.of) },
          refName: { type: 'string' },
        },
        ...readOnly,
      };
    case 'reference':
    case 'label':
      return {
        type: 'object',
        properties: { id: { type: 'string' }, externalId: { type: 'string' }, refName: { type: 'string' } },
        ...readOnly,
      };
    case 'break':
      return { type: 'object', properties: { value: { type: 'string' } }, ...readOnly };
    case 'part':
      return { ...objectSchema(customFields, field.shape), ...readOnly };
    case 'list':
      return {
        type: 'object',
        properties: {
          items: { type: 'array', items: objectSchema(customFields, field.shape) },
          totalResults: { type: 'integer' },
          count: { type: 'integer' },
          hasMore: { type: 'boolean' },
          offset: { type: 'integer' },
        },
        ...readOnly,
      };
  }
}
