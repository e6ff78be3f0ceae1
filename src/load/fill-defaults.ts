type Schema = Readonly<Record<string, unknown>>;

/** Looks a schema up by `$id`. */
export type SchemaOf = (id: string) => Schema | undefined;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A copy of a valid value in which every property that the schema gives a `default` is there. Follows `$ref`, list
 * items, maps, and the one branch of a `oneOf` whose constants and required properties the value has. (Ajv’s own
 * `useDefaults` leaves branches of `oneOf` alone.)
 */
export function fillDefaults(value: unknown, schema: Schema, base: string, schemaOf: SchemaOf): unknown {
  const resolved = resolve(schema, base, schemaOf);
  if (Array.isArray(value)) {
    const items = resolved.schema.items;
    return isObject(items) ? value.map((item) => fillDefaults(item, items, resolved.base, schemaOf)) : value;
  }
  if (!isObject(value)) return value;
  const branches = resolved.schema.oneOf;
  if (Array.isArray(branches) && !isObject(resolved.schema.properties)) {
    const branch = branches.find(
      (each) => isObject(each) && fits(value, resolve(each, resolved.base, schemaOf).schema),
    );
    return isObject(branch) ? fillDefaults(value, branch, resolved.base, schemaOf) : value;
  }
  const properties = isObject(resolved.schema.properties) ? resolved.schema.properties : {};
  const others = resolved.schema.additionalProperties;
  const filled: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    const property = properties[name] ?? others;
    filled[name] = isObject(property) ? fillDefaults(item, property, resolved.base, schemaOf) : item;
  }
  for (const [name, property] of Object.entries(properties)) {
    if (name in filled || !isObject(property)) continue;
    const target = resolve(property, resolved.base, schemaOf);
    const initial = 'default' in property ? property.default : target.schema.default;
    if (initial !== undefined) filled[name] = fillDefaults(structuredClone(initial), property, resolved.base, schemaOf);
  }
  return filled;
}

function resolve(schema: Schema, base: string, schemaOf: SchemaOf): { readonly schema: Schema; readonly base: string } {
  if (typeof schema.$ref !== 'string') return { schema, base };
  const { id, parts } = address(schema.$ref, base);
  let found: unknown = schemaOf(id);
  for (const part of parts) found = isObject(found) ? found[part] : undefined;
  if (!isObject(found)) throw new Error(`${schema.$ref} in ${base} points nowhere`);
  return resolve(found, id, schemaOf);
}

/** Where a `$ref` points: a schema’s `$id` and the way inside it. Some dozens of them are resolved thousands of times. */
function address(ref: string, base: string): { readonly id: string; readonly parts: readonly string[] } {
  const key = `${base} ${ref}`;
  const known = ADDRESSES.get(key);
  if (known !== undefined) return known;
  const url = new URL(ref, base);
  const found = { id: `${url.origin}${url.pathname}`, parts: url.hash.slice(1).split('/').slice(1) };
  ADDRESSES.set(key, found);
  return found;
}

const ADDRESSES = new Map<string, { readonly id: string; readonly parts: readonly string[] }>();

function fits(value: Readonly<Record<string, unknown>>, branch: Schema): boolean {
  const required = Array.isArray(branch.required) ? branch.required : [];
  if (!required.every((name) => String(name) in value)) return false;
  const properties = isObject(branch.properties) ? branch.properties : {};
  return Object.entries(properties).every(
    ([name, property]) => !isObject(property) || !('const' in property) || value[name] === property.const,
  );
}
