import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LoadedProject } from '../../load/load-project.ts';
import { instantOf } from '../../model/clock.ts';
import type { CassetteExchange, CassetteFile } from '../../model/config.generated.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import { apiVersionOf } from './api-version.ts';
import { cassettePath } from './cassette-path.ts';
import { cassetteText } from './cassette-text.ts';
import { forPartner, joinPartners } from './partners.ts';
import { readCassette } from './read-cassette.ts';
import { schemaHashOf } from './schema-hash.ts';
import type { RecordedConnection } from './vantage.ts';

/** What one system was asked and answered in one scenario, to be kept. */
export interface Recording {
  readonly connection: Pick<RecordedConnection, 'connector'>;
  /** By the system at the other end. */
  readonly takes: ReadonlyMap<string, readonly CassetteExchange[]>;
  readonly from: CassetteFile['from'];
  readonly redaction: CassetteFile['redaction'];
  /** The instant at which the scenario ran. */
  readonly clock: string;
  readonly givenHash?: string;
  /** `2026-12-31` */
  readonly expires?: string;
}

/** Files larger than this cannot be read as part of a project. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * Writes a recording into the project, and gives back the path. A cassette of the same scenario keeps what was recorded
 * with other partners, unless the scenario, its clock or the API changed: then it begins anew. Partners that were recorded
 * against different descriptions of the system leave no schema hash, for none holds for all. A file that says the same
 * already is left alone. Throws CASSETTE_REFUSED for one of more than 4 MiB.
 */
export function storeCassette(project: LoadedProject, slug: string, recording: Recording, now: number): string {
  const system = recording.connection.connector.connector;
  const path = cassettePath(system, slug);
  const absolute = join(project.layers.root, path);
  const before = existsSync(absolute)
    ? readCassette(path, readFileSync(absolute, 'utf8'), project.schemas).cassette
    : undefined;
  const header = headerOf(project, system, recording, now);
  const kept = before !== undefined && goesOn(before, header) ? keptOf(before, recording) : [];
  const recordings = new Map([...kept, ...recording.takes]);
  const mixed = kept.length > 0 && before?.schema_hash !== header.schema_hash;
  const { schema_hash: description, ...others } = header;
  const cassette: CassetteFile = {
    ...others,
    ...(mixed ? {} : { schema_hash: description }),
    partners: [...recordings.keys()].sort(),
    exchanges: joinPartners(recordings),
  };
  // The hour of the recording alone is no change: it would make a diff of every file that is recorded again.
  if (before !== undefined && cassetteText({ ...cassette, recorded_at: before.recorded_at }) === cassetteText(before))
    return path;
  const text = cassetteText(cassette);
  if (Buffer.byteLength(text) > MOST_BYTES)
    throw new IntegrationError(
      'CASSETTE_REFUSED',
      `${path} would have ${Buffer.byteLength(text)} bytes; ${MOST_BYTES} are the most: record fewer records`,
      { file: path },
    );
  mkdirSync(dirname(absolute), { recursive: true });
  writeFileSync(`${absolute}.new`, text);
  renameSync(`${absolute}.new`, absolute);
  return path;
}

/** What stays of the file: the partners with whom it was not recorded anew. */
const keptOf = (before: CassetteFile, { takes }: Recording): (readonly [string, readonly CassetteExchange[]])[] =>
  before.partners
    .filter((partner) => !takes.has(partner))
    .map((partner) => [partner, forPartner(before.exchanges, partner)]);

function headerOf(project: LoadedProject, system: string, recording: Recording, now: number) {
  const { connection, from, redaction, clock, givenHash, expires } = recording;
  return {
    format: 1 as const,
    system,
    api_version: apiVersionOf(connection.connector),
    recorded_at: instantOf(now),
    from,
    redaction,
    schema_hash: schemaHashOf(project, system),
    ...(expires === undefined ? {} : { expires }),
    clock,
    ...(givenHash === undefined ? {} : { given_hash: givenHash }),
  };
}

/** Whether what was recorded before belongs together with what is recorded now. */
function goesOn(before: CassetteFile, now: Omit<CassetteFile, 'partners' | 'exchanges'>): boolean {
  return (
    before.api_version === now.api_version &&
    before.given_hash === now.given_hash &&
    before.clock === now.clock &&
    before.from === now.from &&
    before.redaction === now.redaction
  );
}
