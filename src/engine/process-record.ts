import type { PipePlan, WritePlan } from '../compile/pipe-plan.ts';
import { deliverPayload } from '../deliver/deliver-payload.ts';
import { instantOf } from '../model/clock.ts';
import type { Delivery } from '../model/delivery.ts';
import type { Document } from '../model/document.ts';
import { Hold } from '../model/hold.ts';
import { type ErrorCode, IntegrationError } from '../model/integration-error.ts';
import type { Settlement } from '../model/ledger.ts';
import { connectionOf, type Ports } from '../model/ports.ts';
import { Wait } from '../model/wait.ts';
import { readDocument } from '../receive/read-document.ts';
import { aftermath } from './aftermath.ts';
import { awaitReplaced } from './await-replaced.ts';
import { awaitWritten } from './await-written.ts';
import { formerPayloads } from './former-payloads.ts';
import { judge } from './judge.ts';
import { excluded, followerKnows, leftSettlement, leftToFollower } from './leave-edits.ts';
import { mapPayload } from './map-payload.ts';
import { isWanted, modify } from './modify.ts';
import { resolve } from './resolve.ts';
import { takenBack } from './taken-back.ts';
import { isUnchanged } from './unchanged.ts';

/**
 * The way of a record, from the ledger to its target and back into the ledger. The only place where a record’s stages
 * follow one another, and the only one that catches what they throw. `native`: the delivery’s record, where it is at hand
 * parsed.
 *
 * receive → map (from) → validate → modify → rules → resolve → map (to) → validate → deliver → record
 */
export async function processRecord(
  pipe: PipePlan,
  delivery: Delivery,
  ports: Ports,
  native?: unknown,
): Promise<Settlement> {
  const plan = writePlanOf(pipe, delivery);
  const settlement = await takeThrough(pipe, plan, delivery, ports, native).catch((error: unknown) =>
    unsettled(error, delivery, ports),
  );
  await ports.ledger.settle(delivery.id, settlement, instantOf(ports.clock.now()));
  report(pipe, plan, delivery, settlement, ports);
  return settlement;
}

async function takeThrough(
  pipe: PipePlan,
  plan: WritePlan,
  delivery: Delivery,
  ports: Ports,
  native: unknown,
): Promise<Settlement> {
  const read = await readDocument(pipe, delivery, ports, native); // map (from), completed with related records, validated
  const document = modify(pipe, delivery, read);
  if (!isWanted(pipe, delivery, document)) return excluded(pipe, delivery, ports);
  const reason = await takenBack(pipe, delivery, ports);
  if (reason !== undefined) return { to: 'excluded', reason };
  judge(pipe, delivery, document);
  await awaitReplaced(pipe, delivery, document, ports);
  await awaitWritten(pipe, delivery, ports);
  const resolved = await resolve(pipe, plan, delivery, document, ports, (need) => processRecord(pipe, need, ports)); // needs, link, reference lists
  const { payload, payloadHash } = await mapPayload(plan, document, resolved, ports); // map (to), validated
  const { linked } = resolved;
  const handOn = leftToFollower(pipe, delivery, linked);
  const isLeft = handOn !== undefined && (await followerKnows(pipe, delivery, ports));
  const before =
    pipe.source.after === undefined ? undefined : await formerPayloads(pipe, plan, delivery, resolved, ports);
  // Of several versions that the target may have, only the target can say which it is.
  if (!isLeft && (before?.length ?? 1) === 1 && (await isUnchanged(pipe, delivery, payloadHash, ports)))
    return {
      to: 'unchanged',
      payloadHash,
      reason: { code: 'unchanged', text: 'what the target would get is what it has' },
    };
  if (handOn !== undefined && linked !== undefined) return leftSettlement(handOn, linked, payloadHash);
  const consignment = { plan, delivery, payload, payloadHash, document, linked, before, retry: pipe.retry };
  const settlement = await ports.lock.run(identityOf(plan, delivery, document), () =>
    deliverPayload(consignment, connectionOf(ports, plan.connection), ports),
  );
  return settlement.to === 'delivered' ? aftermath(pipe, plan, delivery, document, settlement, ports) : settlement;
}

/**
 * What may be looked for and written by one record at a time on the target, whichever pipe it comes by: a customer is the
 * e-mail address, everything else the id at its source.
 */
function identityOf(plan: WritePlan, delivery: Delivery, document: Document): string {
  const email =
    plan.document === 'customer' && typeof document.email === 'string'
      ? document.email.trim().toLowerCase()
      : undefined;
  return `write ${plan.connection} ${plan.document} ${email ?? delivery.key}`;
}

/** Which of the pipe’s writes a delivery is about. */
function writePlanOf(pipe: PipePlan, { part }: Delivery): WritePlan {
  const plan = [pipe.target, ...pipe.needs, ...pipe.writeBacks].find((each) => each.part === part);
  if (plan !== undefined) return plan;
  // The pipe was edited between two runs. What the ledger holds for the part that is gone goes with it.
  return { ...pipe.target, part, capability: `${part} (no longer in the pipe)` };
}

/** What a system’s failure to answer a read means for the record that needed the answer. Codes that are not here end the run. */
const WHEN_A_READ_FAILED: { readonly [C in ErrorCode]?: 'wait' | 'halt' | 'hold' } = {
  SYSTEM_UNREACHABLE: 'wait',
  ANSWER_MALFORMED: 'wait',
  ANSWER_TOO_LARGE: 'wait',
  STOPPED: 'wait',
  CONNECTION_HALTED: 'halt',
  CREDENTIAL_REFUSED: 'halt',
  SYSTEM_REFUSED: 'hold',
  HOST_REFUSED: 'hold',
  HEADER_REFUSED: 'hold',
  KEY_MALFORMED: 'hold',
  CAPABILITY_MISSING: 'hold',
  MAPPING_FAILED: 'hold',
  PAGE_REPEATED: 'hold',
};

const READ_AGAIN_MS = 30_000;

/** What a stage could not decide is held; what it must wait for is waited for; everything else ends the run. */
function unsettled(error: unknown, delivery: Delivery, ports: Ports): Settlement {
  const open = delivery.state === 'unknown' ? 'unknown' : 'waiting';
  const after = (ms: number) => instantOf(ports.clock.now() + ms);
  if (error instanceof Hold) return { to: 'held', reason: { code: error.code, text: error.message } };
  if (error instanceof Wait) return { to: open, reason: error.reason, dueAt: after(error.afterMs) };
  if (error instanceof IntegrationError) {
    const text = error.message;
    switch (WHEN_A_READ_FAILED[error.code]) {
      case 'wait':
        return { to: open, reason: { code: 'read-failed', text }, dueAt: after(READ_AGAIN_MS) };
      case 'halt':
        return { to: open, reason: { code: 'connection-halted', text }, dueAt: after(0) };
      case 'hold':
        return { to: 'held', reason: { code: 'read-refused', text } };
      case undefined:
        break;
    }
  }
  throw error;
}

function report(
  pipe: PipePlan,
  plan: WritePlan,
  delivery: Delivery,
  { to, reason, dueAt }: Settlement,
  ports: Ports,
): void {
  ports.report({
    kind: 'settled',
    pipe: pipe.name,
    delivery,
    state: to,
    ...(reason === undefined ? {} : { reason }),
    ...(dueAt === undefined ? {} : { dueAt }),
  });
  if (reason?.code === 'connection-halted')
    ports.report({ kind: 'halted', pipe: pipe.name, connection: plan.connection, reason });
}
