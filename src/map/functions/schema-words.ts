import type { FunctionReturn } from './mapping-function.ts';
import type { ValueSchema } from './value-schema.ts';

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: 'true or false',
  object: 'object',
  null: 'null',
};

const FORMATS: Readonly<Record<string, string>> = { decimal: 'decimal', 'date-time': 'instant', date: 'date' };

/** A schema fragment as people say it: `decimal`, `list of text`, `"up" or "down"`. Null is left out: it counts as nothing. */
export function schemaWords(schema: ValueSchema): string {
  if (schema.not !== undefined) return 'nothing ever: the record is held';
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' or ');
  const format = typeof schema.format === 'string' ? FORMATS[schema.format] : undefined;
  if (format !== undefined) return format;
  const types = [schema.type ?? []].flat().filter((type) => type !== 'null') as string[];
  if (types.length === 0) return 'anything';
  if (types.includes('array')) return `list of ${schemaWords((schema.items ?? {}) as ValueSchema)}`;
  const words = types.map((type) => WORDS[type] ?? type).join(' or ');
  const { minimum, maximum } = schema;
  if (minimum !== undefined && maximum !== undefined) return `${words} from ${minimum} to ${maximum}`;
  return words;
}

export function returnWords({ gives, nothingForNothing, maybeNothing }: FunctionReturn): string {
  const what = schemaWords(gives);
  return nothingForNothing === true || maybeNothing === true ? `${what}, or nothing` : what;
}
