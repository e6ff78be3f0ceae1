import type { PipePlan } from '../compile/pipe-plan.ts';
import { instantOf } from '../model/clock.ts';
import { DELIVERY_STATES, type Delivery } from '../model/delivery.ts';
import { IntegrationError } from '../model/integration-error.ts';
import { connectionOf, type Ports } from '../model/ports.ts';
import { receiveAbsent } from '../receive/receive-absent.ts';
import { receiveAgain } from '../receive/receive-again.ts';
import { receivePages } from '../receive/receive-pages.ts';
import { holdMassChange } from './hold-mass-change.ts';
import { processRecord } from './process-record.ts';
import { needLockKey } from './resolve.ts';
import { WorkPool } from './work-pool.ts';

export interface RunOptions {
  /** Read from here (epoch ms) instead of from the cursor. */
  readonly since?: number | undefined;
  /** No new record is begun once this is aborted; what is under way is finished. */
  readonly stopping: AbortSignal;
  /** After everything that can be done now is done, wait this long for retries that become due. */
  readonly patienceMs: number;
}

/** Deliveries fetched from the ledger at a time. */
const SWEEP = 200;

/**
 * One run of a pipe: what an earlier run left unfinished, then everything new at the source, then the write-backs and
 * retries that become due meanwhile. Memory is flat: a page is read while the last
 * records of the one before are begun, and stored when all of them are. Ends early,
 * without error, when it is told to stop or when a connection is halted; what was not begun stays in the ledger.
 */
export async function runPipe(pipe: PipePlan, ports: Ports, options: RunOptions): Promise<void> {
  await recoverPipe(pipe, ports);
  await pollPipe(pipe, ports, options, new WorkPool(pipe.concurrency));
}

/** What a process that died left under way becomes unknown. Only before anything of the pipe is under way here. */
export async function recoverPipe(pipe: PipePlan, ports: Ports): Promise<void> {
  await ports.ledger.recover(pipe.name, instantOf(ports.clock.now()));
}

/** A run of a pipe that is recovered, in the pool of all its work. Yields whether a connection was halted. */
export async function pollPipe(pipe: PipePlan, ports: Ports, options: RunOptions, pool: WorkPool): Promise<boolean> {
  const halt = new AbortController();
  const stopping = AbortSignal.any([options.stopping, halt.signal]);
  const start = (delivery: Delivery, native?: unknown) =>
    pool.add(() => processNext(pipe, delivery, native, ports, stopping, halt));

  const { guard } = pipe;
  const seen = tellsAbsence(pipe, ports, options) ? new Set<string>() : undefined;

  // A guard judges all that a run receives before any of it is worked on, what a run that died has received among it.
  if (guard === undefined) await sweep(pipe, ports, pool, start, stopping);
  // What a pipe before this one leaves to it is in the ledger already.
  const asks = pipe.source.after === undefined;
  try {
    const from = { since: options.since, ahead: pipe.concurrency, signal: stopping, seen };
    for await (const page of asks ? receivePages(pipe.name, pipe.source, ports, from) : []) {
      if (guard !== undefined) continue;
      for (const { delivery, native } of page) {
        if (stopping.aborted) break;
        await start(delivery, native);
      }
    }
    if (seen !== undefined && !stopping.aborted)
      for await (const absent of receiveAbsent(pipe.name, seen, ports)) {
        if (guard !== undefined) continue;
        for (const delivery of absent) await start(delivery);
      }
    const { againMs } = pipe;
    if (againMs !== undefined && !stopping.aborted)
      for (const delivery of await receiveAgain(pipe.name, againMs, ports))
        if (guard === undefined) await start(delivery);
  } catch (error) {
    // A source that fails must not keep from delivering what it gave before.
    if (!(error instanceof IntegrationError) || LEDGER_FAILED.has(error.code)) throw error;
    if (error.code !== 'STOPPED') ports.report({ kind: 'source-failed', pipe: pipe.name, error });
  }
  await pool.drain();
  if (guard !== undefined && !stopping.aborted) await holdMassChange(pipe, guard, ports);
  await sweepUntilQuiet(pipe, ports, pool, start, stopping, options.patienceMs);
  return halt.signal.aborted;
}

/**
 * Everything of a pipe that is due now, in the pool of all its work, without asking its source; also beside a poll. Yields
 * whether a connection was halted. A pipe with a guard is worked on by its polls alone.
 */
export async function deliverDue(pipe: PipePlan, ports: Ports, asked: AbortSignal, pool: WorkPool): Promise<boolean> {
  // What a poll beside this one is about to receive has to be judged as a whole: the next poll takes the rest along.
  if (pipe.guard !== undefined) return false;
  const halt = new AbortController();
  const stopping = AbortSignal.any([asked, halt.signal]);
  const start = (delivery: Delivery) => pool.add(() => processNext(pipe, delivery, undefined, ports, stopping, halt));
  await sweepUntilQuiet(pipe, ports, pool, start, stopping, 0);
  return halt.signal.aborted;
}

/** Whether what this run does not read is not there, and the pipe says what becomes of it. */
const tellsAbsence = ({ source }: PipePlan, ports: Ports, { since }: RunOptions): boolean =>
  source.absent !== undefined &&
  since === undefined &&
  source.sinceMs === undefined &&
  connectionOf(ports, source.connection).listsEverything(source.document);

/** Without a ledger nothing may go on: these end the run. */
const LEDGER_FAILED: ReadonlySet<string> = new Set([
  'LEDGER_LOCKED',
  'LEDGER_CORRUPT',
  'LEDGER_FULL',
  'LEDGER_UNREADABLE',
  'LEDGER_MOVE_REFUSED',
]);

async function processNext(
  pipe: PipePlan,
  delivery: Delivery,
  native: unknown,
  ports: Ports,
  stopping: AbortSignal,
  halt: AbortController,
): Promise<void> {
  const key = delivery.part.startsWith('needs/')
    ? needLockKey(pipe, delivery.part, delivery.key)
    : `${delivery.pipe} ${delivery.part} ${delivery.key}`;
  await ports.lock.run(key, async () => {
    if (stopping.aborted) return;
    // Between the sweep and now a newer version may have taken its place, or another record may have met the need.
    const isUntouched = delivery.state === 'received' && (await ports.ledger.isUntouched(delivery.id));
    const current = isUntouched ? delivery : await ports.ledger.delivery(delivery.id);
    if (current === undefined || DELIVERY_STATES[current.state].final) return;
    // Another sweep of the pipe has tried it meanwhile and put it off.
    if (current.dueAt !== undefined && Date.parse(current.dueAt) > ports.clock.now()) return;
    try {
      const settlement = await processRecord(pipe, current, ports, isUntouched ? native : undefined);
      if (settlement.reason?.code === 'connection-halted') halt.abort();
    } catch (error) {
      if (!(error instanceof IntegrationError) || error.code !== 'LEDGER_MOVE_REFUSED') throw error;
      const after = await ports.ledger.delivery(delivery.id);
      if (after?.state !== 'superseded') throw error;
    }
  });
}

/** Everything that is due, oldest first. */
async function sweep(
  pipe: PipePlan,
  ports: Ports,
  pool: WorkPool,
  start: (delivery: Delivery) => Promise<void>,
  stopping: AbortSignal,
): Promise<number> {
  let after = 0;
  let begun = 0;
  for (;;) {
    if (stopping.aborted) break;
    const due = await ports.ledger.ready(pipe.name, instantOf(ports.clock.now()), after, SWEEP);
    for (const delivery of due) {
      if (stopping.aborted) break;
      await start(delivery);
      begun += 1;
    }
    const last = due.at(-1);
    // What was delivered meanwhile, or called for by it, is for the next sweep.
    if (last === undefined || due.length < SWEEP) break;
    after = last.id;
  }
  await pool.drain();
  return begun;
}

/** Sweeps until nothing is due any more, nor becomes due within the patience. */
async function sweepUntilQuiet(
  pipe: PipePlan,
  ports: Ports,
  pool: WorkPool,
  start: (delivery: Delivery) => Promise<void>,
  stopping: AbortSignal,
  patienceMs: number,
): Promise<void> {
  const until = ports.clock.now() + patienceMs;
  while (!stopping.aborted) {
    // What was delivered just now may have called for write-backs.
    if ((await sweep(pipe, ports, pool, start, stopping)) > 0) continue;
    const next = await ports.ledger.nextDue(pipe.name);
    if (next === undefined || Date.parse(next) > until || stopping.aborted) return;
    await ports.clock.sleep(Math.max(0, Date.parse(next) - ports.clock.now()), stopping).catch(() => undefined);
  }
}
