export interface JsonSchema {
  readonly $id?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly [keyword: string]: unknown;
}

/**
 * Fields of a value that its schema does not list, as paths. An object without `properties` is open: custom fields and
 * links may hold anything. So are fields whose names `patternProperties` allow. `meet` is told where in the schema each listed field stands.
 */
export function unlistedFields(
  root: JsonSchema,
  value: unknown,
  meet: (place: string) => void = () => undefined,
): string[] {
  const { unlisted, met } = look({ schema: root, place: '#' }, value, '', root);
  for (const place of met) meet(place);
  return unlisted;
}

interface Placed {
  readonly schema: JsonSchema;
  readonly place: string;
}

interface Found {
  readonly unlisted: string[];
  readonly met: string[];
}

const NOTHING: Found = { unlisted: [], met: [] };

function look(at: Placed, value: unknown, path: string, root: JsonSchema): Found {
  const { schema, place } = resolved(at, root);
  if (schema.anyOf !== undefined) {
    const fitting = schema.anyOf
      .map((branch, i) => resolved({ schema: branch, place: `${place}/anyOf/${i}` }, root))
      .filter((branch) => mayBe(branch.schema, value))
      .map((branch) => look(branch, value, path, root));
    // The branch that knows most of the value is the one that is meant.
    return fitting.reduce(
      (best, found) => (found.unlisted.length < best.unlisted.length ? found : best),
      fitting[0] ?? NOTHING,
    );
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items === undefined) return NOTHING;
    return together(
      value.map((each, i) => look({ schema: items, place: `${place}/items` }, each, `${path}[${i}]`, root)),
    );
  }
  const { properties } = schema;
  if (typeof value !== 'object' || value === null || properties === undefined) return NOTHING;
  return together(
    Object.entries(value).map(([name, inner]) => {
      const field = path === '' ? name : `${path}.${name}`;
      const listed = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (listed === undefined) return isAllowed(schema, name) ? NOTHING : { unlisted: [field], met: [] };
      const below = `${place}/properties/${name}`;
      return together([{ unlisted: [], met: [below] }, look({ schema: listed, place: below }, inner, field, root)]);
    }),
  );
}

const isAllowed = ({ patternProperties = {} }: JsonSchema, name: string): boolean =>
  Object.keys(patternProperties).some((pattern) => new RegExp(pattern, 'u').test(name));

const together = (found: readonly Found[]): Found => ({
  unlisted: found.flatMap(({ unlisted }) => unlisted),
  met: found.flatMap(({ met }) => met),
});

/** The schema that a `$ref` means, and its own place. */
function resolved(at: Placed, root: JsonSchema): Placed {
  const { $ref } = at.schema;
  if ($ref === undefined) return at;
  const schema = root.$defs?.[$ref.replace('#/$defs/', '')];
  if (schema === undefined) throw new Error(`${$ref} points nowhere`);
  return { schema, place: $ref };
}

const mayBe = ({ type }: JsonSchema, value: unknown): boolean =>
  type === undefined || [type].flat().includes(value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
