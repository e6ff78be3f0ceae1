import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { type PairName, pairText } from '../scenario/pair-project.ts';
import type { TrialProject } from '../scenario/trial.ts';
import { workInThreads } from '../threads/work-in-threads.ts';
import type { Affected } from '../verification/affected.ts';
import type { PackOutcome } from '../verification/verify-project.ts';
import type { PackTask } from './pack-worker.ts';
import { type PairPacks, packsOfPair } from './pair-packs.ts';

export interface PackBounds {
  /** At how many calls of each side trouble is put: the writes first, then reads, spread over all of them. */
  readonly calls: number;
  /** What a change can have reached; undefined: everything. */
  readonly affected?: Pick<Affected, 'packs'> | undefined;
  /** How many pairs are played at a time, each in a thread of its own. Default 1: in this one. */
  readonly parallel?: number;
}

/** Plays the failure packs of every pair. Outcomes are told in the order of the pairs, however they were played. */
export async function failurePacks(
  place: Omit<TrialProject, 'scratch'>,
  pairs: readonly PairName[],
  { calls, affected, parallel = 1 }: PackBounds,
): Promise<PackOutcome> {
  const scratch = mkdtempSync(join(tmpdir(), 'pipewright-packs-'));
  try {
    // What one field without a value does is decided by how the shop's orders are read, whichever ERP they go to.
    const fieldByField = new Set<string>();
    const tasks = pairs.map((pair): PackTask | undefined => {
      if (affected?.packs(pair) === false) return undefined;
      const first = !fieldByField.has(pair.shop);
      fieldByField.add(pair.shop);
      return { pair, calls, fieldByField: first };
    });
    const asked = tasks.filter((task) => task !== undefined);
    const played = await playAll({ ...place, scratch }, asked, parallel);
    const outcomeOf = new Map<PackTask | undefined, PairPacks | undefined>(
      asked.map((task, index) => [task, played[index]]),
    );
    const outcomes = pairs.map(
      (pair, index) =>
        outcomeOf.get(tasks[index]) ?? {
          summary: `${pairText(pair)}: as they stood before, no change has reached them`,
          played: 0,
          refused: [],
        },
    );
    return outcomeOfAll(outcomes, outcomes.length - asked.length);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Of one pair all is in the summary; of several the summary is their sum. */
function outcomeOfAll(outcomes: readonly PairPacks[], unchanged: number): PackOutcome {
  const refused = outcomes.flatMap((each) => each.refused);
  const details = outcomes.map(({ summary }) => summary);
  const [only, second] = details;
  if (only !== undefined && second === undefined) return { summary: only, details: [], refused };
  const variants = outcomes.reduce((sum, { played }) => sum + played, 0);
  const before = unchanged === 0 ? '' : `; ${unchanged} of the pairs as they stood before, no change has reached them`;
  return {
    summary: `${variants} variants over ${outcomes.length} pairs, ${new Set(refused).size} refused${before}`,
    details,
    refused,
  };
}

/** Outcomes in the order of the tasks. */
async function playAll(
  place: TrialProject,
  tasks: readonly PackTask[],
  parallel: number,
): Promise<readonly PairPacks[]> {
  if (parallel > 1 && tasks.length > 1)
    return workInThreads(new URL(`./pack-worker${extname(import.meta.url)}`, import.meta.url), place, tasks, parallel);
  const outcomes: PairPacks[] = [];
  for (const task of tasks) outcomes.push(await packsOfPair(task.pair, place, task));
  return outcomes;
}
