import {
  compilePipes,
  connectionsOf,
  openConnections,
  openTrialLedger,
  portsOf,
  resolveConnection,
  type World,
} from '../../app.ts';
import type { PipePlan } from '../../compile/pipe-plan.ts';
import { createHttpClient } from '../../http/http-client.ts';
import type { LoadedProject } from '../../load/load-project.ts';
import { type Clock, instantOf } from '../../model/clock.ts';
import type { CassetteExchange } from '../../model/config.generated.ts';
import type { Delivery } from '../../model/delivery.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import { type PlayOptions, playRecord } from './play-record.ts';
import { openRecorder } from './recorder.ts';
import { openReplay } from './replay.ts';
import type { ReplayProblem } from './replay-problem.ts';
import type { Tape } from './tape.ts';
import type { RecordedConnection } from './vantage.ts';

/** One record's way through a pipe, as it went over the wire. */
export interface PipeRecording {
  /** By connection, in the order of the pipe. */
  readonly exchanges: ReadonlyMap<string, readonly CassetteExchange[]>;
  readonly connections: readonly RecordedConnection[];
  readonly deliveries: readonly Delivery[];
  /** The hour that stood still meanwhile. */
  readonly clock: string;
}

/** The two connections of a pipe; one that reaches further cannot be recorded yet. Throws USAGE. */
function pairOf(pipe: PipePlan): readonly string[] {
  const names = [...new Set<string>(connectionsOf([pipe]))];
  if (names.length === 2) return names;
  throw new IntegrationError(
    'USAGE',
    `only a pipe between two connections can be recorded; ${pipe.name} has ${names.join(', ')}`,
    {},
  );
}

/** Plays one record of a pipe against the systems that the project names, with a recorder between. */
export async function recordPipe(
  project: LoadedProject,
  pipeNamed: string,
  key: string,
  world: World,
  options: PlayOptions,
): Promise<PipeRecording> {
  const clock = standingStill(world.clock);
  const plan = planNamed(project, pipeNamed);
  const connections = pairOf(plan).map((name): RecordedConnection => {
    const { settings, connector, compiled } = resolveConnection(project, name, world);
    return { ...settings, connector, compiled };
  });
  const client = createHttpClient({ clock });
  try {
    const recorder = await openRecorder(connections, client);
    const deliveries = await play(project, plan, key, { ...world, clock }, recorder, options);
    return {
      exchanges: new Map(connections.map(({ name }) => [name, recorder.exchanges(name)])),
      connections,
      deliveries,
      clock: instantOf(clock.now()),
    };
  } finally {
    await client.close();
  }
}

/** Plays the recording back, and tells what does not fit: a stand-in that a mapping takes for something else. */
export async function replayRecording(
  project: LoadedProject,
  pipeNamed: string,
  key: string,
  world: World,
  recording: PipeRecording,
  options: PlayOptions,
): Promise<readonly ReplayProblem[]> {
  const clock = standingStill(world.clock, Date.parse(recording.clock));
  const replay = await openReplay(
    recording.connections.map((connection) => ({
      connection,
      tape: { exchanges: recording.exchanges.get(connection.name) ?? [], tolerance: 'strict' },
    })),
    clock,
  );
  try {
    await play(project, planNamed(project, pipeNamed), key, { ...world, clock }, replay, options);
  } catch (error) {
    // The replay has it among its problems, beside what was never asked for.
    if (!(error instanceof IntegrationError)) throw error;
  } finally {
    replay.finish();
  }
  return replay.problems();
}

async function play(
  project: LoadedProject,
  plan: PipePlan,
  key: string,
  world: World,
  tape: Tape,
  options: PlayOptions,
): Promise<readonly Delivery[]> {
  const ledger = await openTrialLedger();
  const connections = openConnections(project, pairOf(plan), { ...world, http: (name) => tape.http(name) });
  try {
    return await playRecord(
      plan,
      key,
      portsOf(ledger, connections, world, () => undefined),
      options,
    );
  } finally {
    await Promise.all([...connections.values()].map((connection) => connection.close()));
    await ledger.close();
  }
}

function planNamed(project: LoadedProject, name: string): PipePlan {
  const [plan] = compilePipes(project, [name]);
  if (plan === undefined) throw new IntegrationError('USAGE', `there is no pipe "${name}"`, {});
  return plan;
}

/** Time does not pass while a record is played: what is written down then is the same in every replay. */
function standingStill(clock: Clock, hour = clock.now()): Clock {
  return { now: () => hour, sleep: (ms, signal) => clock.sleep(ms, signal) };
}
