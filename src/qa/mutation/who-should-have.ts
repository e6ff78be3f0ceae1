import type { ScenarioRun } from '../verification/scenario-run.ts';
import type { Survivor } from './mutated-file.ts';

/** Names the scenario that should have caught a mistake: one that shows an item which its place is about. */
export function whoShouldHave({ items }: Pick<Survivor, 'items'>, runs: readonly ScenarioRun[]): string {
  for (const item of items) {
    const run = runs.find(({ tags, verdict }) => verdict === 'passed' && tags.includes(`@${item}`));
    if (run !== undefined) return `"${run.name}" (${run.file}:${run.line}) should, as it shows ${item}`;
  }
  return items.length === 0 ? 'no checklist item is about it' : `no scenario shows ${items.join(' or ')}`;
}
