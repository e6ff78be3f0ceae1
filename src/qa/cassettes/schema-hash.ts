import type { LoadedProject } from '../../load/load-project.ts';
import { contentHash } from '../../model/content-hash.ts';

/** SHA-256 over a connector and its schemas, as the project uses them. */
export function schemaHashOf({ layers }: Pick<LoadedProject, 'layers'>, system: string): string {
  const files = layers.list(`connectors/${system}/**/*.{yaml,json}`);
  return contentHash(files.map((file) => `${file.path}\n${contentHash(layers.read(file))}`).join('\n'));
}
