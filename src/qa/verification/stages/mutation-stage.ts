import type { LoadedProject } from '../../../load/load-project.ts';
import { mutateInThreads } from '../../mutation/mutate-in-threads.ts';
import { mutateMapping } from '../../mutation/mutate-mapping.ts';
import { MUTATED_KINDS, type MutatedFile, scoreOf } from '../../mutation/mutated-file.ts';
import { whoShouldHave } from '../../mutation/who-should-have.ts';
import { ownMappings } from '../own-mappings.ts';
import type { ScenarioRun } from '../scenario-run.ts';
import { type StageResult, stageResult } from './stage-result.ts';

export interface MutationStage {
  readonly result: StageResult;
  readonly files: readonly MutatedFile[];
}

/**
 * Whether the suite itself catches mistakes: of all that were put into the project’s own mappings, pipes and lookups, so
 * many per cent, each kind by itself. Mappings are judged by their cases, the others by scenarios.
 */
export async function mutationStage(
  project: LoadedProject,
  threshold: number,
  runs: readonly ScenarioRun[],
  byScenarios: (runs: readonly ScenarioRun[]) => Promise<readonly MutatedFile[]>,
  parallel = 1,
): Promise<MutationStage> {
  const files = [...(await mutateMappings(project, ownMappings(project), parallel)), ...(await byScenarios(runs))];
  const blocking: string[] = [];
  const summary: string[] = [];
  for (const kind of MUTATED_KINDS) {
    const mine = files.filter((file) => file.kind === kind);
    const total = mine.reduce((sum, { mutants }) => sum + mutants, 0);
    if (total === 0) continue;
    const score = scoreOf(mine);
    summary.push(`${kind}s ${score} % of ${total}`);
    if (score < threshold)
      blocking.push(
        `${kind}s: ${score} % are caught, ${threshold} % are asked for`,
        ...mine.flatMap((file) => left(file, runs)),
      );
  }
  return {
    result: stageResult('mutation', `mistakes caught: ${summary.join(', ') || 'none were put in'}`, blocking),
    files,
  };
}

async function mutateMappings(
  project: LoadedProject,
  paths: readonly string[],
  parallel: number,
): Promise<MutatedFile[]> {
  if (parallel > 1 && paths.length > 1) return mutateInThreads(project, undefined, paths, parallel);
  const files: MutatedFile[] = [];
  for (const path of paths) files.push(await mutateMapping(project, path));
  return files;
}

const left = ({ file, pair, survivors }: MutatedFile, runs: readonly ScenarioRun[]): string[] =>
  survivors.map(
    (survivor) =>
      `${file}:${survivor.line}:${survivor.column}${pair === undefined ? '' : ` (${pair})`} ${survivor.says}: nothing notices; ${whoShouldHave(survivor, runs)}`,
  );
