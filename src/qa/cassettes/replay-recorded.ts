import { compilePipes, connectionsOf, resolveConnection, type World } from '../../app.ts';
import type { LoadedProject } from '../../load/load-project.ts';
import type { ConnectionSettings } from '../../model/config.generated.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import { apiVersionOf } from './api-version.ts';
import { cassettePath, replayUrl } from './cassette-path.ts';
import { loadCassette } from './load-cassette.ts';
import type { PlayOptions } from './play-record.ts';
import { replayRecording } from './record-pipe.ts';
import { strictTape } from './replay-tape.ts';
import type { RecordedConnection } from './vantage.ts';

/** What `pipewright record` kept of one record: which pipe took it, its id at the source, the name of the cassettes. */
export interface RecordedPlay extends PlayOptions {
  readonly pipe: string;
  readonly key: string;
  readonly slug: string;
}

export interface ReplayedRecord {
  /** Paths of the cassettes. */
  readonly fixtures: readonly string[];
  /** What was asked otherwise than it was recorded, in words. */
  readonly problems: readonly string[];
}

/**
 * Plays a recorded record again, with the pipes and mappings as they are now. No credential of the project is needed, and
 * none is looked up. Rejects with CASSETTE_REFUSED when a cassette is missing or is not for this.
 */
export async function replayRecorded(
  project: LoadedProject,
  { pipe, key, slug, readOnly }: RecordedPlay,
  world: World,
  now: number,
): Promise<ReplayedRecord> {
  const standIns = withStandIns(project);
  const [plan] = compilePipes(standIns, [pipe]);
  if (plan === undefined) throw new IntegrationError('USAGE', `there is no pipe "${pipe}"`, {});
  const connections = [...new Set(connectionsOf([plan]))].map((name): RecordedConnection => {
    const { settings, connector, compiled } = resolveConnection(standIns, name, { env: ENVIRONMENT });
    return { ...settings, connector, compiled };
  });
  const exchanges = new Map<string, ReturnType<typeof strictTape>['exchanges']>();
  const fixtures: string[] = [];
  let clock = '';
  for (const connection of connections) {
    // What is only read has never reached the target.
    if (readOnly && connection.name !== plan.source.connection) continue;
    const system = connection.connector.connector;
    const partner = connections.find(({ name }) => name !== connection.name)?.connector.connector ?? '';
    const cassette = await loadCassette(standIns, slug, connection, {
      system,
      partner,
      apiVersion: apiVersionOf(connection.connector),
      givenHash: '',
      now,
      days: project.project.value.verify.cassette_days,
    });
    exchanges.set(connection.name, strictTape(cassette, partner).exchanges);
    fixtures.push(cassettePath(system, slug));
    clock = cassette.clock;
  }
  const recording = { exchanges, connections, deliveries: [], clock };
  const inWorld = { ...world, env: ENVIRONMENT };
  const problems = await replayRecording(standIns, pipe, key, inWorld, recording, { readOnly });
  return { fixtures, problems: problems.map(({ message }) => message) };
}

const CREDENTIAL = 'REPLAYED_CREDENTIAL';
const ENVIRONMENT = { [CREDENTIAL]: 'stands-for-a-credential' };

/** The project at addresses that no network has, with credentials that open nothing. */
function withStandIns(project: LoadedProject): LoadedProject {
  const connections = [...project.connections].map(([name, settings]): [string, ConnectionSettings] => [
    name,
    {
      ...settings,
      url: replayUrl(settings.connector),
      credentials: Object.fromEntries(Object.keys(settings.credentials).map((each) => [each, `\${env:${CREDENTIAL}}`])),
    },
  ]);
  return {
    ...project,
    connections: new Map(connections),
    get schemas() {
      return project.schemas;
    },
  };
}
