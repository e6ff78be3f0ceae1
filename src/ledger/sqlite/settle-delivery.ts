import type { Instant } from '../../model/clock.ts';
import type { Settlement } from '../../model/ledger.ts';
import { epochMsOf } from './instant-column.ts';
import { stepText, storeStep } from './keep-step.ts';
import type { LedgerDatabase } from './ledger-database.ts';
import { putLink } from './links.ts';
import { moveDelivery, standingFor } from './move-delivery.ts';
import { openFollowUp } from './open-follow-up.ts';
import { receiveRecords } from './receive-records.ts';
import { refuseMalformedKey } from './store-delivery.ts';

/** A settlement with what it carries of others as JSON text. */
export interface WrittenSettlement extends Omit<Settlement, 'target' | 'steps'> {
  readonly target?: string;
  readonly steps?: readonly (readonly [step: string, result: string])[];
}

/** Throws a TypeError for what JSON cannot carry. */
export function writtenSettlement({ target, steps, ...rest }: Settlement): WrittenSettlement {
  return {
    ...rest,
    ...(target === undefined ? {} : { target: JSON.stringify(target) }),
    ...(steps === undefined
      ? {}
      : { steps: Object.entries(steps).map(([step, result]) => [step, stepText(result)] as const) }),
  };
}

/** See Ledger.settle. What waits without `dueAt` is due at `at`; in states that do not wait `dueAt` means nothing. */
export function settleDelivery(database: LedgerDatabase, id: number, settlement: WrittenSettlement, at: Instant): void {
  const { to, reason, payloadHash, target, steps = [] } = settlement;
  const now = epochMsOf(at);
  const standing = standingFor(database, id, to);
  for (const followUp of settlement.followUps ?? []) refuseMalformedKey(followUp.pipe, followUp.key);

  const waits = to === 'waiting' || to === 'unknown';
  const dueAt = settlement.dueAt === undefined ? now : epochMsOf(settlement.dueAt);
  moveDelivery(database, standing, to, now, {
    reason,
    dueAt: waits ? dueAt : undefined,
    attempts: settlement.countsAsAttempt === true ? 1 : 0,
    payloadHash,
    target,
    hasSteps: steps.length > 0,
  });
  for (const [step, result] of steps) storeStep(database, id, step, result);
  for (const link of settlement.links ?? []) putLink(database, link, now);
  for (const followUp of settlement.followUps ?? []) openFollowUp(database, followUp, now);
  const { handOn } = settlement;
  if (handOn !== undefined) receiveRecords(database, handOn.pipe, [handOn.record], undefined, at);
}
