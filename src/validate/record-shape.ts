type Schema = Readonly<Record<string, unknown>>;

const KEPT = new Set(['required', 'minItems']);
/** Keywords whose value is one schema, a list of schemas, or schemas by name. */
const ONE = new Set(['items', 'additionalProperties']);
const LISTS = new Set(['allOf', 'anyOf', 'prefixItems']);
const NAMED = new Set(['properties', '$defs', 'patternProperties']);

/**
 * What of a read schema holds a record at run time: what must be there, and of which type it is. Values of an enum,
 * formats and patterns are left to the mapping, which knows whether it needs them: a system gets a new status long before
 * its schema is told. Fields that the schema does not know pass.
 */
export function shapeOf(schema: Schema): Schema {
  return { $schema: schema.$schema, ...kindsOf(schema), $id: `${String(schema.$id)}?shape` };
}

function kindsOf(schema: unknown): Schema {
  if (typeof schema !== 'object' || schema === null) return {};
  const kept: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'type') Object.assign(kept, typeOf(value));
    else if (keyword === '$ref' || KEPT.has(keyword)) kept[keyword] = value;
    else if (ONE.has(keyword)) kept[keyword] = kindsOf(value);
    else if (LISTS.has(keyword)) kept[keyword] = listOf(value);
    // Without their values, several branches may hold at once.
    else if (keyword === 'oneOf') kept.anyOf = listOf(value);
    else if (NAMED.has(keyword)) kept[keyword] = byName(value);
  }
  return kept;
}

/** A number that a double cannot hold comes as its own text (src/http/exact-number.ts): 9007199254740995, 1e400. */
const NUMBER_TEXT = '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$';

function typeOf(written: unknown): Schema {
  const types: readonly unknown[] = [written].flat();
  const isNumber = types.includes('number') || types.includes('integer');
  return isNumber && !types.includes('string')
    ? { type: [...types, 'string'], pattern: NUMBER_TEXT }
    : { type: written };
}

const listOf = (value: unknown): unknown => (Array.isArray(value) ? value.map(kindsOf) : value);

const byName = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, kindsOf(schema)]))
    : value;
