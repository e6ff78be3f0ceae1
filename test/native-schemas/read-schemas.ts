import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import type { ConnectorFile } from '../../src/model/config.generated.ts';
import { pathText, SchemaRegistry } from '../../src/validate/schema-registry.ts';
import { type JsonSchema, unlistedFields } from './unlisted-fields.ts';

export const ROOT = new URL('../..', import.meta.url).pathname;

/** What a shipped connector says of the native records of one read. */
export interface ReadSchema {
  readonly system: string;
  /** `order` of `order.read` */
  readonly document: string;
  /** Path of the schema file; undefined when the capability names none. */
  readonly file: string | undefined;
  /** Whether a single record can be read by its id. */
  readonly one: boolean;
}

/** Every `*.read` capability of the shipped connectors. */
export function readSchemas(): ReadSchema[] {
  return globSync(join(ROOT, 'connectors/*/connector.yaml'))
    .sort()
    .flatMap((path) => {
      const { capabilities } = parse(readFileSync(path, 'utf8')) as ConnectorFile;
      return Object.entries(capabilities).flatMap(([name, capability]) => {
        if (!('read' in capability)) return [];
        const file = capability.read_schema;
        return {
          system: basename(dirname(path)),
          document: name.replace(/\.read$/, ''),
          file:
            file === undefined
              ? undefined
              : join(dirname(dirname(path)), capability.like ?? basename(dirname(path)), file),
          one: capability.one !== undefined,
        };
      });
    });
}

/** What is wrong with native records by the schemas, in words: violations, and fields that no schema lists. */
export class NativeShapes {
  readonly #registry = new SchemaRegistry();
  readonly #schemas = new Map<string, JsonSchema>();
  readonly #added = new Set<string>();

  constructor() {
    for (const { system, document, file } of readSchemas()) {
      if (file === undefined) continue;
      const schema = JSON.parse(readFileSync(file, 'utf8')) as JsonSchema;
      this.#schemas.set(`${system} ${document}`, schema);
      if (!this.#added.has(file)) this.#registry.add(schema);
      this.#added.add(file);
    }
  }

  schema(system: string, document: string): JsonSchema {
    const schema = this.#schemas.get(`${system} ${document}`);
    if (schema === undefined) throw new Error(`no read schema of ${system} ${document}`);
    return schema;
  }

  /** `partial`: what the record leaves out is not asked for. */
  wrong(system: string, document: string, native: unknown, partial = false): string[] {
    const schema = this.schema(system, document);
    const violations = this.#registry.validator(String(schema.$id))(native);
    const unlisted = unlistedFields(schema, native);
    return [
      ...violations
        .filter(({ keyword }) => !(partial && keyword === 'required'))
        .map(({ path, message }) => `${pathText(path)}: ${message}`),
      ...unlisted.map((path) => `${path}: is not in the schema`),
    ];
  }
}
