import { parentPort, workerData } from 'node:worker_threads';
import type { PairName } from '../scenario/pair-project.ts';
import type { TrialProject } from '../scenario/trial.ts';
import { type PairBounds, packsOfPair } from './pair-packs.ts';

/** What a worker is asked for: the packs of one pair. */
export interface PackTask extends PairBounds {
  readonly pair: PairName;
}

/** A thread that plays one pair after another. It is given the place once, and answers each task with its outcome. */
const place = workerData as TrialProject;
parentPort?.on('message', async ({ pair, ...bounds }: PackTask) => {
  parentPort?.postMessage(await packsOfPair(pair, place, bounds));
});
