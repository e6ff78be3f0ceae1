import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HttpClient } from '../../http/http-message.ts';
import type { LoadedProject } from '../../load/load-project.ts';
import { ProjectLayers } from '../../load/project-layers.ts';
import type { Clock } from '../../model/clock.ts';
import type { CassetteExchange } from '../../model/config.generated.ts';
import { apiVersionOf } from '../cassettes/api-version.ts';
import { cassettePath } from '../cassettes/cassette-path.ts';
import { loadCassette } from '../cassettes/load-cassette.ts';
import { openRecorder } from '../cassettes/recorder.ts';
import { openReplay, type ReplaySide } from '../cassettes/replay.ts';
import { strictTape } from '../cassettes/replay-tape.ts';
import { outdatedDescription } from '../cassettes/schema-hash.ts';
import type { RecordedConnection } from '../cassettes/vantage.ts';
import type { ScenarioTake } from './scenario-take.ts';

/** How a run of scenarios has to do with cassettes. */
export type TapeSetting =
  | { readonly kind: 'record'; readonly recordings: string }
  | {
      readonly kind: 'replay';
      /** The project in whose `features/cassettes` they lie. */
      readonly root: string;
      /** Milliseconds since 1970: cassettes expire in real time, whatever the hour in a scenario is. */
      readonly now: number;
      /** The most days since a recording of a live system; undefined: each cassette says by itself when it expires. */
      readonly cassetteDays?: number | undefined;
    };

/** A cassette that a scenario was answered from. */
export interface Fixture {
  readonly path: string;
  /** What is to be said of it though it could be used. */
  readonly remark?: string;
}

/** What stands between the pipes of one scenario and its twins. */
export interface TrialTape {
  http(connection: string): HttpClient;
  readonly fixtures: readonly Fixture[];
  /** Ends it. What does not fit in words, one line or more each; a recording is kept when the scenario has passed. */
  finish(passed: boolean): readonly string[];
}

/** What was recorded of one scenario for one pair, before it is a cassette: by system, with the system at the other end. */
export interface PairRecording extends ScenarioTake {
  readonly sides: readonly {
    readonly system: string;
    readonly partner: string;
    readonly exchanges: readonly CassetteExchange[];
  }[];
}

/** The two connections of a trial, the shop's first. */
export type TapedPair = readonly [RecordedConnection, RecordedConnection];

export async function recordTrial(
  recordings: string,
  take: ScenarioTake,
  connections: TapedPair,
  twins: HttpClient,
): Promise<TrialTape> {
  const recorder = await openRecorder(connections, twins);
  return {
    http: (connection) => recorder.http(connection),
    fixtures: [],
    finish: (passed) => {
      if (!passed) return [];
      const sides = connections.map(({ name, connector }, index) => ({
        system: connector.connector,
        partner: partnerAt(connections, index),
        exchanges: recorder.exchanges(name),
      }));
      mkdirSync(recordings, { recursive: true });
      const kept: PairRecording = { ...take, sides };
      writeFileSync(join(recordings, `${randomUUID()}.json`), JSON.stringify(kept));
      return [];
    },
  };
}

const layersOf = new Map<string, ProjectLayers>();

/**
 * Answers the pipes of a scenario from its cassettes, and tells the twins what was asked so that clerks see it. Rejects
 * with CASSETTE_REFUSED when one of the cassettes is missing or is not for this scenario.
 */
export async function replayTrial(
  setting: Extract<TapeSetting, { readonly kind: 'replay' }>,
  take: ScenarioTake,
  connections: TapedPair,
  twins: HttpClient,
  project: LoadedProject,
  clock: Clock,
): Promise<TrialTape> {
  const layers = layersOf.get(setting.root) ?? new ProjectLayers(setting.root, project.builtIn);
  layersOf.set(setting.root, layers);
  const sides: ReplaySide[] = [];
  const fixtures: Fixture[] = [];
  for (const [index, connection] of connections.entries()) {
    const system = connection.connector.connector;
    const partner = partnerAt(connections, index);
    const cassette = await loadCassette({ layers, schemas: project.schemas }, take.slug, connection, {
      system,
      partner,
      apiVersion: apiVersionOf(connection.connector),
      givenHash: take.givenHash,
      now: setting.now,
      days: setting.cassetteDays,
    });
    const remark = outdatedDescription({ layers }, cassette);
    fixtures.push({ path: cassettePath(system, take.slug), ...(remark === undefined ? {} : { remark }) });
    sides.push({ connection, tape: strictTape(cassette, partner), twin: twins });
  }
  const replay = await openReplay(sides, clock);
  return {
    http: (connection) => replay.http(connection),
    fixtures,
    finish: (passed) =>
      replay
        .finish()
        // Where a step has failed, nothing could be asked for after it.
        .filter(({ kind }) => passed || kind !== 'never-asked')
        .map(({ message }) => message),
  };
}

const partnerAt = (connections: TapedPair, index: number): string =>
  connections[index === 0 ? 1 : 0].connector.connector;
