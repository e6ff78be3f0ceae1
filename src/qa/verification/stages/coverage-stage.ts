import type { LoadedProject } from '../../../load/load-project.ts';
import { counted } from '../../../model/counted.ts';
import { coverCases } from '../../coverage/cover-cases.ts';
import { type CoverageHits, type FileCoverage, MappingCoverage, percentOf } from '../../coverage/mapping-coverage.ts';
import { ownMappings } from '../own-mappings.ts';
import { type StageResult, stageResult } from './stage-result.ts';

export interface CoverageStage {
  readonly result: StageResult;
  readonly files: readonly FileCoverage[];
}

/**
 * How much of the project’s own mappings ran, in their cases and in scenarios. `threshold` is a percentage over all of
 * them together; a mapping below it is named with its first places.
 */
export async function coverageStage(
  project: LoadedProject,
  threshold: number,
  ranElsewhere: readonly CoverageHits[] = [],
): Promise<CoverageStage> {
  const coverage = new MappingCoverage();
  for (const path of ownMappings(project)) await coverCases(project, path, coverage);
  for (const hits of ranElsewhere) coverage.add(hits);
  const files = coverage.report();
  const percent = percentOf(files);
  const blocking =
    percent >= threshold
      ? []
      : [
          `mappings ran to ${percent} %, ${threshold} % are asked for`,
          ...files.filter((file) => percentOf([file]) < threshold).map(worst),
        ];
  return {
    result: stageResult('coverage', `${percent} % of ${counted(files.length, 'mapping')} ran`, blocking),
    files,
  };
}

const MOST_PLACES = 3;

function worst(file: FileCoverage): string {
  const places = file.missed.slice(0, MOST_PLACES).map(({ line, column, what }) => `${line}:${column} ${what}`);
  const more = file.missed.length - places.length;
  return `${file.file} ran to ${percentOf([file])} %: never ${places.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
