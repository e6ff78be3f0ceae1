import { compilePipes } from '../../app.ts';
import { sampleWorld } from '../../explain/offline-world.ts';
import type { LoadedProject } from '../../load/load-project.ts';
import type { CapturedFile } from '../../model/config.generated.ts';
import { differenceLines, differences } from '../cassettes/difference.ts';
import { outcomeOf, type ShadowOutcome } from '../shadow/outcome-of.ts';

type Captured = Pick<CapturedFile, 'pipe' | 'label' | 'record' | 'with'>;

/** What the pipe of a project makes of a captured record now. Nothing is asked and nothing written. */
export async function madeOf(project: LoadedProject, captured: Captured, signal: AbortSignal): Promise<ShadowOutcome> {
  const [plan] = compilePipes(project, [captured.pipe]);
  if (plan === undefined) throw new Error(`no pipe ${captured.pipe}`);
  const record = JSON.stringify(captured.record);
  const recorded = { pipe: captured.pipe, key: undefined, label: captured.label, record, from: 'captured' };
  return outcomeOf(plan, recorded, sampleWorld(project, plan, captured.with as Given, signal));
}

type Given = Parameters<typeof sampleWorld>[2];

/** In what an outcome is another than was captured, a line each; none when it is the same. */
export function unlike({ payload, held }: CapturedFile, outcome: ShadowOutcome): string[] {
  if (held !== undefined)
    return outcome.kind === 'held' && outcome.code === held
      ? []
      : [`it was held (${held}) and ${wordsOf(outcome)} now`];
  return outcome.kind === 'sent'
    ? differenceLines(differences(payload, JSON.parse(JSON.stringify(outcome.payload))))
    : [`it was sent and ${wordsOf(outcome)} now`];
}

function wordsOf(outcome: ShadowOutcome): string {
  switch (outcome.kind) {
    case 'sent':
      return 'would be sent';
    case 'held':
      return `is held (${outcome.code}: ${outcome.text})`;
    case 'left out':
      return 'is left out by the pipe’s `where`';
  }
}
