import type { LoadedProject } from '../../load/load-project.ts';
import { CASSETTE_FOLDER } from './cassette-path.ts';
import { readCassette } from './read-cassette.ts';

/**
 * Which pairs have cassettes of scenarios, as a question by the names of two systems: a scenario that is to be replayed
 * must then have its own. A file that cannot be read is told by `check` and by the replay that needs it.
 */
export function recordedPairs(
  project: Pick<LoadedProject, 'layers' | 'schemas'>,
): (pair: { readonly shop: string; readonly erp: string }) => boolean {
  const recorded = new Set<string>();
  for (const file of project.layers.list(`${CASSETTE_FOLDER}/*/*.yaml`, 'project')) {
    const { cassette } = readCassette(file.path, project.layers.read(file), project.schemas);
    if (cassette?.given_hash === undefined) continue;
    for (const partner of cassette.partners) recorded.add(`${cassette.system} ${partner}`);
  }
  return ({ shop, erp }) => recorded.has(`${shop} ${erp}`) || recorded.has(`${erp} ${shop}`);
}
