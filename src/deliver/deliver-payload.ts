import type { RetryPolicy, WritePlan } from '../compile/pipe-plan.ts';
import { instantOf } from '../model/clock.ts';
import type { Connection, FindOutcome, WriteCapability, WriteOutcome, WriteRequest } from '../model/connection.ts';
import type { Delivery, Reason, StepResults, TargetReference } from '../model/delivery.ts';
import type { Document } from '../model/document.ts';
import { Hold } from '../model/hold.ts';
import type { Settlement } from '../model/ledger.ts';
import type { Ports } from '../model/ports.ts';
import { delayBeforeAttempt } from './retry-policy.ts';

/** What is to be delivered, and what is known of the other side. */
export interface Consignment {
  readonly plan: WritePlan;
  readonly delivery: Delivery;
  readonly payload: unknown;
  readonly payloadHash: string;
  readonly document: Document;
  /** The record on the other side, from the link. */
  readonly linked: TargetReference | undefined;
  /** What the other side may have of earlier versions, where this one revises them. */
  readonly before: readonly unknown[] | undefined;
  readonly retry: RetryPolicy;
}

/** How the target came to have the record, for the history. */
const WRITTEN: Readonly<Record<'created' | 'updated' | 'adopted' | 'completed', Reason>> = {
  created: { code: 'created', text: 'written anew' },
  updated: { code: 'updated', text: 'the record that was there was changed' },
  adopted: { code: 'adopted', text: 'the target had it already; nothing was sent again' },
  completed: { code: 'adopted', text: 'the target had it already; only what was still to be done was sent' },
};

/**
 * One attempt at a delivery: look first where that is due, then write with the intent on disk. Yields the delivery’s
 * next move. Throws a Hold when the record cannot be decided.
 */
export async function deliverPayload(
  consignment: Consignment,
  connection: Connection,
  ports: Ports,
): Promise<Settlement> {
  const { plan, delivery, payloadHash } = consignment;
  const capability = connection.capability(plan.capability);
  if (capability === undefined)
    throw new Hold('capability-missing', `${connection.system} cannot do ${plan.capability}`);

  let target = consignment.linked;
  let done = delivery.steps;
  let resumed: Resumed | undefined;
  if (mustLook(capability, delivery, target)) {
    const found = await connection.find(plan.capability, requestOf(consignment, target, done, ports));
    if (found.kind === 'several') throw new Hold('several-matches', severalText(found.targets));
    if (found.kind === 'found') {
      if (!capability.canUpdate || isNeed(delivery)) {
        if (!withoutAnswer(capability, delivery)) return settledAs('adopted', found.target, payloadHash);
        resumed = resume(capability, found.target, done);
        done = { ...done, ...resumed.adopted };
      } else target = found.target;
    } else if (found.kind === 'rejected')
      throw new Hold('look-up-refused', `the look-up was refused: ${found.reason.text}`);
    else if (found.kind !== 'none') return settlementOf(found, consignment, capability, ports);
  }
  if (resumed === undefined) refuseWhatCannotBeDone(capability, delivery, target, consignment);
  if (target === undefined && !capability.canCreate) return absent(capability, plan);
  const attempt = () => attemptAt(consignment, connection, capability, { target, done, resumed }, ports);
  // Two parcels of one order both add to what the shop's order says: one reads it after the other has written.
  return target === undefined ? attempt() : ports.lock.run(`record ${plan.connection} ${target.id}`, attempt);
}

/** What is known of the other side before an attempt. */
interface Known {
  readonly target: TargetReference | undefined;
  readonly done: StepResults;
  readonly resumed: Resumed | undefined;
}

async function attemptAt(
  consignment: Consignment,
  connection: Connection,
  capability: WriteCapability,
  { target, done, resumed }: Known,
  ports: Ports,
): Promise<Settlement> {
  const { plan, delivery, payloadHash } = consignment;
  await ports.ledger.begin(delivery.id, payloadHash, instantOf(ports.clock.now()));
  // Kept like the result of a call, or the next attempt would take the call after it for one that was never made.
  for (const [step, result] of Object.entries(resumed?.adopted ?? {}))
    await ports.ledger.keepStep(delivery.id, step, result);
  const request = { ...requestOf(consignment, target, done, ports), unsure: resumed?.unsure ?? false };
  const { outcome, steps } = await write(connection, plan, request, delivery, ports);
  if (outcome.kind === 'gone') return gone(consignment, capability, target, outcome.reason);
  const settlement =
    outcome.kind === 'done'
      ? settledAs(
          outcome.untouched === true
            ? 'adopted'
            : target !== undefined
              ? 'updated'
              : resumed === undefined
                ? 'created'
                : 'completed',
          outcome.target,
          payloadHash,
        )
      : settlementOf(outcome, consignment, capability, ports);
  // What the last call of a delivered record has yielded is in its target, and no attempt comes that would ask for it.
  return steps === undefined || outcome.kind === 'done' ? settlement : { ...settlement, steps };
}

/**
 * Makes the calls. What is to be kept of the last one becomes durable with the delivery's move, in one flush to disk instead
 * of two: a process that dies before it has lost no more than one that dies before the result alone is on disk.
 */
async function write(
  connection: Connection,
  { capability }: WritePlan,
  request: WriteRequest,
  { id }: Delivery,
  { ledger }: Ports,
): Promise<{ readonly outcome: WriteOutcome; readonly steps: StepResults | undefined }> {
  let last: { readonly step: string; readonly result: unknown } | undefined;
  try {
    const outcome = await connection.write(capability, request, async (step, result, isLast) => {
      if (isLast) last = { step, result };
      else await ledger.keepStep(id, step, result);
    });
    // A step that keeps nothing is done all the same, and JSON has no undefined.
    return { outcome, steps: last === undefined ? undefined : { [last.step]: last.result ?? null } };
  } catch (error) {
    if (last !== undefined) await ledger.keepStep(id, last.step, last.result);
    throw error;
  }
}

/**
 * Whether the other side is asked before anything is sent: always after an attempt without an answer, always where that
 * is how a repeat is recognised or how the record to change is found, never for a record whose first calls are known to
 * be done.
 */
function mustLook(capability: WriteCapability, delivery: Delivery, linked: TargetReference | undefined): boolean {
  if (!capability.canFind || linked !== undefined) return false;
  if (delivery.state === 'unknown') return true;
  // What a write makes is known by its steps; what it only changes must be found anew every time.
  if (capability.canCreate && Object.keys(delivery.steps).length > 0) return false;
  return capability.strategy === 'find-first' || capability.canUpdate || !capability.canCreate;
}

/** Whether a call that makes the record, or one after it, is known to be done. */
const hasBegun = ({ createSteps }: WriteCapability, { steps }: Delivery): boolean =>
  Object.keys(steps).some((key) => createSteps.length === 0 || createSteps.includes(key.split('/')[0] ?? ''));

const isNeed = ({ part }: Delivery): boolean => part.startsWith('needs/');

const withoutAnswer = (capability: WriteCapability, { state }: Delivery): boolean =>
  state === 'unknown' && capability.createSteps.length > 1;

/** How a write of several calls goes on whose record has turned up after a lost answer. */
interface Resumed {
  /** The step that the record stands for. */
  readonly adopted: StepResults;
  /** Whether the answer that was lost may be that of the next call. */
  readonly unsure: boolean;
}

/**
 * A record that turns up stands for the first create call, where that is not known to be done: then the calls after it are
 * still to be made. Where it is, the answer of one of those was lost.
 */
function resume({ createSteps }: WriteCapability, { id, number, kept }: TargetReference, done: StepResults): Resumed {
  const [first = ''] = createSteps;
  if (Object.keys(done).some((key) => key === first || key.startsWith(`${first}/`)))
    return { adopted: {}, unsure: true };
  const known = typeof kept === 'object' && kept !== null ? kept : {};
  return { adopted: { [first]: { ...known, id, ...(number === undefined ? {} : { number }) } }, unsure: false };
}

function refuseWhatCannotBeDone(
  capability: WriteCapability,
  delivery: Delivery,
  target: TargetReference | undefined,
  { plan }: Consignment,
): void {
  if (target !== undefined && !capability.canUpdate) {
    throw new Hold(
      'changed-after-delivery',
      `it changed after it was delivered as ${target.number ?? target.id}, and ${plan.connection} has no safe way to change it: change it there by hand, then skip this version`,
    );
  }
  if (delivery.state !== 'unknown') return;
  const recognised =
    target !== undefined
      ? capability.repeatableUpdate || (!capability.canCreate && capability.strategy !== 'none')
      : (capability.canFind && !hasBegun(capability, delivery)) ||
        capability.strategy === 'upsert' ||
        capability.strategy === 'idempotency-header';
  if (recognised) return;
  const why =
    capability.canFind && target === undefined
      ? `an earlier attempt wrote a part of it, got no answer to the rest, and the look-up on ${plan.connection} does not find it`
      : `an earlier attempt got no answer and ${plan.connection} offers no way to look it up`;
  throw new Hold('perhaps-written', `${why}: see there, then retry or skip`);
}

function absent(capability: WriteCapability, { connection, document }: WritePlan): Settlement {
  if (capability.whenAbsent === 'hold')
    throw new Hold('absent-on-target', `${connection} has no such ${document}, and it is not to be made there`);
  return {
    to: 'unchanged',
    reason: { code: 'absent-on-target', text: `${connection} has no such ${document}: there is nothing to do` },
  };
}

function requestOf(
  { plan, delivery, payload, document, before }: Consignment,
  target: TargetReference | undefined,
  done: StepResults,
  ports: Ports,
): WriteRequest {
  return {
    payload,
    document,
    key: delivery.key,
    deliveryKey: `${delivery.pipe}/${delivery.part}/${delivery.key}/${delivery.fingerprint.slice(0, 16)}`,
    part: plan.part,
    ...(before === undefined ? {} : { before }),
    ...(target === undefined ? {} : { target }),
    done,
    signal: ports.signal,
  };
}

function settledAs(how: keyof typeof WRITTEN, target: TargetReference, payloadHash: string): Settlement {
  return { to: 'delivered', reason: WRITTEN[how], target, payloadHash };
}

/** Whether it is to be made anew on a target that deleted it is a person's decision. */
function gone(
  { plan, delivery, linked }: Consignment,
  { canCreate }: WriteCapability,
  target: TargetReference | undefined,
  { text }: Reason,
): Settlement {
  const name = target?.number ?? target?.id ?? '';
  const advice =
    linked === undefined || !canCreate
      ? 'retry to look for it again'
      : `retry with --unlink to look for it again, and to make it anew where it is not there`;
  return {
    to: 'held',
    reason: {
      code: 'target-gone',
      text: `${plan.connection} no longer has ${name}, which ${delivery.label} became: ${text}; ${advice}`,
    },
  };
}

/** What comes of an outcome that is not "done". The delivery is in `sending`, or was being looked up. */
function settlementOf(
  outcome:
    | Exclude<WriteOutcome, { kind: 'done' | 'gone' }>
    | Exclude<FindOutcome, { kind: 'found' | 'none' | 'several' }>,
  { delivery, retry }: Consignment,
  capability: WriteCapability,
  ports: Ports,
): Settlement {
  const { reason } = outcome;
  // A look-up that fails tells nothing of an earlier attempt: what is unknown stays unknown.
  const open = delivery.state === 'unknown' ? ('unknown' as const) : ('waiting' as const);
  const due = (asked?: number) =>
    instantOf(ports.clock.now() + delayBeforeAttempt(retry, delivery.attempts + 1, ports.random, asked));
  const usedUp = delivery.attempts + 1 >= retry.attempts;
  switch (outcome.kind) {
    case 'retry':
      if (outcome.outage)
        return { to: open, reason, dueAt: instantOf(ports.clock.now() + Math.max(outcome.afterMs ?? 0, 1000)) };
      return usedUp
        ? { to: 'parked', reason: usedUpReason(reason, retry) }
        : { to: open, reason, dueAt: due(outcome.afterMs), countsAsAttempt: true };
    case 'unknown':
      if (capability.strategy === 'none') return { to: 'parked', reason: perhapsWritten(reason) };
      return usedUp
        ? { to: 'parked', reason: usedUpReason(reason, retry) }
        : { to: 'unknown', reason, dueAt: due(), countsAsAttempt: true };
    case 'rejected':
      return { to: 'rejected', reason };
    case 'halted':
      return {
        to: open,
        reason: { code: 'connection-halted', text: reason.text },
        dueAt: instantOf(ports.clock.now()),
      };
  }
}

const usedUpReason = (reason: Reason, { attempts }: RetryPolicy): Reason => ({
  code: 'attempts-used-up',
  text: `${attempts} attempts failed; the last one: ${reason.text}`,
});

const perhapsWritten = (reason: Reason): Reason => ({
  code: 'perhaps-written',
  text: `no answer came, and this write is never repeated by itself: ${reason.text}`,
});

function severalText(targets: readonly TargetReference[]): string {
  return `the target has ${targets.length} that match: ${targets.map(({ id, number }) => number ?? id).join(', ')}; keep one of them there`;
}
