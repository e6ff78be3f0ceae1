import type { LoadedProject } from '../../load/load-project.ts';
import type { CassetteFile } from '../../model/config.generated.ts';
import { CASSETTE_FOLDER } from './cassette-path.ts';
import { readCassette } from './read-cassette.ts';

type Project = Pick<LoadedProject, 'layers' | 'schemas'>;

/** The cassettes of scenarios, by path. A file that cannot be read is told by `check` and by the replay that needs it. */
export function scenarioCassettes({ layers, schemas }: Project): Map<string, CassetteFile> {
  const found = new Map<string, CassetteFile>();
  for (const file of layers.list(`${CASSETTE_FOLDER}/*/*.yaml`, 'project')) {
    const { cassette } = readCassette(file.path, layers.read(file), schemas);
    if (cassette?.given_hash !== undefined) found.set(file.path, cassette);
  }
  return found;
}

/**
 * Which pairs have cassettes of scenarios, as a question by the names of two systems: a scenario that is to be replayed
 * must then have its own.
 */
export function recordedPairs(project: Project): (pair: { readonly shop: string; readonly erp: string }) => boolean {
  const recorded = new Set(
    [...scenarioCassettes(project).values()].flatMap(({ system, partners }) =>
      partners.map((partner) => `${system} ${partner}`),
    ),
  );
  return ({ shop, erp }) => recorded.has(`${shop} ${erp}`) || recorded.has(`${erp} ${shop}`);
}
