import { compilePipes } from '../../app.ts';
import { ledgerWorld, type OfflineWorld, sampleWorld } from '../../explain/offline-world.ts';
import type { LoadedProject } from '../../load/load-project.ts';
import type { Ledger } from '../../model/ledger.ts';
import { cassetteRecords } from './cassette-records.ts';
import { ledgerRecords } from './ledger-records.ts';
import { outcomeOf } from './outcome-of.ts';
import type { RecordedRecord } from './recorded-record.ts';
import { type ShadowDiff, type ShadowPair, shadowDiff } from './shadow-diff.ts';

export interface ComparedConfigurations {
  readonly before: LoadedProject;
  readonly after: LoadedProject;
  /** Whose records are replayed, besides those of the cassettes. */
  readonly ledger: Ledger | undefined;
  /** At most so many records of each pipe. */
  readonly most: number;
  readonly signal: AbortSignal;
}

/** Takes every recorded record of every pipe that both configurations have through both of them. */
export async function compareConfigurations({
  before,
  after,
  ledger,
  most,
  signal,
}: ComparedConfigurations): Promise<ShadowDiff[]> {
  const diffs: ShadowDiff[] = [];
  for (const name of [...after.pipes.keys()].filter((each) => before.pipes.has(each))) {
    const [old] = compilePipes(before, [name]);
    const [current] = compilePipes(after, [name]);
    if (old === undefined || current === undefined) continue;
    const kept = ledger === undefined ? [] : await ledgerRecords(ledger, name, most);
    const records: RecordedRecord[] = [...kept, ...(await cassetteRecords(after, name))].slice(0, most);
    const worldOf = (project: LoadedProject, plan: typeof old, record: RecordedRecord): OfflineWorld =>
      record.from === 'ledger' && ledger !== undefined
        ? ledgerWorld(project, plan, ledger, signal)
        : sampleWorld(project, plan, {}, signal);
    const pairs: ShadowPair[] = [];
    for (const record of records)
      pairs.push({
        record,
        before: await outcomeOf(old, record, worldOf(before, old, record)),
        after: await outcomeOf(current, record, worldOf(after, current, record)),
      });
    if (pairs.length > 0) diffs.push(shadowDiff(name, pairs));
  }
  return diffs;
}
