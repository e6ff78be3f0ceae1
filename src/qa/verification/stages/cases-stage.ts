import { checkCases } from '../../../check/check-cases.ts';
import type { LoadedProject } from '../../../load/load-project.ts';
import { counted } from '../../../model/counted.ts';
import { lineOf } from './check-stage.ts';
import { type StageResult, stageResult } from './stage-result.ts';

/** The cases beside the project’s own mappings. A mapping without any is told by the coverage. */
export async function casesStage(project: LoadedProject): Promise<StageResult> {
  const files = project.layers.list('mappings/**/*.cases.yaml', 'project');
  const findings = await checkCases(project);
  return stageResult('cases', `cases of ${counted(files.length, 'mapping')}`, findings.map(lineOf));
}
