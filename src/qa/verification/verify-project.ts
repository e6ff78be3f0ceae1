import type { LoadedProject } from '../../load/load-project.ts';
import type { VerificationFile } from '../../model/config.generated.ts';
import { counted } from '../../model/counted.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import { isItemTag } from '../checklist/checklist-items.ts';
import { itemsOfProject } from '../checklist/items-of-project.ts';
import type { CoverageHits, FileCoverage } from '../coverage/mapping-coverage.ts';
import type { MutatedFile } from '../mutation/mutated-file.ts';
import { configurationOf } from './configuration.ts';
import type { ScenarioNotPlayed, ScenarioRun } from './scenario-run.ts';
import { casesStage } from './stages/cases-stage.ts';
import { checkStage } from './stages/check-stage.ts';
import { coverageStage } from './stages/coverage-stage.ts';
import { mutationStage } from './stages/mutation-stage.ts';
import { type StageResult, stageResult } from './stages/stage-result.ts';
import { readVerification } from './verification-file.ts';
import { blockingItems, type PendingItem, unknownItems, verifiedItems } from './verified-items.ts';
import { runsOf, scenariosLeftOut, verifiedScenarios } from './verified-scenarios.ts';

/** What the scenarios of a project yielded. */
export interface ScenarioOutcome {
  readonly runs: readonly ScenarioRun[];
  readonly notPlayed: readonly ScenarioNotPlayed[];
  /** What of the mappings they ran. */
  readonly coverage: readonly CoverageHits[];
  readonly pending: readonly PendingItem[];
}

/** What the failure packs yielded: `summary` in a line, `details` a line a pair, and each variant that an oracle refused. */
export interface PackOutcome {
  readonly summary: string;
  readonly details: readonly string[];
  readonly refused: readonly string[];
}

export interface VerifyPorts {
  /** Now, as an instant in UTC. */
  readonly now: () => string;
  readonly scenarios: () => Promise<ScenarioOutcome>;
  readonly failurePacks: () => Promise<PackOutcome>;
  /** Puts mistakes into pipes and lookups; told how the scenarios ended without any. */
  readonly mutants: (runs: readonly ScenarioRun[]) => Promise<readonly MutatedFile[]>;
  /** Told of each stage when it begins. */
  readonly begins: (stage: StageResult['stage']) => void;
}

export interface Verification {
  readonly file: VerificationFile;
  readonly scenarios: readonly ScenarioRun[];
  readonly coverage: readonly FileCoverage[];
  readonly mutation: readonly MutatedFile[] | undefined;
}

/**
 * check → mapping cases → features → failure packs → coverage (→ mutation). Every stage runs, whatever the ones before
 * found, so that one run tells everything; only files that cannot be loaded at all end it. The hash is taken before the
 * first stage and again after the last: a file that changes meanwhile is not what was verified.
 */
export async function verifyProject(
  project: LoadedProject,
  { mutate, parallel = 1 }: { readonly mutate: boolean; readonly parallel?: number },
  ports: VerifyPorts,
): Promise<Verification> {
  const configuration = configurationOf(project);
  const { coverage: coverageThreshold, mutation: mutationThreshold, waive } = project.project.value.verify;
  const stages: StageResult[] = [];
  const stage = async <T>(name: StageResult['stage'], work: () => Promise<T>): Promise<T> => {
    ports.begins(name);
    return work();
  };
  stages.push(await stage('check', () => checkStage(project)));
  stages.push(await stage('cases', () => casesStage(project)));

  const scenarios = await stage('features', ports.scenarios);
  const required = itemsOfProject(project);
  const at = ports.now();
  const { runs, notPlayed, pending } = scenarios;
  const items = verifiedItems({ required, scenarios: runs, notPlayed, pending, waived: waive });
  stages.push(featuresResult(scenarios, [...unknownItems(waive), ...blockingItems(items, required, runs)]));

  const packs = await stage('failure-packs', ports.failurePacks);
  stages.push({
    ...stageResult('failure-packs', packs.summary, packs.refused),
    ...(packs.details.length === 0 ? {} : { details: [...packs.details] }),
  });

  const coverage = await stage('coverage', () => coverageStage(project, coverageThreshold, scenarios.coverage));
  stages.push(coverage.result);

  const mutation = mutate
    ? await stage('mutation', () => mutationStage(project, mutationThreshold, scenarios.runs, ports.mutants, parallel))
    : undefined;
  stages.push(
    mutation?.result ?? { stage: 'mutation', verdict: 'left-out', summary: 'not asked for (--mutate)', blocking: [] },
  );
  if (configurationOf(project).hash !== configuration.hash)
    stages[0] = stageResult('check', 'files changed while they were verified', ['run `pipewright verify` again']);

  const blocked = stages.some(({ verdict }) => verdict === 'blocked');
  const file: VerificationFile = {
    format: 2,
    project: project.project.value.project,
    engine: configuration.engine,
    verified_at: at,
    verdict: blocked ? 'blocked' : 'passed',
    hash: configuration.hash,
    files: { ...configuration.files },
    stages,
    items,
    scenarios: verifiedScenarios(runs, earlierRuns(project), at),
    not_played: scenariosLeftOut(notPlayed),
  };
  return { file, scenarios: scenarios.runs, coverage: coverage.files, mutation: mutation?.files };
}

function featuresResult({ runs }: ScenarioOutcome, blocking: readonly string[]): StageResult {
  const failed = runs.filter(({ verdict }) => verdict === 'failed');
  const pairs = new Set(runs.flatMap(({ pair }) => pair ?? []));
  const untagged = failed
    .filter(({ tags }) => !tags.some(isItemTag))
    .map(({ name, file, line }) => `fails: ${name} at ${file}:${line}`);
  return stageResult(
    'features',
    `${counted(runs.length, 'scenario')} over ${counted(pairs.size, 'pair')}, ${failed.length} failed`,
    [...blocking, ...untagged],
  );
}

/** The runs of the verification before this one. One that is damaged knows nothing. */
function earlierRuns(project: LoadedProject): readonly ScenarioRun[] {
  try {
    const before = readVerification(project);
    return before === undefined ? [] : runsOf(before);
  } catch (error) {
    // A damaged one is about to be replaced; what it cannot tell is shown as "never".
    if (error instanceof IntegrationError && error.code === 'NOT_VERIFIED') return [];
    throw error;
  }
}
