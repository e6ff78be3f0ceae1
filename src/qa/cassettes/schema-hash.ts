import type { LoadedProject } from '../../load/load-project.ts';
import type { CassetteFile } from '../../model/config.generated.ts';
import { contentHash } from '../../model/content-hash.ts';

/** SHA-256 over a connector and its schemas, as the project uses them. */
export function schemaHashOf({ layers }: Pick<LoadedProject, 'layers'>, system: string): string {
  const files = layers.list(`connectors/${system}/**/*.{yaml,json}`);
  return contentHash(files.map((file) => `${file.path}\n${contentHash(layers.read(file))}`).join('\n'));
}

/** What is to be said of the description that a cassette was recorded against; undefined when it is the one in use. */
export function outdatedDescription(
  project: Pick<LoadedProject, 'layers'>,
  { system, schema_hash: recorded }: Pick<CassetteFile, 'system' | 'schema_hash'>,
): string | undefined {
  if (recorded === undefined) return `it does not say against which description of ${system} it was recorded`;
  return recorded === schemaHashOf(project, system)
    ? undefined
    : `connectors/${system} has been changed since it was recorded`;
}
