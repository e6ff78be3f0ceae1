import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type PairName, pairText } from '../scenario/pair-project.ts';
import type { TrialProject } from '../scenario/trial.ts';
import type { Affected } from '../verification/affected.ts';
import type { PackOutcome } from '../verification/verify-project.ts';
import type { PackTask } from './pack-worker.ts';
import { packsOfPair } from './pair-packs.ts';

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
    const played = await playAll(
      { ...place, scratch },
      tasks.filter((task) => task !== undefined),
      parallel,
    );
    const outcomes = pairs.map(
      (pair, index) =>
        played.get(tasks[index]) ?? {
          summary: `${pairText(pair)}: as they stood before, no change has reached them`,
          refused: [],
        },
    );
    return {
      summary: outcomes.map(({ summary }) => summary).join('; '),
      refused: outcomes.flatMap(({ refused }) => refused),
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

type Played = Map<PackTask | undefined, PackOutcome>;

async function playAll(place: TrialProject, tasks: readonly PackTask[], parallel: number): Promise<Played> {
  const played: Played = new Map();
  if (parallel < 2 || tasks.length < 2) {
    for (const task of tasks) played.set(task, await packsOfPair(task.pair, place, task));
    return played;
  }
  const left = [...tasks];
  await Promise.all(
    Array.from({ length: Math.min(parallel, tasks.length) }, async () => {
      const worker = new Worker(new URL(`./pack-worker${extname(import.meta.url)}`, import.meta.url), {
        workerData: place,
      });
      try {
        for (let task = left.shift(); task !== undefined; task = left.shift()) {
          worker.postMessage(task);
          // A thread that dies rejects here: its pair was not judged.
          const [outcome] = (await once(worker, 'message')) as [PackOutcome];
          played.set(task, outcome);
        }
      } finally {
        await worker.terminate();
      }
    }),
  );
  return played;
}
