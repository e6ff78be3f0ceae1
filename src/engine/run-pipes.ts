import type { PipePlan } from '../compile/pipe-plan.ts';
import type { Ports } from '../model/ports.ts';
import { type RunOptions, runPipe } from './run-pipe.ts';

/** Runs each pipe once, in the order given: customers before their orders. */
export async function runOnce(pipes: readonly PipePlan[], ports: Ports, options: RunOptions): Promise<void> {
  for (const pipe of pipes) {
    if (options.stopping.aborted) return;
    await runPipe(pipe, ports, options);
  }
}

/**
 * Runs pipes until told to stop: each polls its source at its own pace and comes back early for retries that become due.
 * A pipe whose run fails for its own sake ends all of them with that error: the ledger is gone or there is a defect.
 */
export async function runFollowing(
  pipes: readonly PipePlan[],
  ports: Ports,
  options: Omit<RunOptions, 'patienceMs'>,
): Promise<void> {
  const failed = new AbortController();
  const stopping = AbortSignal.any([options.stopping, failed.signal]);
  const runs = pipes.map((pipe) =>
    follow(pipe, ports, { ...options, stopping }).catch((error: unknown) => {
      failed.abort();
      throw error;
    }),
  );
  const outcomes = await Promise.allSettled(runs);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

/** A retry is not looked for more often than this, however soon it is due. */
const SHORTEST_PAUSE_MS = 250;

async function follow(pipe: PipePlan, ports: Ports, options: Omit<RunOptions, 'patienceMs'>): Promise<void> {
  let since = options.since;
  while (!options.stopping.aborted) {
    const nextPoll = ports.clock.now() + pipe.everyMs;
    // Retries due before the next poll are served within the same run.
    await runPipe(pipe, ports, {
      since,
      stopping: options.stopping,
      patienceMs: Math.max(0, pipe.everyMs - SHORTEST_PAUSE_MS),
    });
    since = undefined;
    const pause = Math.max(SHORTEST_PAUSE_MS, nextPoll - ports.clock.now());
    await ports.clock.sleep(pause, options.stopping).catch(() => undefined);
  }
}
