import type { PipePlan } from '../compile/pipe-plan.ts';
import type { PipeName } from '../model/names.ts';
import type { Ports } from '../model/ports.ts';
import { Bell } from './bell.ts';
import { deliverDue, pollPipe, type RunOptions, recoverPipe, runPipe } from './run-pipe.ts';
import { WorkPool } from './work-pool.ts';

/** Runs each pipe once, in the order given: customers before their orders. */
export async function runOnce(pipes: readonly PipePlan[], ports: Ports, options: RunOptions): Promise<void> {
  for (const pipe of pipes) {
    if (options.stopping.aborted) return;
    await runPipe(pipe, ports, options);
  }
}

export interface FollowOptions extends Omit<RunOptions, 'patienceMs'> {
  /** Wakes pipes before their time; a pipe without a bell keeps to its pace. */
  readonly bells?: ReadonlyMap<PipeName, Bell>;
}

/**
 * Runs pipes until told to stop: each polls its source at its own pace, comes back early for retries that become due, and
 * for what its bell rings. A pipe whose run fails for its own sake ends all of them with that error: the ledger is gone or
 * there is a defect.
 */
export async function runFollowing(pipes: readonly PipePlan[], ports: Ports, options: FollowOptions): Promise<void> {
  const failed = new AbortController();
  const stopping = AbortSignal.any([options.stopping, failed.signal]);
  const bells = new Map(pipes.map(({ name }) => [name, options.bells?.get(name) ?? new Bell()]));
  const runs = pipes.map((pipe) =>
    follow(pipe, ports, { ...options, stopping, bells }).catch((error: unknown) => {
      failed.abort();
      throw error;
    }),
  );
  const outcomes = await Promise.allSettled(runs);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

/** A retry is not looked for more often than this, however soon it is due. */
const SHORTEST_PAUSE_MS = 250;

async function follow(
  pipe: PipePlan,
  ports: Ports,
  options: Required<Pick<FollowOptions, 'stopping' | 'bells'>> & FollowOptions,
): Promise<void> {
  const { clock, ledger } = ports;
  const bell = options.bells.get(pipe.name) ?? new Bell();
  const { stopping } = options;
  const pool = new WorkPool(pipe.concurrency);
  await recoverPipe(pipe, ports);
  let { since } = options;
  let nextPoll = clock.now();
  while (!stopping.aborted) {
    const asked = bell.take('poll');
    const isPoll = asked || clock.now() >= nextPoll;
    bell.take('due');
    if (isPoll) nextPoll = clock.now() + pipe.everyMs;
    const halted = isPoll
      ? await besides(bell, stopping, pollPipe(pipe, ports, { since, stopping, patienceMs: 0 }, pool), () =>
          deliverDue(pipe, ports, stopping, pool),
        )
      : await deliverDue(pipe, ports, stopping, pool);
    if (isPoll) since = undefined;
    if (pipe.leavesEditsTo !== undefined) options.bells.get(pipe.leavesEditsTo)?.ring('due');
    // A connection that is halted is tried again with the next poll, not at once.
    const due = halted || stopping.aborted ? undefined : await ledger.nextDue(pipe.name);
    const until = Math.min(nextPoll, due === undefined ? nextPoll : Date.parse(due));
    await bell.wait(Math.max(SHORTEST_PAUSE_MS, until - clock.now()), clock, stopping);
  }
}

/** Does what the bell rings for while a long poll goes on: an event does not wait for the last page of a year's orders. */
async function besides(
  bell: Bell,
  stopping: AbortSignal,
  poll: Promise<boolean>,
  deliver: () => Promise<boolean>,
): Promise<boolean> {
  const over = new AbortController();
  const listen = async () => {
    const until = AbortSignal.any([stopping, over.signal]);
    while (!until.aborted) {
      await bell.listen(until, ['due']);
      if (!until.aborted && bell.take('due')) await deliver();
    }
  };
  const [polled, listened] = await Promise.allSettled([poll.finally(() => over.abort()), listen()]);
  if (polled.status === 'rejected') throw polled.reason;
  if (listened.status === 'rejected') throw listened.reason;
  return polled.value;
}
