import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadedProject } from '../../load/load-project.ts';
import type { CassetteExchange, ConnectorFile } from '../../model/config.generated.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import { storeCassette } from '../cassettes/store-cassette.ts';
import { TRIAL_BEGINS } from '../scenario/trial.ts';
import type { PairRecording } from '../scenario/trial-tape.ts';
import type { KnownPair } from './applicability.ts';

interface Cassette {
  readonly slug: string;
  readonly uri: string;
  readonly givenHash: string;
  readonly connector: ConnectorFile;
  readonly takes: Map<string, readonly CassetteExchange[]>;
}

/**
 * Makes cassettes of what the workers of a run have recorded: one writer, however many workers, and each file with all
 * partners at once. Yields their paths. Throws CASSETTE_REFUSED when two scenarios would have one file.
 */
export function keepRecordings(
  project: LoadedProject,
  recordings: string,
  pairs: readonly KnownPair[],
  now: number,
): string[] {
  const connectors = new Map(
    pairs.flatMap(({ shop, erp, connectors: files }) => [[shop, files.shop] as const, [erp, files.erp] as const]),
  );
  const cassettes = new Map<string, Cassette>();
  for (const { slug, uri, name, givenHash, sides } of recordingsIn(recordings))
    for (const { system, partner, exchanges } of sides) {
      const connector = connectors.get(system);
      if (connector === undefined) throw new Error(`no connector of ${system}`);
      const key = `${system}/${slug}`;
      const cassette = cassettes.get(key) ?? { slug, uri, givenHash, connector, takes: new Map() };
      if (cassette.takes.has(partner) || cassette.uri !== uri || cassette.givenHash !== givenHash)
        throw new IntegrationError(
          'CASSETTE_REFUSED',
          `two scenarios would have the cassette ${key}: give "${name}" in ${uri} a name of its own`,
          { file: uri },
        );
      cassette.takes.set(partner, exchanges);
      cassettes.set(key, cassette);
    }
  return [...cassettes.values()]
    .map(({ slug, givenHash, connector, takes }) =>
      storeCassette(
        project,
        slug,
        { connection: { connector }, takes, from: 'twin', redaction: 'none', clock: TRIAL_BEGINS, givenHash },
        now,
      ),
    )
    .sort();
}

const recordingsIn = (folder: string): PairRecording[] =>
  existsSync(folder)
    ? readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as PairRecording)
    : [];
