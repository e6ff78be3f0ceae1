import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { compileConnector } from '../src/connector/compile-connector.ts';
import { fillDefaults } from '../src/load/fill-defaults.ts';
import type { ConnectorFile } from '../src/model/config.generated.ts';
import { BUILT_IN } from './sample-project.ts';

/** A connector that ships: its file with defaults filled, compiled, and what its options are where nobody sets them. */
export function shippedConnector(system: string) {
  const schema = JSON.parse(readFileSync(join(BUILT_IN, 'schemas/config/connector.schema.json'), 'utf8'));
  const written: unknown = parse(readFileSync(join(BUILT_IN, `connectors/${system}/connector.yaml`), 'utf8'));
  const file = fillDefaults(written, schema, schema.$id, (id) =>
    id === schema.$id ? schema : undefined,
  ) as ConnectorFile;
  const defaults: Readonly<Record<string, unknown>> = Object.fromEntries(
    Object.entries(file.options).map(([name, option]) => [name, option.default]),
  );
  return { schema, written, file, defaults, ...compileConnector(file) };
}
