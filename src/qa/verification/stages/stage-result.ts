import type { VerifiedStage } from '../../../model/config.generated.ts';

/** How one stage of a verification ended. */
export type StageResult = VerifiedStage;

/** Passed when nothing blocks. */
export function stageResult(stage: VerifiedStage['stage'], summary: string, blocking: readonly string[]): StageResult {
  return { stage, verdict: blocking.length === 0 ? 'passed' : 'blocked', summary, blocking: [...blocking] };
}
