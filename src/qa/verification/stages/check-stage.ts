import { checkProject } from '../../../check/check-project.ts';
import type { LoadedProject } from '../../../load/load-project.ts';
import { counted } from '../../../model/counted.ts';
import type { Finding } from '../../../model/finding.ts';
import { type StageResult, stageResult } from './stage-result.ts';

/** What is wrong in the files themselves. Warnings are told and do not block. */
export async function checkStage(project: LoadedProject): Promise<StageResult> {
  const findings = await checkProject(project, { cases: false });
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.length - errors.length;
  return stageResult(
    'check',
    `${counted(project.pipes.size, 'pipe')}, ${counted(errors.length, 'error')}, ${counted(warnings, 'warning')}`,
    errors.map(lineOf),
  );
}

export const lineOf = ({ at, message, code }: Finding): string =>
  `${at.file}:${at.line}:${at.column} ${message} (${code})`;
