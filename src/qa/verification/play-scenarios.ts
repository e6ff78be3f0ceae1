import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { parse } from 'yaml';
import type { LoadedProject } from '../../load/load-project.ts';
import type { CassetteFile } from '../../model/config.generated.ts';
import { recordedPairs, scenarioCassettes } from '../cassettes/recorded-pairs.ts';
import { pairText } from '../scenario/pair-project.ts';
import type { TrialProject } from '../scenario/trial.ts';
import type { TapeSetting } from '../scenario/trial-tape.ts';
import type { KnownPair } from '../test-run/applicability.ts';
import { nameWithoutPair, pairOfTags } from '../test-run/pair-tag.ts';
import { replayOf } from '../test-run/replay-of.ts';
import { type FeatureResult, runFeatures } from '../test-run/run-features.ts';
import type { PlayedScenario, UnknownStep } from '../test-run/told-by-messages.ts';
import type { Affected } from './affected.ts';
import type { ScenarioNotPlayed, ScenarioRun } from './scenario-run.ts';
import { readVerification } from './verification-file.ts';
import type { PendingItem } from './verified-items.ts';
import { notPlayedOf as notPlayedBefore, runsOf as runsBefore } from './verified-scenarios.ts';
import type { ScenarioOutcome } from './verify-project.ts';

export interface ScenarioSetting {
  readonly place: Pick<TrialProject, 'root' | 'shop' | 'erp'>;
  readonly pairs: readonly KnownPair[];
  readonly parallel: number;
  /** Milliseconds since 1970: cassettes expire. */
  readonly now: number;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const FOLDER = 'features';
/** Items that cannot be shown yet: `- { id: INV-04, reason: … }`. They block, with their reason. */
const PENDING_FILE = `${FOLDER}/pending.yaml`;

/**
 * Plays the scenarios of a project between twins; what is tagged `@recorded` is replayed from its cassettes as well, for
 * every pair that was recorded. A project without any plays none, and its items are told as missing. With `affected`,
 * only what a change can have reached; the rest stands as the verification before it says.
 */
export async function playScenarios(
  project: LoadedProject,
  setting: ScenarioSetting,
  affected?: Affected,
): Promise<ScenarioOutcome> {
  const { root } = project.layers;
  const pending = pendingItems(root);
  if (!existsSync(join(root, FOLDER))) return { runs: [], notPlayed: [], coverage: [], pending };
  if (affected === undefined) return { ...(await play(project, setting, [FOLDER])), coverage: [], pending };
  const whole = setting.pairs.filter(affected.pair);
  const others = setting.pairs.filter((pair) => !affected.pair(pair));
  const there = affected.features.filter((path) => existsSync(join(root, path)));
  const played = [
    ...(whole.length === 0 ? [] : [await play(project, { ...setting, pairs: whole }, [FOLDER])]),
    ...(others.length === 0 || there.length === 0 ? [] : [await play(project, { ...setting, pairs: others }, there)]),
  ];
  const pairsThatStand = new Set(others.map(pairText));
  const stands = ({ file, pair = '' }: { readonly file: string; readonly pair?: string | undefined }) =>
    pairsThatStand.has(pair) && !affected.features.includes(file);
  const before = readVerification(project);
  return {
    runs: [...played.flatMap(({ runs }) => runs), ...(before === undefined ? [] : runsBefore(before).filter(stands))],
    notPlayed: [
      ...played.flatMap(({ notPlayed }) => notPlayed),
      ...(before === undefined ? [] : notPlayedBefore(before).filter(stands)),
    ],
    coverage: [],
    pending,
  };
}

type Played = Pick<ScenarioOutcome, 'runs' | 'notPlayed'>;

async function play(project: LoadedProject, setting: ScenarioSetting, features: readonly string[]): Promise<Played> {
  const { runs, notPlayed } = await playOnce(project, setting, features, undefined);
  const pairs = setting.pairs.filter(recordedPairs(project));
  if (pairs.length === 0) return { runs, notPlayed };
  const { tape } = replayOf(project, pairs);
  const replays = await playOnce(project, { ...setting, pairs }, features, tape(setting.now));
  const whole = features.includes(FOLDER);
  return {
    runs: [...withReplays(runs, replays.runs), ...(whole ? unused(project, pairs, replays.runs) : [])],
    notPlayed,
  };
}

async function playOnce(
  project: LoadedProject,
  setting: ScenarioSetting,
  features: readonly string[],
  tape: TapeSetting | undefined,
): Promise<Played> {
  const scratch = mkdtempSync(join(tmpdir(), 'pipewright-verify-'));
  const said: string[] = [];
  try {
    const result = await runFeatures({
      root: project.layers.root,
      place: { ...setting.place, builtIn: project.builtIn, scratch, now: setting.now, tape },
      pairs: setting.pairs,
      features,
      tags: '',
      names: [],
      parallel: setting.parallel,
      formats: ['summary'],
      stdout: keeping(said),
      stderr: keeping(said),
      env: setting.env,
    });
    // That a scenario applies to none of the pairs is told by the run between twins, which has more of them.
    const { success, homeless } = result;
    const judged = tape === undefined ? result : { ...result, success: success || homeless.length > 0, homeless: [] };
    return { runs: runsOf(judged, said.join('')), notPlayed: notPlayedOf(result) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Cassettes that no scenario was replayed from: what they held a pipe to is held by nothing any more. */
function unused(project: LoadedProject, pairs: readonly KnownPair[], replays: readonly ScenarioRun[]): ScenarioRun[] {
  // One that failed does not say from which it was replayed.
  if (replays.some(({ verdict }) => verdict === 'failed')) return [];
  const used = new Set(replays.flatMap(({ fixtures }) => fixtures));
  const isPlayed = ({ system, partners }: CassetteFile): boolean =>
    pairs.some(
      ({ shop, erp }) => (system === shop && partners.includes(erp)) || (system === erp && partners.includes(shop)),
    );
  return [...scenarioCassettes(project)]
    .filter(([path, cassette]) => isPlayed(cassette) && !used.has(path))
    .map(([path]) =>
      failedRun(
        'every cassette of a scenario is replayed',
        path,
        1,
        'no scenario tagged @recorded has it: tag the scenario again, or remove the file',
      ),
    );
}

/** A scenario that was played and replayed has to pass both times; its fixtures are what it was replayed from. */
export function withReplays(played: readonly ScenarioRun[], replays: readonly ScenarioRun[]): ScenarioRun[] {
  const key = ({ file, line, pair }: ScenarioRun): string => `${file}:${line} ${pair}`;
  const rest = new Map(replays.map((replay) => [key(replay), replay]));
  const merged = played.map((run): ScenarioRun => {
    const replay = rest.get(key(run));
    rest.delete(key(run));
    if (replay === undefined) return run;
    if (replay.verdict === 'passed') return { ...run, fixtures: replay.fixtures };
    const failure = [run.failure, `replayed from cassettes: ${replay.failure}`].filter((each) => each !== undefined);
    return { ...run, verdict: 'failed', failure: failure.join('\n'), fixtures: replay.fixtures };
  });
  return [...merged, ...rest.values()];
}

function notPlayedOf({ notApplicable, stoodFor }: FeatureResult): ScenarioNotPlayed[] {
  const from = (left: FeatureResult['notApplicable'], stood: boolean) =>
    left.map(({ scenario, uri, pair, tags, why }) => ({
      name: scenario,
      file: uri,
      pair: pairText(pair),
      tags,
      reason: why,
      stoodFor: stood,
    }));
  return [...from(notApplicable, false), ...from(stoodFor, true)];
}

const keeping = (said: string[]): Writable =>
  new Writable({
    write: (chunk: Buffer | string, _, done) => {
      said.push(chunk.toString());
      done();
    },
  });

function runsOf(result: FeatureResult, said: string): ScenarioRun[] {
  const runs = [
    ...result.played.map((played) => runOf(played, result.unknown)),
    ...result.homeless.map(({ scenario, uri, reasons }) =>
      failedRun(scenario, uri, 1, `it applies to no pair: ${reasons.join('; ')}`),
    ),
    ...result.unreadable.map(({ uri, line, message }) => failedRun('the feature can be read', uri, line, message)),
  ];
  // Cucumber may fail without any scenario that fails, as when a file of own steps does not load.
  return result.success || runs.some(({ verdict }) => verdict === 'failed')
    ? runs
    : [...runs, failedRun('the scenarios can be played', FOLDER, 1, said)];
}

const failedRun = (name: string, file: string, line: number, failure: string): ScenarioRun => ({
  name,
  file,
  line,
  tags: [],
  verdict: 'failed',
  failure,
  pipes: [],
  fixtures: [],
});

function runOf(
  { name, uri, line, tags, passed, failure, pipes, fixtures }: PlayedScenario,
  unknown: readonly UnknownStep[],
): ScenarioRun {
  const pair = pairOfTags(tags);
  return {
    name: pair === undefined ? name : nameWithoutPair(name, pair),
    file: uri,
    line,
    pair: pair === undefined ? undefined : pairText(pair),
    tags: tags.filter((tag) => !tag.startsWith('@pair:')),
    verdict: passed ? 'passed' : 'failed',
    failure: passed ? undefined : (failure ?? unknownIn(unknown, uri)),
    pipes,
    fixtures: fixtures.map(({ path }) => path),
  };
}

/** A step that nobody knows says nothing itself. */
function unknownIn(unknown: readonly UnknownStep[], uri: string): string {
  const lines = unknown
    .filter((step) => step.uri === uri)
    .map(
      ({ line, text, nearest }) =>
        `line ${line}: there is no step "${text}"${nearest === undefined ? '' : `; the nearest is:\n${nearest}`}`,
    );
  return lines.length > 0 ? lines.join('\n') : 'it was not played to its end';
}

function pendingItems(root: string): PendingItem[] {
  const path = join(root, PENDING_FILE);
  if (!existsSync(path)) return [];
  const value: unknown = parse(readFileSync(path, 'utf8'));
  return Array.isArray(value) ? value.filter(isPending) : [];
}

/** An entry of another shape is a finding of `check`, which blocks by itself. */
const isPending = (value: unknown): value is PendingItem =>
  typeof value === 'object' && value !== null && 'id' in value && 'reason' in value;
