/**
 * Writes the TypeScript types of the config formats and of the canonical documents from their JSON Schemas.
 * `node scripts/generate-types.ts` writes, `--check` fails when a checked-in file is not what the schemas say.
 *
 * Config types describe a file after its defaults were filled: a property with a `default` is always there.
 * Only objects and choices between objects become types of their own, named by their titles; text, numbers and lists
 * stand where they are used.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { compile, type JSONSchema } from 'json-schema-to-typescript';

type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

const isNamed = (schema: Node): boolean => isNode(schema.properties) || Array.isArray(schema.oneOf);

/** All schemas of one folder as one schema whose `$defs` are the types. */
class Bundle {
  readonly #schemas: ReadonlyMap<string, Node>;
  readonly #filled: boolean;
  readonly defs: Node = {};

  constructor(schemas: readonly Node[], filled: boolean) {
    this.#schemas = new Map(schemas.map((schema) => [String(schema.$id), schema]));
    this.#filled = filled;
    for (const schema of schemas)
      if (isNamed(schema) || schema.type === 'array') this.#define(schema, String(schema.$id));
  }

  #define(schema: Node, base: string): string {
    const name = String(schema.title).replace(/[^A-Za-z0-9]/g, '');
    if (!(name in this.defs)) {
      this.defs[name] = {};
      const { $defs, $id, $schema, ...rest } = schema;
      this.defs[name] = { ...(this.#rewrite(rest, base, true) as Node), title: name };
    }
    return name;
  }

  #resolve(ref: string, base: string): { readonly schema: Node; readonly base: string } {
    const url = new URL(ref, base);
    const file = `${url.origin}${url.pathname}`;
    let schema: unknown = this.#schemas.get(file);
    for (const part of url.hash.slice(1).split('/').slice(1)) schema = isNode(schema) ? schema[part] : undefined;
    if (!isNode(schema)) throw new Error(`${ref} in ${base} points nowhere`);
    return { schema, base: file };
  }

  #rewrite(value: unknown, base: string, top = false): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#rewrite(item, base));
    if (!isNode(value)) return value;
    if (typeof value.$ref === 'string') {
      const { schema, base: at } = this.#resolve(value.$ref, base);
      const described = typeof value.description === 'string' ? { description: value.description } : {};
      if (isNamed(schema)) return { tsType: this.#define(schema, at), ...described };
      return { ...(this.#rewrite(schema, at) as Node), ...described };
    }
    if (
      !top &&
      isNamed(value) &&
      isNode(value.properties) &&
      typeof value.title === 'string' &&
      !value.title.includes(' ')
    ) {
      return {
        tsType: this.#define(value, base),
        ...(typeof value.description === 'string' ? { description: value.description } : {}),
      };
    }
    const copy: Node = {};
    for (const [key, item] of Object.entries(value)) {
      if (
        [
          '$id',
          '$schema',
          '$defs',
          'examples',
          'title',
          'default',
          'allOf',
          'propertyNames',
          'minItems',
          'maxItems',
          'pattern',
          'format',
          '$comment',
          'if',
          'then',
          'else',
          'dependentRequired',
          'not',
        ].includes(key) &&
        !(key === 'title' && isNode(item))
      )
        continue;
      if (key === 'oneOf' && isNode(value.properties)) continue;
      copy[key] =
        key === 'properties' && isNode(item)
          ? Object.fromEntries(Object.entries(item).map(([name, property]) => [name, this.#rewrite(property, base)]))
          : this.#rewrite(item, base);
    }
    const description = typeof value.description === 'string' ? { description: value.description } : {};
    const structural = ['type', 'enum', 'const', 'oneOf', 'anyOf', 'properties', 'items', 'additionalProperties'];
    if (!top && !structural.some((keyword) => keyword in value) && 'title' in value)
      return { ...description, tsType: 'unknown' };
    if (value.type === 'object' && !isNode(value.properties)) {
      const open = value.additionalProperties === undefined || value.additionalProperties === true;
      if (open) return { ...description, tsType: 'Record<string, unknown>' };
    }
    if (this.#filled && isNode(value.properties)) {
      const filled = Object.entries(value.properties).filter(
        ([, property]) => isNode(property) && this.#hasDefault(property, base),
      );
      copy.required = [
        ...new Set([...((value.required as string[] | undefined) ?? []), ...filled.map(([name]) => name)]),
      ];
    }
    return copy;
  }

  #hasDefault(property: Node, base: string): boolean {
    if ('default' in property) return true;
    if (typeof property.$ref !== 'string') return false;
    const { schema, base: at } = this.#resolve(property.$ref, base);
    return this.#hasDefault(schema, at);
  }
}

async function typesOf(pattern: string, source: string, filled: boolean): Promise<string> {
  const schemas = globSync(pattern)
    .sort()
    .map((file) => JSON.parse(readFileSync(file, 'utf8')) as Node);
  const { defs } = new Bundle(schemas, filled);
  const text = await compile({ $defs: defs, type: 'object', title: 'Bundle' } as JSONSchema, 'Bundle', {
    additionalProperties: false,
    bannerComment: `/* Generated from ${source} by scripts/generate-types.ts. Change the schema, then run \`npm run generate\`. */`,
    format: false,
    unreachableDefinitions: true,
    ignoreMinAndMaxItems: true,
  });
  return text
    .replace(/export interface Bundle \{[\s\S]*?\n\}\n/, '')
    .replace(
      /^\s*\*\s*\n\s*\* (This interface was referenced by[^\n]*|via the `definition`[^\n]*)\n(\s*\* via the `definition`[^\n]*\n)*/gm,
      '',
    )
    .replace(/^\s*\* (This interface was referenced by[^\n]*|via the `definition`[^\n]*)\n/gm, '')
    .replace(/\/\*\*\n \*\/\n/g, '');
}

const OUTPUTS = [
  {
    pattern: 'schemas/config/*.schema.json',
    source: 'schemas/config',
    target: 'src/model/config.generated.ts',
    filled: true,
  },
  {
    pattern: 'schemas/documents/**/*.schema.json',
    source: 'schemas/documents',
    target: 'src/model/documents.generated.ts',
    filled: false,
  },
] as const;

const check = process.argv.includes('--check');
for (const { pattern, source, target, filled } of OUTPUTS) {
  const text = await typesOf(pattern, source, filled);
  if (!check) writeFileSync(target, text);
  else if (readFileSync(target, 'utf8') !== text) {
    process.stderr.write(`${target} is not what ${source} says: run \`npm run generate\`\n`);
    process.exitCode = 1;
  }
}
