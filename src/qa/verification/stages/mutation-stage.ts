import type { LoadedProject } from '../../../load/load-project.ts';
import { type MutatedMapping, mutateMapping } from '../../mutation/mutate-mapping.ts';
import { ownMappings } from '../own-mappings.ts';
import { counted, type StageResult, stageResult } from './stage-result.ts';

export interface MutationStage {
  readonly result: StageResult;
  readonly mappings: readonly MutatedMapping[];
}

/** Whether the suite itself catches mistakes: of all that were put into the project’s own mappings, so many per cent. */
export async function mutationStage(project: LoadedProject, threshold: number): Promise<MutationStage> {
  const mappings: MutatedMapping[] = [];
  for (const path of ownMappings(project)) mappings.push(await mutateMapping(project, path));
  const score = scoreOf(mappings);
  const survivors = mappings.flatMap(({ file, survivors: left }) =>
    left.map(({ line, column, says }) => `${file}:${line}:${column} ${says}: nothing notices`),
  );
  const total = mappings.reduce((sum, { mutants }) => sum + mutants, 0);
  return {
    result: stageResult(
      'mutation',
      `${score} % of ${counted(total, 'mistake')} caught`,
      score >= threshold ? [] : [`${score} % are caught, ${threshold} % are asked for`, ...survivors],
    ),
    mappings,
  };
}

/** Per cent of the mistakes that were caught, rounded down to a tenth. Of none, 100. */
export function scoreOf(mappings: readonly MutatedMapping[]): number {
  const total = mappings.reduce((sum, { mutants }) => sum + mutants, 0);
  const left = mappings.reduce((sum, { survivors }) => sum + survivors.length, 0);
  return total === 0 ? 100 : Math.floor(((total - left) / total) * 1000) / 10;
}
