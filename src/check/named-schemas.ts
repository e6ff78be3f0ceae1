import { lenderOf } from '../compile/mapping-files.ts';
import type { LoadedProject } from '../load/load-project.ts';
import type { Finding } from '../model/finding.ts';

type NamesSchema = { readonly payload_schema?: string; readonly read_schema?: string };

/** The schema files that capabilities of connectors name in `field`, each of which must be there and be a JSON Schema. */
export function* namedSchemas(
  project: LoadedProject,
  field: 'payload_schema' | 'read_schema',
): Generator<Omit<Finding, 'code' | 'severity'>> {
  const { connectors, layers } = project;
  for (const { value, source } of connectors.values()) {
    for (const [capability, written] of Object.entries(value.capabilities)) {
      const name = field in written ? (written as NamesSchema)[field] : undefined;
      if (name === undefined) continue;
      const at = source.place(['capabilities', capability, field]);
      const path = `connectors/${lenderOf(project, value.connector, capability)}/${name}`;
      const file = layers.find(path);
      if (file === undefined) {
        yield { at, message: `there is no file ${path}`, hint: `write the schema, or leave \`${field}\` out` };
        continue;
      }
      if (file.layer === 'built-in') continue; // tested before it ships
      try {
        project.schemas.validatorOf(JSON.parse(layers.read(file)) as Record<string, unknown>);
      } catch (error) {
        yield {
          at,
          message: `${path} is no valid JSON Schema: ${error instanceof Error ? error.message : String(error)}`,
          hint: 'it needs an `$id` and draft 2020-12',
        };
      }
    }
  }
}
